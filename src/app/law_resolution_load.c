#include "app/law_resolution_load.h"

#include "base/file.h"
#include "base/text.h"
#include "base/yaml.h"

#include <string.h>

#define PATH_BYTES_MAX 4096

static enum error_code load(const char *id, const char *path, const struct law_pack *pack,
                            struct law_resolution **out, struct error *err)
{
    CLEANUP(text_done) struct text bytes = {0};
    CLEANUP(law_resolution_free_ptr) struct law_resolution *resolution = NULL;

    text_init(&bytes, YAML_BYTES_MAX);
    TRY(file_read(path, &bytes, err));
    const struct yaml_source source = {.bytes = bytes.data, .length = bytes.length, .file = path};
    TRY(law_resolution_parse(&source, pack, &resolution, err));
    if (strcmp(resolution->id, id) != 0) {
        error_set(err, ERROR_CONFIG, "the resolution calls itself %s; its file must be named after it",
                  resolution->id);
        return error_at(err, path, 0, 0, "id");
    }
    *out = resolution;
    resolution = NULL;
    return OK;
}

enum error_code law_resolution_load(const struct app *app, const char *id, const struct law_pack *pack,
                                    struct law_resolution **out, struct error *err)
{
    CLEANUP(text_done) struct text path = {0};

    text_init(&path, PATH_BYTES_MAX);
    text_putf(&path, "%s/law/resolutions/%s.yaml", app->data_dir, id);
    TRY(text_finish(&path, err));
    if (law_id_valid(id, LAW_ID_OF_PACK) && file_exists(path.data))
        return load(id, path.data, pack, out, err);
    return error_set(err, ERROR_NO_INPUT, "there is no resolution %s; they lie in %s/law/resolutions", id,
                     app->data_dir);
}
