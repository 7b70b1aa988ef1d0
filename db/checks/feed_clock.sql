-- The calendars of election %s have entries newer than their clock; phones may miss a change.
SELECT e.code
FROM election AS e
LEFT JOIN feed_clock AS k ON k.election = e.id
JOIN meeting AS m ON m.election = e.id
GROUP BY e.id, e.code, k.value_utc
HAVING coalesce(k.value_utc, 0) < max(m.last_modified_utc)
ORDER BY e.code;
