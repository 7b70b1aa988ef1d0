-- Long work that the web service does by itself, so that nobody has to keep a page open.
CREATE TABLE job (
    id          INTEGER PRIMARY KEY,
    election    INTEGER NOT NULL REFERENCES election (id),
    kind        TEXT    NOT NULL CHECK (kind <> ''), -- what is done: plan, ...
    parameters  TEXT    NOT NULL, -- as the kind of work writes them; options and ids, no names of persons
    state       TEXT    NOT NULL CHECK (state IN ('waiting', 'running', 'done', 'failed', 'stopped')), -- how it stands
    stop_wanted INTEGER NOT NULL DEFAULT 0 CHECK (stop_wanted IN (0, 1)), -- 1: it shall end early
    done        INTEGER NOT NULL DEFAULT 0, -- of total, in whatever the work counts
    total       INTEGER NOT NULL DEFAULT 0, -- 0: nobody knows
    words       TEXT    NOT NULL DEFAULT '', -- what it is at, or why it failed: the sentence in English
    args        TEXT    NOT NULL DEFAULT '', -- what stands for its %s, divided by U+001F
    result      TEXT    NOT NULL DEFAULT '', -- what came of it, as the kind of work writes it
    started_by  TEXT    NOT NULL, -- account: user:12
    holder      TEXT    NOT NULL DEFAULT '', -- the service that does it
    asked_utc   INTEGER NOT NULL, -- moment
    began_utc   INTEGER,          -- moment
    ended_utc   INTEGER           -- moment
) STRICT;
CREATE INDEX job_state ON job (state, id);
CREATE INDEX job_election ON job (election, kind, id);

-- Drafts that were made beside the newest one: they count only when somebody takes them.
CREATE TABLE draft_aside (
    draft INTEGER PRIMARY KEY REFERENCES draft (id) ON DELETE CASCADE
) STRICT;
