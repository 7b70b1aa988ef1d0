#include "app/rehearse.h"

#include "app/gateway_setup.h"
#include "app/notice_derive.h"
#include "app/notice_schedule.h"
#include "app/notice_setup.h"
#include "app/outbox_store.h"
#include "app/settings.h"
#include "base/list.h"
#include "db/copy.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define SETUP_MAX_BYTES ((size_t)1 << 20)
#define NOTICE_ARENA_MAX_BYTES ((size_t)4 << 20)
#define DUE_MAX 4000000
#define PATH_MAX_BYTES 4096

/* A rehearsal on its way; stays where it is. */
struct playing {
    const struct rehearsal *rehearsal;
    struct app app; /* of the copy, its clock at the moment that is played */
    struct settings settings;
    struct text folder;
    struct text store;
    struct text profile;
    struct notice_schedule schedule;
    struct notice_setup setup;
    struct gateway_profile *file; /* through which messages go */
    struct gateway_access access;
    struct gateway *gateway;
    struct outbox_store outbox;
    struct arena arena;
    int64_t *due; /* ids */
    size_t due_count;
    size_t due_capacity;
};

static void playing_init(struct playing *playing, const struct app *app, const struct rehearsal *rehearsal)
{
    *playing = (struct playing){.rehearsal = rehearsal, .app = *app, .settings = *app->settings};
    playing->app.db = NULL;
    playing->app.settings = &playing->settings;
    arena_init(&playing->arena, SETUP_MAX_BYTES);
    text_init(&playing->folder, PATH_MAX_BYTES);
    text_init(&playing->store, PATH_MAX_BYTES);
    text_init(&playing->profile, PATH_MAX_BYTES);
}

static void playing_done(struct playing *playing)
{
    app_close_store(&playing->app);
    if (playing->store.length > 0)
        db_remove_file(playing->store.data);
    if (playing->folder.length > 0)
        rmdir(playing->folder.data);
    gateway_free(playing->gateway);
    gateway_profile_free(playing->file);
    notice_setup_done(&playing->setup);
    notice_schedule_done(&playing->schedule);
    text_done(&playing->folder);
    text_done(&playing->store);
    text_done(&playing->profile);
    arena_done(&playing->arena);
    free(playing->due);
}

/* ---- before it begins ---- */

static enum error_code make_folder(struct playing *playing, struct error *err)
{
    const char *where = getenv("TMPDIR");
    CLEANUP(text_done) struct text pattern;

    text_init(&pattern, PATH_MAX_BYTES);
    text_putf(&pattern, "%s/hiepthuong-rehearsal-XXXXXX", where != NULL && where[0] == '/' ? where : "/tmp");
    TRY(text_finish(&pattern, err));
    if (mkdtemp(pattern.data) == NULL)
        return error_set(err, ERROR_CANNOT_CREATE, "a folder for the copy of the store cannot be made: %s",
                         strerrordesc_np(errno));
    text_put(&playing->folder, pattern.data);
    text_putf(&playing->store, "%s/store.db", pattern.data);
    TRY(text_finish(&playing->folder, err));
    return text_finish(&playing->store, err);
}

static enum error_code copy_store(struct playing *playing, struct db *db, struct error *err)
{
    TRY(make_folder(playing, err));
    TRY(db_snapshot_to_file(db, playing->store.data, err));
    return app_open_store(&playing->app, playing->store.data, false, err);
}

/* Words and lengths are those of the gateway that is set, if one is; messages go to the file. What a release tells counts as
 * approved. */
static enum error_code set_up_sending(struct playing *playing, struct error *err)
{
    const char *messages = playing->rehearsal->messages;

