-- Dates (`day`, `..._day`) are days since 1970-01-01 in Viet Nam, moments (`..._utc`) seconds since 1970-01-01T00:00Z,
-- hours of a day (`..._minute`) minutes after midnight in Viet Nam, yes and no are 1 and 0. Every integer fits 64 bits.
-- `code` is the key the staff's tables use; `name_sort` orders names in the Vietnamese alphabet, bytewise.

CREATE TABLE schema_version (
    one     INTEGER PRIMARY KEY CHECK (one = 1), -- the table has one row
    version INTEGER NOT NULL                     -- number of the newest migration applied
) STRICT;

CREATE TABLE election (
    id          INTEGER PRIMARY KEY,
    code        TEXT    NOT NULL UNIQUE CHECK (code <> ''), -- what the staff call it on the command line
    title       TEXT    NOT NULL,                           -- full title, as on papers
    law_pack    TEXT    NOT NULL,                           -- id of the law pack, such as 83-2025
    polling_day INTEGER NOT NULL CHECK ((polling_day + 4) % 7 = 0), -- day, a Sunday
    created_utc INTEGER NOT NULL                            -- moment
) STRICT;

-- A tree of any depth: with districts in 2021, without from 2025.
CREATE TABLE area (
    id             INTEGER PRIMARY KEY,
    election       INTEGER NOT NULL REFERENCES election (id),
    parent         INTEGER REFERENCES area (id),  -- NULL: at the top
    level          TEXT    NOT NULL -- of the tree
                   CHECK (level IN ('central', 'province', 'district', 'commune', 'polling_area')),
    code           TEXT    NOT NULL CHECK (code <> ''), -- unique within its level
    name           TEXT    NOT NULL,               -- as on papers
    name_sort      BLOB,                           -- order of names; NULL: by code
    x_m            INTEGER,                        -- metres east of the origin of the tables
    y_m            INTEGER,                        -- metres north of it
    voters         INTEGER CHECK (voters >= 0),    -- persons; NULL: not known
    chair_capacity INTEGER CHECK (chair_capacity >= 0), -- meetings its committee can chair at a time; communes
    daily_target   INTEGER CHECK (daily_target >= 0),   -- even share of meetings a day; districts, or provinces without
    UNIQUE (election, level, code)
) STRICT;
CREATE INDEX area_parent ON area (parent);

-- An electoral unit, whose candidates stand against each other and appear together.
CREATE TABLE unit (
    id           INTEGER PRIMARY KEY,
    election     INTEGER NOT NULL REFERENCES election (id),
    area         INTEGER REFERENCES area (id),       -- the province, or the smallest area that holds it
    level        TEXT    NOT NULL CHECK (level IN ('na', 'province', 'district', 'commune')), -- na: National Assembly
    code         TEXT    NOT NULL CHECK (code <> ''), -- key in the tables
    name         TEXT    NOT NULL, -- as on papers
    name_sort    BLOB,                                -- order of names; NULL: by code
    seats        INTEGER NOT NULL CHECK (seats >= 0), -- persons to be elected
    needed       INTEGER NOT NULL CHECK (needed >= 0),       -- meetings to be held
    duration_min INTEGER NOT NULL CHECK (duration_min > 0),  -- minutes of one meeting
    attendance   INTEGER NOT NULL CHECK (attendance >= 0),   -- voters expected at one meeting
    max_online   INTEGER NOT NULL CHECK (max_online >= 0),   -- meetings that may be held online
    UNIQUE (election, code)
) STRICT;

-- The areas a unit covers: its communes.
CREATE TABLE unit_area (
    unit INTEGER NOT NULL REFERENCES unit (id),
    area INTEGER NOT NULL REFERENCES area (id),
    PRIMARY KEY (unit, area)
) STRICT;
CREATE INDEX unit_area_area ON unit_area (area);

CREATE TABLE candidate (
    id        INTEGER PRIMARY KEY,
    election  INTEGER NOT NULL REFERENCES election (id),
    code      TEXT    NOT NULL CHECK (code <> ''), -- key in the tables
    full_name TEXT    NOT NULL, -- '' when the tables give none
    name_sort BLOB,             -- order A, B, C of the law: given name, family name, middle name; NULL: by code
    home_x_m  INTEGER,          -- metres, as in area
    home_y_m  INTEGER,          -- metres, as in area
    UNIQUE (election, code)
) STRICT;

