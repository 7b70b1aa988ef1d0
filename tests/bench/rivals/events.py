#!/usr/bin/env python3
"""events.py FOLDER: the events of the calendars of an export, one a line, for programs that shall write the same: file, name of the
calendar, uid, sequence, stamp, start, end, title, place, text, with tabs between them."""
import pathlib
import sys


def lines(path):
    return path.read_bytes().decode().replace("\r\n ", "").split("\r\n")


def main():
    for path in sorted(pathlib.Path(sys.argv[1]).glob("*.ics")):
        name, event = "", None
        for line in lines(path):
            key, _, value = line.partition(":")
            key = key.partition(";")[0]
            if line == "BEGIN:VEVENT":
                event = {}
            elif line == "END:VEVENT":
                print(path.name, name, *(event.get(k, "") for k in
                      ("UID", "SEQUENCE", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "LOCATION", "DESCRIPTION")), sep="\t")
                event = None
            elif event is not None:
                event[key] = value
            elif key == "X-WR-CALNAME":
                name = value


main()
