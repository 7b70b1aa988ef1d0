-- What is true of a notice now. told: the newest release of which a message to this person was taken. (SQLite makes a table of a
-- list of three words each time, which costs more than all the rest.)
-- name: notice_facts
SELECT n.election, coalesce(k.area, 0), n.kind, n.text, n.channel, n.candidate, n.about_utc, n.about_until_utc, n.expires_utc, coalesce(r.number, 0),
       coalesce(nullif(c.full_name, ''), c.code, nullif(k.full_name, ''), a.name, ''), coalesce(k.phone, ''),
       coalesce(k.email, ''),
       EXISTS (SELECT 1 FROM opt_out AS o
               WHERE o.address = CASE n.channel WHEN 'sms' THEN k.phone ELSE lower(k.email) END) AS opted_out,
       EXISTS (SELECT 1 FROM notice AS newer JOIN release AS nr ON nr.id = newer.release
               WHERE newer.contact = n.contact AND newer.kind = n.kind AND newer.channel = n.channel
                 AND nr.number > r.number
                 AND (newer.state = 'held' OR newer.state = 'queued' OR newer.state = 'claimed')) AS superseded,
       coalesce((SELECT max(tr.number) FROM notice AS told JOIN release AS tr ON tr.id = told.release
                 WHERE told.contact = n.contact AND told.kind = n.kind AND told.channel = n.channel AND told.id <> n.id
                   AND (told.state IN ('accepted', 'delivered')
                        OR (told.reason = 'household'
                            AND EXISTS (SELECT 1 FROM contact AS same JOIN notice AS lead ON lead.contact = same.id
                                        WHERE same.phone = k.phone AND lead.kind = told.kind
                                          AND lead.release = told.release AND lead.created_utc = told.created_utc
                                          AND coalesce(lead.state, '') IN ('accepted', 'delivered'))))), 0) AS told
FROM notice AS n
JOIN contact AS k ON k.id = n.contact
LEFT JOIN release AS r ON r.id = n.release
LEFT JOIN candidate AS c ON c.id = n.candidate
LEFT JOIN area AS a ON a.id = k.area
WHERE n.id = :id;

-- The meetings of a candidate that changed after the release he or she was told of, with what was told of them; a meeting
-- that was cancelled before it was told is not among them.
-- name: notice_meetings
SELECT m.start_utc, m.mode, m.status, coalesce(v.name, ''), coalesce(nullif(v.address, ''), a.name, ''),
       (SELECT count(*) FROM meeting_site AS c WHERE c.meeting = m.id AND c.position > 0) AS connected,
       CASE WHEN first.number > :told THEN 1 ELSE 0 END AS is_new, rm.status, rm.mode, rm.start_utc,
       CASE WHEN coalesce(rm.venue, 0) <> coalesce(s.venue, 0) THEN 1 ELSE 0 END AS other_venue
FROM candidacy AS y
JOIN meeting AS m ON m.unit = y.unit
JOIN release AS first ON first.id = m.first_release
JOIN release AS last ON last.id = m.last_release
LEFT JOIN release_meeting AS rm ON rm.meeting = m.id AND rm.release =
     (SELECT latest.id FROM release AS latest
      WHERE latest.election = m.election
        AND latest.number = (SELECT max(old.number) FROM release_meeting AS om JOIN release AS old ON old.id = om.release
                             WHERE om.meeting = m.id AND old.number <= :told))
LEFT JOIN meeting_site AS s ON s.meeting = m.id AND s.position = 0
LEFT JOIN venue AS v ON v.id = s.venue
LEFT JOIN area AS a ON a.id = v.area
WHERE y.candidate = :candidate AND last.number > :told AND (m.status = 'confirmed' OR first.number <= :told)
ORDER BY m.start_utc, m.id;

-- Those of which a reminder speaks; with those that were cancelled where a phone may still show them.
-- name: notice_meetings_between
SELECT m.start_utc, m.mode, m.status, coalesce(v.name, ''), coalesce(nullif(v.address, ''), a.name, ''),
       (SELECT count(*) FROM meeting_site AS c WHERE c.meeting = m.id AND c.position > 0) AS connected
FROM candidacy AS y
JOIN meeting AS m ON m.unit = y.unit
LEFT JOIN meeting_site AS s ON s.meeting = m.id AND s.position = 0
LEFT JOIN venue AS v ON v.id = s.venue
LEFT JOIN area AS a ON a.id = v.area
WHERE y.candidate = :candidate AND m.start_utc >= :from_utc AND m.start_utc < :until_utc
  AND (m.status = 'confirmed' OR :cancelled_too = 1)
ORDER BY m.start_utc, m.id;

-- The steps of an alarm that no document proves yet.
-- name: notice_steps
SELECT coalesce(w.vi, m.step), coalesce(w.en, m.step), coalesce(a.name, ''), m.due_day, m.due_minute, s.days_left
FROM notice_step AS s
JOIN milestone AS m ON m.id = s.milestone
LEFT JOIN step_name AS w ON w.election = m.election AND w.step = m.step
LEFT JOIN area AS a ON a.id = m.area
WHERE s.notice = :notice AND m.cancelled = 0 AND m.due_day IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM milestone_proof AS p WHERE p.milestone = m.id)
ORDER BY m.due_day, m.id;
