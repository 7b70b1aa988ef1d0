/* What a gateway's answer says, taken apart as its profile tells. */
#ifndef NOTIFY_GATEWAY_RESULT_H
#define NOTIFY_GATEWAY_RESULT_H

#include "base/text.h"
#include "notify/gateway_profile.h"

/* The text of the first element of this name, whatever its prefix, with the five entities of XML resolved; false when
 * there is none. A scanner for short answers, not a parser. */
bool gateway_xml_get(const char *body, const char *name, struct text *out) MUST_USE;

/* The gateway's name for the message, one line of at most `room` bytes with NUL; "" when the answer has none. */
void gateway_result_id(const struct gateway_request *request, const char *body, char *out, size_t room);

/* Whether `expression` is a regular expression that can be used. */
bool gateway_regex_is_valid(const char *expression) MUST_USE;

#endif
