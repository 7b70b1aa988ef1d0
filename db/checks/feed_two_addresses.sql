-- The calendar "%s" of %s has %s addresses in use.
SELECT f.kind, coalesce(c.code, u.code, a.code, f.level, ''), count(f.id)
FROM feed AS f
LEFT JOIN candidate AS c ON c.id = f.candidate
LEFT JOIN unit AS u ON u.id = f.unit
LEFT JOIN area AS a ON a.id = f.area
WHERE f.revoked_utc IS NULL
GROUP BY f.election, f.kind, f.candidate, f.unit, f.area, f.level, c.code, u.code, a.code
HAVING count(f.id) > 1
ORDER BY f.kind, c.code, u.code, a.code, f.level, f.election;
