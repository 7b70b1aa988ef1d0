-- Notice %s is in the final state %s, and the moment of it is missing.
SELECT n.id, n.state
FROM notice AS n
WHERE n.state IN ('delivered', 'failed', 'unknown', 'expired', 'cancelled') AND n.finished_utc IS NULL
ORDER BY n.id;
