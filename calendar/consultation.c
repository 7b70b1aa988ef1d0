#include "calendar/consultation.h"

#include "base/cleanup.h"

#include <stddef.h>

static const struct surplus {
    enum consultation_list list;
    int64_t seats_from;
    int64_t seats_to;
    int64_t more;
    const char *citation;
} surpluses[] = {
    {LIST_NATIONAL_ASSEMBLY, 1, INT64_MAX, 2, "57.6"},
    {LIST_COUNCIL, 3, 3, 2, "58.3"},
    {LIST_COUNCIL, 4, 5, 3, "58.3"},
};

int64_t consultation_least_names(enum consultation_list list, int64_t seats, const char **out_citation)
{
    for (size_t i = 0; i < COUNT_OF(surpluses); i++) {
        const struct surplus *row = &surpluses[i];
        if (row->list != list || seats < row->seats_from || seats > row->seats_to)
            continue;
        *out_citation = row->citation;
        return seats + row->more;
    }
    *out_citation = "";
    return 0;
}

int64_t consultation_least_voters(const struct law_quorum *quorum, int64_t voters)
{
    if (voters >= quorum->below)
        return quorum->otherwise;
    return (voters * quorum->share_of + quorum->share_parts - 1) / quorum->share_parts;
}

bool consultation_has_confidence(int64_t in_favour, int64_t present)
{
    return in_favour > present - in_favour;
}
