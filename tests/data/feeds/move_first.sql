-- The second release moves meeting DV1-1 to the week after.
INSERT INTO release (id, election, number, published_utc, note) VALUES (2, 1, 2, 1771635600, '');
UPDATE meeting SET start_utc = start_utc + 604800, end_utc = end_utc + 604800, sequence = 1, last_modified_utc = 1771635600,
                   last_release = 2
WHERE id = 1;
UPDATE feed_clock SET value_utc = 1771635600 WHERE election = 1;
INSERT INTO release_meeting (release, meeting, status, mode, venue, start_utc, end_utc)
VALUES (2, 1, 'confirmed', 'direct', 1, 1773016200, 1773023400);
INSERT INTO meeting_version (meeting, sequence, release, changed_utc) VALUES (1, 1, 2, 1771635600);
