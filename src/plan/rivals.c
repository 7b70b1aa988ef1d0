#include "plan/rivals.h"

bool rivals_init(struct rivals *rivals, uint32_t meetings, struct arena *memory)
{
    rivals->best_m = 0;
    rivals->places = arena_array(memory, meetings, sizeof *rivals->places);
    return rivals->places != NULL && pthread_mutex_init(&rivals->lock, NULL) == 0;
}

void rivals_done(struct rivals *rivals)
{
    pthread_mutex_destroy(&rivals->lock);
}

void rivals_meet(struct rivals *rivals, struct annealing *annealing)
{
    pthread_mutex_lock(&rivals->lock);
    if (annealing->best_m < rivals->best_m) {
        best_copy(&annealing->best, rivals->places);
        rivals->best_m = annealing->best_m;
    } else if (annealing->best_m > rivals->best_m) {
        best_take(&annealing->best, rivals->places);
        annealing->best_m = rivals->best_m;
        annealing->change_m = rivals->best_m;
    }
    pthread_mutex_unlock(&rivals->lock);
}
