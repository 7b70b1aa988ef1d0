-- Every change of meaning, in the order in which it was stored. Each entry carries a hash over itself and the hash of the one
-- before (src/app/audit.h gives the form), so that nothing can be changed, put in or taken out later without a trace. Nothing
-- refers to other tables, for what an entry tells of may be gone. No names of persons, telephone numbers or mail addresses.
CREATE TABLE audit (
    number   INTEGER PRIMARY KEY CHECK (number > 0), -- 1, 2, 3 without a gap
    at_utc   INTEGER NOT NULL, -- moment, by the clock of the machine
    source   TEXT    NOT NULL CHECK (source IN ('cli', 'web', 'worker')), -- by which way
    host     TEXT    NOT NULL, -- name of the machine
    who      TEXT    NOT NULL, -- account of the machine, or number of the user of the web service
    verb     TEXT    NOT NULL, -- the command that does the same, such as plan publish
    election INTEGER,          -- id; NULL: of no election
    kind     TEXT    NOT NULL, -- what it is about: election, candidate, area, step
    about    TEXT    NOT NULL, -- its code, number or id; '' when there is no single one
    before   TEXT    NOT NULL, -- '' when there was nothing
    after    TEXT    NOT NULL, -- '' when nothing is left
    words    TEXT    NOT NULL, -- the sentence in English, which is the key of its translations
    args     TEXT    NOT NULL, -- what stands for its %s, divided by U+001F
    previous TEXT    NOT NULL, -- hash of the entry before, 64 characters of 0-9 a-f; of the first, 64 zeros
    hash     TEXT    NOT NULL  -- of this entry, 64 characters of 0-9 a-f
) STRICT;
CREATE INDEX audit_about ON audit (kind, about);

-- The end of the chain. Whoever adds an entry changes this row first, so that writers wait for each other and the chain has no
-- branches.
CREATE TABLE audit_head (
    one    INTEGER PRIMARY KEY CHECK (one = 1), -- the table has one row
    number INTEGER NOT NULL, -- of the newest entry; 0: none
    hash   TEXT    NOT NULL  -- its hash
) STRICT;
INSERT INTO audit_head (one, number, hash)
VALUES (1, 0, '0000000000000000000000000000000000000000000000000000000000000000');
