/* In which order the candidates of a unit speak at its meetings: in the law's order A, B, C at the first one, and
 * one place on at each that follows, so that the first of today is the last of tomorrow. Over any run of meetings
 * each candidate speaks in each place as often as every other, or once more.
 */
#ifndef PLAN_SPEAKING_ORDER_H
#define PLAN_SPEAKING_ORDER_H

#include <stdint.h>

/* The place, counted from 0, of the candidate that stands at `alphabetical` in the order A, B, C of so many, at the
 * unit's meeting number `meeting`; all counted from 0, meetings in order of time. */
uint32_t speaking_order_place(uint32_t alphabetical, uint32_t candidates, uint32_t meeting);

/* Who speaks in that place, as a number in the order A, B, C. */
uint32_t speaking_order_speaker(uint32_t place, uint32_t candidates, uint32_t meeting);

#endif
