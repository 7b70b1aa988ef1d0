#include "app/contact_way.h"

enum error_code contact_way_phone(const char *typed, char out[PHONE_CHARS], struct error *err)
{
    switch (phone_parse(typed, out)) {
    case PHONE_READ: return OK;
    case PHONE_BEFORE_2018:
        return error_set(err, ERROR_DATA,
                         "this is a number of before 2018, which may have changed its owner; give today's");
    case PHONE_LANDLINE:
        return error_set(err, ERROR_DATA, "this is a landline, which gets no messages; give a mobile number");
    case PHONE_FOREIGN:
        return error_set(err, ERROR_DATA, "this is a number of another country; give a Vietnamese one");
    default: break;
    }
    return error_set(err, ERROR_DATA, "this is not a Vietnamese mobile number, such as 0912 345 678");
}

enum error_code contact_way_mail(const char *typed, char out[MAIL_ADDRESS_CHARS], struct error *err)
{
    if (!mail_address_fold(typed, out))
        return error_set(err, ERROR_DATA, "this is not one mail address, such as vanphong@example.org");
    return OK;
}
