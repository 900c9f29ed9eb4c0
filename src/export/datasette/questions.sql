-- country_people: Who appears in the news of a country
-- A name, ISO code or demonym; left empty, the country that most articles mention.
WITH chosen AS MATERIALIZED (
  SELECT coalesce(
    (SELECT entity FROM aliases WHERE kind = 'country' AND norm = lower(trim(:country)) ORDER BY weak LIMIT 1),
    (SELECT id FROM countries WHERE trim(:country) = '' ORDER BY documents DESC, id LIMIT 1)) AS country
), found AS (
  SELECT x.person, count(*) AS articles, sum(x.mentions) AS mentions, min(x.day) AS first_day, max(x.day) AS last_day
  FROM chosen JOIN document_countries c ON c.country = chosen.country JOIN document_people x ON x.document = c.document
  GROUP BY x.person ORDER BY articles DESC, mentions DESC, x.person LIMIT 100
)
SELECT f.person, p.name,
       (SELECT post FROM roles r WHERE r.person = p.id AND r.standing = 'held'
        ORDER BY r.last_day DESC, r.documents DESC LIMIT 1) AS latest_post,
       f.articles, f.mentions, f.first_day, f.last_day
FROM found f JOIN people p ON p.id = f.person ORDER BY f.articles DESC, f.mentions DESC, f.person;

-- two_countries: Articles that mention two countries
-- Names, ISO codes or demonyms; left empty, the two that most articles mention.
WITH chosen AS MATERIALIZED (
  SELECT coalesce(
    (SELECT entity FROM aliases WHERE kind = 'country' AND norm = lower(trim(:country)) ORDER BY weak LIMIT 1),
    (SELECT id FROM countries WHERE trim(:country) = '' ORDER BY documents DESC, id LIMIT 1)) AS country
), both AS MATERIALIZED (
  SELECT country, coalesce(
    (SELECT entity FROM aliases WHERE kind = 'country' AND norm = lower(trim(:other)) ORDER BY weak LIMIT 1),
    (SELECT id FROM countries WHERE trim(:other) = '' AND id <> country ORDER BY documents DESC, id LIMIT 1)) AS other
  FROM chosen
), found AS (
  SELECT a.document, a.day, a.mentions + b.mentions AS mentions
  FROM both JOIN document_countries a ON a.country = both.country
  JOIN document_countries b ON b.document = a.document AND b.country = both.other
  ORDER BY a.day DESC, a.document DESC LIMIT 100
)
SELECT d.id AS document, d.published, d.title, s.name AS source, f.mentions
FROM found f JOIN documents d ON d.id = f.document LEFT JOIN sources s ON s.id = d.source
ORDER BY f.day DESC, f.document DESC;

-- search: Articles that hold words, with the passage
-- Words in this order, the last of which may be a beginning; left empty, the newest articles.
SELECT d.id AS document, d.published, d.title, snippet(documents_fts, 1, '«', '»', ' … ', 24) AS passage
FROM documents_fts JOIN documents d ON d.id = documents_fts.rowid
WHERE :words <> '' AND documents_fts MATCH '"' || replace(trim(:words), '"', ' ') || '" *'
  AND d.id NOT IN (SELECT document FROM hidden_documents)
UNION ALL
SELECT * FROM (SELECT id, published, title, substr(body, 1, 160) || ' …' FROM documents
               WHERE :words = '' AND id NOT IN (SELECT document FROM hidden_documents)
               ORDER BY day DESC, id DESC LIMIT 20)
LIMIT 100;

-- person_posts: Which posts someone held
-- A name or a family name; left empty, whoever most articles name.
WITH chosen AS MATERIALIZED (
  SELECT entity AS person FROM aliases WHERE kind = 'person' AND norm = lower(trim(:person))
  UNION
  SELECT * FROM (SELECT id FROM people WHERE trim(:person) = '' ORDER BY documents DESC, id LIMIT 1)
)
SELECT r.person, r.name, r.post, r.title, r.country, r.organization, r.standing, r.documents AS articles, r.first_day, r.last_day
FROM chosen JOIN person_roles r ON r.person = chosen.person ORDER BY r.person, r.last_day DESC, r.documents DESC LIMIT 100;

-- who_holds: Who held a post
-- A part of it: foreign minister; left empty, president. A country by its name, or empty for all.
SELECT person, name, title, post, country, organization, documents AS articles, first_day, last_day
FROM person_roles
WHERE instr(post, coalesce(nullif(lower(trim(:post)), ''), 'president')) > 0 AND standing <> 'doubtful'
  AND (trim(:country) = '' OR lower(country) = lower(trim(:country)))
