#include "base/file.h"
#include "db/store_tests.h"
#include "web/listen.h"

#include <sys/stat.h>

static void an_address_is_a_number_and_a_port(void **state)
{
    (void)state;
    static const struct written {
        const char *text;
        enum error_code code;
    } table[] = {
        {"127.0.0.1:0", OK},
        {"0.0.0.0:0", OK},
        {"127.0.0.1", ERROR_USAGE},
        {"127.0.0.1:", ERROR_USAGE},
        {":8080", ERROR_USAGE},
        {"127.0.0.1:65536", ERROR_USAGE},
        {"127.0.0.1:http", ERROR_USAGE},
        {"localhost:8080", ERROR_USAGE},
        {"::1:8080", ERROR_USAGE},
        {"[::1:8080", ERROR_USAGE},
        {"192.0.2.1:0", ERROR_UNAVAILABLE}, /* RFC 5737: nobody has it */
        {"unix:", ERROR_USAGE},
        {"unix:/no/such/folder/socket", ERROR_OS},
        {"systemd", ERROR_UNAVAILABLE},
    };

    for (size_t i = 0; i < COUNT_OF(table); i++) {
        char name[LISTEN_NAME_CHARS];
        struct error err;
        int listener = -1;
        enum error_code code = listen_open(table[i].text, &listener, name, &err);
        if (code != table[i].code)
            fail_msg("%s gives %s", table[i].text, error_name(code));
        if (code == OK)
            close(listener);
    }
}

static void a_socket_file_is_for_user_and_group_and_taken_over_from_the_dead(void **state)
{
    const struct store_folder *folder = *state;
    char address[LISTEN_NAME_CHARS];
    char name[LISTEN_NAME_CHARS];
    struct stat status;
    struct error err;
    int first;
    int second;

    snprintf(address, sizeof address, "unix:%s/socket", folder->path);
    assert_int_equal(listen_open(address, &first, name, &err), OK);
    assert_string_equal(name, address);
    assert_int_equal(stat(address + 5, &status), 0);
    assert_int_equal(status.st_mode & 0777, 0660);
    assert_int_equal(listen_open(address, &second, name, &err), ERROR_UNAVAILABLE);
    close(first);
    assert_int_equal(listen_open(address, &second, name, &err), OK);
    close(second);
    listen_remove(name);
    assert_int_equal(stat(address + 5, &status), -1);
}

static void a_file_that_is_no_socket_is_left_alone(void **state)
{
    const struct store_folder *folder = *state;
    char address[LISTEN_NAME_CHARS];
    char name[LISTEN_NAME_CHARS];
    struct error err;
    int listener;

    snprintf(address, sizeof address, "unix:%s/file", folder->path);
    assert_int_equal(file_write(address + 5, "dear", 4, &err), OK);
    assert_int_equal(listen_open(address, &listener, name, &err), ERROR_UNAVAILABLE);
    assert_int_equal(access(address + 5, F_OK), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_address_is_a_number_and_a_port),
        store_test(a_socket_file_is_for_user_and_group_and_taken_over_from_the_dead),
        store_test(a_file_that_is_no_socket_is_left_alone),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
