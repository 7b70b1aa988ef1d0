-- Who may do what in the web service.
CREATE TABLE account (
    id           INTEGER PRIMARY KEY,
    login        TEXT    NOT NULL UNIQUE CHECK (login <> ''), -- no name of a person need be in it
    password     TEXT,             -- argon2id with its parameters and salt; NULL: none yet, so that nobody comes in
    created_utc  INTEGER NOT NULL, -- moment
    disabled_utc INTEGER           -- moment; NULL: may come in
) STRICT;

CREATE TABLE account_role (
    account INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    role    TEXT    NOT NULL -- what it may do, and on which level
            CHECK (role IN ('administrator', 'auditor', 'province', 'district', 'commune', 'viewer')),
    area    INTEGER REFERENCES area (id) ON DELETE CASCADE -- there and below; NULL: everywhere
) STRICT;
CREATE UNIQUE INDEX account_role_one ON account_role (account, coalesce(area, 0), role);
CREATE INDEX account_role_area ON account_role (area);
