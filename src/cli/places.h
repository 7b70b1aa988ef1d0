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

/* The settings file that is read when none is named: HIEPTHUONG_CONFIG, else hiepthuong/hiepthuong.yaml in
 * XDG_CONFIG_HOME or ~/.config, else /etc/hiepthuong/hiepthuong.yaml. Nothing when neither exists. */
void places_put_settings(struct text *out);

/* HIEPTHUONG_DB, or NULL. */
const char *places_chosen_store(void);
/* hiepthuong/store.db in XDG_DATA_HOME or ~/.local/share. */
void places_put_default_store(struct text *out);
/* Makes the folders that lead to `path`. */
enum error_code places_make_parents(const char *path, struct error *err) MUST_USE;

/* "vi", or "en" when LC_ALL, LC_MESSAGES or LANG (the first that is set decides) begins with "en". */
const char *places_language(void);

#endif
