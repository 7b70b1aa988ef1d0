/* What law packs say, in the reader's language. */
#ifndef APP_LAW_WORDS_H
#define APP_LAW_WORDS_H

#include "base/catalog.h"
#include "calendar/law_pack.h"

const char *law_words_name(const struct catalog *catalog, const struct law_names *names);

/* Why an election is held again: the duties of the law that give its last day, as an option's value. */
#define AGAIN_DUTIES "extra_election|repeat_election_turnout|repeat_election_annulled"

/* "by-election". */
const char *law_words_election(const struct catalog *catalog, enum law_election election);

/* "province", "polling area": a key of the catalogue. */
const char *law_words_level(enum law_level level);

/* Puts "province, district, commune". */
void law_words_put_levels(const struct catalog *catalog, uint32_t levels, struct text *out);

/* The name of what dates are counted from: the polling day, an event or a duty. */
const char *law_words_anchor(const struct catalog *catalog, const struct law_pack *pack, size_t node);

/* Puts "polling_day -P35D 17:00": the anchor's id, the offset as written, the hour. */
void law_words_put_moment(const struct law_pack *pack, const struct law_moment *moment, struct text *out);
/* Puts "until: polling_day -P35D", or why the law gives no day. */
void law_words_put_rule(const struct catalog *catalog, const struct law_pack *pack,
                        const struct law_duty *duty, struct text *out);

/* "T2" to "CN", "Mon" to "Sun". */
const char *law_words_weekday(const struct catalog *catalog, enum civil_weekday weekday);

#endif
