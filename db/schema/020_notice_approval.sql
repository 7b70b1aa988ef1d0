-- What persons decide about notices: that a release may be told, and what became of a notice nobody knows of.

-- A release without a row was published before this was kept, by whom is not known.
CREATE TABLE release_approval (
    release      INTEGER PRIMARY KEY REFERENCES release (id),
    author       TEXT    NOT NULL, -- who published it, an office or an account
    approved_by  TEXT,             -- who said that it may be told; NULL: nobody yet
    approved_utc INTEGER           -- moment
) STRICT;

CREATE TABLE notice_settlement (
    id          INTEGER PRIMARY KEY,
    notice      INTEGER NOT NULL REFERENCES notice (id),
    at_utc      INTEGER NOT NULL, -- moment
    who         TEXT    NOT NULL, -- who decided, an office or an account
    before      TEXT    NOT NULL, -- its state until then: unknown, failed
    decision    TEXT    NOT NULL CHECK (decision IN ('delivered', 'failed', 'send-again')), -- what became of it
    may_double  INTEGER NOT NULL CHECK (may_double IN (0, 1)), -- sent again though the person may have it, and the gateway knows no repetition
    why         TEXT    NOT NULL CHECK (why <> '') -- in the words of whoever decided
) STRICT;
CREATE INDEX notice_settlement_notice ON notice_settlement (notice);
