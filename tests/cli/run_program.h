/* The real program, run in a private folder as its home, with English messages and a time zone that is not
 * Viet Nam's:
 *
 *     struct program program;
 *     program_init(&program);
 *     PROGRAM_RUN(&program, "law", "list");
 *     assert_int_equal(program.status, 0);
 *     assert_string_equal(program.out, "85-2015\n83-2025\n");
 *     program_done(&program);
 *
 * What cannot be done fails the test.
 */
#ifndef TESTS_CLI_RUN_PROGRAM_H
#define TESTS_CLI_RUN_PROGRAM_H

#include "test_store.h"

#include <stddef.h>
#include <sys/types.h>

#define PROGRAM_ENV_MAX 16

struct program {
    char folder[64];              /* working folder and HOME of every run; removed by program_done */
    char store[TEST_STORE_CHARS]; /* address of the store that program_use_store named */
    const char *executable;       /* what is run: HT_PROGRAM, unless a test sets another one */
    const char *input;            /* standard input of the next runs, NULL for none; borrowed */
    int status;                   /* exit status of the last run, or minus the signal that ended it */
    char *out;                    /* its standard output and error, NUL-terminated; owned */
    char *err;
    size_t out_length;
    char *environment[PROGRAM_ENV_MAX + 1];
    pid_t pid; /* of a run that goes on */
    int out_file;
    int err_file;
};

/* Set-up and tear-down of a cmocka test: a program as its state, which finds the data folder of the source tree; and one
 * whose HIEPTHUONG_DB is a store with the election x of 2021, its tables imported: a province, two districts, three
 * communes. */
int program_set_up(void **state);
int program_set_up_election(void **state);
int program_tear_down(void **state);
#define program_test(function) cmocka_unit_test_setup_teardown(function, program_set_up, program_tear_down)

void program_init(struct program *program);
void program_done(struct program *program); /* ends also a run that goes on */

/* For the next runs; replaces an older value, NULL takes the name away. */
void program_set_env(struct program *program, const char *name, const char *value);

/* From now on the program is told of the store `name` (store.db) by HIEPTHUONG_DB; on PostgreSQL, of a new one. */
void program_use_store(struct program *program, const char *name);

/* Runs to the end, at most two minutes. `arguments` ends with NULL and leaves out the program's name. */
void program_run(struct program *program, const char *const arguments[]);
#define PROGRAM_RUN(program, ...) program_run((program), (const char *const[]){__VA_ARGS__, NULL})

/* The two halves of program_run, for services: start, then (after a signal, if it is not 0) collect. Between
 * them program_peek reads what has been written so far. */
void program_start(struct program *program, const char *const arguments[]);
void program_peek(struct program *program);
void program_finish(struct program *program, int signal_number);

/* Files of the folder, by names relative to it. Reading gives "" for a file that is not there; the text is
 * the caller's to free. */
void program_write_file(const struct program *program, const char *name, const char *text);
char *program_read_file(const struct program *program, const char *name);

#endif
