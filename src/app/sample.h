/* Invented tables of real shapes, so that the program can be tried and tested without anybody's data. The
 * numbers of communes, units, seats, candidates and meetings are those of an election of 2021; places and
 * people are invented, and so are telephone numbers, from a range that cannot ring (base/phone.h). Addresses
 * of mail and web lie under example.org (RFC 2606).
 */
#ifndef APP_SAMPLE_H
#define APP_SAMPLE_H

#include "app/tables.h"

struct sample_choice {
    const char *name;
    const char *summary; /* key of the catalogue */
};

#define SAMPLE_COUNT 3
extern const struct sample_choice sample_choices[SAMPLE_COUNT];

/* Tables in canonical order, in the arena. The same name and seed give the same tables everywhere. An unknown
 * name is ERROR_USAGE. */
enum error_code sample_make(const char *name, int64_t seed, struct arena *arena, struct tables *out,
                            struct error *err) MUST_USE;

/* The same, written into a folder, which is made. A folder whose tables are no sample is ERROR_CANNOT_CREATE and
 * left as it is. */
enum error_code sample_write(const char *name, int64_t seed, const char *folder, struct arena *arena,
                             struct tables *out, struct error *err) MUST_USE;

/* Writes DIR/reports.csv, what would have become of each meeting (app/meeting_report_file.h), for a plan that was made of
 * the sample of that name: how many were held online and how many voters took part are numbers of 2021, too. */
enum error_code sample_write_reports(const char *name, const struct tables *tables, const char *folder,
                                     struct error *err) MUST_USE;

#endif
