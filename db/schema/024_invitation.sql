-- Who is invited by mail to which meeting, and what was answered. The mails themselves are notices.
CREATE TABLE invitation (
    id                INTEGER PRIMARY KEY,
    meeting           INTEGER NOT NULL REFERENCES meeting (id),
    contact           INTEGER NOT NULL REFERENCES contact (id),
    answer            TEXT CHECK (answer IN ('accepted', 'declined', 'tentative')), -- NULL: none came
    answered_sequence INTEGER, -- version of the meeting that was answered
    answered_utc      INTEGER, -- moment of the answer, by the clock of whoever sent it
    read_utc          INTEGER, -- moment at which it was read here
    UNIQUE (meeting, contact)
) STRICT;
CREATE INDEX invitation_contact ON invitation (contact);
