#include "app/law_words.h"

#include <string.h>

static const char *const level_words[LAW_LEVEL_COUNT] = {
    [LAW_CENTRAL] = N_("central"),   [LAW_PROVINCE] = N_("province"),
    [LAW_DISTRICT] = N_("district"), [LAW_COMMUNE] = N_("commune"),
    [LAW_UNIT] = N_("unit"),         [LAW_POLLING_STATION] = N_("polling area"),
};

static const char *const election_words[LAW_ELECTION_COUNT] = {
    [LAW_GENERAL] = N_("general election"),
    [LAW_BY_ELECTION] = N_("by-election"),
    [LAW_HELD_AGAIN] = N_("held again"),
};

static const char *const weekday_words[] = {N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"),
                                            N_("Fri"), N_("Sat"), N_("Sun")};

const char *law_words_name(const struct catalog *catalog, const struct law_names *names)
{
    return strcmp(catalog_language(catalog), "vi") == 0 ? names->vi : names->en;
}

const char *law_words_election(const struct catalog *catalog, enum law_election election)
{
    return catalog_text(catalog, election_words[election]);
}

const char *law_words_level(enum law_level level)
{
    return level_words[level];
}

void law_words_put_levels(const struct catalog *catalog, uint32_t levels, struct text *out)
{
    const char *separator = "";

    for (int level = 0; level < LAW_LEVEL_COUNT; level++) {
        if ((levels & (1u << level)) == 0)
            continue;
        text_putf(out, "%s%s", separator, catalog_text(catalog, level_words[level]));
        separator = ", ";
    }
}

const char *law_words_anchor(const struct catalog *catalog, const struct law_pack *pack, size_t node)
{
    const struct law_event *event = law_pack_event(pack, node);

    if (node == LAW_POLLING_DAY)
        return catalog_text(catalog, N_("polling day"));
    return law_words_name(catalog, event != NULL ? &event->name : &law_pack_duty(pack, node)->name);
}

const char *law_words_weekday(const struct catalog *catalog, enum civil_weekday weekday)
{
    return catalog_text(catalog, weekday_words[weekday]);
}

void law_words_put_moment(const struct law_pack *pack, const struct law_moment *moment, struct text *out)
{
    text_put(out, law_pack_node_id(pack, moment->anchor));
    if (moment->offset != NULL)
        text_putf(out, " %s", moment->offset);
    if (moment->minute != LAW_NO_HOUR)
        text_putf(out, " %02d:%02d", moment->minute / 60, moment->minute % 60);
}

struct rule_part {
    const char *key;
    const struct law_moment *moment;
};

void law_words_put_rule(const struct catalog *catalog, const struct law_pack *pack,
                        const struct law_duty *duty, struct text *out)
{
    const struct rule_part parts[] = {{"at", duty->at}, {"from", duty->from}, {"until", duty->until}};
    const char *separator = "";

    for (size_t i = 0; i < COUNT_OF(parts); i++) {
        if (parts[i].moment == NULL)
            continue;
        text_putf(out, "%s%s: ", separator, parts[i].key);
        law_words_put_moment(pack, parts[i].moment, out);
        separator = "; ";
    }
    if (duty->undated.vi != NULL)
        text_put(out, law_words_name(catalog, &duty->undated));
}
