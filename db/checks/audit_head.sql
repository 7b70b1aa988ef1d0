-- The log of changes should end with entry %s, and ends with entry %s.
SELECT h.number, coalesce(max(l.number), 0)
FROM audit_head AS h
LEFT JOIN audit AS l ON l.number >= h.number
GROUP BY h.number
HAVING h.number <> coalesce(max(l.number), 0);
