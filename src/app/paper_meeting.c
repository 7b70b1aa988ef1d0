/* Papers of one meeting. */
#include "app/paper_forms.h"
#include "app/paper_words.h"
#include "plan/speaking_order.h"

#include <stdio.h>
#include <string.h>

#define ATTENDANCE_ROWS_MAX 400
#define DOTTED "...................."

static const struct paper_meeting *meeting_at(const struct paper_writer *writer, size_t number)
{
    return &writer->facts->meetings[number];
}

static const struct paper_unit *unit_of(const struct paper_writer *writer,
                                        const struct paper_meeting *meeting)
{
    return &writer->facts->units[meeting->unit];
}

static const char *time_of(struct paper_writer *writer, const struct paper_meeting *meeting)
{
    paper_words_time(writer->catalog, meeting, &writer->line);
    return paper_form_take(writer);
}

static const char *place_of(struct paper_writer *writer, const struct paper_site *site, const char *commune)
{
    paper_words_place(site, commune, &writer->line);
    return paper_form_take(writer);
}

static void put_site(struct paper_writer *writer, const struct paper_site *site)
{
    paper_words_place(site, "", &writer->line);
    if (site->link[0] != '\0')
        text_putf(&writer->line, "; %s: %s", paper_form_text(writer, N_("online access point")), site->link);
    paper_put(writer->paper, PAPER_ITEM, paper_form_take(writer));
}

/* Form, time, place, where to join: what art. 66 asks to be announced. */
static void put_where_and_when(struct paper_writer *writer, const struct paper_meeting *meeting)
{
    paper_form_pair(writer, N_("Form"), paper_words_form(writer->catalog, meeting));
    paper_form_pair(writer, N_("Time"), time_of(writer, meeting));
    paper_form_pair(writer, N_("Place"), place_of(writer, &meeting->main, meeting->commune_name));
    if (meeting->main.link[0] != '\0')
        paper_form_pair(writer, N_("Online access point"), meeting->main.link);
    if (meeting->site_count == 0)
        return;
    paper_form_put(writer, PAPER_SECTION, N_("Connected sites:"));
    for (size_t i = 0; i < meeting->site_count; i++)
        put_site(writer, &meeting->sites[i]);
}

static void put_people(struct paper_writer *writer, const struct paper_unit *unit)
{
    for (size_t i = 0; i < unit->person_count; i++) {
        text_putf(&writer->line, "%zu. %s", i + 1, writer->facts->people[unit->first_person + i].name);
        paper_put(writer->paper, PAPER_PLAIN, paper_form_take(writer));
    }
}

/* ---- announcement (art. 66: by the People's Committee of the place) ---- */

void paper_announcement(struct paper_writer *writer, size_t number)
{
    const struct paper_meeting *meeting = meeting_at(writer, number);
    const struct paper_unit *unit = unit_of(writer, meeting);

    paper_form_head(writer, paper_form_committee(writer, meeting->commune_name, '\n'),
                    paper_form_text(writer, N_("No.: ......./TB-UBND")), meeting->commune_name);
    paper_form_put(writer, PAPER_TITLE, N_("ANNOUNCEMENT"));
    paper_form_put(writer, PAPER_SUBTITLE, N_("of a voter-contact meeting"));
    paper_skip(writer->paper, 8);
    paper_form_say(writer, PAPER_BODY,
                   "In accordance with the Law on Election of Deputies to the National Assembly and People's "
                   "Councils, %s "
                   "announces to the voters the meeting with the candidates of %s:",
                   paper_form_committee(writer, meeting->commune_name, ' '), unit->name);
    put_where_and_when(writer, meeting);
    paper_form_pair(
        writer, N_("Content"),
        paper_form_text(writer,
                        N_("each candidate tells the voters of the programme of action that he or she "
                           "means to carry out if elected; voters and candidates exchange views")));
    paper_form_pair(
        writer, N_("Who takes part"),
        paper_form_text(writer,
                        N_("representatives of agencies, organisations and units, voters of the place, "
                           "the candidates of the unit")));
    paper_form_put(writer, PAPER_SECTION, N_("Candidates, in alphabetical order:"));
    put_people(writer, unit);
    paper_form_put(writer, PAPER_BODY, N_("Voters are kindly asked to come in full number and on time."));
    paper_put_signatures(
        writer->paper, NULL,
        &(struct paper_signature){
            .duty = paper_form_text(writer, N_("ON BEHALF OF THE PEOPLE'S COMMITTEE\nCHAIR")),
            .hint = paper_form_text(writer, N_("(signature and seal)"))});
    paper_form_say(writer, PAPER_NOTE, "Meeting %s", meeting->code);
}

