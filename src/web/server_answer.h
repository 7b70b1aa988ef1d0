/* Answers on their way to the library that sends them; nobody but web/server.c includes this.
 */
#ifndef WEB_SERVER_ANSWER_H
#define WEB_SERVER_ANSWER_H

#include "web/http.h"

#include <microhttpd.h>

/* Sends the response, whose body it takes. MHD_NO: the connection is to be closed. */
enum MHD_Result server_answer(struct MHD_Connection *connection, struct http_response *response) MUST_USE;

#endif
