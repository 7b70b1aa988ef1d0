#include "plan/speaking_order.h"

#include <assert.h>

uint32_t speaking_order_place(uint32_t alphabetical, uint32_t candidates, uint32_t meeting)
{
    assert(alphabetical < candidates);
    return (alphabetical + candidates - meeting % candidates) % candidates;
}

uint32_t speaking_order_speaker(uint32_t place, uint32_t candidates, uint32_t meeting)
{
    assert(place < candidates);
    return (place + meeting % candidates) % candidates;
}
