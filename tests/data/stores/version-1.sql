-- A store as the first release made it: an election with its tables, a draft, a release and the notices of it.
PRAGMA application_id = 1213494888;
BEGIN TRANSACTION;
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
INSERT INTO "area" VALUES(1,1,NULL,'province','P01','Tỉnh Ba Huyện',X'503A4438042C2A0438525A33024401448B023C8B050501DCC1DCC4DC09',0,0,0,0,0);
INSERT INTO "area" VALUES(2,1,1,'district','D01','Huyện Trên',X'38525A33024404504C33024401428B050A01DCC0DC07',0,0,0,0,2);
INSERT INTO "area" VALUES(3,1,1,'district','D02','Huyện Dưới',X'38525A3302440430530247033A01428B05418B040501DCC0DC08',9000,-4000,0,0,1);
INSERT INTO "area" VALUES(4,1,2,'commune','C01','Thị trấn Đầu Suối',X'50383A04504C2B03440431022B0352044E5247023A01438B05428B04428A418B040501DCBCC6C2DC08',0,0,5200,1,0);
INSERT INTO "area" VALUES(5,1,2,'commune','C02','Xã Đồng Nếp',X'582A04310247024436044433024801448B03438A418B040501DCC3C6C1DC07',3000,1000,4100,1,0);
INSERT INTO "area" VALUES(6,1,3,'commune','C03','Xã Bãi Cỏ',X'582A042C2A3A042E4601448B03438B03428B0201DCC3DCC2DC06',9000,-4000,3800,1,0);
CREATE TABLE area_block (
    area     INTEGER NOT NULL REFERENCES area (id),   -- a commune
    day      INTEGER NOT NULL,                        -- day
    sessions TEXT    NOT NULL CHECK (sessions <> ''), -- letters
    PRIMARY KEY (area, day)
) STRICT;
INSERT INTO "area_block" VALUES(5,18747,'M');
CREATE TABLE campaign_day (
    election INTEGER NOT NULL REFERENCES election (id),
    day      INTEGER NOT NULL,                              -- day
    holiday  INTEGER NOT NULL CHECK (holiday IN (0, 1)),    -- a public holiday, used only when nothing else is left
    PRIMARY KEY (election, day)
) STRICT;
INSERT INTO "campaign_day" VALUES(1,18745,0);
INSERT INTO "campaign_day" VALUES(1,18746,0);
INSERT INTO "campaign_day" VALUES(1,18747,1);
INSERT INTO "campaign_day" VALUES(1,18748,1);
INSERT INTO "campaign_day" VALUES(1,18749,1);
CREATE TABLE candidacy (
    unit      INTEGER NOT NULL REFERENCES unit (id),
    candidate INTEGER NOT NULL REFERENCES candidate (id),
    PRIMARY KEY (unit, candidate)
) STRICT;
INSERT INTO "candidacy" VALUES(1,1);
INSERT INTO "candidacy" VALUES(1,4);
INSERT INTO "candidacy" VALUES(2,2);
INSERT INTO "candidacy" VALUES(2,3);
INSERT INTO "candidacy" VALUES(3,4);
INSERT INTO "candidacy" VALUES(4,2);
INSERT INTO "candidacy" VALUES(4,5);
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
INSERT INTO "candidate" VALUES(1,1,'K01','Đỗ Thị Ấn',X'2B034401458B040501C606003102470201448B0301C606000450383A01428B0501C5DC0700',100,200);
INSERT INTO "candidate" VALUES(2,1,'K02','Nguyễn Văn Ẩn',X'2B034401458B020501C606004436525A33024401418B030501DC0A0004542B0244010801C5DC0600',-300,50);
INSERT INTO "candidate" VALUES(3,1,'K03','Điểu K''Ré',X'3E096E4C3201428B0401DCC5DC060031023A33025201438B020501C60800010100',3000,900);
INSERT INTO "candidate" VALUES(4,1,'K04','Y Blốk Êban',X'33022C2A44010801C607005A010501DC00042C4047023E01428B040501C5DC0800',9100,-3900);
INSERT INTO "candidate" VALUES(5,1,'K05','Ma Thị Ởi',X'47033A01458B020501C60600422A010601DC05000450383A01428B0501C5DC0700',20,-60);
CREATE TABLE candidate_block (
    candidate INTEGER NOT NULL REFERENCES candidate (id),
    day       INTEGER NOT NULL,                        -- day
    sessions  TEXT    NOT NULL CHECK (sessions <> ''), -- letters
    PRIMARY KEY (candidate, day)
) STRICT;
INSERT INTO "candidate_block" VALUES(1,18746,'MAE');
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
INSERT INTO "contact" VALUES(1,1,NULL,4,'Lò Thị Ấm','+84500000001',NULL,'meeting_notice','communes.csv');
INSERT INTO "contact" VALUES(2,1,NULL,6,'Ma Văn Ấp','+84500000002',NULL,'meeting_notice','communes.csv');
INSERT INTO "contact" VALUES(3,1,1,NULL,'','+84500000011','k01@example.org','meeting_notice','candidates.csv');
INSERT INTO "contact" VALUES(4,1,2,NULL,'','+84500000012',NULL,'meeting_notice','candidates.csv');
INSERT INTO "contact" VALUES(5,1,3,NULL,'','+84500000013',NULL,'meeting_notice','candidates.csv');
INSERT INTO "contact" VALUES(6,1,4,NULL,'','+84500000014','k04@example.org','meeting_notice','candidates.csv');
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
INSERT INTO "draft" VALUES(1,1,1619575200,3,2174491,2,74491,0,1,NULL);
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
INSERT INTO "draft_meeting" VALUES(1,'N01-01',1,'direct',4,1619569800,1619578800);
INSERT INTO "draft_meeting" VALUES(1,'N01-02',1,'direct',1,1619593200,1619602200);
INSERT INTO "draft_meeting" VALUES(1,'N01-03',1,'online',1,1619742600,1619751600);
INSERT INTO "draft_meeting" VALUES(1,'Q01-01',2,'direct',2,1619569800,1619577000);
INSERT INTO "draft_meeting" VALUES(1,'Q01-02',2,'direct',3,1619656200,1619663400);
INSERT INTO "draft_meeting" VALUES(1,'T01-01',3,'direct',4,1619656200,1619663400);
INSERT INTO "draft_meeting" VALUES(1,'T01-02',3,'direct',4,1619766000,1619773200);
INSERT INTO "draft_meeting" VALUES(1,'X01-01',4,'direct',1,1619679600,1619685000);
CREATE TABLE election (
    id          INTEGER PRIMARY KEY,
    code        TEXT    NOT NULL UNIQUE CHECK (code <> ''), -- what the staff call it on the command line
    title       TEXT    NOT NULL,                           -- full title, as on papers
    law_pack    TEXT    NOT NULL,                           -- id of the law pack, such as 83-2025
    polling_day INTEGER NOT NULL CHECK ((polling_day + 4) % 7 = 0), -- day, a Sunday
    created_utc INTEGER NOT NULL                            -- moment
) STRICT;
INSERT INTO "election" VALUES(1,'x','Bầu cử năm 2021','85-2015',18770,1614560400);
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
CREATE TABLE feed_clock (
    election  INTEGER PRIMARY KEY REFERENCES election (id),
    value_utc INTEGER NOT NULL -- moment
) STRICT;
INSERT INTO "feed_clock" VALUES(1,1619658000);
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
INSERT INTO "meeting" VALUES(1,1,'N01-01','390df91deb257ee6f89fdb1463ac6e01.x@hiepthuong',1,'confirmed','direct',1619569800,1619578800,0,1619658000,1,1);
INSERT INTO "meeting" VALUES(2,1,'N01-02','b85e46af7af9d77a8b19b469db0af333.x@hiepthuong',1,'confirmed','direct',1619593200,1619602200,0,1619658000,1,1);
INSERT INTO "meeting" VALUES(3,1,'N01-03','e7c170a76792b8f9aa4747d6a3b7bfad.x@hiepthuong',1,'confirmed','online',1619742600,1619751600,0,1619658000,1,1);
INSERT INTO "meeting" VALUES(4,1,'Q01-01','1d3c2ce98796f64992e49617ccdd504c.x@hiepthuong',2,'confirmed','direct',1619569800,1619577000,0,1619658000,1,1);
INSERT INTO "meeting" VALUES(5,1,'Q01-02','a9377707851e5427caed164d6cbc158c.x@hiepthuong',2,'confirmed','direct',1619656200,1619663400,0,1619658000,1,1);
INSERT INTO "meeting" VALUES(6,1,'T01-01','e78d4d68929f3ba7b5503cec87019d15.x@hiepthuong',3,'confirmed','direct',1619656200,1619663400,0,1619658000,1,1);
INSERT INTO "meeting" VALUES(7,1,'T01-02','ddb9d2092f7b73469162a38c56820394.x@hiepthuong',3,'confirmed','direct',1619766000,1619773200,0,1619658000,1,1);
INSERT INTO "meeting" VALUES(8,1,'X01-01','e95225043e259e68b07e1ae360183254.x@hiepthuong',4,'confirmed','direct',1619679600,1619685000,0,1619658000,1,1);
CREATE TABLE meeting_site (
    meeting  INTEGER NOT NULL REFERENCES meeting (id) ON DELETE CASCADE,
    position INTEGER NOT NULL CHECK (position >= 0), -- 0: the main site, then the connected ones
    mode     TEXT    NOT NULL CHECK (mode IN ('direct', 'online')), -- of this site
    venue    INTEGER REFERENCES venue (id),          -- NULL: online only
    link     TEXT    NOT NULL,                       -- where to join online; '' when none
    capacity INTEGER NOT NULL CHECK (capacity >= 0), -- persons
    PRIMARY KEY (meeting, position)
) STRICT;
INSERT INTO "meeting_site" VALUES(1,0,'direct',4,'',200);
INSERT INTO "meeting_site" VALUES(2,0,'direct',1,'',300);
INSERT INTO "meeting_site" VALUES(3,0,'online',1,'https://hop.example.org/v01',300);
INSERT INTO "meeting_site" VALUES(4,0,'direct',2,'',120);
INSERT INTO "meeting_site" VALUES(5,0,'direct',3,'',140);
INSERT INTO "meeting_site" VALUES(6,0,'direct',4,'',200);
INSERT INTO "meeting_site" VALUES(7,0,'direct',4,'',200);
INSERT INTO "meeting_site" VALUES(8,0,'direct',1,'',300);
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
INSERT INTO "notice" VALUES(1,1,1,'release','sms',3,1,'10f6a1e3b4b44f9ed5d88df3ef94ddfa','queued','',1619658000,1619658000,1619742600,NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "notice" VALUES(2,1,1,'release','sms',4,2,'8aba3c39a032da01d72eca0e9612772f','queued','',1619658000,1619658000,1619679600,NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "notice" VALUES(3,1,1,'release','sms',5,3,'47a7f2bfe314fd992189880397bea104','queued','',1619658000,1619658000,1619656200,NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "notice" VALUES(4,1,1,'release','sms',6,4,'20996ede911242e9948d43102d25cb40','queued','',1619658000,1619658000,1619766000,NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,NULL);
CREATE TABLE opt_out (
    address   TEXT PRIMARY KEY, -- +84 and nine digits, or a mail address in lower case
    since_utc INTEGER NOT NULL, -- moment
    how       TEXT NOT NULL     -- how it was learnt
) STRICT;
CREATE TABLE plan_parameter (
    election INTEGER NOT NULL REFERENCES election (id),
    key      TEXT    NOT NULL CHECK (key <> ''), -- such as changeover_min
    value    TEXT    NOT NULL,                    -- as written; its unit is in the key
    PRIMARY KEY (election, key)
) STRICT;
INSERT INTO "plan_parameter" VALUES(1,'name','ba_xa');
INSERT INTO "plan_parameter" VALUES(1,'title','Huyện Ba Xã, ba xã');
INSERT INTO "plan_parameter" VALUES(1,'seed','0');
INSERT INTO "plan_parameter" VALUES(1,'campaign_start','2021-04-28T00:00');
INSERT INTO "plan_parameter" VALUES(1,'campaign_end','2021-05-02T07:00');
INSERT INTO "plan_parameter" VALUES(1,'changeover_min','30');
INSERT INTO "plan_parameter" VALUES(1,'speed_m_per_min','500');
INSERT INTO "plan_parameter" VALUES(1,'candidate_buffer_min','10');
INSERT INTO "plan_parameter" VALUES(1,'candidate_max_per_day','2');
INSERT INTO "plan_parameter" VALUES(1,'w_holiday_m','1000000');
INSERT INTO "plan_parameter" VALUES(1,'w_imbalance_m','20000');
INSERT INTO "plan_parameter" VALUES(1,'w_online_m','100000');
INSERT INTO "plan_parameter" VALUES(1,'w_travel_per_m','1');
CREATE TABLE release (
    id            INTEGER PRIMARY KEY,
    election      INTEGER NOT NULL REFERENCES election (id),
    number        INTEGER NOT NULL CHECK (number > 0), -- 1, 2, 3 in each election
    published_utc INTEGER NOT NULL,                    -- moment
    note          TEXT    NOT NULL,                    -- the staff's words; '' when none
    UNIQUE (election, number)
) STRICT;
INSERT INTO "release" VALUES(1,1,1,1619658000,'đợt một');
CREATE TABLE release_change (
    release INTEGER NOT NULL REFERENCES release (id),
    meeting INTEGER NOT NULL REFERENCES meeting (id),
    kind    TEXT    NOT NULL -- what changed
            CHECK (kind IN ('new', 'moved', 'place', 'mode', 'cancelled', 'restored')),
    before  TEXT    NOT NULL, -- '' when there was nothing
    after   TEXT    NOT NULL, -- '' when nothing is left
    PRIMARY KEY (release, meeting, kind)
) STRICT;
INSERT INTO "release_change" VALUES(1,1,'new','','2021-04-28T07:30/10:00');
INSERT INTO "release_change" VALUES(1,2,'new','','2021-04-28T14:00/16:30');
INSERT INTO "release_change" VALUES(1,3,'new','','2021-04-30T07:30/10:00');
INSERT INTO "release_change" VALUES(1,4,'new','','2021-04-28T07:30/09:30');
INSERT INTO "release_change" VALUES(1,5,'new','','2021-04-29T07:30/09:30');
INSERT INTO "release_change" VALUES(1,6,'new','','2021-04-29T07:30/09:30');
INSERT INTO "release_change" VALUES(1,7,'new','','2021-04-30T14:00/16:00');
INSERT INTO "release_change" VALUES(1,8,'new','','2021-04-29T14:00/15:30');
CREATE TABLE schema_version (
    one     INTEGER PRIMARY KEY CHECK (one = 1), -- the table has one row
    version INTEGER NOT NULL                     -- number of the newest migration applied
) STRICT;
INSERT INTO "schema_version" VALUES(1,1);
CREATE TABLE session_window (
    election     INTEGER NOT NULL REFERENCES election (id),
    name         TEXT    NOT NULL CHECK (name <> ''), -- morning, afternoon, evening; its first letter names it in blocks
    start_minute INTEGER NOT NULL CHECK (start_minute >= 0), -- minute of the day
    end_minute   INTEGER NOT NULL CHECK (end_minute <= 1440),  -- minute of the day
    PRIMARY KEY (election, name),
    CHECK (start_minute < end_minute)
) STRICT;
INSERT INTO "session_window" VALUES(1,'afternoon',840,1020);
INSERT INTO "session_window" VALUES(1,'evening',1140,1260);
INSERT INTO "session_window" VALUES(1,'morning',450,660);
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
INSERT INTO "unit" VALUES(1,1,1,'na','N01','Đơn vị số 1',X'310247034404543A044E4702041501408B05438B040601C610',2,3,150,180,1);
INSERT INTO "unit" VALUES(2,1,1,'district','Q01','Đơn vị số 1 huyện Trên',X'310247034404543A044E470204150438525A33024404504C33024401408B05438B043F8B050A01C6B2DC07',3,2,120,100,0);
INSERT INTO "unit" VALUES(3,1,1,'province','T01','Đơn vị số 1 tỉnh',X'310247034404543A044E4702041504503A443801408B05438B04418B020601C616',3,2,120,120,0);
INSERT INTO "unit" VALUES(4,1,1,'commune','X01','Đơn vị số 1 thị trấn',X'310247034404543A044E470204150450383A04504C2B034401408B05438B04408B05428B040501C61B',3,1,90,80,0);
CREATE TABLE unit_area (
    unit INTEGER NOT NULL REFERENCES unit (id),
    area INTEGER NOT NULL REFERENCES area (id),
    PRIMARY KEY (unit, area)
) STRICT;
INSERT INTO "unit_area" VALUES(1,4);
INSERT INTO "unit_area" VALUES(1,5);
INSERT INTO "unit_area" VALUES(1,6);
INSERT INTO "unit_area" VALUES(2,4);
INSERT INTO "unit_area" VALUES(2,5);
INSERT INTO "unit_area" VALUES(3,6);
INSERT INTO "unit_area" VALUES(4,4);
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
INSERT INTO "venue" VALUES(1,1,4,'V01','Hội trường thị trấn','Số 1, phố Chợ',50,-20,300,1,'https://hop.example.org/v01','Lò Thị Ấm');
INSERT INTO "venue" VALUES(2,1,4,'V02','Nhà văn hóa phố Chợ','',200,100,120,0,'','');
INSERT INTO "venue" VALUES(3,1,5,'V03','Nhà văn hóa thôn "Lúa Mới"','',3100,1000,140,0,'','');
INSERT INTO "venue" VALUES(4,1,6,'V04','Hội trường xã','',9000,-4000,200,0,'','');
CREATE TABLE venue_block (
    venue    INTEGER NOT NULL REFERENCES venue (id),
    day      INTEGER NOT NULL,                        -- day
    sessions TEXT    NOT NULL CHECK (sessions <> ''), -- letters
    PRIMARY KEY (venue, day)
) STRICT;
INSERT INTO "venue_block" VALUES(1,18745,'ME');
INSERT INTO "venue_block" VALUES(4,18746,'A');
CREATE INDEX area_parent ON area (parent);
CREATE INDEX unit_area_area ON unit_area (area);
CREATE INDEX candidacy_candidate ON candidacy (candidate);
CREATE INDEX venue_area ON venue (area);
CREATE INDEX contact_election ON contact (election);
CREATE INDEX contact_phone ON contact (phone);
CREATE INDEX draft_election ON draft (election, created_utc);
CREATE INDEX meeting_unit ON meeting (unit, start_utc);
CREATE INDEX meeting_start ON meeting (election, start_utc);
CREATE INDEX meeting_site_venue ON meeting_site (venue);
CREATE INDEX release_change_meeting ON release_change (meeting);
CREATE INDEX feed_election ON feed (election);
CREATE INDEX feed_candidate ON feed (candidate);
CREATE INDEX notice_state ON notice (state, not_before_utc);
CREATE INDEX notice_election ON notice (election, state);
CREATE INDEX notice_gateway_message ON notice (gateway_message_id);
COMMIT;
