-- The three rounds of consultation (hiệp thương) and what voters said of candidates where they live.

-- A conference that was held; a later record of the same round, list and area ends the earlier one.
CREATE TABLE consultation (
    id           INTEGER PRIMARY KEY,
    election     INTEGER NOT NULL REFERENCES election (id),
    area         INTEGER REFERENCES area (id),             -- whose conference; NULL: the central one
    round        INTEGER NOT NULL CHECK (round BETWEEN 1 AND 3), -- first, second or third
    list         TEXT    NOT NULL CHECK (list IN ('na', 'council')), -- National Assembly, or the area's own council
    day          INTEGER NOT NULL,                         -- when it was held
    invited      INTEGER NOT NULL CHECK (invited > 0),     -- persons called to it
    present      INTEGER NOT NULL CHECK (present BETWEEN 0 AND invited), -- persons who came
    seats        INTEGER NOT NULL CHECK (seats > 0),       -- deputies to be elected
    candidates   INTEGER NOT NULL CHECK (candidates >= 0), -- persons on the list after the round
    document     TEXT    NOT NULL,                         -- number of the minutes; '' when none
    recorded_utc INTEGER NOT NULL,                         -- moment
    ended_utc    INTEGER                                   -- moment at which it was replaced; NULL: holds
) STRICT;
CREATE UNIQUE INDEX consultation_current ON consultation (election, coalesce(area, 0), list, round)
    WHERE ended_utc IS NULL;
CREATE INDEX consultation_area ON consultation (area);

-- The vote of confidence of a residence voter conference on a candidate; the newest holds.
CREATE TABLE confidence (
    candidate    INTEGER PRIMARY KEY REFERENCES candidate (id) ON DELETE CASCADE,
    day          INTEGER NOT NULL,                          -- when the conference was held
    present      INTEGER NOT NULL CHECK (present > 0),      -- voters who came
    in_favour    INTEGER NOT NULL CHECK (in_favour BETWEEN 0 AND present), -- voters who have confidence
    document     TEXT    NOT NULL,                          -- number of the minutes; '' when none
    recorded_utc INTEGER NOT NULL                           -- moment
) STRICT;
