-- Who has come in to the web service.
CREATE TABLE web_session (
    token_hash BLOB    PRIMARY KEY,  -- the token itself is only in a cookie of the browser
    account    INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    language   TEXT    NOT NULL CHECK (language IN ('vi', 'en')), -- of the pages
    begun_utc  INTEGER NOT NULL,     -- moment
    used_utc   INTEGER NOT NULL      -- moment of a recent request; written down every few minutes
) STRICT;
CREATE INDEX web_session_account ON web_session (account);
