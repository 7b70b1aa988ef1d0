#include "notify/sms_text.h"

#include "base/text.h"
#include "base/unicode.h"
#include "base/utf8.h"

#include <string.h>

static const struct part_limits {
    uint32_t alone;
    uint32_t of_several;
} part_limits[SMS_CODING_COUNT] = {[SMS_GSM] = {160, 153}, [SMS_UCS2] = {70, 67}};

/* 3GPP TS 23.038 section 6.2.1: septets of the characters of ASCII; and the others that it has. */
static const uint8_t ascii_units[0x80] = {
    ['\n'] = 1, ['\f'] = 2,        ['\r'] = 1,        [' ' ... 'Z'] = 1,
    ['_'] = 1,  ['[' ... '^'] = 2, ['a' ... 'z'] = 1, ['{' ... '~'] = 2,
};
static const uint16_t beyond_ascii[] = {L'£', L'¥', L'è', L'é', L'ù', L'ì', L'ò', L'Ç', L'Ø', L'ø',
                                        L'Å', L'å', L'Δ', L'Φ', L'Γ', L'Λ', L'Ω', L'Π', L'Ψ', L'Σ',
                                        L'Θ', L'Ξ', L'Æ', L'æ', L'ß', L'É', L'¤', L'¡', L'Ä', L'Ö',
                                        L'Ñ', L'Ü', L'§', L'¿', L'ä', L'ö', L'ñ', L'ü', L'à'};

/* Septets of a character; 0 when GSM 03.38 does not have it. */
static uint32_t gsm_units(uint32_t character)
{
    if (character < COUNT_OF(ascii_units))
        return ascii_units[character];
    if (character == L'€')
        return 2;
    for (size_t i = 0; i < COUNT_OF(beyond_ascii); i++)
        if (beyond_ascii[i] == character)
            return 1;
    return 0;
}

static uint32_t units_of(enum sms_coding coding, uint32_t character)
{
    if (coding == SMS_GSM)
        return gsm_units(character);
    return character > 0xffff ? 2 : 1;
}

/* Characters and coding; false for bytes that are not UTF-8. */
static bool classify(const char *utf8, size_t length, struct sms_size *size)
{
    for (size_t at = 0; at < length; size->characters++) {
        uint32_t character;
        size_t used = utf8_next(utf8 + at, length - at, &character);
        if (used == 0)
            return false;
        if (size->coding == SMS_GSM && gsm_units(character) == 0) {
            size->coding = SMS_UCS2;
            memcpy(size->forcing, utf8 + at, used);
            size->forcing_at = size->characters + 1;
        }
        at += used;
    }
    return true;
}

/* Fills part after part, as the gateway will; `classify` has seen that the bytes are UTF-8. */
static void count(const char *utf8, size_t length, struct sms_size *size)
{
    uint32_t room = 0;
    uint32_t parts = 0;

    for (size_t at = 0; at < length;) {
        uint32_t character = 0;
        at += utf8_next(utf8 + at, length - at, &character);
        uint32_t need = units_of(size->coding, character);
        if (need > room) {
            parts++;
            room = part_limits[size->coding].of_several;
        }
        room -= need;
        size->units += need;
    }
    size->parts = size->units > 0 && size->units <= part_limits[size->coding].alone ? 1 : parts;
}

bool sms_text_measure(const char *utf8, struct sms_size *out)
{
    struct sms_size size = {.coding = SMS_GSM};
    size_t length = strlen(utf8);

    if (!classify(utf8, length, &size))
        return false;
    count(utf8, length, &size);
    *out = size;
    return true;
}

/* Fills in the first character of the text that stands among the refused ones. */
static void find_forbidden(const char *utf8, const char *refused, struct sms_verdict *verdict)
{
    size_t length = refused[0] == '\0' ? 0 : strlen(utf8);
    uint32_t place = 1;

    for (size_t at = 0; at < length; place++) {
        char character[sizeof verdict->forbidden] = "";
        uint32_t code;
        size_t used = utf8_next(utf8 + at, length - at, &code);
        if (used == 0)
            return;
        memcpy(character, utf8 + at, used);
        if (strstr(refused, character) != NULL) {
            verdict->fit = SMS_FORBIDDEN;
            memcpy(verdict->forbidden, character, sizeof verdict->forbidden);
            verdict->forbidden_at = place;
            return;
        }
        at += used;
    }
}

struct sms_verdict sms_text_judge(const char *utf8, const struct sms_size *size,
                                  const struct sms_limits *limits)
{
    uint32_t units = size->coding == SMS_GSM ? limits->max_gsm_units : limits->max_ucs2_units;
    struct sms_verdict verdict = {.fit = SMS_FITS};

    if (size->parts > limits->max_parts || (units != 0 && size->units > units))
        verdict.fit = SMS_TOO_LONG;
    else
        find_forbidden(utf8, limits->refused, &verdict);
    return verdict;
}

static const struct plain_form {
    const char *typed;
    const char *plain;
} plain_forms[] = {{"“", "\""}, {"”", "\""}, {"‘", "'"},   {"’", "'"},
                   {"–", "-"},  {"—", "-"},  {"…", "..."}, {"\u00a0", " "}};

/* Puts the plain form of what `text` begins with and returns how many bytes that was; 0 when there is none. */
static size_t put_plain_form(const char *text, struct text *out)
{
    for (size_t i = 0; i < COUNT_OF(plain_forms); i++) {
        size_t length = strlen(plain_forms[i].typed);
        if (strncmp(text, plain_forms[i].typed, length) == 0) {
            text_put(out, plain_forms[i].plain);
            return length;
        }
    }
    return 0;
}

enum error_code sms_text_plain(const char *utf8, struct arena *arena, char **out, struct error *err)
{
    CLEANUP(text_done) struct text plain;

    text_init(&plain, strlen(utf8) * 3);
    while (*utf8 != '\0') {
        size_t used = put_plain_form(utf8, &plain);
        if (used == 0)
            text_put_char(&plain, *utf8);
        utf8 += used == 0 ? 1 : used;
    }
    TRY(text_finish(&plain, err));
    return unicode_strip_marks(arena, plain.data, out, err);
}