/* ---- invitation ---- */

void paper_invitation(struct paper_writer *writer, size_t number)
{
    const struct paper_meeting *meeting = meeting_at(writer, number);
    const struct paper_unit *unit = unit_of(writer, meeting);

    paper_form_head(writer, paper_form_front(writer, unit, '\n'),
                    paper_form_text(writer, N_("No.: ......./GM-MTTQ")), unit->area);
    paper_form_put(writer, PAPER_TITLE, N_("INVITATION"));
    paper_form_pair(writer, N_("To"), DOTTED DOTTED DOTTED DOTTED);
    paper_form_say(writer, PAPER_BODY,
                   "%s cordially invites you to the voter-contact meeting with the candidates of %s.",
                   paper_form_front(writer, unit, ' '), unit->name);
    put_where_and_when(writer, meeting);
    paper_form_put(writer, PAPER_BODY, N_("Your presence will contribute to the success of the meeting."));
    paper_put_signatures(writer->paper, NULL,
                         &(struct paper_signature){
                             .duty = paper_form_text(writer, N_("ON BEHALF OF THE STANDING BOARD\nCHAIR")),
                             .hint = paper_form_text(writer, N_("(signature and seal)"))});
}

/* ---- agenda (art. 66.2) ---- */

static void put_speakers(struct paper_writer *writer, const struct paper_meeting *meeting)
{
    const struct paper_unit *unit = unit_of(writer, meeting);
    const struct paper_column columns[] = {
        {paper_form_text(writer, N_("Order")), 1, PAPER_CENTRE},
        {paper_form_text(writer, N_("Candidate")), 5, PAPER_LEFT},
        {paper_form_text(writer, N_("Place in alphabetical order")), 2, PAPER_CENTRE}};
    uint32_t count = (uint32_t)unit->person_count;

    paper_begin_table(writer->paper, columns, COUNT_OF(columns));
    for (uint32_t place = 0; place < count; place++) {
        uint32_t who = speaking_order_speaker(place, count, meeting->turn);
        char order[12];
        char alphabetical[12];
        snprintf(order, sizeof order, "%u", place + 1);
        snprintf(alphabetical, sizeof alphabetical, "%u", who + 1);
        paper_put_row(
            writer->paper,
            (const char *const[]){order, writer->facts->people[unit->first_person + who].name, alphabetical});
    }
    paper_end_table(writer->paper);
    paper_form_put(
        writer, PAPER_NOTE,
        N_("Alphabetical at the unit's first meeting and one place on at each that follows, so that every "
           "candidate speaks in each place as often as every other, or once more."));
}

void paper_agenda(struct paper_writer *writer, size_t number)
{
    static const char *const parts[] = {
        N_("1. The reason for the meeting is stated, those present are introduced."),
        N_("2. The Fatherland Front presides, introduces the candidates and reads their biographies."),
        N_("3. Each candidate presents his or her programme of action, in the order below."),
        N_("4. Voters give their opinions and proposals; candidates and voters exchange views openly."),
        N_("5. The chair closes the meeting."),
    };
    const struct paper_meeting *meeting = meeting_at(writer, number);
    const struct paper_unit *unit = unit_of(writer, meeting);

    paper_form_head(writer, paper_form_front(writer, unit, '\n'), NULL, unit->area);
    paper_form_put(writer, PAPER_TITLE, N_("AGENDA"));
    paper_form_say(writer, PAPER_SUBTITLE, "Voter-contact meeting of the candidates of %s", unit->name);
    paper_skip(writer->paper, 8);
    put_where_and_when(writer, meeting);
    paper_form_put(writer, PAPER_SECTION, N_("Order of the meeting"));
    for (size_t i = 0; i < COUNT_OF(parts); i++)
        paper_form_put(writer, PAPER_PLAIN, parts[i]);
    paper_form_put(writer, PAPER_SECTION, N_("Speaking order"));
    put_speakers(writer, meeting);
}

