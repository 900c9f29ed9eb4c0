//! An import that is cut off: killed, beside another, on a disk that cannot be written.

#[cfg(unix)]
mod unwritable;
mod soak;
mod writes;

use std::process::{Child, Command, Stdio};

use dateline::store;
use rusqlite::Connection;

use super::imports::Desk;

/// Short articles; four thousand of them are a batch.
fn articles(count: usize) -> String {
    let article = |i: usize| {
        format!(
            "{}\n",
            serde_json::json!({ "id": i, "title": format!("Article {i}"), "text": format!("Ship {i} came.") })
        )
    };
    (0..count).map(article).collect()
}

fn start(desk: &Desk, input: &std::path::Path, flags: &[&str]) -> Child {
    Command::new(assert_cmd::cargo::cargo_bin!("dateline"))
        .arg("--db")
        .arg(desk.archive())
        .args(["--today", "2024-06-01", "import"])
        .args(flags)
        .arg(input)
        .stderr(Stdio::null())
        .spawn()
        .expect("it started")
}

/// Kills an import when its log has `enough` bytes; whether it came to that before it ended.
fn killed_at(import: &mut Child, desk: &Desk, enough: u64) -> bool {
    let log = desk.path("archive.db-wal");
    while import.try_wait().expect("a child").is_none() {
        if log.metadata().is_ok_and(|log| log.len() >= enough) {
            import.kill().and_then(|()| import.wait()).expect("killed");
            return true;
        }
        std::thread::yield_now();
    }
    false
}

/// How many articles a reader finds, while whoever writes is at it; asserts that he finds a whole archive.
fn seen(desk: &Desk) -> Option<i64> {
    let conn = store::open_read_only(&desk.archive()).ok()?;
    let ask = |sql: &str| conn.query_row(sql, [], |row| row.get::<_, i64>(0));
    let documents = ask("SELECT count(*) FROM documents").ok()?;
    let of_one_moment = ask("SELECT (SELECT count(*) FROM documents) - (SELECT count(*) FROM document_locators) \
         + (SELECT count(*) FROM documents) - (SELECT count(*) FROM import_items)");
    assert_eq!(of_one_moment.expect("a reader is not kept out"), 0, "a batch is there as a whole or not at all");
    Some(documents)
}

/// Two articles with facts in them, and a hundred without.
fn mixed() -> String {
    let told = "ASTANA, March 7 — Kazakh Energy Minister Daniyar Sarsenov met Azerbaijani President Elchin Mammadzade.";
    let with = (0..2).map(|i| {
        format!("{}\n", serde_json::json!({ "id": format!("f{i}"), "title": format!("Talks {i}"), "text": told }))
    });
    with.chain([articles(100)]).collect()
}

/// All that an archive holds but for times and the numbers of runs.
fn rows(desk: &Desk) -> Vec<String> {
    [
        "SELECT group_concat(id || title || body || coalesce(day, ''), '|') FROM (SELECT * FROM documents ORDER BY id)",
        "SELECT group_concat(document || kind || entity || start || surface, '|') FROM (SELECT * FROM mentions ORDER BY document, ordinal)",
        "SELECT group_concat(id || name || documents || mentions, '|') FROM (SELECT * FROM people ORDER BY id)",
        "SELECT group_concat(person || ' ' || post || documents, '|') FROM (SELECT * FROM roles ORDER BY id)",
        "SELECT group_concat(rowid, '|') FROM documents_fts WHERE documents_fts MATCH 'ship OR talks'",
        "SELECT group_concat(replace(locator, '/', '') || document, '|') FROM (SELECT substr(locator, -12) AS locator, document FROM document_locators ORDER BY 1)",
    ]
    .map(|sql| desk.ask(sql))
    .to_vec()
}

/// At so many points of growth of its log an import is killed, from the first table on to the last statistics.
/// `DATELINE_KILLS=300 cargo test --test all killed` tries more of them.
#[test]
fn an_import_killed_wherever_it_writes_is_completed_by_the_same_command() {
    let kills: u64 = std::env::var("DATELINE_KILLS").map_or(12, |n| n.parse().expect("a number"));
    let whole = Desk::new();
    whole.import(&whole.put("all.jsonl", mixed()), 0);
    let expected = rows(&whole);
    assert!(expected.iter().all(|rows| rows != "NULL"), "{expected:?}");
    let size = whole.archive().metadata().expect("the archive").len();
    let mut killed = 0;
    for point in 0..kills {
        let desk = Desk::new();
        let input = desk.put("all.jsonl", mixed());
        let mut child = start(&desk, &input, &[]);
        // Every growth of the log is a write; an import writes a little more than the archive is long.
        let enough = point * size / kills;
        killed += u64::from(killed_at(&mut child, &desk, enough));
        if store::open_read_only(&desk.archive()).is_ok() {
            desk.check(0);
        }
        desk.import(&input, 0);
        desk.check(0);
        assert_eq!(rows(&desk), expected, "killed at {enough} bytes of the log");
    }
    assert!(killed * 2 > kills, "only {killed} of {kills} were killed before they ended");
}

