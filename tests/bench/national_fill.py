#!/usr/bin/env python3
"""national_fill.py STORE: publishes a meeting for each that the imported units need, and gives candidates and committees
contacts for other purposes until there are a million, straight into a store of SQLite: what a planner and the years bring."""
import sqlite3
import sys

DAY = 86400
FIRST = 1619570700  # 2021-04-28T07:45
CONTACTS = 1000000


def main():
    db = sqlite3.connect(sys.argv[1])
    db.execute("PRAGMA foreign_keys = ON")
    db.execute("INSERT INTO release (id, election, number, published_utc, note) VALUES (1, 1, 1, ?, '')", (FIRST - 9 * DAY,))
    venues = {}
    for area, venue in db.execute("SELECT area, id FROM venue"):
        venues.setdefault(area, []).append(venue)
    areas = {}
    for unit, area in db.execute("SELECT unit, area FROM unit_area ORDER BY unit, area"):
        areas.setdefault(unit, []).append(area)
    meeting = 0
    for unit, code, needed, minutes in db.execute("SELECT id, code, needed, duration_min FROM unit").fetchall():
        for number in range(needed):
            meeting += 1
            start = FIRST + (unit + number) % 23 * DAY + (0, 22500, 42300)[(unit + number) % 3]
            name = "%s-%02d" % (code, number)
            place = venues[areas[unit][number % len(areas[unit])]]
            db.execute("INSERT INTO meeting VALUES (?, 1, ?, ?, ?, 'confirmed', 'direct', ?, ?, 0, ?, 1, 1)",
                       (meeting, name, name + "@national", unit, start, start + minutes * 60, FIRST - 9 * DAY))
            db.execute("INSERT INTO meeting_site VALUES (?, 0, 'direct', ?, '', 100)", (meeting, place[number % len(place)]))
    for purpose in ("rehearsal", "survey"):
        left = CONTACTS - db.execute("SELECT count(*) FROM contact").fetchone()[0]
        db.execute("INSERT INTO contact (election, candidate, area, full_name, phone, email, purpose, source)"
                   " SELECT election, candidate, area, full_name, phone, email, ?, source FROM contact"
                   " WHERE purpose = 'meeting_notice' LIMIT ?", (purpose, max(left, 0)))
    db.commit()
    for table in ("candidate", "meeting", "contact"):
        print(table, db.execute("SELECT count(*) FROM " + table).fetchone()[0])


main()
