/* Where things lie on this machine when the user does not say: data files, settings, store; and the language
 * of the locale.
 */
#ifndef CLI_PLACES_H
#define CLI_PLACES_H

#include "base/text.h"

/* The folder of law/, gateways/, texts/: HIEPTHUONG_DATA, else ../share/hiepthuong beside the program's
 * folder, else config/ of the source tree that the program was built in (build/PRESET/hiepthuong). */
void places_put_data_dir(struct text *out);

/* "vi", or "en" when LC_ALL, LC_MESSAGES or LANG (the first that is set decides) begins with "en". */
const char *places_language(void);

#endif
