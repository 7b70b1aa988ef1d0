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
