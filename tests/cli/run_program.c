#include "cli/run_program.h"

#include "base/text.h"
#include "cmocka_tests.h"

#include <fcntl.h>
#include <ftw.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define TIME_LIMIT_SECS 120
#define FILE_MAX_BYTES ((size_t)256 << 20)

void program_init(struct program *program)
{
    *program = (struct program){
        .folder = "/tmp/hiepthuong-test-XXXXXX", .executable = HT_PROGRAM, .out_file = -1, .err_file = -1};
    assert_non_null(mkdtemp(program->folder));
    program_set_env(program, "HOME", program->folder);
    program_set_env(program, "PATH", getenv("PATH"));
    program_set_env(program, "LANG", "en_US.UTF-8");
    program_set_env(program, "TZ", "America/New_York");
    program_set_env(program, "ASAN_OPTIONS", getenv("ASAN_OPTIONS"));
}

static int remove_entry(const char *path, const struct stat *status, int type, struct FTW *place)
{
    (void)status, (void)type, (void)place;
    return remove(path);
}

void program_done(struct program *program)
{
    if (program->pid > 0)
        program_finish(program, SIGKILL);
    test_store_drop(program->store);
    nftw(program->folder, remove_entry, 16, FTW_DEPTH | FTW_PHYS);
    for (char **entry = program->environment; *entry != NULL; entry++)
        free(*entry);
    free(program->out);
    free(program->err);
    *program = (struct program){.out_file = -1, .err_file = -1};
}

void program_set_env(struct program *program, const char *name, const char *value)
{
    size_t length = strlen(name);
    char **entry = program->environment;

    while (*entry != NULL && (strncmp(*entry, name, length) != 0 || (*entry)[length] != '='))
        entry++;
    if (*entry != NULL) {
        free(*entry);
        for (char **next = entry; *next != NULL; next++)
            next[0] = next[1];
    }
    if (value == NULL)
        return;
    while (*entry != NULL)
        entry++;
    assert_true(entry < program->environment + PROGRAM_ENV_MAX);
    assert_true(asprintf(entry, "%s=%s", name, value) > 0);
}

void program_use_store(struct program *program, const char *name)
{
    test_store_drop(program->store);
    if (test_store_on_postgres())
        test_store_place(program->folder, true, program->store);
    else
        snprintf(program->store, sizeof program->store, "%s/%s", program->folder, name);
    program_set_env(program, "HIEPTHUONG_DB", test_store_on_postgres() ? program->store : name);
}

static int make_file(const char *text)
{
    int file = memfd_create("program", MFD_CLOEXEC);

    assert_true(file >= 0);
    assert_int_equal(write(file, text, strlen(text)), strlen(text));
    assert_int_equal(lseek(file, 0, SEEK_SET), 0);
    return file;
}

/* In the child: only calls that are safe after fork. */
static void become_program(const struct program *program, int input, char **arguments)
{
    if (chdir(program->folder) == 0 && dup2(input, STDIN_FILENO) >= 0 &&
        dup2(program->out_file, STDOUT_FILENO) >= 0 && dup2(program->err_file, STDERR_FILENO) >= 0) {
        alarm(TIME_LIMIT_SECS);
        execve(program->executable, arguments, program->environment);
    }
    _exit(127);
}

void program_start(struct program *program, const char *const arguments[])
{
    char *copies[64] = {strdup(program->executable)};

    assert_int_equal(program->pid, 0);
    for (size_t i = 0; arguments[i] != NULL; i++) {
        assert_true(i + 2 < COUNT_OF(copies));
        copies[i + 1] = strdup(arguments[i]);
    }
    int input = make_file(program->input != NULL ? program->input : "");
    program->out_file = make_file("");
    program->err_file = make_file("");
    program->pid = fork();
    assert_true(program->pid >= 0);
    if (program->pid == 0)
        become_program(program, input, copies);
    close(input);
    for (size_t i = 0; copies[i] != NULL; i++)
        free(copies[i]);
}

static char *read_whole(int file, size_t *out_length)
{
    struct stat status;

    assert_int_equal(fstat(file, &status), 0);
    size_t length = (size_t)status.st_size;
    char *bytes = calloc(1, length + 1);
    assert_non_null(bytes);
    assert_int_equal(pread(file, bytes, length, 0), length);
    *out_length = length;
    return bytes;
}

void program_peek(struct program *program)
{
    size_t err_length;

    free(program->out);
    free(program->err);
    program->out = read_whole(program->out_file, &program->out_length);
    program->err = read_whole(program->err_file, &err_length);
}

void program_finish(struct program *program, int signal_number)
{
    int status;

    if (signal_number != 0)
        kill(program->pid, signal_number);
    assert_int_equal(waitpid(program->pid, &status, 0), program->pid);
    program->pid = 0;
    program->status = WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
    program_peek(program);
    close(program->out_file);
    close(program->err_file);
}

void program_run(struct program *program, const char *const arguments[])
{
    program_start(program, arguments);
    program_finish(program, 0);
}

static void put_path(const struct program *program, const char *name, char path[256])
{
    assert_true(snprintf(path, 256, "%s/%s", program->folder, name) < 256);
}

void program_write_file(const struct program *program, const char *name, const char *text)
{
    char path[256];

    put_path(program, name, path);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_int_equal(fwrite(text, 1, strlen(text), file), strlen(text));
    assert_int_equal(fclose(file), 0);
}

char *program_read_file(const struct program *program, const char *name)
{
    char path[256];
    size_t length;

    put_path(program, name, path);
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return strdup("");
    char *text = read_whole(file, &length);
    close(file);
    return text;
}

int program_set_up(void **state)
{
    struct program *program = calloc(1, sizeof *program);

    if (program == NULL)
        return -1;
    program_init(program);
    program_set_env(program, "HIEPTHUONG_DATA", HT_SOURCE_DIR "/config");
    program_use_store(program, "store.db");
    *state = program;
    return 0;
}

int program_set_up_election(void **state)
{
    if (program_set_up(state) != 0)
        return -1;
    struct program *program = *state;
    PROGRAM_RUN(program, "election", "create", "--law", "85-2015", "--polling-day", "2021-05-23", "--code",
                "x");
    assert_int_equal(program->status, 0);
    PROGRAM_RUN(program, "import", HT_SOURCE_DIR "/tests/data/tables/good");
    assert_int_equal(program->status, 0);
    return 0;
}

int program_tear_down(void **state)
{
    program_done(*state);
    free(*state);
    return 0;
}
