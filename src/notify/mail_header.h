/* Header lines of a mail (RFC 5322), with words that are not ASCII as RFC 2047 wants them: cut between characters and
 * never inside one, no line over 76 columns that holds such a word. Pure. Whatever a value holds, it stays in its line:
 * control characters become blanks, bytes that are no UTF-8 become U+FFFD.
 */
#ifndef NOTIFY_MAIL_HEADER_H
#define NOTIFY_MAIL_HEADER_H

#include "base/text.h"

#include <stdint.h>

#define MAIL_LINE_MAX 76 /* columns, without CR LF */

/* `Name: value`, for a value that people read. */
void mail_put_words(struct text *out, const char *name, const char *value);

/* `Name: Person <address>`, or the address alone for a person of no name. The address must be valid
 * (base/mail_address.h). */
void mail_put_mailbox(struct text *out, const char *name, const char *person, const char *address);

/* `Date: Tue, 27 Apr 2021 08:00:00 +0700`: Viet Nam's hour. */
void mail_put_date(struct text *out, int64_t utc_secs);

#endif
