-- The log of changes.

-- Locks the end of the chain until the transaction ends.
-- name: audit_head_take
UPDATE audit_head SET number = number WHERE one = 1 RETURNING number, hash;

-- name: audit_head_put
UPDATE audit_head SET number = :number, hash = :hash WHERE one = 1;

-- name: audit_head
SELECT number, hash FROM audit_head WHERE one = 1;

-- name: audit_insert
INSERT INTO audit (number, at_utc, source, host, who, verb, election, kind, about, before, after, words, args, previous, hash)
VALUES (:number, :at_utc, :source, :host, :who, :verb, :election, :kind, :about, :before, :after, :words, :args, :previous,
        :hash);

-- Texts that are '' leave everything.
-- name: audit_entries
-- full scan: the log is read from end to end
SELECT l.number, l.at_utc, l.source, l.host, l.who, l.verb, l.election, l.kind, l.about, l.before, l.after, l.words, l.args,
       l.previous, l.hash, coalesce(e.code, '')
FROM audit AS l
LEFT JOIN election AS e ON e.id = l.election
WHERE l.at_utc >= :since_utc AND (:who = '' OR l.who = :who) AND (:kind = '' OR l.kind = :kind)
  AND (:about = '' OR l.about = :about)
ORDER BY l.number;

-- The newest entry before a moment.
-- name: audit_last_before
SELECT number FROM audit WHERE at_utc < :at_utc ORDER BY at_utc DESC, number DESC LIMIT 1;

-- A page of the log, newest first: of one election and of none. Texts that are '' leave everything.
-- name: audit_page
SELECT l.number, l.at_utc, l.source, l.host, l.who, l.kind, l.about, l.before, l.words, l.args, coalesce(u.login, ''), l.after
FROM audit AS l
LEFT JOIN account AS u ON u.id = CASE WHEN l.who LIKE 'user:%' THEN CAST(substr(l.who, 6) AS INTEGER) END
WHERE l.number > :above AND l.number < :below AND (l.election IS NULL OR l.election = :election)
  AND (:who = '' OR l.who = :who) AND (:kind = '' OR l.kind = :kind)
ORDER BY l.number DESC
LIMIT :most;

-- name: audit_backup_last
SELECT at_utc FROM audit WHERE kind = 'store' AND verb = 'backup' ORDER BY at_utc DESC LIMIT 1;
