#include "web/role_words.h"

#include "base/parse.h"

const struct role_words role_words[ROLE_COUNT] = {
    [ROLE_ADMINISTRATOR] =
        {N_("Administrator"),
         N_("accounts, tables, settings, the log of changes; neither plans nor publishes")},
    [ROLE_AUDITOR] = {N_("Auditor"), N_("sees everything but telephone numbers, and the log of changes")},
    [ROLE_PROVINCE] = {N_("Staff of the province"),
                       N_("plans, publishes, records steps, sends messages and imports tables")},
    [ROLE_DISTRICT] = {N_("Staff of a district"), N_("plans and records steps; does not publish")},
    [ROLE_COMMUNE] = {N_("Staff of a commune"), N_("records steps and keeps the calendars of the commune")},
    [ROLE_VIEWER] = {N_("Viewer"), N_("sees timetable, plan and reports")},
};

const char *role_words_of(const char *role)
{
    size_t index;

    return parse_choice(role, rights_role_names, ROLE_COUNT, &index) ? role_words[index].name : role;
}
