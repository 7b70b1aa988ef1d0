-- The list of those who get no messages does not agree with its history at entry %s; somebody may be told who asked for silence.
SELECT newest.id
FROM opt_out_change AS newest
LEFT JOIN opt_out AS o ON o.address = newest.address
WHERE newest.id = (SELECT max(c.id) FROM opt_out_change AS c WHERE c.address = newest.address)
  AND newest.silent <> CASE WHEN o.address IS NULL THEN 0 ELSE 1 END
ORDER BY newest.id;
