/* What roles are called, and what they may do, in words; keys of the catalogue. */
#ifndef WEB_ROLE_WORDS_H
#define WEB_ROLE_WORDS_H

#include "app/rights.h"

struct role_words {
    const char *name;
    const char *may;
};

extern const struct role_words role_words[ROLE_COUNT];

/* The name of a role as it stands in the store; itself when it is of a newer program. */
const char *role_words_of(const char *role);

#endif
