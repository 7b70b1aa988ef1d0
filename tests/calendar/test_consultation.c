/* The numbers of the law about lists of candidates. */
#include "calendar/consultation.h"
#include "cmocka_tests.h"

struct least_row {
    enum consultation_list list;
    int64_t seats;
    int64_t least;
    const char *citation;
};

static void a_list_has_more_names_than_seats_as_the_articles_say(void **state)
{
    static const struct least_row rows[] = {
        {LIST_NATIONAL_ASSEMBLY, 1, 3, "57.6"},
        {LIST_NATIONAL_ASSEMBLY, 2, 4, "57.6"},
        {LIST_NATIONAL_ASSEMBLY, 3, 5, "57.6"},
        {LIST_COUNCIL, 3, 5, "58.3"},
        {LIST_COUNCIL, 4, 7, "58.3"},
        {LIST_COUNCIL, 5, 8, "58.3"},
        {LIST_COUNCIL, 2, 0, ""},
        {LIST_COUNCIL, 6, 0, ""},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const char *citation;
        assert_int_equal(consultation_least_names(rows[i].list, rows[i].seats, &citation), rows[i].least);
        assert_string_equal(citation, rows[i].citation);
    }
}

static void confidence_is_more_than_half_of_those_present(void **state)
{
    (void)state;
    assert_true(consultation_has_confidence(51, 100));
    assert_false(consultation_has_confidence(50, 100));
    assert_true(consultation_has_confidence(28, 55));
    assert_false(consultation_has_confidence(27, 55));
    assert_false(consultation_has_confidence(0, 1));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_list_has_more_names_than_seats_as_the_articles_say),
        cmocka_unit_test(confidence_is_more_than_half_of_those_present),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
