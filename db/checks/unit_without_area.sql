-- The electoral unit %s covers no area.
SELECT u.code
FROM unit AS u
WHERE NOT EXISTS (SELECT 1 FROM unit_area AS ua WHERE ua.unit = u.id)
ORDER BY u.code;
