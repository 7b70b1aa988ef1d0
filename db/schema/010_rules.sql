-- What the law and the staff add to the tables from which meetings are planned.

-- Campaigns that begin later or end earlier than that of the election. NULL: no other than that.
CREATE TABLE area_window (
    area      INTEGER PRIMARY KEY REFERENCES area (id) ON DELETE CASCADE, -- a commune
    start_utc INTEGER, -- moment
    end_utc   INTEGER  -- moment
) STRICT;

CREATE TABLE unit_window (
    unit      INTEGER PRIMARY KEY REFERENCES unit (id) ON DELETE CASCADE,
    start_utc INTEGER, -- moment
    end_utc   INTEGER  -- moment
) STRICT;

-- As venue_block: sessions in which a whole unit holds no meeting. Districts and provinces stand in area_block; there nobody
-- can come together then, while for a commune its committee is away.
CREATE TABLE unit_block (
    unit     INTEGER NOT NULL REFERENCES unit (id),
    day      INTEGER NOT NULL,                        -- day
    sessions TEXT    NOT NULL CHECK (sessions <> ''), -- letters
    PRIMARY KEY (unit, day)
) STRICT;

-- When staff forbid meetings, would rather avoid them, or prefer them.
CREATE TABLE preference (
    id       INTEGER PRIMARY KEY,
    election INTEGER NOT NULL REFERENCES election (id),
    wish     TEXT    NOT NULL CHECK (wish IN ('forbid', 'avoid', 'prefer')), -- what they wish
    scope    TEXT    NOT NULL CHECK (scope IN ('all', 'level', 'unit', 'province', 'district', 'commune')), -- of which meetings
    item     TEXT    NOT NULL,               -- the level, or the code of the unit or area; '' for all
    unit     INTEGER REFERENCES unit (id),   -- of the scope unit
    area     INTEGER REFERENCES area (id),   -- of the scopes province, district and commune
    day      INTEGER NOT NULL,               -- day; 0: every day
    weekdays INTEGER NOT NULL CHECK (weekdays BETWEEN 0 AND 127), -- 1 Monday, 2 Tuesday, 4 Wednesday, ... added up; 0: all
    sessions TEXT    NOT NULL,               -- letters; '' all
    price_m  INTEGER NOT NULL CHECK (price_m >= 0), -- metres of a candidate's way; 0 where it is forbidden
    document TEXT    NOT NULL,               -- where it stands; '' when not said
    UNIQUE (election, wish, scope, item, day, weekdays, sessions)
) STRICT;
CREATE INDEX preference_unit ON preference (unit);
CREATE INDEX preference_area ON preference (area);

-- Minutes of a journey that the straight line does not tell: a ferry, a pass.
CREATE TABLE venue_travel (
    from_venue INTEGER NOT NULL REFERENCES venue (id),
    to_venue   INTEGER NOT NULL REFERENCES venue (id),
    minutes    INTEGER NOT NULL CHECK (minutes >= 0),        -- minutes
    both_ways  INTEGER NOT NULL CHECK (both_ways IN (0, 1)), -- the way back takes as long
    remark     TEXT    NOT NULL,                             -- the staff's words; '' when none
    PRIMARY KEY (from_venue, to_venue)
) STRICT;
CREATE INDEX venue_travel_to ON venue_travel (to_venue);

CREATE TABLE area_travel (
    from_area INTEGER NOT NULL REFERENCES area (id), -- a commune: any of its venues
    to_area   INTEGER NOT NULL REFERENCES area (id), -- a commune
    minutes   INTEGER NOT NULL CHECK (minutes >= 0),        -- minutes
    both_ways INTEGER NOT NULL CHECK (both_ways IN (0, 1)), -- the way back takes as long
    remark    TEXT    NOT NULL,                             -- the staff's words; '' when none
    PRIMARY KEY (from_area, to_area)
) STRICT;
CREATE INDEX area_travel_to ON area_travel (to_area);

-- How many meetings guidance asks for; the law has no number.
CREATE TABLE plan_minimum (
    election INTEGER NOT NULL REFERENCES election (id),
    level    TEXT    NOT NULL CHECK (level IN ('na', 'province', 'district', 'commune')), -- of units
    meetings INTEGER NOT NULL CHECK (meetings > 0), -- of each unit
    document TEXT    NOT NULL,                      -- where it stands
    PRIMARY KEY (election, level)
) STRICT;

CREATE TABLE plan_waiver (
    unit     INTEGER PRIMARY KEY REFERENCES unit (id),
    meetings INTEGER NOT NULL CHECK (meetings >= 0), -- that are enough for this unit
    document TEXT    NOT NULL                        -- who allowed it, and by which paper
) STRICT;

-- What must be confirmed before a venue may take part in an online meeting.
CREATE TABLE online_condition (
    venue          INTEGER PRIMARY KEY REFERENCES venue (id),
    technical      INTEGER NOT NULL CHECK (technical IN (0, 1)),      -- the equipment and the line work
    network_safety INTEGER NOT NULL CHECK (network_safety IN (0, 1)), -- an toàn thông tin mạng
    cyber_security INTEGER NOT NULL CHECK (cyber_security IN (0, 1)), -- an ninh mạng
    document       TEXT    NOT NULL                                   -- who confirmed it, and by which paper
) STRICT;

-- What a broken rule of planning means, where staff set it.
CREATE TABLE plan_rule (
    election INTEGER NOT NULL REFERENCES election (id),
    rule     TEXT    NOT NULL CHECK (rule <> ''), -- code, such as NOTICE
    severity TEXT    NOT NULL CHECK (severity IN ('block', 'block_release', 'warn', 'ignored')), -- of a breach
    reason   TEXT    NOT NULL, -- the staff's words
    document TEXT    NOT NULL, -- by which paper
    PRIMARY KEY (election, rule)
) STRICT;
