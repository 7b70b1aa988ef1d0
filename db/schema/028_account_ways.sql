-- Ways into an account besides its password, and tables that were sent to be imported and wait for a yes.
CREATE TABLE account_seen (
    account INTEGER PRIMARY KEY REFERENCES account (id) ON DELETE CASCADE,
    at_utc  INTEGER NOT NULL -- moment of a recent request, to some minutes
) STRICT;

-- An address with which somebody chooses a password, once.
CREATE TABLE account_link (
    account    INTEGER PRIMARY KEY REFERENCES account (id) ON DELETE CASCADE,
    token_hash BLOB    NOT NULL UNIQUE, -- the token itself is only in the address
    until_utc  INTEGER NOT NULL         -- moment from which on it opens nothing
) STRICT;

-- A second factor: codes that a phone makes from a secret and the time (RFC 6238).
CREATE TABLE account_factor (
    account   INTEGER PRIMARY KEY REFERENCES account (id) ON DELETE CASCADE,
    secret    BLOB    NOT NULL, -- 20 bytes that the phone has, too
    since_utc INTEGER,          -- moment from which on codes are asked for; NULL: the phone has not shown one yet
    last_step INTEGER NOT NULL  -- half minute since 1970 of the newest code that was taken: none is taken twice
) STRICT;

-- Whoever knew the password and has not shown a code yet.
CREATE TABLE account_wait (
    token_hash BLOB    PRIMARY KEY, -- the token itself is only in a cookie of the browser
    account    INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    until_utc  INTEGER NOT NULL     -- moment from which on the password is asked for again
) STRICT;
CREATE INDEX account_wait_account ON account_wait (account);

CREATE TABLE account_recovery (
    account   INTEGER NOT NULL REFERENCES account_factor (account) ON DELETE CASCADE,
    code_hash BLOB    NOT NULL, -- of a code on paper, for whoever has lost the phone; it goes when it is used
    PRIMARY KEY (account, code_hash)
) STRICT;

-- Files between their dry run and the yes of whoever sent them; a later one of the same person takes their place.
CREATE TABLE import_upload (
    id          INTEGER PRIMARY KEY,
    account     INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    election    INTEGER NOT NULL REFERENCES election (id) ON DELETE CASCADE,
    created_utc INTEGER NOT NULL, -- moment; after some hours they are forgotten
    UNIQUE (account, election)
) STRICT;
CREATE INDEX import_upload_election ON import_upload (election);

CREATE TABLE import_upload_file (
    upload INTEGER NOT NULL REFERENCES import_upload (id) ON DELETE CASCADE,
    name   TEXT    NOT NULL, -- of the table: params.csv
    bytes  BLOB    NOT NULL, -- of the file, as they were sent
    PRIMARY KEY (upload, name)
) STRICT;
