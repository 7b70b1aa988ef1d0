-- What the law and the staff add to the tables of an election; as in tables.sql.

-- name: area_window_put
INSERT INTO area_window (area, start_utc, end_utc) VALUES (:id, :start_utc, :end_utc)
ON CONFLICT (area) DO UPDATE SET start_utc = excluded.start_utc, end_utc = excluded.end_utc;

-- name: area_window_delete
DELETE FROM area_window WHERE area = :id;

-- name: unit_window_put
INSERT INTO unit_window (unit, start_utc, end_utc) VALUES (:id, :start_utc, :end_utc)
ON CONFLICT (unit) DO UPDATE SET start_utc = excluded.start_utc, end_utc = excluded.end_utc;

-- name: unit_window_delete
DELETE FROM unit_window WHERE unit = :id;

-- name: area_blocks
SELECT area.code, area_block.day, area_block.sessions
FROM area
JOIN area_block ON area_block.area = area.id
WHERE area.election = :election AND area.level = :level
ORDER BY area.code, area_block.day;

-- name: unit_blocks
SELECT unit.code, unit_block.day, unit_block.sessions
FROM unit
JOIN unit_block ON unit_block.unit = unit.id
WHERE unit.election = :election
ORDER BY unit.code, unit_block.day;

-- name: unit_block_put
INSERT INTO unit_block (unit, day, sessions) VALUES (:owner, :day, :sessions)
ON CONFLICT (unit, day) DO UPDATE SET sessions = excluded.sessions;

-- name: unit_block_delete
DELETE FROM unit_block WHERE unit = :owner AND day = :day;

-- name: preferences
SELECT wish, scope, item, day, weekdays, sessions, price_m, document FROM preference WHERE election = :election;

-- name: preference_put
INSERT INTO preference (election, wish, scope, item, unit, area, day, weekdays, sessions, price_m, document)
VALUES (:election, :wish, :scope, :item, :unit, :area, :day, :weekdays, :sessions, :price_m, :document)
ON CONFLICT (election, wish, scope, item, day, weekdays, sessions) DO UPDATE SET
    price_m = excluded.price_m, document = excluded.document;

-- name: preference_delete
DELETE FROM preference
WHERE election = :election AND wish = :wish AND scope = :scope AND item = :item AND day = :day AND weekdays = :weekdays
    AND sessions = :sessions;

-- name: venue_travels
SELECT here.code, there.code, venue_travel.minutes, venue_travel.both_ways, venue_travel.remark
FROM venue AS here
JOIN venue_travel ON venue_travel.from_venue = here.id
JOIN venue AS there ON there.id = venue_travel.to_venue
WHERE here.election = :election;

-- name: venue_travel_put
INSERT INTO venue_travel (from_venue, to_venue, minutes, both_ways, remark)
VALUES (:from, :to, :minutes, :both_ways, :remark)
ON CONFLICT (from_venue, to_venue) DO UPDATE SET
    minutes = excluded.minutes, both_ways = excluded.both_ways, remark = excluded.remark;

-- name: venue_travel_delete
DELETE FROM venue_travel WHERE from_venue = :from AND to_venue = :to;

-- name: area_travels
SELECT here.code, there.code, area_travel.minutes, area_travel.both_ways, area_travel.remark
FROM area AS here
JOIN area_travel ON area_travel.from_area = here.id
JOIN area AS there ON there.id = area_travel.to_area
WHERE here.election = :election AND here.level = 'commune';

-- name: area_travel_put
INSERT INTO area_travel (from_area, to_area, minutes, both_ways, remark)
VALUES (:from, :to, :minutes, :both_ways, :remark)
ON CONFLICT (from_area, to_area) DO UPDATE SET
    minutes = excluded.minutes, both_ways = excluded.both_ways, remark = excluded.remark;

-- name: area_travel_delete
DELETE FROM area_travel WHERE from_area = :from AND to_area = :to;

-- name: plan_minimums
SELECT level, meetings, document FROM plan_minimum WHERE election = :election;

-- name: plan_minimum_put
INSERT INTO plan_minimum (election, level, meetings, document) VALUES (:election, :level, :meetings, :document)
ON CONFLICT (election, level) DO UPDATE SET meetings = excluded.meetings, document = excluded.document;

-- name: plan_minimum_delete
DELETE FROM plan_minimum WHERE election = :election AND level = :level;

