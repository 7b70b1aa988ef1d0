/* Files that pages refer to and that never change under their address, /static/HASH/NAME, so that browsers ask for each of
 * them once: the stylesheet, our script, and scripts of other projects, which a program built without npm lacks.
 */
#ifndef WEB_ASSET_H
#define WEB_ASSET_H

#include "web/routes.h"

/* "/static/HASH/NAME", in the call's arena; NULL: this program was built without it. */
const char *asset_address(const struct call *call, const char *name);

#endif
