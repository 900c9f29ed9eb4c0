//! A folder that is watched: what appears in it goes in.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use serde_json::Value;

use super::imports::Desk;

#[test]
#[cfg(unix)]
fn what_appears_in_a_folder_goes_in_a_line_a_document() {
    let desk = Desk::new();
    desk.put("in/before.txt", "A pier\n\nAKTAU — A pier was opened on Monday.");
    let mut child = Command::new(assert_cmd::cargo::cargo_bin!("dateline"))
        .arg("--db")
        .arg(desk.archive())
        .args(["watch", "--settle", "0", "--every", "0.001", "--format", "jsonl", "--ignore", "*.part"])
        .arg(desk.path("in"))
        .stdout(Stdio::piped())
        .spawn()
        .expect("it started");
    let mut lines = BufReader::new(child.stdout.take().expect("a pipe")).lines();
    let mut next = || -> Value {
        let line = lines.next().expect("a line").expect("text");
        serde_json::from_str(&line).expect("JSON")
    };
    let first = next();
    assert_eq!((first["outcome"].as_str(), first["document"].as_u64()), (Some("new"), Some(1)), "{first}");
    desk.put("in/half.txt.part", "A silo");
    // Whole at once, as a careful program puts a file into such a folder.
    std::fs::rename(desk.put("bad.md", "---\ntitle: [\n---\nText."), desk.path("in/bad.md")).expect("renamed");
    let second = next();
    assert_eq!(second["outcome"], "quarantined", "{second}");
    assert!(second["reason"].as_str().is_some_and(|reason| reason.contains("YAML")), "{second}");
    let changed = desk.put("before.txt", "A pier\n\nAKTAU — A pier was opened on Tuesday, not on Monday.");
    std::fs::rename(changed, desk.path("in/before.txt")).expect("renamed");
    let third = next();
    assert_eq!((third["outcome"].as_str(), third["document"].as_u64()), (Some("revised"), Some(1)), "{third}");
    let asked = Command::new("kill").args(["-INT", &child.id().to_string()]).status().expect("kill");
    assert!(asked.success());
    assert_eq!(child.wait().expect("a child").code(), Some(0));
    assert_eq!(desk.ask("SELECT count(*) FROM documents"), "1");
    desk.check(0);
}

#[test]
fn what_cannot_be_watched_is_said() {
    let desk = Desk::new();
    let folder = desk.path("");
    let folder = folder.to_str().expect("a path");
    for (arguments, said) in [
        (&["watch", "no-such-folder"][..], "is no folder"),
        (&["watch", folder, "--ignore", "[x"], "--ignore [x"),
        (&["watch", folder, "--every=-1"], "nought or more"),
    ] {
        let output = desk.run(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(String::from_utf8_lossy(&output.stderr).contains(said), "{arguments:?}");
    }
}
