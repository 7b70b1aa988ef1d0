-- Long work of the web service.

-- name: job_insert
INSERT INTO job (election, kind, parameters, state, started_by, asked_utc)
VALUES (:election, :kind, :parameters, 'waiting', :started_by, :asked_utc)
RETURNING id;

-- name: job_open
SELECT id, parameters
FROM job
WHERE election = :election AND kind = :kind AND state IN ('waiting', 'running')
ORDER BY id
LIMIT 1;

-- name: job_show
SELECT kind, parameters, state, stop_wanted, done, total, words, args, result, started_by, asked_utc, began_utc,
       ended_utc
FROM job
WHERE id = :job AND election = :election;

-- name: job_newest
SELECT id FROM job WHERE election = :election AND kind = :kind ORDER BY id DESC LIMIT 1;

-- What has not begun ends at once.
-- name: job_stop
UPDATE job
SET stop_wanted = 1, state = CASE WHEN state = 'waiting' THEN 'stopped' ELSE state END,
    ended_utc = CASE WHEN state = 'waiting' THEN CAST(:now_utc AS BIGINT) ELSE ended_utc END
WHERE id = :job AND election = :election AND state IN ('waiting', 'running');

-- name: job_count_open
SELECT count(*) FROM job WHERE state IN ('waiting', 'running');

-- name: job_take
UPDATE job
SET state = 'running', holder = :holder, began_utc = :now_utc
WHERE id = (SELECT min(id) FROM job WHERE state = 'waiting')
RETURNING id, election, kind, parameters, started_by;

-- name: job_stop_wanted
SELECT stop_wanted FROM job WHERE id = :job AND state = 'running' AND holder = :holder;

-- name: job_tell
UPDATE job
SET done = :done, total = :total, words = :words, args = :args
WHERE id = :job AND state = 'running' AND holder = :holder;

-- name: job_end
UPDATE job
SET state = :state, result = :result, words = :words, args = :args, ended_utc = :now_utc
WHERE id = :job AND state = 'running' AND holder = :holder;

-- name: job_break
UPDATE job SET state = 'failed', words = :words, args = '', ended_utc = :now_utc WHERE state = 'running';

-- name: job_forget
-- full scan: as many as were asked for within some weeks
DELETE FROM job WHERE ended_utc < :before_utc;
