/* The program in a child of the test, where SQLite's own hooks kill it or take the disk away. The program itself knows nothing
 * of it.
 */
#ifndef TESTS_CLI_DISTURBED_H
#define TESTS_CLI_DISTURBED_H

#include "cli/run.h"
#include "cli/run_program.h"
#include "cmocka_tests.h"

#include <fcntl.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* How the child is disturbed; shared with it, and counted in it. */
static struct disturbance {
    int kill_before_commit; /* the n-th; 0: never */
    int kill_after_commit;
    int kill_at_statement;
    int pages_more; /* than the file has; -1: any number */
    int query_only;
    int commits;
    int statements;
} * shared;

static int before_commit(void *context)
{
    (void)context;
    if (++shared->commits == shared->kill_before_commit)
        raise(SIGKILL);
    return 0;
}

/* A statement begins, or has ended: COMMIT, or one that is a transaction of its own. */
static int at_statement(unsigned type, void *context, void *statement, void *more)
{
    (void)context;
    (void)statement;
    (void)more;
    if (type == SQLITE_TRACE_STMT && ++shared->statements == shared->kill_at_statement)
        raise(SIGKILL);
    if (type == SQLITE_TRACE_PROFILE && shared->commits > 0 && shared->commits == shared->kill_after_commit)
        raise(SIGKILL);
    return 0;
}

static int page_count(sqlite3 *handle)
{
    sqlite3_stmt *statement = NULL;
    int count = 0;

    sqlite3_prepare_v2(handle, "PRAGMA page_count", -1, &statement, NULL);
    if (sqlite3_step(statement) == SQLITE_ROW)
        count = sqlite3_column_int(statement, 0);
    sqlite3_finalize(statement);
    return count;
}

static int disturb(sqlite3 *handle, char **message, const struct sqlite3_api_routines *api)
{
    char sql[64];

    (void)message;
    (void)api;
    if (shared->pages_more >= 0) {
        snprintf(sql, sizeof sql, "PRAGMA max_page_count = %d", page_count(handle) + shared->pages_more);
        sqlite3_exec(handle, sql, NULL, NULL, NULL);
    }
    if (shared->query_only)
        sqlite3_exec(handle, "PRAGMA query_only = ON", NULL, NULL, NULL);
    sqlite3_commit_hook(handle, before_commit, NULL);
    sqlite3_trace_v2(handle, SQLITE_TRACE_STMT | SQLITE_TRACE_PROFILE, at_statement, NULL);
    return SQLITE_OK;
}

static const char *const *step_arguments;

static void run_child(const struct program *program)
{
    char *argv[32] = {(char[]){"hiepthuong"}};
    int argc = 1;
    int out = open("/dev/null", O_WRONLY);

    if (chdir(program->folder) != 0)
        _exit(99);
    int err = open("words", O_WRONLY | O_CREAT | O_TRUNC, 0600);
    dup2(out, STDOUT_FILENO);
    dup2(err, STDERR_FILENO);
    setenv("HIEPTHUONG_DATA", HT_SOURCE_DIR "/config", 1);
    setenv("LC_ALL", "en_US.UTF-8", 1);
    sqlite3_auto_extension((void (*)(void))disturb);
    for (size_t i = 0; step_arguments[i] != NULL; i++)
        argv[argc++] = strdup(step_arguments[i]);
    _exit(cli_main(argc, argv));
}

/* The exit status, or minus the signal. */
static int run_disturbed(const struct program *program, const struct disturbance *how,
                         const char *const *arguments)
{
    int status = 0;

    *shared = *how;
    step_arguments = arguments;
    pid_t child = fork();
    if (child == 0)
        run_child(program);
    assert_true(child > 0);
    assert_int_equal(waitpid(child, &status, 0), child);
    return WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status);
}

#endif
