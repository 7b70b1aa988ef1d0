/* A filled-in request as the options of a transfer by libcurl. */
#ifndef NOTIFY_GATEWAY_TRANSFER_H
#define NOTIFY_GATEWAY_TRANSFER_H

#include "notify/curl_library.h"
#include "notify/gateway_request.h"

#define ANSWER_MAX_BYTES 65536

#define CURL_SET(curl, option, value) (curl_library.curl_easy_setopt((curl), (option), (value)) == CURLE_OK)

/* What is the same for all requests of the kind: limits, and where the answer goes, whose text is sticky about one that is too
 * long. Once for a handle; what is passed in is borrowed as long as that lives. False without memory. */
bool gateway_transfer_open(CURL *curl, const struct gateway_request *request, struct text *answer) MUST_USE;

/* What one of them says: address, headers, body, who asks. What is passed in is borrowed until the transfer has ended;
 * *headers is the caller's, made anew. False without memory. */
bool gateway_transfer_set(CURL *curl, const struct gateway_request *request,
                          const struct gateway_filled *filled, struct curl_slist **headers) MUST_USE;

#endif
