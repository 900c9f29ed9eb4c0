-- What was set aside and could be read later is no longer shown in quarantine.
ALTER TABLE import_items ADD COLUMN taken INTEGER REFERENCES imports (id);
CREATE INDEX import_items_standing ON import_items (locator) WHERE outcome = 'quarantined' AND taken IS NULL;
CREATE INDEX import_items_taken ON import_items (taken) WHERE taken IS NOT NULL;
DROP VIEW quarantine;
CREATE VIEW quarantine AS
  -- Inputs that could not be taken, and why; no longer those that a later import could read. Fast on any archive.
  SELECT i.import, m.started, i.locator, i.stage, i.position, i.reason
  FROM import_items i JOIN imports m ON m.id = i.import
  WHERE i.outcome = 'quarantined' AND i.taken IS NULL;

-- A publisher's new version of an article that stands at another address.
ALTER TABLE document_links RENAME TO document_links_8;
DROP INDEX document_links_other;
CREATE TABLE document_links (
  -- Documents that repeat one another: linked, never deleted. `other` is the earlier one.
  document   INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  other      INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  -- exact: the same words; revision: changed, under the same title of the same publisher; wire_copy: the same or
  -- nearly, from another publisher; near: any other that says nearly the same.
  kind       TEXT NOT NULL CHECK (kind IN ('exact', 'near', 'wire_copy', 'revision')),
  similarity REAL NOT NULL CHECK (similarity BETWEEN 0 AND 1),
  PRIMARY KEY (document, other),
  CHECK (document <> other)
) STRICT, WITHOUT ROWID;
INSERT INTO document_links SELECT * FROM document_links_8;
DROP TABLE document_links_8;
CREATE INDEX document_links_other ON document_links (other);

-- Near duplicates are looked up by quarters of the hash, of which one at least is mostly the same.
DROP INDEX documents_near_hash;
CREATE INDEX documents_near_0 ON documents (near_hash & 65535, near_hash) WHERE near_hash IS NOT NULL;
CREATE INDEX documents_near_1 ON documents (near_hash >> 16 & 65535, near_hash) WHERE near_hash IS NOT NULL;
CREATE INDEX documents_near_2 ON documents (near_hash >> 32 & 65535, near_hash) WHERE near_hash IS NOT NULL;
CREATE INDEX documents_near_3 ON documents (near_hash >> 48 & 65535, near_hash) WHERE near_hash IS NOT NULL;
