//! An archive that cannot be written: its file, its folder, the log beside it.

use std::fs::{self, Permissions};
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Command, Output};

use super::Desk;

/// Somebody without rights: for the superuser, permissions say nothing.
const NOBODY: u32 = 65_534;

/// The program, run by one for whom permissions hold; `None` where there is no way to that.
fn run(desk: &Desk, archive: &str, arguments: &[&str]) -> Option<Output> {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("dateline"));
    command.env_clear().arg("--db").arg(desk.path(archive)).args(arguments).current_dir("/");
    let is_root = desk.path("").metadata().expect("the folder").uid() == 0;
    if is_root {
        command.uid(NOBODY).gid(NOBODY);
    }
    match command.output() {
        Err(error) if is_root => {
            println!("skipped: run by the superuser, and nobody else may run the program: {error}");
            None
        }
        output => Some(output.expect("it ran")),
    }
}

fn allow(path: &Path, mode: u32) {
    fs::set_permissions(path, Permissions::from_mode(mode)).expect("permissions");
}

fn refused(output: &Output) {
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(3), "{said}");
    let is_told = said.contains("no permission to") || said.contains("cannot be written");
    assert!(is_told && said.contains("or name another file with --db"), "{said}");
}

#[test]
fn what_may_not_be_written_is_refused_with_advice_and_stays_whole() {
    let desk = Desk::new();
    let first = desk.put("a.txt", "A pier\n\nAKTAU — A pier was opened on Monday.");
    desk.import(&first, 0);
    let more = desk.put("b.txt", "Another pier\n\nAKTAU — Another pier was opened on Tuesday.");
    let import = ["import", more.to_str().expect("a path")];
    let before = fs::read(desk.archive()).expect("the archive");
    for (file, folder) in [(0o444, 0o777), (0o666, 0o555), (0o444, 0o555)] {
        allow(&desk.archive(), file);
        allow(&desk.path(""), folder);
        let Some(output) = run(&desk, "archive.db", &import) else { break };
        refused(&output);
        let asked = run(&desk, "archive.db", &["query", "docs pier | count"]).expect("it ran before");
        let said = String::from_utf8_lossy(&asked.stderr).into_owned();
        assert_eq!(String::from_utf8_lossy(&asked.stdout), "count\n1\n", "{file:o} {folder:o}: {said}");
        assert_eq!(fs::read(desk.archive()).expect("the archive"), before, "{file:o} {folder:o}");
        if folder == 0o555 {
            refused(&run(&desk, "none.db", &import).expect("it ran before"));
        }
    }
    allow(&desk.path(""), 0o755);
    allow(&desk.archive(), 0o644);
    desk.check(0);
    desk.import(&more, 0);
}

/// What stands in the way holds for the superuser too.
#[test]
fn a_log_that_cannot_be_made_is_refused_with_advice() {
    let desk = Desk::new();
    desk.import(&desk.put("a.txt", "A pier\n\nAKTAU — A pier was opened on Monday."), 0);
    let before = fs::read(desk.archive()).expect("the archive");
    fs::create_dir(desk.path("archive.db-wal")).expect("a folder in its place");
    let more = desk.put("b.txt", "Another pier\n\nAKTAU — Another pier was opened on Tuesday.");
    refused(&desk.run(&["import", more.to_str().expect("a path")]));
    fs::remove_dir(desk.path("archive.db-wal")).expect("removed");
    assert_eq!(fs::read(desk.archive()).expect("the archive"), before);
    desk.check(0);
    desk.import(&more, 0);
}
