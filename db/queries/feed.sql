-- name: feed_candidate_by_code
SELECT id, code, full_name FROM candidate WHERE election = :election AND code = :code;

-- name: feed_candidates
SELECT id, code FROM candidate WHERE election = :election ORDER BY code;

-- name: feed_candidates_without
SELECT c.id, c.code
FROM candidate AS c
WHERE c.election = :election
  AND NOT EXISTS (SELECT 1 FROM feed AS f WHERE f.candidate = c.id AND f.revoked_utc IS NULL)
ORDER BY c.code;

-- name: feed_count_candidates_in_use
SELECT count(DISTINCT candidate) FROM feed WHERE election = :election AND revoked_utc IS NULL;

-- name: feed_unit_by_code
SELECT id FROM unit WHERE election = :election AND code = :code;

-- name: feed_election_code
SELECT code FROM election WHERE id = :election;

-- name: feed_insert
INSERT INTO feed (election, kind, candidate, unit, area, level, token_hash, language, alarms, created_utc)
VALUES (:election, :kind, :candidate, :unit, :area, :level, :token_hash, :language, :alarms, :created_utc);

-- The address in use of one calendar.
-- name: feed_in_use
SELECT language, alarms FROM feed
WHERE election = :election AND kind = :kind AND coalesce(candidate, 0) = :candidate AND coalesce(unit, 0) = :unit
  AND coalesce(area, 0) = :area AND coalesce(level, '') = :level AND revoked_utc IS NULL;

-- name: feed_in_use_of_candidate
SELECT language, alarms FROM feed WHERE candidate = :candidate AND revoked_utc IS NULL;

-- name: feed_revoke
UPDATE feed SET revoked_utc = :revoked_utc
WHERE election = :election AND kind = :kind AND coalesce(candidate, 0) = :candidate AND coalesce(unit, 0) = :unit
  AND coalesce(area, 0) = :area AND coalesce(level, '') = :level AND revoked_utc IS NULL;

-- name: feed_revoke_of_candidate
UPDATE feed SET revoked_utc = :revoked_utc WHERE candidate = :candidate AND revoked_utc IS NULL;

-- name: feed_list
SELECT f.kind, coalesce(c.code, u.code, a.code, ''), coalesce(a.level, f.level, ''), f.language, f.alarms, f.created_utc,
       f.revoked_utc, f.last_fetch_utc, f.last_client
FROM feed AS f
LEFT JOIN candidate AS c ON c.id = f.candidate
LEFT JOIN unit AS u ON u.id = f.unit
LEFT JOIN area AS a ON a.id = f.area
WHERE f.election = :election
ORDER BY f.kind, c.code, u.code, a.code, a.level, f.level, f.id;

-- name: feed_by_token
SELECT f.id, f.kind, coalesce(f.candidate, 0), coalesce(f.unit, 0), coalesce(f.area, 0), coalesce(f.level, ''), f.language,
       f.alarms, f.revoked_utc, f.election, e.polling_day, coalesce(k.value_utc, e.created_utc),
       CASE WHEN z.election IS NULL THEN 1 ELSE 0 END
FROM feed AS f
JOIN election AS e ON e.id = f.election
LEFT JOIN feed_clock AS k ON k.election = f.election
LEFT JOIN feed_sunset AS z ON z.election = e.id AND z.polling_day = e.polling_day
WHERE f.token_hash = :token_hash;

-- The public calendar of a commune is that of the newest election in which it is.
-- name: feed_commune_by_code
-- full scan: elections are few
SELECT a.id, e.id, e.polling_day,
       (SELECT max(coalesce(k.value_utc, o.created_utc))
        FROM election AS o
        JOIN area AS s ON s.election = o.id AND s.level = 'commune' AND s.code = :code
        LEFT JOIN feed_clock AS k ON k.election = o.id),
       CASE WHEN z.election IS NULL THEN 1 ELSE 0 END
FROM election AS e
JOIN area AS a ON a.election = e.id AND a.level = 'commune' AND a.code = :code
LEFT JOIN feed_sunset AS z ON z.election = e.id AND z.polling_day = e.polling_day
ORDER BY e.polling_day DESC, e.id DESC
LIMIT 1;

-- name: feed_record_fetch
UPDATE feed SET last_fetch_utc = :fetched_utc, last_client = :client WHERE id = :feed;

