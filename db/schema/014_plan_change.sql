-- What staff do to a plan after it was made: pins, single changes, storms; what releases said; what became wrong.

-- How a draft came about, and what became of it. A draft without a row was made by the planner.
CREATE TABLE draft_origin (
    draft   INTEGER PRIMARY KEY REFERENCES draft (id) ON DELETE CASCADE,
    origin  TEXT    NOT NULL CHECK (origin IN ('made', 'replanned', 'edited', 'weather')), -- by which command
    release INTEGER REFERENCES release (id) -- NULL: not published
) STRICT;
CREATE INDEX draft_origin_release ON draft_origin (release);

-- Why a meeting of a draft is not where it was before.
CREATE TABLE draft_reason (
    draft INTEGER NOT NULL REFERENCES draft (id) ON DELETE CASCADE,
    code  TEXT    NOT NULL CHECK (code <> ''), -- of the meeting
    words TEXT    NOT NULL, -- the sentence in English, which is the key of its translations
    args  TEXT    NOT NULL, -- what stands for its %s, divided by U+001F
    PRIMARY KEY (draft, code)
) STRICT;

-- Meetings that staff hold to their place and time, in every draft.
CREATE TABLE pin (
    election   INTEGER NOT NULL REFERENCES election (id),
    code       TEXT    NOT NULL CHECK (code <> ''), -- of the meeting
    unit       INTEGER NOT NULL REFERENCES unit (id),
    mode       TEXT    NOT NULL CHECK (mode IN ('direct', 'online')), -- direct: in person
    venue      INTEGER NOT NULL REFERENCES venue (id),
    start_utc  INTEGER NOT NULL, -- moment
    end_utc    INTEGER NOT NULL, -- moment
    reason     TEXT    NOT NULL, -- the staff's words
    pinned_by  TEXT    NOT NULL, -- who asked for it, an office or an account
    pinned_utc INTEGER NOT NULL, -- moment
    PRIMARY KEY (election, code),
    CHECK (start_utc < end_utc)
) STRICT;
CREATE INDEX pin_unit ON pin (unit);
CREATE INDEX pin_venue ON pin (venue);

-- On these days nobody meets in person in the area.
CREATE TABLE weather (
    id         INTEGER PRIMARY KEY,
    election   INTEGER NOT NULL REFERENCES election (id),
    area       INTEGER NOT NULL REFERENCES area (id),
    first_day  INTEGER NOT NULL, -- day
    last_day   INTEGER NOT NULL, -- day
    document   TEXT    NOT NULL, -- number of the document that allows it; '' when none
    begun_utc  INTEGER NOT NULL, -- moment at which it was switched on
    ended_utc  INTEGER,          -- moment at which it was switched off; NULL: on
    CHECK (first_day <= last_day)
) STRICT;
CREATE INDEX weather_election ON weather (election);
CREATE INDEX weather_area ON weather (area);

-- The meetings that a storm drove away, as they were before.
CREATE TABLE weather_meeting (
    weather   INTEGER NOT NULL REFERENCES weather (id) ON DELETE CASCADE,
    code      TEXT    NOT NULL CHECK (code <> ''), -- of the meeting
    unit      INTEGER NOT NULL REFERENCES unit (id),
    venue     INTEGER NOT NULL REFERENCES venue (id), -- where it was to be held in person
    start_utc INTEGER NOT NULL, -- moment
    end_utc   INTEGER NOT NULL, -- moment
    PRIMARY KEY (weather, code)
) STRICT;
CREATE INDEX weather_meeting_unit ON weather_meeting (unit);
CREATE INDEX weather_meeting_venue ON weather_meeting (venue);

-- What a document allows for one meeting against the numbers of its unit.
CREATE TABLE waiver (
    election  INTEGER NOT NULL REFERENCES election (id),
    code      TEXT    NOT NULL CHECK (code <> ''), -- of the meeting
    kind      TEXT    NOT NULL CHECK (kind IN ('online', 'cancelled')), -- one more online meeting, or one meeting fewer
    unit      INTEGER NOT NULL REFERENCES unit (id),
    document  TEXT    NOT NULL CHECK (document <> ''), -- its number
    given_utc INTEGER NOT NULL, -- moment
    PRIMARY KEY (election, code, kind)
) STRICT;
CREATE INDEX waiver_unit ON waiver (unit);

-- What a release said of each meeting it changed, so that any release can be compared.
CREATE TABLE release_meeting (
    release   INTEGER NOT NULL REFERENCES release (id),
    meeting   INTEGER NOT NULL REFERENCES meeting (id),
    status    TEXT    NOT NULL CHECK (status IN ('confirmed', 'cancelled')), -- as in meeting
    mode      TEXT    NOT NULL CHECK (mode IN ('direct', 'online')), -- of the main site
    venue     INTEGER REFERENCES venue (id), -- of the main site
    start_utc INTEGER NOT NULL, -- moment
    end_utc   INTEGER NOT NULL, -- moment
    PRIMARY KEY (release, meeting)
) STRICT;
CREATE INDEX release_meeting_meeting ON release_meeting (meeting);
CREATE INDEX release_meeting_venue ON release_meeting (venue);

INSERT INTO release_meeting (release, meeting, status, mode, venue, start_utc, end_utc)
SELECT m.last_release, m.id, m.status, m.mode, s.venue, m.start_utc, m.end_utc
FROM meeting AS m
LEFT JOIN meeting_site AS s ON s.meeting = m.id AND s.position = 0;

-- When the published plan was last held against the rules.
CREATE TABLE plan_check (
    election    INTEGER PRIMARY KEY REFERENCES election (id),
    checked_utc INTEGER NOT NULL -- moment
) STRICT;

-- What was wrong with it then.
CREATE TABLE plan_mark (
    election INTEGER NOT NULL REFERENCES election (id),
    position INTEGER NOT NULL CHECK (position >= 0), -- in the order of the judge
    meeting  INTEGER REFERENCES meeting (id), -- NULL: it is about no single meeting
    other    INTEGER REFERENCES meeting (id), -- with which it clashes
    rule     TEXT    NOT NULL, -- code of the rule
    severity TEXT    NOT NULL, -- block, block_release, warn
    words    TEXT    NOT NULL, -- the sentence in English, which is the key of its translations
    args     TEXT    NOT NULL, -- what stands for its %s, divided by U+001F
    PRIMARY KEY (election, position)
) STRICT;
CREATE INDEX plan_mark_meeting ON plan_mark (meeting);
CREATE INDEX plan_mark_other ON plan_mark (other);
