-- Who may come in, and what each may do where.

-- name: account_insert
INSERT INTO account (login, password, created_utc) VALUES (:login, :password, :created_utc) RETURNING id;

-- name: account_by_login
SELECT id, coalesce(password, ''), disabled_utc FROM account WHERE login = :login;

-- name: account_by_id
SELECT login, disabled_utc FROM account WHERE id = :account;

-- name: account_password_put
UPDATE account SET password = :password WHERE id = :account;

-- name: account_disable
UPDATE account SET disabled_utc = :disabled_utc WHERE id = :account;

-- name: accounts
-- full scan: a store has as many accounts as there are staff
SELECT u.id, u.login, CASE WHEN u.password IS NULL THEN 0 ELSE 1 END, u.disabled_utc, coalesce(r.role, ''),
       coalesce(e.code, ''), coalesce(a.level, ''), coalesce(a.code, ''), coalesce(a.name, ''), coalesce(n.at_utc, 0),
       CASE WHEN f.since_utc IS NULL THEN 0 ELSE 1 END, coalesce(k.until_utc, 0)
FROM account AS u
LEFT JOIN account_role AS r ON r.account = u.id
LEFT JOIN area AS a ON a.id = r.area
LEFT JOIN election AS e ON e.id = a.election
LEFT JOIN account_factor AS f ON f.account = u.id
LEFT JOIN account_link AS k ON k.account = u.id
LEFT JOIN account_seen AS n ON n.account = u.id
ORDER BY u.login, r.role, e.code, a.level, a.code;

-- name: account_seen
INSERT INTO account_seen (account, at_utc) VALUES (:account, :now_utc)
ON CONFLICT (account) DO UPDATE SET at_utc = excluded.at_utc;

-- name: account_count
-- full scan: a store has as many accounts as there are staff
SELECT count(*) FROM account;

-- Those who may do everything with accounts, and can come in.
-- name: account_administrators
SELECT count(*)
FROM account AS u
JOIN account_role AS r ON r.account = u.id
WHERE r.role = 'administrator' AND r.area IS NULL AND u.disabled_utc IS NULL AND u.password IS NOT NULL;

-- Those who may plan the whole election; an account that has chosen no password yet counts, too.
-- name: account_planners
SELECT count(*)
FROM area AS a
JOIN account_role AS r ON r.area = a.id
JOIN account AS u ON u.id = r.account
WHERE a.election = :election AND r.role = 'province' AND u.disabled_utc IS NULL;

-- name: account_link_put
INSERT INTO account_link (account, token_hash, until_utc) VALUES (:account, :token_hash, :until_utc)
ON CONFLICT (account) DO UPDATE SET token_hash = excluded.token_hash, until_utc = excluded.until_utc;

-- name: account_link_find
SELECT k.account, u.login
FROM account_link AS k
JOIN account AS u ON u.id = k.account
WHERE k.token_hash = :token_hash AND k.until_utc > :now_utc AND u.disabled_utc IS NULL;

-- name: account_link_delete
DELETE FROM account_link WHERE account = :account;

-- name: account_role_put
INSERT INTO account_role (account, role, area) VALUES (:account, :role, :area)
ON CONFLICT (account, coalesce(area, 0), role) DO NOTHING;

-- name: account_role_delete
DELETE FROM account_role WHERE account = :account AND role = :role AND coalesce(area, 0) = coalesce(:area, 0);

-- name: account_roles
SELECT role, coalesce(area, 0) FROM account_role WHERE account = :account ORDER BY role, coalesce(area, 0);

-- An area, and the one it lies in.
-- name: area_up
SELECT coalesce(parent, 0), level FROM area WHERE id = :area;

-- name: area_election
SELECT election FROM area WHERE id = :area;

-- The area in which all others lie; 0 when there are several such.
-- name: election_root
SELECT CASE WHEN count(*) = 1 THEN min(id) ELSE 0 END FROM area WHERE election = :election AND parent IS NULL;

-- name: account_factor
SELECT secret, since_utc, last_step FROM account_factor WHERE account = :account;

-- name: account_factor_insert
INSERT INTO account_factor (account, secret, since_utc, last_step) VALUES (:account, :secret, NULL, 0);

-- name: account_factor_used
UPDATE account_factor SET since_utc = :since_utc, last_step = :step WHERE account = :account;

-- name: account_factor_delete
DELETE FROM account_factor WHERE account = :account AND since_utc IS NOT NULL;

-- name: account_recovery_insert
INSERT INTO account_recovery (account, code_hash) VALUES (:account, :code_hash);

-- name: account_recovery_use
DELETE FROM account_recovery WHERE account = :account AND code_hash = :code_hash;

-- name: account_recovery_count
SELECT count(*) FROM account_recovery WHERE account = :account;

-- name: account_wait_insert
INSERT INTO account_wait (token_hash, account, until_utc) VALUES (:token_hash, :account, :until_utc);

-- name: account_wait_find
SELECT w.account
FROM account_wait AS w
JOIN account AS u ON u.id = w.account
WHERE w.token_hash = :token_hash AND w.until_utc > :now_utc AND u.disabled_utc IS NULL;

-- name: account_wait_delete
DELETE FROM account_wait WHERE token_hash = :token_hash;

-- name: account_waits_delete_old
-- full scan: as many as there are people who log in just now
DELETE FROM account_wait WHERE until_utc <= :now_utc;