-- name: feed_served_again
UPDATE feed_served SET last_utc = :fetched_utc WHERE feed = :feed AND state_utc = :state_utc;

-- name: feed_served_first
INSERT INTO feed_served (feed, state_utc, first_utc, last_utc)
SELECT f.id, :state_utc, :fetched_utc, :fetched_utc FROM feed AS f WHERE f.id = :feed
ON CONFLICT (feed, state_utc) DO UPDATE SET last_utc = excluded.last_utc;

-- Keeps the newest states.
-- name: feed_served_bound
DELETE FROM feed_served
WHERE feed = :feed
  AND state_utc <= (SELECT s.state_utc FROM feed_served AS s WHERE s.feed = :feed
                    ORDER BY s.state_utc DESC LIMIT 1 OFFSET :kept);

-- What heads a calendar, and the feed clock (before the first change: when the election was made).
-- name: feed_head_of_candidate
SELECT c.code, c.full_name, e.id, e.code, e.title, e.law_pack, e.created_utc, coalesce(k.value_utc, e.created_utc),
       CASE WHEN z.election IS NULL THEN 1 ELSE 0 END,
       coalesce(x.changed_utc, 0),
       CASE WHEN EXISTS (SELECT 1 FROM departed_meeting AS d WHERE d.candidate = c.id) THEN 1 ELSE 0 END
FROM candidate AS c
JOIN election AS e ON e.id = c.election
LEFT JOIN feed_clock AS k ON k.election = e.id
LEFT JOIN feed_sunset AS z ON z.election = e.id AND z.polling_day = e.polling_day
LEFT JOIN calendar_change AS x ON x.candidate = c.id
WHERE c.id = :owner;

-- name: feed_head_of_unit
SELECT u.code, u.name, e.id, e.code, e.title, e.law_pack, e.created_utc, coalesce(k.value_utc, e.created_utc),
       CASE WHEN z.election IS NULL THEN 1 ELSE 0 END,
       coalesce(x.changed_utc, 0), 0
FROM unit AS u
JOIN election AS e ON e.id = u.election
LEFT JOIN feed_clock AS k ON k.election = e.id
LEFT JOIN feed_sunset AS z ON z.election = e.id AND z.polling_day = e.polling_day
LEFT JOIN calendar_change AS x ON x.unit = u.id
WHERE u.id = :owner;

-- name: feed_head_of_area
SELECT a.code, a.name, e.id, e.code, e.title, e.law_pack, e.created_utc, coalesce(k.value_utc, e.created_utc),
       CASE WHEN z.election IS NULL THEN 1 ELSE 0 END,
       coalesce(x.changed_utc, 0), 0
FROM area AS a
JOIN election AS e ON e.id = a.election
LEFT JOIN feed_clock AS k ON k.election = e.id
LEFT JOIN feed_sunset AS z ON z.election = e.id AND z.polling_day = e.polling_day
LEFT JOIN calendar_change AS x ON x.area = a.id
WHERE a.id = :owner;

-- The clock of a public calendar must not go back either when a newer election takes its address over.
-- name: feed_head_of_commune
SELECT a.code, a.name, e.id, e.code, e.title, e.law_pack, e.created_utc,
       (SELECT max(coalesce(k.value_utc, o.created_utc))
        FROM election AS o
        JOIN area AS s ON s.election = o.id AND s.level = 'commune' AND s.code = a.code
        LEFT JOIN feed_clock AS k ON k.election = o.id),
       CASE WHEN z.election IS NULL THEN 1 ELSE 0 END,
       coalesce(x.changed_utc, 0), 0
FROM area AS a
JOIN election AS e ON e.id = a.election
LEFT JOIN feed_sunset AS z ON z.election = e.id AND z.polling_day = e.polling_day
LEFT JOIN calendar_change AS x ON x.area = a.id
WHERE a.id = :owner;

-- name: feed_head_of_election
SELECT e.code, e.title, e.id, e.code, e.title, e.law_pack, e.created_utc, coalesce(k.value_utc, e.created_utc),
       CASE WHEN z.election IS NULL THEN 1 ELSE 0 END, 0, 0
FROM election AS e
LEFT JOIN feed_clock AS k ON k.election = e.id
LEFT JOIN feed_sunset AS z ON z.election = e.id AND z.polling_day = e.polling_day
WHERE e.id = :owner;

