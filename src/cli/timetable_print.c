#include "cli/timetable_print.h"

#include "app/law_words.h"
#include "base/table.h"
#include "cli/columns.h"

#include <jansson.h>
#include <string.h>

#define LEFT_COLUMNS 37
#define TARGET_COLUMN 23 /* of what stands on the left */
#define CELL_BYTES_MAX 4000

static const struct timetable_moment *last_moment(const struct timetable_row *row)
{
    return timetable_has_date(&row->until) ? &row->until : &row->from;
}

const char *timetable_print_state(const struct timetable_row *row)
{
    if (timetable_has_date(last_moment(row)))
        return "dated";
    return row->duty->undated.vi != NULL ? "undated" : "waiting";
}

/* "22/05/2021 07:00 Sat*", padded to one width. */
static void put_moment(const struct command_run *run, const struct timetable_moment *moment, struct text *out)
{
    char date[CIVIL_DATE_CHARS];
    char time[CIVIL_TIME_CHARS];

    civil_date_format_vietnamese(moment->time.date, date);
    civil_time_format(moment->time, time);
    bool has_hour = moment->state == TIMETABLE_HOUR;
    text_putf(out, "%s %-5s %s%s", date, has_hour ? time + sizeof "2021-05-22" : "",
              law_words_weekday(run->catalog, civil_date_weekday(moment->time.date)),
              moment->provisional ? "*" : "");
}

static void put_target(const char *target, struct text *left)
{
    while (columns_count(left->data) < TARGET_COLUMN)
        text_put_char(left, ' ');
    text_put(left, target);
}

static void put_left(const struct command_run *run, const struct timetable_row *row, struct text *left)
{
    char target[CIVIL_DATE_CHARS];

    put_moment(run, last_moment(row), left);
    if (row->has_target) {
        civil_date_format_vietnamese(row->target, target);
        put_target(target, left);
    } else if (timetable_has_limit(row)) {
        put_target("?", left);
    }
}

static void put_heading(const struct command_run *run)
{
    CLEANUP(text_done) struct text left = {0};

    text_init(&left, CELL_BYTES_MAX);
    text_put(&left, catalog_text(run->catalog, N_("Last day by law")));
    put_target(catalog_text(run->catalog, N_("Finish by")), &left);
    columns_put(run->out, left.data, catalog_text(run->catalog, N_("Duty [article; level; who]")),
                LEFT_COLUMNS);
}

/* "Third consultation (art. 56.1; province, commune; the Front)". */
static void put_duty(const struct command_run *run, const struct law_duty *duty, struct text *out)
{
    text_putf(out, "%s [%s; ", law_words_name(run->catalog, &duty->name), duty->citation);
    law_words_put_levels(run->catalog, duty->levels, out);
    text_putf(out, "; %s]", duty->body);
}

/* "from 13/04/2021: " of a window; what only begins is on the left with its first moment. */
static void put_start(const struct command_run *run, const struct timetable_row *row, struct text *out)
{
    char date[CIVIL_DATE_CHARS];

    if (row->duty->at != NULL || !timetable_has_date(&row->from))
        return;
    civil_date_format_vietnamese(row->from.time.date, date);
    if (row->until.state != TIMETABLE_NONE)
        text_putf(out, "%s %s: ", catalog_text(run->catalog, N_("from")), date);
    else
        text_putf(out, "%s: ", catalog_text(run->catalog, N_("not before")));
}

/* " {102-2025; by law 10/12/2025}": who set the dates, and the limit that the law alone gives. */
static void put_set_by(const struct command_run *run, const struct timetable_row *row, struct text *out)
{
    const struct law_resolution *by = row->until_set_by != NULL ? row->until_set_by : row->from_set_by;
    char date[CIVIL_DATE_CHARS];

    if (by == NULL)
        return;
    text_putf(out, " {%s", by->id);
    if (timetable_has_date(&row->law_until)) {
        civil_date_format_vietnamese(row->law_until.time.date, date);
        text_putf(out, "; %s %s", catalog_text(run->catalog, N_("by law")), date);
    }
    text_put_char(out, '}');
}

static void put_dated(const struct command_run *run, const struct timetable_row *row)
{
    CLEANUP(text_done) struct text left = {0};
    CLEANUP(text_done) struct text right = {0};

    text_init(&left, CELL_BYTES_MAX);
    text_init(&right, CELL_BYTES_MAX);
    put_left(run, row, &left);
    put_start(run, row, &right);
    put_duty(run, row->duty, &right);
    put_set_by(run, row, &right);
    columns_put(run->out, left.data, right.data, LEFT_COLUMNS);
}

/* A duty without date and why: the anchor that is not recorded, or what the law says instead. */
static void put_dateless(const struct command_run *run, const struct law_pack *pack,
                         const struct timetable_row *row)
{
    CLEANUP(text_done) struct text words = {0};
    const struct law_moment *limit = law_duty_limit(row->duty);
    const char *reason = limit != NULL ? law_words_anchor(run->catalog, pack, limit->anchor)
                                       : law_words_name(run->catalog, &row->duty->undated);

    text_init(&words, CELL_BYTES_MAX);
    put_duty(run, row->duty, &words);
    text_putf(&words, ": %s", reason);
    text_put(run->out, "  ");
    columns_wrap(run->out, words.data, 2, 4);
}

