"""What the icalendar package understands of calendars: a line for each entry, sorted."""
import datetime
import sys

import icalendar

UTC = datetime.timezone.utc


def moment(value):
    if isinstance(value, datetime.datetime):
        return value.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    return value.strftime("%Y%m%d")


for path in sys.argv[1:]:
    with open(path, "rb") as file:
        calendar = icalendar.Calendar.from_ical(file.read())
    for line in sorted(
        "\t".join([str(e["uid"]), str(e["sequence"]), moment(e["dtstart"].dt), moment(e["dtend"].dt), str(e["status"]), str(e["summary"])])
        for e in calendar.walk("VEVENT")
    ):
        print(f"{path}\t{line}")
