#include "cli/run.h"

#include "app/settings.h"
#include "base/file.h"
#include "calendar/civil.h"
#include "cli/commands.h"
#include "cli/help.h"
#include "cli/notes.h"
#include "cli/output.h"
#include "cli/parse_options.h"
#include "cli/places.h"

#include <jansson.h>
#include <signal.h>
#include <string.h>

#define OUT_MAX_BYTES ((size_t)256 << 20)
#define NOTES_MAX_BYTES ((size_t)16 << 20)
#define ARENA_MAX_BYTES ((size_t)1 << 30)

struct session {
    struct arena arena;
    struct text out;
    struct text notes;
    struct text data_dir;
    struct text store;
    struct parsed_options options;
    struct settings settings;
    struct app app;
    struct command_run run;
};

static void session_done(struct session *session)
{
    app_close_store(&session->app);
    arena_done(&session->arena);
    text_done(&session->out);
    text_done(&session->notes);
    text_done(&session->data_dir);
    text_done(&session->store);
}

static void session_init(struct session *session, int argc, char **argv)
{
    const char *language = peek_option(argc, argv, "lang");

    *session = (struct session){.app.clock = clock_real(), .settings = settings_default};
    session->app.settings = &session->settings;
    arena_init(&session->arena, ARENA_MAX_BYTES);
    text_init(&session->out, OUT_MAX_BYTES);
    text_init(&session->notes, NOTES_MAX_BYTES);
    text_init(&session->data_dir, 4096);
    text_init(&session->store, 4096);
    session->run = (struct command_run){
        .app = &session->app,
        .arena = &session->arena,
        .out = &session->out,
        .notes = &session->notes,
        .json = peek_option(argc, argv, "json") != NULL,
        .catalog = language != NULL ? catalog_find(language) : NULL,
        .parsed_options = &session->options,
    };
    if (session->run.catalog == NULL)
        session->run.catalog = catalog_find(places_language());
}

static enum error_code put_version(struct command_run *run, struct error *err)
{
    if (run->json)
        return command_put_json(run,
                                json_pack("{s:s,s:s,s:s}", "program", "hiepthuong", "version", HT_VERSION,
                                          "licence", "GPL-3.0-or-later"),
                                err);
    text_put(run->out, "hiepthuong " HT_VERSION "\n");
    command_say(run, run->out,
                "Licence: GPL-3.0-or-later, the GNU General Public License, "
                "version 3 or any later version.");
    command_say(run, run->out, "There is no warranty, as far as the law allows.");
    return OK;
}

static void put_help(struct session *session)
{
    const struct parsed_options *options = &session->options;

    if (options->command != NULL)
        help_put_command(options->command, session->run.catalog, &session->out);
    else
        help_put_commands(all_commands, options->group, session->run.catalog, &session->out);
}

static enum error_code set_clock(struct session *session, struct error *err)
{
    const char *now = parsed_option(&session->options, "now", 0);
    int64_t utc_secs;

    if (now == NULL)
        return OK;
    if (!civil_moment_parse(now, &utc_secs)) {
        error_set(err, ERROR_USAGE, "\"%s\" is not a time such as 2026-03-15 or 2026-03-15T07:00", now);
        return error_at(err, NULL, 0, 0, "--now");
    }
    session->app.clock = clock_fixed(utc_secs);
    return OK;
}

static enum error_code set_data_dir(struct session *session, struct error *err)
{
    const char *chosen = parsed_option(&session->options, "data", 0);

    if (chosen != NULL)
        text_put(&session->data_dir, chosen);
    else
        places_put_data_dir(&session->data_dir);
    session->app.data_dir = session->data_dir.data;
    return text_finish(&session->data_dir, err);
}

/* The file's language stands between --lang and the locale. */
static enum error_code set_settings(struct session *session, struct error *err)
{
    CLEANUP(text_done) struct text found = {0};
    const char *path = parsed_option(&session->options, "config", 0);

    if (path == NULL) {
        text_init(&found, 4096);
        places_put_settings(&found);
        TRY(text_finish(&found, err));
        path = found.data;
    }
    if (path[0] != '\0')
        TRY(settings_load(path, session->data_dir.data, &session->arena, &session->settings, err));
    if (session->settings.language != NULL && parsed_option(&session->options, "lang", 0) == NULL)
        session->run.catalog = catalog_find(session->settings.language);
    return OK;
}

/* --db, HIEPTHUONG_DB, the settings, or the user's own store, whose folders are made when it is. */
static enum error_code choose_store(struct session *session, bool create, struct error *err)
{
    const char *chosen = parsed_option(&session->options, "db", 0);

    if (chosen == NULL)
        chosen = places_chosen_store();
    if (chosen == NULL)
        chosen = session->settings.store;
    if (chosen != NULL) {
        text_put(&session->store, chosen);
        return text_finish(&session->store, err);
    }
    places_put_default_store(&session->store);
    TRY(text_finish(&session->store, err));
    return create ? places_make_parents(session->store.data, err) : OK;
}

static bool needs_store(const struct command_run *run)
{
    if (run->command->store == STORE_UNLESS_FOLDER)
        return run->operand_count == 0 || !file_exists(run->operands[0]);
    return run->command->store != STORE_NONE;
}

static enum error_code open_store(struct session *session, struct error *err)
{
    enum command_store need = session->run.command->store;
    bool create = need == STORE_CREATE;

    if (!needs_store(&session->run))
        return OK;
    TRY(choose_store(session, create || need == STORE_NAMED, err));
    session->app.store_url = session->store.data;
    if (need == STORE_NAMED)
        return OK;
    return app_open_store(&session->app, session->store.data, create, err);
}

static enum error_code run_command(struct session *session, struct error *err)
{
    struct command_run *run = &session->run;

    run->command = session->options.command;
    run->operands = session->options.operands;
    run->operand_count = session->options.operand_count;
    TRY(set_data_dir(session, err));
    TRY(set_settings(session, err));
    TRY(set_clock(session, err));
    TRY(open_store(session, err));
    return run->command->run(run, err);
}

static enum error_code do_what_is_asked(struct session *session, int argc, char **argv, struct error *err)
{
    TRY(parse_options(all_commands, argc, argv, &session->arena, &session->options, err));
    session->run.json = parsed_option(&session->options, "json", 0) != NULL;
    if (parsed_option(&session->options, "version", 0) != NULL)
        return put_version(&session->run, err);
    if (parsed_option(&session->options, "help", 0) != NULL) {
        put_help(session);
        return OK;
    }
    return run_command(session, err);
}

int cli_main(int argc, char **argv)
{
    CLEANUP(text_done) struct text words;
    CLEANUP(session_done) struct session session;
    struct error err;

    signal(SIGPIPE, SIG_IGN); /* a broken pipe shows itself as EPIPE where it is written */
    session_init(&session, argc, argv);
    enum error_code code = do_what_is_asked(&session, argc, argv, &err);
    struct error write_err;
    if (output_result(&session.out, &write_err) != OK && code == OK) {
        err = write_err;
        code = err.code;
    }
    text_init(&words, NOTES_MAX_BYTES);
    if (code != OK)
        notes_put_error(&session.run, NOTES_ERROR, &err, &words);
    if (code == ERROR_USAGE)
        notes_put_usage_hint(&session.run, &words);
    output_notes(&session.notes);
    output_notes(&words);
    return error_exit_status(code);
}
