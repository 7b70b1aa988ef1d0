-- What equality of the candidates is counted from, once meeting by meeting, once candidate by candidate. :draft is a
-- draft, or NULL for what is published.

-- name: equality_meetings
SELECT d.code, d.unit, d.mode, v.code, d.start_utc, d.end_utc, v.capacity, coalesce(g.holiday, 0), u.code
FROM draft_meeting AS d
JOIN unit AS u ON u.id = d.unit
JOIN venue AS v ON v.id = d.venue
LEFT JOIN campaign_day AS g ON g.election = :election AND g.day = (d.start_utc + 25200) / 86400
WHERE d.draft = :draft
UNION ALL
SELECT m.code, m.unit, m.mode, coalesce(v.code, ''), m.start_utc, m.end_utc, s.capacity, coalesce(g.holiday, 0), u.code
FROM meeting AS m
JOIN unit AS u ON u.id = m.unit
JOIN meeting_site AS s ON s.meeting = m.id AND s.position = 0
LEFT JOIN venue AS v ON v.id = s.venue
LEFT JOIN campaign_day AS g ON g.election = m.election AND g.day = (m.start_utc + 25200) / 86400
WHERE m.election = :election AND m.status = 'confirmed' AND CAST(:draft AS BIGINT) IS NULL;

-- The sites beside the main one. A draft has those of the tables: a unit's own for the venue, otherwise those of all units.
-- name: equality_sites
SELECT d.code, c.mode, w.code, CASE WHEN c.capacity > 0 THEN c.capacity ELSE w.capacity END
FROM draft_meeting AS d
JOIN unit AS u ON u.id = d.unit
JOIN connected_site AS c
  ON c.venue = d.venue
 AND c.unit_code = CASE WHEN EXISTS (SELECT 1 FROM connected_site AS o WHERE o.venue = d.venue AND o.unit_code = u.code)
                        THEN u.code ELSE '' END
JOIN venue AS w ON w.id = c.site
WHERE d.draft = :draft
UNION ALL
SELECT m.code, s.mode, coalesce(v.code, ''), s.capacity
FROM meeting AS m
JOIN meeting_site AS s ON s.meeting = m.id AND s.position > 0
LEFT JOIN venue AS v ON v.id = s.venue
WHERE m.election = :election AND m.status = 'confirmed' AND CAST(:draft AS BIGINT) IS NULL;

-- name: equality_joints
SELECT u.id, j.first_unit, j.second_unit
FROM unit AS u
JOIN joint_unit AS j ON j.unit = u.id
WHERE u.election = :election
ORDER BY u.id;

-- The law's order A, B, C within each unit; of units with codes in a range and, unless :level is NULL, of one level.
-- name: equality_candidates
SELECT u.id, u.code, u.name, c.code, c.full_name
FROM unit AS u
JOIN candidacy AS y ON y.unit = u.id
JOIN candidate AS c ON c.id = y.candidate
WHERE u.election = :election AND u.code >= :first AND u.code <= :last AND (CAST(:level AS TEXT) IS NULL OR u.level = :level)
  AND NOT EXISTS (SELECT 1 FROM joint_unit AS j WHERE j.unit = u.id)
ORDER BY u.code, u.id, CASE WHEN c.name_sort IS NULL THEN 1 ELSE 0 END, c.name_sort, c.code;