    text_putf(&playing->profile, "%s/gateways/file.yaml", playing->app.data_dir);
    TRY(text_finish(&playing->profile, err));
    if (playing->settings.gateway.profile == NULL)
        playing->settings.gateway.profile = playing->profile.data;
    TRY(notice_setup_load(&playing->setup, &playing->app, &playing->arena, err));
    playing->setup.gates.approval = false;
    TRY(gateway_setup_profile(playing->profile.data, &playing->file, err));
    playing->access = (struct gateway_access){.base = messages != NULL ? messages : "/dev/null",
                                              .sender = playing->settings.gateway.sender,
                                              .username = "",
                                              .password = "",
                                              .fleeting = true};
    TRY(gateway_new(playing->file, &playing->access, &playing->gateway, err));
    return outbox_store_init(&playing->outbox, playing->app.db, err);
}

/* ---- one notice ---- */

static enum error_code write_message(const struct playing *playing, const struct notice_facts *facts,
                                     struct arena *arena, struct prepared_notice *out, struct error *err)
{
    int64_t now = clock_now_utc_secs(&playing->app.clock);
    char *text;

    if (facts->channel != CHANNEL_MAIL)
        return prepare_notice(&playing->setup.rules, facts, now, arena, out, err);
    *out = (struct prepared_notice){.decision = gates_decide(&playing->setup.gates, facts, now), .text = ""};
    if (out->decision.state != NOTICE_QUEUED)
        return OK;
    TRY(compose_notice(&playing->setup.texts, facts, now, arena, &text, err));
    out->text = text;
    return OK;
}

static void send_message(struct playing *playing, int64_t id, const struct notice_facts *facts,
                         const struct prepared_notice *prepared)
{
    char client_id[24];
    struct gateway_answer answer;

    snprintf(client_id, sizeof client_id, "%lld", (long long)id);
    const struct gateway_message message = {.number =
                                                facts->channel == CHANNEL_MAIL ? facts->mail : facts->number,
                                            .text = prepared->text,
                                            .client_id = client_id,
                                            .coding = prepared->size.coding,
                                            .parts = prepared->size.parts,
                                            .now_utc_secs = clock_now_utc_secs(&playing->app.clock)};
    gateway_send(playing->gateway, &message, &answer);
}

static enum error_code store_outcome(struct playing *playing, int64_t id, enum notice_state state,
                                     const struct prepared_notice *prepared, struct error *err)
{
    struct db_arg finished = DB_INT("finished_utc", clock_now_utc_secs(&playing->app.clock));

    if (state == NOTICE_HELD)
        finished.type = DB_TYPE_NULL;
    return db_run(playing->app.db, QUERY_NOTICE_REHEARSED,
                  DB_ARGS(DB_INT("id", id), DB_TEXT("state", notice_state_name(state)),
                          DB_TEXT("reason", notice_reason_name(prepared->decision.reason)),
                          DB_INT("not_before_utc", prepared->decision.until_utc_secs),
                          DB_TEXT("body", prepared->text), DB_INT("parts", prepared->size.parts), finished),
                  err);
}

/* What the reader is told by, which is no number. */
static enum error_code tell(const struct playing *playing, const struct notice_facts *facts,
                            enum notice_state state, const struct prepared_notice *prepared,
                            struct error *err)
{
    const char *reason = notice_reason_name(prepared->decision.reason);
    bool of_release = facts->release_number != 0;
    const struct rehearsed_message message = {
        .at_utc_secs = clock_now_utc_secs(&playing->app.clock),
        .kind = of_release ? notice_kind_name(facts->kind) : facts->rule,
        .channel = notice_channel_name(facts->channel),
        .recipient = facts->form_name,
        .state = notice_state_name(state),
        .sentence = notice_reason_sentence(reason),
        .about_utc_secs = facts->about_utc_secs,
        .release = facts->release_number,
        .text = prepared->text,
        .parts = facts->channel == CHANNEL_SMS ? prepared->size.parts : 0,
    };

    return playing->rehearsal->tell(playing->rehearsal->context, &message, err);
}

static enum error_code play_notice(struct playing *playing, int64_t id, struct error *err)
{
    const struct outbox *outbox = &playing->outbox.outbox;
    CLEANUP(arena_done) struct arena arena;
    struct notice_facts facts;
    struct prepared_notice prepared;