-- A candidate stands in one unit, or in two of different levels.
CREATE TABLE candidacy (
    unit      INTEGER NOT NULL REFERENCES unit (id),
    candidate INTEGER NOT NULL REFERENCES candidate (id),
    PRIMARY KEY (unit, candidate)
) STRICT;
CREATE INDEX candidacy_candidate ON candidacy (candidate);

CREATE TABLE venue (
    id          INTEGER PRIMARY KEY,
    election    INTEGER NOT NULL REFERENCES election (id),
    area        INTEGER NOT NULL REFERENCES area (id),   -- the commune in which it lies
    code        TEXT    NOT NULL CHECK (code <> ''), -- key in the tables
    name        TEXT    NOT NULL, -- as on papers
    address     TEXT    NOT NULL,                        -- '' when not known
    x_m         INTEGER,                                 -- metres, as in area
    y_m         INTEGER,                                 -- metres, as in area
    capacity    INTEGER NOT NULL CHECK (capacity >= 0),  -- persons
    online      INTEGER NOT NULL CHECK (online IN (0, 1)), -- has the equipment for online meetings
    online_link TEXT    NOT NULL,                        -- where voters join online; '' when not known
    chair       TEXT    NOT NULL,                        -- who presides here, an office; '' when not known
    UNIQUE (election, code)
) STRICT;
CREATE INDEX venue_area ON venue (area);

-- Sessions of a day in which a venue, a commune's committee or a candidate is not free; `sessions` are the first letters of
-- the sessions' names in upper case, such as MA.
CREATE TABLE venue_block (
    venue    INTEGER NOT NULL REFERENCES venue (id),
    day      INTEGER NOT NULL,                        -- day
    sessions TEXT    NOT NULL CHECK (sessions <> ''), -- letters
    PRIMARY KEY (venue, day)
) STRICT;

CREATE TABLE area_block (
    area     INTEGER NOT NULL REFERENCES area (id),   -- a commune
    day      INTEGER NOT NULL,                        -- day
    sessions TEXT    NOT NULL CHECK (sessions <> ''), -- letters
    PRIMARY KEY (area, day)
) STRICT;

CREATE TABLE candidate_block (
    candidate INTEGER NOT NULL REFERENCES candidate (id),
    day       INTEGER NOT NULL,                        -- day
    sessions  TEXT    NOT NULL CHECK (sessions <> ''), -- letters
    PRIMARY KEY (candidate, day)
) STRICT;

-- The parts of a day in which meetings may be held.
CREATE TABLE session_window (
    election     INTEGER NOT NULL REFERENCES election (id),
    name         TEXT    NOT NULL CHECK (name <> ''), -- morning, afternoon, evening; its first letter names it in blocks
    start_minute INTEGER NOT NULL CHECK (start_minute >= 0), -- minute of the day
    end_minute   INTEGER NOT NULL CHECK (end_minute <= 1440),  -- minute of the day
    PRIMARY KEY (election, name),
    CHECK (start_minute < end_minute)
) STRICT;

-- The dates on which meetings may be held.
CREATE TABLE campaign_day (
    election INTEGER NOT NULL REFERENCES election (id),
    day      INTEGER NOT NULL,                              -- day
    holiday  INTEGER NOT NULL CHECK (holiday IN (0, 1)),    -- a public holiday, used only when nothing else is left
    PRIMARY KEY (election, day)
) STRICT;

-- Campaign window, rules and weights of the planner, as in params.csv.
CREATE TABLE plan_parameter (
    election INTEGER NOT NULL REFERENCES election (id),
    key      TEXT    NOT NULL CHECK (key <> ''), -- such as changeover_min
    value    TEXT    NOT NULL,                    -- as written; its unit is in the key
    PRIMARY KEY (election, key)
) STRICT;

