/* Who may do what where: every role, every action, every place seen from the area of the role. */
#include "app/rights.h"
#include "base/cleanup.h"
#include "cmocka_tests.h"

#include <string.h>

/* country(0) > province 1 > district 2 > commune 3; beside it district 4 and province 5. */
static const struct rights_place places[] = {
    {.depth = 0},
    {.areas = {1}, .depth = 1},
    {.areas = {2, 1}, .depth = 2},
    {.areas = {3, 2, 1}, .depth = 3},
    {.areas = {4, 1}, .depth = 2},
    {.areas = {5}, .depth = 1},
};

enum { COUNTRY, PROVINCE, DISTRICT, COMMUNE, OTHER_DISTRICT, OTHER_PROVINCE };

/* One letter for each action in the order of the enum; '-': not allowed. */
static const char letters[] = "VpRiPUFyLBA";

static const struct row {
    enum rights_role role;
    int where; /* the area of the role */
    int place;
    const char *allowed;
} rows[] = {
    {ROLE_ADMINISTRATOR, COUNTRY, COUNTRY, "Vp-i--FyLBA"},
    {ROLE_ADMINISTRATOR, COUNTRY, COMMUNE, "Vp-i--FyLBA"},
    {ROLE_ADMINISTRATOR, PROVINCE, PROVINCE, "Vp-i--FyLBA"},
    {ROLE_ADMINISTRATOR, PROVINCE, COMMUNE, "Vp-i--FyLBA"},
    {ROLE_ADMINISTRATOR, PROVINCE, COUNTRY, "-----------"},
    {ROLE_ADMINISTRATOR, PROVINCE, OTHER_PROVINCE, "-----------"},
    {ROLE_AUDITOR, COUNTRY, COUNTRY, "V-------L--"},
    {ROLE_AUDITOR, COUNTRY, DISTRICT, "V-------L--"},
    {ROLE_AUDITOR, PROVINCE, COUNTRY, "-----------"},
    {ROLE_PROVINCE, PROVINCE, PROVINCE, "VpRiPUFy---"},
    {ROLE_PROVINCE, PROVINCE, DISTRICT, "VpRiPUFy---"},
    {ROLE_PROVINCE, PROVINCE, COMMUNE, "VpRiPUFy---"},
    {ROLE_PROVINCE, PROVINCE, COUNTRY, "V----------"},
    {ROLE_PROVINCE, PROVINCE, OTHER_PROVINCE, "-----------"},
    {ROLE_DISTRICT, DISTRICT, DISTRICT, "VpR-P-F----"},
    {ROLE_DISTRICT, DISTRICT, COMMUNE, "VpR-P-F----"},
    {ROLE_DISTRICT, DISTRICT, PROVINCE, "V----------"},
    {ROLE_DISTRICT, DISTRICT, COUNTRY, "V----------"},
    {ROLE_DISTRICT, DISTRICT, OTHER_DISTRICT, "-----------"},
    {ROLE_DISTRICT, DISTRICT, OTHER_PROVINCE, "-----------"},
    {ROLE_COMMUNE, COMMUNE, COMMUNE, "VpR---F----"},
    {ROLE_COMMUNE, COMMUNE, DISTRICT, "V----------"},
    {ROLE_COMMUNE, COMMUNE, PROVINCE, "V----------"},
    {ROLE_COMMUNE, COMMUNE, OTHER_DISTRICT, "-----------"},
    {ROLE_VIEWER, DISTRICT, DISTRICT, "V----------"},
    {ROLE_VIEWER, DISTRICT, COMMUNE, "V----------"},
    {ROLE_VIEWER, DISTRICT, PROVINCE, "-----------"},
    {ROLE_VIEWER, COUNTRY, OTHER_PROVINCE, "V----------"},
};

static void each_role_may_do_what_the_table_says(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        const struct rights rights = {
            .account = 1, .count = 1, .held = {{rows[i].role, places[rows[i].where]}}};
        char allowed[RIGHTS_COUNT + 1] = "";
        for (int action = 0; action < RIGHTS_COUNT; action++) {
            allowed[action] = letters[action];
            if (!rights_allow(&rights, (enum rights_action)action, &places[rows[i].place]))
                allowed[action] = '-';
        }
        if (strcmp(allowed, rows[i].allowed) != 0)
            fail_msg("%s of place %d in place %d: %s, not %s", rights_role_names[rows[i].role], rows[i].where,
                     rows[i].place, allowed, rows[i].allowed);
    }
}

static void every_role_is_tried_above(void **state)
{
    (void)state;
    for (int role = 0; role < ROLE_COUNT; role++) {
        size_t count = 0;
        for (size_t i = 0; i < COUNT_OF(rows); i++)
            count += rows[i].role == (enum rights_role)role;
        assert_true(count >= 3);
    }
}

static void without_a_role_nothing_is_allowed(void **state)
{
    const struct rights rights = {.account = 1};

    (void)state;
    for (int action = 0; action < RIGHTS_COUNT; action++)
        assert_false(rights_allow(&rights, (enum rights_action)action, &places[COMMUNE]));
}

static void several_roles_add_up(void **state)
{
    const struct rights rights = {
        .account = 1,
        .count = 2,
        .held = {{ROLE_VIEWER, places[OTHER_PROVINCE]}, {ROLE_COMMUNE, places[COMMUNE]}}};

    (void)state;
    assert_true(rights_allow(&rights, RIGHTS_VIEW, &places[OTHER_PROVINCE]));
    assert_true(rights_allow(&rights, RIGHTS_RECORD, &places[COMMUNE]));
    assert_false(rights_allow(&rights, RIGHTS_RECORD, &places[OTHER_PROVINCE]));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_role_may_do_what_the_table_says),
        cmocka_unit_test(every_role_is_tried_above),
        cmocka_unit_test(without_a_role_nothing_is_allowed),
        cmocka_unit_test(several_roles_add_up),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
