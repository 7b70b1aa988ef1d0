#include "app/settings_mail.h"

#include "base/mail_address.h"

#include <string.h>

#define OPTIONAL (CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL)
#define TEXT_MAX 500

static const cyaml_strval_t securities[] = {
    {"starttls", SECURITY_STARTTLS}, {"tls", SECURITY_TLS}, {"none", SECURITY_NONE}};

const cyaml_schema_field_t settings_mail_fields[] = {
    CYAML_FIELD_STRING_PTR("host", OPTIONAL, struct file_mail, host, 1, TEXT_MAX),
    CYAML_FIELD_INT_PTR("port", OPTIONAL, struct file_mail, port),
    CYAML_FIELD_ENUM("security", CYAML_FLAG_STRICT | CYAML_FLAG_OPTIONAL, struct file_mail, security,
                     securities, COUNT_OF(securities)),
    CYAML_FIELD_STRING_PTR("username", OPTIONAL, struct file_mail, username, 1, TEXT_MAX),
    CYAML_FIELD_STRING_PTR("password_file", OPTIONAL, struct file_mail, password_file, 1, TEXT_MAX),
    CYAML_FIELD_STRING_PTR("ca_file", OPTIONAL, struct file_mail, ca_file, 1, TEXT_MAX),
    CYAML_FIELD_STRING_PTR("from", OPTIONAL, struct file_mail, from, 1, TEXT_MAX),
    CYAML_FIELD_STRING_PTR("reply_to", OPTIONAL, struct file_mail, reply_to, 1, TEXT_MAX),
    CYAML_FIELD_BOOL_PTR("invitations", OPTIONAL, struct file_mail, invitations),
    CYAML_FIELD_END,
};

/* What is being taken over. */
struct taking {
    const struct yaml_source *source;
    const struct file_mail *file;
    struct arena *arena;
    struct error *err;
};

static enum error_code copy(const struct taking *taking, const char *text, size_t length, const char **out)
{
    *out = arena_copy(taking->arena, text, length);
    return *out == NULL ? error_memory(taking->err) : OK;
}

static enum error_code take_host(const struct taking *taking, struct settings_mail *out)
{
    const char *host = taking->file->host;

    if (host[strspn(host, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.-:[]")] != '\0') {
        error_set(taking->err, ERROR_CONFIG,
                  "\"%s\" is not the name of a mail server, such as smtp.example.vn", host);
        return yaml_source_error_at(taking->source, "mail.host", taking->err);
    }
    return copy(taking, host, strlen(host), &out->host);
}

static enum error_code take_port(const struct taking *taking, struct settings_mail *out)
{
    static const int32_t usual[] = {[SECURITY_STARTTLS] = 587, [SECURITY_TLS] = 465, [SECURITY_NONE] = 25};
    const int32_t *port = taking->file->port;

    out->security = taking->file->security;
    out->port = port == NULL ? usual[out->security] : *port;
    if (out->port >= 1 && out->port <= 65535)
        return OK;
    error_set(taking->err, ERROR_CONFIG, "must be from 1 to 65535, not %d", (int)out->port);
    return yaml_source_error_at(taking->source, "mail.port", taking->err);
}

/* A password goes with a name, and never in the clear. */
static enum error_code take_login(const struct taking *taking, struct settings_mail *out)
{
    const struct file_mail *file = taking->file;

    if ((file->username == NULL) != (file->password_file == NULL)) {
        error_set(taking->err, ERROR_CONFIG,
                  "username and password_file belong together: say both, or neither for a server that asks "
                  "for none");
        return yaml_source_error_at(taking->source, "mail", taking->err);
    }
    if (file->username == NULL)
        return OK;
    if (out->security == SECURITY_NONE) {
        error_set(taking->err, ERROR_CONFIG,
                  "without TLS the password could be read on the way: say starttls or tls, or leave out "
                  "username and password_file");
        return yaml_source_error_at(taking->source, "mail.security", taking->err);
    }
    return copy(taking, file->username, strlen(file->username), &out->username);
}

static enum error_code refuse_address(const struct taking *taking, const char *key)
{
    error_set(taking->err, ERROR_CONFIG,
              "must be one mail address, such as bau-cu@example.vn, or \"Ban bau cu <bau-cu@example.vn>\"");
    return yaml_source_error_at(taking->source, key, taking->err);
}

static enum error_code take_addresses(const struct taking *taking, struct settings_mail *out)
{
    const struct file_mail *file = taking->file;
    char address[MAIL_ADDRESS_CHARS];
    const char *name = "";
    size_t length = 0;

    if (file->from == NULL) {
        error_set(taking->err, ERROR_CONFIG, "mail needs a sender: say from");
        return yaml_source_error_at(taking->source, "mail", taking->err);
    }
    if (!mail_address_split(file->from, &name, &length, address))
        return refuse_address(taking, "mail.from");
    TRY(copy(taking, name, length, &out->from_name));
    TRY(copy(taking, address, strlen(address), &out->from_address));
    if (file->reply_to == NULL)
        return OK;
    if (!mail_address_is_valid(file->reply_to))
        return refuse_address(taking, "mail.reply_to");
    return copy(taking, file->reply_to, strlen(file->reply_to), &out->reply_to);
}

enum error_code settings_mail_take(const struct yaml_source *source, const struct file_mail *file,
                                   struct arena *arena, struct settings_mail *out, struct error *err)
{
    const struct taking taking = {source, file, arena, err};
    struct settings_mail mail = *out;

    if (file->host == NULL)
        return OK;
    TRY(take_host(&taking, &mail));
    TRY(take_port(&taking, &mail));
    TRY(take_login(&taking, &mail));
    TRY(take_addresses(&taking, &mail));
    mail.invitations = file->invitations != NULL && *file->invitations;
    *out = mail;
    return OK;
}
