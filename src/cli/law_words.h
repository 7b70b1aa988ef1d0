/* What law packs say, in the reader's language. */
#ifndef CLI_LAW_WORDS_H
#define CLI_LAW_WORDS_H

#include "base/catalog.h"
#include "calendar/law_pack.h"

const char *law_words_name(const struct catalog *catalog, const struct law_names *names);

/* Puts "province, district, commune". */
void law_words_put_levels(const struct catalog *catalog, uint32_t levels, struct text *out);

/* The name of what dates are counted from: the polling day, an event or a duty. */
const char *law_words_anchor(const struct catalog *catalog, const struct law_pack *pack, size_t node);

/* "T2" to "CN", "Mon" to "Sun". */
const char *law_words_weekday(const struct catalog *catalog, enum civil_weekday weekday);

#endif