-- The figures of each candidate of the same units, with the places of the speaking order by a formula: of n
-- meetings of k candidates, the one in place p (from 0) of the order A, B, C speaks first at (n + k - 1 - p) / k.
-- name: equality_by_candidate
-- full scan: of the sums of this very statement, one a unit of the range
WITH wanted AS (
  SELECT u.id AS unit, u.id AS member FROM unit AS u
  WHERE u.election = :election AND u.code >= :first AND u.code <= :last
  UNION ALL
  SELECT j.unit, u.id FROM unit AS u JOIN joint_unit AS j ON j.first_unit = u.id
  WHERE u.election = :election AND u.code >= :first AND u.code <= :last
  UNION ALL
  SELECT j.unit, u.id FROM unit AS u JOIN joint_unit AS j ON j.second_unit = u.id
  WHERE u.election = :election AND u.code >= :first AND u.code <= :last
), sited AS (
  SELECT n.member AS unit, d.mode AS mode, d.start_utc AS start_utc, d.end_utc AS end_utc, v.capacity AS capacity,
         (SELECT count(*) FROM connected_site AS c
          WHERE c.venue = d.venue AND c.mode <> d.mode
            AND (c.unit = d.unit
                 OR (c.unit IS NULL AND NOT EXISTS (SELECT 1 FROM connected_site AS o
                                                    WHERE o.venue = d.venue AND o.unit = d.unit)))) AS others,
         (SELECT coalesce(sum(CASE WHEN c.capacity = 0 THEN w.capacity ELSE c.capacity END), 0)
          FROM connected_site AS c
          JOIN venue AS w ON w.id = c.site
          WHERE c.venue = d.venue AND c.mode = 'direct'
            AND (c.unit = d.unit
                 OR (c.unit IS NULL AND NOT EXISTS (SELECT 1 FROM connected_site AS o
                                                    WHERE o.venue = d.venue AND o.unit = d.unit)))) AS further
  FROM draft_meeting AS d
  JOIN wanted AS n ON n.unit = d.unit
  JOIN venue AS v ON v.id = d.venue
  WHERE d.draft = :draft
  UNION ALL
  SELECT n.member, m.mode, m.start_utc, m.end_utc, s.capacity,
         (SELECT count(*) FROM meeting_site AS t WHERE t.meeting = m.id AND t.mode <> m.mode),
         (SELECT coalesce(sum(t.capacity), 0) FROM meeting_site AS t
          WHERE t.meeting = m.id AND t.position > 0 AND t.mode = 'direct')
  FROM wanted AS n
  JOIN meeting AS m ON m.unit = n.unit
  JOIN meeting_site AS s ON s.meeting = m.id AND s.position = 0
  WHERE m.status = 'confirmed' AND CAST(:draft AS BIGINT) IS NULL
), held AS (
  SELECT i.unit AS unit, i.start_utc AS start_utc, i.end_utc AS end_utc,
         CASE WHEN i.others > 0 THEN 'hybrid' ELSE i.mode END AS mode,
         CASE WHEN i.mode = 'direct' THEN i.capacity ELSE 0 END + i.further AS seats
  FROM sited AS i
), summed AS (
  SELECT h.unit AS unit,
         count(*) AS meetings,
         CAST(sum((h.end_utc - h.start_utc) / 60) AS BIGINT) AS minutes,
         CAST(sum(CASE WHEN h.mode = 'direct' THEN 1 ELSE 0 END) AS BIGINT) AS direct,
         CAST(sum(CASE WHEN h.mode = 'hybrid' THEN 1 ELSE 0 END) AS BIGINT) AS hybrid,
         CAST(sum(CASE WHEN h.mode = 'online' THEN 0 ELSE h.seats END) AS BIGINT) AS seats,
         CAST(sum(CASE WHEN (h.start_utc + 25200) % 86400 < 43200 THEN 1 ELSE 0 END) AS BIGINT) AS morning,
         CAST(sum(CASE WHEN (h.start_utc + 25200) % 86400 >= 64800 THEN 1 ELSE 0 END) AS BIGINT) AS evening,
         CAST(sum(CASE WHEN g.holiday = 1 THEN 1 ELSE 0 END) AS BIGINT) AS holiday,
         CAST(sum(CASE WHEN (g.holiday IS NULL OR g.holiday = 0)
                            AND ((h.start_utc + 25200) / 86400 + 4) % 7 IN (0, 6) THEN 1 ELSE 0 END) AS BIGINT) AS weekend
  FROM held AS h
  LEFT JOIN campaign_day AS g ON g.election = :election AND g.day = (h.start_utc + 25200) / 86400
  GROUP BY h.unit
), speaker AS (
  SELECT u.code AS unit_code, u.id AS unit, c.code AS code,
         row_number() OVER (PARTITION BY u.id
                            ORDER BY CASE WHEN c.name_sort IS NULL THEN 1 ELSE 0 END, c.name_sort, c.code) - 1 AS place,
         count(*) OVER (PARTITION BY u.id) AS speakers
  FROM unit AS u
  JOIN candidacy AS y ON y.unit = u.id
  JOIN candidate AS c ON c.id = y.candidate
  WHERE u.election = :election AND u.code >= :first AND u.code <= :last
    AND (CAST(:level AS TEXT) IS NULL OR u.level = :level)
    AND NOT EXISTS (SELECT 1 FROM joint_unit AS j WHERE j.unit = u.id)
)
SELECT p.code,
       coalesce(s.meetings, 0), coalesce(s.minutes, 0), coalesce(s.direct, 0),
       coalesce(s.meetings - s.direct - s.hybrid, 0), coalesce(s.hybrid, 0), coalesce(s.seats, 0), coalesce(s.morning, 0),
       coalesce(s.meetings - s.morning - s.evening, 0), coalesce(s.evening, 0),
       coalesce(s.meetings - s.holiday - s.weekend, 0), coalesce(s.weekend, 0), coalesce(s.holiday, 0),
       (coalesce(s.meetings, 0) + p.speakers - 1 - p.place) / p.speakers,
       CASE WHEN p.speakers = 1 THEN 0
            ELSE (coalesce(s.meetings, 0) + p.speakers - 1 - (p.place + 1) % p.speakers) / p.speakers END
FROM speaker AS p
LEFT JOIN summed AS s ON s.unit = p.unit
ORDER BY p.unit_code, p.unit, p.place;