-- The only table with telephone numbers and mail addresses, besides opt_out: whom to tell, and why we may.
CREATE TABLE contact (
    id        INTEGER PRIMARY KEY,
    election  INTEGER NOT NULL REFERENCES election (id),
    candidate INTEGER REFERENCES candidate (id), -- whose contact it is, or
    area      INTEGER REFERENCES area (id),      -- of which area's committee
    full_name TEXT    NOT NULL,                  -- of whoever is not a candidate; '' when not known
    phone     TEXT    CHECK (phone LIKE '+84%'), -- one form only, +84 and nine digits; NULL: none
    email     TEXT    CHECK (email LIKE '%@%'),  -- NULL: none
    purpose   TEXT    NOT NULL,                  -- what it may be used for: meeting_notice
    source    TEXT    NOT NULL,                  -- where it came from: candidates.csv
    CHECK (candidate IS NULL OR area IS NULL),
    UNIQUE (candidate, purpose),
    UNIQUE (area, purpose)
) STRICT;
CREATE INDEX contact_election ON contact (election);
CREATE INDEX contact_phone ON contact (phone);

-- Numbers and addresses that asked for silence. Held by number, not by person, so that it outlives corrections of a contact,
-- holds for everybody who shares the number, and no import can clear it.
CREATE TABLE opt_out (
    address   TEXT PRIMARY KEY, -- +84 and nine digits, or a mail address in lower case
    since_utc INTEGER NOT NULL, -- moment
    how       TEXT NOT NULL     -- how it was learnt
) STRICT;

-- A plan that was computed and not published.
CREATE TABLE draft (
    id               INTEGER PRIMARY KEY,
    election         INTEGER NOT NULL REFERENCES election (id),
    created_utc      INTEGER NOT NULL,             -- moment
    seed             INTEGER NOT NULL,             -- of the planner's random numbers
    objective_m      INTEGER NOT NULL,             -- the whole objective, weighted, metres
    holiday_meetings INTEGER NOT NULL,             -- meetings on public holidays
    travel_m         INTEGER NOT NULL,             -- metres, all candidates together
    imbalance        INTEGER NOT NULL,             -- meetings above the even daily share
    online_meetings  INTEGER NOT NULL,             -- meetings held online
    bound_m          INTEGER                       -- no plan can be below this, metres; NULL: not computed
) STRICT;
CREATE INDEX draft_election ON draft (election, created_utc);

CREATE TABLE draft_meeting (
    draft     INTEGER NOT NULL REFERENCES draft (id) ON DELETE CASCADE,
    code      TEXT    NOT NULL CHECK (code <> ''), -- key in the tables
    unit      INTEGER NOT NULL REFERENCES unit (id),
    mode      TEXT    NOT NULL CHECK (mode IN ('direct', 'online')), -- direct: in person
    venue     INTEGER NOT NULL REFERENCES venue (id), -- where it is held, or the seat of an online meeting
    start_utc INTEGER NOT NULL,                       -- moment
    end_utc   INTEGER NOT NULL,                       -- moment
    PRIMARY KEY (draft, code),
    CHECK (start_utc < end_utc)
) STRICT;

-- A plan as it was made public.
CREATE TABLE release (
    id            INTEGER PRIMARY KEY,
    election      INTEGER NOT NULL REFERENCES election (id),
    number        INTEGER NOT NULL CHECK (number > 0), -- 1, 2, 3 in each election
    published_utc INTEGER NOT NULL,                    -- moment
    note          TEXT    NOT NULL,                    -- the staff's words; '' when none
    UNIQUE (election, number)
) STRICT;

-- A voter-contact meeting that was published at least once. Never deleted: a cancelled one stays.
CREATE TABLE meeting (
    id                INTEGER PRIMARY KEY,
    election          INTEGER NOT NULL REFERENCES election (id),
    code              TEXT    NOT NULL CHECK (code <> ''), -- key in the tables
    uid               TEXT    NOT NULL UNIQUE,          -- of the calendar entry, made once, for ever
    unit              INTEGER NOT NULL REFERENCES unit (id),
    status            TEXT    NOT NULL CHECK (status IN ('confirmed', 'cancelled')), -- as in the feeds
    mode              TEXT    NOT NULL CHECK (mode IN ('direct', 'online')), -- of the main site
    start_utc         INTEGER NOT NULL,                 -- moment
    end_utc           INTEGER NOT NULL,                 -- moment
    sequence          INTEGER NOT NULL CHECK (sequence >= 0), -- 0 when first published, +1 for time, place, mode, link, status
    last_modified_utc INTEGER NOT NULL,                 -- moment of the last change a feed shows
    first_release     INTEGER NOT NULL REFERENCES release (id),
    last_release      INTEGER NOT NULL REFERENCES release (id), -- which changed it last
    UNIQUE (election, code),
    CHECK (start_utc < end_utc)
) STRICT;
CREATE INDEX meeting_unit ON meeting (unit, start_utc);
CREATE INDEX meeting_start ON meeting (election, start_utc);

