/* Joint meetings into the store: each as a unit made of two others, with the candidates of both. What it is called and how long
 * its meetings last follows from the two, so all are put anew whenever tables are imported.
 */
#ifndef APP_IMPORT_JOINTS_H
#define APP_IMPORT_JOINTS_H

#include "app/import_rows.h"

/* After all rows that they refer to were put. */
enum error_code import_joints_put(const struct import_rows *rows, struct error *err) MUST_USE;
/* ERROR_DATA when a plan or a notice refers to it. */
enum error_code import_joints_remove(const struct import_rows *rows, const struct tables_joint_meeting *joint,
                                     struct error *err) MUST_USE;
/* Gives all of the election their candidates, after the last change of candidacies. */
enum error_code import_joints_seat(const struct import_rows *rows, struct error *err) MUST_USE;

#endif
