/* Lists and dates inside sentences. */
#include "plan/explain_words.h"

#include <stdio.h>
#include <string.h>

#define ROOM_FOR_COUNT 12 /* " (+123456)" */

void plan_list_add(struct plan_list *list, const char *item)
{
    size_t need = strlen(item) + 2;

    if (list->left_out > 0 || list->length + need + ROOM_FOR_COUNT >= sizeof list->text) {
        list->left_out++;
        return;
    }
    list->length += (size_t)snprintf(list->text + list->length, sizeof list->text - list->length, "%s%s",
                                     list->length > 0 ? ", " : "", item);
}

const char *plan_list_finish(struct plan_list *list)
{
    if (list->left_out > 0)
        snprintf(list->text + list->length, sizeof list->text - list->length, " (+%zu)", list->left_out);
    return list->text;
}

void plan_date_write(struct civil_date date, char out[16])
{
    struct civil_ymd ymd = civil_date_split(date);

    snprintf(out, 16, "%d/%d/%d", ymd.day, ymd.month, ymd.year);
}

const char *plan_name(const struct plan_problem *problem, const struct plan_names *names,
                      enum plan_thing thing, uint32_t index)
{
    if (names != NULL && names->name != NULL)
        return names->name(names->context, thing, index);
    switch (thing) {
    case PLAN_THING_UNIT: return problem->units[index].code;
    case PLAN_THING_VENUE: return problem->venues[index].code;
    case PLAN_THING_COMMUNE: return problem->communes[index].code;
    case PLAN_THING_CANDIDATE: return problem->candidates[index].code;
    default: return "";
    }
}
