#include "base/unicode.h"
#include "calendar/law_build.h"
#include "calendar/law_rule.h"

#include <stdio.h>
#include <string.h>

void law_build_enter_head(struct law_build *build)
{
    build->place = (struct law_place){.source = &build->layers->items[0].source};
}

void law_build_enter(struct law_build *build, size_t node)
{
    size_t events = build->pack->event_count;

    build->place = node <= events ? build->layers->event_places[node - 1]
                                  : build->layers->duty_places[node - 1 - events];
}

enum error_code law_build_fail(struct law_build *build, const char *key)
{
    return law_place_fail(&build->place, key, build->err);
}

/* A text of one line, composed; NULL stays NULL. */
static enum error_code copy(struct law_build *build, const char *key, const char *text, const char **out)
{
    char *composed;

    if (text == NULL)
        return OK;
    if (strpbrk(text, "\n\t") != NULL) {
        error_set(build->err, ERROR_CONFIG, "must be one line; write >- before a text that goes on");
        return law_build_fail(build, key);
    }
    TRY(unicode_nfc(&build->pack->arena, text, strlen(text), &composed, build->err));
    *out = composed;
    return OK;
}

static enum error_code read_id(struct law_build *build, const char *text, enum law_id_kind kind,
                               const char **out)
{
    if (!law_id_valid(text, kind)) {
        error_set(build->err, ERROR_CONFIG,
                  "\"%s\" is not an id; an id has small letters, digits and _ and begins with a letter",
                  text);
        return law_build_fail(build, "id");
    }
    return copy(build, "id", text, out);
}

static enum error_code read_names(struct law_build *build, const char *key, const struct law_raw_names *raw,
                                  struct law_names *out)
{
    if (raw == NULL)
        return OK;
    TRY(copy(build, key, raw->vi, &out->vi));
    return copy(build, key, raw->en, &out->en);
}

static enum error_code read_date(struct law_build *build, const char *key, const char *text,
                                 struct civil_date *out)
{
    if (civil_date_parse(text, out))
        return OK;
    error_set(build->err, ERROR_CONFIG, "\"%s\" is not a date such as 2026-03-15", text);
    return law_build_fail(build, key);
}

static enum error_code read_check(struct law_build *build, const struct law_raw_check *raw,
                                  struct law_check *out)
{
    TRY(read_date(build, "checked.on", raw->on, &out->on));
    return copy(build, "checked.by", raw->by, &out->by);
}

static enum error_code read_amendment(struct law_build *build, const struct law_raw_amendment *raw,
                                      struct law_amendment *out)
{
    if (raw == NULL)
        return OK;
    if ((raw->vi == NULL) != (raw->en == NULL)) {
        error_set(build->err, ERROR_CONFIG, "needs its words in both languages, vi and en, or in neither");
        return law_build_fail(build, "amended");
    }
    TRY(copy(build, "amended.by", raw->by, &out->by));
    TRY(copy(build, "amended.vi", raw->vi, &out->what.vi));
    return copy(build, "amended.en", raw->en, &out->what.en);
}

static enum error_code fail_moment(struct law_build *build, const char *key, const char *part)
{
    char path[40];

    snprintf(path, sizeof path, "%s.%s", key, part);
    return law_build_fail(build, path);
}

static enum error_code read_offset(struct law_build *build, const char *key, const char *text,
                                   struct law_moment *moment)
{
    struct law_offset offset;

    if (text == NULL)
        return OK;
    if (!law_offset_parse(text, &offset)) {
        error_set(build->err, ERROR_CONFIG,
                  "\"%s\" is not an offset such as -P35D (days), -P18M (months) or -PT24H (hours)", text);
        return fail_moment(build, key, "offset");
    }
    moment->months = offset.months;
    moment->days = offset.days;
    moment->hours = offset.hours;
    return copy(build, key, text, &moment->offset);
}

static enum error_code read_hour(struct law_build *build, const char *key, const char *text,
                                 struct law_moment *moment)
{
    moment->minute = LAW_NO_HOUR;
    if (text == NULL)
        return OK;
    if (moment->hours != 0)
        error_set(build->err, ERROR_CONFIG, "an offset in hours gives the hour; leave this out");
    else if (civil_minute_parse(text, &moment->minute))
        return OK;
    else
        error_set(build->err, ERROR_CONFIG, "\"%s\" is not an hour such as \"17:00\"", text);
    return fail_moment(build, key, "hour");
}

static enum error_code read_moment(struct law_build *build, const char *key, const struct law_raw_moment *raw,
                                   const struct law_moment **out)
{
    if (raw == NULL)
        return OK;
    struct law_moment *moment = arena_alloc(&build->pack->arena, sizeof *moment);
    if (moment == NULL)
        return error_memory(build->err);
    if (!law_pack_find_node(build->pack, raw->anchor, &moment->anchor)) {
        error_set(build->err, ERROR_CONFIG,
                  "\"%s\" is neither polling_day nor the id of an event or duty of this pack", raw->anchor);
        return fail_moment(build, key, "anchor");
    }
    TRY(read_offset(build, key, raw->offset, moment));
    TRY(read_hour(build, key, raw->hour, moment));
    *out = moment;
    return OK;
}

