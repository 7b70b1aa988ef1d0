-- Published meetings that a candidate's calendar showed, of a unit in which an import found the candidate no more, or again:
-- calendar programs must be told of it.
CREATE TABLE departed_meeting (
    candidate   INTEGER NOT NULL REFERENCES candidate (id) ON DELETE CASCADE, -- whose calendar
    meeting     INTEGER NOT NULL REFERENCES meeting (id) ON DELETE CASCADE,
    gone        INTEGER NOT NULL CHECK (gone IN (0, 1)), -- the candidate takes no part in it now
    steps       INTEGER NOT NULL CHECK (steps >= 0), -- by how much SEQUENCE there is above the meeting's; +1 with each such change
    changed_utc INTEGER NOT NULL, -- moment of the last of them on the feed clock
    PRIMARY KEY (candidate, meeting)
) STRICT;
CREATE INDEX departed_meeting_meeting ON departed_meeting (meeting);
