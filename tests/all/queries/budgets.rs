//! What a query costs does not grow with what it does not ask for.
//!
//! A small world is asked alone, and again with very many documents around it that have nothing to do with
//! it: the steps of SQLite's machine must stay within a bound. The crowd is made by SQL alone, so that
//! the whole size of it, 100,000 documents, fits into every run of the tests.

use dateline::query::Options;
use rusqlite::{Connection, StatementStatus, params_from_iter};

use super::plans::EXAMPLES;
use super::world::World;
use super::{ask, prepare, today};

/// Documents of the crowd.
const CROWD: i64 = 100_000;

/// Steps with the crowd, for each step without it, and besides.
const TIMES: i32 = 2;
const MORE: i32 = 20_000;

/// Undated crowds would stand at the end of every list, and dated ones at its head: both are there.
const FILL: &str = "
CREATE TEMP TABLE crowd (id INTEGER PRIMARY KEY, day INTEGER);
INSERT INTO crowd WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :crowd)
  SELECT 1000000 + i, iif(i % 10 = 0, NULL, (2010 + i % 15) * 10000 + (1 + i / 15 % 12) * 100 + 1 + i / 180 % 28) FROM n;
INSERT INTO countries (id, code, iso3, name) VALUES (1001, 'X1', 'X1X', 'Crowdland');
INSERT INTO sources (id, name) VALUES (1001, 'Crowd');
INSERT INTO places (id, name, key) VALUES (1001, 'Crowdtown', 'crowdtown');
INSERT INTO people (id, name, country, key) SELECT id, 'Crowd ' || id, 1001, id FROM crowd WHERE id % 10 = 1;
INSERT INTO organizations (id, name, kind, key) SELECT id, 'Crowd ' || id, 'ngo', id FROM crowd WHERE id % 10 = 1;
INSERT INTO projects (id, name, sector, status, key) SELECT id, 'Crowd ' || id, 'other', 'mentioned', id FROM crowd WHERE id % 10 = 1;
INSERT INTO events (id, kind, status, name, day, date, key) SELECT id, 'statement', 'held', 'Crowd', day, NULL, id FROM crowd WHERE id % 10 = 1;
INSERT INTO documents (id, title, title_basis, body, lang, published, day, source, place, key, content_hash, words, import)
  SELECT id, 'crowd', 'record', 'of many words', 'fr', NULL, day, 1001, 1001, id, '', 3, 1 FROM crowd;
INSERT INTO document_people (document, person, day, mentions) SELECT id, id - id % 10 + 1, day, 1 FROM crowd WHERE id - id % 10 + 1 IN (SELECT id FROM people);
INSERT INTO document_organizations (document, organization, day, mentions) SELECT id, id - id % 10 + 1, day, 1 FROM crowd WHERE id - id % 10 + 1 IN (SELECT id FROM people);
INSERT INTO document_projects (document, project, day, mentions) SELECT id, id - id % 10 + 1, day, 1 FROM crowd WHERE id - id % 10 + 1 IN (SELECT id FROM people);
INSERT INTO document_events (document, event, day, mentions) SELECT id, id - id % 10 + 1, day, 1 FROM crowd WHERE id - id % 10 + 1 IN (SELECT id FROM people);
INSERT INTO document_countries (document, country, day, mentions, salience) SELECT id, 1001, day, 1, 0.5 FROM crowd;
INSERT INTO quotes (id, document, day, sentence, verb, text, kind, start, length, rule, confidence)
  SELECT id, id, day, 0, 'wrote', 'of many words', 'direct', 0, 1, 'test', 1 FROM crowd;
UPDATE people SET documents = 10 + id / 10 % 1000, documents_once = 10 + id / 10 % 1000 WHERE id > 1000000;
UPDATE organizations SET documents = 10 + id / 10 % 1000, documents_once = 10 + id / 10 % 1000 WHERE id > 1000000;
UPDATE projects SET documents = 10 + id / 10 % 1000, documents_once = 10 + id / 10 % 1000 WHERE id > 1000000;
UPDATE events SET documents = 10 + id / 10 % 1000, documents_once = 10 + id / 10 % 1000 WHERE id > 1000000;
UPDATE countries SET documents = :crowd, documents_once = :crowd WHERE id = 1001;
INSERT INTO documents_fts (documents_fts) VALUES ('rebuild');
INSERT INTO quotes_fts (quotes_fts) VALUES ('rebuild');
";

