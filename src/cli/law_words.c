#include "cli/law_words.h"

#include <string.h>

static const char *const level_words[LAW_LEVEL_COUNT] = {
    [LAW_CENTRAL] = N_("central"),   [LAW_PROVINCE] = N_("province"),
    [LAW_DISTRICT] = N_("district"), [LAW_COMMUNE] = N_("commune"),
    [LAW_UNIT] = N_("unit"),         [LAW_POLLING_STATION] = N_("polling area"),
};

static const char *const weekday_words[] = {N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"),
                                            N_("Fri"), N_("Sat"), N_("Sun")};

const char *law_words_name(const struct catalog *catalog, const struct law_names *names)
{
    return strcmp(catalog_language(catalog), "vi") == 0 ? names->vi : names->en;
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
