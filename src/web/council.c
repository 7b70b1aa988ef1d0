#include "web/council.h"

#include "web/field.h"
#include "web/page.h"

#include <string.h>

const char *const council_levels[COUNCIL_LEVELS] = {"na", "province", "district", "commune"};

const char *council_label(const char *level)
{
    static const char *const labels[COUNCIL_LEVELS] = {N_("National Assembly"), N_("Provincial council"),
                                                       N_("District council"), N_("Commune council")};

    for (size_t i = 0; i < COUNCIL_LEVELS; i++)
        if (strcmp(council_levels[i], level) == 0)
            return labels[i];
    return level;
}

void council_put_choice(const struct call *call, const char *chosen)
{
    field_begin_select(call, "level", N_("Council"));
    field_put_option(call, "", page_text(call, N_("all")), chosen);
    for (size_t i = 0; i < COUNCIL_LEVELS; i++)
        field_put_option(call, council_levels[i], page_text(call, council_label(council_levels[i])), chosen);
    field_end_select(call);
}
