-- The units of an election, for lists.

-- name: unit_list
SELECT u.code, u.level, u.name, u.seats, u.needed,
       (SELECT count(*) FROM candidacy AS y WHERE y.unit = u.id) AS candidates,
       (SELECT count(*) FROM meeting AS m WHERE m.unit = u.id AND m.status = 'confirmed')
       + (SELECT count(*) FROM joint_unit AS j JOIN meeting AS m ON m.unit = j.unit
          WHERE (j.first_unit = u.id OR j.second_unit = u.id) AND m.status = 'confirmed') AS held
FROM unit AS u
WHERE u.election = :election AND NOT EXISTS (SELECT 1 FROM joint_unit AS j WHERE j.unit = u.id)
ORDER BY CASE u.level WHEN 'na' THEN 0 WHEN 'province' THEN 1 WHEN 'district' THEN 2 ELSE 3 END, u.code;
