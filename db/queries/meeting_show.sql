-- One meeting with all that is known of it.

-- name: meeting_show_published
SELECT m.id, m.unit, m.status, m.mode, m.start_utc, m.end_utc, m.sequence, r.number
FROM meeting AS m
JOIN release AS r ON r.id = m.last_release
WHERE m.election = :election AND m.code = :code;

-- In the newest draft, unless that was published; without a meeting where the draft has none.
-- name: meeting_show_drafted
SELECT d.id, coalesce(m.unit, 0), coalesce(m.mode, ''), coalesce(m.start_utc, 0), coalesce(m.end_utc, 0), coalesce(m.venue, 0)
FROM draft AS d
LEFT JOIN draft_origin AS o ON o.draft = d.id
LEFT JOIN draft_meeting AS m ON m.draft = d.id AND m.code = :code
WHERE d.id = (SELECT n.id FROM draft AS n WHERE n.election = :election ORDER BY n.created_utc DESC, n.id DESC LIMIT 1)
  AND o.release IS NULL;

-- name: meeting_show_sites
SELECT s.mode, coalesce(v.code, ''), coalesce(v.name, ''), coalesce(v.address, ''), coalesce(a.name, ''), s.capacity, s.link,
       coalesce(v.chair, ''), coalesce(a.id, 0)
FROM meeting_site AS s
LEFT JOIN venue AS v ON v.id = s.venue
LEFT JOIN area AS a ON a.id = v.area
WHERE s.meeting = :meeting
ORDER BY s.position;

-- The main site of a draft first, then those that the tables connect with it.
-- name: meeting_show_sites_drafted
-- full scan: of the few sites that this very statement puts together
SELECT t.mode, v.code, v.name, v.address, a.name, CASE WHEN t.capacity > 0 THEN t.capacity ELSE v.capacity END,
       CASE WHEN t.mode = 'online' THEN v.online_link ELSE '' END, v.chair, a.id
FROM (SELECT 0 AS position, CAST(:mode AS TEXT) AS mode, CAST(:venue AS BIGINT) AS venue, 0 AS capacity
      UNION ALL
      SELECT 1, c.mode, c.site, c.capacity
      FROM connected_site AS c
      WHERE c.venue = :venue
        AND c.unit_code = CASE WHEN EXISTS (SELECT 1 FROM connected_site AS o WHERE o.venue = :venue AND o.unit_code = :unit_code)
                               THEN CAST(:unit_code AS TEXT) ELSE '' END) AS t
JOIN venue AS v ON v.id = t.venue
JOIN area AS a ON a.id = v.area
ORDER BY t.position, v.code;

-- name: meeting_show_unit
SELECT u.code, u.name, u.level, coalesce(a.name, ''), coalesce(u.area, 0)
FROM unit AS u LEFT JOIN area AS a ON a.id = u.area WHERE u.id = :unit;

-- The areas in which one lies, itself first.
-- name: meeting_show_areas
SELECT a.level, a.name, coalesce(b.level, ''), coalesce(b.name, ''), coalesce(c.level, ''), coalesce(c.name, '')
FROM area AS a
LEFT JOIN area AS b ON b.id = a.parent
LEFT JOIN area AS c ON c.id = b.parent
WHERE a.id = :area;

-- In the law's order A, B, C, with how each can be told.
-- name: meeting_show_candidates
SELECT c.code, c.full_name, CASE WHEN k.phone IS NULL THEN 0 ELSE 1 END, CASE WHEN k.email IS NULL THEN 0 ELSE 1 END,
       CASE WHEN EXISTS (SELECT 1 FROM opt_out AS o WHERE o.address = k.phone OR o.address = k.email) THEN 1 ELSE 0 END,
       coalesce(f.created_utc, 0), coalesce(f.last_fetch_utc, 0)
FROM candidacy AS y
JOIN candidate AS c ON c.id = y.candidate
LEFT JOIN contact AS k ON k.candidate = c.id AND k.purpose = 'meeting_notice'
LEFT JOIN feed AS f ON f.candidate = c.id AND f.revoked_utc IS NULL
WHERE y.unit = :unit
ORDER BY CASE WHEN c.name_sort IS NULL THEN 1 ELSE 0 END, c.name_sort, c.code;

-- Meetings of the unit before this one.
-- name: meeting_show_number
SELECT count(*) FROM meeting AS m
WHERE m.unit = :unit AND m.status = 'confirmed' AND (m.start_utc < :start_utc OR (m.start_utc = :start_utc AND m.code < :code));

-- name: meeting_show_number_drafted
SELECT count(*) FROM draft_meeting AS m
WHERE m.draft = :draft AND m.unit = :unit AND (m.start_utc < :start_utc OR (m.start_utc = :start_utc AND m.code < :code));

-- What each release said of it, newest first.
-- name: meeting_show_versions
SELECT v.sequence, r.number, v.changed_utc, coalesce(c.kind, ''), coalesce(c.before, ''), coalesce(c.after, ''),
       coalesce(w.words, ''), coalesce(w.args, '')
FROM meeting_version AS v
JOIN release AS r ON r.id = v.release
LEFT JOIN release_change AS c ON c.release = v.release AND c.meeting = v.meeting
LEFT JOIN draft_origin AS o ON o.release = v.release
LEFT JOIN draft_reason AS w ON w.draft = o.draft AND w.code = :code
WHERE v.meeting = :meeting
ORDER BY v.sequence DESC, c.kind;

-- name: meeting_show_pin
SELECT reason, pinned_by, pinned_utc FROM pin WHERE election = :election AND code = :code;

-- What the published meeting breaks.
-- name: meeting_show_marks
SELECT k.rule, k.severity, k.words, k.args
FROM plan_mark AS k
WHERE k.election = :election AND (k.meeting = :meeting OR k.other = :meeting)
ORDER BY k.position;

-- Where the meetings of a unit may be held.
-- name: meeting_show_venues
SELECT v.code, v.name, a.name, v.capacity, v.online
FROM unit_area AS w
JOIN area AS a ON a.id = w.area
JOIN venue AS v ON v.area = a.id
WHERE w.unit = :unit
ORDER BY a.code, v.code;