ORDER BY documents DESC, last_day DESC LIMIT 100;

-- said: What someone said
-- A name or a family name; left empty, whoever is quoted most.
WITH chosen AS MATERIALIZED (
  SELECT entity AS person FROM aliases WHERE kind = 'person' AND norm = lower(trim(:speaker))
  UNION
  SELECT * FROM (SELECT speaker FROM quotes WHERE trim(:speaker) = '' AND speaker IS NOT NULL
                 GROUP BY speaker ORDER BY count(*) DESC, speaker LIMIT 1)
)
SELECT q.day, p.name AS speaker, q.text, q.verb, q.kind, q.document, d.title
FROM chosen JOIN quotes q ON q.speaker = chosen.person JOIN people p ON p.id = q.speaker
JOIN documents d ON d.id = q.document ORDER BY q.day DESC, q.id LIMIT 100;

-- projects_by_status: What has come of plans
-- A sector (transport, energy, water …) and a status (signed, completed …); left empty, any.
SELECT p.id AS project, p.name, p.sector, p.status, p.documents AS articles, p.first_day, p.last_day,
       (SELECT group_concat(c.name, ', ') FROM project_countries x JOIN countries c ON c.id = x.country
        WHERE x.project = p.id) AS countries
FROM projects p
WHERE (trim(:sector) = '' OR p.sector = lower(trim(:sector))) AND (trim(:status) = '' OR p.status = lower(trim(:status)))
  AND p.documents > 0
ORDER BY p.documents DESC, p.last_day DESC LIMIT 100;

-- project_history: How a project went, report by report
-- A part of its name; left empty, the project that most articles report.
SELECT t.day, t.name, t.status, t.modality, t.verb, t.amount, t.currency, t.evidence, t.document, t.title
FROM project_timeline t
WHERE t.project IN (
  SELECT * FROM (SELECT id FROM projects WHERE trim(:project) <> '' AND instr(lower(name), lower(trim(:project))) > 0
                 ORDER BY documents DESC LIMIT 20)
  UNION ALL
  SELECT * FROM (SELECT id FROM projects WHERE trim(:project) = '' ORDER BY documents DESC, id LIMIT 1))
ORDER BY t.project, t.day, t.document LIMIT 200;

-- who_met: Who met whom
-- A kind (visit, summit, meeting, call) and a country that took part, by name; left empty, any.
SELECT event, date, kind, status, name, place, people, countries, documents AS articles
FROM meetings
WHERE (trim(:kind) = '' OR kind = lower(trim(:kind)))
  AND (trim(:country) = '' OR event IN (
    SELECT x.event FROM event_countries x JOIN aliases a ON a.entity = x.country
    WHERE a.kind = 'country' AND a.norm = lower(trim(:country))))
ORDER BY date DESC NULLS LAST LIMIT 100;

-- by_month: When a country was in the news
-- A name, ISO code or demonym; left empty, the country that most articles mention.
WITH chosen AS MATERIALIZED (
  SELECT coalesce(
    (SELECT entity FROM aliases WHERE kind = 'country' AND norm = lower(trim(:country)) ORDER BY weak LIMIT 1),
    (SELECT id FROM countries WHERE trim(:country) = '' ORDER BY documents DESC, id LIMIT 1)) AS country
)
SELECT printf('%04d-%02d', c.day / 10000, c.day / 100 % 100) AS month, count(*) AS articles, sum(c.mentions) AS mentions
FROM chosen JOIN document_countries c ON c.country = chosen.country
WHERE c.day IS NOT NULL GROUP BY c.day / 100 ORDER BY c.day / 100 DESC LIMIT 240;

-- organizations_with_words: Which bodies come up with a word
-- Words in this order, the last of which may be a beginning; left empty, in all articles.
WITH found AS (
  SELECT rowid AS document FROM documents_fts
  WHERE :words <> '' AND documents_fts MATCH '"' || replace(trim(:words), '"', ' ') || '" *'
)
SELECT o.id AS organization, o.name, o.acronym, o.kind, count(*) AS articles
FROM found JOIN document_organizations x ON x.document = found.document JOIN organizations o ON o.id = x.organization
GROUP BY o.id
UNION ALL
SELECT id, name, acronym, kind, documents FROM organizations WHERE :words = '' AND documents > 0
ORDER BY articles DESC LIMIT 100;
