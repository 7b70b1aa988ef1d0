/* The dates of a local paper beside those of the timetable. */
#include "cli/milestone_tests.h"

/* Two papers of one commune gave its campaign two beginnings and two ends: the one counted from the day its list was to be
 * published at the latest, the other from an opening at 05:00 that is not the commune's. */
static void a_paper_is_held_against_the_publication_and_the_hour_of_the_poll(void **state)
{
    struct program *program = *state;

    RUN(program, "2021-05-01T08:00", "timetable", "record", "official_list_published", "--date", "2021-04-28",
        "--accept");
    RUN(program, "2021-05-01T08:00", "timetable", "record", "poll_open", "--area", "C02", "--date",
        "2021-05-23", "--hour", "05:00", "--accept");
    assert_int_equal(program->status, 0);
    program_write_file(program, "paper.csv",
                       "step,area,from,until\n"
                       "campaign_start,C01,24/04/2021,\n"
                       "campaign_end,C01,,2021-05-22T05:00\n"
                       "campaign_end,C02,,2021-05-22T05:00\n"
                       "campaign_end,C03,,22/05/2021\n"
                       "consult3_council,C01,,18/04/2021\n");
    RUN(program, "2021-05-01T08:00", "timetable", "compare", "paper.csv");
    assert_string_equal(
        program->out,
        "  campaign_start  C01  from 24/04/2021, by the timetable 28/04/2021 [Campaign starts; 64]\n"
        "  campaign_end  C01  until 22/05/2021 05:00, by the timetable 22/05/2021 07:00 [Campaign ends; 64]\n"
        "Dates compared: 5; different: 2.\n");
    assert_string_equal(
        program->err,
        "hiepthuong: paper.csv: the paper prints dates that are not those of the timetable: 2\n");
    assert_int_equal(program->status, 1);
}

static void a_paper_that_agrees_is_said_to(void **state)
{
    struct program *program = *state;

    program_write_file(program, "paper.csv", "step,until\nconsult3_central,2021-04-18\n");
    RUN(program, NOW, "timetable", "compare", "paper.csv");
    assert_string_equal(program->out, "Dates compared: 1; different: 0.\n");
    assert_string_equal(program->err, "");
    assert_int_equal(program->status, 0);
}

static void a_paper_with_faults_names_each_of_them(void **state)
{
    struct program *program = *state;

    program_write_file(program, "paper.csv",
                       "step,area,until\n"
                       "campaign_close,C01,2021-05-22\n"
                       "campaign_end,C99,2021-05-22\n"
                       "campaign_end,C01,31/02/2021\n");
    RUN(program, NOW, "timetable", "compare", "paper.csv");
    assert_string_equal(program->out, "");
    assert_string_equal(
        program->err,
        "hiepthuong: paper.csv:2:1: step: this is not a duty of law pack 85-2015\n"
        "hiepthuong: paper.csv:3:14: area: there is no area C99 in this election\n"
        "hiepthuong: paper.csv:4:18: until: this is neither a date such as 15/03/2026 nor an hour such as "
        "2026-03-14T07:00\n"
        "hiepthuong: paper.csv: the paper was not compared; errors in the file: 3\n");
    assert_int_equal(program->status, 65);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        milestone_test(a_paper_is_held_against_the_publication_and_the_hour_of_the_poll),
        milestone_test(a_paper_that_agrees_is_said_to),
        milestone_test(a_paper_with_faults_names_each_of_them),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
