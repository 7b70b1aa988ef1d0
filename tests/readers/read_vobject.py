"""What the vobject package understands of calendars: a line for each entry, sorted."""
import datetime
import sys

import vobject

UTC = datetime.timezone.utc


def moment(value):
    if isinstance(value, datetime.datetime):
        return value.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    return value.strftime("%Y%m%d")


for path in sys.argv[1:]:
    with open(path, encoding="utf-8", newline="") as file:
        calendar = vobject.readOne(file.read())
    for line in sorted(
        "\t".join([e.uid.value, e.sequence.value, moment(e.dtstart.value), moment(e.dtend.value), e.status.value, e.summary.value])
        for e in calendar.contents.get("vevent", [])
    ):
        print(f"{path}\t{line}")
