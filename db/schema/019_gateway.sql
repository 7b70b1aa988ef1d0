-- How each gateway does, said by whatever worker uses it: the heartbeat of the workers, and the alarm when a gateway takes
-- no messages.
CREATE TABLE gateway_health (
    channel           TEXT    NOT NULL,            -- sms, mail
    gateway           TEXT    NOT NULL,            -- name of the profile
    beat_utc          INTEGER NOT NULL,            -- moment at which a worker was last at work
    stopped_since_utc INTEGER,                     -- moment; NULL: it takes messages
    words             TEXT    NOT NULL DEFAULT '', -- its last answer that was none to a message; ''
    PRIMARY KEY (channel, gateway)
) STRICT;

-- What gateways report of messages they took, as it came: doubled, in any order, before the answer to the message itself,
-- or of messages nobody knows. Only the state of a notice changes by it.
CREATE TABLE delivery_report (
    id                 INTEGER PRIMARY KEY,
    gateway            TEXT    NOT NULL,            -- name of the profile
    client_id          TEXT    NOT NULL,            -- of the notice, as the gateway gave it back; ''
    gateway_message_id TEXT    NOT NULL,            -- the gateway's name of the message, a text; ''
    said               TEXT    NOT NULL,            -- the gateway's word for the state
    words              TEXT    NOT NULL DEFAULT '', -- its reason
    state              TEXT    NOT NULL             -- what it means; unknown: the profile does not know the word
                       CHECK (state IN ('accepted', 'delivered', 'failed', 'unknown')),
    received_utc       INTEGER NOT NULL,            -- moment
    notice             INTEGER REFERENCES notice (id) -- NULL: of none that is known
) STRICT;
CREATE INDEX delivery_report_client ON delivery_report (client_id);
CREATE INDEX delivery_report_message ON delivery_report (gateway_message_id);
CREATE INDEX delivery_report_notice ON delivery_report (notice);
