#!/usr/bin/env python3
"""export.py EVENTS FOLDER: writes the calendars of events.py with the library icalendar."""
import datetime
import itertools
import pathlib
import sys
import zoneinfo

import icalendar

ZONE = zoneinfo.ZoneInfo("Asia/Ho_Chi_Minh")


def moment(text):
    if text.endswith("Z"):
        return datetime.datetime.strptime(text, "%Y%m%dT%H%M%SZ").replace(tzinfo=datetime.timezone.utc)
    if "T" in text:
        return datetime.datetime.strptime(text, "%Y%m%dT%H%M%S").replace(tzinfo=ZONE)
    return datetime.datetime.strptime(text, "%Y%m%d").date()


def plain(text):
    return text.replace("\\n", "\n").replace("\\,", ",").replace("\\;", ";")


def main():
    folder = pathlib.Path(sys.argv[2])
    with open(sys.argv[1], encoding="utf-8") as file:
        rows = (line.rstrip("\n").split("\t") for line in file)
        for (name, title), events in itertools.groupby(rows, key=lambda row: (row[0], row[1])):
            calendar = icalendar.Calendar()
            calendar.add("prodid", "-//bench//")
            calendar.add("version", "2.0")
            calendar.add("x-wr-calname", plain(title))
            for row in events:
                event = icalendar.Event()
                event.add("uid", row[2])
                event.add("sequence", int(row[3] or 0))
                event.add("dtstamp", moment(row[4]))
                event.add("dtstart", moment(row[5]))
                event.add("dtend", moment(row[6]))
                event.add("summary", plain(row[7]))
                event.add("location", plain(row[8]))
                event.add("description", plain(row[9]))
                calendar.add_component(event)
            (folder / name).write_bytes(calendar.to_ical())


main()
