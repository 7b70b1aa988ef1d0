#include "base/file.h"
#include "base/text.h"
#include "fuzz.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>

#define INPUT_MAX_BYTES (1024 * 1024)

static void run_file(const char *folder, const char *name)
{
    CLEANUP(text_done) struct text path;
    CLEANUP(text_done) struct text input;
    struct error err;

    text_init(&path, 4096);
    text_init(&input, INPUT_MAX_BYTES);
    text_putf(&path, "%s/%s", folder, name);
    fprintf(stderr, "%s\n", path.data);
    if (file_read(path.data, &input, &err) != OK) {
        fputs("cannot be read\n", stderr);
        exit(1);
    }
    /* A copy of exactly that size lets the address sanitizer see a read beyond the end. */
    uint8_t *exact = malloc(input.length + (input.length == 0));
    assert(exact != NULL);
    for (size_t i = 0; i < input.length; i++)
        exact[i] = (uint8_t)input.data[i];
    LLVMFuzzerTestOneInput(exact, input.length);
    free(exact);
}

/* run_corpus FOLDER: fails on an empty folder too, so that a lost corpus is noticed. */
int main(int argc, char **argv)
{
    DIR *folder = argc == 2 ? opendir(argv[1]) : NULL;
    int count = 0;

    if (folder == NULL) {
        fputs("usage: run_corpus FOLDER\n", stderr);
        return 64;
    }
    for (struct dirent *entry = readdir(folder); entry != NULL; entry = readdir(folder)) {
        if (entry->d_name[0] == '.')
            continue;
        run_file(argv[1], entry->d_name);
        count++;
    }
    closedir(folder);
    return count > 0 ? 0 : 1;
}
