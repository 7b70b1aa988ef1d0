/* Compiled catalogues of GNU gettext (.mo, "The Format of GNU MO Files" in its manual), little-endian, read
 * in place. Every offset is checked: damaged bytes give no translation, never a wrong read.
 */
#ifndef BASE_MO_H
#define BASE_MO_H

#include <stddef.h>

/* The translation of `key`, borrowed from `bytes`, or NULL. */
const char *mo_find(const unsigned char *bytes, size_t length, const char *key);

#endif
