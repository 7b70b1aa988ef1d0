-- name: feed_candidate_by_code
SELECT id, code, full_name FROM candidate WHERE election = :election AND code = :code;

-- name: feed_candidates
SELECT id, code FROM candidate WHERE election = :election ORDER BY code;

-- name: feed_candidates_without
SELECT c.id, c.code
FROM candidate AS c
WHERE c.election = :election
  AND NOT EXISTS (SELECT 1 FROM feed AS f WHERE f.candidate = c.id AND f.revoked_utc IS NULL)
ORDER BY c.code;

-- name: feed_count_in_use
SELECT count(*) FROM feed WHERE candidate = :candidate AND revoked_utc IS NULL;

-- name: feed_count_candidates_in_use
SELECT count(DISTINCT candidate) FROM feed WHERE election = :election AND revoked_utc IS NULL;

-- name: feed_insert
INSERT INTO feed (election, kind, candidate, area, token_hash, language, alarms, created_utc)
VALUES (:election, :kind, :candidate, :area, :token_hash, :language, :alarms, :created_utc);

-- name: feed_revoke
UPDATE feed SET revoked_utc = :revoked_utc WHERE candidate = :candidate AND revoked_utc IS NULL;

-- name: feed_count_deadlines_in_use
SELECT count(*) FROM feed WHERE area = :area AND kind = 'deadlines' AND revoked_utc IS NULL;

-- name: feed_revoke_deadlines
UPDATE feed SET revoked_utc = :revoked_utc WHERE area = :area AND kind = 'deadlines' AND revoked_utc IS NULL;

-- name: feed_list
SELECT coalesce(c.code, ''), coalesce(a.code, ''), f.created_utc, f.revoked_utc, f.last_fetch_utc, f.last_client
FROM feed AS f
LEFT JOIN candidate AS c ON c.id = f.candidate
LEFT JOIN area AS a ON a.id = f.area
WHERE f.election = :election
ORDER BY f.kind, c.code, a.code, f.id;

-- name: feed_by_token
SELECT f.id, coalesce(f.candidate, 0), coalesce(f.area, 0), f.language, f.alarms, f.revoked_utc,
       coalesce(k.value_utc, e.created_utc)
FROM feed AS f
JOIN election AS e ON e.id = f.election
LEFT JOIN feed_clock AS k ON k.election = f.election
WHERE f.token_hash = :token_hash;

-- name: feed_record_fetch
UPDATE feed SET last_fetch_utc = :fetched_utc, last_client = :client WHERE id = :feed;

-- name: feed_served_again
UPDATE feed_served SET last_utc = :fetched_utc WHERE feed = :feed AND state_utc = :state_utc;

-- name: feed_served_first
INSERT INTO feed_served (feed, state_utc, first_utc, last_utc)
SELECT f.id, :state_utc, :fetched_utc, :fetched_utc FROM feed AS f WHERE f.id = :feed
ON CONFLICT (feed, state_utc) DO UPDATE SET last_utc = excluded.last_utc;

-- Keeps the newest states.
-- name: feed_served_bound
DELETE FROM feed_served
WHERE feed = :feed
  AND state_utc <= (SELECT s.state_utc FROM feed_served AS s WHERE s.feed = :feed
                    ORDER BY s.state_utc DESC LIMIT 1 OFFSET :kept);

-- Meetings that begin between two moments, now or as they once were, and what phones know of them that have not got their newest
-- state. What a phone shows is the newest version that is not younger than the state it was given.
-- name: feed_stale
SELECT t.candidate, t.candidate_code, t.meeting, t.meeting_code, t.sequence, t.status, t.start_utc, t.changed_utc,
       coalesce(t.last_fetch_utc, 0), CASE WHEN x.status = 'confirmed' THEN x.start_utc ELSE 0 END
FROM (SELECT c.id AS candidate, c.code AS candidate_code, m.id AS meeting, m.code AS meeting_code, m.sequence, m.status,
             m.start_utc, CASE WHEN k.changed_utc > m.last_modified_utc THEN k.changed_utc ELSE m.last_modified_utc END
             AS changed_utc,
             f.last_fetch_utc,
             coalesce((SELECT max(s.state_utc) FROM feed_served AS s WHERE s.feed = f.id), 0) AS state_utc
      FROM (SELECT id FROM meeting
            WHERE election = :election AND start_utc > :from_utc AND start_utc <= :until_utc
            UNION
            SELECT r.meeting FROM release_meeting AS r
            WHERE r.start_utc > :from_utc AND r.start_utc <= :until_utc) AS near
      JOIN meeting AS m ON m.id = near.id
      JOIN candidacy AS y ON y.unit = m.unit
      JOIN candidate AS c ON c.id = y.candidate
      JOIN feed AS f ON f.candidate = c.id AND f.revoked_utc IS NULL
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

-- What heads the calendar, and the feed clock (before the first release: when the election was made).
-- name: feed_head
SELECT c.code, c.full_name, e.title, e.created_utc, coalesce(k.value_utc, e.created_utc)
FROM candidate AS c
JOIN election AS e ON e.id = c.election
LEFT JOIN feed_clock AS k ON k.election = e.id
WHERE c.id = :candidate;

-- One row for each site of each meeting of all units the candidate stands in, the main site first.
-- name: feed_meetings
SELECT m.uid, m.code, m.status, m.mode, m.start_utc, m.end_utc, m.sequence, m.last_modified_utc, u.level,
       u.name, s.position, s.link, v.name, v.address, v.chair, a.name
FROM candidacy AS y
JOIN unit AS u ON u.id = y.unit
JOIN meeting AS m ON m.unit = u.id
LEFT JOIN meeting_site AS s ON s.meeting = m.id
LEFT JOIN venue AS v ON v.id = s.venue
LEFT JOIN area AS a ON a.id = v.area
WHERE y.candidate = :candidate
ORDER BY m.uid, s.position;

-- name: feed_deadlines_head
SELECT a.code, a.name, a.level, e.code, e.title, e.law_pack, e.created_utc, coalesce(k.value_utc, e.created_utc)
FROM area AS a
JOIN election AS e ON e.id = a.election
LEFT JOIN feed_clock AS k ON k.election = e.id
WHERE a.id = :area;

-- name: feed_deadlines
SELECT m.step, m.done, m.cancelled, m.sequence, m.last_modified_utc, m.shown_day, m.shown_minute, m.from_day, m.due_day,
       m.target_day, m.provisional, m.until_day, coalesce(d.document, ''), coalesce(n.vi, m.step),
       coalesce(n.en, m.step)
FROM milestone AS m
LEFT JOIN milestone_document AS d ON d.milestone = m.id
LEFT JOIN step_name AS n ON n.election = m.election AND n.step = m.step
WHERE m.area = :area AND m.shown_day IS NOT NULL
ORDER BY m.step;

-- Rises by at least a second, so that two changes in one second are two moments.
-- name: feed_clock_advance
INSERT INTO feed_clock (election, value_utc) VALUES (:election, :now_utc)
ON CONFLICT (election) DO UPDATE
SET value_utc = CASE WHEN feed_clock.value_utc < excluded.value_utc THEN excluded.value_utc
                     ELSE feed_clock.value_utc + 1 END
RETURNING value_utc;
