/* The handlers of the routes, one file each. */
#ifndef WEB_HANDLERS_H
#define WEB_HANDLERS_H

#include "app/feed_open.h"
#include "web/routes.h"

/* feeds.c: /feeds/TOKEN.ics, the calendar behind a secret address (RFC 5545), with validators (RFC 9110, 13). */
enum error_code show_feed(struct call *call, struct error *err);
/* /xa/CODE.ics and /xa/CODE.en.ics, the public calendar of a commune. */
enum error_code show_commune_feed(struct call *call, struct error *err);

/* What a withdrawn address is answered: 410, a sentence for people who look with a browser, else a calendar of one entry
 * that says so, for programs that show whatever they get. */
enum error_code refuse_withdrawn(struct call *call, const struct feed *feed, struct error *err);

/* feed_page.c: /feeds/TOKEN, how to add that calendar to a phone or a computer. */
enum error_code show_feed_page(struct call *call, struct error *err);

/* public_commune.c, public_print.c, public_list.c: /xa/CODE, its published meetings for everybody; /xa/CODE/print, the same for
 * the notice board; /xa, the communes. */
enum error_code show_commune_page(struct call *call, struct error *err);
enum error_code show_commune_sheet(struct call *call, struct error *err);
enum error_code show_communes(struct call *call, struct error *err);

/* start_page.c: what this service is, for whoever comes by; and its style. */
enum error_code show_start_page(struct call *call, struct error *err);
enum error_code show_style(struct call *call, struct error *err);

/* asset.c: /static/HASH/NAME, styles and scripts that never change under their address. */
enum error_code show_asset(struct call *call, struct error *err);

/* health.c: alive; ready, which needs the store; what crawlers may look at. */
enum error_code show_alive(struct call *call, struct error *err);
enum error_code show_ready(struct call *call, struct error *err);
enum error_code show_robots(struct call *call, struct error *err);

/* hooks.c: what gateways report of messages, and pass on of people who write. */
enum error_code take_report(struct call *call, struct error *err);
enum error_code take_inbound(struct call *call, struct error *err);

/* api.c: everything for programs (web/api.h). */
enum error_code show_api(struct call *call, struct error *err);

/* watch.c: figures for monitoring. */
enum error_code show_metrics(struct call *call, struct error *err);

/* login_page.c: coming in and going. */
enum error_code show_login(struct call *call, struct error *err);
enum error_code log_in(struct call *call, struct error *err);
enum error_code show_code(struct call *call, struct error *err);
enum error_code take_code(struct call *call, struct error *err);
enum error_code log_out(struct call *call, struct error *err);

/* setup_page.c: the first account of an empty store, an election, and where its first steps stand. */
enum error_code show_first_account(struct call *call, struct error *err);
enum error_code make_first_account(struct call *call, struct error *err);
enum error_code show_new_election(struct call *call, struct error *err);
enum error_code make_election(struct call *call, struct error *err);
enum error_code show_setup(struct call *call, struct error *err);

/* welcome_page.c: the one-time address with which somebody chooses a password. */
enum error_code show_welcome(struct call *call, struct error *err);
enum error_code choose_password(struct call *call, struct error *err);

/* import_page.c: tables in, first as a rehearsal. */
enum error_code show_import(struct call *call, struct error *err);
enum error_code try_import(struct call *call, struct error *err);
enum error_code decide_import(struct call *call, struct error *err);

/* people_page.c: who may do what where. */
enum error_code show_people(struct call *call, struct error *err);
enum error_code add_person(struct call *call, struct error *err);
enum error_code show_person(struct call *call, struct error *err);
enum error_code change_person(struct call *call, struct error *err);

/* audit_page.c: who changed what and when. */
enum error_code show_audit(struct call *call, struct error *err);

/* settings_page.c: what the service runs with, and whether its gateways are right. */
enum error_code show_settings(struct call *call, struct error *err);
enum error_code try_mail(struct call *call, struct error *err);

