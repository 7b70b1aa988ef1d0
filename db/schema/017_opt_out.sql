-- Every time somebody asked for silence, and every time messages were wanted again; opt_out holds who is silent now.
CREATE TABLE opt_out_change (
    id      INTEGER PRIMARY KEY,
    address TEXT    NOT NULL CHECK (address <> ''), -- as in opt_out
    silent  INTEGER NOT NULL CHECK (silent IN (0, 1)), -- 1: no messages from here on; 0: messages are wanted again
    at_utc  INTEGER NOT NULL, -- moment
    who     TEXT    NOT NULL, -- who wrote it down, an office or an account; '' when not known
    how     TEXT    NOT NULL CHECK (how <> '') -- how it was learnt
) STRICT;
CREATE INDEX opt_out_change_address ON opt_out_change (address);

INSERT INTO opt_out_change (address, silent, at_utc, who, how)
SELECT o.address, 1, o.since_utc, '', CASE o.how WHEN '' THEN '-' ELSE o.how END FROM opt_out AS o;
