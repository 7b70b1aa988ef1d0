#include "notify/mail_read.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#define DIVIDER "From "

void mail_box_init(struct mail_box *box, int descriptor)
{
    box->descriptor = descriptor;
    box->at = box->end = 0;
    box->begun = box->divided = box->at_end = box->failed = false;
}

/* More bytes behind those that wait; false at the end. */
static bool fill(struct mail_box *box)
{
    ssize_t got;

    if (box->at_end)
        return false;
    memmove(box->bytes, box->bytes + box->at, box->end - box->at);
    box->end -= box->at;
    box->at = 0;
    do
        got = read(box->descriptor, box->bytes + box->end, sizeof box->bytes - box->end);
    while (got < 0 && errno == EINTR);
    box->failed = got < 0;
    box->at_end = got <= 0;
    box->end += got > 0 ? (size_t)got : 0;
    return got > 0;
}

/* The next line with its end, or the next piece of one that is longer than the buffer; 0 at the end. */
static size_t next_piece(struct mail_box *box)
{
    for (;;) {
        const char *newline = memchr(box->bytes + box->at, '\n', box->end - box->at);
        if (newline != NULL)
            return (size_t)(newline + 1 - (box->bytes + box->at));
        if (box->end - box->at == sizeof box->bytes || !fill(box))
            return box->end - box->at;
    }
}

static bool is_divider(const struct mail_box *box, size_t length)
{
    return length > strlen(DIVIDER) && memcmp(box->bytes + box->at, DIVIDER, strlen(DIVIDER)) == 0;
}

static bool is_blank(const char *line, size_t length)
{
    return (length == 1 && line[0] == '\n') || (length == 2 && line[0] == '\r' && line[1] == '\n');
}

bool mail_box_next(struct mail_box *box, struct text *out, bool *out_fits)
{
    size_t length = next_piece(box);
    bool after_blank = false;

    text_clear(out);
    if (length == 0 || box->failed)
        return false;
    if (!box->begun)
        box->divided = is_divider(box, length);
    box->begun = true;
    if (box->divided)
        box->at += length; /* the line that divides it from the one before */
    while ((length = next_piece(box)) > 0 && !(box->divided && after_blank && is_divider(box, length))) {
        after_blank = is_blank(box->bytes + box->at, length);
        text_put_bytes(out, box->bytes + box->at, length);
        box->at += length;
    }
    *out_fits = !out->failed;
    return !box->failed;
}
