/* A fuzz target is a file fuzz_NAME.c with this one function. Under the preset `fuzz` libFuzzer calls it with
 * inputs it invents; in every other build run_corpus.c calls it once with each file of corpus/NAME, as an
 * ordinary test. An input that once broke something joins the corpus under a name that says what it is.
 */
#ifndef TESTS_FUZZ_H
#define TESTS_FUZZ_H

/* The targets check with assert, whatever the build. */
#undef NDEBUG
#include <assert.h>
#include <stddef.h>
#include <stdint.h>

/* Always 0; a fault ends the process. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#endif
