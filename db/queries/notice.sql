-- Whom a release concerns and can be told: each contact of a candidate in whose unit it changed a meeting. After the last
-- of these meetings has begun the notice helps nobody.
-- name: notice_recipients
SELECT k.id, y.candidate, max(m.start_utc)
FROM meeting AS m
JOIN candidacy AS y ON y.unit = m.unit
JOIN contact AS k ON k.candidate = y.candidate AND k.purpose = 'meeting_notice'
WHERE m.election = :election AND m.last_release = :release
  AND ((:channel = 'sms' AND k.phone IS NOT NULL) OR (:channel = 'mail' AND k.email IS NOT NULL))
GROUP BY k.id, y.candidate
ORDER BY k.id;

-- Whom it concerns and nobody can tell.
-- name: notice_unreachable_count
SELECT count(DISTINCT y.candidate)
FROM meeting AS m
JOIN candidacy AS y ON y.unit = m.unit
WHERE m.election = :election AND m.last_release = :release
  AND NOT EXISTS (SELECT 1 FROM contact AS k
                  WHERE k.candidate = y.candidate AND k.purpose = 'meeting_notice'
                    AND (k.phone IS NOT NULL OR k.email IS NOT NULL));

-- name: notice_insert
INSERT INTO notice (election, release, kind, text, about_utc, about_until_utc, channel, contact, candidate, client_id, state,
                    created_utc, not_before_utc, expires_utc)
VALUES (:election, :release, 'release', 'changed', 0, 0, :channel, :contact, :candidate, :client_id, 'queued', :now_utc,
        :now_utc, :expires_utc);

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
