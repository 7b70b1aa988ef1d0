#include "app/settings.h"

#include "app/settings_mail.h"
#include "app/settings_notices.h"
#include "base/file.h"
#include "base/parse.h"
#include "base/yaml.h"

#include <string.h>
#include <sys/stat.h>

const struct settings settings_default = {
    .lead_working_days = 2,
    .contacts_kept_days = 90,
    .service = {.listen = "127.0.0.1:8080",
                .public_url = "http://127.0.0.1:8080",
                .trusted_proxies = "127.0.0.1 ::1",
                .requests_per_second = 50},
    .gateway = {.base = "", .sender = "", .username = "", .outage_hours = 6},
    .second_gateway = {.base = "", .sender = "", .username = ""},
    .mail = {.username = "", .from_name = "", .from_address = "", .reply_to = ""},
    .notices = {.quiet_from_minute = 21 * 60,
                .quiet_until_minute = 7 * 60,
                .urgent_until_minute = 12 * 60,
                .daily_cap = 10},
};

/* The file as libcyaml fills it in: NULL is what it does not say. */
struct file_service {
    char *listen;
    char *public_url;
    char *trusted_proxies;
    int32_t *requests_per_second;
};

struct file_gateway {
    char *profile;
    char *base;
    char *sender;
    char *username;
    char *password_file;
    char *secrets;
    char *hook_file;
    int32_t *outage_hours;
};

enum file_language { LANGUAGE_NOT_SAID, LANGUAGE_VI, LANGUAGE_EN };

struct file_settings {
    char *store;
    enum file_language language;
    int32_t *lead_working_days;
    int32_t *contacts_kept_days;
    struct file_service service;
    struct file_gateway gateway;
    struct file_gateway second_gateway;
    struct file_mail mail;
    struct file_notices notices;
};

#define TEXT_FIELD(struct_name, member)                                                                      \
    CYAML_FIELD_STRING_PTR(#member, CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL, struct struct_name, member, 1, \
                           500)

static const cyaml_schema_field_t service_fields[] = {
    TEXT_FIELD(file_service, listen),
    TEXT_FIELD(file_service, public_url),
    TEXT_FIELD(file_service, trusted_proxies),
    CYAML_FIELD_INT_PTR("requests_per_second", CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL, struct file_service,
                        requests_per_second),
    CYAML_FIELD_END,
};

static const cyaml_schema_field_t gateway_fields[] = {
    TEXT_FIELD(file_gateway, profile),
    TEXT_FIELD(file_gateway, base),
    TEXT_FIELD(file_gateway, sender),
    TEXT_FIELD(file_gateway, username),
    TEXT_FIELD(file_gateway, password_file),
    TEXT_FIELD(file_gateway, secrets),
    TEXT_FIELD(file_gateway, hook_file),
    CYAML_FIELD_INT_PTR("outage_hours", CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL, struct file_gateway,
                        outage_hours),
    CYAML_FIELD_END,
};

static const cyaml_strval_t languages[] = {{"vi", LANGUAGE_VI}, {"en", LANGUAGE_EN}};

static const cyaml_schema_field_t settings_fields[] = {
    TEXT_FIELD(file_settings, store),
    CYAML_FIELD_ENUM("language", CYAML_FLAG_STRICT | CYAML_FLAG_OPTIONAL, struct file_settings, language,
                     languages, COUNT_OF(languages)),
    CYAML_FIELD_INT_PTR("lead_working_days", CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL, struct file_settings,
                        lead_working_days),
    CYAML_FIELD_INT_PTR("contacts_kept_days", CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL, struct file_settings,
                        contacts_kept_days),
    CYAML_FIELD_MAPPING("service", CYAML_FLAG_OPTIONAL, struct file_settings, service, service_fields),
    CYAML_FIELD_MAPPING("gateway", CYAML_FLAG_OPTIONAL, struct file_settings, gateway, gateway_fields),
    CYAML_FIELD_MAPPING("second_gateway", CYAML_FLAG_OPTIONAL, struct file_settings, second_gateway,
                        gateway_fields),
    CYAML_FIELD_MAPPING("mail", CYAML_FLAG_OPTIONAL, struct file_settings, mail, settings_mail_fields),
    CYAML_FIELD_MAPPING("notices", CYAML_FLAG_OPTIONAL, struct file_settings, notices,
                        settings_notices_fields),
    CYAML_FIELD_END,
};

static const cyaml_schema_value_t settings_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, struct file_settings, settings_fields)};

static void free_file_settings(struct file_settings **file)
{
    yaml_source_free(&settings_schema, *file);
}

/* The file while it is being turned into settings. */
struct loading {
    const struct yaml_source *source;
    const char *data_dir;
    struct arena *arena;
    struct error *err;
};

static enum error_code copy_text(struct loading *loading, const char *text, const char **out)
{
    const char *copy = arena_copy_string(loading->arena, text);

    if (copy == NULL)
        return error_memory(loading->err);
    *out = copy;
    return OK;
}

