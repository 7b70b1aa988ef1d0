/* Between gateway.c and the kinds of gateways. A driver is given a message with all values of the templates
 * ready (gateway_request.h). It either answers at once (`send`), or has many messages under way
 * (`begin`, `wait`, `take`, which keep the promises of gateway.h).
 */
#ifndef NOTIFY_GATEWAY_DRIVER_H
#define NOTIFY_GATEWAY_DRIVER_H

#include "notify/gateway.h"
#include "notify/gateway_request.h"

struct gateway_driver {
    enum error_code (*open)(const struct gateway_profile *profile, const struct gateway_access *access,
                            void **out_state, struct error *err) MUST_USE;
    void (*send)(void *state, const struct gateway_message *message, const struct gateway_values *values,
                 struct gateway_answer *out);
    void (*begin)(void *state, const struct gateway_message *message, const struct gateway_values *values,
                  void *ticket);
    void (*wait)(void *state, int wait_ms);
    bool (*take)(void *state, void **out_ticket, struct gateway_answer *out);
    void (*close)(void *state);
};

extern const struct gateway_driver gateway_http_driver;
extern const struct gateway_driver gateway_file_driver;
extern const struct gateway_driver gateway_mail_driver; /* has no `open` */

/* The state of the driver for mail. */
struct mail_desk;
enum error_code gateway_mail_open(const struct mail_desk *desk, void **out_state, struct error *err) MUST_USE;

/* Fills in an answer of the program's own words. */
void gateway_answer_set(struct gateway_answer *answer, enum gateway_class class, const char *words);

#endif
