#include "cli/manual.h"

#include "cli/help.h"
#include "cli/parse_options.h"

#include <string.h>

struct manual {
    const struct catalog *catalog;
    struct text *out;
};

struct entry {
    const char *term;
    const char *meaning; /* key of the catalogue */
};

static const struct entry environment[] = {
    {"HIEPTHUONG_CONFIG", N_("Settings file when --config is not given.")},
    {"HIEPTHUONG_DB", N_("The store when --db is not given; goes before the settings.")},
    {"HIEPTHUONG_DATA",
     N_("Folder of law packs, holidays, gateways and message texts when --data is not given.")},
    {"LC_ALL, LC_MESSAGES, LANG",
     N_("The first of them that is set decides about the language when neither --lang nor the settings file "
        "does: English when it begins with \"en\", else Vietnamese. No locale need be installed.")},
    {"XDG_CONFIG_HOME, XDG_DATA_HOME",
     N_("Folders of the user's settings and data, ~/.config and ~/.local/share when they are not set.")},
};

static const struct entry files[] = {
    {"~/.config/hiepthuong/hiepthuong.yaml", N_("Settings of the user.")},
    {"/etc/hiepthuong/hiepthuong.yaml", N_("Settings of the machine, read when the user has none.")},
    {"~/.local/share/hiepthuong/store.db",
     N_("The store, when neither --db nor HIEPTHUONG_DB nor the settings name another.")},
};

static const struct entry examples[] = {
    {"hiepthuong timetable compute --law 83-2025 --polling-day 2026-03-15",
     N_("Every legal deadline of the election of 15 March 2026.")},
    {"hiepthuong timetable compute --law 83-2025 --polling-day 2026-03-15 --format ics > deadlines.ics",
     N_("The same as a calendar for the telephone.")},
    {"hiepthuong election create --code hdnd-2026 --law 83-2025 --polling-day 2026-03-15",
     N_("An election in the store; the commands after this one work on it.")},
    {"hiepthuong import --dry-run tables/",
     N_("Check the tables of a province and store nothing; status 65 tells that a row is wrong.")},
    {"hiepthuong plan make", N_("Plan every meeting and keep the draft.")},
    {"hiepthuong plan publish", N_("Make the draft public; the messages that tell people are queued.")},
    {"hiepthuong plan replan --block venue:V12:2026-03-01",
     N_("A hall is not to be had: mend the plan, moving as few meetings as possible.")},
    {"hiepthuong plan weather on --area H3 --day 2026-03-02 --document 15/KH --dry-run",
     N_("What a storm day would change in a district.")},
    {"hiepthuong --now 2026-02-20T08:00 notice preview",
     N_("What would be sent on 20 February 2026 at 8 in the morning.")},
};

static const char *const description[] = {
    N_("hiepthuong computes the legal deadlines of an election of the National Assembly and People's "
       "Councils, plans the meetings of candidates with voters, publishes a calendar for every candidate "
       "and sends the messages that tell people in time. It is made for the staff of the Viet Nam "
       "Fatherland Front."),
    N_("Results go to standard output, words about the work to standard error. An error names the file, "
       "line, column and key it is about, where there is one."),
    N_("Dates are written 2026-03-15 or 15/03/2026; hours are those of Viet Nam."),
};

static const char *const json_interface[] = {
    N_("With --json the result is one JSON object with English names, moments in RFC 3339 with their offset. "
       "Each line of standard error is an object too: {\"note\"} for words about the work, and for an error "
       "{\"code\", \"message\", \"file\", \"line\", \"column\", \"key\"}, where what is unknown is null. The "
       "codes are those in brackets under EXIT STATUS, and \"warning\"."),
};

/* Text that groff takes literally, also at the beginning of a line. */
static void put_escaped(struct manual *manual, const char *words)
{
    if (words[0] == '.' || words[0] == '\'')
        text_put(manual->out, "\\&");
    for (const char *p = words; *p != '\0'; p++) {
        if (*p == '\\')
            text_put(manual->out, "\\e");
        else if (*p == '-')
            text_put(manual->out, "\\-");
        else
            text_put_char(manual->out, *p);
    }
}

