-- Changes of a plan: drafts that come from others, pins, storms, waivers, marks, and what releases said.

-- name: draft_newest_state
SELECT d.id, coalesce(o.origin, 'made'), o.release, d.created_utc
FROM draft AS d
LEFT JOIN draft_origin AS o ON o.draft = d.id
WHERE d.election = :election AND NOT EXISTS (SELECT 1 FROM draft_aside AS a WHERE a.draft = d.id)
ORDER BY d.created_utc DESC, d.id DESC
LIMIT 1;

-- name: draft_aside_put
INSERT INTO draft_aside (draft) VALUES (:draft);

-- name: draft_aside_find
SELECT d.id
FROM draft AS d
JOIN draft_aside AS a ON a.draft = d.id
WHERE d.election = :election AND d.id = :draft;

-- name: draft_aside_delete
DELETE FROM draft_aside WHERE draft = :draft;

-- It becomes the newest, also of those that were made in the same second.
-- name: draft_take
UPDATE draft
SET created_utc = (SELECT max(CASE WHEN d.created_utc >= CAST(:now_utc AS BIGINT) THEN d.created_utc + 1 ELSE :now_utc END)
                   FROM draft AS d
                   WHERE d.election = :election)
WHERE id = :draft;

-- name: draft_delete
DELETE FROM draft WHERE id = :draft;

-- name: draft_present
SELECT d.id, d.objective_m, d.travel_m, d.imbalance, d.online_meetings, d.holiday_meetings
FROM draft AS d
WHERE d.election = :election AND NOT EXISTS (SELECT 1 FROM draft_aside AS a WHERE a.draft = d.id)
ORDER BY d.created_utc DESC, d.id DESC
LIMIT 1;

-- name: draft_exists
SELECT id FROM draft WHERE election = :election AND id = :draft;

-- name: draft_origin_put
INSERT INTO draft_origin (draft, origin, release) VALUES (:draft, :origin, :release)
ON CONFLICT (draft) DO UPDATE SET release = excluded.release;

-- name: draft_origin_of
SELECT origin FROM draft_origin WHERE draft = :draft;

-- name: draft_terms_set
UPDATE draft
SET objective_m = :objective_m, holiday_meetings = :holiday_meetings, travel_m = :travel_m, imbalance = :imbalance,
    online_meetings = :online_meetings
WHERE id = :draft;

-- name: draft_meetings_delete
DELETE FROM draft_meeting WHERE draft = :draft;

-- name: draft_reasons_delete
DELETE FROM draft_reason WHERE draft = :draft;

-- name: draft_reason_put
INSERT INTO draft_reason (draft, code, words, args) VALUES (:draft, :code, :words, :args)
ON CONFLICT (draft, code) DO UPDATE SET words = excluded.words, args = excluded.args;

-- name: draft_reasons_copy
INSERT INTO draft_reason (draft, code, words, args)
SELECT :draft, r.code, r.words, r.args FROM draft_reason AS r WHERE r.draft = :from_draft;

-- name: release_newest_utc
SELECT coalesce(max(published_utc), 0) FROM release WHERE election = :election;

-- name: pins
SELECT p.code, u.code, p.mode, v.code, p.start_utc, p.end_utc, p.reason, p.pinned_by, p.pinned_utc
FROM pin AS p
JOIN unit AS u ON u.id = p.unit
JOIN venue AS v ON v.id = p.venue
WHERE p.election = :election
ORDER BY p.code;

-- name: pin_put
INSERT INTO pin (election, code, unit, mode, venue, start_utc, end_utc, reason, pinned_by, pinned_utc)
VALUES (:election, :code, :unit, :mode, :venue, :start_utc, :end_utc, :reason, :pinned_by, :pinned_utc)
ON CONFLICT (election, code) DO UPDATE
SET mode = excluded.mode, venue = excluded.venue, start_utc = excluded.start_utc, end_utc = excluded.end_utc,
    reason = excluded.reason, pinned_by = excluded.pinned_by, pinned_utc = excluded.pinned_utc;

-- name: pin_delete
DELETE FROM pin WHERE election = :election AND code = :code;

-- name: waivers
SELECT w.code, u.code, w.kind, w.document
FROM waiver AS w
JOIN unit AS u ON u.id = w.unit
WHERE w.election = :election
ORDER BY w.code, w.kind;

-- name: waiver_put
INSERT INTO waiver (election, code, kind, unit, document, given_utc)
VALUES (:election, :code, :kind, :unit, :document, :given_utc)
ON CONFLICT (election, code, kind) DO UPDATE SET document = excluded.document, given_utc = excluded.given_utc;

-- name: waiver_delete
DELETE FROM waiver WHERE election = :election AND code = :code AND kind = :kind;

