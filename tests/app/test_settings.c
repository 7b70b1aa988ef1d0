#include "app/settings.h"
#include "base/text.h"
#include "cmocka_tests.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct fixture {
    char folder[64];
    char file[100];
    struct arena arena;
    struct settings settings;
    struct error err;
};

static int set_up(void **state)
{
    struct fixture *fixture = calloc(1, sizeof *fixture);

    snprintf(fixture->folder, sizeof fixture->folder, "/tmp/hiepthuong-settings-XXXXXX");
    assert_non_null(mkdtemp(fixture->folder));
    snprintf(fixture->file, sizeof fixture->file, "%s/settings.yaml", fixture->folder);
    arena_init(&fixture->arena, (size_t)1 << 20);
    *state = fixture;
    return 0;
}

static int remove_entry(const char *path, const struct stat *status, int type, struct FTW *place)
{
    (void)status, (void)type, (void)place;
    return remove(path);
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;

    nftw(fixture->folder, remove_entry, 8, FTW_DEPTH | FTW_PHYS);
    arena_done(&fixture->arena);
    free(fixture);
    return 0;
}

static void write_file(const char *path, const char *bytes)
{
    FILE *file = fopen(path, "w");

    assert_non_null(file);
    fputs(bytes, file);
    fclose(file);
}

static enum error_code load(struct fixture *fixture, const char *bytes)
{
    write_file(fixture->file, bytes);
    return settings_load(fixture->file, "/data", &fixture->arena, &fixture->settings, &fixture->err);
}

static void what_the_file_does_not_say_has_a_default(void **state)
{
    struct fixture *fixture = *state;

    assert_int_equal(load(fixture, "language: en\n"), OK);
    assert_string_equal(fixture->settings.language, "en");
    assert_null(fixture->settings.store);
    assert_int_equal(fixture->settings.lead_working_days, 2);
    assert_int_equal(fixture->settings.contacts_kept_days, 90);
    assert_string_equal(fixture->settings.service.listen, "127.0.0.1:8080");
    assert_string_equal(fixture->settings.service.public_url, "http://127.0.0.1:8080");
    assert_null(fixture->settings.gateway.profile);
    assert_string_equal(fixture->settings.gateway.sender, "");
}

static void every_setting_can_be_said(void **state)
{
    struct fixture *fixture = *state;

    assert_int_equal(load(fixture, "store: /var/lib/h.db\nlanguage: vi\nlead_working_days: 0\n"
                                   "service:\n  listen: '[::1]:0'\n  public_url: https://lich.example.vn/a/\n"
                                   "gateway: {profile: kannel, base: 'http://127.0.0.1:13013', "
                                   "sender: MATTRAN, username: u, password_file: /etc/p}\n"),
                     OK);
    assert_string_equal(fixture->settings.store, "/var/lib/h.db");
    assert_string_equal(fixture->settings.language, "vi");
    assert_int_equal(fixture->settings.lead_working_days, 0);
    assert_string_equal(fixture->settings.service.listen, "[::1]:0");
    assert_string_equal(fixture->settings.service.public_url, "https://lich.example.vn/a");
    assert_string_equal(fixture->settings.gateway.profile, "/data/gateways/kannel.yaml");
    assert_string_equal(fixture->settings.gateway.base, "http://127.0.0.1:13013");
    assert_string_equal(fixture->settings.gateway.sender, "MATTRAN");
    assert_string_equal(fixture->settings.gateway.username, "u");
    assert_string_equal(fixture->settings.gateway.password_file, "/etc/p");
}

static void mail_has_its_server_and_its_sender(void **state)
{
    struct fixture *fixture = *state;
    const struct settings_mail *mail = &fixture->settings.mail;
    char expected[200];

    assert_int_equal(load(fixture, "language: vi\n"), OK);
    assert_null(mail->host);
    assert_false(mail->invitations);
    assert_int_equal(load(fixture, "mail: {host: smtp.example.vn, from: 'Ban bầu cử <a@example.vn>'}\n"), OK);
    assert_string_equal(mail->host, "smtp.example.vn");
    assert_int_equal(mail->port, 587);
    assert_int_equal(mail->security, SECURITY_STARTTLS);
    assert_string_equal(mail->username, "");
    assert_null(mail->password_file);
    assert_string_equal(mail->from_name, "Ban bầu cử");
    assert_string_equal(mail->from_address, "a@example.vn");
    assert_string_equal(mail->reply_to, "");
    assert_int_equal(load(fixture, "mail:\n  host: smtp.example.vn\n  security: tls\n  username: u\n"
                                   "  password_file: p\n  ca_file: /etc/ca.pem\n  from: a@example.vn\n"
                                   "  reply_to: b@example.vn\n  invitations: true\n"),
                     OK);
    assert_int_equal(mail->port, 465);
    snprintf(expected, sizeof expected, "%s/p", fixture->folder);
    assert_string_equal(mail->password_file, expected);
    assert_string_equal(mail->ca_file, "/etc/ca.pem");
    assert_string_equal(mail->reply_to, "b@example.vn");
    assert_true(mail->invitations);
    assert_int_equal(load(fixture, "mail: {host: '[::1]', port: 2525, security: none, from: a@example.vn}\n"),
                     OK);
    assert_int_equal(mail->port, 2525);
}

