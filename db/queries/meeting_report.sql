-- What became of meetings, and the sums of it.

-- name: meeting_report_meeting
SELECT id, status, start_utc FROM meeting WHERE election = :election AND code = :code;

-- name: meeting_report_insert
INSERT INTO meeting_report (meeting, form, in_person, online, opinions, opinion_words, answer_words, minutes_day,
                            minutes_number, recorded_by, recorded_utc)
VALUES (:meeting, :form, :in_person, :online, :opinions, :opinion_words, :answer_words, :minutes_day,
        :minutes_number, :recorded_by, :recorded_utc);

-- name: meeting_report_replace
UPDATE meeting_report SET replaced_utc = :now_utc WHERE meeting = :meeting AND replaced_utc IS NULL;

-- The newest, which holds, first.
-- name: meeting_reports
SELECT id, form, in_person, online, opinions, opinion_words, answer_words, minutes_day, minutes_number, recorded_by,
       recorded_utc
FROM meeting_report
WHERE meeting = :meeting
ORDER BY id DESC;

-- By unit, of the meetings that were to be held: how many were, how, and with how many. A filter that is NULL leaves
-- everything.
-- name: contact_report
SELECT u.level, u.code, u.name,
       CAST(sum(CASE WHEN r.form = 'direct' THEN 1 ELSE 0 END) AS BIGINT),
       CAST(sum(CASE WHEN r.form = 'online' THEN 1 ELSE 0 END) AS BIGINT),
       CAST(sum(CASE WHEN r.form = 'hybrid' THEN 1 ELSE 0 END) AS BIGINT),
       CAST(sum(coalesce(r.in_person, 0)) AS BIGINT),
       CAST(sum(coalesce(r.online, 0)) AS BIGINT),
       CAST(sum(coalesce(r.opinions, 0)) AS BIGINT),
       CAST(sum(CASE WHEN r.minutes_day IS NOT NULL THEN 1 ELSE 0 END) AS BIGINT),
       CAST(sum(CASE WHEN r.id IS NULL AND m.end_utc <= :now_utc THEN 1 ELSE 0 END) AS BIGINT)
FROM meeting AS m
JOIN unit AS u ON u.id = m.unit
LEFT JOIN meeting_report AS r ON r.meeting = m.id AND r.replaced_utc IS NULL
LEFT JOIN meeting_site AS s ON s.meeting = m.id AND s.position = 0
LEFT JOIN venue AS v ON v.id = s.venue
LEFT JOIN area AS a ON a.id = v.area
WHERE m.election = :election AND m.status = 'confirmed'
  AND (CAST(:unit AS BIGINT) IS NULL OR m.unit = :unit
       OR EXISTS (SELECT 1 FROM joint_unit AS j
                  WHERE j.unit = m.unit AND (j.first_unit = :unit OR j.second_unit = :unit)))
  AND (CAST(:area AS BIGINT) IS NULL OR a.id = :area OR a.parent = :area
       OR EXISTS (SELECT 1 FROM area AS p WHERE p.id = a.parent AND p.parent = :area))
GROUP BY u.id, u.level, u.code, u.name
ORDER BY CASE u.level WHEN 'na' THEN 0 WHEN 'province' THEN 1 WHEN 'district' THEN 2 ELSE 3 END, u.code;
