-- The model of a dateline archive: the one statement of it.
--
-- Three layers, from what cannot change to what cannot be lost:
--   source      what was read, from where, by which run; never rewritten by the extractor
--   extraction  what the extractor made of it; may be dropped and made again at any time
--   decisions   what a person said about it; survives every re-extraction
--
-- Everything here opens in stock SQLite 3.40: no custom function, collation or tokenizer.
-- Conventions:
--   * `day` is INTEGER yyyymmdd (20231124). A partial date counts as its first day; NULL is undated.
--   * `published`, `date` and the like are TEXT: YYYY, YYYY-MM or YYYY-MM-DD, as precise as it is known.
--   * `start` and `length` count characters (Unicode code points) of documents.body, so that
--     substr(body, start + 1, length) is the surface in every SQL tool and body[start:start+length] in Python.
--   * Every fact names its document, sentence (ordinal in the document), rule and confidence (0 to 1).
--   * `documents`, `mentions`, `first_day`, `last_day` of an entity are exact after every import, and so are
--     `documents_once` and `mentions_once`, which leave copies out: the query planner and lists rely on them and
--     `dateline check` proves them.

---------------------------------------------------------------------------------------------------- meta

CREATE TABLE meta (
  -- What made this file: created, program, extractor_version, lexicon_hash, near_hash (how it is made).
  key   TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-------------------------------------------------------------------------------------------------- source

CREATE TABLE sources (
  -- Who published: an agency, an outlet, a press service.
  id      INTEGER PRIMARY KEY,
  name    TEXT NOT NULL UNIQUE,
  kind    TEXT CHECK (kind IN ('agency', 'outlet', 'government', 'organization', 'other')),
  domain  TEXT,                                   -- akorda.example, without www.
  country INTEGER REFERENCES countries (id)
) STRICT;

CREATE TABLE imports (
  -- One run of `dateline import`.
  id                INTEGER PRIMARY KEY,
  started           TEXT NOT NULL,                -- UTC, ISO 8601
  finished          TEXT,                         -- NULL while running, or when the run was cut off
  program           TEXT NOT NULL,                -- dateline 0.1.0
  extractor_version INTEGER NOT NULL,
  options           TEXT NOT NULL DEFAULT '{}',   -- JSON: paths and flags
  status            TEXT NOT NULL CHECK (status IN ('running', 'done', 'interrupted', 'failed')),
  new               INTEGER NOT NULL DEFAULT 0,
  revised           INTEGER NOT NULL DEFAULT 0,
  unchanged         INTEGER NOT NULL DEFAULT 0,
  duplicate         INTEGER NOT NULL DEFAULT 0,
  near_duplicate    INTEGER NOT NULL DEFAULT 0,   -- also counted in new
  quarantined       INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE import_items (
  -- What became of each input of a run. Unchanged inputs are only counted in imports.
  import   INTEGER NOT NULL REFERENCES imports (id) ON DELETE CASCADE,
  ordinal  INTEGER NOT NULL,
  locator  TEXT NOT NULL,                         -- path, path#record, or URL
  outcome  TEXT NOT NULL CHECK (outcome IN ('new', 'revised', 'duplicate', 'near_duplicate', 'quarantined')),
  document INTEGER REFERENCES documents (id) ON DELETE SET NULL,
  stage    TEXT CHECK (stage IN ('read', 'decode', 'parse', 'normalise', 'extract', 'store')),
  position INTEGER,                               -- quarantined: byte where reading failed
  reason   TEXT,                                  -- quarantined: what was wrong, in words
  taken    INTEGER REFERENCES imports (id),       -- quarantined: the later import that could read it, or the run that gave it up
  PRIMARY KEY (import, ordinal)
) STRICT, WITHOUT ROWID;

CREATE INDEX import_items_document ON import_items (document);
CREATE INDEX import_items_standing ON import_items (locator) WHERE outcome = 'quarantined' AND taken IS NULL;
CREATE INDEX import_items_taken ON import_items (taken) WHERE taken IS NOT NULL;

CREATE TABLE documents (
  -- One article: its current text. Earlier texts are in document_revisions.
  id              INTEGER PRIMARY KEY,
  title           TEXT NOT NULL,
  title_basis     TEXT NOT NULL,                  -- json-ld, opengraph, front-matter, record, html, first-sentence …
  body            TEXT NOT NULL,                  -- NFC, lines end in \n, no NUL
  lang            TEXT,                           -- ISO 639-1, NULL unknown
  published       TEXT,                           -- YYYY, YYYY-MM or YYYY-MM-DD
  published_basis TEXT,                           -- json-ld, opengraph, dublin-core, parsely, sailthru, microdata, html, front-matter, record, feed, url, dateline, file
  published_time  TEXT,                           -- HH:MM:SS as written
  published_zone  TEXT,                           -- +05:00, Z, or a name
  day             INTEGER,                        -- published as yyyymmdd, a partial date as its first day
  dateline        TEXT,                           -- the dateline as written: "ASTANA, Nov. 24"
  place           INTEGER REFERENCES places (id), -- where it was filed from
  source          INTEGER REFERENCES sources (id),
  credited        TEXT,                           -- the agency or press service that the text credits
  byline          TEXT,
  url             TEXT,
  key             TEXT NOT NULL UNIQUE,           -- stable across archives: hash of the first locator; decisions anchor to it
  content_hash    TEXT NOT NULL,                  -- SHA-256 of title, newline, body: hex
  near_hash       INTEGER,                        -- two bands of 32 bits, of which near texts share some; NULL for short ones
  words           INTEGER NOT NULL,
  extractor       INTEGER NOT NULL DEFAULT 0,     -- version that made this document's facts; 0 = not extracted
  import          INTEGER NOT NULL REFERENCES imports (id),
  copy_of         INTEGER REFERENCES documents (id), -- the earlier document that this one repeats under another publisher's name
  near_hash_more  INTEGER                         -- two more bands
) STRICT;

CREATE INDEX documents_day ON documents (day, id);
CREATE INDEX documents_source ON documents (source, day);
CREATE INDEX documents_place ON documents (place, day);
CREATE INDEX documents_lang ON documents (lang, day);
-- What can be asked of a document by its number without its row, which holds the text; and which are copies.
CREATE INDEX documents_facts ON documents (id, day, source, place, lang);
CREATE INDEX documents_copies ON documents (id, day, source, place, lang, copy_of) WHERE copy_of IS NOT NULL;
CREATE INDEX documents_content_hash ON documents (content_hash);
CREATE INDEX documents_import ON documents (import);
CREATE INDEX documents_copy_of ON documents (copy_of) WHERE copy_of IS NOT NULL;
-- Near duplicates are looked up by bands of the hash, of which one at least is mostly the same (MinHash).
CREATE INDEX documents_near_0 ON documents (near_hash & 4294967295, near_hash) WHERE near_hash IS NOT NULL;
CREATE INDEX documents_near_1 ON documents (near_hash >> 32 & 4294967295, near_hash) WHERE near_hash IS NOT NULL;
CREATE INDEX documents_near_2 ON documents (near_hash_more & 4294967295, near_hash_more) WHERE near_hash_more IS NOT NULL;
CREATE INDEX documents_near_3 ON documents (near_hash_more >> 32 & 4294967295, near_hash_more) WHERE near_hash_more IS NOT NULL;

CREATE TABLE document_locators (
  -- Every path and URL at which the same document was seen.
  locator      TEXT PRIMARY KEY,
  document     INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  kind         TEXT NOT NULL CHECK (kind IN ('path', 'url', 'record')),
  content_hash TEXT NOT NULL,                     -- of what was read there last: decides unchanged or revised
  import       INTEGER NOT NULL REFERENCES imports (id)
) STRICT, WITHOUT ROWID;

CREATE INDEX document_locators_document ON document_locators (document);

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

CREATE TABLE document_revisions (
  -- Texts that a document had before; replaced is when the next one was read.
  document     INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  ordinal      INTEGER NOT NULL,
  title        TEXT NOT NULL,
  body         TEXT NOT NULL,
  published    TEXT,
  content_hash TEXT NOT NULL,
  replaced     TEXT NOT NULL,                     -- UTC, ISO 8601
  PRIMARY KEY (document, ordinal)
) STRICT, WITHOUT ROWID;

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

CREATE INDEX document_links_other ON document_links (other);

---------------------------------------------------------------------------------------------- gazetteer
-- Seeded when the archive is made, whether or not mentioned.

CREATE TABLE countries (
  -- ISO 3166-1 and the user-assigned codes in real use. id is the ISO numeric code.
  id         INTEGER PRIMARY KEY,
  code       TEXT NOT NULL UNIQUE,                -- alpha-2
  iso3       TEXT NOT NULL UNIQUE,                -- alpha-3
  name       TEXT NOT NULL,
  official   TEXT,
  demonym    TEXT,
  capital    TEXT,
  region     TEXT,                                -- UN M49: Asia
  subregion  TEXT,                                -- UN M49: Central Asia
  latitude   REAL,
  longitude  REAL,
  documents  INTEGER NOT NULL DEFAULT 0,
  mentions   INTEGER NOT NULL DEFAULT 0,
  first_day  INTEGER,
  last_day   INTEGER,
  documents_once INTEGER NOT NULL DEFAULT 0,      -- of them, those that are no copies
  mentions_once  INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE regions (
  -- Groups of countries: Central Asia, EU, GCC, SPECA. Expanded only on request.
  id   INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('geographic', 'organization', 'informal'))
) STRICT;

CREATE TABLE region_countries (
  -- Which countries a group has.
  region  INTEGER NOT NULL REFERENCES regions (id) ON DELETE CASCADE,
  country INTEGER NOT NULL REFERENCES countries (id),
  PRIMARY KEY (region, country)
) STRICT, WITHOUT ROWID;

CREATE INDEX region_countries_country ON region_countries (country);

---------------------------------------------------------------------------------------------- extraction

CREATE TABLE sentences (
  -- The unit of evidence.
  document  INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  ordinal   INTEGER NOT NULL,
  paragraph INTEGER NOT NULL,
  start     INTEGER NOT NULL,
  length    INTEGER NOT NULL,
  PRIMARY KEY (document, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE people (
  -- A person, as one row however they are spelt. Two people of one name are one row until told apart.
  id         INTEGER PRIMARY KEY,
  name       TEXT NOT NULL,                       -- form with given and family name that most documents use
  given      TEXT,
  family     TEXT,
  patronymic TEXT,
  country    INTEGER REFERENCES countries (id),
  key        TEXT NOT NULL,                       -- folded identity key; homonyms share it
  documents  INTEGER NOT NULL DEFAULT 0,
  mentions   INTEGER NOT NULL DEFAULT 0,
  first_day  INTEGER,
  last_day   INTEGER,
  documents_once INTEGER NOT NULL DEFAULT 0,      -- of them, those that are no copies
  mentions_once  INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE INDEX people_key ON people (key);
CREATE INDEX people_country ON people (country);
CREATE INDEX people_documents ON people (documents, id);
CREATE INDEX people_documents_once ON people (documents_once, id);

CREATE TABLE former_people (
  -- A number that some saved query may hold, and whose it is now. It is never given out again.
  id     INTEGER PRIMARY KEY,
  person INTEGER REFERENCES people (id) ON DELETE SET NULL
) STRICT;

CREATE INDEX former_people_person ON former_people (person);

CREATE TABLE organizations (
  -- A body: a ministry, a company, a bank, an alliance. A unit of another names it as its parent.
  id        INTEGER PRIMARY KEY,
  name      TEXT NOT NULL,
  acronym   TEXT,
  kind      TEXT CHECK (kind IN ('international', 'government', 'parliament', 'court', 'military', 'party', 'company', 'bank', 'media', 'press_service', 'education', 'ngo', 'other')),
  country   INTEGER REFERENCES countries (id),
  parent    INTEGER REFERENCES organizations (id),
  key       TEXT NOT NULL UNIQUE,                 -- folded name
  documents INTEGER NOT NULL DEFAULT 0,
  mentions  INTEGER NOT NULL DEFAULT 0,
  first_day INTEGER,
  last_day  INTEGER,
  documents_once INTEGER NOT NULL DEFAULT 0,      -- of them, those that are no copies
  mentions_once  INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE INDEX organizations_country ON organizations (country);
CREATE INDEX organizations_parent ON organizations (parent);
CREATE INDEX organizations_documents ON organizations (documents, id);
CREATE INDEX organizations_documents_once ON organizations (documents_once, id);

CREATE TABLE places (
  -- Cities and other places that some document was filed from, or where something happened.
  id        INTEGER PRIMARY KEY,
  name      TEXT NOT NULL,
  country   INTEGER REFERENCES countries (id),
  latitude  REAL,
  longitude REAL,
  key       TEXT NOT NULL UNIQUE                  -- folded name, and the country code when known: baku/AZ
) STRICT;

CREATE INDEX places_country ON places (country);

CREATE TABLE projects (
  -- Concrete undertakings: a pipeline, a corridor, a fibre line, a fund.
  id         INTEGER PRIMARY KEY,
  name       TEXT NOT NULL,
  sector     TEXT NOT NULL CHECK (sector IN ('transport', 'energy', 'telecom_digital', 'water', 'agriculture', 'mining', 'finance', 'health', 'education_culture', 'environment', 'defence_security', 'space', 'trade_industry', 'other')),
  kind       TEXT,                                -- head noun: pipeline, corridor, agreement
  status     TEXT NOT NULL CHECK (status IN ('proposed', 'discussed', 'agreed', 'signed', 'launched', 'under_way', 'completed', 'suspended', 'cancelled', 'mentioned')),  -- of the latest report
  key        TEXT NOT NULL UNIQUE,                -- folded head, route and place
  documents  INTEGER NOT NULL DEFAULT 0,
  mentions   INTEGER NOT NULL DEFAULT 0,
  first_day  INTEGER,
  last_day   INTEGER,
  documents_once INTEGER NOT NULL DEFAULT 0,      -- of them, those that are no copies
  mentions_once  INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE INDEX projects_sector ON projects (sector);
CREATE INDEX projects_status ON projects (status);
CREATE INDEX projects_documents ON projects (documents, id);
CREATE INDEX projects_documents_once ON projects (documents_once, id);

CREATE TABLE events (
  -- A meeting, a visit, a summit, a call: one row however many documents report it.
  id        INTEGER PRIMARY KEY,
  kind      TEXT NOT NULL CHECK (kind IN ('meeting', 'visit', 'state_visit', 'summit', 'call', 'signing', 'statement', 'other')),
  status    TEXT NOT NULL CHECK (status IN ('held', 'planned', 'invited', 'postponed', 'cancelled')),
  name      TEXT NOT NULL,                        -- as named, or made from its kind and participants
  date      TEXT,                                 -- YYYY, YYYY-MM or YYYY-MM-DD, to the precision stated
  day       INTEGER,                              -- date as yyyymmdd
  place     INTEGER REFERENCES places (id),
  country   INTEGER REFERENCES countries (id),    -- where it took place
  parent    INTEGER REFERENCES events (id),       -- the summit at whose margin a meeting was held
  key       TEXT NOT NULL UNIQUE,                 -- kind, date, place and participants, folded
  documents INTEGER NOT NULL DEFAULT 0,
  mentions  INTEGER NOT NULL DEFAULT 0,
  first_day INTEGER,
  last_day  INTEGER,
  documents_once INTEGER NOT NULL DEFAULT 0,      -- of them, those that are no copies
  mentions_once  INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE INDEX events_day ON events (day, id);
CREATE INDEX events_kind ON events (kind, day);
CREATE INDEX events_place ON events (place);
CREATE INDEX events_country ON events (country);
CREATE INDEX events_parent ON events (parent);

CREATE TABLE event_keys (
  -- All keys by which an event is met again: by its name, by who took part, by where it was.
  key   TEXT PRIMARY KEY,
  event INTEGER NOT NULL REFERENCES events (id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE INDEX event_keys_event ON event_keys (event);

CREATE TABLE former_entities (
  -- Numbers of entities that no document names any more. Saved queries may hold them: they are given to the same
  -- one when it is met again, by its key, and to no other.
  kind   TEXT NOT NULL CHECK (kind IN ('person', 'organization', 'project', 'event')),
  entity INTEGER NOT NULL,
  key    TEXT NOT NULL,
  PRIMARY KEY (kind, entity)
) STRICT, WITHOUT ROWID;

CREATE INDEX former_entities_key ON former_entities (kind, key);

CREATE TABLE mentions (
  -- Every place where an entity is named. entity is the id in the table of its kind; NULL is unresolved.
  document   INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  ordinal    INTEGER NOT NULL,
  kind       TEXT NOT NULL CHECK (kind IN ('person', 'country', 'organization', 'place', 'project', 'event')),
  entity     INTEGER,
  sentence   INTEGER NOT NULL,
  start      INTEGER NOT NULL,
  length     INTEGER NOT NULL,
  surface    TEXT NOT NULL,
  sense      TEXT NOT NULL CHECK (sense IN ('literal', 'demonym', 'metonym', 'embedded', 'anaphor')),
  rule       TEXT NOT NULL,
  confidence REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1),
  PRIMARY KEY (document, ordinal)
) STRICT, WITHOUT ROWID;

CREATE INDEX mentions_entity ON mentions (kind, entity, document);

CREATE TABLE roles (
  -- A post that someone was said to hold.
  id                INTEGER PRIMARY KEY,
  person            INTEGER NOT NULL REFERENCES people (id) ON DELETE CASCADE,
  title             TEXT NOT NULL,                -- as written
  post              TEXT NOT NULL,                -- normalised: president, foreign minister
  country           INTEGER REFERENCES countries (id),
  organization      INTEGER REFERENCES organizations (id),
  organization_name TEXT,                         -- as written, when it is no row of organizations
  basis             TEXT NOT NULL CHECK (basis IN ('stated', 'inferred')),
  documents         INTEGER NOT NULL DEFAULT 0,
  first_day         INTEGER,
  last_day          INTEGER,
  -- held; general: a more specific post of the same person says more (secretary beside secretary of state);
  -- doubtful: hardly any of the documents that tell a post of this person tell this one.
  standing          TEXT NOT NULL DEFAULT 'held' CHECK (standing IN ('held', 'general', 'doubtful'))
) STRICT;

CREATE INDEX roles_person ON roles (person, standing, last_day);
CREATE INDEX roles_post ON roles (post);
CREATE INDEX roles_country ON roles (country, post);
CREATE INDEX roles_organization ON roles (organization);

CREATE TABLE role_reports (
  -- The evidence for a role.
  document   INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  ordinal    INTEGER NOT NULL,
  role       INTEGER NOT NULL REFERENCES roles (id) ON DELETE CASCADE,
  sentence   INTEGER NOT NULL,
  start      INTEGER NOT NULL,
  length     INTEGER NOT NULL,
  rule       TEXT NOT NULL,
  confidence REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1),
  PRIMARY KEY (document, ordinal)
) STRICT, WITHOUT ROWID;

CREATE INDEX role_reports_role ON role_reports (role);

CREATE TABLE project_reports (
  -- One report of a project in one document: what was said to have become of it.
  document   INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  ordinal    INTEGER NOT NULL,
  project    INTEGER NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
  day        INTEGER,                             -- of the document
  verb       TEXT,                                -- the governing verb as written
  status     TEXT NOT NULL CHECK (status IN ('proposed', 'discussed', 'agreed', 'signed', 'launched', 'under_way', 'completed', 'suspended', 'cancelled', 'mentioned')),
  modality   TEXT NOT NULL CHECK (modality IN ('asserted', 'planned', 'conditional', 'negated')),
  speaker    INTEGER REFERENCES people (id) ON DELETE SET NULL,
  as_of      TEXT,                                -- date for which it holds, when stated
  amount     REAL,
  currency   TEXT,                                -- ISO 4217
  sentence   INTEGER NOT NULL,
  start      INTEGER NOT NULL,
  length     INTEGER NOT NULL,
  rule       TEXT NOT NULL,
  confidence REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1),
  PRIMARY KEY (document, ordinal)
) STRICT, WITHOUT ROWID;

CREATE INDEX project_reports_project ON project_reports (project, day);
CREATE INDEX project_reports_speaker ON project_reports (speaker);

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

CREATE TABLE project_countries (
  -- The parties: stated in some document, or taken from who met in at least half of those that report the
  -- project (in any, where there are no more than two).
  project INTEGER NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
  country INTEGER NOT NULL REFERENCES countries (id),
  basis   TEXT NOT NULL CHECK (basis IN ('stated', 'event')),  -- named with it, or taken from who met
  PRIMARY KEY (project, country)
) STRICT, WITHOUT ROWID;

CREATE INDEX project_countries_country ON project_countries (country, project);

CREATE TABLE project_organizations (
  -- Bodies that take part in a project.
  project      INTEGER NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
  organization INTEGER NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
  basis        TEXT NOT NULL CHECK (basis IN ('stated', 'event')),
  PRIMARY KEY (project, organization)
) STRICT, WITHOUT ROWID;

CREATE INDEX project_organizations_organization ON project_organizations (organization, project);

CREATE TABLE project_people (
  -- People who take part in a project.
  project INTEGER NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
  person  INTEGER NOT NULL REFERENCES people (id) ON DELETE CASCADE,
  basis   TEXT NOT NULL CHECK (basis IN ('stated', 'event')),
  PRIMARY KEY (project, person)
) STRICT, WITHOUT ROWID;

CREATE INDEX project_people_person ON project_people (person, project);

CREATE TABLE event_reports (
  -- One report of an event in one document.
  document   INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  ordinal    INTEGER NOT NULL,
  event      INTEGER NOT NULL REFERENCES events (id) ON DELETE CASCADE,
  day        INTEGER,                             -- of the document
  status     TEXT NOT NULL CHECK (status IN ('held', 'planned', 'invited', 'postponed', 'cancelled')),
  date       TEXT,                                -- what this report says
  date_text  TEXT,                                -- as written: "next year"
  place_text TEXT,
  sentence   INTEGER NOT NULL,
  start      INTEGER NOT NULL,
  length     INTEGER NOT NULL,
  rule       TEXT NOT NULL,
  confidence REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1),
  PRIMARY KEY (document, ordinal)
) STRICT, WITHOUT ROWID;

CREATE INDEX event_reports_event ON event_reports (event, day);

CREATE TABLE event_people (
  -- Who took part in an event.
  event    INTEGER NOT NULL REFERENCES events (id) ON DELETE CASCADE,
  person   INTEGER NOT NULL REFERENCES people (id) ON DELETE CASCADE,
  capacity TEXT,                                  -- visitor, host, inviter, caller, signatory, participant
  PRIMARY KEY (event, person)
) STRICT, WITHOUT ROWID;

CREATE INDEX event_people_person ON event_people (person, event);

CREATE TABLE event_countries (
  -- Which countries took part in an event.
  event    INTEGER NOT NULL REFERENCES events (id) ON DELETE CASCADE,
  country  INTEGER NOT NULL REFERENCES countries (id),
  capacity TEXT,
  PRIMARY KEY (event, country)
) STRICT, WITHOUT ROWID;

CREATE INDEX event_countries_country ON event_countries (country, event);

CREATE TABLE event_organizations (
  -- Which bodies took part in an event.
  event        INTEGER NOT NULL REFERENCES events (id) ON DELETE CASCADE,
  organization INTEGER NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
  capacity     TEXT,
  PRIMARY KEY (event, organization)
) STRICT, WITHOUT ROWID;

CREATE INDEX event_organizations_organization ON event_organizations (organization, event);

CREATE TABLE quotes (
  -- Who said what. text is what stands between the marks, or the content of reported speech.
  id                   INTEGER PRIMARY KEY,
  document             INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  day                  INTEGER,                   -- of the document
  sentence             INTEGER NOT NULL,
  speaker              INTEGER REFERENCES people (id) ON DELETE SET NULL,
  speaker_organization INTEGER REFERENCES organizations (id) ON DELETE SET NULL,
  speaker_text         TEXT,                      -- as written: "the minister", "a spokesman"
  verb                 TEXT,
  text                 TEXT NOT NULL,
  kind                 TEXT NOT NULL CHECK (kind IN ('direct', 'indirect')),
  addressee            TEXT,
  relayed_by           TEXT,                      -- the agency that passed it on
  start                INTEGER NOT NULL,
  length               INTEGER NOT NULL,
  rule                 TEXT NOT NULL,
  confidence           REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1)
) STRICT;

CREATE INDEX quotes_document ON quotes (document, speaker);
CREATE INDEX quotes_speaker ON quotes (speaker, day, document);
CREATE INDEX quotes_speaker_organization ON quotes (speaker_organization);
CREATE INDEX quotes_day ON quotes (day, id);
-- What can be asked of a quote by its number without its row, which holds the text.
CREATE INDEX quotes_facts ON quotes (id, document, day, speaker, speaker_organization);

-- Which document names what, how often: what queries walk. Keyed both ways, the second key carrying the
-- date, so that "newest with X" is read off in order and "does this one name Y" is one probe.

CREATE TABLE document_people (
  -- People whom a document names.
  document INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  person   INTEGER NOT NULL REFERENCES people (id) ON DELETE CASCADE,
  day      INTEGER,
  mentions INTEGER NOT NULL,
  PRIMARY KEY (document, person)
) STRICT, WITHOUT ROWID;

CREATE INDEX document_people_person ON document_people (person, day, document, mentions);

CREATE TABLE document_countries (
  -- Countries that a document names, and how much it is about them.
  document INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  country  INTEGER NOT NULL REFERENCES countries (id),
  day      INTEGER,
  mentions INTEGER NOT NULL,
  salience REAL NOT NULL CHECK (salience BETWEEN 0 AND 1),  -- 0.5 and more: the document is about it
  PRIMARY KEY (document, country)
) STRICT, WITHOUT ROWID;

CREATE INDEX document_countries_country ON document_countries (country, day, document, mentions);

CREATE TABLE document_organizations (
  -- Bodies that a document names.
  document     INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  organization INTEGER NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
  day          INTEGER,
  mentions     INTEGER NOT NULL,
  PRIMARY KEY (document, organization)
) STRICT, WITHOUT ROWID;

CREATE INDEX document_organizations_organization ON document_organizations (organization, day, document, mentions);

CREATE TABLE document_projects (
  -- Projects that a document reports.
  document INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  project  INTEGER NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
  day      INTEGER,
  mentions INTEGER NOT NULL,
  PRIMARY KEY (document, project)
) STRICT, WITHOUT ROWID;

CREATE INDEX document_projects_project ON document_projects (project, day, document, mentions);

CREATE TABLE document_events (
  -- Events that a document reports.
  document INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  event    INTEGER NOT NULL REFERENCES events (id) ON DELETE CASCADE,
  day      INTEGER,
  mentions INTEGER NOT NULL,
  PRIMARY KEY (document, event)
) STRICT, WITHOUT ROWID;

CREATE INDEX document_events_event ON document_events (event, day, document, mentions);

CREATE TABLE aliases (
  -- How a name typed in a query finds its entity. norm is the folded name; a weak alias is one
  -- that also means something else (an acronym, a common word) and loses to a strong one.
  norm   TEXT NOT NULL,
  kind   TEXT NOT NULL CHECK (kind IN ('person', 'country', 'organization', 'place', 'project', 'event', 'region')),
  entity INTEGER NOT NULL,
  how    TEXT NOT NULL CHECK (how IN ('name', 'official', 'iso2', 'iso3', 'demonym', 'capital', 'government', 'surname', 'acronym', 'transliteration', 'alias', 'user')),
  alias  TEXT NOT NULL,                           -- as written
  weak   INTEGER NOT NULL DEFAULT 0 CHECK (weak IN (0, 1)),
  PRIMARY KEY (norm, kind, entity, how)
) STRICT, WITHOUT ROWID;

CREATE INDEX aliases_entity ON aliases (kind, entity);

----------------------------------------------------------------------------------------------- decisions

CREATE TABLE decisions (
  -- What a person said, append-only. The anchor never names a row id, so that it survives re-extraction.
  id        INTEGER PRIMARY KEY,
  made      TEXT NOT NULL,                        -- UTC, ISO 8601
  action    TEXT NOT NULL CHECK (action IN ('merge', 'different', 'split', 'rename', 'alias', 'reject', 'assign', 'set', 'hide')),
  document  TEXT,                                 -- documents.key
  exact     TEXT,                                 -- the quoted surface
  prefix    TEXT,                                 -- text before it, to find it again
  suffix    TEXT,                                 -- text after it
  arguments TEXT NOT NULL,                        -- JSON: entities by kind and name
  state     TEXT NOT NULL CHECK (state IN ('applied', 'orphaned', 'conflict')),
  undone_at TEXT,
  why       TEXT                                  -- why it is not applied, in words
) STRICT;

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
CREATE INDEX decision_changes_before ON decision_changes (before, relation);

CREATE TABLE hidden_documents (
  -- Documents that a person hid: queries and the view articles pass over them, and their facts are taken out.
  -- The row, with text, places and earlier texts, stays as it is.
  document INTEGER PRIMARY KEY REFERENCES documents (id) ON DELETE CASCADE,
  decision INTEGER NOT NULL REFERENCES decisions (id)
) STRICT;

CREATE INDEX hidden_documents_decision ON hidden_documents (decision);

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

CREATE TABLE saved_queries (
  -- Queries that were kept by name with `let`.
  name          TEXT PRIMARY KEY,
  text          TEXT NOT NULL,                    -- canonical text: let NAME(…) = …, names as stable ids
  language      INTEGER NOT NULL,                 -- version of the query language
  last_document INTEGER NOT NULL DEFAULT 0,       -- largest documents.id at its last run
  made          TEXT NOT NULL                     -- UTC, ISO 8601
) STRICT, WITHOUT ROWID;

----------------------------------------------------------------------------------------------- full text
-- External content, filled by the importer: a trigger per row halves the speed of an import.

CREATE VIRTUAL TABLE documents_fts USING fts5 (
  title, body, content="documents", content_rowid="id", tokenize="unicode61 remove_diacritics 2"
);

CREATE VIRTUAL TABLE quotes_fts USING fts5 (
  text, content="quotes", content_rowid="id", tokenize="unicode61 remove_diacritics 2"
);

--------------------------------------------------------------------------------------------------- views
-- For people who open the file in another tool.

CREATE VIEW articles AS
  -- Documents with their source and place by name, but for those that are hidden. Fast on any archive.
  SELECT d.id, d.published, d.title, s.name AS source, d.byline, p.name AS place, d.lang, d.words, d.url, d.body
  FROM documents d LEFT JOIN sources s ON s.id = d.source LEFT JOIN places p ON p.id = d.place
  WHERE d.id NOT IN (SELECT document FROM hidden_documents);

CREATE VIEW person_roles AS
  -- Who held which post, when first and last seen. Fast on any archive.
  SELECT p.id AS person, p.name, r.title, r.post, c.name AS country,
         coalesce(o.name, r.organization_name) AS organization, r.basis, r.standing, r.documents, r.first_day, r.last_day
  FROM roles r JOIN people p ON p.id = r.person
  LEFT JOIN countries c ON c.id = r.country LEFT JOIN organizations o ON o.id = r.organization;

CREATE VIEW co_mentions AS
  -- Pairs of people named in one document, a row a document. Fast with a WHERE on person or document;
  -- slow on a large archive without one.
  SELECT a.person, p.name, b.person AS other, q.name AS other_name, a.document, a.day
  FROM document_people a JOIN document_people b ON b.document = a.document AND b.person <> a.person
  JOIN people p ON p.id = a.person JOIN people q ON q.id = b.person;

CREATE VIEW project_timeline AS
  -- Each report of each project with its sentence. Fast on any archive.
  SELECT r.project, p.name, p.sector, r.day, r.status, r.modality, r.verb, r.amount, r.currency,
         r.document, d.title, substr(d.body, s.start + 1, s.length) AS evidence
  FROM project_reports r JOIN projects p ON p.id = r.project JOIN documents d ON d.id = r.document
  LEFT JOIN sentences s ON s.document = r.document AND s.ordinal = r.sentence;

CREATE VIEW meetings AS
  -- Meetings, visits, summits and calls with who took part. Fast with a WHERE on event or a LIMIT.
  SELECT e.id AS event, e.date, e.kind, e.status, e.name, p.name AS place,
         (SELECT group_concat(q.name, ', ') FROM event_people x JOIN people q ON q.id = x.person WHERE x.event = e.id) AS people,
         (SELECT group_concat(c.name, ', ') FROM event_countries x JOIN countries c ON c.id = x.country WHERE x.event = e.id) AS countries,
         e.documents
  FROM events e LEFT JOIN places p ON p.id = e.place
  WHERE e.kind IN ('meeting', 'visit', 'state_visit', 'summit', 'call');

CREATE VIEW quotations AS
  -- Quotes with the speaker by name. Fast on any archive.
  SELECT q.id AS quote, q.day, coalesce(p.name, o.name, q.speaker_text) AS speaker, q.verb, q.text, q.kind,
         q.relayed_by, q.document, d.title
  FROM quotes q JOIN documents d ON d.id = q.document
  LEFT JOIN people p ON p.id = q.speaker LEFT JOIN organizations o ON o.id = q.speaker_organization;

CREATE VIEW review AS
  -- Doubtful mentions: unresolved, or below 0.6. Reads all mentions: slow on a large archive without a LIMIT.
  SELECT m.document, d.title, m.kind, m.surface, m.entity, m.sense, m.rule, m.confidence,
         substr(d.body, s.start + 1, s.length) AS evidence
  FROM mentions m JOIN documents d ON d.id = m.document
  LEFT JOIN sentences s ON s.document = m.document AND s.ordinal = m.sentence
  WHERE m.entity IS NULL OR m.confidence < 0.6;

CREATE VIEW quarantine AS
  -- Inputs that could not be taken, and why; no longer those that a later import could read. Fast on any archive.
  SELECT i.import, m.started, i.locator, i.stage, i.position, i.reason
  FROM import_items i JOIN imports m ON m.id = i.import
  WHERE i.outcome = 'quarantined' AND i.taken IS NULL;
