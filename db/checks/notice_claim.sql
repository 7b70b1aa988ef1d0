-- Notice %s is in state %s, and no worker has it in hand.
SELECT n.id, n.state
FROM notice AS n
WHERE n.state IN ('claimed', 'in_flight') AND (n.claimed_by IS NULL OR n.claimed_until_utc IS NULL)
ORDER BY n.id;