/* ---- attendance sheet ---- */

void paper_attendance(struct paper_writer *writer, size_t number)
{
    const struct paper_meeting *meeting = meeting_at(writer, number);
    const struct paper_unit *unit = unit_of(writer, meeting);
    const struct paper_column columns[] = {{paper_form_text(writer, N_("No.")), 1, PAPER_CENTRE},
                                           {paper_form_text(writer, N_("Full name")), 5, PAPER_LEFT},
                                           {paper_form_text(writer, N_("Address or unit")), 5, PAPER_LEFT},
                                           {paper_form_text(writer, N_("Signature")), 3, PAPER_LEFT}};
    int64_t rows = unit->attendance < ATTENDANCE_ROWS_MAX ? unit->attendance : ATTENDANCE_ROWS_MAX;

    paper_form_head(writer, paper_form_front(writer, unit, '\n'), NULL, meeting->commune_name);
    paper_form_put(writer, PAPER_TITLE, N_("ATTENDANCE SHEET"));
    paper_form_say(writer, PAPER_SUBTITLE, "Voter-contact meeting of the candidates of %s", unit->name);
    paper_form_pair(writer, N_("Time"), time_of(writer, meeting));
    paper_form_pair(writer, N_("Place"), place_of(writer, &meeting->main, meeting->commune_name));
    paper_begin_table(writer->paper, columns, COUNT_OF(columns));
    for (int64_t i = 1; i <= rows; i++) {
        char order[24];
        snprintf(order, sizeof order, "%lld", (long long)i);
        paper_put_row(writer->paper, (const char *const[]){order, "", "", ""});
    }
    paper_end_table(writer->paper);
}

/* ---- minutes (art. 66.3) ---- */

void paper_minutes(struct paper_writer *writer, size_t number)
{
    const struct paper_meeting *meeting = meeting_at(writer, number);
    const struct paper_unit *unit = unit_of(writer, meeting);

    paper_form_head(writer, paper_form_front(writer, unit, '\n'), NULL, meeting->commune_name);
    paper_form_put(writer, PAPER_TITLE, N_("MINUTES"));
    paper_form_say(writer, PAPER_SUBTITLE, "Voter-contact meeting of the candidates of %s", unit->name);
    paper_skip(writer->paper, 8);
    paper_form_pair(writer, N_("Form"), paper_words_form(writer->catalog, meeting));
    paper_form_pair(writer, N_("Time"), time_of(writer, meeting));
    paper_form_pair(writer, N_("Place"), place_of(writer, &meeting->main, meeting->commune_name));
    paper_form_pair(writer, N_("Chair"), DOTTED DOTTED DOTTED);
    paper_form_pair(writer, N_("Secretary"), DOTTED DOTTED DOTTED);
    paper_form_pair(writer, N_("Voters who came: in person"), DOTTED);
    paper_form_pair(writer, N_("Voters who came: online"), DOTTED);
    paper_form_put(writer, PAPER_SECTION, N_("Candidates present:"));
    put_people(writer, unit);
    paper_form_put(writer, PAPER_SECTION, N_("Course of the meeting:"));
    paper_put_dots(writer->paper, 5);
    paper_form_put(writer, PAPER_SECTION, N_("Opinions and proposals of the voters on each candidate:"));
    paper_put_dots(writer->paper, 8);
    paper_form_put(writer, PAPER_SECTION, N_("What the candidates answered:"));
    paper_put_dots(writer->paper, 5);
    paper_put_signatures(
        writer->paper,
        &(struct paper_signature){.duty = paper_form_text(writer, N_("SECRETARY")),
                                  .hint = paper_form_text(writer, N_("(signature and full name)"))},
        &(struct paper_signature){.duty = paper_form_text(writer, N_("CHAIR")),
                                  .hint = paper_form_text(writer, N_("(signature and full name)"))});
    paper_form_say(writer, PAPER_NOTE, "Meeting %s", meeting->code);
}
