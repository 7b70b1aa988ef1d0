#include "app/inbound.h"

#include "app/gateway_setup.h"
#include "app/opt_out.h"
#include "notify/quote.h"
#include "notify/sms_text.h"
#include "notify/template.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#define VALUE_MAX_BYTES 400
#define ANSWER_MAX_BYTES 4000
#define ARENA_MAX_BYTES 65536
#define WORD_CHARS 16
#define HOW_CHARS 120
#define CONFIRMATION "Da dung gui tin den so nay. Chung toi se khong nhan tin nua."

static const char *const silence_words[] = {"STOP",   "HUY", "DUNG",  "NGUNG", "TC",
                                            "TUCHOI", "TD",  "KHONG", "UNSUB"};

/* The letters of the word at `text`, in capitals; returns what follows it. */
static const char *take_word(const char *text, char out[WORD_CHARS])
{
    size_t length = 0;

    while (*text != '\0' && !isalnum((unsigned char)*text))
        text++;
    for (; isalnum((unsigned char)*text); text++)
        if (length < WORD_CHARS - 1)
            out[length++] = (char)toupper((unsigned char)*text);
    out[length] = '\0';
    return text;
}

static bool is_silence_word(const char *word)
{
    for (size_t i = 0; i < COUNT_OF(silence_words); i++)
        if (strcmp(silence_words[i], word) == 0)
            return true;
    return false;
}

/* The words that ask for silence, or "". */
static void find_silence(const char *text, char out[2 * WORD_CHARS])
{
    CLEANUP(arena_done) struct arena arena;
    char first[WORD_CHARS];
    char second[WORD_CHARS];
    struct error err;
    char *plain;

    out[0] = '\0';
    arena_init(&arena, ARENA_MAX_BYTES);
    if (sms_text_plain(text, &arena, &plain, &err) != OK)
        return;
    const char *rest = take_word(plain, first);
    take_word(rest, second);
    if (is_silence_word(first))
        snprintf(out, 2 * WORD_CHARS, "%s", first);
    else if (strcmp(first, "TU") == 0 && strcmp(second, "CHOI") == 0)
        snprintf(out, 2 * WORD_CHARS, "%s %s", first, second);
}

bool inbound_asks_for_silence(const char *text)
{
    char words[2 * WORD_CHARS];

    find_silence(text, words);
    return words[0] != '\0';
}

/* Gateways write numbers of Viet Nam as 84..., +84... or 0...; what is no such number cannot be on the list. */
static enum error_code obey(const struct app *app, const char *number, const char *words, bool *out_confirm,
                            struct error *err)
{
    char address[OPT_OUT_ADDRESS_CHARS];
    char how[HOW_CHARS];
    struct error no_address;

    *out_confirm = false;
    if (opt_out_address(number, address, &no_address) != OK)
        return OK;
    snprintf(how, sizeof how, "SMS %s", words);
    return opt_out_put(app, address, how, out_confirm, err);
}

static enum error_code put_answer(const struct gateway_inbound *profile, bool confirm,
                                  struct hook_answer *out, struct error *err)
{
    static const char *const names[] = {"reply", NULL};
    const char *const values[] = {CONFIRMATION};
    bool xml = profile->answer_type != NULL && strstr(profile->answer_type, "xml") != NULL;

    out->type = profile->answer_type != NULL ? profile->answer_type : "text/plain";
    if (confirm)
        template_fill(profile->answer, names, values, xml ? quote_xml : NULL, &out->body);
    else if (xml)
        text_put(&out->body, "<Response></Response>");
    return text_finish(&out->body, err);
}

enum error_code inbound_take(const struct app *app, const struct hook_call *call, struct hook_answer *out,
                             struct error *err)
{
    CLEANUP(hook_done) struct hook hook = {0};
    CLEANUP(text_done) struct text number = {0};
    CLEANUP(text_done) struct text text = {0};
    char words[2 * WORD_CHARS];
    bool confirm = false;

    TRY(hook_open(&hook, app, call, err));
    const struct gateway_inbound *profile = hook.setup->profile->inbound;
    if (profile == NULL)
        return error_set(err, ERROR_NO_INPUT, "no gateway has this address");
    TRY(hook_check_signature(&hook, app, (int)profile->signature, err));
    text_init(&number, VALUE_MAX_BYTES);
    text_init(&text, VALUE_MAX_BYTES);
    if (!hook_value(&hook, profile->number, &number) || !hook_value(&hook, profile->text, &text))
        return error_set(err, ERROR_USAGE, "the message has no sender or no text");
    find_silence(text.data, words);
    if (words[0] != '\0')
        TRY(obey(app, number.data, words, &confirm, err));
    return put_answer(profile, confirm, out, err);
}
