#include "app/days_off_load.h"

#include "base/file.h"
#include "base/text.h"
#include "calendar/ics_read_days_off.h"

#define PATH_BYTES_MAX 4096

static enum error_code add_file(const char *path, int year, struct arena *arena, struct day_off_set *set,
                                struct error *err)
{
    CLEANUP(text_done) struct text bytes = {0};
    struct day_off_set one;

    text_init(&bytes, ICS_DAYS_OFF_BYTES_MAX);
    TRY(file_read(path, &bytes, err));
    TRY(ics_read_days_off(path, bytes.data, bytes.length, arena, &one, err));
    if (one.years[0] != year) {
        error_set(err, ERROR_CONFIG, "holds the days off of %d; its file must be named after that year",
                  one.years[0]);
        return error_at(err, path, 0, 0, NULL);
    }
    return day_off_add_year(set, &one, arena, err);
}

enum error_code days_off_load(const struct app *app, int first_year, int last_year, struct arena *arena,
                              struct day_off_set *out, struct error *err)
{
    CLEANUP(text_done) struct text path = {0};
    struct day_off_set set = {.day_count = 0};

    text_init(&path, PATH_BYTES_MAX);
    for (int year = first_year; year <= last_year; year++) {
        text_clear(&path);
        text_putf(&path, "%s/holidays/vn-%d.ics", app->data_dir, year);
        TRY(text_finish(&path, err));
        if (file_exists(path.data))
            TRY(add_file(path.data, year, arena, &set, err));
    }
    *out = set;
    return OK;
}
