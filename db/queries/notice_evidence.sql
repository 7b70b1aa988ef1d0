-- Who was told what, when, by which way, with which result, and what persons decided about it.

-- name: notice_evidence
SELECT n.id, coalesce(c.code, a.code, ''), coalesce(nullif(c.full_name, ''), nullif(k.full_name, ''), a.name, ''), n.channel, n.kind,
       coalesce(r.number, 0), n.state, n.reason, n.created_utc, coalesce(n.finished_utc, 0), n.attempts, coalesce(n.parts, 0),
       coalesce(n.gateway, ''), coalesce(n.gateway_message_id, ''), coalesce(n.body, ''), coalesce(s.decision, ''),
       coalesce(s.who, ''), coalesce(s.why, '')
FROM notice AS n
JOIN contact AS k ON k.id = n.contact
LEFT JOIN candidate AS c ON c.id = n.candidate
LEFT JOIN area AS a ON a.id = k.area
LEFT JOIN release AS r ON r.id = n.release
LEFT JOIN notice_settlement AS s ON s.notice = n.id AND s.id = (SELECT max(last.id) FROM notice_settlement AS last WHERE last.notice = n.id)
WHERE n.election = :election
ORDER BY n.id;

-- Those that spoke of one meeting: a release tells what changed since the last one that the person was told of; a reminder
-- tells what is held in its time.
-- name: notice_evidence_of_meeting
SELECT n.id, coalesce(c.code, ''), coalesce(c.full_name, ''), n.channel, n.kind, coalesce(r.number, 0), n.state, n.reason,
       n.created_utc, coalesce(n.finished_utc, 0), n.attempts, coalesce(n.parts, 0), coalesce(n.gateway, ''),
       coalesce(n.gateway_message_id, ''), coalesce(n.body, ''), coalesce(s.decision, ''), coalesce(s.who, ''), coalesce(s.why, '')
FROM meeting AS m
JOIN candidacy AS y ON y.unit = m.unit
JOIN candidate AS c ON c.id = y.candidate
JOIN contact AS k ON k.candidate = c.id
JOIN notice AS n ON n.contact = k.id
LEFT JOIN release AS r ON r.id = n.release
LEFT JOIN notice_settlement AS s ON s.notice = n.id AND s.id = (SELECT max(last.id) FROM notice_settlement AS last WHERE last.notice = n.id)
WHERE m.election = :election AND m.code = :code
  AND ((n.release IS NULL AND m.start_utc >= n.about_utc AND m.start_utc < n.about_until_utc)
       OR EXISTS (SELECT 1 FROM release_meeting AS q JOIN release AS x ON x.id = q.release
                  WHERE q.meeting = m.id AND x.number <= r.number
                    AND x.number > coalesce((SELECT max(tr.number) FROM notice AS told JOIN release AS tr ON tr.id = told.release
                                             WHERE told.contact = n.contact AND told.channel = n.channel
                                               AND told.state IN ('accepted', 'delivered') AND tr.number < r.number), 0)))
ORDER BY n.id;

-- name: notice_meeting_exists
SELECT m.id FROM meeting AS m WHERE m.election = :election AND m.code = :code;
