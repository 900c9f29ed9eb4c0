//! Saved queries through the whole program: kept, asked, listed, deleted, and what is new since.

use std::path::Path;

use rusqlite::Connection;
use tempfile::TempDir;

use crate::world;

/// A copy of the samples' archive that may be changed.
fn archive() -> (TempDir, std::path::PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("archive.db");
    let samples = Connection::open(world::archive()).expect("the samples");
    samples.execute("VACUUM INTO ?1", [file.to_str().expect("a path")]).expect("a copy");
    (folder, file)
}

/// Exit code, stdout, stderr.
fn run(archive: &Path, arguments: &[&str], stdin: &str) -> (i32, String, String) {
    let mut command = world::dateline();
    command.env("DATELINE_DB", archive).args(["--today", "2024-12-01"]).args(arguments).write_stdin(stdin);
    let output = command.output().expect("the program starts");
    let text = |bytes| String::from_utf8(bytes).expect("output is UTF-8");
    (output.status.code().unwrap_or(-1), text(output.stdout), text(output.stderr))
}

fn out(archive: &Path, arguments: &[&str]) -> String {
    let (code, out, err) = run(archive, arguments, "");
    assert_eq!(code, 0, "{arguments:?}: {err}");
    out
}

#[test]
fn a_saved_query_outlives_its_session() {
    let (_folder, file) = archive();
    let (_, _, said) = run(&file, &["query", "let corridor(a, b) = @$a @$b (corridor or route)"], "");
    assert_eq!(said, "saved let corridor(a, b) = @$a and @$b and (corridor or route)\n");
    out(&file, &["query", "let ours = people with @kazakh | top 3"]);
    let expected = out(&file, &["query", "@kz @az (corridor or route)"]);
    assert_eq!(out(&file, &["query", "&corridor(kz, az)"]), expected);
    assert_eq!(out(&file, &["run", "corridor", "--param", "a=kz", "--param", "b=az"]), expected);
    assert_eq!(out(&file, &["run", "ours"]), out(&file, &["query", "people with @kz | top 3"]));
    let listed = out(&file, &["saved", "--format", "csv"]);
    let texts: Vec<&str> = listed.lines().skip(1).filter_map(|line| line.rsplitn(3, ',').nth(2)).collect();
    assert_eq!(
        texts,
        [
            "corridor,\"let corridor(a, b) = @$a and @$b and (corridor or route)\"",
            "ours,let ours = people with @country/KZ | top 3"
        ]
    );
    out(&file, &["saved", "--delete", "ours"]);
    assert_eq!(run(&file, &["run", "ours"], "").0, 1);
    assert_eq!(run(&file, &["saved", "--delete", "ours"], "").0, 2);
    assert_eq!(run(&file, &["run", "corridor"], "").0, 1, "its parameters have no value");
}

#[test]
fn the_shell_saves_the_last_query() {
    let (_folder, file) = archive();
    let (code, listed, err) = run(&file, &[], ".mode csv\n@kazakh | count\n.save how-many\n.saved\n&how-many\n");
    assert_eq!(code, 0, "{err}");
    assert!(listed.contains("how-many,let how-many = @country/KZ | count,"), "{listed}");
    let counts: Vec<&str> = listed.lines().filter(|line| line.parse::<u32>().is_ok()).collect();
    assert!(counts.len() == 2 && counts[0] == counts[1], "{listed}");
    let (_, listed, err) = run(&file, &[], ".saved delete how-many\n.mode csv\n.saved\n");
    assert_eq!((listed.contains("how-many"), err.as_str()), (false, "deleted &how-many\n"));
    assert_eq!(run(&file, &[], ".save x\n").0, 2, "nothing has been asked");
}

#[test]
fn new_is_what_came_since_the_last_run() {
    let (folder, file) = archive();
    out(&file, &["query", "let morning = new:morning; let kazakh = @kz"]);
    let all = out(&file, &["query", "documents | count"]);
    assert_eq!(out(&file, &["query", "new:morning | count"]), all, "it has never run");
    assert_eq!(out(&file, &["query", "&morning | count"]), all, "what is counted has not been read");
    assert_eq!(out(&file, &["run", "morning"]).lines().count().to_string(), (number(&all) + 1).to_string());
    assert_eq!(number(&out(&file, &["query", "new:morning | count"])), 0);
    let article = folder.path().join("later.md");
    std::fs::write(&article, "# The pier is open\n\nAKTAU, Dec. 1 - The pier at the port of Aktau is open again.\n")
        .expect("an article");
    out(&file, &["import", "--quiet", article.to_str().expect("a path")]);
    assert_eq!(number(&out(&file, &["query", "new:morning | count"])), 1);
    // Rows that were not shown stay new.
    let (_, _, said) = run(&file, &["run", "kazakh", "--limit", "1"], "");
    assert!(said.contains("new:kazakh stays where it was"), "{said}");
    assert_eq!(number(&out(&file, &["query", "new:kazakh | count"])), number(&all) + 1);
    // The same again does not begin anew, another one does.
    out(&file, &["run", "morning"]);
    out(&file, &["query", "let morning = new:morning"]);
    assert_eq!(number(&out(&file, &["query", "new:morning | count"])), 0);
    out(&file, &["query", "let morning = new:morning lang:en"]);
    assert_eq!(number(&out(&file, &["query", "new:morning | count"])), number(&all) + 1);
}

fn number(out: &str) -> u64 {
    out.lines().nth(1).and_then(|line| line.parse().ok()).unwrap_or_else(|| panic!("no number: {out}"))
}

#[test]
fn an_archive_that_cannot_be_written_is_asked_all_the_same() {
    let (_folder, file) = archive();
    out(&file, &["query", "let kazakh = @kz"]);
    let writer = Connection::open(&file).expect("the archive");
    writer.execute_batch("BEGIN IMMEDIATE").expect("a writer at work");
    let (code, rows, said) = run(&file, &["query", "let uzbek = @uz; &uzbek | count"], "");
    assert_eq!((code, rows.lines().next()), (0, Some("count")), "{said}");
    assert!(said.contains("&uzbek is not in the archive and ends with this session"), "{said}");
    let (code, _, said) = run(&file, &["run", "kazakh"], "");
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("new:kazakh stays where it was"), "{said}");
    drop(writer);
    assert!(!out(&file, &["saved"]).contains("uzbek"));
}
