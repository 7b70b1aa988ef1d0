#include "base/unicode.h"

#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/ucol.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>
#include <unicode/utf8.h>

/* Far above any text of this program, and low enough that no length below overflows 32 bits. */
#define TEXT_BYTES_MAX ((size_t)16 * 1024 * 1024)

/* UTF-16, the only form ICU's C functions take. */
struct wide {
    UChar *units;
    int32_t length;
};

static void wide_done(struct wide *wide)
{
    free(wide->units);
}

static enum error_code wide_alloc(struct wide *wide, size_t room, struct error *err)
{
    wide->units = malloc((room + 1) * sizeof *wide->units);
    return wide->units != NULL ? OK : error_memory(err);
}

static enum error_code icu_fault(UErrorCode status, struct error *err)
{
    if (status == U_MEMORY_ALLOCATION_ERROR)
        return error_memory(err);
    error_set(err, ERROR_SOFTWARE, "the Unicode library failed: %s", u_errorName(status));
    err->library_code = status;
    return err->code;
}

static enum error_code widen(const char *bytes, size_t length, struct wide *out, struct error *err)
{
    UErrorCode status = U_ZERO_ERROR;

    if (length > TEXT_BYTES_MAX)
        return error_memory(err);
    TRY(wide_alloc(out, length, err)); /* never more UTF-16 units than bytes */
    u_strFromUTF8(out->units, (int32_t)length + 1, &out->length, bytes, (int32_t)length, &status);
    if (status == U_INVALID_CHAR_FOUND)
        return error_set(err, ERROR_DATA, "is not UTF-8 text");
    return U_FAILURE(status) ? icu_fault(status, err) : OK;
}

static enum error_code narrow(struct arena *arena, const struct wide *wide, char **out, struct error *err)
{
    UErrorCode status = U_ZERO_ERROR;
    int32_t length = 0;

    u_strToUTF8(NULL, 0, &length, wide->units, wide->length, &status);
    if (status != U_BUFFER_OVERFLOW_ERROR && U_FAILURE(status))
        return icu_fault(status, err);
    char *text = arena_alloc(arena, (size_t)length + 1);
    if (text == NULL)
        return error_memory(err);
    status = U_ZERO_ERROR;
    u_strToUTF8(text, length + 1, NULL, wide->units, wide->length, &status);
    *out = text;
    return OK;
}

static enum error_code normalize(const UNormalizer2 *form, const struct wide *in, struct wide *out,
                                 struct error *err)
{
    UErrorCode status = U_ZERO_ERROR;
    size_t room = (size_t)in->length * 4; /* the most that NFD or NFC can grow in UTF-16 (UAX #15) */

    TRY(wide_alloc(out, room, err));
    out->length = unorm2_normalize(form, in->units, in->length, out->units, (int32_t)room, &status);
    return U_FAILURE(status) ? icu_fault(status, err) : OK;
}

static bool is_ascii(const char *bytes, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        if ((unsigned char)bytes[i] >= 0x80)
            return false;
    }
    return true;
}

bool unicode_valid(const char *bytes, size_t length, size_t *out_bad_offset)
{
    uint32_t character;

    for (size_t offset = 0, taken; offset < length; offset += taken) {
        taken = utf8_next(bytes + offset, length - offset, &character);
        if (taken == 0) {
            *out_bad_offset = offset;
            return false;
        }
    }
    return true;
}

size_t unicode_count(const char *bytes, size_t length)
{
    size_t count = 0;

    for (size_t i = 0; i < length; i++)
        count += !U8_IS_TRAIL((uint8_t)bytes[i]);
    return count;
}

enum error_code unicode_nfc(struct arena *arena, const char *bytes, size_t length, char **out,
                            struct error *err)
{
    UErrorCode status = U_ZERO_ERROR;

    if (is_ascii(bytes, length)) {
        char *copy = arena_copy(arena, bytes, length);
        if (copy == NULL)
            return error_memory(err);
        *out = copy;
        return OK;
    }
    const UNormalizer2 *nfc = unorm2_getNFCInstance(&status);
    if (U_FAILURE(status))
        return icu_fault(status, err);
    CLEANUP(wide_done) struct wide wide = {0};
    CLEANUP(wide_done) struct wide composed = {0};
    TRY(widen(bytes, length, &wide, err));
    TRY(normalize(nfc, &wide, &composed, err));
    return narrow(arena, &composed, out, err);
}

