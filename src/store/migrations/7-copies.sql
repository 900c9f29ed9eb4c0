-- A copy of another publisher's article names it, so that queries may count the two once.
ALTER TABLE documents ADD COLUMN copy_of INTEGER REFERENCES documents (id);
CREATE INDEX documents_copy_of ON documents (copy_of) WHERE copy_of IS NOT NULL;
UPDATE documents SET copy_of = (SELECT min(other) FROM document_links l WHERE l.document = documents.id AND l.kind = 'wire_copy')
  WHERE id IN (SELECT document FROM document_links WHERE kind = 'wire_copy');

-- Metadata may say in what encoding a text came, and what was wrong with it.
ALTER TABLE document_metadata RENAME TO document_metadata_6;
CREATE TABLE document_metadata (
  -- All candidates for a document's date, title, author, site and the like, chosen or not. An encoding is
  -- noted where it was not UTF-8, a flaw where the text was broken when it came: mojibake, undecodable bytes.
  document INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  ordinal  INTEGER NOT NULL,
  field    TEXT NOT NULL CHECK (field IN ('title', 'date', 'author', 'site', 'url', 'lang', 'description', 'encoding', 'flaw')),
  value    TEXT NOT NULL,
  basis    TEXT NOT NULL,
  chosen   INTEGER NOT NULL CHECK (chosen IN (0, 1)),
  PRIMARY KEY (document, ordinal)
) STRICT, WITHOUT ROWID;
INSERT INTO document_metadata SELECT * FROM document_metadata_6;
DROP TABLE document_metadata_6;
