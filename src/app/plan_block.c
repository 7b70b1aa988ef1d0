#include "app/plan_block.h"

#include "app/audit.h"
#include "app/tables_from_store.h"
#include "app/tables_shape.h"
#include "db/db.h"

#include <stdio.h>
#include <string.h>

/* ---- reading the words ---- */

static enum error_code fail_words(const char *text, struct error *err)
{
    return error_set(err, ERROR_USAGE,
                     "\"%s\" is not a block; write it as KIND:CODE:DAY or KIND:CODE:DAY..DAY, with :SESSIONS "
                     "for a part of "
                     "the day; KIND is venue, commune or candidate, as in venue:V12:2021-05-04:MA",
                     text);
}

static bool parse_days(char *days, struct plan_block_request *out)
{
    char *dots = strstr(days, "..");

    if (dots == NULL)
        return civil_date_parse(days, &out->first) && civil_date_parse(days, &out->last);
    *dots = '\0';
    return civil_date_parse(days, &out->first) && civil_date_parse(dots + 2, &out->last) &&
           out->first.day <= out->last.day;
}

enum error_code plan_block_parse(const char *text, struct arena *arena, struct plan_block_request *out,
                                 struct error *err)
{
    struct plan_block_request block = {.sessions = ""};
    char *words = arena_copy_string(arena, text);
    char *parts[4] = {words, NULL, NULL, NULL};
    size_t count = 1;

    if (words == NULL)
        return error_memory(err);
    for (char *colon = strchr(words, ':'); colon != NULL; colon = strchr(colon, ':')) {
        if (count == COUNT_OF(parts))
            return fail_words(text, err);
        *colon++ = '\0';
        parts[count++] = colon;
    }
    if (count < 3 || !parse_days(parts[2], &block))
        return fail_words(text, err);
    block.kind = parts[0];
    block.code = parts[1];
    if (parts[3] != NULL)
        block.sessions = parts[3];
    *out = block;
    return OK;
}

/* ---- finding what is meant ---- */

struct blocking {
    const struct stored_tables *stored;
    enum tables_block_kind kind;
    uint32_t owner; /* as in tables_block */
    int64_t owner_id;
    uint8_t sessions;
};

static bool find_owner(const struct stored_tables *stored, const char *code, struct blocking *out)
{
    const struct tables *tables = &stored->tables;

    for (uint32_t i = 0; out->kind == BLOCK_VENUE && i < tables->venue_count; i++) {
        if (strcmp(tables->venues[i].id, code) == 0)
            return out->owner = i, out->owner_id = stored->ids.venues[i], true;
    }
    for (uint32_t i = 0; out->kind == BLOCK_COMMUNE && i < tables->area_count; i++) {
        if (tables->areas[i].level == AREA_COMMUNE && strcmp(tables->areas[i].id, code) == 0)
            return out->owner = i, out->owner_id = stored->ids.areas[i], true;
    }
    for (uint32_t i = 0; out->kind == BLOCK_CANDIDATE && i < tables->candidate_count; i++) {
        if (strcmp(tables->candidates[i].id, code) == 0)
            return out->owner = i, out->owner_id = stored->ids.candidates[i], true;
    }
    return false;
}

static enum error_code find_kind(const struct plan_block_request *request, enum tables_block_kind *out,
                                 struct error *err)
{
    for (int kind = 0; kind < BLOCK_KIND_COUNT; kind++) {
        if (strcmp(tables_block_kind_names[kind], request->kind) == 0) {
            *out = (enum tables_block_kind)kind;
            return OK;
        }
    }
    return error_set(err, ERROR_USAGE, "\"%s\" cannot be blocked; venue, commune and candidate can",
                     request->kind);
}

static enum error_code find_sessions(const struct tables *tables, const char *letters, uint8_t *out,
                                     struct error *err)
{
    uint8_t sessions = 0;

