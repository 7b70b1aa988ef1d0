/* The web service over the store of app/plan_fixture.h, with people who come in: mttq.tinh may do everything, xem may look. */
#ifndef TESTS_STAFF_SITE_H
#define TESTS_STAFF_SITE_H

#include "../app/plan_fixture.h"
#include "app/account.h"
#include "web/browser.h"
#include "web/service.h"

#define STAFF_SITE_PASSWORD "mot-cau-de-nho"

struct staff_site {
    struct fixture *f;
    struct settings settings;
    struct log log;
    struct service *service;
    struct browser browser;
};

static inline void staff_site_grant(struct staff_site *site, const char *login, enum rights_role role,
                                    const char *area)
{
    const struct account_grant grant = {.login = login, .role = role, .area = area};
    struct fixture *f = site->f;

    store_must(account_grant(&f->app, &grant, true, &f->arena, &f->err), &f->err);
}

static inline void staff_site_add_people(struct staff_site *site)
{
    struct fixture *f = site->f;
    const char *province = ask(f, "SELECT code FROM area WHERE level = 'province'");

    store_must(account_add(&f->app, "mttq.tinh", STAFF_SITE_PASSWORD, &f->err), &f->err);
    store_must(account_add(&f->app, "xem", STAFF_SITE_PASSWORD, &f->err), &f->err);
    staff_site_grant(site, "mttq.tinh", ROLE_ADMINISTRATOR, NULL);
    staff_site_grant(site, "mttq.tinh", ROLE_PROVINCE, province);
    staff_site_grant(site, "xem", ROLE_VIEWER, province);
}

static inline void staff_site_start(struct staff_site *site)
{
    const struct service_options options = {
        .listen = "127.0.0.1:0", .catalog = catalog_find("vi"), .log = &site->log};
    struct fixture *f = site->f;

    log_init(&site->log, f->app.clock, LOG_ERR);
    store_must(service_start(&f->app, &options, &site->service, &f->err), &f->err);
    browser_open(&site->browser, service_address(site->service));
}

/* Comes in as that person. */
static inline void staff_site_enter(struct staff_site *site, const char *login)
{
    browser_close(&site->browser);
    browser_open(&site->browser, service_address(site->service));
    browser_log_in(&site->browser, login, STAFF_SITE_PASSWORD);
}

static inline int staff_site_setup(void **state)
{
    struct staff_site *site = calloc(1, sizeof *site);
    void *fixture = NULL;

    if (site == NULL || set_up(&fixture) != 0)
        return -1;
    site->f = fixture;
    site->settings = settings_default;
    site->settings.service.public_url = "https://lich.example.vn";
    site->f->app.settings = &site->settings;
    staff_site_add_people(site);
    staff_site_start(site);
    staff_site_enter(site, "mttq.tinh");
    *state = site;
    return 0;
}

static inline int staff_site_teardown(void **state)
{
    struct staff_site *site = *state;
    void *fixture = site->f;

    browser_close(&site->browser);
    service_stop(site->service);
    free(site);
    return tear_down(&fixture);
}

#define staff_site_test(function)                                                                            \
    cmocka_unit_test_setup_teardown(function, staff_site_setup, staff_site_teardown)

#endif
