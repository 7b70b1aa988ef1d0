-- What only one of several workers may do at a time.

-- A row comes back to whoever has it now.
-- name: lease_take
INSERT INTO lease (name, holder, until_utc) VALUES (:name, :holder, :until_utc)
ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, until_utc = excluded.until_utc
WHERE lease.holder = excluded.holder OR lease.until_utc <= :now_utc
RETURNING 1;

-- name: lease_return
DELETE FROM lease WHERE name = :name AND holder = :holder;
