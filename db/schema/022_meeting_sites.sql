-- Meetings of several sites, and meetings that two units hold together.

-- A further site of the meetings that a unit holds at a venue.
CREATE TABLE connected_site (
    venue     INTEGER NOT NULL REFERENCES venue (id), -- the main site
    unit_code TEXT    NOT NULL,                       -- of the unit; '' each one that has no row of its own for this venue
    unit      INTEGER REFERENCES unit (id),           -- NULL for ''
    site      INTEGER NOT NULL REFERENCES venue (id),
    mode      TEXT    NOT NULL CHECK (mode IN ('direct', 'online')), -- of the site
    capacity  INTEGER NOT NULL CHECK (capacity >= 0), -- persons; 0: as many as the venue seats
    PRIMARY KEY (venue, unit_code, site),
    CHECK (site <> venue)
) STRICT;
CREATE INDEX connected_site_unit ON connected_site (unit);
CREATE INDEX connected_site_site ON connected_site (site);

-- Meetings of two units together are planned and published as those of a unit that is made of them: it stands in `unit`, with
-- the candidates of both in `candidacy`, and here. It is no electoral unit, and none of its meetings is counted for itself.
CREATE TABLE joint_unit (
    unit         INTEGER PRIMARY KEY REFERENCES unit (id),
    first_unit   INTEGER NOT NULL REFERENCES unit (id),
    second_unit  INTEGER NOT NULL REFERENCES unit (id),
    area         INTEGER NOT NULL REFERENCES area (id),      -- the commune in which they meet
    duration_min INTEGER NOT NULL CHECK (duration_min >= 0), -- minutes, as staff gave it; 0: the longer of the two
    attendance   INTEGER NOT NULL CHECK (attendance >= 0),   -- voters, as staff gave it; 0: the larger of the two
    name         TEXT    NOT NULL,                           -- as staff gave it; '': those of the two units
    document     TEXT    NOT NULL,                           -- which paper allows it
    CHECK (first_unit <> second_unit)
) STRICT;
CREATE INDEX joint_unit_first ON joint_unit (first_unit);
CREATE INDEX joint_unit_second ON joint_unit (second_unit);
CREATE INDEX joint_unit_area ON joint_unit (area);
