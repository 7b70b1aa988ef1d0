/* How long something takes beside a rival that does the same in the same run. A bench is a file bench_NAME.c;
 * script/bench builds them with the optimisation of a release, runs them and prints the ratios.
 */
#ifndef TESTS_BENCH_H
#define TESTS_BENCH_H

/* Milliseconds of one call, as the mean over at least a second after one call to warm up. */
double bench_ms(void (*run)(void *argument), void *argument);

/* One line of tab-separated words for script/bench: what, the milliseconds of ours, who, theirs. */
void bench_compare(const char *what, double our_ms, const char *rival, double rival_ms);

#endif
