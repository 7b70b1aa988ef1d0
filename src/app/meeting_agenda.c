#include "app/meeting_agenda.h"

#define EDGE_MIN 5      /* opening, and closing */
#define BIOGRAPHY_MIN 2 /* of each candidate */

struct meeting_agenda meeting_agenda_make(int32_t duration_min, uint32_t candidates)
{
    struct meeting_agenda agenda = {.slot_min = 0};
    int32_t people = candidates > 0 ? (int32_t)candidates : 1;
    int32_t talking_min = duration_min - 2 * EDGE_MIN - BIOGRAPHY_MIN * people;

    if (talking_min >= 2 * people)
        agenda.slot_min = talking_min / 2 / people;
    agenda.start_min[AGENDA_INTRODUCING] = EDGE_MIN;
    agenda.start_min[AGENDA_SPEAKING] = EDGE_MIN + BIOGRAPHY_MIN * people;
    agenda.start_min[AGENDA_VOTERS] = agenda.start_min[AGENDA_SPEAKING] + agenda.slot_min * people;
    agenda.start_min[AGENDA_CLOSING] = duration_min - EDGE_MIN;
    return agenda;
}
