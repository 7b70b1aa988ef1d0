-- Telephone numbers and mail addresses of persons: whose they are, until when, and away with them.

-- name: privacy_contact_of_candidate
SELECT k.id FROM contact AS k WHERE k.candidate = :owner ORDER BY k.id;

-- name: privacy_contact_of_area
SELECT k.id FROM contact AS k WHERE k.area = :owner ORDER BY k.id;

-- name: privacy_keep_until
INSERT INTO contact_erasure (contact, keep_until_day, erased_utc)
SELECT k.id, :day, NULL FROM contact AS k
WHERE (:of_area = 0 AND k.candidate = :owner) OR (:of_area = 1 AND k.area = :owner)
ON CONFLICT (contact) DO UPDATE SET keep_until_day = excluded.keep_until_day;

-- Those to be erased get the moment of it; what follows acts on all of that moment.
-- name: privacy_mark
INSERT INTO contact_erasure (contact, keep_until_day, erased_utc)
SELECT k.id, NULL, :now_utc FROM contact AS k
WHERE (:of_area = 0 AND k.candidate = :owner) OR (:of_area = 1 AND k.area = :owner)
ON CONFLICT (contact) DO UPDATE SET erased_utc = excluded.erased_utc;

-- Of a contact that was taken away the texts that were sent are still there.
-- name: privacy_mark_due
INSERT INTO contact_erasure (contact, keep_until_day, erased_utc)
SELECT k.id, x.keep_until_day, :now_utc
FROM contact AS k
JOIN election AS e ON e.id = k.election
LEFT JOIN contact_erasure AS x ON x.contact = k.id
WHERE k.election = :election AND x.erased_utc IS NULL AND coalesce(x.keep_until_day, e.polling_day + :keep_days) < :today
  AND (k.phone IS NOT NULL OR k.email IS NOT NULL OR k.full_name <> ''
       OR EXISTS (SELECT 1 FROM notice AS n WHERE n.contact = k.id AND n.body IS NOT NULL))
ON CONFLICT (contact) DO UPDATE SET erased_utc = excluded.erased_utc;

-- name: privacy_erase_contacts
UPDATE contact SET full_name = '', phone = NULL, email = NULL
WHERE id IN (SELECT x.contact FROM contact_erasure AS x WHERE x.erased_utc = :now_utc);

-- name: privacy_erase_homes
UPDATE candidate SET home_x_m = NULL, home_y_m = NULL
WHERE id IN (SELECT k.candidate FROM contact_erasure AS x JOIN contact AS k ON k.id = x.contact
             WHERE x.erased_utc = :now_utc AND k.candidate IS NOT NULL);

-- name: privacy_erase_fetches
UPDATE feed SET last_fetch_utc = NULL, last_client = NULL
WHERE candidate IN (SELECT k.candidate FROM contact_erasure AS x JOIN contact AS k ON k.id = x.contact
                    WHERE x.erased_utc = :now_utc AND k.candidate IS NOT NULL)
   OR area IN (SELECT k.area FROM contact_erasure AS x JOIN contact AS k ON k.id = x.contact
               WHERE x.erased_utc = :now_utc AND k.area IS NOT NULL);

-- name: privacy_erase_served
DELETE FROM feed_served
WHERE feed IN (SELECT f.id
               FROM contact_erasure AS x
               JOIN contact AS k ON k.id = x.contact
               JOIN feed AS f ON f.candidate = k.candidate
               WHERE x.erased_utc = :now_utc
               UNION ALL
               SELECT f.id
               FROM contact_erasure AS x
               JOIN contact AS k ON k.id = x.contact
               JOIN feed AS f ON f.area = k.area
               WHERE x.erased_utc = :now_utc);

-- name: privacy_erase_texts
UPDATE notice SET body = NULL, gateway_words = NULL
WHERE contact IN (SELECT x.contact FROM contact_erasure AS x WHERE x.erased_utc = :now_utc);

-- What staff wrote of why a meeting is held where it is, and who asked for it, may name the persons of its units and of its place.
-- name: privacy_erase_pins
UPDATE pin SET reason = '', pinned_by = ''
WHERE unit IN (SELECT y.unit
               FROM contact_erasure AS x
               JOIN contact AS k ON k.id = x.contact
               JOIN candidacy AS y ON y.candidate = k.candidate
               WHERE x.erased_utc = :now_utc)
   OR venue IN (SELECT v.id
                FROM contact_erasure AS x
                JOIN contact AS k ON k.id = x.contact
                JOIN venue AS v ON v.area = k.area
                WHERE x.erased_utc = :now_utc);

