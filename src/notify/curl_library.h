/* libcurl, loaded when the first message goes over the wire (base/library.h). */
#ifndef NOTIFY_CURL_LIBRARY_H
#define NOTIFY_CURL_LIBRARY_H

#include "base/error.h"

#define CURL_DISABLE_TYPECHECK /* its checks are macros of the functions' names */
#include <curl/curl.h>
#undef curl_easy_setopt
#undef curl_easy_getinfo
#undef curl_multi_setopt

/* clang-format off */
#define CURL_FUNCTIONS(X) \
    X(curl_easy_cleanup) X(curl_easy_getinfo) X(curl_easy_header) X(curl_getdate) X(curl_easy_init) X(curl_easy_perform) \
    X(curl_easy_reset) X(curl_easy_setopt) X(curl_easy_strerror) X(curl_global_init) \
    X(curl_multi_add_handle) X(curl_multi_cleanup) X(curl_multi_info_read) X(curl_multi_init) X(curl_multi_perform) \
    X(curl_multi_poll) X(curl_multi_remove_handle) X(curl_multi_setopt) X(curl_slist_append) X(curl_slist_free_all)
/* clang-format on */

#define CURL_POINTER(function) __typeof__(&function) function;
struct curl_library {
    CURL_FUNCTIONS(CURL_POINTER)
};

/* Set once by curl_library_load, and by nobody else. */
extern struct curl_library curl_library;

/* To be called before all others; any number of times, by any thread. */
enum error_code curl_library_load(struct error *err) MUST_USE;

#endif
