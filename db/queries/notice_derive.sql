-- What the notices of the hour are worked out from, and how the store is made to agree (src/app/notice_derive.h). reachable_by: 1 by
-- SMS, 2 by mail.

-- name: notice_meetings_near
SELECT k.id, y.candidate, m.start_utc, m.last_modified_utc,
       CASE WHEN k.phone IS NULL THEN 0 ELSE 1 END + CASE WHEN k.email IS NULL THEN 0 ELSE 2 END AS reachable_by
FROM meeting AS m
JOIN candidacy AS y ON y.unit = m.unit
JOIN contact AS k ON k.candidate = y.candidate AND k.purpose = :purpose
WHERE m.election = :election AND m.status = 'confirmed' AND m.start_utc > :after_utc AND m.start_utc < :until_utc;

-- In the columns of notice_meetings_near.
-- name: notice_contacts_of
SELECT k.id, k.candidate, 0, 0,
       CASE WHEN k.phone IS NULL THEN 0 ELSE 1 END + CASE WHEN k.email IS NULL THEN 0 ELSE 2 END AS reachable_by
FROM contact AS k
WHERE k.candidate = :candidate AND k.purpose = :purpose;

-- name: notice_office_count
SELECT count(*) FROM contact WHERE election = :election AND candidate IS NULL AND purpose = :purpose
  AND (phone IS NOT NULL OR email IS NOT NULL);

-- name: notice_offices
SELECT k.id, coalesce(k.area, 0), CASE WHEN k.area IS NULL THEN k.full_name ELSE '' END,
       CASE WHEN k.phone IS NULL THEN 0 ELSE 1 END + CASE WHEN k.email IS NULL THEN 0 ELSE 2 END AS reachable_by
FROM contact AS k
WHERE k.election = :election AND k.candidate IS NULL AND k.purpose = :purpose
  AND (k.phone IS NOT NULL OR k.email IS NOT NULL)
ORDER BY k.id;

-- name: owner_count
SELECT count(*) FROM step_owner WHERE election = :election;

-- Steps that no document proves.
-- name: notice_steps_open
SELECT m.id, m.step, coalesce(m.area, 0), m.due_day
FROM milestone AS m
WHERE m.election = :election AND m.due_day <= :until_day AND m.cancelled = 0
  AND NOT EXISTS (SELECT 1 FROM milestone_proof AS p WHERE p.milestone = m.id)
ORDER BY m.due_day, m.id;

-- What a notice of this kind exists for already.
-- name: notice_existing
SELECT contact, about_utc, channel, CASE WHEN state = 'cancelled' AND reason = 'no_longer' THEN 1 ELSE 0 END
FROM notice
WHERE election = :election AND kind = :kind AND release IS NULL AND about_utc >= :from_utc AND about_utc <= :until_utc
ORDER BY contact, about_utc, channel DESC;

-- Made once; one whose reason had gone away comes back with it.
-- name: notice_make
INSERT INTO notice (election, kind, text, about_utc, about_until_utc, channel, contact, candidate, client_id, state,
                    created_utc, not_before_utc, expires_utc)
VALUES (:election, :kind, :text, :about_utc, :about_until_utc, :channel, :contact, :candidate, :client_id, 'queued',
        :now_utc, :now_utc, :expires_utc)
ON CONFLICT (contact, kind, coalesce(release, 0), about_utc, channel) DO UPDATE
SET state = 'queued', reason = '', not_before_utc = excluded.not_before_utc, expires_utc = excluded.expires_utc,
    finished_utc = NULL
WHERE notice.state = 'cancelled' AND notice.reason = 'no_longer'
RETURNING id;

-- name: notices_pending
SELECT id, kind, contact, about_utc, channel, expires_utc
FROM notice
WHERE election = :election AND state IN ('held', 'queued') AND release IS NULL
ORDER BY id;

-- name: notices_pending_count
SELECT count(*) FROM notice WHERE election = :election AND state IN ('held', 'queued') AND release IS NULL;

-- name: notice_withdraw
UPDATE notice SET state = :state, reason = :reason, finished_utc = :now_utc WHERE id = :id AND state IN ('held', 'queued');

-- name: notice_lasts_until
UPDATE notice SET expires_utc = :expires_utc WHERE id = :id AND state IN ('held', 'queued');

-- name: notice_steps_of
SELECT milestone, days_left FROM notice_step WHERE notice = :notice ORDER BY milestone;

