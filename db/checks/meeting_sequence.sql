-- Meeting %s was changed by %s releases, and its SEQUENCE is only %s; calendar programs may have missed a change.
SELECT m.code, count(DISTINCT r.release) - 1, m.sequence
FROM meeting AS m
JOIN release_change AS r ON r.meeting = m.id
GROUP BY m.id, m.code, m.sequence
HAVING m.sequence < count(DISTINCT r.release) - 1
ORDER BY m.code;
