-- Lists count each text once: what copies add is known of each entity and not gathered for each question.
ALTER TABLE people ADD COLUMN documents_once INTEGER NOT NULL DEFAULT 0;
ALTER TABLE people ADD COLUMN mentions_once INTEGER NOT NULL DEFAULT 0;
ALTER TABLE countries ADD COLUMN documents_once INTEGER NOT NULL DEFAULT 0;
ALTER TABLE countries ADD COLUMN mentions_once INTEGER NOT NULL DEFAULT 0;
ALTER TABLE organizations ADD COLUMN documents_once INTEGER NOT NULL DEFAULT 0;
ALTER TABLE organizations ADD COLUMN mentions_once INTEGER NOT NULL DEFAULT 0;
ALTER TABLE projects ADD COLUMN documents_once INTEGER NOT NULL DEFAULT 0;
ALTER TABLE projects ADD COLUMN mentions_once INTEGER NOT NULL DEFAULT 0;
ALTER TABLE events ADD COLUMN documents_once INTEGER NOT NULL DEFAULT 0;
ALTER TABLE events ADD COLUMN mentions_once INTEGER NOT NULL DEFAULT 0;
UPDATE people SET documents_once = documents, mentions_once = mentions;
UPDATE people SET documents_once = documents - c.copies, mentions_once = mentions - c.named
  FROM (SELECT l.person AS id, count(*) AS copies, sum(l.mentions) AS named FROM documents d INDEXED BY documents_copies
        CROSS JOIN document_people l ON l.document = d.id WHERE d.copy_of IS NOT NULL GROUP BY l.person) c WHERE c.id = people.id;
UPDATE countries SET documents_once = documents, mentions_once = mentions;
UPDATE countries SET documents_once = documents - c.copies, mentions_once = mentions - c.named
  FROM (SELECT l.country AS id, count(*) AS copies, sum(l.mentions) AS named FROM documents d INDEXED BY documents_copies
        CROSS JOIN document_countries l ON l.document = d.id WHERE d.copy_of IS NOT NULL GROUP BY l.country) c WHERE c.id = countries.id;
UPDATE organizations SET documents_once = documents, mentions_once = mentions;
UPDATE organizations SET documents_once = documents - c.copies, mentions_once = mentions - c.named
  FROM (SELECT l.organization AS id, count(*) AS copies, sum(l.mentions) AS named FROM documents d INDEXED BY documents_copies
        CROSS JOIN document_organizations l ON l.document = d.id WHERE d.copy_of IS NOT NULL GROUP BY l.organization) c WHERE c.id = organizations.id;
UPDATE projects SET documents_once = documents, mentions_once = mentions;
UPDATE projects SET documents_once = documents - c.copies, mentions_once = mentions - c.named
  FROM (SELECT l.project AS id, count(*) AS copies, sum(l.mentions) AS named FROM documents d INDEXED BY documents_copies
        CROSS JOIN document_projects l ON l.document = d.id WHERE d.copy_of IS NOT NULL GROUP BY l.project) c WHERE c.id = projects.id;
UPDATE events SET documents_once = documents, mentions_once = mentions;
UPDATE events SET documents_once = documents - c.copies, mentions_once = mentions - c.named
  FROM (SELECT l.event AS id, count(*) AS copies, sum(l.mentions) AS named FROM documents d INDEXED BY documents_copies
        CROSS JOIN document_events l ON l.document = d.id WHERE d.copy_of IS NOT NULL GROUP BY l.event) c WHERE c.id = events.id;
CREATE INDEX people_documents_once ON people (documents_once, id);
CREATE INDEX organizations_documents_once ON organizations (documents_once, id);
CREATE INDEX projects_documents_once ON projects (documents_once, id);

-- Of quotes found by their words, what is asked is read without the rows that hold them.
CREATE INDEX quotes_facts ON quotes (id, document, day, speaker, speaker_organization);
