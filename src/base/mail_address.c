#include "base/mail_address.h"

#include <string.h>

#define LABEL_MAX 63 /* RFC 1035, 2.3.4 */

static bool is_letter_or_digit(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

static bool is_atom_letter(char c)
{
    return is_letter_or_digit(c) || (c != '\0' && strchr("!#$%&'*+-/=?^_`{|}~", c) != NULL);
}

static bool is_label_letter(char c)
{
    return is_letter_or_digit(c) || c == '-';
}

/* Atoms with dots between them, none of them empty or longer than `atom_max`. */
static bool is_dotted(const char *text, size_t length, bool (*is_allowed)(char), size_t atom_max)
{
    size_t atom = 0;

    for (size_t i = 0; i < length; i++) {
        if (text[i] == '.' ? atom == 0 : !is_allowed(text[i]))
            return false;
        atom = text[i] == '.' ? 0 : atom + 1;
        if (atom > atom_max)
            return false;
    }
    return atom > 0;
}

/* Labels neither begin nor end with a hyphen. */
static bool is_domain(const char *domain)
{
    size_t length = strlen(domain);

    if (!is_dotted(domain, length, is_label_letter, LABEL_MAX) || domain[0] == '-' ||
        domain[length - 1] == '-')
        return false;
    return strstr(domain, "-.") == NULL && strstr(domain, ".-") == NULL;
}

bool mail_address_is_valid(const char *address)
{
    const char *at = strchr(address, '@');
    size_t local = at == NULL ? 0 : (size_t)(at - address);

    return at != NULL && strlen(address) < MAIL_ADDRESS_CHARS && local <= MAIL_ADDRESS_LOCAL_MAX &&
           is_dotted(address, local, is_atom_letter, MAIL_ADDRESS_LOCAL_MAX) && is_domain(at + 1);
}

bool mail_address_fold(const char *address, char out[MAIL_ADDRESS_CHARS])
{
    if (!mail_address_is_valid(address))
        return false;
    size_t length = strlen(address);
    for (size_t i = 0; i <= length; i++)
        out[i] = (char)(address[i] >= 'A' && address[i] <= 'Z' ? address[i] - 'A' + 'a' : address[i]);
    return true;
}

/* Takes blanks, or one pair of quotation marks, from both ends. */
static void trim_name(const char **name, size_t *length)
{
    while (*length > 0 && (*name)[*length - 1] == ' ')
        --*length;
    while (*length > 0 && **name == ' ') {
        ++*name;
        --*length;
    }
    if (*length >= 2 && **name == '"' && (*name)[*length - 1] == '"') {
        ++*name;
        *length -= 2;
    }
}

bool mail_address_split(const char *text, const char **out_name, size_t *out_name_length,
                        char out_address[MAIL_ADDRESS_CHARS])
{
    const char *open = strrchr(text, '<');
    const char *name = text;
    size_t name_length = open == NULL ? 0 : (size_t)(open - text);
    const char *begin = open == NULL ? text : open + 1;
    size_t length = strcspn(begin, ">");
    char address[MAIL_ADDRESS_CHARS];

    if (length >= sizeof address || (open == NULL ? begin[length] != '\0' : strcmp(begin + length, ">") != 0))
        return false;
    memcpy(address, begin, length);
    address[length] = '\0';
    if (!mail_address_is_valid(address))
        return false;
    trim_name(&name, &name_length);
    memcpy(out_address, address, length + 1);
    *out_name = name;
    *out_name_length = name_length;
    return true;
}
