-- What a worker had in hand when it died: before the request had begun, and after.
-- name: notice_recover_claimed
UPDATE notice SET state = 'queued', claimed_by = NULL, claimed_until_utc = NULL
WHERE state = 'claimed' AND claimed_until_utc <= :now_utc;

-- name: notice_recover_in_flight
UPDATE notice
SET state = 'unknown', reason = 'interrupted', finished_utc = :now_utc, claimed_by = NULL, claimed_until_utc = NULL
WHERE state = 'in_flight' AND claimed_until_utc <= :now_utc;

-- The index gives the oldest first, held before queued; one message at a time to a person, so that they keep their order.
-- name: notice_claim
UPDATE notice SET state = 'claimed', claimed_by = :worker, claimed_until_utc = :until_utc
WHERE id = (SELECT n.id FROM notice AS n
            WHERE n.state IN ('held', 'queued') AND n.not_before_utc <= :now_utc AND n.channel = :channel
              AND NOT EXISTS (SELECT 1 FROM notice AS other
                              WHERE other.contact = n.contact AND other.state IN ('claimed', 'in_flight'))
            ORDER BY n.state, n.not_before_utc, n.id
            LIMIT 1)
RETURNING id, attempts, client_id;

-- What this worker has in hand and may not know of, since the answer to its claim was lost.
-- name: notice_claimed
SELECT id, attempts, client_id FROM notice WHERE state = 'claimed' AND claimed_by = :worker AND channel = :channel;

-- name: notice_is_begun
SELECT CASE state WHEN 'in_flight' THEN 1 ELSE 0 END FROM notice WHERE id = :id AND claimed_by = :worker;

-- name: notice_begin
UPDATE notice
SET state = 'in_flight', reason = '', body = :body, parts = :parts, gateway = :gateway, attempts = attempts + 1,
    claimed_until_utc = :until_utc
WHERE id = :id AND state = 'claimed' AND claimed_by = :worker
  AND NOT EXISTS (SELECT 1 FROM contact AS k JOIN opt_out AS o ON o.address = k.phone WHERE k.id = notice.contact);

-- A worker that was so slow that its notice was taken for lost still knows better.
-- name: notice_finish
UPDATE notice
SET state = :state, reason = :reason, not_before_utc = coalesce(:not_before_utc, not_before_utc),
    gateway_words = nullif(:words, ''), gateway_message_id = nullif(:gateway_message_id, ''),
    finished_utc = :finished_utc, claimed_by = NULL, claimed_until_utc = NULL
WHERE id = :id AND (claimed_by = :worker OR state = 'unknown');