static void put_section(struct command_run *run, const struct timetable_answer *answer, const char *state,
                        const char *title)
{
    bool begun = false;

    for (size_t i = 0; i < answer->table.row_count; i++) {
        const struct timetable_row *row = &answer->table.rows[i];
        if (strcmp(timetable_print_state(row), state) != 0)
            continue;
        if (!begun)
            text_putf(run->out, "\n%s\n", catalog_text(run->catalog, title));
        begun = true;
        put_dateless(run, answer->pack, row);
    }
}

void timetable_print_text(struct command_run *run, const struct timetable_answer *answer)
{
    text_putf(run->out, "%s: ", answer->pack->id);
    columns_wrap(run->out, law_words_name(run->catalog, &answer->pack->title), strlen(answer->pack->id) + 2,
                 2);
    text_put_char(run->out, '\n');
    put_heading(run);
    for (size_t i = 0; i < answer->table.row_count; i++) {
        if (strcmp(timetable_print_state(&answer->table.rows[i]), "dated") == 0)
            put_dated(run, &answer->table.rows[i]);
    }
    put_section(run, answer, "waiting", N_("Without date until this is recorded"));
    put_section(run, answer, "undated", N_("The law gives no day"));
    text_put_char(run->out, '\n');
    command_say(run, run->out,
                "* provisional: counted from the usual time or the limit of what is not recorded");
    if (answer->table.unknown_year_count > 0)
        command_say(run, run->out, "? no date to finish by: the days off of that year are not known");
}

static void put_csv_row(const struct command_run *run, struct table_writer *writer,
                        const struct timetable_row *row)
{
    CLEANUP(text_done) struct text levels = {0};
    char from[CIVIL_TIME_CHARS];
    char until[CIVIL_TIME_CHARS];
    char target[CIVIL_DATE_CHARS] = "";

    text_init(&levels, CELL_BYTES_MAX);
    law_levels_put(row->duty->levels, &levels);
    timetable_moment_format(&row->from, from);
    timetable_moment_format(&row->until, until);
    if (row->has_target)
        civil_date_format(row->target, target);
    const char *fields[] = {row->duty->id,
                            levels.data,
                            from,
                            until,
                            target,
                            row->duty->citation,
                            row->duty->body,
                            law_words_name(run->catalog, &row->duty->name)};
    for (size_t i = 0; i < COUNT_OF(fields); i++)
        table_put(writer, fields[i]);
    table_end_row(writer);
}

void timetable_print_csv(struct command_run *run, const struct timetable_answer *answer)
{
    static const char *const heading[] = {"id",     "level",    "from", "until",
                                          "target", "citation", "body", "name"};
    struct table_writer writer;

    table_writer_init(&writer, run->out, false);
    for (size_t i = 0; i < COUNT_OF(heading); i++)
        table_put(&writer, heading[i]);
    table_end_row(&writer);
    for (size_t i = 0; i < answer->table.row_count; i++)
        put_csv_row(run, &writer, &answer->table.rows[i]);
}

static json_t *pack_moment(const struct timetable_moment *moment)
{
    char written[CIVIL_TIME_CHARS];

    timetable_moment_format(moment, written);
    return written[0] != '\0' ? json_string(written) : json_null();
}

static json_t *pack_levels(uint32_t levels)
{
    json_t *list = json_array();

    for (int level = 0; level < LAW_LEVEL_COUNT; level++) {
        if ((levels & (1u << level)) != 0)
            json_array_append_new(list, json_string(law_level_name((enum law_level)level)));
    }
    return list;
}

static const char *document_of(const struct law_resolution *resolution)
{
    return resolution != NULL ? resolution->document : NULL;
}

static json_t *pack_row(const struct timetable_row *row)
{
    const struct law_duty *duty = row->duty;
    struct timetable_moment target = {.state = row->has_target ? TIMETABLE_DATE : TIMETABLE_NONE,
                                      .time = {row->target, 0}};

    return json_pack("{s:s,s:o,s:s,s:o,s:o,s:o,s:b,s:s,s:s,s:{s:s,s:s},s:s?,s:s?,s:o,s:o,s:s?,s:s?}", "id",
                     duty->id, "levels", pack_levels(duty->levels), "state", timetable_print_state(row),
                     "from", pack_moment(&row->from), "until", pack_moment(&row->until), "target",
                     pack_moment(&target), "provisional",
                     timetable_has_date(last_moment(row)) && last_moment(row)->provisional, "citation",
                     duty->citation, "body", duty->body, "name", "vi", duty->name.vi, "en", duty->name.en,
                     "undated_vi", duty->undated.vi, "undated_en", duty->undated.en, "law_from",
                     pack_moment(&row->law_from), "law_until", pack_moment(&row->law_until), "from_set_by",
                     document_of(row->from_set_by), "until_set_by", document_of(row->until_set_by));
}

enum error_code timetable_print_json(struct command_run *run, const struct timetable_answer *answer,
                                     struct error *err)
{
    json_t *duties = json_array();
    json_t *years = json_array();

    for (size_t i = 0; i < answer->table.row_count; i++)
        json_array_append_new(duties, pack_row(&answer->table.rows[i]));
    for (size_t i = 0; i < answer->table.unknown_year_count; i++)
        json_array_append_new(years, json_integer(answer->table.unknown_years[i]));
    return command_put_json(run,
                            json_pack("{s:s,s:s,s:b,s:o,s:o}", "law_pack", answer->pack->id, "law",
                                      answer->pack->law, "in_force", answer->pack_in_force,
                                      "years_without_days_off", years, "duties", duties),
                            err);
}