/* What the file does not say stays at its default. */
static enum error_code take_text(struct loading *loading, const char *text, const char **out)
{
    return text != NULL ? copy_text(loading, text, out) : OK;
}

/* `path` seen from the folder of the settings file. */
static enum error_code take_path(struct loading *loading, const char *path, const char **out)
{
    CLEANUP(text_done) struct text joined = {0};
    const char *slash = strrchr(loading->source->file, '/');

    if (path == NULL)
        return OK;
    text_init(&joined, 8192);
    if (path[0] != '/' && slash != NULL)
        text_put_bytes(&joined, loading->source->file, (size_t)(slash + 1 - loading->source->file));
    text_put(&joined, path);
    TRY(text_finish(&joined, loading->err));
    return copy_text(loading, joined.data, out);
}

/* A path, or an address, which says so by its scheme. */
static enum error_code take_place(struct loading *loading, const char *place, const char **out)
{
    static const char sqlite[] = "sqlite:";

    if (place == NULL || strstr(place, "://") != NULL)
        return take_text(loading, place, out);
    if (strncmp(place, sqlite, sizeof sqlite - 1) == 0)
        place += sizeof sqlite - 1;
    return take_path(loading, place, out);
}

static enum error_code take_profile(struct loading *loading, const char *profile, const char **out)
{
    CLEANUP(text_done) struct text path = {0};

    if (profile == NULL || strchr(profile, '/') != NULL || strchr(profile, '.') != NULL)
        return take_path(loading, profile, out);
    text_init(&path, 8192);
    text_putf(&path, "%s/gateways/%s.yaml", loading->data_dir, profile);
    TRY(text_finish(&path, loading->err));
    return copy_text(loading, path.data, out);
}

/* Only the form; whether the machine has that address is seen when the service starts. */
static enum error_code check_listen(struct loading *loading, const char *listen)
{
    const char *colon = strrchr(listen, ':');
    int64_t port;

    if (strcmp(listen, "systemd") == 0 || strncmp(listen, "unix:", 5) == 0 ||
        (colon != NULL && colon > listen && parse_int(colon + 1, 0, 65535, &port)))
        return OK;
    error_set(loading->err, ERROR_CONFIG,
              "\"%s\" is not a numeric address and a port, such as 127.0.0.1:8080 or [::1]:8080, nor "
              "unix:PATH, nor systemd",
              listen);
    return yaml_source_error_at(loading->source, "service.listen", loading->err);
}

static enum error_code take_public_url(struct loading *loading, const char *url, const char **out)
{
    if (url == NULL)
        return OK;
    const char *rest = strncmp(url, "http://", 7) == 0    ? url + 7
                       : strncmp(url, "https://", 8) == 0 ? url + 8
                                                          : "";
    if (rest[0] == '\0' || rest[0] == '/' || strpbrk(rest, " ?#\"<>") != NULL) {
        error_set(loading->err, ERROR_CONFIG,
                  "\"%s\" is not an address people can open, such as https://lich.example.vn", url);
        return yaml_source_error_at(loading->source, "service.public_url", loading->err);
    }
    char *copy = arena_copy_string(loading->arena, url);
    if (copy == NULL)
        return error_memory(loading->err);
    for (size_t end = strlen(copy); end > 0 && copy[end - 1] == '/'; end--)
        copy[end - 1] = '\0';
    *out = copy;
    return OK;
}

static enum error_code take_lead(struct loading *loading, const int32_t *days, int32_t *out)
{
    if (days == NULL)
        return OK;
    if (*days < 0 || *days > SETTINGS_LEAD_DAYS_MAX) {
        error_set(loading->err, ERROR_CONFIG, "must be from 0 to %d working days, not %d",
                  SETTINGS_LEAD_DAYS_MAX, (int)*days);
        return yaml_source_error_at(loading->source, "lead_working_days", loading->err);
    }
    *out = *days;
    return OK;
}

static enum error_code take_kept_days(struct loading *loading, const int32_t *days, int32_t *out)
{
    if (days == NULL)
        return OK;
    if (*days < 0 || *days > SETTINGS_KEPT_DAYS_MAX) {
        error_set(loading->err, ERROR_CONFIG, "must be from 0 to %d days after polling day, not %d",
                  SETTINGS_KEPT_DAYS_MAX, (int)*days);
        return yaml_source_error_at(loading->source, "contacts_kept_days", loading->err);
    }
    *out = *days;
    return OK;
}

static enum error_code take_requests(struct loading *loading, const int32_t *per_second, int32_t *out)
{
    if (per_second == NULL)
        return OK;
    if (*per_second < 0 || *per_second > SETTINGS_REQUESTS_MAX) {
        error_set(loading->err, ERROR_CONFIG, "must be from 0, which is no limit, to %d requests, not %d",
                  SETTINGS_REQUESTS_MAX, (int)*per_second);
        return yaml_source_error_at(loading->source, "service.requests_per_second", loading->err);
    }
    *out = *per_second;
    return OK;
}

