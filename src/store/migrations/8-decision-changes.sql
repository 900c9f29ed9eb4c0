-- Decisions are applied to the rows, and can be undone.
ALTER TABLE decisions ADD COLUMN why TEXT;
CREATE TABLE decision_changes (
  -- What a decision changed in the rows, a row a fact, so that it can be undone. What hangs on a document
  -- goes with its facts, and is written anew when the decision is applied to the new ones.
  decision INTEGER NOT NULL REFERENCES decisions (id) ON DELETE CASCADE,
  relation TEXT NOT NULL,                         -- mentions.entity; -event_people: a row taken out, +: one put in
  document INTEGER REFERENCES documents (id) ON DELETE CASCADE,
  number   INTEGER NOT NULL,                      -- of the row: its ordinal in the document, its id, or the other entity
  before   ANY,
  after    ANY,
  extra    ANY
) STRICT;

CREATE INDEX decision_changes_decision ON decision_changes (decision, relation);
CREATE INDEX decision_changes_document ON decision_changes (document);

CREATE TABLE merged_entities (
  -- Entities that a person said are others. Their rows stay, without documents: number, names and keys lead on
  -- to the one that was kept, and what is imported later goes the same way.
  kind     TEXT NOT NULL CHECK (kind IN ('person', 'organization', 'project', 'event')),
  entity   INTEGER NOT NULL,
  kept     INTEGER NOT NULL,
  decision INTEGER NOT NULL REFERENCES decisions (id),
  PRIMARY KEY (kind, entity)
) STRICT, WITHOUT ROWID;

CREATE INDEX merged_entities_kept ON merged_entities (kind, kept);
CREATE INDEX merged_entities_decision ON merged_entities (decision);
