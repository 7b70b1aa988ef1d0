-- The dated resolutions that hold for an election: files of the data folder, named.
CREATE TABLE election_resolution (
    election     INTEGER NOT NULL REFERENCES election (id),
    name         TEXT    NOT NULL CHECK (name <> ''), -- of the file, such as 102-2025
    law_pack     TEXT    NOT NULL,                    -- id of the pack it was taken up under; holds only there
    polling_day  INTEGER NOT NULL,                    -- day it was taken up for; holds only then
    recorded_utc INTEGER NOT NULL,                    -- moment
    PRIMARY KEY (election, name)
) STRICT;