/* Only characters that numeric addresses have: a name would be compared with nothing, and trust nobody. */
static enum error_code take_proxies(struct loading *loading, const char *proxies, const char **out)
{
    if (proxies != NULL && proxies[strspn(proxies, "0123456789abcdefABCDEF.: ")] != '\0') {
        error_set(loading->err, ERROR_CONFIG,
                  "must be numeric addresses with spaces between them, such as \"127.0.0.1 10.0.0.7\"");
        return yaml_source_error_at(loading->source, "service.trusted_proxies", loading->err);
    }
    return take_text(loading, proxies, out);
}

static enum error_code take_service(struct loading *loading, const struct file_service *file,
                                    struct settings_service *out)
{
    if (file->listen != NULL)
        TRY(check_listen(loading, file->listen));
    TRY(take_text(loading, file->listen, &out->listen));
    TRY(take_public_url(loading, file->public_url, &out->public_url));
    TRY(take_proxies(loading, file->trusted_proxies, &out->trusted_proxies));
    return take_requests(loading, file->requests_per_second, &out->requests_per_second);
}

static enum error_code take_outage(struct loading *loading, const int32_t *hours, int32_t *out)
{
    if (hours == NULL)
        return OK;
    if (*hours < 0 || *hours > SETTINGS_OUTAGE_HOURS_MAX) {
        error_set(loading->err, ERROR_CONFIG, "must be from 0, which is never, to %d hours, not %d",
                  SETTINGS_OUTAGE_HOURS_MAX, (int)*hours);
        return yaml_source_error_at(loading->source, "gateway.outage_hours", loading->err);
    }
    *out = *hours;
    return OK;
}

static enum error_code take_gateway(struct loading *loading, const struct file_gateway *file,
                                    struct settings_gateway *out)
{
    TRY(take_profile(loading, file->profile, &out->profile));
    TRY(take_place(loading, file->base, &out->base));
    TRY(take_text(loading, file->sender, &out->sender));
    TRY(take_text(loading, file->username, &out->username));
    TRY(take_path(loading, file->password_file, &out->password_file));
    TRY(take_path(loading, file->secrets, &out->secrets));
    TRY(take_path(loading, file->hook_file, &out->hook_file));
    return take_outage(loading, file->outage_hours, &out->outage_hours);
}

static enum error_code take_settings(struct loading *loading, const struct file_settings *file,
                                     struct settings *out)
{
    TRY(take_place(loading, file->store, &out->store));
    if (file->language != LANGUAGE_NOT_SAID)
        out->language = file->language == LANGUAGE_VI ? "vi" : "en";
    TRY(take_lead(loading, file->lead_working_days, &out->lead_working_days));
    TRY(take_kept_days(loading, file->contacts_kept_days, &out->contacts_kept_days));
    TRY(take_service(loading, &file->service, &out->service));
    TRY(take_gateway(loading, &file->gateway, &out->gateway));
    TRY(take_gateway(loading, &file->second_gateway, &out->second_gateway));
    TRY(settings_mail_take(loading->source, &file->mail, loading->arena, &out->mail, loading->err));
    TRY(take_path(loading, file->mail.password_file, &out->mail.password_file));
    TRY(take_path(loading, file->mail.ca_file, &out->mail.ca_file));
    return settings_notices_take(loading->source, &file->notices, loading->arena, &out->notices,
                                 loading->err);
}

enum error_code settings_load(const char *path, const char *data_dir, struct arena *arena,
                              struct settings *out, struct error *err)
{
    CLEANUP(text_done) struct text bytes;
    CLEANUP(free_file_settings) struct file_settings *file = NULL;
    struct settings settings = settings_default;

    text_init(&bytes, SETTINGS_FILE_MAX_BYTES);
    TRY(file_read(path, &bytes, err));
    struct yaml_source source = {bytes.data, bytes.length, path};
    struct loading loading = {&source, data_dir, arena, err};
    TRY(yaml_source_load(&source, &settings_schema, &file, err));
    TRY(take_settings(&loading, file, &settings));
    *out = settings;
    return OK;
}

enum error_code settings_read_secret(const char *path, struct text *out, struct error *err)
{
    CLEANUP(text_done) struct text bytes = {0};
    struct stat status;

    if (path == NULL)
        return OK;
    if (stat(path, &status) == 0 && (status.st_mode & (S_IROTH | S_IWOTH)) != 0) {
        error_set(err, ERROR_CONFIG,
                  "every user of this machine can read or change this secret; change the password, then: "
                  "chmod 600 FILE");
        return error_at(err, path, 0, 0, NULL);
    }
    text_init(&bytes, SETTINGS_PASSWORD_MAX_BYTES);
    TRY(file_read(path, &bytes, err));
    size_t length = strcspn(bytes.data, "\r\n");
    if (length == 0 || strlen(bytes.data) < bytes.length) {
        error_set(err, ERROR_CONFIG, "the first line must be the password");
        return error_at(err, path, 0, 0, NULL);
    }
    text_put_bytes(out, bytes.data, length);
    return text_finish(out, err);
}

enum error_code settings_read_password(const struct settings *settings, struct text *out, struct error *err)
{
    return settings_read_secret(settings->gateway.password_file, out, err);
}