-- name: feed_units_of_candidate
SELECT unit FROM candidacy WHERE candidate = :owner ORDER BY unit;

-- One row for each site of each meeting of a unit, the main site first.
-- name: feed_meetings_of_unit_alone
SELECT m.uid, m.code, m.status, m.mode, m.start_utc, m.end_utc, m.sequence, m.last_modified_utc, u.level,
       u.name, s.position, s.link, v.name, v.address, v.chair, a.name, 1
FROM unit AS u
JOIN meeting AS m ON m.unit = u.id
LEFT JOIN meeting_site AS s ON s.meeting = m.id
LEFT JOIN venue AS v ON v.id = s.venue
LEFT JOIN area AS a ON a.id = v.area
WHERE u.id = :owner AND (m.status = 'confirmed' OR :tombstones = 1)
ORDER BY m.uid, s.position;

-- One row for each site of each meeting of all units the candidate stands in, the main site first; and of those that an import has
-- taken the candidate out of (here = 0), which SEQUENCE counts in this calendar alone.
-- name: feed_meetings_of_candidate
SELECT m.uid, m.code, m.status, m.mode, m.start_utc, m.end_utc, m.sequence + coalesce(d.steps, 0),
       CASE WHEN d.changed_utc > m.last_modified_utc THEN d.changed_utc ELSE m.last_modified_utc END, u.level,
       u.name, s.position, s.link, v.name, v.address, v.chair, a.name, h.here
FROM (SELECT b.id AS meeting, 1 AS here
      FROM candidacy AS y
      JOIN meeting AS b ON b.unit = y.unit
      WHERE y.candidate = :owner
      UNION ALL
      SELECT g.meeting, 0
      FROM departed_meeting AS g
      WHERE g.candidate = :owner AND g.gone = 1) AS h
JOIN meeting AS m ON m.id = h.meeting
JOIN unit AS u ON u.id = m.unit
LEFT JOIN departed_meeting AS d ON d.candidate = :owner AND d.meeting = m.id
LEFT JOIN meeting_site AS s ON s.meeting = m.id
LEFT JOIN venue AS v ON v.id = s.venue
LEFT JOIN area AS a ON a.id = v.area
WHERE (h.here = 1 AND m.status = 'confirmed') OR :tombstones = 1
ORDER BY m.uid, s.position;

-- With those that it holds jointly with another unit.
-- name: feed_meetings_of_unit
-- full scan: of the unit and what it is part of, by this very statement
SELECT m.uid, m.code, m.status, m.mode, m.start_utc, m.end_utc, m.sequence, m.last_modified_utc, u.level,
       u.name, s.position, s.link, v.name, v.address, v.chair, a.name, 1
FROM (SELECT CAST(:owner AS BIGINT) AS unit
      UNION ALL
      SELECT j.unit FROM joint_unit AS j WHERE j.first_unit = :owner
      UNION ALL
      SELECT j.unit FROM joint_unit AS j WHERE j.second_unit = :owner) AS o
JOIN unit AS u ON u.id = o.unit
JOIN meeting AS m ON m.unit = u.id
LEFT JOIN meeting_site AS s ON s.meeting = m.id
LEFT JOIN venue AS v ON v.id = s.venue
LEFT JOIN area AS a ON a.id = v.area
WHERE m.status = 'confirmed' OR :tombstones = 1
ORDER BY m.uid, s.position;

-- Held in the area or below it, or online for people who live there; also what once was and no longer is (here = 0), since
-- calendar programs must be told that it went.
-- name: feed_meetings_of_area
-- full scan: of the areas below one
WITH RECURSIVE below (id) AS (
    SELECT CAST(:owner AS BIGINT)
    UNION ALL
    SELECT a.id FROM below AS b JOIN area AS a ON a.parent = b.id)
SELECT m.uid, m.code, m.status, m.mode, m.start_utc, m.end_utc, m.sequence, m.last_modified_utc, u.level,
       u.name, s.position, s.link, v.name, v.address, v.chair, a.name, h.here
