#include "app/consultation.h"

#include "app/audit.h"
#include "app/law_load.h"
#include "app/step_text.h"
#include "db/db.h"

#include <stdio.h>
#include <string.h>

#define FORMS_BYTES_MAX 1000

static const char *const list_names[] = {[LIST_NATIONAL_ASSEMBLY] = "na", [LIST_COUNCIL] = "council"};

/* The step of the timetable that a conference does. By-elections have one step a round for all lists. */
static void step_of(const struct consultation_request *request, enum law_election election,
                    char out[LAW_ID_MAX])
{
    const char *kind = request->conference.list == LIST_COUNCIL ? "council"
                       : request->area == NULL                  ? "central"
                                                                : "province_na";

    if (election == LAW_BY_ELECTION)
        snprintf(out, LAW_ID_MAX, "bye_consult%d", request->conference.round);
    else
        snprintf(out, LAW_ID_MAX, "consult%d_%s", request->conference.round, kind);
}

static enum error_code find_area(const struct app *app, const struct consultation_request *request,
                                 const char *step, struct arena *arena, int64_t *out, struct error *err)
{
    CLEANUP(timetable_book_done) struct timetable_book book = {.pack = NULL};
    size_t place;
    uint16_t node;

    TRY(timetable_book_load(app, request->election, arena, &book, err));
    const struct law_duty *duty =
        timetable_book_node(&book, step, &node) ? law_pack_duty(book.pack, node) : NULL;
    TRY(places_find(&book.places, request->area, duty != NULL ? duty->levels : UINT32_MAX, &place, err));
    *out = book.places.items[place].id;
    return OK;
}

static enum error_code log_conference(const struct app *app, const struct consultation_request *request,
                                      int64_t election, struct error *err)
{
    const struct consultation *held = &request->conference;
    char day[CIVIL_DATE_CHARS];
    char after[200];
    struct audit_entry entry = {.verb = "consultation record",
                                .election = election,
                                .kind = "consultation",
                                .about = request->area,
                                .after = after};

    civil_date_format(held->day, day);
    snprintf(after, sizeof after, "invited %lld, present %lld, seats %lld, candidates %lld",
             (long long)held->invited, (long long)held->present, (long long)held->seats,
             (long long)held->candidates);
    message_set(&entry.words, "Consultation round %d of the list %s was recorded as held on %s; area: %s.",
                held->round, list_names[held->list], day, request->area != NULL ? request->area : "-");
    return audit_put(app, &entry, err);
}

static enum error_code store_conference(const struct app *app, const struct consultation_request *request,
                                        const char *step, struct arena *arena, struct error *err)
{
    const struct consultation *held = &request->conference;
    struct election election;
    const char *document;
    int64_t area;

    TRY(step_text_read(held->document, arena, &document, err));
    TRY(election_find(app, request->election, arena, &election, err));
    TRY(find_area(app, request, step, arena, &area, err));
    const struct db_arg id = DB_INT("election", election.id);
    const struct db_arg place =
        area == 0 ? (struct db_arg)DB_NULL("area") : (struct db_arg)DB_INT("area", area);
    const struct db_arg list = DB_TEXT("list", list_names[held->list]);
    const struct db_arg round = DB_INT("round", held->round);
    const struct db_arg now = DB_INT("now_utc", clock_now_utc_secs(&app->clock));
    TRY(db_run(app->db, QUERY_CONSULTATION_END, DB_ARGS(id, place, list, round, now), err));
    TRY(db_run(app->db, QUERY_CONSULTATION_INSERT,
               DB_ARGS(id, place, list, round, now, DB_INT("day", held->day.day),
                       DB_INT("invited", held->invited), DB_INT("present", held->present),
                       DB_INT("seats", held->seats), DB_INT("candidates", held->candidates),
                       DB_TEXT("document", document)),
               err));
    return log_conference(app, request, election.id, err);
}

static enum error_code record_once(const struct app *app, const struct consultation_request *request,
                                   struct arena *arena, struct timetable_moved *out, struct error *err)
{
    CLEANUP(db_transaction_end) struct db_transaction whole = {0};
    char step[LAW_ID_MAX];
    struct election election;
    struct timetable_moved moved;

    TRY(election_find(app, request->election, arena, &election, err));
    step_of(request, election.kind, step);
    const struct timetable_change change = {
        .election = request->election,
        .step = step,
        .kind = RECORD_ACT,
        .area = request->area,
        .time = {.date = request->conference.day},
        .document = request->conference.document,
        .accept = request->accept,
    };
    if (request->conference.present > request->conference.invited)
        return error_set(err, ERROR_DATA, "more persons are present than were invited");
    TRY(db_transaction_begin(&whole, app->db, err));
    TRY(timetable_change(app, &change, arena, &moved, err));
    if (request->accept) {
        TRY(store_conference(app, request, step, arena, err));
        TRY(db_transaction_commit(&whole, err));
    }
    *out = moved;
    return OK;
}

enum error_code consultation_record(const struct app *app, const struct consultation_request *request,
                                    struct arena *arena, struct timetable_moved *out, struct error *err)
{
    return DB_REPEAT(app->db, record_once(app, request, arena, out, err));
}

static enum error_code log_confidence(const struct app *app, int64_t election, const struct confidence *vote,
                                      struct error *err)
{
    char day[CIVIL_DATE_CHARS];
    char after[100];
    struct audit_entry entry = {.verb = "consultation confidence",
                                .election = election,
                                .kind = "candidate",
                                .about = vote->candidate,
                                .after = after};

