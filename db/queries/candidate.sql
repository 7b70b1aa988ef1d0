-- Candidates, and one with all that staff need to know.

-- In the order of given names, which is the law's order A, B, C. A unit that is NULL leaves everybody.
-- name: candidate_names
SELECT c.id, c.code, c.full_name
FROM candidate AS c
WHERE c.election = :election
  AND (CAST(:unit AS BIGINT) IS NULL OR EXISTS (SELECT 1 FROM candidacy AS y WHERE y.candidate = c.id AND y.unit = :unit))
ORDER BY CASE WHEN c.name_sort IS NULL THEN 1 ELSE 0 END, c.name_sort, c.code;

-- name: candidate_find
SELECT id, full_name FROM candidate WHERE election = :election AND code = :code;

-- name: candidate_units
SELECT u.code, u.name, u.level, coalesce(u.area, 0)
FROM candidacy AS y
JOIN unit AS u ON u.id = y.unit
WHERE y.candidate = :candidate AND NOT EXISTS (SELECT 1 FROM joint_unit AS j WHERE j.unit = u.id)
ORDER BY CASE u.level WHEN 'na' THEN 0 WHEN 'province' THEN 1 WHEN 'district' THEN 2 ELSE 3 END, u.code;

-- name: candidate_ways
SELECT coalesce(k.phone, ''), coalesce(k.email, ''),
       CASE WHEN EXISTS (SELECT 1 FROM opt_out AS o WHERE o.address = k.phone) THEN 1 ELSE 0 END,
       CASE WHEN EXISTS (SELECT 1 FROM opt_out AS o WHERE o.address = k.email) THEN 1 ELSE 0 END,
       k.source, coalesce(x.erased_utc, 0), k.id
FROM contact AS k
LEFT JOIN contact_erasure AS x ON x.contact = k.id
WHERE k.candidate = :candidate AND k.purpose = 'meeting_notice';

-- The newest first.
-- name: candidate_feeds
SELECT id, language, created_utc, coalesce(revoked_utc, 0), coalesce(last_fetch_utc, 0), coalesce(last_client, '')
FROM feed
WHERE candidate = :candidate
ORDER BY id DESC;

-- name: candidate_notices
SELECT n.id, n.channel, coalesce(r.number, 0), n.state, n.reason, n.created_utc, coalesce(n.finished_utc, 0), coalesce(n.body, '')
FROM contact AS k
JOIN notice AS n ON n.contact = k.id
LEFT JOIN release AS r ON r.id = n.release
WHERE k.candidate = :candidate
ORDER BY n.id DESC;

-- name: candidate_silences
SELECT c.address, c.silent, c.at_utc, c.who, c.how
FROM contact AS k
JOIN opt_out_change AS c ON c.address IN (k.phone, k.email)
WHERE k.candidate = :candidate
ORDER BY c.id DESC;

-- name: candidate_ways_put
INSERT INTO contact (election, candidate, full_name, phone, email, purpose, source)
VALUES (:election, :candidate, '', nullif(:phone, ''), nullif(:mail, ''), 'meeting_notice', 'staff')
ON CONFLICT (candidate, purpose) DO UPDATE
SET phone = coalesce(excluded.phone, contact.phone), email = coalesce(excluded.email, contact.email), source = excluded.source;

-- name: candidate_ways_again
DELETE FROM contact_erasure
WHERE erased_utc IS NOT NULL
  AND contact IN (SELECT k.id FROM contact AS k WHERE k.candidate = :candidate AND k.purpose = 'meeting_notice');
