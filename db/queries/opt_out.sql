-- Who asked for silence, one list for all channels.

-- name: opt_out_put
INSERT INTO opt_out (address, since_utc, how) VALUES (:address, :now_utc, :how) ON CONFLICT (address) DO NOTHING;

-- name: opt_out_lift
DELETE FROM opt_out WHERE address = :address;

-- name: opt_out_change_insert
INSERT INTO opt_out_change (address, silent, at_utc, who, how) VALUES (:address, :silent, :now_utc, :who, :how) RETURNING id;

-- name: opt_out_is
SELECT 1 FROM opt_out WHERE address = :address;

-- name: opt_out_address
SELECT address FROM opt_out_change WHERE id = :id;

-- name: opt_out_list
-- full scan: the list is short, and all of it is asked for
SELECT coalesce((SELECT max(c.id) FROM opt_out_change AS c WHERE c.address = o.address), 0) AS id, o.address, 1 AS silent,
       o.since_utc, coalesce((SELECT c.who FROM opt_out_change AS c WHERE c.address = o.address ORDER BY c.id DESC LIMIT 1), ''),
       o.how
FROM opt_out AS o
ORDER BY o.since_utc, o.address;

-- name: opt_out_changes
-- full scan: the list is short, and all of it is asked for
SELECT c.id, c.address, c.silent, c.at_utc, c.who, c.how FROM opt_out_change AS c ORDER BY c.id;
