-- Which document takes whom for a party to a project: evidence, of which project_countries is the outcome.
CREATE TABLE project_parties (
  -- The evidence for project_countries: which countries a document takes for parties to a project.
  document INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  project  INTEGER NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
  country  INTEGER NOT NULL REFERENCES countries (id),
  basis    TEXT NOT NULL CHECK (basis IN ('stated', 'event')),
  PRIMARY KEY (document, project, country)
) STRICT, WITHOUT ROWID;

CREATE INDEX project_parties_project ON project_parties (project, country, basis);
CREATE INDEX project_parties_country ON project_parties (country);
INSERT INTO project_parties (document, project, country, basis)
  SELECT d.document, d.project, c.country, c.basis FROM document_projects d JOIN project_countries c ON c.project = d.project;
