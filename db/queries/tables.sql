-- The tables of an election, read in their canonical order and put row by row. A put is an insert, or an update of the row
-- with the same key; it never touches what the tables do not know.

-- name: plan_parameters
SELECT key, value FROM plan_parameter WHERE election = :election ORDER BY key;

-- name: plan_parameter
SELECT value FROM plan_parameter WHERE election = :election AND key = :key;

-- name: plan_parameter_put
INSERT INTO plan_parameter (election, key, value) VALUES (:election, :key, :value)
ON CONFLICT (election, key) DO UPDATE SET value = excluded.value;

-- name: sessions
SELECT name, start_minute, end_minute FROM session_window WHERE election = :election ORDER BY start_minute, name;

-- name: session_put
INSERT INTO session_window (election, name, start_minute, end_minute)
VALUES (:election, :name, :start_minute, :end_minute)
ON CONFLICT (election, name) DO UPDATE SET start_minute = excluded.start_minute, end_minute = excluded.end_minute;

-- name: session_delete
DELETE FROM session_window WHERE election = :election AND name = :name;

-- name: campaign_days
SELECT day, holiday FROM campaign_day WHERE election = :election ORDER BY day;

-- name: campaign_day_put
INSERT INTO campaign_day (election, day, holiday) VALUES (:election, :day, :holiday)
ON CONFLICT (election, day) DO UPDATE SET holiday = excluded.holiday;

-- name: campaign_day_delete
DELETE FROM campaign_day WHERE election = :election AND day = :day;

-- name: areas
SELECT area.id, area.code, parent.level, parent.code, area.name, area.x_m, area.y_m, area.daily_target,
       area.voters, area.chair_capacity, contact.full_name, contact.phone, area_window.start_utc, area_window.end_utc
FROM area
LEFT JOIN area AS parent ON parent.id = area.parent
LEFT JOIN area_window ON area_window.area = area.id
LEFT JOIN contact ON contact.area = area.id AND contact.purpose = 'meeting_notice'
WHERE area.election = :election AND area.level = :level
ORDER BY area.code;

-- name: area_put
INSERT INTO area (election, parent, level, code, name, name_sort, x_m, y_m, daily_target, voters, chair_capacity)
VALUES (:election, :parent, :level, :code, :name, :name_sort, :x_m, :y_m, :daily_target, :voters, :chair_capacity)
ON CONFLICT (election, level, code) DO UPDATE SET
    parent = excluded.parent, name = excluded.name, name_sort = excluded.name_sort, x_m = excluded.x_m,
    y_m = excluded.y_m, daily_target = excluded.daily_target, voters = excluded.voters,
    chair_capacity = excluded.chair_capacity
RETURNING id;

-- name: area_delete
DELETE FROM area WHERE id = :id;

-- What was erased is not filled again.
-- name: area_contact_put
INSERT INTO contact (election, area, full_name, phone, purpose, source)
VALUES (:election, :area, :full_name, :phone, 'meeting_notice', 'communes.csv')
ON CONFLICT (area, purpose) DO UPDATE SET
    full_name = excluded.full_name, phone = excluded.phone, source = excluded.source
WHERE NOT EXISTS (SELECT 1 FROM contact_erasure AS x WHERE x.contact = contact.id AND x.erased_utc IS NOT NULL);

-- name: area_contact_clear
UPDATE contact SET full_name = '', phone = NULL WHERE area = :area AND purpose = 'meeting_notice';

-- name: area_contact_delete
DELETE FROM contact WHERE area = :area;

-- name: venues
SELECT venue.id, venue.code, area.code, venue.name, venue.x_m, venue.y_m, venue.capacity, venue.online,
       venue.address, venue.online_link, venue.chair
FROM venue
JOIN area ON area.id = venue.area
WHERE venue.election = :election
ORDER BY venue.code;

-- name: venue_put
INSERT INTO venue (election, area, code, name, x_m, y_m, capacity, online, address, online_link, chair)
VALUES (:election, :area, :code, :name, :x_m, :y_m, :capacity, :online, :address, :online_link, :chair)
ON CONFLICT (election, code) DO UPDATE SET
    area = excluded.area, name = excluded.name, x_m = excluded.x_m, y_m = excluded.y_m,
    capacity = excluded.capacity, online = excluded.online, address = excluded.address,
    online_link = excluded.online_link, chair = excluded.chair
RETURNING id;

-- name: venue_delete
DELETE FROM venue WHERE id = :id;

-- name: units
SELECT unit.id, unit.code, unit.level, unit.name, unit.seats, unit.needed, unit.duration_min, unit.attendance,
       unit.max_online, area.code, unit_window.start_utc, unit_window.end_utc
FROM unit
JOIN area ON area.id = unit.area
LEFT JOIN unit_window ON unit_window.unit = unit.id
WHERE unit.election = :election AND NOT EXISTS (SELECT 1 FROM joint_unit AS j WHERE j.unit = unit.id)
ORDER BY unit.code;