/// One in a hundred of the crowd is a copy, and one in seven of the small world.
const COPIES: &str = "
UPDATE documents SET copy_of = id - 1 WHERE iif(id > 1000000, id % 100 = 8, id % 7 = 0);
UPDATE people SET documents_once = documents_once - n FROM (SELECT person AS id, count(*) AS n FROM document_people JOIN documents d ON d.id = document WHERE d.copy_of IS NOT NULL GROUP BY person) c WHERE c.id = people.id;
UPDATE countries SET documents_once = documents_once - n FROM (SELECT country AS id, count(*) AS n FROM document_countries JOIN documents d ON d.id = document WHERE d.copy_of IS NOT NULL GROUP BY country) c WHERE c.id = countries.id;
UPDATE organizations SET documents_once = documents_once - n FROM (SELECT organization AS id, count(*) AS n FROM document_organizations JOIN documents d ON d.id = document WHERE d.copy_of IS NOT NULL GROUP BY organization) c WHERE c.id = organizations.id;
UPDATE projects SET documents_once = documents_once - n FROM (SELECT project AS id, count(*) AS n FROM document_projects JOIN documents d ON d.id = document WHERE d.copy_of IS NOT NULL GROUP BY project) c WHERE c.id = projects.id;
UPDATE events SET documents_once = documents_once - n FROM (SELECT event AS id, count(*) AS n FROM document_events JOIN documents d ON d.id = document WHERE d.copy_of IS NOT NULL GROUP BY event) c WHERE c.id = events.id;
";

fn crowded(world: &World) -> Connection {
    let archive = world.archive();
    archive.execute_batch(&FILL.replace(":crowd", &CROWD.to_string())).expect("a crowd");
    archive
}

/// Steps of SQLite's machine for all rows of the answer.
fn steps(archive: &Connection, text: &str) -> i32 {
    let prepared = prepare(archive, text, &Options::new(today())).unwrap_or_else(|wrong| panic!("{text}: {wrong:?}"));
    let mut statement = archive.prepare(&prepared.sql().text).expect(text);
    let mut rows = statement.query(params_from_iter(&prepared.sql().params)).expect(text);
    while rows.next().expect(text).is_some() {}
    drop(rows);
    statement.get_status(StatementStatus::VmStep)
}

/// What goes beyond its budget, in words.
fn beyond(alone: &[(&str, i32)], crowded: &Connection) -> Vec<String> {
    let spent = alone.iter().map(|(text, before)| (text, before, steps(crowded, text)));
    let beyond = spent.filter(|(_, before, after)| *after > **before * TIMES + MORE);
    beyond.map(|(text, before, after)| format!("{text}: {before} steps alone, {after} in the crowd")).collect()
}

#[test]
fn a_crowd_costs_nothing() {
    let world = World::generate(1, 400);
    let small = world.archive();
    let alone: Vec<_> = EXAMPLES.iter().map(|text| (*text, steps(&small, text))).collect();
    let crowded = crowded(&world);
    // Alone they are read by date, in the crowd by what is rare: the answer is the same.
    let rows = |archive: &Connection| ask(archive, "gas or @az").0.rows;
    assert_eq!(rows(&small), rows(&crowded));
    assert_eq!(beyond(&alone, &crowded), Vec::<String>::new());
    crowded.execute_batch("ANALYZE").expect("measured");
    assert_eq!(beyond(&alone, &crowded), Vec::<String>::new(), "once SQLite has measured the tables");
    // Copies that are left out cost no more than all else that is not asked for.
    for archive in [&small, &crowded] {
        archive.execute_batch(COPIES).expect("copies");
    }
    let with_copies: Vec<_> = EXAMPLES.iter().map(|text| (*text, steps(&small, text))).collect();
    assert_eq!(beyond(&with_copies, &crowded), Vec::<String>::new(), "with copies");
    // A scan would be seen: without an index that no statement names, the budget is broken.
    crowded.execute_batch("UPDATE documents SET copy_of = NULL; DROP INDEX people_documents").expect("dropped");
    assert_ne!(beyond(&alone, &crowded), Vec::<String>::new());
}