-- What somebody answered to an invitation goes with the address it came from.
-- name: privacy_erase_answers
UPDATE invitation SET answer = NULL, answered_sequence = NULL, answered_utc = NULL, read_utc = NULL
WHERE contact IN (SELECT x.contact FROM contact_erasure AS x WHERE x.erased_utc = :now_utc);

-- name: privacy_cancel_notices
UPDATE notice SET state = 'cancelled', reason = 'no_number', finished_utc = :now_utc
WHERE state IN ('queued', 'held') AND contact IN (SELECT x.contact FROM contact_erasure AS x WHERE x.erased_utc = :now_utc);

-- What is held about one person, one statement a part.
-- name: privacy_show_candidate
SELECT c.code, c.full_name, c.home_x_m, c.home_y_m FROM candidate AS c WHERE c.id = :owner;

-- name: privacy_show_area
SELECT a.code, a.level, a.name FROM area AS a WHERE a.id = :owner;

-- name: privacy_show_contacts
SELECT k.purpose, k.source, k.full_name, k.phone, k.email, coalesce(x.keep_until_day, e.polling_day + :keep_days), x.erased_utc
FROM contact AS k
JOIN election AS e ON e.id = k.election
LEFT JOIN contact_erasure AS x ON x.contact = k.id
WHERE (:of_area = 0 AND k.candidate = :owner) OR (:of_area = 1 AND k.area = :owner)
ORDER BY k.id;

-- name: privacy_show_opt_outs
SELECT o.address, o.since_utc, o.how
FROM contact AS k
JOIN opt_out AS o ON o.address IN (k.phone, lower(k.email))
WHERE (:of_area = 0 AND k.candidate = :owner) OR (:of_area = 1 AND k.area = :owner)
ORDER BY o.address;

-- name: privacy_show_opt_out_changes
SELECT o.address, o.silent, o.at_utc, o.who, o.how
FROM contact AS k
JOIN opt_out_change AS o ON o.address IN (k.phone, lower(k.email))
WHERE (:of_area = 0 AND k.candidate = :owner) OR (:of_area = 1 AND k.area = :owner)
ORDER BY o.id;

-- name: privacy_show_notices
SELECT n.id, n.kind, n.channel, n.state, n.reason, n.created_utc, n.finished_utc, n.body, n.gateway, n.gateway_words
FROM contact AS k
JOIN notice AS n ON n.contact = k.id
WHERE (:of_area = 0 AND k.candidate = :owner) OR (:of_area = 1 AND k.area = :owner)
ORDER BY n.id;

-- name: privacy_show_invitations
SELECT m.code, i.answer, i.answered_sequence, i.answered_utc, i.read_utc
FROM contact AS k
JOIN invitation AS i ON i.contact = k.id
JOIN meeting AS m ON m.id = i.meeting
WHERE (:of_area = 0 AND k.candidate = :owner) OR (:of_area = 1 AND k.area = :owner)
ORDER BY m.code, i.id;

-- name: privacy_show_feeds
SELECT f.kind, f.created_utc, f.revoked_utc, f.last_fetch_utc, f.last_client FROM feed AS f WHERE f.candidate = :owner ORDER BY f.id;

-- name: privacy_show_served
SELECT s.state_utc, s.first_utc, s.last_utc
FROM feed AS f
JOIN feed_served AS s ON s.feed = f.id
WHERE f.candidate = :owner
ORDER BY f.id, s.state_utc;

-- name: privacy_show_meetings
SELECT m.code, m.status, m.start_utc, m.end_utc
FROM candidacy AS y
JOIN meeting AS m ON m.unit = y.unit
WHERE y.candidate = :owner
ORDER BY m.start_utc, m.code;

-- name: privacy_show_confidence
SELECT f.day, f.present, f.in_favour, f.document FROM confidence AS f WHERE f.candidate = :owner;

-- name: privacy_show_log
SELECT l.number, l.at_utc, l.verb
FROM audit AS l
WHERE l.kind = :kind AND l.about = :code AND l.election = :election
ORDER BY l.number;
