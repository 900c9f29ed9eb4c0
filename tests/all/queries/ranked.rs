//! Of a word that very many documents say, those archived last are ranked, and who asks for the best of all gets them.

use dateline::query::answer::{Note, Value};
use rusqlite::Connection;

use super::world::World;
use super::{Options, ask_with, today};

/// Documents that say `murmur`, one more than are ranked; the first of them has it in its title.
const CROWD: &str = "
INSERT INTO documents (id, title, title_basis, body, day, key, content_hash, words, import)
  WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 6001)
  SELECT 1000000 + i, iif(i = 1, 'A murmur', 'News'), 'record', 'There was a murmur of the crowd.', 20200101, 'crowd ' || i, '', 7, 1 FROM n;
INSERT INTO document_people (document, person, day, mentions) SELECT 1000000 + i, 1, 20200101, 1 FROM (SELECT 1 AS i UNION SELECT 2);
UPDATE people SET documents = documents + 2, documents_once = documents_once + 2 WHERE id = 1;
INSERT INTO documents_fts (documents_fts) VALUES ('rebuild');
";

const BEST: i64 = 1_000_001;
const NEWEST: i64 = 1_006_001;

fn archive() -> Connection {
    let archive = World::generate(3, 20).archive();
    archive.execute_batch(CROWD).expect("a crowd");
    archive
}

/// Ids of the answer, and whether it says that not all were ranked.
fn ids(archive: &Connection, text: &str) -> (Vec<i64>, bool) {
    let options = Options { also: &["id"], ..Options::new(today()) };
    let (rows, notes) = ask_with(archive, text, &options).unwrap_or_else(|findings| panic!("{text}: {findings:?}"));
    let at = rows.columns.iter().position(|column| column.name == "id").expect("an id");
    let id = |row: &Vec<Value>| match row[at] {
        Value::Integer(id) => id,
        ref other => panic!("{text}: {other:?} is no id"),
    };
    (rows.rows.iter().map(id).collect(), notes.iter().any(is_of_ranking))
}

fn is_of_ranking(note: &Note) -> bool {
    note.text.starts_with("6000 documents or more fit")
}

#[test]
fn of_very_many_the_newest_are_ranked() {
    let archive = archive();
    let newest: Vec<i64> = (0..3).map(|back| NEWEST - back).collect();
    assert_eq!(ids(&archive, "murmur | top 3"), (newest.clone(), true));
    assert_eq!(ids(&archive, "murmur | top 3 | snippet 4"), (newest, true));
    // Pages go on where the one before ended.
    assert_eq!(ids(&archive, "murmur | limit 2 offset 3").0, [NEWEST - 3, NEWEST - 4]);
    let (fifty, is_said) = ids(&archive, "murmur");
    assert_eq!((fifty.len(), fifty[0], is_said), (50, NEWEST, true));
}

#[test]
fn the_best_of_all_can_be_had() {
    let archive = archive();
    let (best, is_said) = ids(&archive, "murmur | sort -rank | top 3");
    assert_eq!((best[0], is_said), (BEST, false));
    let all = Options { limit: Some(0), also: &["id"], ..Options::new(today()) };
    let (rows, _) = ask_with(&archive, "murmur", &all).expect("an answer");
    assert_eq!(rows.rows.len(), 6_001);
    // What few documents mention is looked for in all of them, and what fits no more is ranked whole.
    assert_eq!(ids(&archive, "murmur @person/1 | top 3"), (vec![BEST, BEST + 1], false));
    assert_eq!(ids(&archive, "murmur crowd -news | top 3"), (vec![BEST], false));
}

#[test]
fn what_is_made_of_the_found_is_made_of_all() {
    let archive = archive();
    let counted = |text: &str| ask_with(&archive, text, &Options::new(today())).expect("an answer").0.rows;
    assert_eq!(counted("murmur | count"), [[Value::Integer(6_001)]]);
    assert_eq!(counted("murmur | limit 6001 | count"), [[Value::Integer(6_001)]]);
    assert_eq!(counted("murmur | by year"), [[Value::Text("2020".into()), Value::Integer(6_001)]]);
    let people = counted("people murmur | select docs");
    assert_eq!(people, [[Value::Integer(2)]]);
}
