#include "app/account_first.h"

#include "base/secret.h"
#include "db/db.h"

#include <ctype.h>
#include <string.h>

#define LETTERS "ABCDEFGHJKLMNPQRSTUVWXYZ23456789" /* 32 of them: five bits each */
#define GROUP_CHARS 4
#define LETTER_COUNT 12

enum error_code account_code_make(char out[ACCOUNT_CODE_CHARS], struct error *err)
{
    unsigned char random[LETTER_COUNT];
    size_t length = 0;

    TRY(secret_random(random, sizeof random, err));
    for (size_t i = 0; i < sizeof random; i++) {
        if (i > 0 && i % GROUP_CHARS == 0)
            out[length++] = '-';
        out[length++] = LETTERS[random[i] % (sizeof LETTERS - 1)];
    }
    out[length] = '\0';
    return OK;
}

static void put_letters(const char *text, char out[LETTER_COUNT + 1])
{
    size_t length = 0;

    memset(out, 0, LETTER_COUNT + 1);
    for (; *text != '\0' && length <= LETTER_COUNT; text++) {
        if (*text == '-' || *text == ' ')
            continue;
        if (length < LETTER_COUNT)
            out[length] = (char)toupper((unsigned char)*text);
        else
            out[0] = '\0'; /* one too many */
        length++;
    }
}

bool account_code_matches(const char *code, const char *typed)
{
    char wanted[LETTER_COUNT + 1];
    char given[LETTER_COUNT + 1];

    put_letters(code, wanted);
    put_letters(typed, given);
    return code[0] != '\0' && secret_equal(wanted, given, sizeof wanted);
}

enum error_code account_first_wanted(const struct app *app, bool *out, struct error *err)
{
    int64_t count;

    TRY(db_select_int(app->db, QUERY_ACCOUNT_COUNT, DB_NO_ARGS, 0, &count, err));
    *out = count == 0;
    return OK;
}

static enum error_code make_once(const struct app *app, const struct account_grant *everything,
                                 const char *password, struct arena *arena, struct error *err)
{
    CLEANUP(db_transaction_end) struct db_transaction change = {0};
    bool wanted;

    TRY(db_transaction_begin(&change, app->db, err));
    TRY(account_first_wanted(app, &wanted, err));
    if (!wanted)
        return error_set(err, ERROR_DENIED, "the first account has been made; log in with it");
    TRY(account_add(app, everything->login, password, err));
    TRY(account_grant(app, everything, true, arena, err));
    return db_transaction_commit(&change, err);
}

enum error_code account_first_make(const struct app *app, const char *login, const char *password,
                                   struct arena *arena, int64_t *out_account, struct error *err)
{
    const struct account_grant everything = {.login = login, .role = ROLE_ADMINISTRATOR};

    TRY(DB_REPEAT(app->db, make_once(app, &everything, password, arena, err)));
    return account_find(app, login, out_account, err);
}
