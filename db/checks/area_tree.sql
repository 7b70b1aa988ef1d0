-- The area %s (%s) lies in an area of the level %s.
SELECT a.code, a.level, p.level
FROM area AS a
JOIN area AS p ON p.id = a.parent
WHERE CASE a.level WHEN 'central' THEN 0 WHEN 'province' THEN 1 WHEN 'district' THEN 2 WHEN 'commune' THEN 3 ELSE 4 END
   <= CASE p.level WHEN 'central' THEN 0 WHEN 'province' THEN 1 WHEN 'district' THEN 2 WHEN 'commune' THEN 3 ELSE 4 END
ORDER BY a.code;
