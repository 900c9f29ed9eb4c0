-- Numbers of dropped entities are not given to others.
CREATE TABLE former_entities (
  -- Numbers of entities that no document names any more. Saved queries may hold them: they are given to the same
  -- one when it is met again, by its key, and to no other.
  kind   TEXT NOT NULL CHECK (kind IN ('person', 'organization', 'project', 'event')),
  entity INTEGER NOT NULL,
  key    TEXT NOT NULL,
  PRIMARY KEY (kind, entity)
) STRICT, WITHOUT ROWID;

CREATE INDEX former_entities_key ON former_entities (kind, key);