static void relative_paths_are_seen_from_the_file(void **state)
{
    struct fixture *fixture = *state;
    char expected[200];

    assert_int_equal(load(fixture, "store: sqlite:h.db\ngateway: {profile: ./own.yaml, base: sms.jsonl}\n"),
                     OK);
    snprintf(expected, sizeof expected, "%s/h.db", fixture->folder);
    assert_string_equal(fixture->settings.store, expected);
    snprintf(expected, sizeof expected, "%s/./own.yaml", fixture->folder);
    assert_string_equal(fixture->settings.gateway.profile, expected);
    snprintf(expected, sizeof expected, "%s/sms.jsonl", fixture->folder);
    assert_string_equal(fixture->settings.gateway.base, expected);
}

static void a_wrong_setting_is_refused_with_its_place(void **state)
{
    static const struct {
        const char *bytes;
        const char *message; /* after the folder */
    } rows[] = {
        {"language: fr\n", "settings.yaml:1:11: language: \"fr\" is not known here; it may be: vi, en"},
        {"# all\n\nlanguages: vi\n",
         "settings.yaml:3:1: languages: this key is not known here; there may be: store, language, "
         "lead_working_days, contacts_kept_days, service, gateway, "
         "second_gateway, mail, notices"},
        {"mail: {host: 'smtp.example.vn/x', from: a@example.vn}\n",
         "settings.yaml:1:14: mail.host: \"smtp.example.vn/x\" is not the name of a mail server, such as "
         "smtp.example.vn"},
        {"mail:\n  host: smtp.example.vn\n", "settings.yaml:2:3: mail: mail needs a sender: say from"},
        {"mail: {host: smtp.example.vn, port: 0, from: a@example.vn}\n",
         "settings.yaml:1:37: mail.port: must be from 1 to 65535, not 0"},
        {"mail: {host: smtp.example.vn, from: 'a@example.vn, b@example.vn'}\n",
         "settings.yaml:1:37: mail.from: must be one mail address, such as bau-cu@example.vn, or \"Ban bau "
         "cu "
         "<bau-cu@example.vn>\""},
        {"mail: {host: smtp.example.vn, from: a@example.vn, reply_to: 'B <b@example.vn>'}\n",
         "settings.yaml:1:61: mail.reply_to: must be one mail address, such as bau-cu@example.vn, or \"Ban "
         "bau "
         "cu <bau-cu@example.vn>\""},
        {"mail: {host: smtp.example.vn, from: a@example.vn, username: u}\n",
         "settings.yaml:1:7: mail: username and password_file belong together: say both, or neither for a "
         "server that asks for none"},
        {"mail: {host: localhost, from: a@example.vn, username: u, password_file: p, security: none}\n",
         "settings.yaml:1:86: mail.security: without TLS the password could be read on the way: say starttls "
         "or "
         "tls, or leave out username and password_file"},
        {"mail: {host: localhost, from: a@example.vn, security: ssl}\n",
         "settings.yaml:1:55: mail.security: \"ssl\" is not known here; it may be: starttls, tls, none"},
        {"lead_working_days: 31\n",
         "settings.yaml:1:20: lead_working_days: must be from 0 to 30 working days, not 31"},
        {"contacts_kept_days: -1\n",
         "settings.yaml:1:21: contacts_kept_days: must be from 0 to 3650 days after polling day, not -1"},
        {"lead_working_days: two\n",
         "settings.yaml:1:20: lead_working_days: \"two\" is not a whole number from -2147483648 to "
         "2147483647 without leading zeros"},
        {"service:\n  listen: 8080\n",
         "settings.yaml:2:11: service.listen: \"8080\" is not a numeric address and a port, such as "
         "127.0.0.1:8080 or [::1]:8080, nor unix:PATH, nor systemd"},
        {"service:\n  listen: 127.0.0.1:80800\n",
         "settings.yaml:2:11: service.listen: \"127.0.0.1:80800\" is not a numeric address and a port, "
         "such as 127.0.0.1:8080 or [::1]:8080, nor unix:PATH, nor systemd"},
        {"service: {public_url: lich.example.vn}\n",
         "settings.yaml:1:23: service.public_url: \"lich.example.vn\" is not an address people can open, "
         "such as https://lich.example.vn"},
        {"gateway:\n  profile: kannel\n  password: secret\n",
         "settings.yaml:3:3: gateway.password: this key is not known here; there may be: profile, base, "
         "sender, username, password_file, "
         "secrets, hook_file, outage_hours"},
        {"", "settings.yaml: the file is empty"},
    };
    struct fixture *fixture = *state;

    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        CLEANUP(text_done) struct text written;
        text_init(&written, 2000);
        if (load(fixture, rows[i].bytes) != ERROR_CONFIG)
            fail_msg("accepted: %s", rows[i].bytes);
        error_write(&fixture->err, fixture->err.message.format, &written);
        assert_string_equal(written.data + strlen(fixture->folder) + 1, rows[i].message);
    }
}

