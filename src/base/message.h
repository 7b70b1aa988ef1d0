/* A sentence for people, kept as its printf format and its arguments already turned into text, so that it can
 * be said later in the reader's language: the format is the key of the translation (po/vi.po), the arguments
 * are filled in afterwards. Nothing allocates. Translations may reorder arguments with %2$s.
 *
 * Formats passed to message_set (and to error_set, which uses it) are extracted for translation; they may use
 * %s %d %u %ld %lu %lld %llu %zu %zd %c and %% , with width and precision digits, and at most
 * MESSAGE_ARGS_MAX arguments.
 */
#ifndef BASE_MESSAGE_H
#define BASE_MESSAGE_H

#include "base/cleanup.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

#define MESSAGE_ARGS_MAX 6
#define MESSAGE_TEXT_MAX                                                                                     \
    400 /* bytes that all arguments together may take; longer ones are cut at a character */

struct message {
    const char *format; /* a string literal; NULL: no message */
    unsigned char arg_count;
    unsigned short arg_start[MESSAGE_ARGS_MAX]; /* offsets into args, each text NUL-terminated */
    unsigned short args_bytes;
    char args[MESSAGE_TEXT_MAX];
};

struct text;

void message_set(struct message *message, const char *format, ...) PRINTF_LIKE(2, 3);
void message_set_va(struct message *message, const char *format, va_list args) PRINTF_LIKE(2, 0);

/* Writes the sentence with `format`, the translation of message->format, or message->format itself for the
 * original. */
void message_write(const struct message *message, const char *format, struct text *out);

/* For keeping a message in a file or a store: its arguments as one text, divided by U+001F, and a message made of
 * that again. The format is borrowed. */
void message_put_args(const struct message *message, struct text *out);
void message_restore(struct message *message, const char *format, const char *args);

/* Marks a literal for extraction where it cannot be passed to message_set directly, such as in a table. */
#define N_(literal) literal

#endif
