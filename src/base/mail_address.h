/* One mail address, LOCAL@DOMAIN, as it may go into an SMTP command or a header: the dot-atom of RFC 5322, 3.4.1 and a
 * domain of names (RFC 5321, 4.1.2) in ASCII. Quoted local parts, comments, addresses of machines in brackets and
 * letters with marks are not taken: nobody has them, and everything that could end a command or a header line early is
 * among them.
 */
#ifndef BASE_MAIL_ADDRESS_H
#define BASE_MAIL_ADDRESS_H

#include "base/cleanup.h"

#include <stdbool.h>
#include <stddef.h>

#define MAIL_ADDRESS_CHARS 255 /* 254 and NUL: a path of 256 with its brackets (RFC 5321, 4.5.3.1.3) */
#define MAIL_ADDRESS_LOCAL_MAX 64

bool mail_address_is_valid(const char *address) MUST_USE;

/* The address in small letters, by which two are compared and silence is kept; false, and nothing written, for what is no
 * address. */
bool mail_address_fold(const char *address, char out[MAIL_ADDRESS_CHARS]) MUST_USE;

/* `LOCAL@DOMAIN` or `Name <LOCAL@DOMAIN>`, as settings say it. The name, trimmed and without its quotation marks, is at
 * *out_name, *out_name_length bytes of `text`. False for anything else. */
bool mail_address_split(const char *text, const char **out_name, size_t *out_name_length,
                        char out_address[MAIL_ADDRESS_CHARS]) MUST_USE;

#endif
