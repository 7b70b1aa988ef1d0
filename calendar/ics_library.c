#include "calendar/ics_library.h"

#include <libical/ical.h>
#include <pthread.h>

static void prepare(void)
{
    icalerror_set_errors_are_fatal(0);
    /* Even printing a local time compares its zone with UTC, which reads the table of zones. */
    icaltimezone_get_utc_timezone();
}

void ics_library_use(void)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;

    pthread_once(&once, prepare);
    icalerror_clear_errno();
}
