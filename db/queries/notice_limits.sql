-- What the gates ask of the store: who else is told at the same number, how much was sent there, when the campaign ends.

-- What is asked of every notice at once.
-- unapproved: nobody has approved the release of which it tells.
-- shared: there are other messages to its number, sent or not.
-- campaign_end: the latest end of the campaign in the communes where its candidate has meetings: the end of a commune is that
-- of the polling area in it that opens first; as long as none is stored, 7:00 on the day before polling day. (+ 0: a
-- column would be converted before it is compared, and the index on the expression be of no use.)
-- name: notice_limits
SELECT CASE WHEN n.release IS NULL OR x.approved_utc IS NOT NULL THEN 0 ELSE 1 END AS unapproved,
       CASE WHEN n.channel = 'sms'
             AND EXISTS (SELECT 1
                         FROM contact AS k
                         JOIN contact AS same ON same.phone = k.phone
                         JOIN notice AS o ON o.contact = same.id
                         WHERE k.id = n.contact AND o.id <> n.id AND o.channel = 'sms') THEN 1 ELSE 0 END AS shared,
       CASE WHEN :of_meetings = 1 THEN coalesce(
            (SELECT max(coalesce(
                (SELECT min(due.until_utc)
                 FROM (SELECT (s.due_day * 1440 + coalesce(s.due_minute, 0) - 420) * 60 AS until_utc
                       FROM milestone AS s
                       WHERE s.election = n.election AND coalesce(s.area, 0) = 0 AND s.step = 'campaign_end'
                         AND s.cancelled = 0 AND s.due_day IS NOT NULL
                       UNION ALL
                       SELECT (s.due_day * 1440 + coalesce(s.due_minute, 0) - 420) * 60
                       FROM milestone AS s
                       WHERE s.election = n.election AND coalesce(s.area, 0) = v.area + 0 AND s.step = 'campaign_end'
                         AND s.cancelled = 0 AND s.due_day IS NOT NULL
                       UNION ALL
                       SELECT (s.due_day * 1440 + coalesce(s.due_minute, 0) - 420) * 60
                       FROM area AS p
                       JOIN milestone AS s
                         ON s.election = n.election AND coalesce(s.area, 0) = p.id + 0 AND s.step = 'campaign_end'
                       WHERE p.parent = v.area AND s.cancelled = 0 AND s.due_day IS NOT NULL) AS due),
                (e.polling_day - 1) * 86400))
             FROM election AS e
             JOIN candidacy AS y ON y.candidate = n.candidate
             JOIN meeting AS m ON m.unit = y.unit AND m.status = 'confirmed'
             LEFT JOIN meeting_site AS t ON t.meeting = m.id AND t.position = 0
             LEFT JOIN venue AS v ON v.id = t.venue
             WHERE e.id = n.election), 0) ELSE 0 END AS campaign_end
FROM notice AS n
LEFT JOIN release_approval AS x ON x.release = n.release
WHERE n.id = :id;

-- When messages to the number of a notice were taken, or may have been, newest first.
-- name: notice_recent
SELECT coalesce(o.finished_utc, o.claimed_until_utc, 0) AS taken_utc
FROM notice AS n
JOIN contact AS k ON k.id = n.contact
JOIN contact AS same ON same.phone = k.phone
JOIN notice AS o ON o.contact = same.id
WHERE n.id = :id AND o.id <> n.id AND o.channel = 'sms' AND o.state IN ('in_flight', 'accepted', 'delivered', 'unknown')
ORDER BY taken_utc DESC
LIMIT :limit;

-- Notices that were made in the same moment for the same number and the same reason, the notice itself among them; without
-- those that ended for a reason of their own. The few contacts of a number lead to them, and not the election.
-- name: notice_household
SELECT o.id, CASE WHEN o.state = 'cancelled' THEN 1 ELSE 0 END AS told_with_another
FROM notice AS n
JOIN contact AS k ON k.id = n.contact
JOIN contact AS same ON same.phone = k.phone
JOIN notice AS o ON o.contact = same.id
WHERE n.id = :id AND n.channel = 'sms' AND o.channel = 'sms' AND o.election + 0 = n.election AND o.kind = n.kind
  AND coalesce(o.release, 0) = coalesce(n.release, 0) AND o.about_utc = n.about_utc AND o.created_utc = n.created_utc
  AND o.state NOT IN ('failed', 'expired') AND (o.state <> 'cancelled' OR o.reason = 'household')
ORDER BY o.id
LIMIT :limit;
