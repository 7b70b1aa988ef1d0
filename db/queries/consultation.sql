-- Rounds of consultation, and the confidence of voters.

-- name: consultation_end
UPDATE consultation SET ended_utc = :now_utc
WHERE election = :election AND coalesce(area, 0) = coalesce(:area, 0) AND list = :list AND round = :round
      AND ended_utc IS NULL;

-- name: consultation_insert
INSERT INTO consultation (election, area, round, list, day, invited, present, seats, candidates, document, recorded_utc)
VALUES (:election, :area, :round, :list, :day, :invited, :present, :seats, :candidates, :document, :now_utc);

-- name: consultations
SELECT coalesce(area, 0), list, round, day, invited, present, seats, candidates, document
FROM consultation
WHERE election = :election AND ended_utc IS NULL
ORDER BY coalesce(area, 0), list, round;

-- name: confidence_put
INSERT INTO confidence (candidate, day, voters, present, in_favour, document, recorded_utc)
VALUES (:candidate, :day, :voters, :present, :in_favour, :document, :now_utc)
ON CONFLICT (candidate) DO UPDATE
SET day = excluded.day, voters = excluded.voters, present = excluded.present, in_favour = excluded.in_favour, document = excluded.document,
    recorded_utc = excluded.recorded_utc;

-- Each unit's list, and how many of it more than half of the voters present do not support.
-- name: unit_lists
SELECT u.code, u.name, u.level, u.seats, count(c.candidate),
       coalesce(sum(CASE WHEN f.in_favour * 2 <= f.present THEN 1 ELSE 0 END), 0)
FROM unit AS u
LEFT JOIN candidacy AS c ON c.unit = u.id
LEFT JOIN confidence AS f ON f.candidate = c.candidate
WHERE u.election = :election AND NOT EXISTS (SELECT 1 FROM joint_unit AS j WHERE j.unit = u.id)
GROUP BY u.id, u.code, u.name, u.level, u.seats
ORDER BY u.code;
