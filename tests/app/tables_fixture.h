/* A folder of tables laid together from those of tests/data/tables, for each test anew. */
#ifndef TESTS_APP_TABLES_FIXTURE_H
#define TESTS_APP_TABLES_FIXTURE_H

#include "app/problem_build.h"
#include "app/tables_shape.h"
#include "base/file.h"
#include "cmocka_tests.h"

#include <dirent.h>
#include <ftw.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define DATA HT_SOURCE_DIR "/tests/data/tables/"

struct fixture {
    char folder[32];
    struct arena arena;
    struct report report;
    struct tables tables;
    struct error err;
};

static inline int set_up(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);

    if (f == NULL)
        return -1;
    snprintf(f->folder, sizeof f->folder, "/tmp/hiepthuong-test-XXXXXX");
    arena_init(&f->arena, (size_t)256 << 20);
    report_init(&f->report, REPORT_LINES_DEFAULT);
    *state = f;
    return mkdtemp(f->folder) == NULL;
}

static inline int remove_entry(const char *path, const struct stat *status, int type, struct FTW *place)
{
    (void)status, (void)type, (void)place;
    return remove(path);
}

static inline int tear_down(void **state)
{
    struct fixture *f = *state;

    nftw(f->folder, remove_entry, 16, FTW_DEPTH | FTW_PHYS);
    arena_done(&f->arena);
    report_done(&f->report);
    free(f);
    return 0;
}

/* Calls `use` with each name in the folder. */
static inline size_t each_name(const char *folder,
                               void (*use)(struct fixture *f, const char *folder, const char *name),
                               struct fixture *f)
{
    struct dirent **entries;
    int count = scandir(folder, &entries, NULL, alphasort);
    size_t used = 0;

    assert_true(count >= 0);
    for (int i = 0; i < count; i++) {
        if (entries[i]->d_name[0] != '.') {
            use(f, folder, entries[i]->d_name);
            used++;
        }
        free(entries[i]);
    }
    free(entries);
    return used;
}

static inline void lay(struct fixture *f, const char *folder, const char *name)
{
    char from[PATH_MAX];
    char to[PATH_MAX];
    const char *gone = strstr(name, ".gone");

    snprintf(from, sizeof from, "%s/%s", folder, name);
    snprintf(to, sizeof to, "%s/%.*s", f->folder, gone != NULL ? (int)(gone - name) : (int)strlen(name),
             name);
    remove(to);
    if (gone == NULL)
        assert_int_equal(symlink(from, to), 0);
}

static inline void take_away(struct fixture *f, const char *folder, const char *name)
{
    char path[PATH_MAX];

    (void)f;
    snprintf(path, sizeof path, "%s/%s", folder, name);
    remove(path);
}

/* Makes f->folder the good tables with those of the case laid over them. */
static inline void lay_case(struct fixture *f, const char *kind, const char *name)
{
    char folder[PATH_MAX];

    each_name(f->folder, take_away, f);
    each_name(DATA "good", lay, f);
    snprintf(folder, sizeof folder, DATA "%s/%s", kind, name);
    each_name(folder, lay, f);
}

static inline enum error_code read_tables(struct fixture *f, struct tables *out)
{
    report_done(&f->report);
    return tables_read(f->folder, &f->arena, &f->report, out, &f->err);
}

/* The report as the command line prints it, without the folder. */
static inline void put_report(const struct fixture *f, struct text *out)
{
    size_t skip = strlen(f->folder) + 1;

    for (size_t i = 0; i < f->report.line_count; i++) {
        const struct report_line *line = &f->report.lines[i];
        CLEANUP(text_done) struct text written;
        text_init(&written, 10000);
        error_write(&line->error, line->error.message.format, &written);
        assert_true(written.length > skip);
        text_putf(out, "%s%s\n", line->warning ? "warning: " : "", written.data + skip);
    }
}

static inline void assert_no_report(const struct fixture *f)
{
    CLEANUP(text_done) struct text report;

    text_init(&report, 100000);
    put_report(f, &report);
    assert_string_equal(report.data, "");
}

static inline void check_round_trip(struct fixture *f, const char *kind, const char *name)
{
    struct tables again;
    char *folder = f->folder;
    char out[PATH_MAX];

    lay_case(f, kind, name);
    assert_int_equal(read_tables(f, &f->tables), OK);
    assert_no_report(f);
    snprintf(out, sizeof out, "%s/written", folder);
    assert_int_equal(tables_write(out, &f->tables, &f->err), OK);
    assert_int_equal(tables_read(out, &f->arena, &f->report, &again, &f->err), OK);
    assert_no_report(f);
    assert_true(tables_equal(&f->tables, &again));
}

#define IN_A_FOLDER(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

#endif
