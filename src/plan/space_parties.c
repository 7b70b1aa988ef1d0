/* Who travels together. */
#include "plan/space_parts.h"

static bool stands_alone(const struct plan_problem *problem, uint32_t candidate)
{
    return problem->units_of_candidate[candidate].count == 1;
}

/* Numbers of the parties: first one for each unit's candidates of its own (it may be empty), then one for
 * each candidate of several units. */
static bool number_parties(struct plan_space *space, uint32_t *party_of_candidate)
{
    const struct plan_problem *problem = space->problem;
    uint32_t units = problem->count.units;
    uint32_t seat_count = units;

    space->party_count = units;
    for (uint32_t candidate = 0; candidate < problem->count.candidates; candidate++) {
        struct plan_range range = problem->units_of_candidate[candidate];
        if (range.count == 1) {
            party_of_candidate[candidate] = problem->units_by_candidate[range.first];
        } else {
            party_of_candidate[candidate] = space->party_count++;
            seat_count += range.count;
        }
    }
    space->parties = arena_array(&space->memory, space->party_count, sizeof *space->parties);
    space->seats = arena_array(&space->memory, seat_count, sizeof *space->seats);
    space->parties_of_units = arena_array(&space->memory, seat_count, sizeof *space->parties_of_units);
    return space->parties != NULL && space->seats != NULL && space->parties_of_units != NULL;
}

static void count_party_sizes(struct plan_space *space, const uint32_t *party_of_candidate)
{
    const struct plan_problem *problem = space->problem;
    uint32_t first = 0;

    for (uint32_t candidate = 0; candidate < problem->count.candidates; candidate++) {
        struct plan_party *party = &space->parties[party_of_candidate[candidate]];
        party->size++;
        party->seats.count = problem->units_of_candidate[candidate].count;
    }
    for (uint32_t i = 0; i < space->party_count; i++) {
        space->parties[i].seats.first = first;
        first += space->parties[i].seats.count;
        space->parties[i].seats.count = 0;
    }
}

static void seat_party(struct plan_space *space, uint32_t unit, uint32_t party_index)
{
    struct plan_range *parties = &space->units[unit].parties;
    struct plan_party *party = &space->parties[party_index];

    space->seats[party->seats.first + party->seats.count++] = (struct plan_seat){unit, parties->count};
    space->parties_of_units[parties->first + parties->count++] = party_index;
}

static void seat_parties(struct plan_space *space, const uint32_t *party_of_candidate)
{
    const struct plan_problem *problem = space->problem;
    uint32_t first = 0;

    for (uint32_t unit = 0; unit < problem->count.units; unit++) {
        struct plan_range candidates = problem->units[unit].candidates;
        space->units[unit].parties.first = first;
        if (space->parties[unit].size > 0)
            seat_party(space, unit, unit);
        for (uint32_t k = 0; k < candidates.count; k++) {
            uint32_t candidate = problem->candidates_of_units[candidates.first + k];
            if (!stands_alone(problem, candidate))
                seat_party(space, unit, party_of_candidate[candidate]);
        }
        first += space->units[unit].parties.count;
    }
}

bool plan_space_seat(struct plan_space *space)
{
    uint32_t *party_of_candidate =
        arena_array(&space->memory, space->problem->count.candidates, sizeof *party_of_candidate);

    if (party_of_candidate == NULL || !number_parties(space, party_of_candidate))
        return false;
    count_party_sizes(space, party_of_candidate);
    seat_parties(space, party_of_candidate);
    return true;
}
