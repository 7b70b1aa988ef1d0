#include "web/api.h"

#define PAGED "limit cursor"

const struct api_endpoint api_endpoints[] = {
    {HTTP_GET, "/openapi.json", "this document", API_READ, 0, api_document, NULL, API_PUBLIC},
    {HTTP_GET, "/self", "the token, its account and its scopes", API_READ, 0, api_self, NULL, API_ANYBODY},

    /* elections, and what is in them */
    {HTTP_GET, "/elections", "elections in which the account has a role", API_READ, 0, api_elections, NULL,
     API_ANYBODY},
    {HTTP_GET, "/elections/{}", "an election and how much there is of it", API_READ, RIGHTS_VIEW,
     api_election, NULL, API_ELECTION},
    {HTTP_GET, "/elections/{}/areas", "provinces, districts, communes", API_READ, RIGHTS_VIEW, api_areas,
     PAGED, API_ELECTION},
    {HTTP_GET, "/elections/{}/venues", "halls and other places", API_READ, RIGHTS_VIEW, api_venues, PAGED,
     API_ELECTION},
    {HTTP_GET, "/elections/{}/units", "electoral units", API_READ, RIGHTS_VIEW, api_units, "level " PAGED,
     API_ELECTION},
    {HTTP_GET, "/elections/{}/units/{}", "a unit with what each of its candidates is given", API_READ,
     RIGHTS_VIEW, api_unit, NULL, API_ELECTION},
    {HTTP_GET, "/elections/{}/candidates", "candidates as on the official list", API_READ, RIGHTS_VIEW,
     api_candidates, PAGED, API_ELECTION},
    {HTTP_GET, "/elections/{}/candidates/{}", "a candidate with meetings and the state of the calendar",
     API_READ, RIGHTS_VIEW, api_candidate, NULL, API_ELECTION},

    {HTTP_GET, "/elections/{}/search",
     "units, candidates, areas, venues, meetings, steps by a part of a name", API_READ, RIGHTS_VIEW,
     api_search, "q", API_ELECTION},
    {HTTP_POST, "/elections/{}/import", "put tables into an election", API_IMPORT, RIGHTS_IMPORT, api_import,
     NULL, API_ELECTION | API_ONCE},

    /* the timetable */
    {HTTP_GET, "/elections/{}/timetable", "steps of the timetable with dates and what was recorded", API_READ,
     RIGHTS_VIEW, api_timetable, "state area level " PAGED, API_ELECTION},
    {HTTP_GET, "/elections/{}/timetable/{}", "one step in every area", API_READ, RIGHTS_VIEW, api_step,
     "state area level " PAGED, API_ELECTION},
    {HTTP_POST, "/elections/{}/timetable/{}", "record that a step was done", API_TIMETABLE, RIGHTS_RECORD,
     api_step_record, NULL, API_ELECTION},

    /* meetings */
    {HTTP_GET, "/elections/{}/meetings", "meetings, published or of the newest draft", API_READ, RIGHTS_VIEW,
     api_meetings, "draft unit candidate area status from until " PAGED, API_ELECTION},
    {HTTP_GET, "/elections/{}/meetings/{}", "a meeting as published and as drafted", API_READ, RIGHTS_VIEW,
     api_meeting, NULL, API_ELECTION},
    {HTTP_GET, "/elections/{}/meetings/{}/alternatives", "where else a meeting could be", API_READ,
     RIGHTS_VIEW, api_alternatives, "draft", API_ELECTION},
    {HTTP_POST, "/elections/{}/meetings/{}/move", "move a meeting in the draft", API_PLAN, RIGHTS_PLAN,
     api_meeting_move, NULL, API_ELECTION},
    {HTTP_POST, "/elections/{}/meetings/{}/switch", "hold a meeting online, or in person", API_PLAN,
     RIGHTS_PLAN, api_meeting_switch, NULL, API_ELECTION},
    {HTTP_POST, "/elections/{}/meetings/{}/cancel", "cancel a meeting", API_PLAN, RIGHTS_PLAN,
     api_meeting_cancel, NULL, API_ELECTION},
    {HTTP_POST, "/elections/{}/meetings/{}/restore", "hold a cancelled meeting after all", API_PLAN,
     RIGHTS_PLAN, api_meeting_restore, NULL, API_ELECTION},
    {HTTP_POST, "/elections/{}/meetings/{}/pin", "keep a meeting where it is", API_PLAN, RIGHTS_PLAN,
     api_meeting_pin, NULL, API_ELECTION},
    {HTTP_POST, "/elections/{}/meetings/{}/unpin", "let a meeting be moved again", API_PLAN, RIGHTS_PLAN,
     api_meeting_unpin, NULL, API_ELECTION},

    /* the plan */
    {HTTP_GET, "/elections/{}/plan/check", "what became wrong with published meetings", API_READ, RIGHTS_VIEW,
     api_plan_check, NULL, API_ELECTION},
    {HTTP_GET, "/elections/{}/plan/judgement", "a plan held against every rule", API_READ, RIGHTS_VIEW,
     api_plan_judge, "draft", API_ELECTION},
    {HTTP_POST, "/elections/{}/plan/replan", "mend the plan, moving as little as possible", API_PLAN,
     RIGHTS_PLAN, api_plan_replan, NULL, API_ELECTION | API_ONCE},
    {HTTP_POST, "/elections/{}/weather", "have the meetings of an area online for some days, or back",
     API_PLAN, RIGHTS_PLAN, api_weather, NULL, API_ELECTION | API_ONCE},

    {HTTP_POST, "/elections/{}/plan/runs", "search a plan, as a job", API_PLAN, RIGHTS_PLAN, api_plan_run,
     NULL, API_ELECTION | API_ONCE},
    {HTTP_GET, "/elections/{}/jobs/{}", "how far a job is", API_READ, RIGHTS_VIEW, api_job, NULL,
     API_ELECTION},
    {HTTP_POST, "/elections/{}/jobs/{}/stop", "ask a job to end early", API_PLAN, RIGHTS_PLAN, api_job_stop,
     NULL, API_ELECTION},

    /* releases */
    {HTTP_GET, "/elections/{}/releases", "what was published", API_READ, RIGHTS_VIEW, api_releases, PAGED,
     API_ELECTION},
    {HTTP_GET, "/elections/{}/releases/{}", "what a release changed, and why", API_READ, RIGHTS_VIEW,
     api_release, NULL, API_ELECTION},
    {HTTP_GET, "/elections/{}/release-preview",
     "what publishing the draft would change, and whom it would tell", API_READ, RIGHTS_VIEW,
     api_release_preview, NULL, API_ELECTION},
    {HTTP_POST, "/elections/{}/releases", "publish the draft", API_RELEASE, RIGHTS_PUBLISH, api_publish, NULL,
     API_ELECTION | API_ONCE},
    {HTTP_POST, "/elections/{}/releases/{}/approve", "approve what a release tells", API_MESSAGES,
     RIGHTS_PUBLISH, api_release_approve, NULL, API_ELECTION},

    /* messages */
    {HTTP_GET, "/elections/{}/messages", "how the messages stand", API_READ, RIGHTS_VIEW, api_messages, NULL,
     API_ELECTION},
    {HTTP_GET, "/elections/{}/messages/all", "each message and what became of it", API_READ, RIGHTS_VIEW,
     api_evidence, "state meeting " PAGED, API_ELECTION},
    {HTTP_GET, "/elections/{}/messages/preview", "what would be sent now", API_MESSAGES, RIGHTS_PUBLISH,
     api_messages_preview, "texts", API_ELECTION},
    {HTTP_POST, "/elections/{}/messages/{}/settle", "say what became of a message", API_MESSAGES,
     RIGHTS_PUBLISH, api_message_settle, NULL, API_ELECTION},
    {HTTP_POST, "/elections/{}/messages/release-held", "let go what was held after an outage", API_MESSAGES,
     RIGHTS_PUBLISH, api_messages_release_held, NULL, API_ELECTION | API_ONCE},

    /* reports */
    {HTTP_GET, "/elections/{}/reports/equality", "what each candidate of a unit is given", API_READ,
     RIGHTS_VIEW, api_equality, "unit draft", API_ELECTION},
    {HTTP_GET, "/elections/{}/reports/contact", "how the meetings with voters went", API_READ, RIGHTS_VIEW,
     api_contact, "unit area", API_ELECTION},

    /* people and the log */
    {HTTP_GET, "/people", "accounts and their roles", API_PEOPLE, RIGHTS_ACCOUNTS, api_people, PAGED, 0},
    {HTTP_POST, "/people", "make an account, without a password", API_PEOPLE, RIGHTS_ACCOUNTS, api_person_add,
     NULL, 0},
    {HTTP_POST, "/people/{}/grant", "give a role", API_PEOPLE, RIGHTS_ACCOUNTS, api_person_grant, NULL, 0},
    {HTTP_POST, "/people/{}/revoke", "take a role back", API_PEOPLE, RIGHTS_ACCOUNTS, api_person_revoke, NULL,
     0},
    {HTTP_POST, "/people/{}/disable", "let an account come in no more", API_PEOPLE, RIGHTS_ACCOUNTS,
     api_person_disable, NULL, 0},
    {HTTP_POST, "/people/{}/enable", "let a disabled account come in again", API_PEOPLE, RIGHTS_ACCOUNTS,
     api_person_enable, NULL, 0},
    {HTTP_GET, "/audit", "the log of changes", API_AUDIT, RIGHTS_AUDIT, api_audit,
     "since who kind about " PAGED, 0},
};
const size_t api_endpoint_count = COUNT_OF(api_endpoints);
