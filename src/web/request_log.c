#include "web/request_log.h"

#include "base/text.h"
#include "web/ticker.h"

#include <pthread.h>
#include <stdlib.h>

#define WRITE_EVERY_MS 200
#define LINES_MAX 32768
#define ID_CHARS_MAX 60

struct lines {
    size_t count;
    size_t lost;
    struct request_line items[LINES_MAX];
};

struct request_log {
    const struct log *log;
    const char *run_id;
    struct ticker *ticker;
    struct lines *spare; /* used by the thread alone */
    pthread_mutex_t mutex;
    struct lines *gathered; /* guarded by the mutex */
};

static void write_line(const struct request_log *requests, const struct request_line *line, struct text *id,
                       struct log_batch *batch)
{
    text_clear(id);
    text_put(id, requests->run_id);
    text_put_char(id, '-');
    text_put_int(id, (long long)line->number);
    log_batch_put(batch, line->utc_secs, LOG_INFO, "request",
                  LOG_FIELDS(LOG_TEXT("id", id->data), LOG_TEXT("route", line->route),
                             LOG_TEXT("parameter", line->shown), LOG_INT("status", line->status),
                             LOG_INT("bytes", (long long)line->bytes), LOG_INT("ms", line->ms)));
}

static void write_gathered(void *context)
{
    struct request_log *requests = context;
    CLEANUP(text_done) struct text id;
    struct log_batch batch;

    text_init(&id, ID_CHARS_MAX);
    pthread_mutex_lock(&requests->mutex);
    struct lines *full = requests->gathered;
    requests->gathered = requests->spare;
    requests->spare = full;
    pthread_mutex_unlock(&requests->mutex);
    log_batch_begin(&batch, requests->log);
    for (size_t i = 0; i < full->count; i++)
        write_line(requests, &full->items[i], &id, &batch);
    log_batch_end(&batch);
    if (full->lost > 0)
        log_event(requests->log, LOG_WARNING, "requests not written",
                  LOG_FIELDS(LOG_INT("count", (long long)full->lost)));
    full->count = 0;
    full->lost = 0;
}

enum error_code request_log_new(const struct log *log, const char *run_id, struct request_log **out,
                                struct error *err)
{
    CLEANUP(request_log_free_ptr) struct request_log *requests = calloc(1, sizeof *requests);

    if (requests == NULL)
        return error_memory(err);
    pthread_mutex_init(&requests->mutex, NULL);
    requests->log = log;
    requests->run_id = run_id;
    requests->gathered = calloc(1, sizeof *requests->gathered);
    requests->spare = calloc(1, sizeof *requests->spare);
    if (requests->gathered == NULL || requests->spare == NULL)
        return error_memory(err);
    TRY(ticker_start(WRITE_EVERY_MS, write_gathered, requests, &requests->ticker, err));
    *out = requests;
    requests = NULL;
    return OK;
}

void request_log_free(struct request_log *requests)
{
    if (requests == NULL)
        return;
    ticker_stop(requests->ticker);
    if (requests->gathered != NULL && requests->spare != NULL)
        write_gathered(requests);
    pthread_mutex_destroy(&requests->mutex);
    free(requests->gathered);
    free(requests->spare);
    free(requests);
}

void request_log_put(struct request_log *requests, const struct request_line *line)
{
    pthread_mutex_lock(&requests->mutex);
    struct lines *lines = requests->gathered;
    if (lines->count < LINES_MAX)
        lines->items[lines->count++] = *line;
    else
        lines->lost++;
    pthread_mutex_unlock(&requests->mutex);
}
