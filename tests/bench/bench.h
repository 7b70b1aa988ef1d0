/* How long something takes beside a rival that does the same in the same run. A bench is a file bench_NAME.c;
 * script/bench builds them with the optimisation of a release, runs them and prints the ratios.
 */
#ifndef TESTS_BENCH_H
#define TESTS_BENCH_H

/* Milliseconds of one call, as the mean over at least a second after one call to warm up. */
double bench_ms(void (*run)(void *argument), void *argument);

/* One line of tab-separated words for script/bench: what, the milliseconds of ours, who, theirs. */
void bench_compare(const char *what, double our_ms, const char *rival, double rival_ms);

/* ---- turns of ours and of a rival, one after the other; the medians count ---- */

#define BENCH_TURNS 9 /* of each */

struct bench_turn {
    double wall_ms;
    double processor_ms; /* of the calling thread and of the kernel for it; steadier on a busy machine */
};

/* Begins a turn. */
void bench_turn_begin(struct bench_turn *turn);
/* Ends it: what one of `count` things took. */
void bench_turn_end(struct bench_turn *turn, int count);
/* A line for the time and one for the processor's time. */
void bench_compare_turns(const char *what, const struct bench_turn ours[BENCH_TURNS], const char *rival,
                         const struct bench_turn theirs[BENCH_TURNS]);

#endif
