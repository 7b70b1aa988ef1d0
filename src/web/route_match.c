#include "web/routes.h"

#include <assert.h>
#include <string.h>

/* Takes what stands in the place of {} before `rest` of the pattern; returns what follows it in the path, or NULL. No
 * parameter has a '/', so it ends with its part of the path, less the ending of the pattern there. */
static const char *match_hole(const char *path, const char *rest, char parameter[PARAMETER_CHARS])
{
    size_t length = strcspn(path, "/");
    size_t ending = strcspn(rest, "/");

    if (length <= ending || length - ending >= PARAMETER_CHARS ||
        strncmp(path + length - ending, rest, ending) != 0)
        return NULL;
    length -= ending;
    memcpy(parameter, path, length);
    parameter[length] = '\0';
    return path + length;
}

bool routes_match(const char *pattern, const char *path, char parameters[PARAMETERS_MAX][PARAMETER_CHARS])
{
    size_t count = 0;

    for (size_t i = 0; i < PARAMETERS_MAX; i++)
        parameters[i][0] = '\0';
    for (const char *hole; (hole = strstr(pattern, "{}")) != NULL; pattern = hole + 2) {
        size_t before = (size_t)(hole - pattern);
        assert(count < PARAMETERS_MAX);
        if (strncmp(path, pattern, before) != 0)
            return false;
        path = match_hole(path + before, hole + 2, parameters[count++]);
        if (path == NULL)
            return false;
    }
    return strcmp(pattern, path) == 0;
}
