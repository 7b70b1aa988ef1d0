#include "app/election_find.h"

#include "app/election_list.h"
#include "base/text.h"

#include <string.h>

#define CODES_MAX_BYTES 300

static enum error_code fail_ambiguous(const struct election *elections, size_t count, struct error *err)
{
    CLEANUP(text_done) struct text codes;

    text_init(&codes, CODES_MAX_BYTES);
    for (size_t i = 0; i < count; i++)
        text_putf(&codes, "%s%s", i > 0 ? ", " : "", elections[i].code);
    return error_set(err, ERROR_USAGE, "the store holds %zu elections; say which one is meant: %s", count,
                     codes.data);
}

enum error_code election_find(const struct app *app, const char *code, struct arena *arena,
                              struct election *out, struct error *err)
{
    struct election *elections;
    size_t count;

    TRY(election_list(app, arena, &elections, &count, err));
    if (count == 0)
        return error_set(err, ERROR_NO_INPUT,
                         "the store holds no election yet; `hiepthuong election create` makes one");
    if (code == NULL && count > 1)
        return fail_ambiguous(elections, count, err);
    for (size_t i = 0; i < count; i++) {
        if (code == NULL || strcmp(elections[i].code, code) == 0) {
            *out = elections[i];
            return OK;
        }
    }
    return error_set(err, ERROR_NO_INPUT,
                     "there is no election %s in the store; `hiepthuong election list` shows them", code);
}
