-- That a week has passed since polling day, so that what was cancelled has left the calendars.
CREATE TABLE feed_sunset (
    election    INTEGER PRIMARY KEY REFERENCES election (id),
    polling_day INTEGER NOT NULL, -- day; when it is set anew, the cancelled come back
    passed_utc  INTEGER NOT NULL  -- moment on the feed clock
) STRICT;