/// The system ends a process that writes beyond the size it is allowed, at that very write; there is no way to
/// outlive it or to tidy up.
#[cfg(unix)]
#[test]
fn an_import_that_the_system_ends_at_a_write_is_completed_by_the_same_command() {
    let ends: u64 = std::env::var("DATELINE_KILLS").map_or(6, |n| n.parse().expect("a number"));
    let whole = Desk::new();
    whole.import(&whole.put("all.jsonl", mixed()), 0);
    let expected = rows(&whole);
    let size = whole.archive().metadata().expect("the archive").len() / 1024;
    let mut ended = 0;
    for point in 0..ends {
        let desk = Desk::new();
        let input = desk.put("all.jsonl", mixed());
        let enough = 1 + point * size / ends;
        let script = format!("ulimit -c 0; ulimit -f {enough}; exec \"$0\" \"$@\"");
        let status = Command::new("bash")
            .args(["-c", &script])
            .arg(assert_cmd::cargo::cargo_bin!("dateline"))
            .arg("--db")
            .arg(desk.archive())
            .args(["--today", "2024-06-01", "import", "-q"])
            .arg(&input)
            .stderr(Stdio::null())
            .status()
            .expect("it ran");
        ended += u64::from(status.code().is_none());
        if store::open_read_only(&desk.archive()).is_ok() {
            desk.check(0);
        }
        desk.import(&input, 0);
        desk.check(0);
        assert_eq!(rows(&desk), expected, "ended at {enough} KiB");
    }
    assert_eq!(ended, ends, "each was ended by the system");
}

#[test]
fn readers_go_on_while_an_import_writes() {
    let desk = Desk::new();
    let input = desk.put("all.jsonl", articles(9_000));
    let mut child = start(&desk, &input, &["--no-extract"]);
    let mut seen_at = Vec::new();
    while child.try_wait().expect("a child").is_none() {
        seen_at.extend(seen(&desk));
        std::thread::yield_now();
    }
    seen_at.extend(seen(&desk));
    assert!(seen_at.is_sorted(), "what was there is gone");
    assert_eq!(seen_at.last(), Some(&9_000));
    assert!(seen_at.iter().any(|n| (1..9_000).contains(n)), "nothing was seen between its batches: {seen_at:?}");
}

#[test]
fn a_write_ahead_log_cut_anywhere_leaves_a_sound_archive() {
    let desk = Desk::new();
    let input = desk.put("in/a.jsonl", articles(2));
    desk.import(&input, 0);
    let main = std::fs::read(desk.archive()).expect("the archive");
    // A run whose log is not yet in the archive: what a power cut leaves is a part of it.
    let holder = Connection::open(desk.archive()).expect("the archive");
    holder.execute_batch("BEGIN; SELECT count(*) FROM documents").expect("a reader");
    let more = desk.put("b.txt", "Another pier\n\nAKTAU — Another pier was opened on Monday.");
    desk.run(&["import", more.to_str().expect("a path")]);
    let log = std::fs::read(desk.path("archive.db-wal")).expect("the log");
    drop(holder);
    assert!(log.len() > 100_000, "there is a log to cut");
    for cut in (0..=8).map(|i| log.len() * i / 8) {
        let at = Desk::new();
        at.put("archive.db", &main);
        at.put("archive.db-wal", &log[..cut]);
        at.check(0);
        let documents = at.ask("SELECT count(*) FROM documents");
        assert!(documents == "2" || documents == "3", "{documents}");
        at.import(&more, 0);
        assert_eq!(at.ask("SELECT count(*) FROM documents"), "3");
    }
}

#[test]
fn a_full_disk_ends_in_a_clear_word_and_a_sound_archive() {
    let desk = Desk::new();
    desk.import(&desk.put("a.txt", "A pier\n\nAKTAU — A pier was opened."), 0);
    // The shell's limit on the size of a file does to the archive what a full disk does.
    let input = desk.put("all.jsonl", articles(4_500));
    let script = "trap '' XFSZ; ulimit -f 500; exec \"$0\" \"$@\"";
    let output = Command::new("bash")
        .args(["-c", script])
        .arg(assert_cmd::cargo::cargo_bin!("dateline"))
        .arg("--db")
        .arg(desk.archive())
        .args(["import", "--no-extract"])
        .arg(&input)
        .output()
        .expect("it ran");
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(3), "{said}");
    assert!(said.contains("could not be written") && said.contains("is safe"), "{said}");
    desk.check(0);
    desk.import(&input, 0);
    assert_eq!(desk.ask("SELECT count(*) FROM documents"), "4501");
}

#[test]
fn imports_that_meet_on_a_new_archive_all_come_through() {
    for _ in 0..15 {
        let desk = Desk::new();
        let inputs: Vec<_> =
            (0..4).map(|i| desk.put(&format!("{i}.txt"), format!("Silo {i}\n\nKURYK — Silo {i} was shut."))).collect();
        let imports: Vec<_> = inputs.iter().map(|input| start(&desk, input, &["--no-extract"])).collect();
        for mut import in imports {
            assert!(import.wait().expect("a child").success());
        }
        assert_eq!(desk.ask("SELECT count(*) FROM documents"), "4");
    }
}

