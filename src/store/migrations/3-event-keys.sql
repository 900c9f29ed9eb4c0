-- One event may be known by several keys: by its name, by who took part, by where it was.
CREATE TABLE event_keys (
  key   TEXT PRIMARY KEY,
  event INTEGER NOT NULL REFERENCES events (id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX event_keys_event ON event_keys (event);
INSERT INTO event_keys (key, event) SELECT key, id FROM events;
