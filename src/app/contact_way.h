/* Numbers and addresses as people type them for a contact, with what is wrong with them in words. The words do not repeat
 * them.
 */
#ifndef APP_CONTACT_WAY_H
#define APP_CONTACT_WAY_H

#include "base/error.h"
#include "base/mail_address.h"
#include "base/phone.h"

/* ERROR_DATA: no message reaches it. */
enum error_code contact_way_phone(const char *typed, char out[PHONE_CHARS], struct error *err) MUST_USE;
enum error_code contact_way_mail(const char *typed, char out[MAIL_ADDRESS_CHARS], struct error *err) MUST_USE;

#endif
