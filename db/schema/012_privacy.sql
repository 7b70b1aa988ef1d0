-- Until when a contact may be kept, where that is not what the settings say, and when it was erased.
CREATE TABLE contact_erasure (
    contact        INTEGER PRIMARY KEY REFERENCES contact (id) ON DELETE CASCADE,
    keep_until_day INTEGER, -- last day on which it may be kept; NULL: as the settings say
    erased_utc     INTEGER  -- moment; NULL: not erased. No import fills it again
) STRICT;
CREATE INDEX contact_erasure_moment ON contact_erasure (erased_utc);
