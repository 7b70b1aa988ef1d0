/* What the pages of messages share. */
#ifndef WEB_MESSAGE_PAGE_H
#define WEB_MESSAGE_PAGE_H

#include "app/notice_list.h"
#include "web/routes.h"

/* A key of the catalogue for the kinds that notices.yaml comes with; others are called as they are there. */
const char *message_kind_label(const char *kind);
const char *message_channel_label(const char *channel);

/* Whether the query asks for a part of the outbox. */
bool message_list_asked(const struct call *call);

/* The outbox: how many there are of each kind and state; and those that are asked for, one by one. */
enum error_code message_list_put(const struct call *call, struct error *err) MUST_USE;

/* How the messages to telephones that wait would read now, one of each kind, with their length and price. */
enum error_code message_preview_put(const struct call *call, struct error *err) MUST_USE;

#endif
