-- The entry of meeting DV1-1 changes once more.
UPDATE meeting SET sequence = sequence + 1, last_modified_utc = last_modified_utc + 1 WHERE id = 1;
UPDATE feed_clock SET value_utc = value_utc + 1 WHERE election = 1;
