#include "app/tables_degrees.h"

#include <math.h>

#define SEMI_MAJOR_M 6378137.0
#define FLATTENING (1 / 298.257223563)
#define MERIDIAN 106.0
#define SCALE 0.9990
#define EAST_M 500000.0

/* L. Krueger, "Konforme Abbildung des Erdellipsoids in der Ebene" (1912), to the third power of n: right to a
 * millimetre within 1,000 km of the meridian. */
struct tables_metres tables_metres_of(struct tables_degrees degrees)
{
    const double radians = M_PI / 180;
    const double n = FLATTENING / (2 - FLATTENING);
    const double radius_m = SEMI_MAJOR_M / (1 + n) * (1 + n * n / 4);
    const double alpha[] = {n / 2 - 2 * n * n / 3 + 5 * n * n * n / 16, 13 * n * n / 48 - 3 * n * n * n / 5,
                            61 * n * n * n / 240};
    const double eccentricity = 2 * sqrt(n) / (1 + n);
    double sine = sin(degrees.latitude / 1e6 * radians);
    double away = (degrees.longitude / 1e6 - MERIDIAN) * radians;
    double t = sinh(atanh(sine) - eccentricity * atanh(eccentricity * sine));
    double north = atan2(t, cos(away));
    double east = atanh(sin(away) / sqrt(1 + t * t));
    double x = east;
    double y = north;

    for (int i = 0; i < 3; i++) {
        int turns = 2 * (i + 1);
        x += alpha[i] * cos(turns * north) * sinh(turns * east);
        y += alpha[i] * sin(turns * north) * cosh(turns * east);
    }
    return (struct tables_metres){(int32_t)lround(EAST_M + SCALE * radius_m * x),
                                  (int32_t)lround(SCALE * radius_m * y)};
}

/* The column with the flag; there are two, east and north, one after the other. */
static size_t find_column(const struct tables_shape *shape, unsigned flag)
{
    size_t i = 0;

    while ((shape->columns[i].flags & flag) == 0)
        i++;
    return i;
}

static int32_t *number_at(const struct tables_shape *shape, size_t column, void *item)
{
    return (int32_t *)(void *)((char *)item + shape->columns[column].offset);
}

void tables_project(const struct tables_shape *shape, void *item)
{
    size_t metres = find_column(shape, COLUMN_METRES);
    size_t degrees = find_column(shape, COLUMN_DEGREES);
    int32_t *latitude = number_at(shape, degrees, item);
    int32_t *longitude = number_at(shape, degrees + 1, item);
    struct tables_metres place = tables_metres_of((struct tables_degrees){*latitude, *longitude});

    *number_at(shape, metres, item) = place.x_m;
    *number_at(shape, metres + 1, item) = place.y_m;
    *latitude = 0;
    *longitude = 0;
}
