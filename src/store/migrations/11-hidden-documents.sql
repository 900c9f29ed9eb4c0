-- Documents can be hidden from queries.
CREATE INDEX decision_changes_before ON decision_changes (before, relation);

CREATE TABLE hidden_documents (
  -- Documents that a person hid: queries and the view articles pass over them, and their facts are taken out.
  -- The row, with text, places and earlier texts, stays as it is.
  document INTEGER PRIMARY KEY REFERENCES documents (id) ON DELETE CASCADE,
  decision INTEGER NOT NULL REFERENCES decisions (id)
) STRICT;

CREATE INDEX hidden_documents_decision ON hidden_documents (decision);

DROP VIEW articles;
CREATE VIEW articles AS
  -- Documents with their source and place by name, but for those that are hidden. Fast on any archive.
  SELECT d.id, d.published, d.title, s.name AS source, d.byline, p.name AS place, d.lang, d.words, d.url, d.body
  FROM documents d LEFT JOIN sources s ON s.id = d.source LEFT JOIN places p ON p.id = d.place
  WHERE d.id NOT IN (SELECT document FROM hidden_documents);