    civil_date_format(vote->day, day);
    snprintf(after, sizeof after, "present %lld, in favour %lld", (long long)vote->present,
             (long long)vote->in_favour);
    message_set(&entry.words, "The vote of confidence on candidate %s of %s was recorded.", vote->candidate,
                day);
    return audit_put(app, &entry, err);
}

static bool form_known(const char *form)
{
    return strcmp(form, LAW_FORM_UNKNOWN) != 0;
}

enum error_code consultation_forms(const struct app *app, const struct consultation_request *request,
                                   struct arena *arena, const char **out, struct error *err)
{
    CLEANUP(law_pack_free_ptr) struct law_pack *pack = NULL;
    CLEANUP(text_done) struct text forms = {0};
    struct election election;
    char step[LAW_ID_MAX];
    uint16_t node;

    TRY(election_find(app, request->election, arena, &election, err));
    TRY(law_load(app, election.law_pack, &pack, err));
    step_of(request, election.kind, step);
    const struct law_duty *duty = law_pack_find_node(pack, step, &node) ? law_pack_duty(pack, node) : NULL;
    text_init(&forms, FORMS_BYTES_MAX);
    for (size_t i = 0; duty != NULL && i < duty->form_count; i++) {
        if (form_known(duty->forms[i]))
            text_putf(&forms, "%s%s", forms.length > 0 ? ", " : "", duty->forms[i]);
    }
    TRY(text_finish(&forms, err));
    *out = arena_copy_string(arena, forms.length > 0 ? forms.data : "");
    return *out != NULL ? OK : error_memory(err);
}

static enum error_code check_vote(const struct confidence *vote, int64_t now_utc_secs, struct error *err)
{
    if (vote->in_favour > vote->present)
        return error_set(err, ERROR_DATA, "more voters are in favour than are present");
    if (vote->voters > 0 && vote->present > vote->voters)
        return error_set(err, ERROR_DATA, "more voters are present than the place has");
    if (vote->day.day > civil_time_from_utc_secs(now_utc_secs).date.day)
        return error_set(err, ERROR_DATA, "the day of the conference is in the future");
    return OK;
}

static const struct law_duty *conference_of(const struct law_pack *pack, enum law_election election)
{
    uint16_t node;

    return law_pack_find_node(
               pack, election == LAW_BY_ELECTION ? "bye_voter_conference" : "residence_conference_council",
               &node)
               ? law_pack_duty(pack, node)
               : NULL;
}

/* What the law pack says of the conference at which the vote was taken; the pack does not outlive it. */
static enum error_code judge_vote(const struct app *app, const struct confidence *vote,
                                  const struct election *election, struct arena *arena,
                                  struct confidence_outcome *out, struct error *err)
{
    CLEANUP(law_pack_free_ptr) struct law_pack *pack = NULL;
    struct confidence_outcome outcome = {
        .has_confidence = consultation_has_confidence(vote->in_favour, vote->present),
        .citation = "",
        .form = "",
    };

    TRY(law_load(app, election->law_pack, &pack, err));
    const struct law_duty *duty = conference_of(pack, election->kind);
    if (duty != NULL && duty->quorum != NULL && vote->voters > 0) {
        outcome.least_present = consultation_least_voters(duty->quorum, vote->voters);
        outcome.citation = arena_copy_string(arena, duty->quorum->citation);
    }
    if (duty != NULL && duty->form_count > 0 && form_known(duty->forms[0]))
        outcome.form = arena_copy_string(arena, duty->forms[0]);
    if (outcome.citation == NULL || outcome.form == NULL)
        return error_memory(err);
    *out = outcome;
    return OK;
}

static enum error_code store_vote(const struct app *app, const struct confidence *vote, int64_t candidate,
                                  const char *document, struct error *err)
{
    const struct db_arg voters =
        vote->voters > 0 ? (struct db_arg)DB_INT("voters", vote->voters) : (struct db_arg)DB_NULL("voters");

    return db_run(app->db, QUERY_CONFIDENCE_PUT,
                  DB_ARGS(DB_INT("candidate", candidate), DB_INT("day", vote->day.day), voters,
                          DB_INT("present", vote->present), DB_INT("in_favour", vote->in_favour),
                          DB_TEXT("document", document), DB_INT("now_utc", clock_now_utc_secs(&app->clock))),
                  err);
}

static enum error_code confide_once(const struct app *app, const struct confidence *vote, struct arena *arena,
                                    struct confidence_outcome *out, struct error *err)
{
    CLEANUP(db_transaction_end) struct db_transaction whole = {0};
    struct confidence_outcome outcome;
    struct election election;
    const char *document;
    int64_t candidate;

    TRY(step_text_read(vote->document, arena, &document, err));
    TRY(check_vote(vote, clock_now_utc_secs(&app->clock), err));
    TRY(db_transaction_begin(&whole, app->db, err));
    TRY(election_find(app, vote->election, arena, &election, err));
    TRY(db_select_int(app->db, QUERY_PLAN_CANDIDATE_BY_CODE,
                      DB_ARGS(DB_INT("election", election.id), DB_TEXT("code", vote->candidate)), 0,
                      &candidate, err));
    if (candidate == 0)
        return error_set(err, ERROR_NO_INPUT, "there is no candidate %s in this election", vote->candidate);
    TRY(judge_vote(app, vote, &election, arena, &outcome, err));
    TRY(store_vote(app, vote, candidate, document, err));
    TRY(log_confidence(app, election.id, vote, err));
    TRY(db_transaction_commit(&whole, err));
    *out = outcome;
    return OK;
}

enum error_code consultation_confidence(const struct app *app, const struct confidence *vote,
                                        struct arena *arena, struct confidence_outcome *out,
                                        struct error *err)
{
    return DB_REPEAT(app->db, confide_once(app, vote, arena, out, err));
}
