-- Drafts and releases of the plan of meetings.

-- name: draft_insert
INSERT INTO draft (election, created_utc, seed, objective_m, holiday_meetings, travel_m, imbalance, online_meetings,
                   bound_m)
VALUES (:election, :created_utc, :seed, :objective_m, :holiday_meetings, :travel_m, :imbalance, :online_meetings,
        :bound_m)
RETURNING id;

-- name: draft_meeting_insert
INSERT INTO draft_meeting (draft, code, unit, mode, venue, start_utc, end_utc)
VALUES (:draft, :code, :unit, :mode, :venue, :start_utc, :end_utc);

-- name: draft_newest
SELECT d.id
FROM draft AS d
WHERE d.election = :election AND NOT EXISTS (SELECT 1 FROM draft_aside AS a WHERE a.draft = d.id)
ORDER BY d.created_utc DESC, d.id DESC
LIMIT 1;

-- name: draft_objective
SELECT objective_m, coalesce(bound_m, 0) FROM draft WHERE id = :draft;

-- name: draft_meetings
SELECT d.code, u.code, d.mode, v.code, d.start_utc, d.end_utc
FROM draft_meeting AS d
JOIN unit AS u ON u.id = d.unit
JOIN venue AS v ON v.id = d.venue
WHERE d.draft = :draft
ORDER BY d.code;

-- name: published_meetings
SELECT m.code, u.code, m.mode, v.code, m.start_utc, m.end_utc, m.id, m.status, s.link
FROM meeting AS m
JOIN unit AS u ON u.id = m.unit
LEFT JOIN meeting_site AS s ON s.meeting = m.id AND s.position = 0
LEFT JOIN venue AS v ON v.id = s.venue
WHERE m.election = :election
ORDER BY m.code;

-- name: release_next_number
SELECT coalesce(max(number), 0) + 1 FROM release WHERE election = :election;

-- name: release_insert
INSERT INTO release (election, number, published_utc, note) VALUES (:election, :number, :published_utc, :note)
RETURNING id;

-- name: release_change_insert
INSERT INTO release_change (release, meeting, kind, before, after)
VALUES (:release, :meeting, :kind, :before, :after);

-- name: meeting_insert
INSERT INTO meeting (election, code, uid, unit, status, mode, start_utc, end_utc, sequence, last_modified_utc,
                     first_release, last_release)
VALUES (:election, :code, :uid, :unit, 'confirmed', :mode, :start_utc, :end_utc, 0, :modified_utc, :release, :release)
RETURNING id;

-- The row stays the same row: nothing that belongs to it is made anew.
-- name: meeting_site_put
INSERT INTO meeting_site (meeting, position, mode, venue, link, capacity)
VALUES (:meeting, :position, :mode, :venue, :link, :capacity)
ON CONFLICT (meeting, position) DO UPDATE
SET mode = excluded.mode, venue = excluded.venue, link = excluded.link, capacity = excluded.capacity;

-- name: meeting_sites_cut
DELETE FROM meeting_site WHERE meeting = :meeting AND position > :last;

-- name: published_sites
SELECT m.code, s.mode, coalesce(v.code, ''), s.link
FROM meeting AS m
JOIN meeting_site AS s ON s.meeting = m.id AND s.position > 0
LEFT JOIN venue AS v ON v.id = s.venue
WHERE m.election = :election
ORDER BY m.code, s.position;

-- name: meeting_change
UPDATE meeting
SET status = 'confirmed', mode = :mode, start_utc = :start_utc, end_utc = :end_utc, sequence = sequence + 1,
    last_modified_utc = :modified_utc, last_release = :release
WHERE id = :meeting;

-- name: meeting_cancel
UPDATE meeting
SET status = 'cancelled', sequence = sequence + 1, last_modified_utc = :modified_utc, last_release = :release
WHERE id = :meeting;

-- name: meeting_versions_put
INSERT INTO meeting_version (meeting, sequence, release, changed_utc)
SELECT m.id, m.sequence, m.last_release, m.last_modified_utc FROM meeting AS m
WHERE m.election = :election AND m.last_release = :release;