-- name: plan_waivers
SELECT unit.code, plan_waiver.meetings, plan_waiver.document
FROM unit
JOIN plan_waiver ON plan_waiver.unit = unit.id
WHERE unit.election = :election;

-- name: plan_waiver_put
INSERT INTO plan_waiver (unit, meetings, document) VALUES (:unit, :meetings, :document)
ON CONFLICT (unit) DO UPDATE SET meetings = excluded.meetings, document = excluded.document;

-- name: plan_waiver_delete
DELETE FROM plan_waiver WHERE unit = :unit;

-- name: online_conditions
SELECT venue.code, online_condition.technical, online_condition.network_safety, online_condition.cyber_security,
       online_condition.document
FROM venue
JOIN online_condition ON online_condition.venue = venue.id
WHERE venue.election = :election;

-- name: online_condition_put
INSERT INTO online_condition (venue, technical, network_safety, cyber_security, document)
VALUES (:venue, :technical, :network_safety, :cyber_security, :document)
ON CONFLICT (venue) DO UPDATE SET
    technical = excluded.technical, network_safety = excluded.network_safety,
    cyber_security = excluded.cyber_security, document = excluded.document;

-- name: online_condition_delete
DELETE FROM online_condition WHERE venue = :venue;

-- name: plan_rules
SELECT rule, severity, reason, document FROM plan_rule WHERE election = :election;

-- name: plan_rule_put
INSERT INTO plan_rule (election, rule, severity, reason, document)
VALUES (:election, :rule, :severity, :reason, :document)
ON CONFLICT (election, rule) DO UPDATE SET
    severity = excluded.severity, reason = excluded.reason, document = excluded.document;

-- name: plan_rule_delete
DELETE FROM plan_rule WHERE election = :election AND rule = :rule;

-- name: connected_sites
SELECT venue.code, connected_site.unit_code, other.code, connected_site.mode, connected_site.capacity
FROM venue
JOIN connected_site ON connected_site.venue = venue.id
JOIN venue AS other ON other.id = connected_site.site
WHERE venue.election = :election;

-- name: connected_site_put
INSERT INTO connected_site (venue, unit_code, unit, site, mode, capacity)
VALUES (:venue, :unit_code, :unit, :site, :mode, :capacity)
ON CONFLICT (venue, unit_code, site) DO UPDATE SET
    unit = excluded.unit, mode = excluded.mode, capacity = excluded.capacity;

-- name: connected_site_delete
DELETE FROM connected_site WHERE venue = :venue AND unit_code = :unit_code AND site = :site;

-- name: joint_units
SELECT u.id, u.code, a.code, b.code, c.code, u.needed, j.duration_min, j.attendance, j.name, j.document
FROM unit AS u
JOIN joint_unit AS j ON j.unit = u.id
JOIN unit AS a ON a.id = j.first_unit
JOIN unit AS b ON b.id = j.second_unit
JOIN area AS c ON c.id = j.area
WHERE u.election = :election
ORDER BY u.code;

-- name: joint_unit_put
INSERT INTO joint_unit (unit, first_unit, second_unit, area, duration_min, attendance, name, document)
VALUES (:unit, :first_unit, :second_unit, :area, :duration_min, :attendance, :name, :document)
ON CONFLICT (unit) DO UPDATE SET
    first_unit = excluded.first_unit, second_unit = excluded.second_unit, area = excluded.area,
    duration_min = excluded.duration_min, attendance = excluded.attendance, name = excluded.name,
    document = excluded.document;

-- name: joint_unit_delete
DELETE FROM joint_unit WHERE unit = :unit;

-- name: joint_unit_id
SELECT u.id FROM unit AS u JOIN joint_unit AS j ON j.unit = u.id WHERE u.election = :election AND u.code = :code;

-- Its area is put again by those that still need it.
-- name: joint_areas_delete
DELETE FROM unit_area WHERE unit = :unit;

-- name: joint_candidacies_delete
DELETE FROM candidacy WHERE unit = :unit;

-- name: joint_candidacies_put
INSERT INTO candidacy (unit, candidate)
SELECT DISTINCT j.unit, y.candidate
FROM joint_unit AS j
JOIN unit AS u ON u.id = j.unit
JOIN candidacy AS y ON y.unit = j.first_unit OR y.unit = j.second_unit
WHERE u.election = :election
ON CONFLICT (unit, candidate) DO NOTHING;
