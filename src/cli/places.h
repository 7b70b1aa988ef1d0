/* Where things lie on this machine when the user does not say: data files, settings, store; and the language
 * of the locale.
 */
#ifndef CLI_PLACES_H
#define CLI_PLACES_H

#include "base/error.h"
#include "base/text.h"

/* The folder of law/, gateways/, texts/: HIEPTHUONG_DATA, else ../share/hiepthuong beside the program's
 * folder, else config/ of the source tree that the program was built in (build/PRESET/hiepthuong). */
void places_put_data_dir(struct text *out);

/* HIEPTHUONG_DB, else hiepthuong/store.db in XDG_DATA_HOME or ~/.local/share. */
void places_put_store(struct text *out);
/* Makes the folders that lead to the user's own store; a place named by HIEPTHUONG_DB is left alone. */
enum error_code places_make_store_folder(struct error *err) MUST_USE;

/* "vi", or "en" when LC_ALL, LC_MESSAGES or LANG (the first that is set decides) begins with "en". */
const char *places_language(void);

#endif
