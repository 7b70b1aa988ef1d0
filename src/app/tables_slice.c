/* What each file holds of the tables. */
#include "app/tables_shape.h"

#include <string.h>

/* The areas of one level. */
static struct tables_slice cut(const struct tables_slice *areas, enum tables_area_level level)
{
    const struct tables_area *area = (const void *)areas->items;
    size_t first = 0;

    while (first < areas->count && area[first].level != level)
        first++;
    size_t end = first;
    while (end < areas->count && area[end].level == level)
        end++;
    return (struct tables_slice){(const char *)(area + first), end - first, (uint32_t)first};
}

struct tables_slice tables_slice(const struct tables *tables, enum tables_file file)
{
    const struct tables_shape *shape = tables_shape(file, true);
    struct tables_slice slice = {0};

    memcpy(&slice.items, (const char *)tables + shape->items_offset, sizeof slice.items);
    memcpy(&slice.count, (const char *)tables + shape->count_offset, sizeof slice.count);
    switch (file) {
    case FILE_PROVINCES: return cut(&slice, AREA_PROVINCE);
    case FILE_DISTRICTS: return cut(&slice, AREA_DISTRICT);
    case FILE_COMMUNES: return cut(&slice, AREA_COMMUNE);
    default: return slice;
    }
}

const char *tables_slice_id(const struct tables_slice *slice, enum tables_file file, size_t i)
{
    const struct tables_shape *shape = tables_shape(file, true);
    const char *id;

    memcpy(&id, slice->items + i * shape->item_size + shape->columns[0].offset, sizeof id);
    return id;
}

bool tables_slice_find(const struct tables_slice *slice, enum tables_file file, const char *id, size_t *out)
{
    size_t low = 0;
    size_t high = slice->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = strcmp(tables_slice_id(slice, file, middle), id);
        if (order == 0) {
            *out = middle;
            return true;
        }
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return false;
}

char tables_session_letter(const struct tables_session *session)
{
    char first = session->name[0];

    if (first >= 'a' && first <= 'z')
        return (char)(first - 'a' + 'A');
    return (char)(first >= 'A' && first <= 'Z' ? first : '\0');
}
