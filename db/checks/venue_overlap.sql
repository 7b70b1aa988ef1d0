-- Meetings %s and %s are held in venue %s at the same time.
SELECT a.code, b.code, v.code
FROM meeting_site AS sa
JOIN meeting AS a ON a.id = sa.meeting AND a.status = 'confirmed'
JOIN meeting_site AS sb ON sb.venue = sa.venue AND sb.meeting > sa.meeting
JOIN meeting AS b ON b.id = sb.meeting AND b.status = 'confirmed' AND b.start_utc < a.end_utc AND a.start_utc < b.end_utc
JOIN venue AS v ON v.id = sa.venue
ORDER BY a.code, b.code;
