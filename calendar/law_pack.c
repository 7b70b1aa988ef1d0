#include "calendar/law_pack.h"

#include "calendar/law_build.h"

#include <stdlib.h>
#include <string.h>

#define PACK_BYTES_MAX ((size_t)8 * 1024 * 1024)

enum error_code law_pack_parse(const struct yaml_source *source, const struct law_library *library,
                               struct law_pack **out_pack, struct error *err)
{
    CLEANUP(law_layers_done) struct law_layers layers = {.count = 0};
    CLEANUP(law_pack_free_ptr) struct law_pack *pack = NULL;

    TRY(law_layers_read(source, library, &layers, err));
    pack = calloc(1, sizeof *pack);
    if (pack == NULL)
        return error_memory(err);
    arena_init(&pack->arena, PACK_BYTES_MAX);
    struct law_build build = {.layers = &layers, .pack = pack, .err = err};
    TRY(law_build_read(&build));
    TRY(law_build_order(&build));
    *out_pack = pack;
    pack = NULL;
    return OK;
}

void law_pack_free(struct law_pack *pack)
{
    if (pack == NULL)
        return;
    arena_done(&pack->arena);
    free(pack);
}

size_t law_pack_node_count(const struct law_pack *pack)
{
    return 1 + pack->event_count + pack->duty_count;
}

const struct law_event *law_pack_event(const struct law_pack *pack, size_t node)
{
    return node >= 1 && node <= pack->event_count ? &pack->events[node - 1] : NULL;
}

const struct law_duty *law_pack_duty(const struct law_pack *pack, size_t node)
{
    return node > pack->event_count ? &pack->duties[node - 1 - pack->event_count] : NULL;
}

const char *law_pack_node_id(const struct law_pack *pack, size_t node)
{
    if (node == LAW_POLLING_DAY)
        return "polling_day";
    return node <= pack->event_count ? law_pack_event(pack, node)->id : law_pack_duty(pack, node)->id;
}

bool law_pack_find_node(const struct law_pack *pack, const char *id, uint16_t *out_node)
{
    for (size_t node = 0; node < law_pack_node_count(pack); node++) {
        const char *other = law_pack_node_id(pack, node);
        if (other == NULL || strcmp(other, id) != 0)
            continue;
        *out_node = (uint16_t)node;
        return true;
    }
    return false;
}

const struct law_moment *law_duty_limit(const struct law_duty *duty)
{
    if (duty->at != NULL)
        return duty->at;
    return duty->until != NULL ? duty->until : duty->from;
}

const char *law_level_name(enum law_level level)
{
    return law_level_names[level];
}

const char *law_election_name(enum law_election election)
{
    return law_election_names[election];
}

void law_levels_put(uint32_t levels, struct text *out)
{
    const char *separator = "";

    for (int level = 0; level < LAW_LEVEL_COUNT; level++) {
        if ((levels & (1u << level)) == 0)
            continue;
        text_putf(out, "%s%s", separator, law_level_names[level]);
        separator = "|";
    }
}
