-- What stands on papers: the units, their communes, candidates and published meetings.

-- name: paper_units
SELECT u.code, u.level, u.name, u.seats, u.attendance, coalesce(a.name, '')
FROM unit AS u
LEFT JOIN area AS a ON a.id = u.area
WHERE u.election = :election
ORDER BY u.code;

-- name: paper_communes
SELECT u.code, a.name
FROM unit AS u
JOIN unit_area AS x ON x.unit = u.id
JOIN area AS a ON a.id = x.area
WHERE u.election = :election
ORDER BY u.code, a.code;

-- In the order A, B, C of the law.
-- name: paper_candidates
SELECT u.code, c.code, c.full_name
FROM unit AS u
JOIN candidacy AS y ON y.unit = u.id
JOIN candidate AS c ON c.id = y.candidate
WHERE u.election = :election
ORDER BY u.code, CASE WHEN c.name_sort IS NULL THEN 1 ELSE 0 END, c.name_sort, c.code;

-- Those that take place, each unit's in order of time.
-- name: paper_meetings
SELECT u.code, m.code, m.mode, m.start_utc, m.end_utc, coalesce(v.name, ''), coalesce(v.address, ''), s.link,
       coalesce(a.code, ''), coalesce(a.name, ''), coalesce(p.name, '')
FROM meeting AS m
JOIN unit AS u ON u.id = m.unit
LEFT JOIN meeting_site AS s ON s.meeting = m.id AND s.position = 0
LEFT JOIN venue AS v ON v.id = s.venue
LEFT JOIN area AS a ON a.id = v.area
LEFT JOIN area AS p ON p.id = a.parent
WHERE m.election = :election AND m.status = 'confirmed'
ORDER BY u.code, m.start_utc, m.code;

-- name: paper_sites
SELECT m.code, s.mode, coalesce(v.name, ''), coalesce(v.address, ''), s.link
FROM meeting AS m
JOIN meeting_site AS s ON s.meeting = m.id AND s.position > 0
LEFT JOIN venue AS v ON v.id = s.venue
WHERE m.election = :election AND m.status = 'confirmed'
ORDER BY m.code, s.position;
