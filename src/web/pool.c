#include "web/pool.h"

#include <pthread.h>
#include <stdlib.h>

struct pool {
    pthread_mutex_t mutex; /* of what follows */
    pthread_cond_t given;
    size_t free_count;
    struct app **free; /* the first free_count of them */
    size_t count;
    struct app apps[];
};

static struct pool *allocate(size_t count)
{
    struct pool *pool = calloc(1, sizeof *pool + count * sizeof pool->apps[0]);
    struct app **free_apps = calloc(count, sizeof(struct app *));

    if (pool == NULL || free_apps == NULL) {
        free((void *)free_apps);
        free(pool);
        return NULL;
    }
    pool->free = free_apps;
    pthread_mutex_init(&pool->mutex, NULL);
    pthread_cond_init(&pool->given, NULL);
    return pool;
}

enum error_code pool_new(const struct app *app, size_t count, struct pool **out, struct error *err)
{
    CLEANUP(pool_free_ptr) struct pool *pool = allocate(count);

    if (pool == NULL)
        return error_memory(err);
    for (; pool->count < count; pool->count++) {
        struct app *another = &pool->apps[pool->count];
        *another = *app;
        another->db = NULL;
        another->actor.source = ACTOR_WEB;
        TRY(app_open_store(another, app->store_url, false, err));
        pool->free[pool->free_count++] = another;
    }
    *out = pool;
    pool = NULL;
    return OK;
}

void pool_free(struct pool *pool)
{
    if (pool == NULL)
        return;
    for (size_t i = 0; i < pool->count; i++)
        app_close_store(&pool->apps[i]);
    pthread_cond_destroy(&pool->given);
    pthread_mutex_destroy(&pool->mutex);
    free((void *)pool->free);
    free(pool);
}

struct app *pool_take(struct pool *pool)
{
    pthread_mutex_lock(&pool->mutex);
    while (pool->free_count == 0)
        pthread_cond_wait(&pool->given, &pool->mutex);
    struct app *app = pool->free[--pool->free_count];
    pthread_mutex_unlock(&pool->mutex);
    return app;
}

void pool_give(struct pool *pool, struct app *app)
{
    pthread_mutex_lock(&pool->mutex);
    pool->free[pool->free_count++] = app;
    pthread_cond_signal(&pool->given);
    pthread_mutex_unlock(&pool->mutex);
}
