-- Candidate %s has %s calendar addresses in use.
SELECT c.code, count(f.id)
FROM feed AS f
JOIN candidate AS c ON c.id = f.candidate
WHERE f.revoked_utc IS NULL
GROUP BY c.id, c.code
HAVING count(f.id) > 1
ORDER BY c.code;
