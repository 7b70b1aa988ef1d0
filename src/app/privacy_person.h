/* Which person is meant, by code. */
#ifndef APP_PRIVACY_PERSON_H
#define APP_PRIVACY_PERSON_H

#include "app/privacy.h"

struct privacy_owner {
    struct election election;
    int64_t id; /* of the candidate or the area */
};

enum error_code privacy_find(const struct app *app, const struct privacy_person *person, struct arena *arena,
                             struct privacy_owner *out, struct error *err) MUST_USE;

#endif
