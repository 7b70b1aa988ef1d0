/* Connections to the store for the threads of the service: a connection belongs to one thread at a time, so a request
 * takes one and gives it back.
 */
#ifndef WEB_POOL_H
#define WEB_POOL_H

#include "app/app.h"

#include <stddef.h>

struct pool;

/* Opens the store of `app` `count` times more. `app` is borrowed. */
enum error_code pool_new(const struct app *app, size_t count, struct pool **out, struct error *err) MUST_USE;
void pool_free(struct pool *pool); /* everything taken has been given back */
DEFINE_CLEANUP(struct pool, pool_free)

/* Waits until one is there, which with as many as there are threads is at once. */
struct app *pool_take(struct pool *pool) MUST_USE;
void pool_give(struct pool *pool, struct app *app);

#endif