-- name: notice_steps_clear
DELETE FROM notice_step WHERE notice = :notice;

-- name: notice_step_put
INSERT INTO notice_step (notice, milestone, days_left) VALUES (:notice, :milestone, :days_left);

-- Of an office: its area and all below it; 0 is the whole election.
-- name: notice_digest
-- full scan: of the few areas of the office, which are no table
WITH RECURSIVE below (id) AS (
    SELECT a.id FROM area AS a WHERE a.election = :election AND (a.id = :area OR (:area = 0 AND a.parent IS NULL))
    UNION ALL
    SELECT a.id FROM below AS b JOIN area AS a ON a.parent = b.id)
SELECT (SELECT count(*) FROM below AS b JOIN milestone AS m ON m.area = b.id
        WHERE m.due_day >= :today AND m.due_day < :week_day AND m.cancelled = 0
          AND NOT EXISTS (SELECT 1 FROM milestone_proof AS p WHERE p.milestone = m.id)),
       (SELECT count(*) FROM below AS b JOIN milestone AS m ON m.area = b.id
        WHERE m.due_day < :today AND m.cancelled = 0
          AND NOT EXISTS (SELECT 1 FROM milestone_proof AS p WHERE p.milestone = m.id)),
       (SELECT count(*) FROM meeting AS m
        LEFT JOIN meeting_site AS s ON s.meeting = m.id AND s.position = 0
        LEFT JOIN venue AS v ON v.id = s.venue
        WHERE m.election = :election AND m.start_utc >= :from_utc AND m.start_utc < :until_utc AND m.status = 'confirmed'
          AND (:area = 0 OR v.area IN (SELECT id FROM below))),
       (SELECT count(*) FROM notice AS n
        WHERE n.election = :election AND n.state IN ('failed', 'unknown')
          AND (:area = 0 OR EXISTS (SELECT 1 FROM candidacy AS y JOIN unit AS u ON u.id = y.unit
                                    WHERE y.candidate = n.candidate AND u.area IN (SELECT id FROM below))));

-- A later release tells the same person, or the last meeting has begun.
-- name: notices_of_releases_over
UPDATE notice
SET state = CASE WHEN expires_utc <= :now_utc THEN 'expired' ELSE 'cancelled' END,
    reason = CASE WHEN expires_utc <= :now_utc THEN 'too_late' ELSE 'newer_notice' END, finished_utc = :now_utc
WHERE election = :election AND state IN ('held', 'queued') AND release IS NOT NULL
  AND (expires_utc <= :now_utc
       OR EXISTS (SELECT 1 FROM notice AS newer
                  WHERE newer.contact = notice.contact AND newer.kind = notice.kind AND newer.channel = notice.channel
                    AND newer.release > notice.release AND newer.state IN ('held', 'queued')));

-- Those of whom nobody knew how to reach them when their meetings were published.
-- name: notice_newcomers
SELECT k.id, k.candidate, max(m.last_release), max(m.start_utc)
FROM contact AS k
JOIN candidacy AS y ON y.candidate = k.candidate
JOIN meeting AS m ON m.unit = y.unit AND m.status = 'confirmed' AND m.start_utc > :now_utc
WHERE k.election = :election AND k.purpose = :purpose
  AND ((:channel = 'sms' AND k.phone IS NOT NULL) OR (:channel = 'mail' AND k.email IS NOT NULL))
  AND NOT EXISTS (SELECT 1 FROM notice AS n WHERE n.contact = k.id AND n.kind = 'release' AND n.channel = :channel)
GROUP BY k.id, k.candidate
ORDER BY k.id;

-- For rehearsals, in a copy of the store.
-- name: notices_to_rehearse
SELECT n.id FROM notice AS n
WHERE n.election = :election AND n.state IN ('held', 'queued') AND n.not_before_utc <= :now_utc
ORDER BY n.id;

-- name: notice_rehearsed
UPDATE notice
SET state = :state, reason = :reason, not_before_utc = :not_before_utc, body = :body, parts = :parts, gateway = 'file',
    finished_utc = :finished_utc
WHERE id = :id;

-- name: meeting_next_start
SELECT coalesce(min(start_utc), 0) FROM meeting
WHERE election = :election AND start_utc > :after_utc AND status = 'confirmed';

-- name: notice_next_held
SELECT coalesce(min(not_before_utc), 0) FROM notice
WHERE election = :election AND state IN ('held', 'queued') AND not_before_utc > :now_utc;
