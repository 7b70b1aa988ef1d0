/* What the administrator decides once: a YAML file (config/hiepthuong.yaml is the commented sample), read
 * strictly through base/yaml.h. Everything has a default, and options of the command line win over the file.
 * Paths in the file are relative to the file.
 */
#ifndef APP_SETTINGS_H
#define APP_SETTINGS_H

#include "base/arena.h"
#include "base/error.h"
#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define SETTINGS_FILE_MAX_BYTES ((size_t)64 * 1024)
#define SETTINGS_LEAD_DAYS_MAX 30
#define SETTINGS_KEPT_DAYS_MAX 3650
#define SETTINGS_OUTAGE_HOURS_MAX 720
#define SETTINGS_REQUESTS_MAX 1000000 /* a second */
#define SETTINGS_PASSWORD_MAX_BYTES 1000
#define SETTINGS_DAILY_CAP_MAX 50
#define SETTINGS_PRICES_MAX 100
#define SETTINGS_PRICE_MAX 1000000 /* dong */

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
    const char *
        secrets; /* folder of files, one for each secret of the profile; NULL: where systemd puts credentials */
    const char
        *hook_file;       /* path; its first line stands in the addresses for reports; NULL: there are none */
    int32_t outage_hours; /* what waited longer, while nobody sent, is held for a person; 0: never */
};

enum settings_security { SECURITY_STARTTLS, SECURITY_TLS, SECURITY_NONE };

struct settings_mail {
    const char *host; /* NULL: no mails are sent */
    int32_t port;
    enum settings_security security;
    const char *username;      /* "": no log-in */
    const char *password_file; /* path; NULL: there is no password */
    const char *ca_file;       /* path; NULL: the certificates of the system are trusted */
    const char *from_name;     /* "" */
    const char *from_address;
    const char *reply_to; /* "": answers go to from_address */
    bool invitations;     /* meetings are also sent as invitations that ask for an answer */
};

/* What a part costs to numbers that begin so ("091"), in dong. */
struct settings_price {
    const char *prefix;
    int32_t dong;
};

/* When messages may go, to whom, and what they cost. Minutes are of the day in Viet Nam. */
struct settings_notices {
    int32_t quiet_from_minute; /* nobody is disturbed from here; equal to the next: no hour is quiet */
    int32_t quiet_until_minute;
    int32_t urgent_until_minute; /* a cancellation of a meeting that begins before this hour may disturb */
    int32_t daily_cap;           /* messages to one number in 24 hours; 0: no limit */
    bool approval;               /* what a release tells waits until a second person approves it */
    int32_t price_per_part_dong; /* 0: not known */
    const struct settings_price *prices;
    size_t price_count;
};

struct settings {
    const char *store;    /* path or address; NULL: not said */
    const char *language; /* "vi" or "en"; NULL: not said */
    int32_t lead_working_days;
    int32_t contacts_kept_days; /* after polling day, until telephone numbers and addresses are erased */
    struct settings_service service;
    struct settings_gateway gateway;
    struct settings_gateway second_gateway; /* takes over when the first fails */
    struct settings_mail mail;
    struct settings_notices notices;
};

extern const struct settings settings_default;

/* Reads the file; texts lie in the arena. A profile that is a mere name is gateways/NAME.yaml of the data
 * folder. A missing file is ERROR_NO_INPUT; what is wrong in it is ERROR_CONFIG with file, line, column and
 * key. */
enum error_code settings_load(const char *path, const char *data_dir, struct arena *arena,
                              struct settings *out, struct error *err) MUST_USE;

/* Appends a secret, the first line of the file; nothing for a path that is NULL. A file that other users can read or write
 * is ERROR_CONFIG: a secret that is no secret must be changed. */
enum error_code settings_read_secret(const char *path, struct text *out, struct error *err) MUST_USE;

/* Appends the gateway's password, the first line of its file, as that does. */
enum error_code settings_read_password(const struct settings *settings, struct text *out,
                                       struct error *err) MUST_USE;

#endif
