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

void account_code_normal(const char *typed, char out[ACCOUNT_CODE_CHARS])
{
    char letters[LETTER_COUNT + 1] = "";
    size_t count = 0;
    size_t length = 0;

    for (; *typed != '\0' && count <= LETTER_COUNT; typed++) {
        if (*typed == '-' || *typed == ' ')
            continue;
        if (count < LETTER_COUNT)
            letters[count] = (char)toupper((unsigned char)*typed);
        count++;
    }
    for (size_t i = 0; i < count && count <= LETTER_COUNT; i++) {
        if (count == LETTER_COUNT && i > 0 && i % GROUP_CHARS == 0)
            out[length++] = '-';
        out[length++] = letters[i];
    }
    out[length] = '\0';
}

bool account_code_matches(const char *code, const char *typed)
{
    char given[ACCOUNT_CODE_CHARS];

    account_code_normal(typed, given);
    return code[0] != '\0' && strlen(given) == strlen(code) && secret_equal(code, given, strlen(code));
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
