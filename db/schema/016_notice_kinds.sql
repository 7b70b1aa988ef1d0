-- Notices of every kind: by which rule, in which words and about which moment each is sent, and each only once. The table is
-- made anew, so that its columns keep their comments.
DROP INDEX notice_due;
DROP INDEX notice_in_hand;
DROP INDEX notice_election;
DROP INDEX notice_gateway_message;
ALTER TABLE notice RENAME TO notice_before;

-- The outbox: one message to one person, however many meetings or steps it speaks of.
CREATE TABLE notice (
    id                 INTEGER PRIMARY KEY,
    election           INTEGER NOT NULL REFERENCES election (id),
    release            INTEGER REFERENCES release (id), -- of which it tells; NULL: of none
    kind               TEXT    NOT NULL CHECK (kind <> ''), -- why it is sent: release, or the id of a rule of notices.yaml
    text               TEXT    NOT NULL DEFAULT 'changed', -- which words it takes; those of a release follow from what changed
    about_utc          INTEGER NOT NULL DEFAULT 0,      -- moment from which on it speaks of meetings, or the day of its steps; 0 of a release
    about_until_utc    INTEGER NOT NULL DEFAULT 0,      -- moment before which that ends; 0 of a release
    channel            TEXT    NOT NULL CHECK (channel IN ('sms', 'mail')), -- how it goes
    contact            INTEGER NOT NULL REFERENCES contact (id),
    candidate          INTEGER REFERENCES candidate (id), -- whose meetings it is about; NULL: it goes to an office
    client_id          TEXT    NOT NULL UNIQUE,         -- by which the gateway knows a repeated request; never changes
    state              TEXT    NOT NULL -- unknown: the request was sent and no answer came; it is not sent again
                       CHECK (state IN ('queued', 'held', 'claimed', 'in_flight', 'accepted', 'delivered', 'failed',
                                        'unknown', 'expired', 'cancelled')),
    reason             TEXT    NOT NULL DEFAULT '',     -- why it is held, failed, unknown, expired or cancelled: quiet_hours, opted_out
    created_utc        INTEGER NOT NULL,                -- moment
    not_before_utc     INTEGER NOT NULL,                -- moment
    expires_utc        INTEGER NOT NULL,                -- moment after which it must not be sent
    claimed_by         TEXT,                            -- the worker that has it in hand; NULL: none
    claimed_until_utc  INTEGER,                         -- moment at which its claim lapses
    attempts           INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0), -- requests begun
    body               TEXT,                            -- the text as sent; NULL until then
    parts              INTEGER,                         -- SMS parts of the body
    gateway            TEXT,                            -- name of the profile it was sent through
    gateway_message_id TEXT,                            -- the gateway's number of it
    gateway_words      TEXT,                            -- what the gateway answered, cut
    finished_utc       INTEGER                          -- moment of the final state; NULL: not final
) STRICT;
INSERT INTO notice (id, election, release, kind, text, about_utc, about_until_utc, channel, contact, candidate, client_id,
                    state, reason, created_utc, not_before_utc, expires_utc, claimed_by, claimed_until_utc, attempts, body,
                    parts, gateway, gateway_message_id, gateway_words, finished_utc)
SELECT id, election, release, kind, 'changed', 0, 0, channel, contact, candidate, client_id, state, reason, created_utc,
       not_before_utc, expires_utc, claimed_by, claimed_until_utc, attempts, body, parts, gateway, gateway_message_id,
       gateway_words, finished_utc
FROM notice_before;
DROP TABLE notice_before;
CREATE INDEX notice_due ON notice (state, not_before_utc, id);
CREATE UNIQUE INDEX notice_in_hand ON notice (contact) WHERE state IN ('claimed', 'in_flight');
CREATE INDEX notice_election ON notice (election, state);
CREATE INDEX notice_gateway_message ON notice (gateway_message_id);
CREATE UNIQUE INDEX notice_once ON notice (contact, kind, coalesce(release, 0), about_utc, channel);

-- Of which steps an alarm tells.
CREATE TABLE notice_step (
    notice    INTEGER NOT NULL REFERENCES notice (id) ON DELETE CASCADE,
    milestone INTEGER NOT NULL REFERENCES milestone (id) ON DELETE CASCADE,
    days_left INTEGER NOT NULL, -- working days on the day of the alarm; negative: it was overdue by so many
    PRIMARY KEY (notice, milestone)
) STRICT;
CREATE INDEX notice_step_milestone ON notice_step (milestone);
