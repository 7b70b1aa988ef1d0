-- Whom a release concerns by mail: candidates of the units whose meetings it changed, and the committees in whose areas they
-- are held.
-- name: invitation_wanted
SELECT m.id AS meeting, k.id AS contact, y.candidate, m.start_utc
FROM meeting AS m
JOIN candidacy AS y ON y.unit = m.unit
JOIN contact AS k ON k.candidate = y.candidate AND k.purpose = 'meeting_notice' AND k.email IS NOT NULL
WHERE m.election = :election AND m.last_release = :release
UNION
SELECT m.id, k.id, 0, m.start_utc
FROM meeting AS m
JOIN meeting_site AS s ON s.meeting = m.id
JOIN venue AS v ON v.id = s.venue
JOIN contact AS k ON k.area = v.area AND k.purpose = 'meeting_notice' AND k.email IS NOT NULL
WHERE m.election = :election AND m.last_release = :release
ORDER BY meeting, contact;

-- name: invitation_put
INSERT INTO invitation (meeting, contact) VALUES (:meeting, :contact)
ON CONFLICT (meeting, contact) DO UPDATE SET meeting = excluded.meeting
RETURNING id;

-- Each invitation is a kind of notice of its own, so that a newer one takes the place of an older one that waits.
-- name: invitation_notice_insert
INSERT INTO notice (election, release, kind, text, about_utc, about_until_utc, channel, contact, candidate, client_id, state,
                    created_utc, not_before_utc, expires_utc)
VALUES (:election, :release, :kind, 'changed', 0, 0, 'mail', :contact, nullif(:candidate, 0), :client_id, 'queued',
        :now_utc, :now_utc, :expires_utc);

-- In the columns of notice_meetings. A meeting that was cancelled before anybody was invited is none.
-- name: invitation_meeting
SELECT m.start_utc, m.mode, m.status, coalesce(v.name, ''), coalesce(nullif(v.address, ''), a.name, ''),
       (SELECT count(*) FROM meeting_site AS c WHERE c.meeting = m.id AND c.position > 0) AS connected,
       0 AS is_new, rm.status, rm.mode, rm.start_utc,
       CASE WHEN coalesce(rm.venue, 0) <> coalesce(s.venue, 0) THEN 1 ELSE 0 END AS other_venue
FROM invitation AS i
JOIN meeting AS m ON m.id = i.meeting
LEFT JOIN release_meeting AS rm ON rm.meeting = m.id AND rm.release =
     (SELECT old.id FROM release_meeting AS om JOIN release AS old ON old.id = om.release
      WHERE om.meeting = m.id AND old.number <= :told
      ORDER BY old.number DESC LIMIT 1)
LEFT JOIN meeting_site AS s ON s.meeting = m.id AND s.position = 0
LEFT JOIN venue AS v ON v.id = s.venue
LEFT JOIN area AS a ON a.id = v.area
WHERE i.id = :invitation AND (m.status = 'confirmed' OR :told > 0);

-- name: invitation_entry
SELECT m.uid, m.unit, coalesce(k.candidate, 0),
       coalesce(nullif(c.full_name, ''), c.code, nullif(k.full_name, ''), a.name, ''), coalesce(k.email, '')
FROM invitation AS i
JOIN meeting AS m ON m.id = i.meeting
JOIN contact AS k ON k.id = i.contact
LEFT JOIN candidate AS c ON c.id = k.candidate
LEFT JOIN area AS a ON a.id = k.area
WHERE i.id = :invitation;

-- name: invitation_sequence
SELECT m.sequence FROM meeting AS m WHERE m.uid = :uid;

-- name: invitation_count
SELECT count(*)
FROM meeting AS m
JOIN invitation AS i ON i.meeting = m.id
JOIN contact AS k ON k.id = i.contact
WHERE m.uid = :uid AND lower(k.email) = :address;

-- The answer to the newest version counts, and of several the one given last.
-- name: invitation_answer
UPDATE invitation
SET answer = :answer, answered_sequence = :sequence, answered_utc = :answered_utc, read_utc = :now_utc
WHERE meeting = (SELECT m.id FROM meeting AS m WHERE m.uid = :uid)
  AND EXISTS (SELECT 1 FROM contact AS k WHERE k.id = invitation.contact AND lower(k.email) = :address)
  AND (answer IS NULL OR answered_sequence < :sequence
       OR (answered_sequence = :sequence AND answered_utc < :answered_utc));

-- name: invitation_list
SELECT coalesce(c.code, ''), coalesce(a.code, ''), coalesce(i.answer, ''), coalesce(i.answered_sequence, 0), m.sequence,
       coalesce(i.read_utc, 0),
       coalesce((SELECT n.state FROM notice AS n
                 WHERE n.contact = i.contact AND n.kind = 'invitation:' || CAST(i.id AS TEXT)
                 ORDER BY n.id DESC LIMIT 1), '')
FROM meeting AS m
JOIN invitation AS i ON i.meeting = m.id
JOIN contact AS k ON k.id = i.contact
LEFT JOIN candidate AS c ON c.id = k.candidate
LEFT JOIN area AS a ON a.id = k.area
WHERE m.election = :election AND m.code = :meeting
ORDER BY c.code, a.code, i.id;

-- name: invitation_meeting_exists
SELECT count(*) FROM meeting AS m WHERE m.election = :election AND m.code = :meeting;
