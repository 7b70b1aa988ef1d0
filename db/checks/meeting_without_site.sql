-- Meeting %s has no main site.
SELECT m.code
FROM meeting AS m
WHERE NOT EXISTS (SELECT 1 FROM meeting_site AS s WHERE s.meeting = m.id AND s.position = 0)
ORDER BY m.code;