-- name: weathers
SELECT w.id, a.code, a.level, w.first_day, w.last_day, w.document
FROM weather AS w
JOIN area AS a ON a.id = w.area
WHERE w.election = :election AND w.ended_utc IS NULL
ORDER BY w.id;

-- name: weather_list
SELECT a.code, a.level, a.name, w.first_day, w.last_day, w.document
FROM weather AS w
JOIN area AS a ON a.id = w.area
WHERE w.election = :election AND w.ended_utc IS NULL
ORDER BY w.id;

-- name: weather_insert
INSERT INTO weather (election, area, first_day, last_day, document, begun_utc)
VALUES (:election, :area, :first_day, :last_day, :document, :begun_utc)
RETURNING id;

-- name: weather_end
UPDATE weather SET ended_utc = :ended_utc WHERE id = :weather;

-- name: weather_meeting_insert
INSERT INTO weather_meeting (weather, code, unit, venue, start_utc, end_utc)
VALUES (:weather, :code, :unit, :venue, :start_utc, :end_utc);

-- name: weather_meetings
SELECT m.code, u.code, 'direct', v.code, m.start_utc, m.end_utc
FROM weather_meeting AS m
JOIN unit AS u ON u.id = m.unit
JOIN venue AS v ON v.id = m.venue
WHERE m.weather = :weather
ORDER BY m.code;

-- name: release_meeting_put
INSERT INTO release_meeting (release, meeting, status, mode, venue, start_utc, end_utc)
SELECT :release, m.id, m.status, m.mode, s.venue, m.start_utc, m.end_utc
FROM meeting AS m
LEFT JOIN meeting_site AS s ON s.meeting = m.id AND s.position = 0
WHERE m.id = :meeting
ON CONFLICT (release, meeting) DO NOTHING;

-- What each meeting was after a release: what the newest release up to it said.
-- name: release_meetings
SELECT m.code, u.code, x.mode, coalesce(v.code, ''), x.start_utc, x.end_utc, m.id, x.status, ''
FROM release AS r
JOIN release_meeting AS x ON x.release = r.id
JOIN meeting AS m ON m.id = x.meeting
JOIN unit AS u ON u.id = m.unit
LEFT JOIN venue AS v ON v.id = x.venue
WHERE r.election = :election AND r.number <= :number
  AND NOT EXISTS (SELECT 1
                  FROM release_meeting AS y
                  JOIN release AS s ON s.id = y.release
                  WHERE y.meeting = x.meeting AND s.number > r.number AND s.number <= :number)
ORDER BY m.code;

-- name: release_meetings_first
SELECT count(*)
FROM meeting AS m
JOIN release AS r ON r.id = m.first_release
WHERE m.election = :election AND r.number <= :number;

-- name: release_find
SELECT id FROM release WHERE election = :election AND number = :number;

-- name: releases
SELECT r.number, r.published_utc, r.note, count(DISTINCT c.meeting)
FROM release AS r
LEFT JOIN release_change AS c ON c.release = r.id
WHERE r.election = :election
GROUP BY r.id, r.number, r.published_utc, r.note
ORDER BY r.number;

-- name: release_changes
SELECT m.code, u.name, c.kind, c.before, c.after, coalesce(w.words, ''), coalesce(w.args, '')
FROM release_change AS c
JOIN meeting AS m ON m.id = c.meeting
JOIN unit AS u ON u.id = m.unit
LEFT JOIN draft_origin AS o ON o.release = c.release
LEFT JOIN draft_reason AS w ON w.draft = o.draft AND w.code = m.code
WHERE c.release = :release
ORDER BY m.code, c.kind;

-- name: plan_check_put
INSERT INTO plan_check (election, checked_utc) VALUES (:election, :checked_utc)
ON CONFLICT (election) DO UPDATE SET checked_utc = excluded.checked_utc;

-- name: plan_check_of
SELECT checked_utc FROM plan_check WHERE election = :election;

-- name: plan_marks_delete
DELETE FROM plan_mark WHERE election = :election;

-- name: plan_mark_insert
INSERT INTO plan_mark (election, position, meeting, other, rule, severity, words, args)
VALUES (:election, :position, :meeting, :other, :rule, :severity, :words, :args);

-- name: plan_marks
SELECT coalesce(m.code, ''), coalesce(o.code, ''), k.rule, k.severity, k.words, k.args
FROM plan_mark AS k
LEFT JOIN meeting AS m ON m.id = k.meeting
LEFT JOIN meeting AS o ON o.id = k.other
WHERE k.election = :election
ORDER BY k.position;

-- name: meetings_published_count
SELECT count(*) FROM meeting WHERE election = :election AND status = 'confirmed';
