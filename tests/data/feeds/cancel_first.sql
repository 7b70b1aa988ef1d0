-- The second release cancels meeting DV1-1.
INSERT INTO release (id, election, number, published_utc, note) VALUES (2, 1, 2, 1771635600, '');
UPDATE meeting SET status = 'cancelled', sequence = 1, last_modified_utc = 1771635600, last_release = 2 WHERE id = 1;
UPDATE feed_clock SET value_utc = 1771635600 WHERE election = 1;
