-- Programs that act for an account through the API, and what they were answered.

-- name: api_token_insert
INSERT INTO api_token (account, name, token_hash, scopes, created_utc, expires_utc)
VALUES (:account, :name, :token_hash, :scopes, :now_utc, :expires_utc)
ON CONFLICT (name) DO NOTHING;

-- name: api_token_find
SELECT t.id, t.account, u.login, t.name, t.scopes, coalesce(t.used_utc, 0), t.expires_utc,
       coalesce(t.revoked_utc, 0), CASE WHEN u.disabled_utc IS NULL THEN 0 ELSE 1 END
FROM api_token AS t
JOIN account AS u ON u.id = t.account
WHERE t.token_hash = :token_hash;

-- name: api_token_used
UPDATE api_token SET used_utc = :now_utc WHERE id = :token;

-- name: api_token_revoke
UPDATE api_token SET revoked_utc = :now_utc WHERE name = :name AND revoked_utc IS NULL;

-- name: api_token_exists
SELECT account FROM api_token WHERE name = :name;

-- name: api_tokens
-- full scan: as many as there are programs
SELECT u.login, t.name, t.scopes, t.created_utc, t.expires_utc, coalesce(t.revoked_utc, 0), coalesce(t.used_utc, 0)
FROM api_token AS t
JOIN account AS u ON u.id = t.account
WHERE coalesce(:account, t.account) = t.account
ORDER BY u.login, t.created_utc, t.id;

-- name: api_answer_begin
INSERT INTO api_answer (token, request_key, request_hash, at_utc, status, body)
VALUES (:token, :request_key, :request_hash, :now_utc, 0, '')
ON CONFLICT (token, request_key) DO NOTHING;

-- name: api_answer_find
SELECT request_hash, at_utc, status, body FROM api_answer WHERE token = :token AND request_key = :request_key;

-- name: api_answer_put
UPDATE api_answer SET status = :status, body = :body WHERE token = :token AND request_key = :request_key;

-- name: api_answer_drop
DELETE FROM api_answer WHERE token = :token AND request_key = :request_key;

-- name: api_answers_delete_old
DELETE FROM api_answer WHERE at_utc < :before_utc;