CREATE TABLE meeting_site (
    meeting  INTEGER NOT NULL REFERENCES meeting (id) ON DELETE CASCADE,
    position INTEGER NOT NULL CHECK (position >= 0), -- 0: the main site, then the connected ones
    mode     TEXT    NOT NULL CHECK (mode IN ('direct', 'online')), -- of this site
    venue    INTEGER REFERENCES venue (id),          -- NULL: online only
    link     TEXT    NOT NULL,                       -- where to join online; '' when none
    capacity INTEGER NOT NULL CHECK (capacity >= 0), -- persons
    PRIMARY KEY (meeting, position)
) STRICT;
CREATE INDEX meeting_site_venue ON meeting_site (venue);

-- What a release changed, in words for people.
CREATE TABLE release_change (
    release INTEGER NOT NULL REFERENCES release (id),
    meeting INTEGER NOT NULL REFERENCES meeting (id),
    kind    TEXT    NOT NULL -- what changed
            CHECK (kind IN ('new', 'moved', 'place', 'mode', 'cancelled', 'restored')),
    before  TEXT    NOT NULL, -- '' when there was nothing
    after   TEXT    NOT NULL, -- '' when nothing is left
    PRIMARY KEY (release, meeting, kind)
) STRICT;
CREATE INDEX release_change_meeting ON release_change (meeting);

-- A secret calendar address.
CREATE TABLE feed (
    id             INTEGER PRIMARY KEY,
    election       INTEGER NOT NULL REFERENCES election (id),
    kind           TEXT    NOT NULL CHECK (kind IN ('candidate', 'unit', 'area', 'deadlines')), -- what it shows
    candidate      INTEGER REFERENCES candidate (id),           -- of a candidate's feed
    unit           INTEGER REFERENCES unit (id),                -- of a unit's feed
    area           INTEGER REFERENCES area (id),                -- of an area's feed
    token_hash     BLOB    NOT NULL UNIQUE,                     -- the address itself is not kept
    language       TEXT    NOT NULL CHECK (language IN ('vi', 'en')), -- of its words
    alarms         INTEGER NOT NULL CHECK (alarms IN (0, 1)),   -- entries carry alarms; only when asked for
    created_utc    INTEGER NOT NULL,                            -- moment
    revoked_utc    INTEGER,                                     -- moment; NULL: in use
    last_fetch_utc INTEGER,                                     -- moment; NULL: never fetched
    last_client    TEXT                                         -- what the calendar program called itself then
) STRICT;
CREATE INDEX feed_election ON feed (election);
CREATE INDEX feed_candidate ON feed (candidate);

-- Time of the newest change in the feeds of an election; it only rises, also when something is taken away.
CREATE TABLE feed_clock (
    election  INTEGER PRIMARY KEY REFERENCES election (id),
    value_utc INTEGER NOT NULL -- moment
) STRICT;

-- The outbox: one message to one person, however many meetings a release changed for him or her.
CREATE TABLE notice (
    id                 INTEGER PRIMARY KEY,
    election           INTEGER NOT NULL REFERENCES election (id),
    release            INTEGER REFERENCES release (id),
    kind               TEXT    NOT NULL,                -- why it is sent: release
    channel            TEXT    NOT NULL CHECK (channel IN ('sms', 'mail')), -- how it goes
    contact            INTEGER NOT NULL REFERENCES contact (id),
    candidate          INTEGER REFERENCES candidate (id), -- whose meetings it is about
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
    finished_utc       INTEGER,                         -- moment of the final state; NULL: not final
    UNIQUE (contact, release, kind)
) STRICT;
CREATE INDEX notice_state ON notice (state, not_before_utc);
CREATE INDEX notice_election ON notice (election, state);
CREATE INDEX notice_gateway_message ON notice (gateway_message_id);
