-- Calendars of every kind, what phones were given of them, and what calendars show besides meetings and deadlines. The table of
-- addresses is made anew, so that its columns keep their comments.
DROP INDEX feed_election;
DROP INDEX feed_candidate;
DROP INDEX feed_area;
ALTER TABLE feed RENAME TO feed_before;

-- A secret calendar address. The calendar of a commune is public, has a fixed address and no row here.
CREATE TABLE feed (
    id             INTEGER PRIMARY KEY,
    election       INTEGER NOT NULL REFERENCES election (id),
    kind           TEXT    NOT NULL -- what it shows
                   CHECK (kind IN ('candidate', 'unit', 'staff', 'deadlines', 'cutoff', 'timetable')),
    candidate      INTEGER REFERENCES candidate (id), -- whose meetings: of candidate
    unit           INTEGER REFERENCES unit (id),      -- whose meetings: of unit
    area           INTEGER REFERENCES area (id),      -- of staff, deadlines and cutoff
    level          TEXT    -- whose timetable: of timetable
                   CHECK (level IN ('central', 'province', 'district', 'commune', 'unit', 'polling_station')),
    token_hash     BLOB    NOT NULL UNIQUE, -- the address itself is not kept
    language       TEXT    NOT NULL CHECK (language IN ('vi', 'en')), -- of its words
    alarms         INTEGER NOT NULL CHECK (alarms IN (0, 1)), -- entries carry alarms; only when asked for
    created_utc    INTEGER NOT NULL, -- moment
    revoked_utc    INTEGER, -- moment; NULL: in use
    last_fetch_utc INTEGER, -- moment; NULL: never fetched
    last_client    TEXT     -- what the calendar program called itself then
) STRICT;
INSERT INTO feed (id, election, kind, candidate, unit, area, token_hash, language, alarms, created_utc, revoked_utc,
                  last_fetch_utc, last_client)
SELECT id, election, kind, candidate, unit, area, token_hash, language, alarms, created_utc, revoked_utc, last_fetch_utc,
       last_client
FROM feed_before;
DROP TABLE feed_before;
CREATE INDEX feed_election ON feed (election);
CREATE INDEX feed_candidate ON feed (candidate);
CREATE INDEX feed_unit ON feed (unit);
CREATE INDEX feed_area ON feed (area);

-- Which states of a calendar a phone was given. What stood in it then follows from meeting_version: of each meeting the newest
-- version that is not younger than the state.
CREATE TABLE feed_served (
    feed      INTEGER NOT NULL REFERENCES feed (id) ON DELETE CASCADE,
    state_utc INTEGER NOT NULL, -- moment, on the feed clock, of the newest change in what was given
    first_utc INTEGER NOT NULL, -- moment at which it was given first
    last_utc  INTEGER NOT NULL, -- moment at which it was given, or found unchanged, last
    PRIMARY KEY (feed, state_utc)
) STRICT;

-- When each version of a meeting's calendar entry came to be; what it said stands in release_meeting.
CREATE TABLE meeting_version (
    meeting     INTEGER NOT NULL REFERENCES meeting (id) ON DELETE CASCADE,
    sequence    INTEGER NOT NULL, -- SEQUENCE of the entry
    release     INTEGER NOT NULL REFERENCES release (id), -- that made it
    changed_utc INTEGER NOT NULL, -- moment on the feed clock
    PRIMARY KEY (meeting, sequence)
) STRICT;
CREATE INDEX meeting_version_release ON meeting_version (release);
INSERT INTO meeting_version (meeting, sequence, release, changed_utc)
SELECT id, sequence, last_release, last_modified_utc FROM meeting;

-- When the head of a calendar changed, or which entries it has, other than by a release: another name, another unit.
CREATE TABLE calendar_change (
    id          INTEGER PRIMARY KEY,
    candidate   INTEGER UNIQUE REFERENCES candidate (id) ON DELETE CASCADE, -- whose calendar, or
    unit        INTEGER UNIQUE REFERENCES unit (id) ON DELETE CASCADE, -- of which unit, or
    area        INTEGER UNIQUE REFERENCES area (id) ON DELETE CASCADE, -- of which area
    changed_utc INTEGER NOT NULL -- moment on the feed clock
) STRICT;

-- The dates of each step as they hold where no area has dates of its own: what the timetable of a level shows.
CREATE TABLE general_milestone (
    election     INTEGER NOT NULL REFERENCES election (id),
    step         TEXT    NOT NULL CHECK (step <> ''), -- id of the duty or task
    levels       INTEGER NOT NULL, -- of those who owe it, 1 for central, 2, 4, 8 for those below, added up
    from_day     INTEGER, -- first day allowed; NULL: none
    until_day    INTEGER, -- last day as computed, without override; NULL: none, or it waits for an act
    due_day      INTEGER, -- last day that holds
    target_day   INTEGER, -- the office's own last day; NULL: none, or the days off are not known
    provisional  INTEGER NOT NULL CHECK (provisional IN (0, 1)), -- counted from what is not recorded yet
    done         INTEGER NOT NULL CHECK (done IN (0, 1)), -- it is recorded as an act of the whole election
    cancelled    INTEGER NOT NULL CHECK (cancelled IN (0, 1)), -- the law asks it no more, or it has lost its date
    document     TEXT    NOT NULL, -- number of the document that set the dates; '': the law
    shown_day    INTEGER NOT NULL, -- day of its calendar entry; the last one it had
    shown_minute INTEGER, -- hour of its calendar entry; NULL: none
    sequence     INTEGER NOT NULL CHECK (sequence >= 0), -- 0 when first computed, +1 for day, hour, done, cancelled
    last_modified_utc INTEGER NOT NULL, -- moment of the last change of this row
    PRIMARY KEY (election, step)
) STRICT;

CREATE INDEX release_meeting_start ON release_meeting (start_utc);
