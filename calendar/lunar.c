#include "calendar/lunar.h"

#include "base/cleanup.h"

#include <math.h>

#define JULIAN_DAY_1970 2440588        /* of 1 January 1970, counted from noon */
#define FIRST_NEW_MOON 2415021.0769987 /* Julian day of new moon 0, in January 1900 */
#define MONTH_DAYS 29.530588853
#define CENTURY_MONTHS 1236.85
#define ZONE_DAYS (7.0 / 24)

static double sine(double degrees)
{
    return sin(fmod(degrees, 360) * 3.14159265358979323846 / 180);
}

/* Terms of the sun's and the moon's place that move the true new moon away from the mean one. */
static const struct {
    double days;
    int sun; /* multiples of the sun's anomaly, the moon's, and the moon's distance from the node */
    int moon;
    int node;
} terms[] = {
    {0.0021, 2, 0, 0},   {-0.4068, 0, 1, 0}, {0.0161, 0, 2, 0},   {-0.0004, 0, 3, 0},
    {0.0104, 0, 0, 2},   {-0.0051, 1, 1, 0}, {-0.0074, 1, -1, 0}, {0.0004, 1, 0, 2},
    {-0.0004, -1, 0, 2}, {-0.0006, 0, 1, 2}, {0.0010, 0, -1, 2},  {0.0005, 1, 2, 0},
};

/* Julian day of new moon number k (Meeus, chapter 32), in universal time. */
static double new_moon(int k)
{
    double t = k / CENTURY_MONTHS;
    double mean = 2415020.75933 + 29.53058868 * k + (0.0001178 - 0.000000155 * t) * t * t +
                  0.00033 * sine(166.56 + (132.87 - 0.009173 * t) * t);
    double sun = 359.2242 + 29.10535608 * k - (0.0000333 + 0.00000347 * t) * t * t;
    double moon = 306.0253 + 385.81691806 * k + (0.0107306 + 0.00001236 * t) * t * t;
    double node = 21.2964 + 390.67050646 * k - (0.0016528 + 0.00000239 * t) * t * t;
    double away = (0.1734 - 0.000393 * t) * sine(sun);

    for (unsigned i = 0; i < COUNT_OF(terms); i++)
        away += terms[i].days * sine(terms[i].sun * sun + terms[i].moon * moon + terms[i].node * node);
    double dynamical = -0.000278 + (0.000265 + 0.000262 * t) * t;
    return mean + away - dynamical;
}

/* Day since 1970 on which new moon k falls in Viet Nam. */
static int new_moon_day(int k)
{
    return (int)floor(new_moon(k) + 0.5 + ZONE_DAYS) - JULIAN_DAY_1970;
}

/* In which twelfth of the ecliptic the sun stands as a day begins in Viet Nam; 9: from the winter solstice on. */
static int sun_sector(int day)
{
    double t = (day + JULIAN_DAY_1970 - 0.5 - ZONE_DAYS - 2451545.0) / 36525;
    double anomaly = 357.52910 + (35999.05030 - (0.0001559 + 0.00000048 * t) * t) * t;
    double longitude = 280.46645 + (36000.76983 + 0.0003032 * t) * t +
                       (1.914600 - (0.004817 + 0.000014 * t) * t) * sine(anomaly) +
                       (0.019993 - 0.000101 * t) * sine(2 * anomaly) + 0.000290 * sine(3 * anomaly);

    longitude = fmod(longitude, 360);
    return (int)floor((longitude < 0 ? longitude + 360 : longitude) / 30);
}

/* The last new moon at or before a day. */
static int month_of(int day)
{
    int k = (int)floor((day + JULIAN_DAY_1970 - FIRST_NEW_MOON) / MONTH_DAYS) + 1;

    while (new_moon_day(k) > day)
        k--;
    return k;
}

/* The month that holds the winter solstice of a solar year. */
static int eleventh_month(int year)
{
    int k = month_of(civil_date_make((struct civil_ymd){year, 12, 31}).day);

    return sun_sector(new_moon_day(k)) >= 9 ? k - 1 : k;
}

/* The first month from `first` on in which the sun enters no new sector. */
static int leap_month(int first)
{
    int k = first + 1;

    while (sun_sector(new_moon_day(k)) != sun_sector(new_moon_day(k + 1)) && k < first + 13)
        k++;
    return k;
}

struct lunar_date lunar_date_of(struct civil_date date)
{
    int month = month_of(date.day);
    int year = civil_date_split(date).year;
    int solstice = eleventh_month(year);

    /* `year` becomes the solar year of the solstice month at or before this month. */
    if (solstice > month)
        solstice = eleventh_month(--year);
    int behind = month - solstice;
    bool long_year = eleventh_month(year + 1) - solstice == 13;
    int leap = long_year ? leap_month(solstice) - solstice : 99;
    int number = 11 + behind - (behind >= leap);
    return (struct lunar_date){.year = number > 12 ? year + 1 : year,
                               .month = number > 12 ? number - 12 : number,
                               .day = date.day - new_moon_day(month) + 1,
                               .leap = behind == leap};
}
