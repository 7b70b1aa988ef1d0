-- name: election_insert
INSERT INTO election (code, title, law_pack, polling_day, created_utc)
VALUES (:code, :title, :law_pack, :polling_day, :created_utc)
RETURNING id;

-- name: election_by_code
SELECT id, code, title, law_pack, polling_day, created_utc FROM election WHERE code = :code;

-- name: elections
-- full scan: a store holds a handful of elections
SELECT id, code, title, law_pack, polling_day, created_utc FROM election ORDER BY polling_day, code;
