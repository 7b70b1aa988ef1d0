/* The command table: help, the manual page, bash completion and the parsing of arguments are all made from
 * it. A command file defines its commands as data and functions:
 *
 *     static const struct command_option compute_options[] = {
 *         {"law", "PACK", N_("law pack, for example 83-2025"), OPTION_REQUIRED},
 *         {"lead", "N", N_("working days to finish before the limit"), 0},
 *     };
 *     static enum error_code run_compute(struct command_run *run, struct error *err) { ... }
 *     const struct command timetable_commands[] = {
 *         {"timetable compute", "", N_("compute every deadline of an election"),
 *          COMMAND_OPTIONS(compute_options), STORE_NONE, run_compute},
 *         COMMANDS_END};
 *
 * and is listed in src/cli/commands.{h,c}. Results go to run->out (stdout), words about the work to
 * run->notes (stderr), but only through command_say and command_put_report, which with --json make each line
 * an object. With run->json the result is one JSON object; JSON is built with jansson and put by
 * command_put_json.
 *
 * An option whose value_name is several words divided by '|' takes only these; others are refused before the
 * command runs, and completion offers them.
 */
#ifndef CLI_COMMAND_H
#define CLI_COMMAND_H

#include "app/app.h"
#include "base/catalog.h"
#include "base/report.h"
#include "base/text.h"

enum command_option_flags {
    OPTION_REQUIRED = 1,
    OPTION_REPEATED = 2, /* may be given several times: command_option_nth */
};

struct command_option {
    const char *name;       /* without the dashes */
    const char *value_name; /* NULL: a switch */
    const char *summary;    /* key of the catalogue */
    unsigned flags;
};

enum command_store {
    STORE_NONE,          /* works without a store; run->app->db is NULL */
    STORE_CREATE,        /* makes the store when there is none */
    STORE_OPEN,          /* needs one */
    STORE_UNLESS_FOLDER, /* needs one, unless the first operand names something on the disk */
    STORE_NAMED,         /* puts one there itself: run->app->store_url says where, run->app->db is NULL */
};

struct command_run {
    struct app *app;
    struct arena *arena;           /* lives as long as the command */
    struct text *out;              /* stdout */
    struct text *notes;            /* stderr */
    const struct catalog *catalog; /* language of the reader */
    bool json;
    const struct command *command;
    const char *const *operands;
    size_t operand_count;
    const void *parsed_options; /* read through command_option */
};

struct command {
    const char *name;     /* one or two words */
    const char *operands; /* "DIR", "DIR PLAN", "[NAME]...": brackets mark optional ones; checked */
    const char *summary;  /* key of the catalogue */
    const struct command_option *options;
    size_t option_count;
    enum command_store store;
    enum error_code (*run)(struct command_run *run, struct error *err);
};

#define COMMAND_OPTIONS(array) (array), COUNT_OF(array)
#define COMMAND_NO_OPTIONS NULL, 0
#define COMMANDS_END                                                                                         \
    {                                                                                                        \
        .name = NULL                                                                                         \
    }

/* Value of an option ("" for a switch that was given), or NULL when it was not given. */
const char *command_option(const struct command_run *run, const char *name);
/* The n-th value of a repeated option, counted from 0, or NULL. */
const char *command_option_nth(const struct command_run *run, const char *name, size_t n);
/* An integer option within [min, max]; ERROR_USAGE names the option. Not given, `*out` stays as it is: set
 * the default before. */
enum error_code command_option_int(const struct command_run *run, const char *name, int64_t min, int64_t max,
                                   int64_t *out, struct error *err) MUST_USE;

/* Puts a translated sentence and a line end. */
void command_say(struct command_run *run, struct text *where, const char *format, ...) PRINTF_LIKE(3, 4);
/* Puts every line of the report among the notes, and how many more there were. */
void command_put_report(struct command_run *run, const struct report *report);

/* Writes what has been put so far, for a command that goes on. */
enum error_code command_flush(struct command_run *run, struct error *err) MUST_USE;

struct json_t;
/* Puts the object as JSON with a line end and gives it back to jansson. */
enum error_code command_put_json(struct command_run *run, struct json_t *object, struct error *err) MUST_USE;

#endif
