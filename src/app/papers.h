/* Papers of an election as PDF: one file of them all, or a file each, made by as many threads as there are processors. */
#ifndef APP_PAPERS_H
#define APP_PAPERS_H

#include "app/election_find.h"
#include "base/catalog.h"

/* The names of the kinds, "announcement" and so on, with what they are in words (keys); NULL after the last. */
struct papers_name {
    const char *name;
    const char *words;
    bool whole; /* one paper of the whole election, which no code chooses */
};
extern const struct papers_name papers_names[];

struct papers_request {
    const struct election *election;
    const struct catalog *catalog; /* language of the papers */
    const char *kind;
    const char *meeting; /* codes that choose among them; NULL: all */
    const char *unit;
    const char
        *candidate;     /* of his or her letter, or of the meetings of the units in which he or she stands */
    const char *area;   /* a commune in which the main site lies */
    const char *file;   /* one of these two */
    const char *folder; /* CODE.pdf each; made when it is not there */
};

struct papers_made {
    size_t papers;
    size_t files;
};

/* ERROR_USAGE: there is no such kind. ERROR_NO_INPUT: nothing is published that the codes choose. Whatever fails, files that
 * are there are whole. */
enum error_code papers_make(const struct app *app, const struct papers_request *request,
                            struct papers_made *out, struct error *err) MUST_USE;

/* The same into memory, for a page. */
enum error_code papers_put(const struct app *app, const struct papers_request *request, struct text *out,
                           struct error *err) MUST_USE;

#endif
