-- Several programs on one store.

-- What only one of several workers may do at a time.
CREATE TABLE lease (
    name      TEXT    PRIMARY KEY, -- of the work
    holder    TEXT    NOT NULL,    -- the worker that may do it
    until_utc INTEGER NOT NULL     -- moment from which another one may
) STRICT;

-- The next notice is found without sorting, and no two to one person are in hand at the same time.
DROP INDEX notice_state;
CREATE INDEX notice_due ON notice (state, not_before_utc, id);
CREATE UNIQUE INDEX notice_in_hand ON notice (contact) WHERE state IN ('claimed', 'in_flight');
