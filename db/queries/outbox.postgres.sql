-- What another worker is just claiming is passed over. In the order of the common statement, held before queued, with an
-- index for each.
-- name: notice_claim
UPDATE notice SET state = 'claimed', claimed_by = :worker, claimed_until_utc = :until_utc, finished_utc = NULL
WHERE id = coalesce(
        (SELECT n.id FROM notice AS n
         WHERE n.state = 'held' AND n.not_before_utc <= :now_utc AND n.channel = :channel
           AND NOT EXISTS (SELECT 1 FROM notice AS other
                           WHERE other.contact = n.contact AND other.state IN ('claimed', 'in_flight'))
         ORDER BY n.not_before_utc, n.id
         LIMIT 1
         FOR UPDATE SKIP LOCKED),
        (SELECT n.id FROM notice AS n
         WHERE n.state = 'queued' AND n.not_before_utc <= :now_utc AND n.channel = :channel
           AND NOT EXISTS (SELECT 1 FROM notice AS other
                           WHERE other.contact = n.contact AND other.state IN ('claimed', 'in_flight'))
         ORDER BY n.not_before_utc, n.id
         LIMIT 1
         FOR UPDATE SKIP LOCKED))
RETURNING id, attempts, client_id, NULL;