/* account_page.c: what users may change about themselves; elections in which they have a role. */
enum error_code show_account(struct call *call, struct error *err);
enum error_code change_password(struct call *call, struct error *err);
enum error_code change_language(struct call *call, struct error *err);
/* account_page_safety.c: the second factor and the open sessions. */
enum error_code put_safety(struct call *call, struct error *err);
enum error_code change_factor(struct call *call, struct error *err);
enum error_code end_session(struct call *call, struct error *err);
enum error_code show_elections(struct call *call, struct error *err);

/* today_page.c: what is due, late or wrong in an election, each with what to do about it. */
enum error_code show_today(struct call *call, struct error *err);

/* search_page.c: whatever has a name or a code, found by a part of it. */
enum error_code show_search(struct call *call, struct error *err);

/* timetable_page.c: every step of an election, or those asked for. */
enum error_code show_timetable(struct call *call, struct error *err);

/* step_page.c: one step, where it stands in each area, and recording that it was done. */
enum error_code show_step(struct call *call, struct error *err);
enum error_code record_step(struct call *call, struct error *err);

/* what_if_page.c: what another polling day or law would move. */
enum error_code show_what_if(struct call *call, struct error *err);

/* plan_page.c: meetings published or drafted. */
enum error_code show_plan(struct call *call, struct error *err);

/* release_page.c, release_new_page.c, release_show_page.c: what was published, making it, and what each changed. */
enum error_code show_releases(struct call *call, struct error *err);
enum error_code show_new_release(struct call *call, struct error *err);
enum error_code publish_release(struct call *call, struct error *err);
enum error_code show_release(struct call *call, struct error *err);

/* board_page.c, board_move.c: meetings on the lines of their venues, as a picture that can be changed and as a table with
 * forms. */
enum error_code show_board(struct call *call, struct error *err);
enum error_code show_board_data(struct call *call, struct error *err);
enum error_code move_on_board(struct call *call, struct error *err);

/* plan_run_page.c: letting the planner run, and what came of it beside the present plan. */
enum error_code show_plan_run(struct call *call, struct error *err);
enum error_code start_plan_run(struct call *call, struct error *err);
enum error_code decide_plan_run(struct call *call, struct error *err);

/* job_page.c: long work under way, how far it is, and stopping it. */
enum error_code show_job(struct call *call, struct error *err);
enum error_code stop_job(struct call *call, struct error *err);
/* report_page.c: what is counted and proved, for paper and for a spreadsheet. */
enum error_code show_reports(struct call *call, struct error *err);
enum error_code show_report(struct call *call, struct error *err);
enum error_code download_report(struct call *call, struct error *err);

/* message_page.c: how the messages stand, and what a person decides about them. */
enum error_code show_messages(struct call *call, struct error *err);
enum error_code show_evidence(struct call *call, struct error *err);
enum error_code decide_messages(struct call *call, struct error *err);

/* candidate_list_page.c, candidate_page.c, candidate_change.c: candidates, one of them, and what is changed about how he or
 * she is told. */
enum error_code show_candidates(struct call *call, struct error *err);
enum error_code show_candidate(struct call *call, struct error *err);
enum error_code change_candidate(struct call *call, struct error *err);

/* weather_page.c: the meetings of an area online for some days, and back. */
enum error_code show_weather(struct call *call, struct error *err);
enum error_code switch_weather(struct call *call, struct error *err);

/* meeting_page.c, meeting_change.c, meeting_outcome.c, meeting_why.c, meeting_sheet.c: one meeting, changing it, what became
 * of it, why it is held where it is, and its announcement. */
enum error_code show_meeting(struct call *call, struct error *err);
enum error_code change_meeting(struct call *call, struct error *err);
enum error_code record_meeting(struct call *call, struct error *err);
enum error_code show_meeting_why(struct call *call, struct error *err);
enum error_code show_meeting_sheet(struct call *call, struct error *err);

/* paper_page.c: papers to print and sign. */
enum error_code show_papers(struct call *call, struct error *err);
enum error_code make_paper(struct call *call, struct error *err);

/* unit_page.c: the units, and one with its meetings and the equality of its candidates. */
enum error_code show_units(struct call *call, struct error *err);
enum error_code show_unit(struct call *call, struct error *err);

#endif
