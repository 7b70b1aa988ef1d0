-- What calendars of deadlines say beside the dates: the document that set them, and the names of steps, also of those that a
-- later law pack has no more.
CREATE TABLE milestone_document (
    milestone INTEGER PRIMARY KEY REFERENCES milestone (id) ON DELETE CASCADE,
    document  TEXT    NOT NULL CHECK (document <> '') -- number of the override or resolution that set its dates
) STRICT;

CREATE TABLE step_name (
    election INTEGER NOT NULL REFERENCES election (id),
    step     TEXT    NOT NULL CHECK (step <> ''), -- id of the duty or task
    vi       TEXT    NOT NULL, -- its name in Vietnamese
    en       TEXT    NOT NULL, -- its name in English
    PRIMARY KEY (election, step)
) STRICT;
