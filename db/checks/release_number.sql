-- The releases of election %s are %s, but the newest has number %s.
SELECT e.code, count(r.id), max(r.number)
FROM release AS r
JOIN election AS e ON e.id = r.election
GROUP BY e.id, e.code
HAVING count(r.id) <> max(r.number)
ORDER BY e.code;
