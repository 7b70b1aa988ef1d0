#include "base/fold.h"

#include "base/unicode.h"
#include "base/utf8.h"

#include <stdint.h>
#include <string.h>

#define KNOWN_LETTERS 0x2000 /* with all that Vietnamese is written in */
#define LETTER_BYTES 5       /* with NUL */

struct fold {
    struct arena *arena;
    bool known[KNOWN_LETTERS];
    char folded[KNOWN_LETTERS][LETTER_BYTES];
    char text[FOLD_TEXT_BYTES];
};

struct fold *fold_new(struct arena *arena)
{
    struct fold *fold = arena_alloc(arena, sizeof *fold);

    if (fold != NULL)
        fold->arena = arena;
    return fold;
}

/* What the letter folds to; itself where it cannot be asked. */
static const char *fold_letter(struct fold *fold, uint32_t letter, const char *bytes, size_t length)
{
    char *known = fold->folded[letter];
    struct error err;
    char *folded;

    if (!fold->known[letter]) {
        char one[LETTER_BYTES] = "";
        memcpy(one, bytes, length);
        bool told = unicode_fold(fold->arena, one, &folded, &err) == OK && strlen(folded) < LETTER_BYTES;
        memcpy(known, told ? folded : one, strlen(told ? folded : one) + 1);
        fold->known[letter] = true;
    }
    return known;
}

const char *fold_text(struct fold *fold, const char *text)
{
    size_t left = strlen(text);
    size_t used = 0;

    while (left > 0 && used < FOLD_TEXT_BYTES - LETTER_BYTES) {
        uint32_t letter;
        size_t length = utf8_next(text, left, &letter);
        if (length == 0)
            break;
        if (letter < KNOWN_LETTERS) {
            const char *folded = fold_letter(fold, letter, text, length);
            size_t bytes = strlen(folded);
            memcpy(fold->text + used, folded, bytes);
            used += bytes;
        } else {
            memcpy(fold->text + used, text, length);
            used += length;
        }
        text += length;
        left -= length;
    }
    fold->text[used] = '\0';
    return fold->text;
}
