-- name: election_insert
INSERT INTO election (code, title, law_pack, polling_day, created_utc)
VALUES (:code, :title, :law_pack, :polling_day, :created_utc)
RETURNING id;

-- name: special_election_insert
INSERT INTO special_election (election, kind, first_election, held_again_by)
VALUES (:election, :kind, :first_election, :held_again_by);

-- name: election_by_code
SELECT id, code, title, law_pack, polling_day, created_utc FROM election WHERE code = :code;

-- name: elections
-- full scan: a store holds a handful of elections
SELECT e.id, e.code, e.title, e.law_pack, e.polling_day, e.created_utc, coalesce(s.kind, 'general'),
       coalesce(f.code, ''), coalesce(s.held_again_by, '')
FROM election AS e
LEFT JOIN special_election AS s ON s.election = e.id
LEFT JOIN election AS f ON f.id = s.first_election
ORDER BY e.polling_day, e.code;

-- name: election_count
-- full scan: a store holds a handful of elections
SELECT count(*) FROM election;

-- name: election_counts
SELECT (SELECT count(*) FROM area WHERE election = :election),
       (SELECT count(*) FROM unit AS u
        WHERE u.election = :election AND NOT EXISTS (SELECT 1 FROM joint_unit AS j WHERE j.unit = u.id)),
       (SELECT coalesce(sum(u.needed), 0) FROM unit AS u
        WHERE u.election = :election AND NOT EXISTS (SELECT 1 FROM joint_unit AS j WHERE j.unit = u.id)),
       (SELECT count(*) FROM candidate WHERE election = :election),
       (SELECT count(*) FROM venue WHERE election = :election),
       (SELECT count(*) FROM draft WHERE election = :election),
       (SELECT count(*) FROM meeting WHERE election = :election AND status = 'confirmed'),
       (SELECT count(*) FROM meeting WHERE election = :election AND status = 'cancelled'),
       (SELECT count(*) FROM release WHERE election = :election),
       (SELECT count(*) FROM feed WHERE election = :election AND revoked_utc IS NULL);
