/* Locals that release themselves when they leave scope, by the compiler's cleanup attribute.
 *
 *     CLEANUP(arena_done) struct arena arena;      // x_init/x_done: the caller's storage
 *     CLEANUP(db_close_ptr) struct db *db = NULL;  // x_new/x_free: a heap object; see DEFINE_CLEANUP
 */
#ifndef BASE_CLEANUP_H
#define BASE_CLEANUP_H

#define CLEANUP(release) __attribute__((cleanup(release)))

/* Defines `release_ptr(type **)`, the form CLEANUP needs, for `release(type *)`, which must take NULL. */
#define DEFINE_CLEANUP(type, release)                                                                        \
    static inline void release##_ptr(type **object)                                                          \
    {                                                                                                        \
        release(*object);                                                                                    \
        *object = NULL;                                                                                      \
    }

#define MUST_USE __attribute__((warn_unused_result))
#define PRINTF_LIKE(format_index, first_arg) __attribute__((format(printf, format_index, first_arg)))

#define COUNT_OF(array) (sizeof(array) / sizeof((array)[0]))

#endif
