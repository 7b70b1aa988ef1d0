#include "app/plan_pin.h"

#include "app/audit.h"
#include "app/meeting_version.h"
#include "app/plan_mend.h"
#include "base/unicode.h"
#include "db/db.h"

#include <string.h>

#define REASON_CHARS_MAX 300

static enum error_code compose(const char *words, struct arena *arena, const char **out, struct error *err)
{
    char *composed;

    TRY(unicode_nfc(arena, words, strlen(words), &composed, err));
    if (unicode_count(composed, strlen(composed)) > REASON_CHARS_MAX)
        return error_set(err, ERROR_DATA, "the reason of a pin may have at most %d characters",
                         REASON_CHARS_MAX);
    *out = composed;
    return OK;
}

static enum error_code find_meeting(const struct plan_context *context, const char *code, struct arena *arena,
                                    struct stored_plan *base, struct plan_meeting *out, struct error *err)
{
    const struct stored_meeting *published = stored_plan_find(&context->published, code);
    const struct plan_pin *pin = plan_context_pin(context, code);

    TRY(plan_context_base(context, true, arena, base, err));
    const struct stored_meeting *held = stored_plan_find(base, code);
    if (held == NULL && published == NULL)
        return error_set(err, ERROR_NO_INPUT, "there is no meeting %s in this plan", code);
    if (held == NULL)
        return error_set(
            err, ERROR_DATA,
            "meeting %s is cancelled and cannot be pinned; `hiepthuong plan restore %s` has it held again",
            code, code);
    if (plan_context_begun(context, published))
        return error_set(err, ERROR_DATA, "meeting %s has begun; it stays as it is without a pin", code);
    if (pin != NULL)
        return error_set(err, ERROR_DATA,
                         "meeting %s is pinned already; `hiepthuong plan pins` says by whom and why", code);
    *out = held->meeting;
    return OK;
}

static enum error_code check_seen(const struct plan_context *context, const struct plan_meeting *now,
                                  const char *seen, struct error *err)
{
    char version[MEETING_VERSION_CHARS];

    meeting_version_write(context->of.problem, now, version);
    if (seen == NULL || strcmp(seen, version) == 0)
        return OK;
    return error_set(err, ERROR_FOUND,
                     "nothing is changed, for somebody has changed meeting %s since it was shown", now->code);
}

/* Together with the other pins it must be possible. */
static enum error_code try_it(const struct plan_context *context, const struct stored_plan *base,
                              const struct plan_pin *pin, struct arena *arena, struct error *err)
{
    struct plan_pin *pins = arena_array(arena, context->pin_count + 1, sizeof *pins);
    struct plan_context with = *context;
    const struct mend_request request = {.context = &with, .base = *base};
    struct plan_mended mended;

    if (pins == NULL)
        return error_memory(err);
    if (context->pin_count > 0)
        memcpy(pins, context->pins, context->pin_count * sizeof *pins);
    pins[context->pin_count] = *pin;
    with.pins = pins;
    with.pin_count++;
    return plan_mend(&request, arena, &mended, err);
}

static enum error_code store(const struct app *app, const struct plan_context *context,
                             const struct plan_pin *pin, struct error *err)
{
    const struct plan_meeting *meeting = &pin->meeting;
    struct audit_entry entry = {.verb = "plan pin",
                                .election = context->election,
                                .kind = "meeting",
                                .about = meeting->code,
                                .after = context->of.problem->venues[meeting->venue].code};
    char start[CIVIL_TIME_CHARS];

    TRY(db_run(app->db, QUERY_PIN_PUT,
               DB_ARGS(DB_INT("election", context->election), DB_TEXT("code", meeting->code),
                       DB_INT("unit", context->of.stored.ids.units[meeting->unit]),
                       DB_TEXT("mode", plan_mode_name(meeting->mode)),
                       DB_INT("venue", context->of.stored.ids.venues[meeting->venue]),
                       DB_INT("start_utc", civil_time_to_utc_secs(meeting->start)),
                       DB_INT("end_utc", civil_time_to_utc_secs(meeting->end)),
                       DB_TEXT("reason", pin->reason), DB_TEXT("pinned_by", pin->by),
                       DB_INT("pinned_utc", pin->pinned_utc_secs)),
               err));
    civil_time_format(meeting->start, start);
    message_set(&entry.words, "Meeting %s was pinned to %s.", meeting->code, start);
    return audit_put(app, &entry, err);
}

static enum error_code pin_it(const struct app *app, int64_t election, const struct plan_pin_request *request,
                              struct arena *arena, struct plan_pinned *pinned, struct error *err)
{
    CLEANUP(db_transaction_end) struct db_transaction change = {0};
    struct plan_pin *pin = &pinned->pin;
    struct stored_plan base;

    TRY(compose(request->reason, arena, &pin->reason, err));
    TRY(compose(request->by != NULL ? request->by : app->actor.who, arena, &pin->by, err));
    pin->pinned_utc_secs = clock_now_utc_secs(&app->clock);
    TRY(db_transaction_begin(&change, app->db, err));
    TRY(plan_context_read(app, election, arena, &pinned->context, err));
    TRY(find_meeting(&pinned->context, request->meeting, arena, &base, &pin->meeting, err));
    TRY(check_seen(&pinned->context, &pin->meeting, request->seen, err));
    TRY(try_it(&pinned->context, &base, pin, arena, err));
    TRY(store(app, &pinned->context, pin, err));
    return db_transaction_commit(&change, err);
}

static enum error_code plan_pin_meeting_once(const struct app *app, int64_t election,
                                             const struct plan_pin_request *request, struct arena *arena,
                                             struct plan_pinned *out, struct error *err)
{
    CLEANUP(plan_pinned_done) struct plan_pinned pinned = {.pin = {.reason = ""}};

    TRY(pin_it(app, election, request, arena, &pinned, err));
    *out = pinned;
    pinned.context.of.problem = NULL;
    return OK;
}

enum error_code plan_pin_meeting(const struct app *app, int64_t election,
                                 const struct plan_pin_request *request, struct arena *arena,
                                 struct plan_pinned *out, struct error *err)
{
    return DB_REPEAT(app->db, plan_pin_meeting_once(app, election, request, arena, out, err));
}

static enum error_code plan_unpin_meeting_once(const struct app *app, int64_t election, const char *meeting,
                                               struct error *err)
{
    CLEANUP(db_transaction_end) struct db_transaction change = {0};
    struct audit_entry entry = {
        .verb = "plan unpin", .election = election, .kind = "meeting", .about = meeting};
    int64_t changed;

    TRY(db_transaction_begin(&change, app->db, err));
    TRY(db_run_counted(app->db, QUERY_PIN_DELETE,
                       DB_ARGS(DB_INT("election", election), DB_TEXT("code", meeting)), &changed, err));
    if (changed == 0)
        return error_set(err, ERROR_NO_INPUT,
                         "meeting %s is not pinned; `hiepthuong plan pins` lists what is", meeting);
    message_set(&entry.words, "The pin of meeting %s was taken away.", meeting);
    TRY(audit_put(app, &entry, err));
    return db_transaction_commit(&change, err);
}

enum error_code plan_unpin_meeting(const struct app *app, int64_t election, const char *meeting,
                                   struct error *err)
{
    return DB_REPEAT(app->db, plan_unpin_meeting_once(app, election, meeting, err));
}

void plan_pinned_done(struct plan_pinned *pinned)
{
    plan_context_done(&pinned->context);
}
