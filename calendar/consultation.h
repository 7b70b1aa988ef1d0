/* The numbers of the law about lists of candidates: how many more names than seats there must be, how many voters must
 * come to be heard, and when they have confidence in a candidate.
 */
#ifndef CALENDAR_CONSULTATION_H
#define CALENDAR_CONSULTATION_H

#include "calendar/law_pack.h"

/* Of a unit of the National Assembly, or of any council. */
enum consultation_list { LIST_NATIONAL_ASSEMBLY, LIST_COUNCIL };

/* The least number of names on the official list of a unit with these seats, with its article in
 * `out_citation`; 0 where the law names none (a council's unit of one or two seats). Law 85/2015/QH13, art. 57.6
 * and 58.3, unchanged in 2025. */
int64_t consultation_least_names(enum consultation_list list, int64_t seats, const char **out_citation);

/* How many of the voters of a place must come to a conference of voters there. */
int64_t consultation_least_voters(const struct law_quorum *quorum, int64_t voters);

/* More than half of the voters present (Joint resolution 102/2025 and the guidance before it). */
bool consultation_has_confidence(int64_t in_favour, int64_t present);

#endif
