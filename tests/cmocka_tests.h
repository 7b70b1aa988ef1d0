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

#endif
