-- Days of the log are found without reading all of it.
CREATE INDEX audit_at ON audit (at_utc);
