/* Ctrl-C and the TERM of a service manager as something to read, so that what is in hand is brought to an end.
 */
#ifndef CLI_STOP_SIGNAL_H
#define CLI_STOP_SIGNAL_H

#include "base/error.h"

/* A descriptor that becomes readable with the first of these signals, and from now on they end nothing by themselves.
 * To be called before threads are started. */
enum error_code stop_signal_open(int *out_descriptor, struct error *err) MUST_USE;
/* For CLEANUP; -1 is none. */
void stop_signal_close(int *descriptor);
/* Whether one of them has come. */
bool stop_signal_came(int descriptor);

#endif
