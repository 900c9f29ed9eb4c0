//! Articles that several publishers print: counted once, unless all are asked for.

use dateline::query::answer::{NoteKind, Value};
use dateline::query::{self, Options};
use rusqlite::Connection;

use super::world::{COUNTS, World};
use super::{ask, prepare, today};

/// Of the documents 1 to 40 these repeat an earlier one.
fn archive() -> Connection {
    let archive = World::generate(1, 40).archive();
    archive.execute_batch("UPDATE documents SET copy_of = id - 10 WHERE id IN (11, 12, 25)").expect("copies");
    archive.execute_batch(COUNTS).expect("counts");
    archive
}

fn count(archive: &Connection, text: &str) -> i64 {
    match ask(archive, &format!("{text} | count")).0.rows[0][0] {
        Value::Integer(count) => count,
        ref other => panic!("{other:?}"),
    }
}

fn left(archive: &Connection, text: &str) -> Option<String> {
    left_of(archive, text).filter(|said| said.contains("copies"))
}

/// Also of one.
fn left_of(archive: &Connection, text: &str) -> Option<String> {
    let notes = ask(archive, text).1;
    notes
        .into_iter()
        .find(|note| note.kind == NoteKind::Left && note.text.contains("duplicates:all"))
        .map(|note| note.text)
}

#[test]
fn copies_are_left_out_and_told() {
    let archive = archive();
    assert_eq!((count(&archive, "docs"), count(&archive, "docs duplicates:all")), (37, 40));
    let said = "left out 3 copies: duplicates:all counts each printing";
    assert_eq!(left(&archive, "docs").as_deref(), Some(said));
    assert_eq!(left(&archive, "people since:2000").as_deref().map(|said| &said[..8]), Some("left out"));
    assert_eq!(left(&archive, "people"), None, "all of them are there");
    assert_eq!(left(&archive, "docs duplicates:all"), None);
    assert_eq!(left(&World::generate(1, 40).archive(), "docs"), None, "there are none");
    // What is ranked is counted by the walk that ranks it.
    for (text, stages) in
        [("gas", ""), ("(gas or oil)", ""), ("gas since:2022", ""), ("quotes gas", ""), ("gas", " | top 3 | snippet 8")]
    {
        let copies = count(&archive, &format!("{text} duplicates:all")) - count(&archive, text);
        let said = left_of(&archive, &format!("{text}{stages}"));
        let number = said.map_or(0, |said| said.split(' ').nth(2).and_then(|n| n.parse().ok()).unwrap_or(-1));
        assert_eq!(number, copies, "{text}{stages}");
    }
    let quotes = |text: &str| ask(&archive, text).0.rows.len();
    let of_copies: i64 = archive
        .query_row("SELECT count(*) FROM quotes WHERE document IN (11, 12, 25)", [], |row| row.get(0))
        .expect("quotes");
    assert_eq!(quotes("quotes") as i64 + of_copies, quotes("quotes duplicates:all") as i64);
}

/// What a paper printed is found under its name, whoever had it first.
#[test]
fn who_asks_for_publishers_gets_all_that_they_printed() {
    let archive = archive();
    let stored = |sql: &str| -> i64 { archive.query_row(sql, [], |row| row.get(0)).expect("a count") };
    let printed = stored("SELECT count(*) FROM documents WHERE source = 1");
    archive.execute("UPDATE documents SET source = 1 WHERE id = 11", []).expect("a copy of the first source");
    let printed = printed.max(stored("SELECT count(*) FROM documents WHERE source = 1"));
    assert_eq!(count(&archive, "source:\"caspian wire\""), printed);
    assert_eq!(left(&archive, "source:\"caspian wire\""), None);
    let by = stored("SELECT count(*) FROM documents WHERE byline = 'Madina Orazbek'");
    assert_eq!(count(&archive, "author:orazbek"), by);
    let others = stored("SELECT count(*) FROM documents WHERE source IS NOT 1 AND copy_of IS NULL");
    assert_eq!(count(&archive, "-source:\"caspian wire\""), others, "who is not asked for is not");
}

#[test]
fn duplicates_stand_beside_all_else() {
    let archive = archive();
    for text in ["@kz or duplicates:all", "not duplicates:all", "gas (@kz or (@az duplicates:all))"] {
        let findings = prepare(&archive, text, &Options::new(today())).expect_err(text);
        assert_eq!(findings[0].code, "E205", "{text}");
    }
    let findings = prepare(&archive, "@kz duplicates:none", &Options::new(today())).expect_err("there is only all");
    assert_eq!(findings[0].code, "E203");
    // What holds for a query holds for those inside it.
    assert_eq!(
        ask(&archive, "people in (docs since:2022 | limit 100) duplicates:all | select id, docs | sort id").0.rows,
        ask(
            &archive,
            "people in (docs since:2022 duplicates:all | limit 100) duplicates:all | select id, docs | sort id"
        )
        .0
        .rows,
    );
}

#[test]
fn explaining_and_why_say_so() {
    let archive = archive();
    let options = Options::new(today());
    let prepared = prepare(&archive, "people with @kz", &options).expect("a query");
    let text = query::explain(&archive, &prepared, &options).expect("explained");
    assert!(text.contains("people in documents that mention Kazakhstan, copies counted once"), "{text}");
    let hits = query::why(&archive, &prepared);
    assert_eq!(hits.iter().map(|hit| hit.condition.as_str()).collect::<Vec<_>>(), ["@Kazakhstan"]);
}
