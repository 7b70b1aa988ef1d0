-- What a worker had in hand when it died: before the request had begun, and after. A notice that has been unknown stays so. A claim
-- that would last for hours more was made by a clock that ran ahead.
-- name: notice_recover_claimed
UPDATE notice
SET state = CASE WHEN finished_utc IS NULL THEN 'queued' ELSE 'unknown' END, claimed_by = NULL, claimed_until_utc = NULL
WHERE state = 'claimed' AND (claimed_until_utc <= :now_utc OR claimed_until_utc > :now_utc + 7200);

-- name: notice_recover_in_flight
UPDATE notice
SET state = 'unknown', reason = 'interrupted', finished_utc = coalesce(finished_utc, :now_utc), claimed_by = NULL,
    claimed_until_utc = NULL
WHERE state = 'in_flight' AND (claimed_until_utc <= :now_utc OR claimed_until_utc > :now_utc + 7200);

-- As many as wanted of what is due, the oldest first, held before queued, each from its index; of a person's the first, so that
-- they keep their order. Workers take turns, as all changes do.
-- name: notice_claim
-- full scan: what the inner selects found by the index, at most as many as wanted
UPDATE notice SET state = 'claimed', claimed_by = :worker, claimed_until_utc = :until_utc, finished_utc = NULL
WHERE id IN (SELECT turns.id
             FROM (SELECT due.*, row_number() OVER (PARTITION BY due.contact ORDER BY due.class, due.not_before_utc, due.id) AS turn
                   FROM (SELECT held.*
                         FROM (SELECT n.id, n.contact, n.not_before_utc, 1 AS class
                               FROM notice AS n
                               WHERE n.state = 'held' AND n.not_before_utc <= :now_utc AND n.channel = :channel
                                 AND NOT EXISTS (SELECT 1 FROM notice AS other
                                                 WHERE other.contact = n.contact AND other.state IN ('claimed', 'in_flight'))
                               ORDER BY n.not_before_utc, n.id
                               LIMIT :limit) AS held
                         UNION ALL
                         SELECT queued.*
                         FROM (SELECT n.id, n.contact, n.not_before_utc, 2 AS class
                               FROM notice AS n
                               WHERE n.state = 'queued' AND n.not_before_utc <= :now_utc AND n.channel = :channel
                                 AND NOT EXISTS (SELECT 1 FROM notice AS other
                                                 WHERE other.contact = n.contact AND other.state IN ('claimed', 'in_flight'))
                               ORDER BY n.not_before_utc, n.id
                               LIMIT :limit) AS queued) AS due) AS turns
             WHERE turns.turn = 1
             ORDER BY turns.class, turns.not_before_utc, turns.id
             LIMIT :limit)
RETURNING id, attempts, client_id, NULL;

-- Unknown ones of a gateway that knows a repeated request; they keep the moment at which they became unknown.
-- name: notice_claim_again
-- full scan: what the inner selects found by the index, at most as many as wanted
UPDATE notice SET state = 'claimed', claimed_by = :worker, claimed_until_utc = :until_utc
WHERE id IN (SELECT turns.id
             FROM (SELECT due.id, row_number() OVER (PARTITION BY due.contact ORDER BY due.not_before_utc, due.id) AS turn
                   FROM (SELECT n.id, n.contact, n.not_before_utc
                         FROM notice AS n
                         WHERE n.state = 'unknown' AND n.not_before_utc <= :now_utc AND n.channel = :channel
                           AND n.gateway = :gateway AND n.finished_utc BETWEEN :since_utc AND :now_utc AND n.body IS NOT NULL
                           AND NOT EXISTS (SELECT 1 FROM notice AS other
                                           WHERE other.contact = n.contact AND other.state IN ('claimed', 'in_flight'))
                         ORDER BY n.not_before_utc, n.id
                         LIMIT :limit) AS due) AS turns
             WHERE turns.turn = 1)
RETURNING id, attempts, client_id, body;

-- What this worker has in hand and may not know of, since the answer to its claim was lost.
-- name: notice_claimed
SELECT id, attempts, client_id, CASE WHEN finished_utc IS NULL THEN NULL ELSE body END
FROM notice
WHERE state = 'claimed' AND claimed_by = :worker AND channel = :channel
ORDER BY id
LIMIT :limit;

-- name: notice_is_begun
SELECT CASE state WHEN 'in_flight' THEN 1 ELSE 0 END FROM notice WHERE id = :id AND claimed_by = :worker;

-- name: notice_begin
UPDATE notice
SET state = 'in_flight', reason = '', body = :body, parts = :parts, gateway = :gateway, attempts = attempts + 1,
    claimed_until_utc = :until_utc
WHERE id = :id AND state = 'claimed' AND claimed_by = :worker
  AND NOT EXISTS (SELECT 1 FROM contact AS k JOIN opt_out AS o
                  ON o.address = CASE notice.channel WHEN 'sms' THEN k.phone ELSE lower(k.email) END
                  WHERE k.id = notice.contact);

-- A worker that was so slow that its notice was taken for lost still knows better. What is unknown keeps the moment since
-- when it is.
-- name: notice_finish
UPDATE notice
SET state = :state, reason = :reason, not_before_utc = coalesce(:not_before_utc, not_before_utc),
    gateway_words = nullif(:words, ''), gateway_message_id = nullif(:gateway_message_id, ''),
    finished_utc = CASE WHEN :state = 'unknown' THEN coalesce(finished_utc, :finished_utc) ELSE :finished_utc END,
    claimed_by = NULL, claimed_until_utc = NULL
WHERE id = :id AND (claimed_by = :worker OR state = 'unknown');

-- What was due in a time in which nobody sent waits for a person, until it helps nobody. What waits for another person does so
-- already.
-- name: notice_hold_backlog
UPDATE notice SET state = 'held', reason = 'outage', not_before_utc = expires_utc
WHERE state IN ('queued', 'held') AND reason NOT IN ('outage', 'not_approved') AND channel = :channel
  AND not_before_utc <= :due_before_utc;

-- When messages of the channel could last go: a worker said that it is at work, and its gateway was not stopped.
-- name: gateway_last_beat
SELECT max(coalesce(g.stopped_since_utc, g.beat_utc)) FROM gateway_health AS g WHERE g.channel = :channel;

-- name: gateway_beat
INSERT INTO gateway_health (channel, gateway, beat_utc, stopped_since_utc, words)
VALUES (:channel, :gateway, :now_utc, :stopped_since_utc, :words)
ON CONFLICT (channel, gateway) DO UPDATE
SET beat_utc = excluded.beat_utc, stopped_since_utc = excluded.stopped_since_utc, words = excluded.words;

-- name: gateway_health_list
-- full scan: one row for each gateway
SELECT g.channel, g.gateway, g.beat_utc, coalesce(g.stopped_since_utc, 0), g.words
FROM gateway_health AS g
ORDER BY g.channel, g.gateway;

-- The moment since when the oldest notice that may go has been due.
-- name: notice_oldest_due
SELECT min(n.not_before_utc) FROM notice AS n WHERE n.state = 'queued' AND n.not_before_utc <= :now_utc;
