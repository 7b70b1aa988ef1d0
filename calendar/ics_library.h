/* What libical shares between threads. Every use of it in calendar/ics_* begins with ics_library_use. */
#ifndef CALENDAR_ICS_LIBRARY_H
#define CALENDAR_ICS_LIBRARY_H

/* Makes libical's shared tables on the first call of the process, for all threads, and forgets the calling
 * thread's last error. libical 3.0 makes them on first use without a lock: threads that come together read
 * wrong offsets. */
void ics_library_use(void);

#endif
