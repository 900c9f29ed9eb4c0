-- What one text says of somebody's post and a hundred others do not is told apart.
ALTER TABLE roles ADD COLUMN standing TEXT NOT NULL DEFAULT 'held' CHECK (standing IN ('held', 'general', 'doubtful'));
DROP INDEX roles_person;
CREATE INDEX roles_person ON roles (person, standing, last_day);
DROP VIEW person_roles;
CREATE VIEW person_roles AS
  -- Who held which post, when first and last seen. Fast on any archive.
  SELECT p.id AS person, p.name, r.title, r.post, c.name AS country,
         coalesce(o.name, r.organization_name) AS organization, r.basis, r.standing, r.documents, r.first_day, r.last_day
  FROM roles r JOIN people p ON p.id = r.person
  LEFT JOIN countries c ON c.id = r.country LEFT JOIN organizations o ON o.id = r.organization;
