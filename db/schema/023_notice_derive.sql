-- What alarms and reminders are found by.

-- Steps whose record names a document. Without one, the alarms of a step go on.
CREATE TABLE milestone_proof (
    milestone INTEGER PRIMARY KEY REFERENCES milestone (id) ON DELETE CASCADE -- of the step
) STRICT;
INSERT INTO milestone_proof (milestone)
SELECT m.id FROM milestone AS m
WHERE m.done = 1 AND EXISTS (SELECT 1 FROM act AS a
                             WHERE a.election = m.election AND a.step = m.step AND a.ended_utc IS NULL
                               AND a.document <> '' AND (a.area IS NULL OR a.area = m.area));

CREATE INDEX milestone_due ON milestone (election, due_day);
CREATE INDEX notice_about ON notice (election, kind, about_utc);
