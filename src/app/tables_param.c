#include "app/tables_param.h"

#include "base/parse.h"

#include <stdio.h>
#include <string.h>

static const void *member(const struct tables_params *params, const struct tables_column *column)
{
    return (const char *)params + column->offset;
}

const char *tables_param_text(const struct tables_params *params, const struct tables_column *column,
                              struct arena *arena)
{
    char text[CIVIL_TIME_CHARS + 8];

    switch (column->type) {
    case TYPE_INT: snprintf(text, sizeof text, "%d", *(const int32_t *)member(params, column)); break;
    case TYPE_LONG:
        snprintf(text, sizeof text, "%lld", (long long)*(const int64_t *)member(params, column));
        break;
    case TYPE_DATE:
        if (((const struct civil_date *)member(params, column))->day == 0)
            return ""; /* not given */
        civil_date_format(*(const struct civil_date *)member(params, column), text);
        break;
    case TYPE_TIME: civil_time_format(*(const struct civil_time *)member(params, column), text); break;
    default: return *(const char *const *)member(params, column);
    }
    return arena_copy_string(arena, text);
}

bool tables_param_set(struct tables_params *params, const struct tables_column *column, const char *text)
{
    void *where = (char *)params + column->offset;
    int64_t number;

    if (column->type == TYPE_TIME)
        return civil_time_parse(text, where);
    if (column->type == TYPE_DATE && text[0] == '\0') {
        *(struct civil_date *)where = (struct civil_date){0};
        return true;
    }
    if (column->type == TYPE_DATE)
        return civil_date_parse(text, where);
    if (tables_column_is_text(column)) {
        memcpy(where, &text, sizeof text);
        return true;
    }
    if (!parse_int(text, column->min, column->max, &number))
        return false;
    if (column->type == TYPE_LONG)
        *(int64_t *)where = number;
    else
        *(int32_t *)where = (int32_t)number;
    return true;
}

const struct tables_column *tables_param_column(const char *key)
{
    const struct tables_shape *shape = tables_shape(FILE_PARAMS, true);

    for (size_t i = 0; i < shape->column_count; i++) {
        if (strcmp(shape->columns[i].name, key) == 0)
            return &shape->columns[i];
    }
    return NULL;
}
