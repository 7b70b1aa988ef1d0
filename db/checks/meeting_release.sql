-- Meeting %s was changed last by release %s, before release %s, which published it first.
SELECT m.code, l.number, f.number
FROM meeting AS m
JOIN release AS f ON f.id = m.first_release
JOIN release AS l ON l.id = m.last_release
WHERE l.number < f.number
ORDER BY m.code;
