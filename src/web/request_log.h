/* The lines of the log for requests, gathered and written several times a second by a thread of its own: no request waits
 * for the disk or the journal. What comes faster than it can be written is counted in its place.
 */
#ifndef WEB_REQUEST_LOG_H
#define WEB_REQUEST_LOG_H

#include "base/log.h"

struct request_log;

/* `run_id` begins the ids of the requests; it and `log` are borrowed. */
enum error_code request_log_new(const struct log *log, const char *run_id, struct request_log **out,
                                struct error *err) MUST_USE;
/* Writes what is left. */
void request_log_free(struct request_log *requests);
DEFINE_CLEANUP(struct request_log, request_log_free)

#define REQUEST_SHOWN_CHARS 5 /* of what stands in the place of {}, with NUL: tokens stand there */

struct request_line {
    int64_t utc_secs;
    unsigned long long number; /* its id, after the run's */
    const char *route;         /* a pattern, borrowed for good */
    char shown[REQUEST_SHOWN_CHARS];
    int status;
    size_t bytes;
    int64_t ms;
};

void request_log_put(struct request_log *requests, const struct request_line *line);

#endif
