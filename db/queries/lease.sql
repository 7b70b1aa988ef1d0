-- What only one of several workers may do at a time.

-- A row comes back to whoever has it now. One that would last an hour longer than a new one was taken by a clock that ran ahead.
-- name: lease_take
INSERT INTO lease (name, holder, until_utc) VALUES (:name, :holder, :until_utc)
ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, until_utc = excluded.until_utc
WHERE lease.holder = excluded.holder OR lease.until_utc <= :now_utc OR lease.until_utc > excluded.until_utc + 3600
RETURNING 1;

-- name: lease_return
DELETE FROM lease WHERE name = :name AND holder = :holder;
