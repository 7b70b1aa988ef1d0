/* How long a text is as SMS, and why. A text whose every letter is in the alphabet of GSM 03.38 counts in
 * septets: 160 in a message of one part, 153 in each part of a longer one. One other letter (nearly every
 * Vietnamese one) turns the whole message into UCS-2: 70 and 67 UTF-16 code units. A letter of two units (the
 * extension table of GSM, a surrogate pair of UCS-2) is never split between parts. Seen with a real gateway,
 * and 3GPP TS 23.038 section 6.2.1, TS 23.040 section 9.2.3.24.1.
 */
#ifndef NOTIFY_SMS_TEXT_H
#define NOTIFY_SMS_TEXT_H

#include "base/arena.h"
#include "base/error.h"

#include <stdbool.h>
#include <stdint.h>

enum sms_coding { SMS_GSM, SMS_UCS2, SMS_CODING_COUNT };

struct sms_size {
    enum sms_coding coding;
    uint32_t units; /* septets, or UTF-16 code units */
    uint32_t parts; /* 0 only for an empty text */
    uint32_t characters;
    char forcing[5];     /* the first character that is not in the GSM alphabet, in UTF-8; "": none */
    uint32_t forcing_at; /* its place, 1-based, in characters; 0: none */
};

/* False for a text that is not UTF-8. */
bool sms_text_measure(const char *utf8, struct sms_size *out) MUST_USE;

/* What a provider takes of one message. Some cut at numbers of their own, such as 160, 306 and 459, and without a word; some
 * refuse signs that GSM has. */
struct sms_limits {
    uint32_t max_parts;
    uint32_t max_gsm_units;  /* of a whole message, septets; 0: as many as the parts hold */
    uint32_t max_ucs2_units; /* UTF-16 code units */
    const char *refused;     /* characters that may not stand in a text, UTF-8; "": none */
};

enum sms_fit {
    SMS_FITS,
    SMS_TOO_LONG,  /* it would be cut */
    SMS_FORBIDDEN, /* it has a character that is refused */
};

struct sms_verdict {
    enum sms_fit fit;
    char forbidden[5];     /* the first refused character, in UTF-8; "" */
    uint32_t forbidden_at; /* its place, 1-based, in characters; 0: none */
};

/* `size` is that of the text. */
struct sms_verdict sms_text_judge(const char *utf8, const struct sms_size *size,
                                  const struct sms_limits *limits);

/* The cheap form: without marks, and with plain signs for the quotation marks, dashes and blanks that offices type.
 * Names may become ambiguous (Hoà, Hóa and Hoa are one), so people are shown it before it is sent. */
enum error_code sms_text_plain(const char *utf8, struct arena *arena, char **out, struct error *err) MUST_USE;

#endif
