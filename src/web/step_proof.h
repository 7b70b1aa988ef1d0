/* How a date was found: from what it was counted, which days were passed over, and where that stands. */
#ifndef WEB_STEP_PROOF_H
#define WEB_STEP_PROOF_H

#include "calendar/timetable_proof.h"
#include "web/routes.h"

void step_proof_put(const struct call *call, const struct law_pack *pack,
                    const struct timetable_proof *proof);

#endif
