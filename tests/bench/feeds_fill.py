#!/usr/bin/env python3
"""feeds_fill.py STORE ENTRIES: gives every candidate's calendar of an imported and released plan that many entries, straight into a
store of SQLite."""
import sqlite3
import sys

DAY = 86400
FIRST = 1619570700  # 2021-04-28T07:45


def main():
    db = sqlite3.connect(sys.argv[1])
    entries = int(sys.argv[2])
    db.execute("PRAGMA foreign_keys = ON")
    (number,) = db.execute("SELECT max(id) FROM meeting").fetchone()
    venues = [row[0] for row in db.execute("SELECT id FROM venue ORDER BY id")]
    have = dict(db.execute("SELECT unit, count(*) FROM meeting GROUP BY unit"))
    columns = "id, election, code, uid, unit, status, mode, start_utc, end_utc, sequence, last_modified_utc, first_release, last_release"
    for (unit,) in db.execute("SELECT id FROM unit").fetchall():
        for at in range(have.get(unit, 0), entries):
            number += 1
            start = FIRST + at % 23 * DAY + (unit * 60 + at) % 600 * 60
            db.execute("INSERT INTO meeting (%s) VALUES (?, 1, ?, ?, ?, 'confirmed', 'direct', ?, ?, 0, ?, 1, 1)" % columns,
                       (number, "X%06d" % number, "x%06d@bench" % number, unit, start, start + 5400, FIRST - 9 * DAY))
            db.execute("INSERT INTO meeting_site (meeting, position, mode, venue, link, capacity) VALUES (?, 0, 'direct', ?, '', 100)",
                       (number, venues[number % len(venues)]))
    db.commit()
    print(db.execute("SELECT count(*) FROM meeting").fetchone()[0], "meetings")


main()
