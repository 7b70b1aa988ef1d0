/* Latitude and longitude (WGS 84) as metres on a plane, so that a plan counts in whole metres everywhere: the
 * transverse Mercator projection around the meridian 106 degrees east, from the equator, with 500 km added to the
 * east and a scale of 0.9990 on the meridian.
 *
 * On the mainland (102 to 109.5 degrees east) a distance comes out between 0.10 % too short and 0.13 % too long, out at
 * Truong Sa up to 1.3 % too long, and each place is rounded to a whole metre. One projection serves the whole country, so
 * that a venue added later moves no other.
 */
#ifndef APP_TABLES_DEGREES_H
#define APP_TABLES_DEGREES_H

#include "app/tables_shape.h"

struct tables_metres {
    int32_t x_m;
    int32_t y_m;
};

struct tables_metres tables_metres_of(struct tables_degrees degrees);

/* Puts metres into the columns of metres of an item, and 0 into those of degrees, from which they come. */
void tables_project(const struct tables_shape *shape, void *item);

#endif
