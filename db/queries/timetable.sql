-- What was done and decided about the steps of an election, and their dates.

-- name: place_count
SELECT count(*) FROM area WHERE election = :election;

-- name: places
SELECT a.id, a.parent, a.level, a.code, a.name, EXISTS (SELECT 1 FROM unit WHERE unit.area = a.id)
FROM area AS a
WHERE a.election = :election
ORDER BY a.id;

-- name: acts_current
SELECT id, step, area, day, minute, document, done_by
FROM act
WHERE election = :election AND ended_utc IS NULL
ORDER BY id;

-- name: act_insert
INSERT INTO act (election, step, area, day, minute, document, done_by, recorded_utc)
VALUES (:election, :step, :area, :day, :minute, :document, :who, :now_utc);

-- name: act_end
UPDATE act SET ended_utc = :now_utc
WHERE election = :election AND coalesce(area, 0) = coalesce(:area, 0) AND step = :step AND ended_utc IS NULL;

-- name: overrides_current
SELECT id, step, area, day, minute, document, author
FROM step_override
WHERE election = :election AND law_pack = :law_pack AND ended_utc IS NULL
ORDER BY id;

-- name: override_insert
INSERT INTO step_override (election, step, area, day, minute, document, author, law_pack, recorded_utc)
SELECT e.id, :step, :area, :day, :minute, :document, :who, e.law_pack, :now_utc
FROM election AS e
WHERE e.id = :election;

-- name: override_end
UPDATE step_override SET ended_utc = :now_utc
WHERE election = :election AND coalesce(area, 0) = coalesce(:area, 0) AND step = :step AND ended_utc IS NULL;

-- name: owners
SELECT step, area, owner FROM step_owner WHERE election = :election;

-- name: owner_put
INSERT INTO step_owner (election, step, area, owner)
VALUES (:election, :step, :area, :owner)
ON CONFLICT (election, coalesce(area, 0), step) DO UPDATE SET owner = excluded.owner;

-- name: owner_delete
DELETE FROM step_owner WHERE election = :election AND coalesce(area, 0) = coalesce(:area, 0) AND step = :step;

-- name: milestones
SELECT coalesce(m.area, 0), m.id, m.step, m.level, m.from_day, m.from_minute, m.until_day, m.until_minute, m.due_day,
       m.due_minute, m.target_day, m.provisional, m.done, m.cancelled, coalesce(d.document, ''),
       CASE WHEN p.milestone IS NULL THEN 0 ELSE 1 END
FROM milestone AS m
LEFT JOIN milestone_document AS d ON d.milestone = m.id
LEFT JOIN milestone_proof AS p ON p.milestone = m.id
WHERE m.election = :election
ORDER BY coalesce(m.area, 0);

-- Without a date any more, its calendar entry is called off on the day it stood on.
-- name: milestone_put
INSERT INTO milestone (election, area, step, level, from_day, from_minute, until_day, until_minute, due_day, due_minute,
                       target_day, provisional, done, cancelled, shown_day, shown_minute, sequence, last_modified_utc)
VALUES (:election, :area, :step, :level, :from_day, :from_minute, :until_day, :until_minute, :due_day, :due_minute,
        :target_day, :provisional, :done, 0, :shown_day, :shown_minute, 0, :changed_utc)
ON CONFLICT (election, coalesce(area, 0), step) DO UPDATE
SET level = excluded.level, from_day = excluded.from_day, from_minute = excluded.from_minute,
    until_day = excluded.until_day, until_minute = excluded.until_minute, due_day = excluded.due_day,
    due_minute = excluded.due_minute, target_day = excluded.target_day, provisional = excluded.provisional,
    done = excluded.done, cancelled = 0, shown_day = coalesce(excluded.shown_day, milestone.shown_day),
    shown_minute = CASE WHEN excluded.shown_day IS NULL THEN milestone.shown_minute ELSE excluded.shown_minute END,
    sequence = milestone.sequence + :sequence_step, last_modified_utc = excluded.last_modified_utc;

-- name: milestone_document_put
INSERT INTO milestone_document (milestone, document)
SELECT id, :document FROM milestone WHERE election = :election AND coalesce(area, 0) = :place AND step = :step
ON CONFLICT (milestone) DO UPDATE SET document = excluded.document;

-- name: milestone_document_delete
DELETE FROM milestone_document
WHERE milestone IN
      (SELECT id FROM milestone WHERE election = :election AND coalesce(area, 0) = :place AND step = :step);

-- name: milestone_proof_put
INSERT INTO milestone_proof (milestone)
SELECT id FROM milestone WHERE election = :election AND coalesce(area, 0) = :place AND step = :step
ON CONFLICT (milestone) DO NOTHING;

-- name: milestone_proof_delete
DELETE FROM milestone_proof
WHERE milestone IN
      (SELECT id FROM milestone WHERE election = :election AND coalesce(area, 0) = :place AND step = :step);

-- name: step_name_put
INSERT INTO step_name (election, step, vi, en) VALUES (:election, :step, :vi, :en)
ON CONFLICT (election, step) DO UPDATE SET vi = excluded.vi, en = excluded.en;

-- name: milestone_cancel
UPDATE milestone SET cancelled = 1, sequence = sequence + 1, last_modified_utc = :changed_utc WHERE id = :id;

-- A unit's home is a commune of it; a meeting without venue lies nowhere.
-- name: published_places
SELECT m.code, u.level, (SELECT min(ua.area) FROM unit_area AS ua WHERE ua.unit = u.id), coalesce(v.area, 0),
       m.start_utc, m.end_utc
FROM meeting AS m
JOIN unit AS u ON u.id = m.unit
LEFT JOIN meeting_site AS s ON s.meeting = m.id AND s.position = 0
LEFT JOIN venue AS v ON v.id = s.venue
WHERE m.election = :election AND m.status = 'confirmed'
ORDER BY m.start_utc, m.code;

-- name: resolutions
SELECT name FROM election_resolution
WHERE election = :election AND law_pack = :law_pack AND polling_day = :polling_day
ORDER BY name;

-- name: resolution_put
INSERT INTO election_resolution (election, name, law_pack, polling_day, recorded_utc)
SELECT id, :name, law_pack, polling_day, :now_utc FROM election WHERE id = :election
ON CONFLICT (election, name) DO UPDATE
SET law_pack = excluded.law_pack, polling_day = excluded.polling_day, recorded_utc = excluded.recorded_utc;

-- name: resolution_delete
DELETE FROM election_resolution WHERE election = :election AND name = :name;
