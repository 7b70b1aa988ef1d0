#include "app/feed_kind.h"

const char *const feed_kind_names[FEED_KIND_COUNT] = {
    [FEED_CANDIDATE] = "candidate", [FEED_UNIT] = "unit",           [FEED_COMMUNE] = "commune",
    [FEED_STAFF] = "staff",         [FEED_DEADLINES] = "deadlines", [FEED_CUTOFF] = "cutoff",
    [FEED_TIMETABLE] = "timetable",
};

enum feed_owner feed_kind_owner(enum feed_kind kind)
{
    switch (kind) {
    case FEED_CANDIDATE: return FEED_OF_CANDIDATE;
    case FEED_UNIT: return FEED_OF_UNIT;
    case FEED_TIMETABLE: return FEED_OF_LEVEL;
    default: return FEED_OF_AREA;
    }
}

bool feed_kind_has_deadlines(enum feed_kind kind)
{
    return kind == FEED_STAFF || kind == FEED_DEADLINES || kind == FEED_CUTOFF || kind == FEED_TIMETABLE;
}