FROM (SELECT g.meeting, max(g.here) AS here
      FROM (SELECT s.meeting, 1 AS here
            FROM below AS b
            JOIN venue AS v ON v.area = b.id
            JOIN meeting_site AS s ON s.venue = v.id
            UNION ALL
            SELECT m.id, 1
            FROM below AS b
            JOIN unit_area AS y ON y.area = b.id
            JOIN meeting AS m ON m.unit = y.unit
            WHERE m.mode = 'online'
            UNION ALL
            SELECT r.meeting, 0
            FROM below AS b
            JOIN venue AS v ON v.area = b.id
            JOIN release_meeting AS r ON r.venue = v.id
            UNION ALL
            SELECT r.meeting, 0
            FROM below AS b
            JOIN unit_area AS y ON y.area = b.id
            JOIN meeting AS m ON m.unit = y.unit
            JOIN release_meeting AS r ON r.meeting = m.id
            WHERE r.mode = 'online') AS g
      GROUP BY g.meeting) AS h
JOIN meeting AS m ON m.id = h.meeting
JOIN unit AS u ON u.id = m.unit
LEFT JOIN meeting_site AS s ON s.meeting = m.id
LEFT JOIN venue AS v ON v.id = s.venue
LEFT JOIN area AS a ON a.id = v.area
WHERE (h.here = 1 AND m.status = 'confirmed') OR :tombstones = 1
ORDER BY m.uid, s.position;

-- name: feed_deadlines_of_area
SELECT m.step, m.done, m.cancelled, m.sequence, m.last_modified_utc, m.shown_day, m.shown_minute, m.from_day, m.due_day,
       m.target_day, m.provisional, m.until_day, coalesce(d.document, ''), coalesce(n.vi, m.step),
       coalesce(n.en, m.step), a.level, a.code, ''
FROM milestone AS m
JOIN area AS a ON a.id = m.area
LEFT JOIN milestone_document AS d ON d.milestone = m.id
LEFT JOIN step_name AS n ON n.election = m.election AND n.step = m.step
WHERE m.area = :owner AND m.shown_day IS NOT NULL
ORDER BY m.step;

-- name: feed_deadlines_below
-- full scan: of the areas below one
WITH RECURSIVE below (id) AS (
    SELECT CAST(:owner AS BIGINT)
    UNION ALL
    SELECT a.id FROM below AS b JOIN area AS a ON a.parent = b.id)
SELECT m.step, m.done, m.cancelled, m.sequence, m.last_modified_utc, m.shown_day, m.shown_minute, m.from_day, m.due_day,
       m.target_day, m.provisional, m.until_day, coalesce(d.document, ''), coalesce(n.vi, m.step),
       coalesce(n.en, m.step), a.level, a.code, CASE WHEN a.id = :owner THEN '' ELSE a.name END
FROM below AS b
JOIN area AS a ON a.id = b.id
JOIN milestone AS m ON m.area = a.id
LEFT JOIN milestone_document AS d ON d.milestone = m.id
LEFT JOIN step_name AS n ON n.election = m.election AND n.step = m.step
WHERE m.shown_day IS NOT NULL
ORDER BY a.level, a.code, m.step;

-- The end of the campaign where it is known of a place by itself, and where it is not.
-- name: feed_cutoffs_below
-- full scan: of the areas below one
WITH RECURSIVE below (id) AS (
    SELECT CAST(:owner AS BIGINT)
    UNION ALL
    SELECT a.id FROM below AS b JOIN area AS a ON a.parent = b.id)
SELECT m.step, m.done, m.cancelled, m.sequence, m.last_modified_utc, m.shown_day, m.shown_minute, m.from_day, m.due_day,
       m.target_day, m.provisional, m.until_day, coalesce(d.document, ''), coalesce(n.vi, m.step),
       coalesce(n.en, m.step), coalesce(a.level, 'whole'), coalesce(a.code, 'x'), coalesce(a.name, '')
FROM (SELECT id FROM below UNION ALL SELECT 0) AS b
JOIN area AS o ON o.id = :owner
JOIN milestone AS m ON m.election = o.election AND coalesce(m.area, 0) = b.id AND m.step = 'campaign_end'
LEFT JOIN area AS a ON a.id = m.area
LEFT JOIN milestone_document AS d ON d.milestone = m.id
LEFT JOIN step_name AS n ON n.election = m.election AND n.step = m.step
WHERE m.shown_day IS NOT NULL
ORDER BY a.level, a.code;

-- name: feed_deadlines_general
SELECT m.step, m.done, m.cancelled, m.sequence, m.last_modified_utc, m.shown_day, m.shown_minute, m.from_day, m.due_day,
       m.target_day, m.provisional, m.until_day, m.document, coalesce(n.vi, m.step),
       coalesce(n.en, m.step), 'whole', 'x', '', m.levels
