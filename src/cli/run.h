/* One run of the program: arguments, the command they name, what it found, and the exit status. */
#ifndef CLI_RUN_H
#define CLI_RUN_H

/* The exit status; see error_exit_status. Standard output is written once, at the end. */
int cli_main(int argc, char **argv);

#endif
