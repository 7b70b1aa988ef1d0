#include "notify/gateway_token.h"

#include "base/clock.h"
#include "base/parse.h"
#include "base/secret.h"
#include "notify/gateway_json.h"
#include "notify/gateway_transfer.h"

#define TOKEN_MAX_BYTES 8192
#define EARLY_SECS 30 /* before it runs out a new one is fetched */
#define AGAIN_MS 5000 /* after a failure nobody is asked for so long */

void gateway_token_init(struct gateway_token_state *state, const struct gateway_profile *profile)
{
    *state = (struct gateway_token_state){.profile = profile};
    text_init(&state->text, TOKEN_MAX_BYTES);
}

static void wipe(struct text *text)
{
    secret_wipe(text->data, text->length);
    text_clear(text);
}

void gateway_token_done(struct gateway_token_state *state)
{
    wipe(&state->text);
    text_done(&state->text);
}

void gateway_token_drop(struct gateway_token_state *state)
{
    wipe(&state->text);
    state->until_ms = 0;
}

static bool ask(const struct gateway_token_state *state, const struct gateway_values *values,
                struct text *answer)
{
    CLEANUP(gateway_filled_done) struct gateway_filled filled;
    const struct gateway_request *request = state->profile->token->request;
    struct curl_slist *headers = NULL;
    CURL *curl = curl_library.curl_easy_init();
    long status = 0;

    gateway_filled_init(&filled);
    bool came = curl != NULL && gateway_request_fill(request, state->profile, values, &filled) &&
                gateway_transfer_open(curl, request, answer) &&
                gateway_transfer_set(curl, request, &filled, &headers) &&
                curl_library.curl_easy_perform(curl) == CURLE_OK &&
                curl_library.curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status) == CURLE_OK &&
                status >= 200 && status <= 299;
    curl_library.curl_easy_cleanup(curl);
    curl_library.curl_slist_free_all(headers);
    wipe(&filled.body);
    return came;
}

static int64_t lifetime_secs(const struct gateway_token *token, const struct json_t *tree)
{
    CLEANUP(text_done) struct text said;
    int64_t secs;

    text_init(&said, 100);
    if (token->lifetime_json == NULL || !gateway_json_get(tree, token->lifetime_json, &said) ||
        !parse_int(said.data, 1, INT32_MAX, &secs))
        secs = token->lifetime_secs;
    return secs > EARLY_SECS ? secs - EARLY_SECS : 1;
}

static bool read_token(struct gateway_token_state *state, const struct text *answer)
{
    const struct gateway_token *token = state->profile->token;
    CLEANUP(gateway_json_free_ptr) struct json_t *tree = gateway_json_read(answer->data, answer->length);

    text_clear(&state->text);
    if (tree == NULL || !gateway_json_get(tree, token->json, &state->text) || state->text.length == 0)
        return false;
    state->until_ms = clock_monotonic_ms() + lifetime_secs(token, tree) * 1000;
    return true;
}

bool gateway_token_get(struct gateway_token_state *state, const struct gateway_values *values)
{
    CLEANUP(text_done) struct text answer = {0};
    int64_t now_ms = clock_monotonic_ms();

    if (now_ms < state->until_ms)
        return state->text.length > 0;
    text_init(&answer, ANSWER_MAX_BYTES);
    if (ask(state, values, &answer) && read_token(state, &answer)) {
        wipe(&answer);
        return true;
    }
    gateway_token_drop(state);
    state->until_ms = now_ms + AGAIN_MS;
    state->why =
        N_("the gateway gave no token; look at the credentials and at the step \"token\" of the profile");
    return false;
}