#[test]
fn two_imports_at_once_both_come_through() {
    let desk = Desk::new();
    let (one, two) =
        (desk.put("one.jsonl", articles(9_000)), desk.put("two.txt", "A silo\n\nKURYK — A silo was shut."));
    let mut first = start(&desk, &one, &["--no-extract"]);
    let mut second = start(&desk, &two, &["--no-extract"]);
    assert!(first.wait().expect("a child").success());
    assert!(second.wait().expect("a child").success());
    assert_eq!(desk.ask("SELECT count(*) FROM documents"), "9001");
    desk.check(0);
}

#[test]
fn progress_can_be_read_by_a_program() {
    let desk = Desk::new();
    let input = desk.put("all.jsonl", articles(3));
    let output = desk.run(&["import", "--no-extract", "--progress", "json", input.to_str().expect("a path")]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    let lines: Vec<serde_json::Value> = said
        .lines()
        .filter(|line| line.starts_with('{'))
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    assert!(lines.len() >= 2, "{said}");
    let last = lines.last().expect("a line");
    assert_eq!(
        (last["documents"].as_u64(), last["new"].as_u64(), last["errors"].as_u64()),
        (Some(3), Some(3), Some(0))
    );
    assert_eq!(last["bytes_read"], last["bytes_total"]);
    assert!(lines.iter().all(|line| line["seconds"].is_number() && line["state"].is_string()), "{said}");
    assert_eq!(last["state"], "done");
}

#[test]
fn what_was_set_aside_is_tried_again() {
    let desk = Desk::new();
    let bad = desk.put("in/bad.md", "---\ntitle: \"unclosed\n---\nText.\n");
    let lines = desk.put("in/lines.jsonl", "{\"title\": \"One\", \"text\": \"First.\"}\n{\"title\": \"Two\n");
    desk.import(&desk.path("in"), 4);
    let retry = |code: i32| {
        let output = desk.run(&["import", "--retry"]);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(code), "{said}");
        said
    };
    assert!(retry(4).contains("2 quarantined"));
    assert_eq!(desk.ask("SELECT count(*) FROM imports"), "1", "what is told already is not written again");
    std::fs::write(&bad, "---\ntitle: \"closed\"\n---\nText.\n").expect("written");
    std::fs::write(&lines, "{\"title\": \"One\", \"text\": \"First.\"}\n{\"title\": \"Two\", \"text\": \"Second.\"}\n")
        .expect("written");
    let said = retry(0);
    assert!(said.contains("2 new, 1 unchanged"), "{said}");
    assert!(said.contains("2 no longer quarantined"), "{said}");
    assert_eq!(desk.ask("SELECT count(*) FROM quarantine"), "0");
    assert_eq!(
        desk.ask("SELECT count(*) FROM import_items WHERE outcome = 'quarantined'"),
        "2",
        "what was is not forgotten"
    );
    assert!(retry(0).contains("nothing is in quarantine"));
}

#[test]
fn what_cannot_be_read_again_is_told_and_closed() {
    let desk = Desk::new();
    let (gone, bad) =
        (desk.put("gone.md", "---\ntitle: \"x\n---\nText.\n"), desk.put("bad.md", "---\ntitle: \"y\n---\nText.\n"));
    desk.import(&gone, 4);
    desk.import(&bad, 4);
    let run = |arguments: &[&str], input: &str| {
        let output = assert_cmd::Command::new(assert_cmd::cargo::cargo_bin!("dateline"))
            .arg("--db")
            .arg(desk.archive())
            .args(arguments)
            .write_stdin(input)
            .output()
            .expect("it ran");
        (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
    };
    assert_eq!(run(&["import", "-"], "{\"title\": \"One\", \"text\": \"First.\"}\n{\"title\": \"Two\n").0, Some(4));
    std::fs::remove_file(&gone).expect("removed");
    let (code, said) = run(&["import", "--retry"], "");
    assert_eq!(code, Some(4), "{said}");
    assert!(said.contains("gone.md is not there any more\n"), "{said}");
    assert!(said.contains("came through a pipe, and can only be given again\n"), "{said}");
    assert!(said.contains("2 cannot be read again; to close them: dateline import --retry --forget\n"), "{said}");
    let (code, said) = run(&["import", "--retry", "--forget"], "");
    assert_eq!((code, said.matches("\ngiven up: ").count()), (Some(0), 3), "{said}");
    assert_eq!(desk.ask("SELECT count(*) FROM quarantine"), "0");
    assert_eq!(desk.ask("SELECT count(*) FROM import_items WHERE outcome = 'quarantined'"), "3");
    assert!(run(&["import", "--retry"], "").1.contains("nothing is in quarantine"));
    // What is met again and still wrong stands again.
    desk.import(&bad, 4);
    assert_eq!(desk.ask("SELECT count(*) FROM quarantine"), "1");
    desk.check(0);
}
