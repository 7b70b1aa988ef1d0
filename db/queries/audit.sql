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
