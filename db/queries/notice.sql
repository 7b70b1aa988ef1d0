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

-- How many there are of each kind and state.
-- name: notices_counted
SELECT n.kind, n.channel, n.state, count(*)
FROM notice AS n
WHERE n.election = :election
GROUP BY n.kind, n.channel, n.state
ORDER BY n.kind, n.channel, n.state;

-- The newest first; a filter that is NULL leaves everything.
-- name: notices_listed
-- full scan: of the page of ids that this very statement has found
SELECT n.id, coalesce(c.code, a.code, ''), coalesce(nullif(c.full_name, ''), nullif(k.full_name, ''), a.name, ''), n.channel,
       n.kind, coalesce(r.number, 0), n.state, n.reason, n.created_utc, n.not_before_utc, coalesce(n.finished_utc, 0),
       coalesce(n.parts, 0), coalesce(n.body, ''), coalesce(n.gateway_words, '')
FROM (SELECT m.id FROM notice AS m
      WHERE m.election = :election AND (CAST(:state AS TEXT) IS NULL OR m.state = :state)
        AND (CAST(:kind AS TEXT) IS NULL OR m.kind = :kind) AND (CAST(:channel AS TEXT) IS NULL OR m.channel = :channel)
      ORDER BY m.id DESC
      LIMIT :most OFFSET :skip) AS p
JOIN notice AS n ON n.id = p.id
JOIN contact AS k ON k.id = n.contact
LEFT JOIN candidate AS c ON c.id = n.candidate
LEFT JOIN area AS a ON a.id = k.area
LEFT JOIN release AS r ON r.id = n.release
ORDER BY n.id DESC;

-- name: notice_kinds_waiting
SELECT n.kind, count(*), min(n.id)
FROM notice AS n
WHERE n.election = :election AND n.state IN ('queued', 'held') AND n.channel = 'sms'
GROUP BY n.kind
ORDER BY n.kind;