-- What there is to show, of a release or of a draft; a filter that is NULL leaves everything.
-- name: plan_show_released
SELECT m.code, m.status, m.mode, m.start_utc, m.end_utc, u.code, u.name, v.code, v.name, a.name, s.link
FROM meeting AS m
JOIN unit AS u ON u.id = m.unit
LEFT JOIN meeting_site AS s ON s.meeting = m.id AND s.position = 0
LEFT JOIN venue AS v ON v.id = s.venue
LEFT JOIN area AS a ON a.id = v.area
WHERE m.election = :election
  AND (CAST(:unit AS BIGINT) IS NULL OR m.unit = :unit
       OR EXISTS (SELECT 1 FROM joint_unit AS j
                  WHERE j.unit = m.unit AND (j.first_unit = :unit OR j.second_unit = :unit)))
  AND (CAST(:candidate AS BIGINT) IS NULL
       OR EXISTS (SELECT 1 FROM candidacy AS y WHERE y.candidate = :candidate AND y.unit = m.unit))
  AND (CAST(:area AS BIGINT) IS NULL OR a.id = :area OR a.parent = :area
       OR EXISTS (SELECT 1 FROM area AS p WHERE p.id = a.parent AND p.parent = :area))
ORDER BY m.start_utc, m.code;

-- name: plan_show_draft
SELECT d.code, 'draft', d.mode, d.start_utc, d.end_utc, u.code, u.name, v.code, v.name, a.name, v.online_link
FROM draft_meeting AS d
JOIN unit AS u ON u.id = d.unit
JOIN venue AS v ON v.id = d.venue
JOIN area AS a ON a.id = v.area
WHERE d.draft = :draft
  AND (CAST(:unit AS BIGINT) IS NULL OR d.unit = :unit
       OR EXISTS (SELECT 1 FROM joint_unit AS j
                  WHERE j.unit = d.unit AND (j.first_unit = :unit OR j.second_unit = :unit)))
  AND (CAST(:candidate AS BIGINT) IS NULL
       OR EXISTS (SELECT 1 FROM candidacy AS y WHERE y.candidate = :candidate AND y.unit = d.unit))
  AND (CAST(:area AS BIGINT) IS NULL OR a.id = :area OR a.parent = :area
       OR EXISTS (SELECT 1 FROM area AS p WHERE p.id = a.parent AND p.parent = :area))
ORDER BY d.start_utc, d.code;

-- The sites beside the main one, of all meetings.
-- name: plan_show_sites_released
SELECT m.code, s.mode, coalesce(v.code, ''), coalesce(v.name, ''), s.link
FROM meeting AS m
JOIN meeting_site AS s ON s.meeting = m.id AND s.position > 0
LEFT JOIN venue AS v ON v.id = s.venue
WHERE m.election = :election
ORDER BY m.code, s.position;

-- name: plan_show_sites_draft
SELECT d.code, c.mode, w.code, w.name, CASE WHEN c.mode = 'online' THEN w.online_link ELSE '' END
FROM draft_meeting AS d
JOIN unit AS u ON u.id = d.unit
JOIN connected_site AS c
  ON c.venue = d.venue
 AND c.unit_code = CASE WHEN EXISTS (SELECT 1 FROM connected_site AS o WHERE o.venue = d.venue AND o.unit_code = u.code)
                        THEN u.code ELSE '' END
JOIN venue AS w ON w.id = c.site
WHERE d.draft = :draft
ORDER BY d.code, w.code;

-- name: plan_unit_by_code
SELECT id FROM unit WHERE election = :election AND code = :code;

-- name: plan_candidate_by_code
SELECT id FROM candidate WHERE election = :election AND code = :code;

-- A code may name areas of several levels; then the largest is meant.
-- name: plan_area_by_code
SELECT id
FROM area
WHERE election = :election AND code = :code
ORDER BY CASE level WHEN 'central' THEN 0 WHEN 'province' THEN 1 WHEN 'district' THEN 2 WHEN 'commune' THEN 3 ELSE 4 END
LIMIT 1;
