/* The five parts of a voter-contact meeting (art. 66.2) in time. The law gives no minutes but asks that candidates be treated
 * alike: each has as many to speak as every other, and voters have as much time as all candidates together.
 */
#ifndef APP_MEETING_AGENDA_H
#define APP_MEETING_AGENDA_H

#include <stdint.h>

enum agenda_part {
    AGENDA_OPENING,     /* why the meeting is held */
    AGENDA_INTRODUCING, /* the Front presides, names the candidates, reads their biographies */
    AGENDA_SPEAKING,    /* each candidate presents a programme */
    AGENDA_VOTERS,      /* voters speak, candidates answer */
    AGENDA_CLOSING,
    AGENDA_PARTS
};

struct meeting_agenda {
    int32_t start_min[AGENDA_PARTS]; /* after the beginning of the meeting */
    int32_t slot_min;                /* of each candidate; 0: the meeting is too short to say */
};

struct meeting_agenda meeting_agenda_make(int32_t duration_min, uint32_t candidates);

#endif