    arena_init(&arena, NOTICE_ARENA_MAX_BYTES);
    TRY(outbox->facts(outbox->context, &(struct outbox_notice){.id = id}, 1, &arena, &facts, err));
    TRY(write_message(playing, &facts, &arena, &prepared, err));
    enum notice_state state = prepared.decision.state;
    if (state == NOTICE_QUEUED) {
        send_message(playing, id, &facts, &prepared);
        state = NOTICE_ACCEPTED;
    }
    TRY(store_outcome(playing, id, state, &prepared, err));
    return state == NOTICE_HELD ? OK : tell(playing, &facts, state, &prepared, err);
}

/* ---- one moment after the other ---- */

static enum error_code list_due(struct playing *playing, struct error *err)
{
    CLEANUP(db_rows_end) struct db_rows rows = {0};

    playing->due_count = 0;
    TRY(db_select(&rows, playing->app.db, QUERY_NOTICES_TO_REHEARSE,
                  DB_ARGS(DB_INT("election", playing->schedule.election),
                          DB_INT("now_utc", clock_now_utc_secs(&playing->app.clock))),
                  err));
    while (db_rows_next(&rows)) {
        if (!list_reserve(&playing->due, &playing->due_capacity, playing->due_count + 1, sizeof *playing->due,
                          DUE_MAX))
            return error_memory(err);
        playing->due[playing->due_count++] = db_int(&rows, 0);
    }
    return db_rows_finish(&rows, err);
}

static enum error_code play_moment(struct playing *playing, struct error *err)
{
    CLEANUP(db_transaction_end) struct db_transaction change = {0};
    struct notice_derived derived;

    TRY(db_transaction_begin(&change, playing->app.db, err));
    TRY(notice_derive(&playing->app, &playing->schedule, &derived, err));
    TRY(list_due(playing, err));
    for (size_t i = 0; i < playing->due_count; i++)
        TRY(play_notice(playing, playing->due[i], err));
    return db_transaction_commit(&change, err);
}

/* The next moment at which anything may be due: an hour of a rule, so many hours before a meeting, the end of what holds a notice
 * back. */
static enum error_code find_next(struct playing *playing, int64_t *out, struct error *err)
{
    const struct notice_rules *rules = playing->schedule.rules;
    const struct db_arg election = DB_INT("election", playing->schedule.election);
    int64_t now = clock_now_utc_secs(&playing->app.clock);
    int64_t next = notice_due_next(rules, now);
    int64_t moment;

    for (unsigned i = 0; i < rules->kind_count; i++) {
        int64_t lead_secs = (int64_t)rules->kinds[i].hours * 3600;
        if (lead_secs == 0)
            continue;
        TRY(db_select_int(playing->app.db, QUERY_MEETING_NEXT_START,
                          DB_ARGS(election, DB_INT("after_utc", now + lead_secs)), 0, &moment, err));
        if (moment != 0 && moment - lead_secs < next)
            next = moment - lead_secs;
    }
    TRY(db_select_int(playing->app.db, QUERY_NOTICE_NEXT_HELD, DB_ARGS(election, DB_INT("now_utc", now)), 0,
                      &moment, err));
    *out = moment != 0 && moment < next ? moment : next;
    return OK;
}

enum error_code rehearse(const struct app *app, const struct rehearsal *rehearsal, struct error *err)
{
    CLEANUP(playing_done) struct playing playing;
    int64_t moment = rehearsal->from_utc_secs;

    playing_init(&playing, app, rehearsal);
    TRY(copy_store(&playing, app->db, err));
    TRY(notice_schedule_load(&playing.app, rehearsal->election, &playing.schedule, err));
    TRY(set_up_sending(&playing, err));
    while (moment <= rehearsal->until_utc_secs) {
        playing.app.clock = clock_fixed(moment);
        TRY(play_moment(&playing, err));
        TRY(find_next(&playing, &moment, err));
    }
    return OK;
}
