-- What cannot be at two places at a time: looked for among the stored meetings, at the end of the change that a release makes.

-- name: clash_of_venue
SELECT a.code, b.code, v.code
FROM meeting AS a
JOIN meeting_site AS s ON s.meeting = a.id
JOIN venue AS v ON v.id = s.venue
JOIN meeting_site AS t ON t.venue = s.venue
JOIN meeting AS b ON b.id = t.meeting
WHERE a.election = :election AND a.last_release = :release AND a.status = 'confirmed' AND b.status = 'confirmed'
  AND b.id <> a.id AND b.start_utc < a.end_utc AND a.start_utc < b.end_utc
ORDER BY a.code, b.code
LIMIT 1;

-- The committee of a commune has most to do when one of its meetings begins.
-- name: clash_of_chair
SELECT a.code, p.code, c.code
FROM meeting AS a
JOIN meeting_site AS s ON s.meeting = a.id
JOIN venue AS v ON v.id = s.venue
JOIN area AS c ON c.id = v.area
JOIN venue AS pv ON pv.area = c.id
JOIN meeting_site AS ps ON ps.venue = pv.id
JOIN meeting AS p ON p.id = ps.meeting
WHERE a.election = :election AND a.last_release = :release AND a.status = 'confirmed' AND p.status = 'confirmed'
  AND p.start_utc >= a.start_utc AND p.start_utc < a.end_utc
  AND (SELECT count(DISTINCT q.id)
       FROM venue AS qv
       JOIN meeting_site AS qs ON qs.venue = qv.id
       JOIN meeting AS q ON q.id = qs.meeting
       WHERE qv.area = c.id AND q.status = 'confirmed' AND q.start_utc <= p.start_utc
         AND q.end_utc > p.start_utc) > c.chair_capacity
ORDER BY a.code, p.code
LIMIT 1;

-- name: clash_of_candidate
SELECT a.code, b.code, c.code
FROM meeting AS a
JOIN candidacy AS y ON y.unit = a.unit
JOIN candidate AS c ON c.id = y.candidate
JOIN candidacy AS z ON z.candidate = y.candidate
JOIN meeting AS b ON b.unit = z.unit
WHERE a.election = :election AND a.last_release = :release AND a.status = 'confirmed' AND b.status = 'confirmed'
  AND b.id <> a.id AND b.start_utc < a.end_utc AND a.start_utc < b.end_utc
ORDER BY a.code, b.code, c.code
LIMIT 1;
