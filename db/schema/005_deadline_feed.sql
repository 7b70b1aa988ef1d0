-- What calendars of deadlines show of a milestone and of its versions. The table is made anew, so that its columns keep their
-- comments. A step that concerns an area no more stays, cancelled, since calendar programs must be told of it.
DROP INDEX milestone_step;
DROP INDEX milestone_of_area;
ALTER TABLE milestone RENAME TO milestone_before;

-- The dates of each step in each area it concerns, as the staff last accepted them; made from the law pack, the days off
-- and the records.
-- Half a million rows are written at once for the whole country, so the level is not checked here.
CREATE TABLE milestone (
    id           INTEGER PRIMARY KEY,
    election     INTEGER NOT NULL REFERENCES election (id),
    area         INTEGER REFERENCES area (id) ON DELETE CASCADE, -- NULL: the whole election, or no area of the level is known
    step         TEXT    NOT NULL CHECK (step <> ''), -- id of the duty or task
    level        TEXT    NOT NULL, -- of those who owe it: central, province, district, commune, unit, polling_station
    from_day     INTEGER, -- first day allowed; NULL: none
    from_minute  INTEGER, -- its hour; NULL: the whole day
    until_day    INTEGER, -- last day as computed, without override; NULL: none, or it waits for an act
    until_minute INTEGER, -- its hour; NULL: the whole day
    due_day      INTEGER, -- last day that holds: of the override, or else as computed
    due_minute   INTEGER, -- its hour; NULL: the whole day
    target_day   INTEGER, -- the office's own last day; NULL: none, or the days off are not known
    provisional  INTEGER NOT NULL CHECK (provisional IN (0, 1)), -- counted from what is not recorded yet
    done         INTEGER NOT NULL CHECK (done IN (0, 1)), -- it is recorded as an act
    cancelled    INTEGER NOT NULL CHECK (cancelled IN (0, 1)), -- it concerns the area no more; its dates are the last it had
    shown_day    INTEGER, -- day of its calendar entry; the last one it had, when it has no date any more; NULL: never had one
    shown_minute INTEGER, -- hour of its calendar entry; NULL: none
    sequence     INTEGER NOT NULL CHECK (sequence >= 0), -- 0 when first computed, +1 for day, hour, done, cancelled
    last_modified_utc INTEGER NOT NULL -- moment of the last change of this row
) STRICT;
INSERT INTO milestone (id, election, area, step, level, from_day, from_minute, until_day, until_minute, due_day, due_minute,
                       target_day, provisional, done, cancelled, shown_day, shown_minute, sequence, last_modified_utc)
SELECT m.id, m.election, m.area, m.step, m.level, m.from_day, m.from_minute, m.until_day, m.until_minute, m.due_day,
       m.due_minute, m.target_day, m.provisional, 0, 0, coalesce(m.due_day, m.from_day),
       CASE WHEN m.due_day IS NULL THEN m.from_minute ELSE m.due_minute END, 0, e.created_utc
FROM milestone_before AS m
JOIN election AS e ON e.id = m.election;
DROP TABLE milestone_before;
CREATE UNIQUE INDEX milestone_step ON milestone (election, coalesce(area, 0), step);
CREATE INDEX milestone_of_area ON milestone (area);

CREATE INDEX feed_area ON feed (area);
