/* Vietnamese mobile numbers as people write them, kept in one form: +84 and nine digits.
 *
 * A mobile number is 0, 84, +84 or 0084, then 3, 5, 7, 8 or 9, then eight digits (numbering plan since the end of the
 * eleven-digit numbers on 15 November 2018). A zero after the country's number, as in +84 (0)912 345 678, is overlooked, and so
 * are blanks, dots, hyphens and brackets. Numbers that begin +84500 are given to no operator (0500 was the area code of Đắk
 * Lắk until 2017): invented data uses them and nobody's telephone rings.
 */
#ifndef BASE_PHONE_H
#define BASE_PHONE_H

#include "base/cleanup.h"

#define PHONE_CHARS 13                 /* "+84912345678" and NUL */
#define PHONE_INVENTED_PREFIX "+84500" /* six more digits follow */

enum phone_reading {
    PHONE_READ,
    PHONE_BEFORE_2018, /* an eleven-digit number; `out` has what it became in 2018 */
    PHONE_ZERO_LOST,   /* nine digits that a zero would make a number: a spreadsheet took it off */
    PHONE_LANDLINE,    /* of Viet Nam: no SMS reaches it */
    PHONE_FOREIGN,     /* the number of another country */
    PHONE_EMPTY,       /* nothing but blanks */
    PHONE_NOT_MOBILE,
};

/* Writes `out` only for PHONE_READ and PHONE_BEFORE_2018. */
enum phone_reading phone_parse(const char *text, char out[PHONE_CHARS]) MUST_USE;

#endif
