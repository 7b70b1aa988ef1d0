-- Whom a release concerns and can be told: each contact of a candidate in whose unit it changed a meeting. After the last
-- of these meetings has begun the notice helps nobody.
-- name: notice_recipients
SELECT k.id, y.candidate, max(m.start_utc)
FROM meeting AS m
JOIN candidacy AS y ON y.unit = m.unit
JOIN contact AS k ON k.candidate = y.candidate AND k.purpose = 'meeting_notice' AND k.phone IS NOT NULL
WHERE m.election = :election AND m.last_release = :release
GROUP BY k.id, y.candidate
ORDER BY k.id;

-- Whom it concerns and nobody can tell.
-- name: notice_unreachable_count
SELECT count(DISTINCT y.candidate)
FROM meeting AS m
JOIN candidacy AS y ON y.unit = m.unit
WHERE m.election = :election AND m.last_release = :release
  AND NOT EXISTS (SELECT 1 FROM contact AS k
                  WHERE k.candidate = y.candidate AND k.purpose = 'meeting_notice' AND k.phone IS NOT NULL);

-- name: notice_insert
INSERT INTO notice (election, release, kind, channel, contact, candidate, client_id, state, created_utc, not_before_utc,
                    expires_utc)
VALUES (:election, :release, 'release', 'sms', :contact, :candidate, :client_id, 'queued', :now_utc, :now_utc,
        :expires_utc);

-- What a worker had in hand when it died: before the request had begun, and after.
-- name: notice_recover_claimed
UPDATE notice SET state = 'queued', claimed_by = NULL, claimed_until_utc = NULL
WHERE state = 'claimed' AND claimed_until_utc <= :now_utc;

-- name: notice_recover_in_flight
UPDATE notice
SET state = 'unknown', reason = 'interrupted', finished_utc = :now_utc, claimed_by = NULL, claimed_until_utc = NULL
WHERE state = 'in_flight' AND claimed_until_utc <= :now_utc;

-- The index gives the oldest first, held before queued; one message at a time to a person, so that they keep their order.
-- name: notice_claim
UPDATE notice SET state = 'claimed', claimed_by = :worker, claimed_until_utc = :until_utc
WHERE id = (SELECT n.id FROM notice AS n
            WHERE n.state IN ('held', 'queued') AND n.not_before_utc <= :now_utc AND n.channel = 'sms'
              AND NOT EXISTS (SELECT 1 FROM notice AS other
                              WHERE other.contact = n.contact AND other.state IN ('claimed', 'in_flight'))
            ORDER BY n.state, n.not_before_utc, n.id
            LIMIT 1)
RETURNING id, attempts, client_id;

-- What this worker has in hand and may not know of, since the answer to its claim was lost.
-- name: notice_claimed
SELECT id, attempts, client_id FROM notice WHERE state = 'claimed' AND claimed_by = :worker;

-- name: notice_is_begun
SELECT CASE state WHEN 'in_flight' THEN 1 ELSE 0 END FROM notice WHERE id = :id AND claimed_by = :worker;

-- What is true of a notice now. told: the newest release of which a message to this person was taken.
-- name: notice_facts
SELECT n.candidate, n.expires_utc, r.number AS release_number, coalesce(nullif(c.full_name, ''), c.code, ''), coalesce(k.phone, ''),
       EXISTS (SELECT 1 FROM opt_out AS o WHERE o.address = k.phone) AS opted_out,
       EXISTS (SELECT 1 FROM notice AS newer JOIN release AS nr ON nr.id = newer.release
               WHERE newer.contact = n.contact AND newer.kind = n.kind AND nr.number > r.number
                 AND newer.state IN ('held', 'queued', 'claimed')) AS superseded,
       coalesce((SELECT max(tr.number) FROM notice AS told JOIN release AS tr ON tr.id = told.release
                 WHERE told.contact = n.contact AND told.kind = n.kind AND told.state IN ('accepted', 'delivered')),
                0) AS told
FROM notice AS n
JOIN contact AS k ON k.id = n.contact
JOIN release AS r ON r.id = n.release
LEFT JOIN candidate AS c ON c.id = n.candidate
WHERE n.id = :id;

-- The meetings of a candidate that changed after the release he or she was told of; a meeting that was cancelled before
-- it was told is not among them.
-- name: notice_meetings
SELECT m.start_utc, m.mode, m.status, coalesce(v.name, ''), coalesce(nullif(v.address, ''), a.name, '')
FROM candidacy AS y
JOIN meeting AS m ON m.unit = y.unit
JOIN release AS first ON first.id = m.first_release
JOIN release AS last ON last.id = m.last_release
LEFT JOIN meeting_site AS s ON s.meeting = m.id AND s.position = 0
LEFT JOIN venue AS v ON v.id = s.venue
LEFT JOIN area AS a ON a.id = v.area
WHERE y.candidate = :candidate AND last.number > :told AND (m.status = 'confirmed' OR first.number <= :told)
ORDER BY m.start_utc, m.id;

-- name: notice_begin
UPDATE notice
SET state = 'in_flight', reason = '', body = :body, parts = :parts, gateway = :gateway, attempts = attempts + 1,
    claimed_until_utc = :until_utc
WHERE id = :id AND state = 'claimed' AND claimed_by = :worker
  AND NOT EXISTS (SELECT 1 FROM contact AS k JOIN opt_out AS o ON o.address = k.phone WHERE k.id = notice.contact);

-- A worker that was so slow that its notice was taken for lost still knows better.
-- name: notice_finish
UPDATE notice
SET state = :state, reason = :reason, not_before_utc = coalesce(:not_before_utc, not_before_utc),
    gateway_words = nullif(:words, ''), gateway_message_id = nullif(:gateway_message_id, ''),
    finished_utc = :finished_utc, claimed_by = NULL, claimed_until_utc = NULL
WHERE id = :id AND (claimed_by = :worker OR state = 'unknown');

-- name: notices_due
SELECT n.id, c.code
FROM notice AS n
LEFT JOIN candidate AS c ON c.id = n.candidate
WHERE n.state IN ('held', 'queued') AND n.not_before_utc <= :now_utc AND n.channel = 'sms'
ORDER BY n.state, n.not_before_utc, n.id;

-- name: notice_state_counts
SELECT state, count(*) FROM notice WHERE election = :election GROUP BY state;

-- What a person must look at.
-- name: notices_open
SELECT n.id, n.state, coalesce(c.code, ''), r.number, n.reason, coalesce(n.gateway_words, ''), n.finished_utc
FROM notice AS n
LEFT JOIN candidate AS c ON c.id = n.candidate
LEFT JOIN release AS r ON r.id = n.release
WHERE n.election = :election AND n.state IN ('failed', 'unknown')
ORDER BY n.id
LIMIT :limit;
