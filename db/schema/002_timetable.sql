-- What was done and decided about the dated steps of an election, and the dates that follow. A step is a duty or event of
-- the election's law pack, or a task of its task files. Without an area a row holds for the whole election.

-- Nothing is changed here or taken away: a later record of the same act ends the earlier one.
CREATE TABLE act (
    id           INTEGER PRIMARY KEY,
    election     INTEGER NOT NULL REFERENCES election (id),
    step         TEXT    NOT NULL CHECK (step <> ''),      -- id of the duty, event or task
    area         INTEGER REFERENCES area (id),             -- where it was done; NULL: for all
    day          INTEGER NOT NULL,                         -- when it was done
    minute       INTEGER CHECK (minute BETWEEN 0 AND 1439), -- its hour; NULL: not known
    document     TEXT    NOT NULL,                         -- number of the paper that proves it; '' when none
    done_by      TEXT    NOT NULL,                         -- the office that did it; '' when not said
    recorded_utc INTEGER NOT NULL,                         -- moment
    ended_utc    INTEGER                                   -- moment at which it was withdrawn or replaced; NULL: holds
) STRICT;
CREATE UNIQUE INDEX act_current ON act (election, coalesce(area, 0), step) WHERE ended_utc IS NULL;
CREATE INDEX act_area ON act (area);

-- A date that a document sets in the place of the computed one. It holds under the law pack it was made under.
CREATE TABLE step_override (
    id           INTEGER PRIMARY KEY,
    election     INTEGER NOT NULL REFERENCES election (id),
    step         TEXT    NOT NULL CHECK (step <> ''),      -- id of the duty
    area         INTEGER REFERENCES area (id),             -- there and below; NULL: everywhere
    day          INTEGER NOT NULL,                         -- the last day now
    minute       INTEGER CHECK (minute BETWEEN 0 AND 1439), -- its hour; NULL: the whole day
    document     TEXT    NOT NULL CHECK (document <> ''),  -- number of the document that says so
    author       TEXT    NOT NULL,                         -- who entered it; '' when not said
    law_pack     TEXT    NOT NULL,                         -- id of the pack it was made under
    recorded_utc INTEGER NOT NULL,                         -- moment
    ended_utc    INTEGER                                   -- moment at which it was withdrawn or replaced; NULL: holds
) STRICT;
CREATE UNIQUE INDEX step_override_current ON step_override (election, coalesce(area, 0), step) WHERE ended_utc IS NULL;
CREATE INDEX step_override_area ON step_override (area);

CREATE TABLE step_owner (
    election INTEGER NOT NULL REFERENCES election (id),
    step     TEXT    NOT NULL CHECK (step <> ''), -- id of the duty or task
    area     INTEGER REFERENCES area (id),        -- there and below; NULL: everywhere
    owner    TEXT    NOT NULL CHECK (owner <> '') -- office that answers for it
) STRICT;
CREATE UNIQUE INDEX step_owner_one ON step_owner (election, coalesce(area, 0), step);
CREATE INDEX step_owner_area ON step_owner (area);

-- The dates of each step in each area it concerns, as the staff last accepted them; made from the law pack, the days off
-- and the rows above, and to be made again at any time.
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
    provisional  INTEGER NOT NULL CHECK (provisional IN (0, 1)) -- counted from what is not recorded yet
) STRICT;
CREATE UNIQUE INDEX milestone_step ON milestone (election, coalesce(area, 0), step);
CREATE INDEX milestone_of_area ON milestone (area);

CREATE INDEX unit_of_area ON unit (area);
