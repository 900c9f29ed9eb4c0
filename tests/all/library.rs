//! An archive in a program of one's own, through [`dateline::Archive`].

use chrono::NaiveDate;
use dateline::Archive;
use dateline::archive::Error;
use dateline::query::answer::Value;
use dateline::render::{Colour, Format, sink};
use expect_test::expect;

const VISIT: &str = "BAKU, May 2, 2024 (Silk Wire) — President Daniyar Sarsenov of Kazakhstan met Azerbaijani Energy Minister \
    Rovshan Talibzade on Thursday.";

/// An archive in a folder that goes with it.
fn fresh() -> (tempfile::TempDir, Archive) {
    let folder = tempfile::tempdir().expect("a folder");
    let archive = Archive::create_or_open(folder.path().join("news.db")).expect("an archive");
    (folder, archive)
}

fn count(archive: &Archive, query: &str) -> i64 {
    match archive.ask(&format!("{query} | count")).expect("an answer").rows[..] {
        [ref row] => match row[..] {
            [Value::Integer(count)] => count,
            _ => panic!("{row:?}"),
        },
        ref rows => panic!("{rows:?}"),
    }
}

#[test]
fn a_text_is_imported_as_a_file_of_that_name_would_be() {
    let (_folder, mut archive) = fresh();
    let done = archive.add("visit.txt", VISIT).expect("an import");
    assert_eq!((done.counts.new, done.run), (1, Some(1)));
    assert_eq!(archive.add("visit.txt", VISIT).expect("an import").counts.unchanged, 1);
    let longer = format!("{VISIT} They spoke of the port of Alat.");
    assert_eq!(archive.add("visit.txt", &longer).expect("an import").counts.revised, 1);
    let lines = "{\"title\": \"One\", \"text\": \"Nothing happened in Aktau.\"}\n{\"title\": \"Two\", \"text\": \"Nor in Alat.\"}\n{\n";
    let done = archive.add("wire.jsonl", lines).expect("an import");
    assert_eq!((done.counts.new, done.counts.quarantined), (2, 1));
    assert_eq!(done.refused[0].locator, "wire.jsonl#3");
    assert_eq!(count(&archive, "documents"), 3);
    assert_eq!(archive.add("empty.txt", "").expect("an import").refused[0].stage, "normalise");
}

#[test]
fn files_are_imported_once() {
    let (folder, mut archive) = fresh();
    let file = folder.path().join("visit.txt");
    std::fs::write(&file, VISIT).expect("a file");
    assert_eq!(archive.import(&[&file]).expect("an import").counts.new, 1);
    assert_eq!(archive.import(&[&file]).expect("an import").counts.unchanged, 1);
    let missing = archive.import(&[folder.path().join("nowhere")]).expect_err("there is nothing");
    assert!(matches!(missing, Error::Import(_)), "{missing}");
}

#[test]
fn an_answer_is_rows_and_a_table() {
    let (_folder, mut archive) = fresh();
    archive.add("visit.txt", VISIT).expect("an import");
    let answer = archive.ask("people with @azerbaijan | sort name | select name, role, docs").expect("an answer");
    let text = |text: &str| Value::Text(text.to_owned());
    assert_eq!(answer.rows[0], [text("Daniyar Sarsenov"), text("president"), Value::Integer(1)]);
    assert_eq!(answer.notes[0].text, "@azerbaijan = country/AZ (name)");
    expect![[r#"
        name               role             docs
        ─────────────────  ───────────────  ────
        Daniyar Sarsenov   president           1
        Rovshan Talibzade  energy minister     1
    "#]]
    .assert_eq(&answer.to_string());
    let mut csv = Vec::new();
    let mut out = sink(Format::Csv, None, Colour::Off, Box::new(&mut csv));
    archive.ask_into("countries with @kazakhstan | select code", &mut *out).expect("an answer");
    drop(out);
    assert_eq!(String::from_utf8(csv).expect("UTF-8"), "code\nAZ\n");
}

#[test]
fn what_is_wrong_is_told_with_its_remedy() {
    let (folder, archive) = fresh();
    let error = archive.ask("people sinse:2024").expect_err("there is no such field");
    expect![[r#"
        error[E201]: unknown field `sinse`; did you mean since:?
          people sinse:2024
                 ^^^^^
          help: people since:2024"#]]
    .assert_eq(&error.to_string());
    assert!(matches!(error, Error::Query { .. }));
    assert!(archive.ask("people; countries").is_err(), "one query at a time");
    assert!(archive.connection().execute("DELETE FROM documents", []).is_err(), "asking changes nothing");
    let missing = Archive::open(folder.path().join("other.db")).err().expect("there is none");
    assert!(matches!(missing, Error::Open(_)), "{missing}");
    assert!(!folder.path().join("other.db").exists());
}

#[test]
fn spans_of_time_count_from_the_day_that_is_given() {
    let (_folder, mut archive) = fresh();
    archive.add("visit.txt", VISIT).expect("an import");
    let on = |archive: Archive, day: u32| archive.as_of(NaiveDate::from_ymd_opt(2024, 5, day).expect("a day"));
    let archive = on(archive, 3);
    assert_eq!(count(&archive, "documents since:5d"), 1);
    assert_eq!(count(&on(archive, 30), "documents since:5d"), 0);
}