/* The barred letters do not decompose: đ, and the eth and African d that look like it and are typed for it.
 */
static UChar unbar(UChar unit)
{
    static const UChar pairs[][2] = {{0x111, 'd'}, {0x110, 'D'}, {0xF0, 'd'},
                                     {0xD0, 'D'},  {0x256, 'd'}, {0x189, 'D'}};

    for (size_t i = 0; i < COUNT_OF(pairs); i++) {
        if (pairs[i][0] == unit)
            return pairs[i][1];
    }
    return unit;
}

static enum error_code strip(const char *text, struct wide *out, struct error *err)
{
    UErrorCode status = U_ZERO_ERROR;
    const UNormalizer2 *nfd = unorm2_getNFDInstance(&status);

    if (U_FAILURE(status))
        return icu_fault(status, err);
    CLEANUP(wide_done) struct wide wide = {0};
    TRY(widen(text, strlen(text), &wide, err));
    TRY(normalize(nfd, &wide, out, err));
    int32_t kept = 0;
    for (int32_t i = 0; i < out->length; i++) {
        if (u_charType(out->units[i]) != U_NON_SPACING_MARK)
            out->units[kept++] = unbar(out->units[i]);
    }
    out->length = kept;
    return OK;
}

enum error_code unicode_strip_marks(struct arena *arena, const char *text, char **out, struct error *err)
{
    CLEANUP(wide_done) struct wide stripped = {0};

    TRY(strip(text, &stripped, err));
    return narrow(arena, &stripped, out, err);
}

enum error_code unicode_fold(struct arena *arena, const char *text, char **out, struct error *err)
{
    CLEANUP(wide_done) struct wide stripped = {0};
    CLEANUP(wide_done) struct wide folded = {0};
    UErrorCode status = U_ZERO_ERROR;

    TRY(strip(text, &stripped, err));
    size_t room = (size_t)stripped.length * 3; /* the longest case folding is three characters */
    TRY(wide_alloc(&folded, room, err));
    folded.length = u_strFoldCase(folded.units, (int32_t)room + 1, stripped.units, stripped.length,
                                  U_FOLD_CASE_DEFAULT, &status);
    if (U_FAILURE(status))
        return icu_fault(status, err);
    return narrow(arena, &folded, out, err);
}

enum error_code unicode_upper(struct arena *arena, const char *text, char **out, struct error *err)
{
    CLEANUP(wide_done) struct wide small = {0};
    CLEANUP(wide_done) struct wide capitals = {0};
    UErrorCode status = U_ZERO_ERROR;

    TRY(widen(text, strlen(text), &small, err));
    size_t room = (size_t)small.length * 3; /* the longest mapping is to three characters */
    TRY(wide_alloc(&capitals, room, err));
    capitals.length =
        u_strToUpper(capitals.units, (int32_t)room + 1, small.units, small.length, "vi", &status);
    if (U_FAILURE(status))
        return icu_fault(status, err);
    return narrow(arena, &capitals, out, err);
}

static void collator_close(UCollator **collator)
{
    if (*collator != NULL)
        ucol_close(*collator);
}

enum error_code unicode_sort_key(struct arena *arena, const char *text, unsigned char **out_key,
                                 size_t *out_length, struct error *err)
{
    UErrorCode status = U_ZERO_ERROR;
    CLEANUP(wide_done) struct wide wide = {0};

    TRY(widen(text, strlen(text), &wide, err));
    CLEANUP(collator_close) UCollator *collator = ucol_open("vi", &status); /* cached by the library */
    if (U_FAILURE(status))
        return icu_fault(status, err);
    int32_t length = ucol_getSortKey(collator, wide.units, wide.length, NULL, 0);
    unsigned char *key = length > 0 ? arena_alloc(arena, (size_t)length) : NULL;
    if (key == NULL)
        return error_memory(err);
    ucol_getSortKey(collator, wide.units, wide.length, key, length);
    *out_key = key;
    *out_length = (size_t)length - 1; /* without the final 0 */
    return OK;
}
