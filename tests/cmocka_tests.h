/* cmocka needs these headers first; every test includes this instead. */
#ifndef TESTS_CMOCKA_TESTS_H
#define TESTS_CMOCKA_TESTS_H

/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#ifdef __clang_analyzer__
/* It would not know that a failed assertion does not return. */
#include <stdlib.h>
#undef assert_non_null
#define assert_non_null(pointer)                                                                             \
    do {                                                                                                     \
        if ((pointer) == NULL)                                                                               \
            abort();                                                                                         \
    } while (0)
#endif

#endif
