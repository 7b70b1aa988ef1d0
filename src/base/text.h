/* A growing text with a maximum it is born with. Failure (the maximum, memory) is sticky: calls after it do
 * nothing, and text_finish reports it once. The bytes are always NUL-terminated.
 */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>

struct text {
    char *data; /* never NULL after text_init: "" while empty; owned */
    size_t length;
    size_t capacity;
    size_t max_bytes;
    bool failed;
};

void text_init(struct text *text, size_t max_bytes);
void text_done(struct text *text); /* also right for a zeroed struct */

void text_clear(struct text *text);                 /* empties and forgives a failure; keeps the memory */
void text_reserve(struct text *text, size_t bytes); /* makes room for so many more at once */
void text_put(struct text *text, const char *string);
void text_put_bytes(struct text *text, const char *bytes, size_t length);
void text_put_char(struct text *text, char byte);
void text_putf(struct text *text, const char *format, ...) PRINTF_LIKE(2, 3);

/* In decimal; much quicker than text_putf. */
void text_put_int(struct text *text, long long number);

/* OK, or error_memory when anything did not fit. */
enum error_code text_finish(const struct text *text, struct error *err) MUST_USE;

/* Hands the bytes over to the caller, to be given to free(); the text is empty afterwards. NULL when it
 * failed. */
char *text_take(struct text *text, size_t *out_length);

#endif
