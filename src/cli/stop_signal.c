#include "cli/stop_signal.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/signalfd.h>
#include <unistd.h>

enum error_code stop_signal_open(int *out_descriptor, struct error *err)
{
    sigset_t ends;

    sigemptyset(&ends);
    sigaddset(&ends, SIGINT);
    sigaddset(&ends, SIGTERM);
    int descriptor = pthread_sigmask(SIG_BLOCK, &ends, NULL) == 0 ? signalfd(-1, &ends, SFD_CLOEXEC) : -1;
    if (descriptor < 0)
        return error_set(err, ERROR_OS, "the program cannot listen for signals: %s", strerrordesc_np(errno));
    *out_descriptor = descriptor;
    return OK;
}

void stop_signal_close(int *descriptor)
{
    if (*descriptor >= 0)
        close(*descriptor);
}

bool stop_signal_came(int descriptor)
{
    struct pollfd poll_for = {.fd = descriptor, .events = POLLIN};

    return poll(&poll_for, 1, 0) > 0;
}
