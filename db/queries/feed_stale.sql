-- Meetings that begin between two moments, now or as they once were, and what phones know of them that have not got their newest
-- state. What a phone shows is the newest version that is not younger than the state it was given.
-- name: feed_stale
-- full scan: of what begins soon
WITH near (meeting) AS (
    SELECT id FROM meeting
    WHERE election = :election AND start_utc > :from_utc AND start_utc <= :until_utc
    UNION
    SELECT r.meeting FROM release_meeting AS r
    WHERE r.start_utc > :from_utc AND r.start_utc <= :until_utc),
concerned (meeting, candidate) AS (
    SELECT n.meeting, y.candidate
    FROM near AS n
    JOIN meeting AS m ON m.id = n.meeting
    JOIN candidacy AS y ON y.unit = m.unit
    UNION
    SELECT n.meeting, g.candidate
    FROM near AS n
    JOIN departed_meeting AS g ON g.meeting = n.meeting)
SELECT t.candidate, t.candidate_code, t.meeting, t.meeting_code, t.sequence, t.status, t.start_utc, t.changed_utc,
       coalesce(t.last_fetch_utc, 0), CASE WHEN x.status = 'confirmed' THEN x.start_utc ELSE 0 END
FROM (SELECT c.id AS candidate, c.code AS candidate_code, m.id AS meeting, m.code AS meeting_code,
             m.sequence + coalesce(d.steps, 0) AS sequence,
             CASE WHEN d.gone = 1 THEN 'cancelled' ELSE m.status END AS status,
             m.start_utc, CASE WHEN k.changed_utc > m.last_modified_utc THEN k.changed_utc ELSE m.last_modified_utc END
             AS changed_utc,
             f.last_fetch_utc,
             coalesce((SELECT max(s.state_utc) FROM feed_served AS s WHERE s.feed = f.id), 0) AS state_utc
      FROM concerned AS n
      JOIN meeting AS m ON m.id = n.meeting
      JOIN candidate AS c ON c.id = n.candidate
      JOIN feed AS f ON f.candidate = c.id AND f.revoked_utc IS NULL
      LEFT JOIN departed_meeting AS d ON d.candidate = n.candidate AND d.meeting = n.meeting
      LEFT JOIN calendar_change AS k ON k.candidate = c.id
      WHERE m.election = :election) AS t
LEFT JOIN meeting_version AS v
       ON v.meeting = t.meeting
      AND v.sequence = (SELECT max(w.sequence) FROM meeting_version AS w
                        WHERE w.meeting = t.meeting AND w.changed_utc <= t.state_utc)
LEFT JOIN release_meeting AS x ON x.release = v.release AND x.meeting = v.meeting
WHERE t.changed_utc > t.state_utc
  AND ((t.status = 'confirmed' AND t.start_utc > :from_utc AND t.start_utc <= :until_utc)
       OR (x.status = 'confirmed' AND x.start_utc > :from_utc AND x.start_utc <= :until_utc))
ORDER BY t.candidate_code, t.meeting_code;

-- What the calendar of a candidate shows before an import takes candidacies away.
-- name: departed_note
INSERT INTO departed_meeting (candidate, meeting, gone, steps, changed_utc)
SELECT y.candidate, m.id, 0, 0, 0
FROM candidacy AS y
JOIN meeting AS m ON m.unit = y.unit
WHERE y.candidate = :candidate
ON CONFLICT (candidate, meeting) DO NOTHING;

-- name: departed_settle
-- full scan: of the few that ever left
UPDATE departed_meeting SET gone = 1 - gone, steps = steps + 1, changed_utc = :changed_utc
WHERE gone = CASE WHEN EXISTS (SELECT 1
                               FROM meeting AS m
                               JOIN candidacy AS y ON y.unit = m.unit
                               WHERE m.id = departed_meeting.meeting AND y.candidate = departed_meeting.candidate)
                  THEN 1 ELSE 0 END;

-- name: departed_forget
-- full scan: of the few that ever left
DELETE FROM departed_meeting WHERE steps = 0;