static void put_translated(struct manual *manual, const char *key)
{
    put_escaped(manual, catalog_text(manual->catalog, key));
    text_put_char(manual->out, '\n');
}

static void put_section(struct manual *manual, const char *key)
{
    text_putf(manual->out, ".SH \"%s\"\n", catalog_text(manual->catalog, key));
}

static void put_paragraphs(struct manual *manual, const char *const keys[], size_t count)
{
    for (size_t i = 0; i < count; i++) {
        text_put(manual->out, ".PP\n");
        put_translated(manual, keys[i]);
    }
}

static void put_term(struct manual *manual, const char *term)
{
    text_put(manual->out, ".TP\n.B ");
    put_escaped(manual, term);
    text_put_char(manual->out, '\n');
}

static void put_entries(struct manual *manual, const struct entry *entries, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        put_term(manual, entries[i].term);
        put_translated(manual, entries[i].meaning);
    }
}

static void put_options(struct manual *manual, const struct command_option *options, size_t count)
{
    CLEANUP(text_done) struct text term;

    text_init(&term, 1000);
    for (size_t i = 0; i < count; i++) {
        text_clear(&term);
        help_put_option(&options[i], &term);
        put_term(manual, term.data);
        put_translated(manual, options[i].summary);
    }
}

static void put_command(struct manual *manual, const struct command *command)
{
    CLEANUP(text_done) struct text synopsis;

    text_init(&synopsis, 4000);
    help_put_synopsis(command, &synopsis);
    put_term(manual, synopsis.data);
    put_translated(manual, command->summary);
    if (command->option_count == 0)
        return;
    text_put(manual->out, ".RS\n");
    put_options(manual, command->options, command->option_count);
    text_put(manual->out, ".RE\n");
}

static void put_exit_statuses(struct manual *manual)
{
    CLEANUP(text_done) struct text term;

    text_init(&term, 100);
    for (int code = OK; code < ERROR_CODE_COUNT; code++) {
        text_clear(&term);
        text_putf(&term, "%d (%s)", error_exit_status((enum error_code)code),
                  error_name((enum error_code)code));
        put_term(manual, term.data);
        put_translated(manual, error_meaning((enum error_code)code));
    }
}

static void put_head(struct manual *manual)
{
    text_put(manual->out, ".\\\" -*- coding: utf-8 -*-\n");
    text_put(manual->out, ".TH HIEPTHUONG 1 \"\" \"hiepthuong " HT_VERSION "\" \"\"\n");
    put_section(manual, N_("NAME"));
    text_put(manual->out, "hiepthuong \\- ");
    put_translated(manual, N_("the calendar of an election, for the staff of the Viet Nam Fatherland Front"));
    put_section(manual, N_("SYNOPSIS"));
    text_put(manual->out, ".B hiepthuong\n");
    put_translated(manual, N_("[OPTION]... COMMAND [WORD]..."));
    put_section(manual, N_("DESCRIPTION"));
    put_paragraphs(manual, description, COUNT_OF(description));
}

void manual_put(const struct command *const table[], const struct catalog *catalog, struct text *out)
{
    struct manual manual = {catalog, out};

    put_head(&manual);
    put_section(&manual, N_("OPTIONS OF EVERY COMMAND"));
    put_options(&manual, global_options, global_option_count);
    put_section(&manual, N_("COMMANDS"));
    FOR_EACH_COMMAND (command, table)
        put_command(&manual, command);
    put_section(&manual, N_("JSON"));
    put_paragraphs(&manual, json_interface, COUNT_OF(json_interface));
    put_section(&manual, N_("EXIT STATUS"));
    put_exit_statuses(&manual);
    put_section(&manual, N_("ENVIRONMENT"));
    put_entries(&manual, environment, COUNT_OF(environment));
    put_section(&manual, N_("FILES"));
    put_entries(&manual, files, COUNT_OF(files));
    put_section(&manual, N_("EXAMPLES"));
    put_entries(&manual, examples, COUNT_OF(examples));
}
