/* The part `mail` of the settings file, between app/settings.c and its own file. */
#ifndef APP_SETTINGS_MAIL_H
#define APP_SETTINGS_MAIL_H

#include "app/settings.h"
#include "base/yaml.h"

/* As libcyaml fills it in: NULL is what the file does not say. */
struct file_mail {
    char *host;
    int32_t *port;
    enum settings_security security;
    char *username;
    char *password_file;
    char *ca_file;
    char *from;
    char *reply_to;
    bool *invitations;
};

extern const cyaml_schema_field_t settings_mail_fields[];

/* Checks what the file says and takes it over, but for the paths; texts lie in the arena. ERROR_CONFIG with its place. */
enum error_code settings_mail_take(const struct yaml_source *source, const struct file_mail *file,
                                   struct arena *arena, struct settings_mail *out,
                                   struct error *err) MUST_USE;

#endif
