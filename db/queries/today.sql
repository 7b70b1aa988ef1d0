-- How far the work on an election has come.

-- name: today_state
SELECT (SELECT count(*) FROM unit AS u WHERE u.election = :election),
       (SELECT count(*) FROM release AS r WHERE r.election = :election),
       CASE WHEN EXISTS (SELECT 1 FROM draft AS d
                         LEFT JOIN draft_origin AS o ON o.draft = d.id
                         WHERE d.election = :election AND o.release IS NULL
                           AND d.id = (SELECT max(n.id) FROM draft AS n WHERE n.election = :election))
            THEN 1 ELSE 0 END;

-- On which days meetings that are ahead are held, and how many.
-- name: today_meeting_days
SELECT (m.start_utc + 25200) / 86400 AS day, count(*)
FROM meeting AS m
WHERE m.election = :election AND m.status = 'confirmed' AND m.start_utc > :now_utc
GROUP BY (m.start_utc + 25200) / 86400
ORDER BY day;
