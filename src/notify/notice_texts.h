/* The words of messages, as data: one file per kind of notice and language under config/texts/, with one
 * `piece: text` a line.
 *
 *     # One message to a candidate.
 *     message: {name}: lịch tiếp xúc cử tri (lần {release}): {meetings}{more}.
 *     in_person: {hour} ngày {date} tại {place}
 *     more: " và {count} buổi khác, xem lịch"
 *
 * Which pieces there are, and what may be filled in, follows from what the kind tells of (its shape). Lines that begin with # are remarks; quotes keep blanks at the ends.
 */
#ifndef NOTIFY_NOTICE_TEXTS_H
#define NOTIFY_NOTICE_TEXTS_H

#include "base/arena.h"
#include "base/error.h"
#include "notify/notice.h"

#define NOTICE_TEXTS_MAX_BYTES 16384

enum notice_piece {
    PIECE_MESSAGE,
    PIECE_SUBJECT,   /* of a mail; may be left out */
    PIECE_IN_PERSON, /* one meeting of the list, by its mode or status */
    PIECE_ONLINE,
    PIECE_CANCELLED,
    PIECE_SITES, /* after a meeting that has more sites than the one named; may be left out */
    PIECE_ADDED, /* before a meeting, by what changed; may be left out */
    PIECE_MOVED,
    PIECE_ELSEWHERE,
    PIECE_RESTORED,
    PIECE_STEP, /* one step of the list, by how near its last day is */
    PIECE_TODAY,
    PIECE_OVERDUE,
    PIECE_SEPARATOR, /* between two of a list */
    PIECE_MORE,      /* when not all are listed */
    PIECE_COUNT
};

struct notice_texts {
    bool english;                                       /* language of names of steps */
    const char *pieces[NOTICE_KIND_COUNT][PIECE_COUNT]; /* "" where a kind has none */
};

/* Bytes of a file, borrowed; `name` is used in errors. */
struct notice_texts_file {
    const char *bytes;
    size_t length;
    const char *name;
};

/* Fills texts->pieces[kind]. Every piece of the kind's shape must stand there once, with the placeholders without which the
 * message would tell nothing. ERROR_CONFIG with line, column and key. The pieces lie in the arena. */
enum error_code notice_texts_read(struct notice_texts *texts, enum notice_kind kind,
                                  const struct notice_texts_file *file, struct arena *arena,
                                  struct error *err) MUST_USE;

/* What may be filled into a piece, ended by NULL, in the order in which values are given to template_fill. */
const char *const *notice_piece_names(enum notice_shape shape, enum notice_piece piece);

#endif