    for (const char *letter = letters; *letter != '\0'; letter++) {
        size_t i = 0;
        while (i < tables->session_count && tables_session_letter(&tables->sessions[i]) != *letter)
            i++;
        if (i == tables->session_count)
            return error_set(err, ERROR_DATA, "no session of the day begins with the letter %c", *letter);
        sessions |= (uint8_t)(1u << i);
    }
    *out = letters[0] != '\0' ? sessions : (uint8_t)((1u << tables->session_count) - 1);
    return OK;
}

/* ---- storing ---- */

static uint8_t blocked_already(const struct blocking *blocking, struct civil_date day)
{
    const struct tables *tables = &blocking->stored->tables;

    for (size_t i = 0; i < tables->block_count; i++) {
        const struct tables_block *block = &tables->blocks[i];
        if (block->kind == blocking->kind && block->owner == blocking->owner && block->date.day == day.day)
            return block->sessions;
    }
    return 0;
}

static enum error_code put_day(const struct app *app, const struct blocking *blocking, struct civil_date day,
                               struct error *err)
{
    static const enum db_query queries[BLOCK_KIND_COUNT] = {
        [BLOCK_VENUE] = QUERY_VENUE_BLOCK_PUT,
        [BLOCK_COMMUNE] = QUERY_AREA_BLOCK_PUT,
        [BLOCK_CANDIDATE] = QUERY_CANDIDATE_BLOCK_PUT,
    };
    const struct tables *tables = &blocking->stored->tables;
    uint8_t sessions = blocking->sessions | blocked_already(blocking, day);
    char letters[TABLES_SESSIONS_MAX + 1];
    size_t count = 0;

    for (size_t i = 0; i < tables->session_count; i++) {
        if (sessions >> i & 1)
            letters[count++] = tables_session_letter(&tables->sessions[i]);
    }
    letters[count] = '\0';
    return db_run(
        app->db, queries[blocking->kind],
        DB_ARGS(DB_INT("owner", blocking->owner_id), DB_INT("day", day.day), DB_TEXT("sessions", letters)),
        err);
}

static enum error_code log_block(const struct app *app, int64_t election,
                                 const struct plan_block_request *request, struct error *err)
{
    char first[CIVIL_DATE_CHARS];
    char last[CIVIL_DATE_CHARS];
    struct audit_entry entry = {
        .verb = "plan replan", .election = election, .kind = request->kind, .about = request->code};

    civil_date_format(request->first, first);
    civil_date_format(request->last, last);
    message_set(&entry.words, "Blocked: %s %s from %s to %s.", request->kind, request->code, first, last);
    return audit_put(app, &entry, err);
}

static bool is_planned(const struct tables *tables, int32_t day)
{
    for (size_t i = 0; i < tables->day_count; i++) {
        if (tables->days[i].date.day == day)
            return true;
    }
    return false;
}

enum error_code plan_block_add(const struct app *app, int64_t election,
                               const struct plan_block_request *request, struct arena *arena,
                               struct error *err)
{
    struct stored_tables stored;
    struct blocking blocking = {.stored = &stored};
    size_t days = 0;

    TRY(tables_from_store(app, election, arena, &stored, err));
    TRY(find_kind(request, &blocking.kind, err));
    if (!find_owner(&stored, request->code, &blocking))
        return error_set(err, ERROR_NO_INPUT, "there is no %s %s in this election; nothing is changed",
                         request->kind, request->code);
    TRY(find_sessions(&stored.tables, request->sessions, &blocking.sessions, err));
    for (int32_t day = request->first.day; day <= request->last.day; day++) {
        if (!is_planned(&stored.tables, day))
            continue;
        TRY(put_day(app, &blocking, (struct civil_date){day}, err));
        days++;
    }
    if (days == 0)
        return error_set(err, ERROR_DATA,
                         "%s %s would be blocked on no day of the campaign; nothing is changed",
                         request->kind, request->code);
    return log_block(app, election, request, err);
}
