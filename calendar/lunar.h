/* The Vietnamese lunar calendar, as a courtesy beside solar dates: new moons and solar terms at UTC+7, so that in
 * some years Tết is not the day of the Chinese New Year (2007, 2030). No date of law is counted by it.
 *
 * A month begins on the day of the new moon; the month with the winter solstice is the eleventh; in a year of
 * thirteen months the first month without a major solar term repeats the number of the one before. Times of the new
 * moon and the longitude of the sun follow the short series of J. Meeus, Astronomical Formulae for Calculators, good to
 * about two minutes: enough for every date from 1976 to 2199 but one whose new moon falls that close to midnight.
 */
#ifndef CALENDAR_LUNAR_H
#define CALENDAR_LUNAR_H

#include "calendar/civil.h"

struct lunar_date {
    int year;  /* the solar year in which it began */
    int month; /* 1 to 12 */
    int day;   /* 1 to 30 */
    bool leap; /* the second of two months with this number */
};

struct lunar_date lunar_date_of(struct civil_date date);

#endif
