#include "web/upload.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#define BOUNDARY_CHARS_MAX 70 /* RFC 2046, 5.1.1 */
#define HEAD_BYTES_MAX 2000   /* of a part */
#define DISPOSITION "content-disposition:"

struct bytes {
    const char *at;
    size_t length;
};

struct reader {
    char delimiter[BOUNDARY_CHARS_MAX + 5]; /* "\r\n--" and the boundary */
    struct bytes rest;
    struct arena *arena;
    struct upload upload;
};

static enum error_code refuse_broken(struct error *err)
{
    return error_set(err, ERROR_USAGE,
                     "the files have not arrived whole; nothing was stored, please send them again");
}

static enum error_code read_boundary(struct reader *reader, const char *type, struct error *err)
{
    static const char form[] = "multipart/form-data";
    static const char key[] = "boundary=";
    const char *at = strncasecmp(type, form, strlen(form)) == 0 ? strstr(type, key) : NULL;

    if (at == NULL)
        return error_set(err, ERROR_USAGE, "the request is no form with files");
    at += strlen(key);
    bool quoted = *at == '"';
    at += quoted;
    size_t length = strcspn(at, quoted ? "\"" : "; \t");
    if (length == 0 || length > BOUNDARY_CHARS_MAX)
        return refuse_broken(err);
    snprintf(reader->delimiter, sizeof reader->delimiter, "\r\n--%.*s", (int)length, at);
    return OK;
}

/* Moves behind the text; false when it does not stand there. */
static bool skip(struct bytes *rest, const char *text)
{
    size_t length = strlen(text);

    if (rest->length < length || memcmp(rest->at, text, length) != 0)
        return false;
    rest->at += length;
    rest->length -= length;
    return true;
}

/* What comes before the text, which is taken off, too; false when it does not come. */
static bool take_until(struct bytes *rest, const char *text, struct bytes *out)
{
    const char *found = memmem(rest->at, rest->length, text, strlen(text));

    if (found == NULL)
        return false;
    *out = (struct bytes){rest->at, (size_t)(found - rest->at)};
    rest->length -= out->length;
    rest->at = found;
    return skip(rest, text);
}

/* The value of name="value" in a line; false when it has none. */
static bool find_quoted(const struct bytes *line, const char *name, struct bytes *out)
{
    char key[32];
    struct bytes rest = *line;
    struct bytes before;

    snprintf(key, sizeof key, "; %s=\"", name);
    return take_until(&rest, key, &before) && take_until(&rest, "\"", out);
}

/* The line of a part's head that says what the part is. */
static bool find_disposition(struct bytes head, struct bytes *out)
{
    struct bytes line;

    while (take_until(&head, "\r\n", &line))
        if (line.length > strlen(DISPOSITION) &&
            strncasecmp(line.at, DISPOSITION, strlen(DISPOSITION)) == 0) {
            *out = line;
            return true;
        }
    return false;
}

static enum error_code take_file(struct reader *reader, const struct bytes *name, const struct bytes *body,
                                 struct error *err)
{
    struct upload *upload = &reader->upload;
    struct upload_file *file = &upload->files[upload->file_count];

    if (name->length == 0 && body->length == 0)
        return OK; /* nothing was chosen */
    if (upload->file_count == UPLOAD_FILES_MAX)
        return error_set(err, ERROR_USAGE, "these are more than %d files; send the tables alone",
                         UPLOAD_FILES_MAX);
    TRY(params_check_text(name->at, name->length, reader->arena, &file->name, err));
    const char *folder = strrchr(file->name, '/');
    const char *windows = strrchr(file->name, '\\');
    const char *last = folder == NULL || (windows != NULL && windows > folder) ? windows : folder;
    file->name = last != NULL ? last + 1 : file->name;
    file->bytes = body->at;
    file->length = body->length;
    upload->file_count++;
    return OK;
}

static enum error_code take_field(struct reader *reader, const struct bytes *name, const struct bytes *body,
                                  struct error *err)
{
    struct params *fields = &reader->upload.fields;
    struct param *field = &fields->items[fields->count];

    if (fields->count == UPLOAD_FIELDS_MAX)
        return error_set(err, ERROR_USAGE, "the request holds more than %d values", UPLOAD_FIELDS_MAX);
    TRY(params_check_text(name->at, name->length, reader->arena, &field->name, err));
    TRY(params_check_text(body->at, body->length, reader->arena, &field->value, err));
    fields->count++;
    return OK;
}

static enum error_code take_part(struct reader *reader, struct error *err)
{
    struct bytes head;
    struct bytes body;
    struct bytes line;
    struct bytes name;
    struct bytes file;

    if (!take_until(&reader->rest, "\r\n\r\n", &head) || head.length > HEAD_BYTES_MAX ||
        !take_until(&reader->rest, reader->delimiter, &body))
        return refuse_broken(err);
    head.length += 2; /* each of its lines has its end */
    if (!find_disposition(head, &line) || !find_quoted(&line, "name", &name))
        return refuse_broken(err);
    return find_quoted(&line, "filename", &file) ? take_file(reader, &file, &body, err)
                                                 : take_field(reader, &name, &body, err);
}

enum error_code upload_parse(const char *type, const char *body, size_t length, struct arena *arena,
                             struct upload *out, struct error *err)
{
    struct reader reader = {
        .rest = {body, length},
        .arena = arena,
        .upload = {.fields.items = arena_array(arena, UPLOAD_FIELDS_MAX, sizeof(struct param)),
                   .files = arena_array(arena, UPLOAD_FILES_MAX, sizeof(struct upload_file))},
    };

    if (reader.upload.fields.items == NULL || reader.upload.files == NULL)
        return error_memory(err);
    TRY(read_boundary(&reader, type, err));
    if (!skip(&reader.rest, reader.delimiter + strlen("\r\n")))
        return refuse_broken(err);
    while (!skip(&reader.rest, "--")) {
        if (!skip(&reader.rest, "\r\n"))
            return refuse_broken(err);
        TRY(take_part(&reader, err));
    }
    *out = reader.upload;
    return OK;
}
