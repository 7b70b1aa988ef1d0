/* A thread that does something again and again until it is stopped.
 */
#ifndef WEB_TICKER_H
#define WEB_TICKER_H

#include "base/error.h"

struct ticker;

/* Calls `tick` each time so many milliseconds have passed. ERROR_OS: no thread. */
enum error_code ticker_start(unsigned every_ms, void (*tick)(void *context), void *context,
                             struct ticker **out, struct error *err) MUST_USE;
/* Returns after the call that is under way; there is none after it. */
void ticker_stop(struct ticker *ticker);

#endif
