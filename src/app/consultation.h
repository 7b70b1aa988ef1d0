/* Rounds of consultation (hiệp thương): each conference as it was held, the confidence of voters in candidates,
 * and whether the lists still have as many names as the law asks for.
 *
 * A conference is recorded together with its step of the timetable, so that the order of the steps and what
 * hangs on it are those of app/timetable_change.h.
 */
#ifndef APP_CONSULTATION_H
#define APP_CONSULTATION_H

#include "app/timetable_change.h"
#include "calendar/consultation.h"

#define CONSULTATION_PERSONS_MAX 1000000

struct consultation {
    int round; /* 1 to 3 */
    enum consultation_list list;
    struct civil_date day;
    int64_t invited;
    int64_t present;
    int64_t seats;
    int64_t candidates; /* on the list after the round */
    const char *document;
};

struct consultation_request {
    const char *election; /* code; NULL: the only one */
    const char *area;     /* code; NULL: the central conference */
    struct consultation conference;
    bool accept;
};

/* ERROR_DATA: more are present than invited, or what timetable_change says of its step. Unless accepted
 * nothing is stored. */
enum error_code consultation_record(const struct app *app, const struct consultation_request *request,
                                    struct arena *arena, struct timetable_moved *out,
                                    struct error *err) MUST_USE;

/* Numbers of the forms of the minutes and the list, "01/BCĐBHĐND-MT, 05/BCĐBHĐND-MT", in the arena; "" where nobody has
 * read them. Errors are those of election_find and law_load. */
enum error_code consultation_forms(const struct app *app, const struct consultation_request *request,
                                   struct arena *arena, const char **out, struct error *err) MUST_USE;

struct confidence {
    const char *election;
    const char *candidate; /* code */
    struct civil_date day;
    int64_t voters; /* of the place; 0: not said */
    int64_t present;
    int64_t in_favour;
    const char *document; /* NULL: none */
};

struct confidence_outcome {
    bool has_confidence;
    int64_t
        least_present;    /* voters who had to come; 0: not known, or the voters of the place were not said */
    const char *citation; /* of that quorum, in the arena; "" */
    const char *form;     /* number of the form of the minutes, in the arena; "": not known */
};

/* Stores the vote and says what it comes to. ERROR_NO_INPUT: no such candidate; ERROR_DATA: more in favour than
 * present or more present than there are voters, or a day in the future. */
enum error_code consultation_confidence(const struct app *app, const struct confidence *vote,
                                        struct arena *arena, struct confidence_outcome *out,
                                        struct error *err) MUST_USE;

struct shown_round {
    const char *area; /* code; "" of the central conference */
    struct consultation conference;
};

/* The list of a unit as it stands. */
struct unit_list {
    const char *code;
    const char *name;
    int64_t seats;
    int64_t names;
    int64_t without_confidence; /* of the names */
    int64_t least;              /* 0: the law names none */
    const char *citation;
    bool breaks; /* without those the next list would have fewer than `least` */
};

struct shown_consultations {
    const struct shown_round *rounds;
    size_t round_count;
    const struct unit_list *units;
    size_t unit_count;
    size_t broken; /* units */
};

/* The result lies in the arena. */
enum error_code consultation_show(const struct app *app, const char *election, struct arena *arena,
                                  struct shown_consultations *out, struct error *err) MUST_USE;

#endif
