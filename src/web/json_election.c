#include "web/json_election.h"

json_t *json_of_election(const struct election *election)
{
    return json_pack("{s:s,s:s,s:s,s:o,s:o,s:s,s:s*,s:s*}", "code", election->code, "title", election->title,
                     "law_pack", election->law_pack, "polling_day", json_of_date(election->polling_day),
                     "created", json_of_moment(election->created_utc_secs), "kind",
                     law_election_name(election->kind), "first",
                     election->first[0] != '\0' ? election->first : NULL, "held_again",
                     election->held_again[0] != '\0' ? election->held_again : NULL);
}

void json_add_counts(json_t *object, const struct election_counts *counts)
{
    const struct count {
        const char *key;
        int64_t count;
    } all[] = {
        {"areas", counts->areas},
        {"units", counts->units},
        {"candidates", counts->candidates},
        {"venues", counts->venues},
        {"meetings_needed", counts->needed},
        {"drafts", counts->drafts},
        {"releases", counts->releases},
        {"meetings_confirmed", counts->confirmed},
        {"meetings_cancelled", counts->cancelled},
        {"feeds", counts->feeds},
    };

    for (size_t i = 0; i < COUNT_OF(all); i++)
        json_object_set_new(object, all[i].key, json_of_count(all[i].count));
}

json_t *json_of_unit(const struct listed_unit *unit)
{
    return json_pack("{s:s,s:s,s:s,s:I,s:I,s:I,s:I}", "code", unit->code, "level", unit->level, "name",
                     unit->name, "seats", (json_int_t)unit->seats, "needed", (json_int_t)unit->needed,
                     "candidates", (json_int_t)unit->candidates, "meetings", (json_int_t)unit->meetings);
}

static json_t *figures(const struct equality_figures *figures)
{
    json_t *object = json_object();

    for (int figure = 0; figure < EQUALITY_FIGURES; figure++)
        json_object_set_new(object, equality_figure_name((enum equality_figure)figure),
                            json_of_count(figures->value[figure]));
    return object;
}

static json_t *unit_equality(const struct equality_unit *unit)
{
    json_t *candidates = json_array();

    for (size_t i = 0; i < unit->count; i++)
        json_array_append_new(candidates, json_pack("{s:s,s:o}", "code", unit->candidates[i].code, "figures",
                                                    figures(&unit->candidates[i].figures)));
    return json_pack("{s:s,s:s,s:o,s:o}", "code", unit->code, "name", unit->name, "candidates", candidates,
                     "largest_difference", figures(&unit->differences));
}

json_t *json_of_equality(const struct plan_equality *equality)
{
    json_t *units = json_array();

    for (size_t i = 0; i < equality->count; i++)
        json_array_append_new(units, unit_equality(&equality->units[i]));
    return json_pack("{s:s,s:I,s:o}", "plan_hash", equality->hash, "unequal_units",
                     (json_int_t)equality->unequal, "units", units);
}

static json_t *contact_figures(const int64_t value[CONTACT_FIGURES])
{
    json_t *object = json_object();

    for (int figure = 0; figure < CONTACT_FIGURES; figure++)
        json_object_set_new(object, contact_figure_names[figure], json_of_count(value[figure]));
    return object;
}

json_t *json_of_contact(const struct contact_report *report)
{
    json_t *units = json_array();
    json_t *levels = json_array();

    for (size_t i = 0; i < report->count; i++) {
        const struct contact_unit *unit = &report->units[i];
        json_array_append_new(units, json_pack("{s:s,s:s,s:s,s:o}", "level", unit->level, "code", unit->code,
                                               "name", unit->name, "figures", contact_figures(unit->value)));
    }
    for (size_t i = 0; i < report->level_count; i++)
        json_array_append_new(levels, json_pack("{s:s,s:o}", "level", report->levels[i].level, "figures",
                                                contact_figures(report->levels[i].value)));
    return json_pack("{s:o,s:o,s:o}", "total", contact_figures(report->total), "levels", levels, "units",
                     units);
}

json_t *json_of_import(const struct import_result *result, bool dry_run)
{
    json_t *tables = json_array();

    for (size_t i = 0; i < COUNT_OF(result->counts); i++) {
        const struct import_count *count = &result->counts[i];
        json_array_append_new(tables, json_pack("{s:s,s:I,s:I,s:I,s:I}", "file", count->file, "added",
                                                (json_int_t)count->added, "changed",
                                                (json_int_t)count->changed, "same", (json_int_t)count->same,
                                                "missing", (json_int_t)count->missing));
    }
    return json_pack("{s:b,s:b,s:I,s:o}", "changes", result->changes, "dry_run", dry_run, "in_conflict",
                     (json_int_t)result->in_conflict, "tables", tables);
}

json_t *json_of_account(const struct account_shown *account)
{
    return json_pack("{s:s,s:b,s:b,s:s,s:s,s:s,s:s}", "login", account->login, "has_password",
                     account->has_password, "disabled", account->disabled, "role", account->role, "election",
                     account->election, "level", account->level, "area", account->area);
}

json_t *json_of_audit(const struct catalog *catalog, const struct audit_shown *entry)
{
    const struct audit_row *row = entry->row;

    return json_pack("{s:I,s:o,s:s,s:s,s:s,s:s,s:s,s:s,s:s,s:s,s:s,s:o,s:s}", "number",
                     (json_int_t)row->number, "at", json_of_moment(row->at_utc_secs), "source", row->source,
                     "host", row->host, "who", row->who, "command", row->verb, "election", row->election_code,
                     "kind", row->kind, "about", row->about, "before", row->before, "after", row->after,
                     "words", json_of_message(catalog, &entry->words), "hash", row->hash);
}
