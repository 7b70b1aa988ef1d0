-- What became of meetings: who came, what voters said, and the minutes (art. 66.3).

-- A correction is a further row; the former ones stay.
CREATE TABLE meeting_report (
    id             INTEGER PRIMARY KEY,
    meeting        INTEGER NOT NULL REFERENCES meeting (id),
    form           TEXT    NOT NULL CHECK (form IN ('direct', 'online', 'hybrid')), -- as it was held
    in_person      INTEGER NOT NULL CHECK (in_person >= 0), -- voters who came
    online         INTEGER NOT NULL CHECK (online >= 0),    -- voters who took part online
    opinions       INTEGER NOT NULL CHECK (opinions >= 0),  -- how many were given
    opinion_words  TEXT    NOT NULL, -- what voters said, without names; '' when not written down here
    answer_words   TEXT    NOT NULL, -- what was done about it; ''
    minutes_day    INTEGER,          -- day on which the minutes came; NULL: they have not
    minutes_number TEXT    NOT NULL, -- of the minutes; ''
    recorded_by    TEXT    NOT NULL, -- an account
    recorded_utc   INTEGER NOT NULL, -- moment
    replaced_utc   INTEGER           -- moment of the correction; NULL: it holds
) STRICT;
CREATE INDEX meeting_report_meeting ON meeting_report (meeting);
CREATE UNIQUE INDEX meeting_report_newest ON meeting_report (meeting) WHERE replaced_utc IS NULL;