-- name: unit_put
INSERT INTO unit (election, area, level, code, name, name_sort, seats, needed, duration_min, attendance, max_online)
VALUES (:election, :area, :level, :code, :name, :name_sort, :seats, :needed, :duration_min, :attendance, :max_online)
ON CONFLICT (election, code) DO UPDATE SET
    area = excluded.area, level = excluded.level, name = excluded.name, name_sort = excluded.name_sort,
    seats = excluded.seats, needed = excluded.needed, duration_min = excluded.duration_min,
    attendance = excluded.attendance, max_online = excluded.max_online
RETURNING id;

-- name: unit_delete
DELETE FROM unit WHERE id = :id;

-- name: candidates
SELECT candidate.id, candidate.code, candidate.home_x_m, candidate.home_y_m, candidate.full_name, contact.phone,
       contact.email
FROM candidate
LEFT JOIN contact ON contact.candidate = candidate.id AND contact.purpose = 'meeting_notice'
WHERE candidate.election = :election
ORDER BY candidate.code;

-- name: candidate_put
INSERT INTO candidate (election, code, full_name, name_sort, home_x_m, home_y_m)
VALUES (:election, :code, :full_name, :name_sort, :home_x_m, :home_y_m)
ON CONFLICT (election, code) DO UPDATE SET
    full_name = excluded.full_name, name_sort = excluded.name_sort, home_x_m = excluded.home_x_m,
    home_y_m = excluded.home_y_m
RETURNING id;

-- name: candidate_delete
DELETE FROM candidate WHERE id = :id;

-- name: candidate_contact_put
INSERT INTO contact (election, candidate, full_name, phone, email, purpose, source)
VALUES (:election, :candidate, '', :phone, :email, 'meeting_notice', 'candidates.csv')
ON CONFLICT (candidate, purpose) DO UPDATE SET
    phone = excluded.phone, email = excluded.email, source = excluded.source
WHERE NOT EXISTS (SELECT 1 FROM contact_erasure AS x WHERE x.contact = contact.id AND x.erased_utc IS NOT NULL);

-- name: candidate_contact_clear
UPDATE contact SET phone = NULL, email = NULL WHERE candidate = :candidate AND purpose = 'meeting_notice';

-- name: candidate_contact_delete
DELETE FROM contact WHERE candidate = :candidate;

-- name: unit_areas
SELECT unit.code, area.code
FROM unit
JOIN unit_area ON unit_area.unit = unit.id
JOIN area ON area.id = unit_area.area
WHERE unit.election = :election AND NOT EXISTS (SELECT 1 FROM joint_unit AS j WHERE j.unit = unit.id)
ORDER BY unit.code, area.code;

-- name: unit_area_put
INSERT INTO unit_area (unit, area) VALUES (:unit, :area);

-- name: unit_area_delete
DELETE FROM unit_area WHERE unit = :unit AND area = :area;

-- name: candidacies
SELECT unit.code, candidate.code
FROM unit
JOIN candidacy ON candidacy.unit = unit.id
JOIN candidate ON candidate.id = candidacy.candidate
WHERE unit.election = :election AND NOT EXISTS (SELECT 1 FROM joint_unit AS j WHERE j.unit = unit.id)
ORDER BY unit.code, candidate.code;

-- name: candidacy_put
INSERT INTO candidacy (unit, candidate) VALUES (:unit, :candidate);

-- From joint meetings of the unit, too; who stands in their other unit is put there again.
-- name: candidacy_delete
DELETE FROM candidacy
WHERE candidate = :candidate
  AND (unit = :unit OR unit IN (SELECT j.unit FROM joint_unit AS j WHERE j.first_unit = :unit OR j.second_unit = :unit));

-- name: venue_blocks
SELECT venue.code, venue_block.day, venue_block.sessions
FROM venue
JOIN venue_block ON venue_block.venue = venue.id
WHERE venue.election = :election
ORDER BY venue.code, venue_block.day;

-- name: venue_block_put
INSERT INTO venue_block (venue, day, sessions) VALUES (:owner, :day, :sessions)
ON CONFLICT (venue, day) DO UPDATE SET sessions = excluded.sessions;

-- name: venue_block_delete
DELETE FROM venue_block WHERE venue = :owner AND day = :day;

-- name: area_block_put
INSERT INTO area_block (area, day, sessions) VALUES (:owner, :day, :sessions)
ON CONFLICT (area, day) DO UPDATE SET sessions = excluded.sessions;

-- name: area_block_delete
DELETE FROM area_block WHERE area = :owner AND day = :day;

-- name: candidate_blocks
SELECT candidate.code, candidate_block.day, candidate_block.sessions
FROM candidate
JOIN candidate_block ON candidate_block.candidate = candidate.id
WHERE candidate.election = :election
ORDER BY candidate.code, candidate_block.day;

-- name: candidate_block_put
INSERT INTO candidate_block (candidate, day, sessions) VALUES (:owner, :day, :sessions)
ON CONFLICT (candidate, day) DO UPDATE SET sessions = excluded.sessions;

-- name: candidate_block_delete
DELETE FROM candidate_block WHERE candidate = :owner AND day = :day;
