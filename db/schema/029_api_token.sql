-- Programs that act for an account through the API.
CREATE TABLE api_token (
    id          INTEGER PRIMARY KEY,
    account     INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE, -- acts with its rights
    name        TEXT    NOT NULL UNIQUE CHECK (name <> ''), -- what staff and the log of changes call it
    token_hash  BLOB    NOT NULL UNIQUE, -- the token itself is shown once and kept nowhere
    scopes      TEXT    NOT NULL CHECK (scopes <> ''), -- what it may be used for, words with blanks between them
    created_utc INTEGER NOT NULL, -- moment
    expires_utc INTEGER NOT NULL, -- moment from which it opens nothing
    revoked_utc INTEGER,          -- moment; NULL: not taken back
    used_utc    INTEGER           -- moment of a recent request, written down every few minutes; NULL: never
) STRICT;
CREATE INDEX api_token_account ON api_token (account);

-- What was answered to a request that must be done once, for whoever sends it again under the same key.
CREATE TABLE api_answer (
    token        INTEGER NOT NULL REFERENCES api_token (id) ON DELETE CASCADE,
    request_key  TEXT    NOT NULL CHECK (request_key <> ''), -- of the client's making
    request_hash BLOB    NOT NULL, -- of path and body: another request under the same key is refused
    at_utc       INTEGER NOT NULL, -- moment at which it came
    status       INTEGER NOT NULL, -- of HTTP; 0: it is being done
    body         TEXT    NOT NULL, -- JSON
    PRIMARY KEY (token, request_key)
) STRICT;
CREATE INDEX api_answer_at ON api_answer (at_utc);
