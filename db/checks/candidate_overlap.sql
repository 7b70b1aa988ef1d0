-- Candidate %s must be at meetings %s and %s at the same time.
SELECT c.code, a.code, b.code
FROM candidacy AS ya
JOIN candidacy AS yb ON yb.candidate = ya.candidate
JOIN meeting AS a ON a.unit = ya.unit AND a.status = 'confirmed'
JOIN meeting AS b ON b.unit = yb.unit AND b.status = 'confirmed' AND b.id > a.id AND b.start_utc < a.end_utc
                  AND a.start_utc < b.end_utc
JOIN candidate AS c ON c.id = ya.candidate
ORDER BY c.code, a.code, b.code;