FROM general_milestone AS m
LEFT JOIN step_name AS n ON n.election = m.election AND n.step = m.step
WHERE m.election = :owner
ORDER BY m.step;

-- name: general_milestones
SELECT m.step, m.levels, m.from_day, m.until_day, m.due_day, m.target_day, m.provisional, m.done, m.cancelled, m.document,
       m.shown_day, m.shown_minute
FROM general_milestone AS m
WHERE m.election = :election
ORDER BY m.step;

-- name: general_milestone_put
INSERT INTO general_milestone (election, step, levels, from_day, until_day, due_day, target_day, provisional, done, cancelled,
                               document, shown_day, shown_minute, sequence, last_modified_utc)
VALUES (:election, :step, :levels, :from_day, :until_day, :due_day, :target_day, :provisional, :done, :cancelled, :document,
        :shown_day, :shown_minute, 0, :changed_utc)
ON CONFLICT (election, step) DO UPDATE
SET levels = excluded.levels, from_day = excluded.from_day, until_day = excluded.until_day, due_day = excluded.due_day,
    target_day = excluded.target_day, provisional = excluded.provisional, done = excluded.done,
    cancelled = excluded.cancelled, document = excluded.document, shown_day = excluded.shown_day,
    shown_minute = excluded.shown_minute, sequence = general_milestone.sequence + :sequence_step,
    last_modified_utc = excluded.last_modified_utc;

-- What there is a calendar of, in order of codes.
-- name: feed_files_of_candidates
SELECT id, code, '' FROM candidate WHERE election = :election ORDER BY code;

-- name: feed_files_of_units
SELECT u.id, u.code, ''
FROM unit AS u
WHERE u.election = :election AND NOT EXISTS (SELECT 1 FROM joint_unit AS j WHERE j.unit = u.id)
ORDER BY u.code;

-- name: feed_files_of_communes
SELECT id, code, level FROM area WHERE election = :election AND level = 'commune' ORDER BY code;

-- name: feed_files_of_areas
SELECT id, code, level FROM area WHERE election = :election ORDER BY level, code;

-- Rises by at least a second, so that two changes in one second are two moments.
-- name: feed_clock_advance
INSERT INTO feed_clock (election, value_utc) VALUES (:election, :now_utc)
ON CONFLICT (election) DO UPDATE
SET value_utc = CASE WHEN feed_clock.value_utc < excluded.value_utc THEN excluded.value_utc
                     ELSE feed_clock.value_utc + 1 END
RETURNING value_utc;

-- name: feed_sunset_put
INSERT INTO feed_sunset (election, polling_day, passed_utc) VALUES (:election, :polling_day, :passed_utc)
ON CONFLICT (election) DO UPDATE SET polling_day = excluded.polling_day, passed_utc = excluded.passed_utc;

-- name: feed_sunset_passed
SELECT count(*) FROM feed_sunset WHERE election = :election AND polling_day = :polling_day;

-- What an import changes of the words that calendars show.
-- name: shown_meetings_in_area
UPDATE meeting SET last_modified_utc = :changed_utc
WHERE id IN (SELECT s.meeting FROM venue AS v JOIN meeting_site AS s ON s.venue = v.id WHERE v.area = :id);

-- name: shown_meetings_at_venue
UPDATE meeting SET last_modified_utc = :changed_utc
WHERE id IN (SELECT s.meeting FROM meeting_site AS s WHERE s.venue = :id);

-- name: shown_meetings_of_unit
UPDATE meeting SET last_modified_utc = :changed_utc WHERE unit = :id;

-- name: shown_milestones_of_area
UPDATE milestone SET last_modified_utc = :changed_utc WHERE area = :id;

-- name: shown_candidate
INSERT INTO calendar_change (candidate, changed_utc) VALUES (:id, :changed_utc)
ON CONFLICT (candidate) DO UPDATE SET changed_utc = excluded.changed_utc;

-- name: shown_unit
INSERT INTO calendar_change (unit, changed_utc) VALUES (:id, :changed_utc)
ON CONFLICT (unit) DO UPDATE SET changed_utc = excluded.changed_utc;

-- name: shown_area
INSERT INTO calendar_change (area, changed_utc) VALUES (:id, :changed_utc)
ON CONFLICT (area) DO UPDATE SET changed_utc = excluded.changed_utc;
