#include "web/season_chart.h"

#include "app/law_words.h"
#include "web/html.h"
#include "web/page.h"

#include <stdio.h>
#include <string.h>

#define ROWS_MAX 150
#define DAYS_MAX 800
#define DAY_PX 9
#define ROW_PX 22
#define HEAD_PX 44
#define MARGIN_PX 6
#define LABEL_LETTERS 52

/* Where things lie in the picture. */
struct chart {
    const struct call *call;
    const struct shown_timetable *shown;
    size_t rows[ROWS_MAX]; /* the first of the steps alike */
    size_t row_count;
    int32_t first_day;
    int32_t last_day;
    int32_t today;
};

static int x_of(const struct chart *chart, int32_t day)
{
    return MARGIN_PX + (day - chart->first_day) * DAY_PX;
}

static int y_of(size_t row)
{
    return HEAD_PX + (int)row * ROW_PX;
}

static int height_of(const struct chart *chart)
{
    return y_of(chart->row_count) + 8;
}

/* The days a step takes in the picture; false: it has none. */
static bool days_of(const struct shown_step *step, int32_t *first, int32_t *last)
{
    const struct timetable_moment *from = &step->dates.from;
    const struct timetable_moment *due = &step->dates.due;

    if (!timetable_has_date(from) && !timetable_has_date(due))
        return false;
    *last = timetable_has_date(due) ? due->time.date.day : from->time.date.day;
    *first = timetable_has_date(from) && from->time.date.day < *last ? from->time.date.day : *last;
    return true;
}

static void take_row(struct chart *chart, size_t at)
{
    int32_t first;
    int32_t last;

    if (chart->row_count == ROWS_MAX || !days_of(&chart->shown->items[at], &first, &last) ||
        last - chart->first_day > DAYS_MAX)
        return;
    if (first > chart->last_day - DAYS_MAX && first < chart->first_day)
        chart->first_day = first;
    if (last > chart->last_day)
        chart->last_day = last;
    chart->rows[chart->row_count++] = at;
}

/* From a little before the first day to a little after the last. */
static void lay_out(struct chart *chart)
{
    const struct shown_timetable *shown = chart->shown;

    chart->today = civil_time_from_utc_secs(clock_now_utc_secs(&chart->call->app->clock)).date.day;
    chart->first_day = shown->book.election.polling_day.day;
    chart->last_day = chart->first_day;
    for (size_t i = 0; i < shown->count; i += shown_steps_alike(shown, i))
        take_row(chart, i);
    chart->first_day -= 3;
    chart->last_day += 3;
}

static void put_days_off(const struct chart *chart)
{
    struct text *page = &chart->call->response->body;

    text_put(page, "<path class=\"off\" d=\"");
    for (int32_t day = chart->first_day; day <= chart->last_day; day++)
        if (day_off_is_worked(&chart->shown->book.days_off, (struct civil_date){day}) == DAY_IS_OFF)
            text_putf(page, "M%d %dh%dV%dh-%dz", x_of(chart, day), HEAD_PX - 6, DAY_PX, height_of(chart),
                      DAY_PX);
    text_put(page, "\"/>\n");
}

static void put_months(const struct chart *chart)
{
    struct text *page = &chart->call->response->body;

    for (int32_t day = chart->first_day; day <= chart->last_day; day++) {
        struct civil_ymd ymd = civil_date_split((struct civil_date){day});
        if (ymd.day != 1 && ymd.day != 11 && ymd.day != 21)
            continue;
        int x = x_of(chart, day);
        text_putf(page,
                  "<path class=\"%s\" d=\"M%d %dV%d\"/><text class=\"tick\" x=\"%d\" y=\"%d\">%d/%d</text>\n",
                  ymd.day == 1 ? "month" : "ten", x, HEAD_PX - 10, height_of(chart), x + 2, HEAD_PX - 12,
                  ymd.day, ymd.month);
    }
}

static void put_line(const struct chart *chart, int32_t day, const char *class, const char *words)
{
    struct text *page = &chart->call->response->body;

    if (day < chart->first_day || day > chart->last_day)
        return;
    int x = x_of(chart, day) + DAY_PX / 2;
    html_putf(page, "<path class=\"%s\" d=\"M%d %dV%d\"/>", class, x, 16, height_of(chart));
    html_putf(page, "<text class=\"%s\" x=\"%d\" y=\"12\" text-anchor=\"middle\">%s</text>\n", class, x,
              page_text(chart->call, words));
}