static enum error_code read_levels(struct law_build *build, uint32_t levels, uint32_t allowed)
{
    uint32_t foreign = levels & ~allowed;

    if (levels == 0)
        error_set(build->err, ERROR_CONFIG, "names no level");
    else if (foreign != 0)
        error_set(build->err, ERROR_CONFIG, "the level %s is not among the levels of this pack",
                  law_level_name((enum law_level)__builtin_ctz(foreign)));
    else
        return OK;
    return law_build_fail(build, "levels");
}

static enum error_code read_rule(struct law_build *build, const struct law_raw_duty *raw,
                                 struct law_duty *duty)
{
    int kinds = (raw->at != NULL) + (raw->from != NULL || raw->until != NULL) + (raw->undated != NULL);

    if (kinds != 1) {
        error_set(build->err, ERROR_CONFIG, "a duty has one of: at; from, until or both; undated");
        return law_build_fail(build, "id");
    }
    TRY(read_moment(build, "at", raw->at, &duty->at));
    TRY(read_moment(build, "from", raw->from, &duty->from));
    TRY(read_moment(build, "until", raw->until, &duty->until));
    return read_names(build, "undated", raw->undated, &duty->undated);
}

static enum error_code read_waits(struct law_build *build, const struct law_raw_duty *raw,
                                  struct law_duty *duty)
{
    uint16_t *waits = arena_array(&build->pack->arena, raw->waits_for_count, sizeof *waits);
    size_t first_duty = 1 + build->pack->event_count;

    if (waits == NULL)
        return error_memory(build->err);
    for (unsigned i = 0; i < raw->waits_for_count; i++) {
        uint16_t node;
        if (!law_pack_find_node(build->pack, raw->waits_for[i], &node) || node < first_duty) {
            error_set(build->err, ERROR_CONFIG, "\"%s\" is not the id of a duty of this pack",
                      raw->waits_for[i]);
            return law_build_fail(build, "waits_for");
        }
        waits[i] = (uint16_t)(node - first_duty);
    }
    duty->waits_for = waits;
    duty->waits_for_count = raw->waits_for_count;
    return OK;
}

static enum error_code read_forms(struct law_build *build, const struct law_raw_duty *raw,
                                  struct law_duty *duty)
{
    const char **forms = arena_array(&build->pack->arena, raw->forms_count, sizeof *forms);

    if (forms == NULL)
        return error_memory(build->err);
    for (unsigned i = 0; i < raw->forms_count; i++)
        TRY(copy(build, "forms", raw->forms[i], &forms[i]));
    duty->forms = forms;
    duty->form_count = raw->forms_count;
    return OK;
}

/* "2/3", at most the whole. */
static bool parse_share(const char *text, struct law_quorum *quorum)
{
    if (text[0] < '1' || text[0] > '9' || text[1] != '/' || text[2] < text[0] || text[2] > '9')
        return false;
    quorum->share_of = text[0] - '0';
    quorum->share_parts = text[2] - '0';
    return true;
}

static enum error_code read_quorum(struct law_build *build, const struct law_raw_quorum *raw,
                                   struct law_duty *duty)
{
    if (raw == NULL)
        return OK;
    struct law_quorum *quorum = arena_alloc(&build->pack->arena, sizeof *quorum);
    if (quorum == NULL)
        return error_memory(build->err);
    *quorum = (struct law_quorum){.below = raw->below, .otherwise = raw->otherwise};
    TRY(copy(build, "quorum.citation", raw->citation, &quorum->citation));
    if (!parse_share(raw->share, quorum)) {
        error_set(build->err, ERROR_CONFIG, "\"%s\" is not a share such as 2/3", raw->share);
        return law_build_fail(build, "quorum.share");
    }
    if (raw->below < 1 || raw->below > LAW_VOTERS_MAX || raw->otherwise < 1 || raw->otherwise > raw->below) {
        error_set(build->err, ERROR_CONFIG, "needs below from 1 to %d and otherwise from 1 to below",
                  LAW_VOTERS_MAX);
        return law_build_fail(build, "quorum");
    }
    duty->quorum = quorum;
    return OK;
}

static enum error_code read_evidence(struct law_build *build, const struct law_raw_duty *raw,
                                     struct law_duty *duty)
{
    TRY(copy(build, "notes", raw->notes, &duty->notes));
    TRY(copy(build, "unverified", raw->unverified, &duty->unverified));
    duty->source = build->pack->source;
    TRY(copy(build, "source", raw->source, &duty->source));
    if (duty->source == NULL) {
        error_set(build->err, ERROR_CONFIG, "is missing, here and at the top of the pack");
        return law_build_fail(build, "source");
    }
    duty->checked = build->pack->checked;
    return raw->checked != NULL ? read_check(build, raw->checked, &duty->checked) : OK;
}

