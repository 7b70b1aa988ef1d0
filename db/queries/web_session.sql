-- Who has come in to the web service, and when that ends.

-- name: web_session_insert
INSERT INTO web_session (token_hash, account, language, begun_utc, used_utc)
VALUES (:token_hash, :account, :language, :now_utc, :now_utc);

-- name: web_session_find
SELECT s.account, u.login, s.language, s.used_utc
FROM web_session AS s
JOIN account AS u ON u.id = s.account
WHERE s.token_hash = :token_hash AND s.begun_utc > :begun_after_utc AND s.used_utc > :used_after_utc
  AND u.disabled_utc IS NULL;

-- name: web_session_used
UPDATE web_session SET used_utc = :now_utc WHERE token_hash = :token_hash;

-- name: web_session_language_put
UPDATE web_session SET language = :language WHERE token_hash = :token_hash;

-- name: web_session_delete
DELETE FROM web_session WHERE token_hash = :token_hash;

-- name: web_sessions_delete_others
DELETE FROM web_session WHERE account = :account AND token_hash <> :token_hash;

-- name: web_sessions_delete_old
-- full scan: as many as there are staff
DELETE FROM web_session WHERE begun_utc <= :begun_after_utc OR used_utc <= :used_after_utc;

-- name: web_sessions_of
SELECT token_hash, begun_utc, used_utc
FROM web_session
WHERE account = :account AND begun_utc > :begun_after_utc AND used_utc > :used_after_utc
ORDER BY used_utc DESC, begun_utc DESC;

-- name: web_session_delete_of
DELETE FROM web_session WHERE token_hash = :token_hash AND account = :account;
