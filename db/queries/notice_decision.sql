-- What persons decide, and what is refused while a person looks: that a release may be told, what became of a notice nobody knows of, that a held backlog goes.

-- name: release_author_put
INSERT INTO release_approval (release, author, approved_by, approved_utc) VALUES (:release, :author, NULL, NULL);

-- name: release_approval
SELECT r.id, coalesce(x.author, ''), coalesce(x.approved_by, ''), coalesce(x.approved_utc, 0)
FROM release AS r
LEFT JOIN release_approval AS x ON x.release = r.id
WHERE r.election = :election AND r.number = :number;

-- name: release_approve
INSERT INTO release_approval (release, author, approved_by, approved_utc) VALUES (:release, '', :who, :now_utc)
ON CONFLICT (release) DO UPDATE SET approved_by = excluded.approved_by, approved_utc = excluded.approved_utc;

-- name: release_approved_due
UPDATE notice SET state = 'queued', reason = '', not_before_utc = :now_utc
WHERE release = :release AND state = 'held' AND reason = 'not_approved';

-- Releases that wait for approval, with how many notices.
-- name: releases_unapproved
SELECT r.number, coalesce(x.author, ''), count(*)
FROM notice AS n
JOIN release AS r ON r.id = n.release
LEFT JOIN release_approval AS x ON x.release = r.id
WHERE n.election = :election AND n.state IN ('queued', 'held') AND x.approved_utc IS NULL
GROUP BY r.number, x.author
ORDER BY r.number;

-- name: notice_settled_row
SELECT n.state, n.election, n.expires_utc, coalesce(n.gateway, ''), coalesce(n.finished_utc, 0) FROM notice AS n WHERE n.id = :id;

-- name: notice_settle
UPDATE notice
SET state = :state, reason = :reason, finished_utc = :finished_utc, not_before_utc = coalesce(:not_before_utc, not_before_utc),
    claimed_by = NULL, claimed_until_utc = NULL
WHERE id = :id AND state = :before;

-- name: notice_settlement_insert
INSERT INTO notice_settlement (notice, at_utc, who, before, decision, may_double, why)
VALUES (:notice, :now_utc, :who, :before, :decision, :may_double, :why);

-- What a person released is due from now on, so that it is not held as a backlog again.
-- name: notice_release_held
UPDATE notice SET state = 'queued', reason = '', not_before_utc = :now_utc
WHERE election = :election AND state = 'held' AND reason = 'outage';

-- Why notices are held, how many, and when the first of them is asked again.
-- name: notices_held
SELECT n.reason, count(*), min(n.not_before_utc)
FROM notice AS n
WHERE n.election = :election AND n.state = 'held'
GROUP BY n.reason
ORDER BY n.reason;

-- name: notices_of_release
SELECT n.id
FROM notice AS n
WHERE n.election = :election AND n.state = 'queued' AND n.release = :release AND n.channel = 'sms'
ORDER BY n.id;

-- name: notice_refuse
UPDATE notice SET state = 'failed', reason = :reason, finished_utc = :now_utc WHERE id = :id AND state = 'queued';
