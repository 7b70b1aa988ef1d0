-- What everybody may see of a commune: published meetings, and candidates as on the official list.

-- name: commune_public_head
SELECT a.name, coalesce(p.name, ''), e.title, e.polling_day
FROM area AS a
JOIN election AS e ON e.id = a.election
LEFT JOIN area AS p ON p.id = a.parent
WHERE a.id = :area;

-- One row for each site of each meeting that is or was to be held in the commune, or online for its people; the main
-- site first.
-- name: commune_public_meetings
-- full scan: of the meetings of one commune
SELECT m.id, m.code, m.status, m.mode, m.start_utc, m.end_utc, u.id, u.name, coalesce(s.mode, ''), coalesce(s.link, ''),
       coalesce(v.name, ''), coalesce(v.address, ''), coalesce(a.name, ''), h.here
FROM (SELECT g.meeting, max(g.here) AS here
      FROM (SELECT s.meeting, 1 AS here
            FROM venue AS v
            JOIN meeting_site AS s ON s.venue = v.id
            WHERE v.area = :area
            UNION ALL
            SELECT m.id, 1
            FROM unit_area AS y
            JOIN meeting AS m ON m.unit = y.unit
            WHERE y.area = :area AND m.mode = 'online'
            UNION ALL
            SELECT r.meeting, 0
            FROM venue AS v
            JOIN release_meeting AS r ON r.venue = v.id
            WHERE v.area = :area) AS g
      GROUP BY g.meeting) AS h
JOIN meeting AS m ON m.id = h.meeting
JOIN unit AS u ON u.id = m.unit
LEFT JOIN meeting_site AS s ON s.meeting = m.id
LEFT JOIN venue AS v ON v.id = s.venue
LEFT JOIN area AS a ON a.id = v.area
ORDER BY m.start_utc, m.code, m.id, s.position;

-- In the order A, B, C; of joint meetings the candidates of both units.
-- name: commune_public_candidates
-- full scan: of the few candidates of one unit
SELECT c.full_name
FROM (SELECT y.candidate FROM candidacy AS y WHERE y.unit = :unit
      UNION
      SELECT y.candidate FROM joint_unit AS j JOIN candidacy AS y ON y.unit = j.first_unit WHERE j.unit = :unit
      UNION
      SELECT y.candidate FROM joint_unit AS j JOIN candidacy AS y ON y.unit = j.second_unit WHERE j.unit = :unit) AS l
JOIN candidate AS c ON c.id = l.candidate
WHERE c.full_name <> ''
ORDER BY CASE WHEN c.name_sort IS NULL THEN 1 ELSE 0 END, c.name_sort, c.code;

-- Communes of the newest elections they are in, by name.
-- name: commune_public_list
-- full scan: everybody may look for his or her commune
SELECT a.code, a.name, coalesce(p.name, ''), e.title
FROM area AS a
JOIN election AS e ON e.id = a.election
LEFT JOIN area AS p ON p.id = a.parent
WHERE a.level = 'commune'
  AND NOT EXISTS (SELECT 1 FROM area AS b JOIN election AS f ON f.id = b.election
                  WHERE b.level = 'commune' AND b.code = a.code
                    AND (f.polling_day > e.polling_day OR (f.polling_day = e.polling_day AND f.id > e.id)))
ORDER BY p.name_sort, a.name_sort, a.code;
