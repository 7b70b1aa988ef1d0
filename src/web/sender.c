#include "web/sender.h"

#include "app/work.h"
#include "web/service.h"

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <unistd.h>

struct sender {
    struct work work;
    struct log log;
    pthread_t thread;
};

static void *send_notices(void *context)
{
    struct sender *sender = context;
    struct error err;

    if (work_run(&sender->work, &err) != OK)
        log_error(&sender->log, LOG_ERR, "notices are not sent", &err);
    return NULL;
}

static enum error_code fail(struct sender *sender, struct error *err)
{
    if (sender != NULL && sender->work.stop_descriptor >= 0)
        close(sender->work.stop_descriptor);
    free(sender);
    return error_set(err, ERROR_OS, "the web service cannot be started: not enough threads or memory");
}

enum error_code sender_new(const struct app *app, const struct log *log, struct sender **out,
                           struct error *err)
{
    struct sender *sender = calloc(1, sizeof *sender);

    if (sender == NULL)
        return fail(sender, err);
    sender->log = *log;
    sender->work = (struct work){.app = app,
                                 .stop_descriptor = eventfd(0, EFD_CLOEXEC),
                                 .report = service_log_work,
                                 .context = &sender->log};
    if (sender->work.stop_descriptor < 0 || pthread_create(&sender->thread, NULL, send_notices, sender) != 0)
        return fail(sender, err);
    *out = sender;
    return OK;
}

void sender_free(struct sender *sender)
{
    const uint64_t one = 1;

    if (sender == NULL)
        return;
    while (write(sender->work.stop_descriptor, &one, sizeof one) < 0 && errno == EINTR)
        continue;
    pthread_join(sender->thread, NULL);
    close(sender->work.stop_descriptor);
    free(sender);
}
