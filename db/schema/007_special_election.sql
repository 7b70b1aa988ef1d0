-- By-elections and elections held again; an election without row here is a general one.
CREATE TABLE special_election (
    election       INTEGER PRIMARY KEY REFERENCES election (id),
    kind           TEXT    NOT NULL CHECK (kind IN ('by_election', 'held_again')), -- which ladder of duties it has
    first_election INTEGER REFERENCES election (id), -- the one that is held again; NULL: a by-election
    held_again_by  TEXT    -- id of the duty that has it held again, such as extra_election; NULL: a by-election
) STRICT;
CREATE INDEX special_election_first ON special_election (first_election);

-- The table is made anew, so that its columns keep their comments: the voters of the place, on which the quorum depends.
ALTER TABLE confidence RENAME TO confidence_before;
CREATE TABLE confidence (
    candidate    INTEGER PRIMARY KEY REFERENCES candidate (id) ON DELETE CASCADE,
    day          INTEGER NOT NULL,                          -- when the conference was held
    voters       INTEGER CHECK (voters > 0),                -- voters of the place; NULL: not said
    present      INTEGER NOT NULL CHECK (present > 0),      -- voters who came
    in_favour    INTEGER NOT NULL CHECK (in_favour BETWEEN 0 AND present), -- voters who have confidence
    document     TEXT    NOT NULL,                          -- number of the minutes; '' when none
    recorded_utc INTEGER NOT NULL                           -- moment
) STRICT;
INSERT INTO confidence (candidate, day, present, in_favour, document, recorded_utc)
SELECT candidate, day, present, in_favour, document, recorded_utc FROM confidence_before;
DROP TABLE confidence_before;