/* States are told by a sign, too. */
static const char *sign_of(enum step_state state)
{
    static const char *const signs[STEP_STATE_COUNT] = {
        [STEP_DONE] = "✓ ", [STEP_LATE] = "! ", [STEP_AT_RISK] = "△ "};

    return signs[state] != NULL ? signs[state] : "";
}

/* As many letters as there is room for, whole. */
static void put_label(const struct chart *chart, const char *name)
{
    struct text *page = &chart->call->response->body;
    CLEANUP(text_done) struct text cut;
    size_t letters = 0;

    text_init(&cut, 2000);
    for (const char *at = name; *at != '\0'; at++) {
        letters += ((unsigned char)*at & 0xc0) != 0x80;
        if (letters > LABEL_LETTERS) {
            text_put(&cut, "…");
            break;
        }
        text_put_char(&cut, *at);
    }
    html_put(page, cut.data != NULL ? cut.data : "");
}

static void put_title(const struct chart *chart, const struct shown_step *step, const char *name)
{
    struct text *page = &chart->call->response->body;
    struct timetable_moment moment;
    char date[CIVIL_DATE_CHARS] = "";

    if (shown_step_moment(step, &moment))
        civil_date_format_vietnamese(moment.time.date, date);
    html_putf(page, "<title>%s: %s, %s</title>", name, date,
              page_text(chart->call, step_state_label(step->state)));
}

/* Beside the mark, on the side where there is more room. */
static void put_label_at(const struct chart *chart, size_t row, int32_t first, int32_t last)
{
    bool after = chart->last_day - last > first - chart->first_day;

    text_putf(&chart->call->response->body, "<text x=\"%d\" y=\"%d\"%s>",
              after ? x_of(chart, last + 1) + 5 : x_of(chart, first) - 5, y_of(row) + 14,
              after ? "" : " text-anchor=\"end\"");
}

static void put_row(const struct chart *chart, size_t row)
{
    struct text *page = &chart->call->response->body;
    const struct shown_step *step = &chart->shown->items[chart->rows[row]];
    const char *name = law_words_name(chart->call->catalog, &step->duty->name);
    int32_t first = 0;
    int32_t last = 0;

    (void)!days_of(step, &first, &last);
    html_putf(page, "<g class=\"%s\">", step_state_name(step->state));
    put_title(chart, step, name);
    bool target = step->dates.has_target && step->dates.target.day < first;
    put_label_at(chart, row, target ? step->dates.target.day : first, last);
    text_put(page, sign_of(step->state));
    put_label(chart, name);
    text_put(page, "</text>");
    if (first < last)
        text_putf(page, "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"10\" rx=\"3\"/>", x_of(chart, first),
                  y_of(row) + 5, (last - first + 1) * DAY_PX);
    else
        text_putf(page, "<circle cx=\"%d\" cy=\"%d\" r=\"5\"/>", x_of(chart, last) + DAY_PX / 2,
                  y_of(row) + 10);
    if (step->dates.has_target)
        text_putf(page, "<path class=\"target\" d=\"M%d %dv14\"/>",
                  x_of(chart, step->dates.target.day) + DAY_PX / 2, y_of(row) + 3);
    text_put(page, "</g>\n");
}

static void put_key(const struct chart *chart)
{
    page_put(chart->call, "<p class=\"hint\">",
             N_("A bar lasts from the first to the last day, a circle is a single day, a stroke the day to "
                "finish by. "
                "A tick stands for done, an exclamation mark for late, a triangle for at risk; days off are "
                "shaded. The list "
                "below says the same in words."),
             "</p>\n");
}

void season_chart_put(const struct call *call, const struct shown_timetable *shown)
{
    struct text *page = &call->response->body;
    struct chart chart = {.call = call, .shown = shown};

    lay_out(&chart);
    if (chart.row_count == 0)
        return;
    int width = x_of(&chart, chart.last_day + 1) + 4;
    html_putf(page, "<figure class=\"chart\" tabindex=\"0\" role=\"group\" aria-label=\"%s\">\n",
              page_text(call, N_("The season")));
    html_putf(page, "<svg role=\"img\" aria-label=\"%s\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\">\n",
              page_text(call, N_("The season as a picture; the list below says the same in words")), width,
              height_of(&chart), width, height_of(&chart));
    put_days_off(&chart);
    put_months(&chart);
    put_line(&chart, chart.shown->book.election.polling_day.day, "polling", N_("polling day"));
    put_line(&chart, chart.today, "today", N_("today"));
    for (size_t row = 0; row < chart.row_count; row++)
        put_row(&chart, row);
    text_put(page, "</svg>\n</figure>\n");
    put_key(&chart);
}
