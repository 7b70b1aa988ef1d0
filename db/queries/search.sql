-- What can be looked for by name or code.

-- name: search_units
SELECT u.code, u.name, u.level
FROM unit AS u
WHERE u.election = :election AND NOT EXISTS (SELECT 1 FROM joint_unit AS j WHERE j.unit = u.id)
ORDER BY u.code;

-- name: search_candidates
SELECT c.code, c.full_name, ''
FROM candidate AS c
WHERE c.election = :election
ORDER BY c.code;

-- Those with the same name stand in different units.
-- name: search_candidate_units
SELECT u.name
FROM candidate AS c
JOIN candidacy AS y ON y.candidate = c.id
JOIN unit AS u ON u.id = y.unit
WHERE c.election = :election AND c.code = :code AND NOT EXISTS (SELECT 1 FROM joint_unit AS j WHERE j.unit = u.id)
ORDER BY u.code;

-- name: search_areas
SELECT a.code, a.name, coalesce(p.name, '')
FROM area AS a
LEFT JOIN area AS p ON p.id = a.parent
WHERE a.election = :election
ORDER BY a.code;

-- name: search_venues
SELECT v.code, v.name, a.name, a.code
FROM venue AS v
JOIN area AS a ON a.id = v.area
WHERE v.election = :election
ORDER BY v.code;

-- name: search_meetings
SELECT m.code, u.name, CAST(m.start_utc AS TEXT)
FROM meeting AS m
JOIN unit AS u ON u.id = m.unit
WHERE m.election = :election
ORDER BY m.start_utc, m.code;
