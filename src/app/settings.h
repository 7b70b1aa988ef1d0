/* What the administrator decides once: a YAML file (config/hiepthuong.yaml is the commented sample), read
 * strictly through base/yaml.h. Everything has a default, and options of the command line win over the file.
 * Paths in the file are relative to the file.
 */
#ifndef APP_SETTINGS_H
#define APP_SETTINGS_H

#include "base/arena.h"
#include "base/error.h"
#include "base/text.h"

#include <stdint.h>

#define SETTINGS_FILE_MAX_BYTES ((size_t)64 * 1024)
#define SETTINGS_LEAD_DAYS_MAX 30
#define SETTINGS_KEPT_DAYS_MAX 3650
#define SETTINGS_REQUESTS_MAX 1000000 /* a second */
#define SETTINGS_PASSWORD_MAX_BYTES 1000

struct settings_service {
    const char *listen;     /* numeric address and port, "127.0.0.1:8080" */
    const char *public_url; /* beginning of the addresses given to people, without a slash at the end */
    const char
        *trusted_proxies; /* numeric addresses with spaces between; X-Forwarded-For counts from these */
    int32_t requests_per_second; /* of one address, in the long run; 0: no limit */
};

struct settings_gateway {
    const char *profile; /* path; NULL: no SMS are sent */
    const char *base;    /* address, or path of the file; "" when not said */
    const char *sender;
    const char *username;
    const char *password_file; /* path; NULL: there is no password */
};

struct settings {
    const char *store;    /* path or address; NULL: not said */
    const char *language; /* "vi" or "en"; NULL: not said */
    int32_t lead_working_days;
    int32_t contacts_kept_days; /* after polling day, until telephone numbers and addresses are erased */
    struct settings_service service;
    struct settings_gateway gateway;
};

extern const struct settings settings_default;

/* Reads the file; texts lie in the arena. A profile that is a mere name is gateways/NAME.yaml of the data
 * folder. A missing file is ERROR_NO_INPUT; what is wrong in it is ERROR_CONFIG with file, line, column and
 * key. */
enum error_code settings_load(const char *path, const char *data_dir, struct arena *arena,
                              struct settings *out, struct error *err) MUST_USE;

/* Appends the gateway's password, the first line of its file; nothing when there is none. A file that other
 * users can read or write is ERROR_CONFIG: a secret that is no secret must be changed. */
enum error_code settings_read_password(const struct settings *settings, struct text *out,
                                       struct error *err) MUST_USE;

#endif
