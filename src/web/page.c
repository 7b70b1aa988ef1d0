#include "web/page.h"

#include "web/html.h"

void page_put(const struct call *call, const char *before, const char *key, const char *after)
{
    struct text *page = &call->response->body;

    text_put(page, before);
    html_put(page, catalog_text(call->site->catalog, key));
    text_put(page, after);
}

void page_begin(const struct call *call, const char *title)
{
    http_set_header(call->response, "Content-Type", "text/html; charset=utf-8");
    text_putf(&call->response->body,
              "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n"
              "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n",
              catalog_language(call->site->catalog));
    page_put(call, "<title>", title, "</title>\n");
    text_put(&call->response->body,
             "<link rel=\"stylesheet\" href=\"/style.css\">\n</head>\n<body>\n<main>\n");
    page_put(call, "<h1>", title, "</h1>\n");
}

void page_end(const struct call *call)
{
    text_put(&call->response->body, "</main>\n</body>\n</html>\n");
}