static enum error_code read_duty(struct law_build *build, const struct law_raw_duty *raw,
                                 struct law_duty *duty)
{
    TRY(read_names(build, "name", &raw->name, &duty->name));
    TRY(copy(build, "citation", raw->citation, &duty->citation));
    TRY(copy(build, "body", raw->body, &duty->body));
    TRY(read_levels(build, raw->levels, build->pack->levels));
    duty->levels = raw->levels;
    duty->elections = raw->elections != 0 ? raw->elections : 1u << LAW_GENERAL;
    TRY(read_rule(build, raw, duty));
    TRY(read_waits(build, raw, duty));
    TRY(read_forms(build, raw, duty));
    TRY(read_quorum(build, raw->quorum, duty));
    TRY(read_amendment(build, raw->amended, &duty->amended));
    return read_evidence(build, raw, duty);
}

/* The ids come first, so that an anchor may stand behind what hangs on it. */
static enum error_code read_ids(struct law_build *build, struct law_event *events, struct law_duty *duties)
{
    struct law_pack *pack = build->pack;

    for (size_t node = 1; node < law_pack_node_count(pack); node++) {
        uint16_t first;
        bool event = node <= pack->event_count;
        size_t index = event ? node - 1 : node - 1 - pack->event_count;
        law_build_enter(build, node);
        TRY(event ? read_id(build, build->layers->events[index].id, LAW_ID_OF_ENTRY, &events[index].id)
                  : read_id(build, build->layers->duties[index].id, LAW_ID_OF_ENTRY, &duties[index].id));
        if (law_pack_find_node(pack, law_pack_node_id(pack, node), &first) && first != node) {
            error_set(build->err, ERROR_CONFIG, "the id \"%s\" is already used",
                      law_pack_node_id(pack, node));
            return law_build_fail(build, "id");
        }
    }
    return OK;
}

static enum error_code read_entries(struct law_build *build)
{
    struct law_pack *pack = build->pack;
    struct law_event *events = arena_array(&pack->arena, build->layers->event_count, sizeof *events);
    struct law_duty *duties = arena_array(&pack->arena, build->layers->duty_count, sizeof *duties);

    if (events == NULL || duties == NULL)
        return error_memory(build->err);
    pack->events = events;
    pack->event_count = build->layers->event_count;
    pack->duties = duties;
    pack->duty_count = build->layers->duty_count;
    TRY(read_ids(build, events, duties));
    for (size_t i = 0; i < pack->event_count; i++) {
        law_build_enter(build, 1 + i);
        TRY(read_names(build, "name", &build->layers->events[i].name, &events[i].name));
        TRY(read_moment(build, "usual", build->layers->events[i].usual, &events[i].usual));
    }
    for (size_t i = 0; i < pack->duty_count; i++) {
        law_build_enter(build, 1 + pack->event_count + i);
        TRY(read_duty(build, &build->layers->duties[i], &duties[i]));
    }
    return OK;
}

static enum error_code read_in_force(struct law_build *build)
{
    const struct law_raw_span *raw = &build->layers->items[0].raw->in_force;
    struct law_pack *pack = build->pack;

    TRY(read_date(build, "in_force.from", raw->from, &pack->in_force_from));
    if (raw->until == NULL)
        return OK;
    TRY(read_date(build, "in_force.until", raw->until, &pack->in_force_until));
    pack->has_end = true;
    if (pack->in_force_until.day >= pack->in_force_from.day)
        return OK;
    error_set(build->err, ERROR_CONFIG, "lies before in_force.from");
    return law_build_fail(build, "in_force.until");
}

static enum error_code read_head(struct law_build *build)
{
    const struct law_raw_pack *raw = build->layers->items[0].raw;
    struct law_pack *pack = build->pack;

    law_build_enter_head(build);
    TRY(read_id(build, raw->id, LAW_ID_OF_PACK, &pack->id));
    TRY(read_names(build, "title", &raw->title, &pack->title));
    TRY(copy(build, "law", raw->law, &pack->law));
    TRY(copy(build, "extends", raw->extends, &pack->extends));
    TRY(copy(build, "amending_law", raw->amending_law, &pack->amending_law));
    TRY(copy(build, "source", raw->source, &pack->source));
    TRY(read_check(build, &raw->checked, &pack->checked));
    TRY(read_levels(build, raw->levels, UINT32_MAX));
    pack->levels = raw->levels;
    return read_in_force(build);
}

static enum error_code read_removals(struct law_build *build)
{
    const struct law_raw_pack *raw = build->layers->items[0].raw;
    struct law_removal *removals = arena_array(&build->pack->arena, raw->removed_count, sizeof *removals);

    if (removals == NULL)
        return error_memory(build->err);
    for (unsigned i = 0; i < raw->removed_count; i++) {
        snprintf(build->place.path, sizeof build->place.path, "removed.%u", i + 1);
        TRY(copy(build, "id", raw->removed[i].id, &removals[i].id));
        TRY(read_amendment(build, &raw->removed[i].amended, &removals[i].amended));
    }
    build->pack->removals = removals;
    build->pack->removal_count = raw->removed_count;
    return OK;
}

enum error_code law_build_read(struct law_build *build)
{
    TRY(read_head(build));
    TRY(read_removals(build));
    return read_entries(build);
}
