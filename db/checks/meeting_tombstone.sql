-- Meeting %s is %s, but release %s, which changed it last, says otherwise.
SELECT m.code, m.status, r.number
FROM meeting AS m
JOIN release AS r ON r.id = m.last_release
JOIN release_change AS c ON c.release = m.last_release AND c.meeting = m.id
WHERE (c.kind = 'cancelled' AND m.status = 'confirmed') OR (c.kind IN ('new', 'restored') AND m.status = 'cancelled')
ORDER BY m.code;
