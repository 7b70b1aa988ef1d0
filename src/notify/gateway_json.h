/* JSON trees by pointers ("/messages/0/status"): what is sent is built leaf by leaf and never pasted together, what comes
 * back is looked up. The wall around jansson for messages. A pointer that begins without a slash is a name at the top.
 * Tokens of digits are places in lists.
 */
#ifndef NOTIFY_GATEWAY_JSON_H
#define NOTIFY_GATEWAY_JSON_H

#include "base/text.h"
#include "notify/gateway_profile.h"

struct json_t;

/* An empty object; NULL without memory. */
struct json_t *gateway_json_new(void) MUST_USE;
void gateway_json_free(struct json_t *tree);
DEFINE_CLEANUP(struct json_t, gateway_json_free)

/* Puts a leaf, making what holds it; every * in the pointer stands for the place `repeat`. False without memory, for a
 * value that is not of the type, and where the pointer contradicts the tree. */
bool gateway_json_put(struct json_t *tree, const char *pointer, size_t repeat, const char *value,
                      enum gateway_leaf type) MUST_USE;
bool gateway_json_write(const struct json_t *tree, struct text *out) MUST_USE;

/* NULL when the bytes are no JSON object or list. */
struct json_t *gateway_json_read(const char *bytes, size_t length) MUST_USE;
/* Appends the value as text: a string itself, a number in digits, true or false. False when there is none. With a * the
 * first that is there. */
bool gateway_json_get(const struct json_t *tree, const char *pointer, struct text *out) MUST_USE;

/* How many values the pointer names, and how many of them are among `is` (all, when there is no list). */
struct gateway_json_count {
    size_t there;
    size_t right;
};
struct gateway_json_count gateway_json_count(const struct json_t *tree, const char *pointer,
                                             const char *const is[], unsigned is_count);

#endif