static void a_settings_file_that_is_missing_is_no_input(void **state)
{
    struct fixture *fixture = *state;

    assert_int_equal(
        settings_load("/nowhere/s.yaml", "/data", &fixture->arena, &fixture->settings, &fixture->err),
        ERROR_NO_INPUT);
    assert_string_equal(fixture->err.file, "/nowhere/s.yaml");
}

static void the_sample_says_the_defaults(void **state)
{
    struct fixture *fixture = *state;
    const struct settings *sample = &fixture->settings;

    assert_int_equal(settings_load(HT_SOURCE_DIR "/config/hiepthuong.yaml", "/data", &fixture->arena,
                                   &fixture->settings, &fixture->err),
                     OK);
    assert_null(sample->store);
    assert_null(sample->language);
    assert_null(sample->gateway.profile);
    assert_int_equal(sample->lead_working_days, settings_default.lead_working_days);
    assert_int_equal(sample->contacts_kept_days, settings_default.contacts_kept_days);
    assert_string_equal(sample->service.listen, settings_default.service.listen);
    assert_string_equal(sample->service.public_url, settings_default.service.public_url);
}

/* Every line of the sample that is commented out with one blank is a setting, so that removing "# " is all
 * there is to do. */
static void the_sample_holds_when_its_settings_are_let_in(void **state)
{
    struct fixture *fixture = *state;
    char line[500];
    FILE *sample = fopen(HT_SOURCE_DIR "/config/hiepthuong.yaml", "r");
    FILE *all = fopen(fixture->file, "w");

    assert_non_null(sample);
    assert_non_null(all);
    while (fgets(line, sizeof line, sample) != NULL) {
        size_t word = strcspn(line + 1, ":") + 1;
        bool setting = strncmp(line, "# ", 2) == 0 && line[word] == ':' &&
                       (line[word + 1] == ' ' || line[word + 1] == '\n') &&
                       strcspn(line + 2, "ABCDEFGHIJKLMNOPQRSTUVWXYZ ") + 2 >= word;
        bool deeper = strncmp(line, "#   ", 4) == 0;
        fputs(setting || deeper ? line + 2 : line, all);
    }
    fclose(sample);
    fclose(all);
    assert_int_equal(
        settings_load(fixture->file, "/data", &fixture->arena, &fixture->settings, &fixture->err), OK);
    assert_string_equal(fixture->settings.language, "vi");
    assert_string_equal(fixture->settings.gateway.profile, "/data/gateways/kannel.yaml");
    assert_string_equal(fixture->settings.gateway.sender, "MATTRAN");
}

static void assert_password(struct fixture *fixture, enum error_code code, const char *expected)
{
    CLEANUP(text_done) struct text password;

    text_init(&password, 1000);
    assert_int_equal(settings_read_password(&fixture->settings, &password, &fixture->err), code);
    if (code == OK)
        assert_string_equal(password.data, expected);
    else
        assert_string_equal(fixture->err.message.format, expected);
}

static void a_password_others_can_read_is_refused(void **state)
{
    struct fixture *fixture = *state;
    char path[100];

    assert_int_equal(load(fixture, "language: vi\n"), OK);
    assert_password(fixture, OK, "");
    assert_int_equal(load(fixture, "gateway: {password_file: secret}\n"), OK);
    snprintf(path, sizeof path, "%s/secret", fixture->folder);
    assert_password(fixture, ERROR_NO_INPUT, "cannot be opened: %s");
    write_file(path, "mật khẩu\n");
    assert_int_equal(chmod(path, 0640), 0);
    assert_password(fixture, OK, "mật khẩu");
    assert_int_equal(chmod(path, 0644), 0);
    assert_password(fixture, ERROR_CONFIG,
                    "every user of this machine can read or change this secret; change the password, then: "
                    "chmod 600 FILE");
    assert_int_equal(chmod(path, 0600), 0);
    write_file(path, "\n");
    assert_password(fixture, ERROR_CONFIG, "the first line must be the password");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(what_the_file_does_not_say_has_a_default, set_up, tear_down),
        cmocka_unit_test_setup_teardown(every_setting_can_be_said, set_up, tear_down),
        cmocka_unit_test_setup_teardown(mail_has_its_server_and_its_sender, set_up, tear_down),
        cmocka_unit_test_setup_teardown(relative_paths_are_seen_from_the_file, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_wrong_setting_is_refused_with_its_place, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_settings_file_that_is_missing_is_no_input, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_sample_says_the_defaults, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_sample_holds_when_its_settings_are_let_in, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_password_others_can_read_is_refused, set_up, tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
