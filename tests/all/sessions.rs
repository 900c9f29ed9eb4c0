//! README.md and the cookbook, executed: their sessions are what the program prints, their queries find
//! something, their SQL runs.
//!
//! `UPDATE_EXPECT=1 cargo test sessions` writes the sessions anew.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;

fn page(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// A fenced block: its language and its lines between the fences.
struct Block<'a> {
    language: &'a str,
    text: &'a str,
}

fn blocks(page: &str) -> Vec<Block<'_>> {
    let mut parts = page.split("```");
    parts.next();
    let mut blocks = Vec::new();
    while let (Some(block), Some(_)) = (parts.next(), parts.next()) {
        let (language, text) = block.split_once('\n').expect("a fence ends its line");
        blocks.push(Block { language, text });
    }
    blocks
}

/// A folder with the samples in it, where the commands of a page are run.
struct Desk {
    folder: tempfile::TempDir,
}

impl Desk {
    fn new() -> Desk {
        let folder = tempfile::tempdir().unwrap();
        copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("samples"), &folder.path().join("samples"));
        Desk { folder }
    }

    /// What a terminal would show: both streams as they come, rows as a table.
    fn screen(&self, line: &str) -> String {
        let mut words = words(line);
        assert_eq!(words.remove(0), "dateline", "{line}");
        if words[0] == "query" && !line.contains("--format") {
            words.extend(["--format".into(), "table".into()]);
        }
        let path = self.folder.path().join("screen");
        let screen = File::create(&path).unwrap();
        Command::new(env!("CARGO_BIN_EXE_dateline"))
            .args(&words)
            .current_dir(self.folder.path())
            .env_remove("DATELINE_DB")
            .env("NO_COLOR", "1")
            .env("COLUMNS", "100")
            .stdout(screen.try_clone().unwrap())
            .stderr(screen)
            .status()
            .unwrap();
        // Where the desk stands differs from run to run.
        fs::read_to_string(path).unwrap().replace(&format!("{}/", self.folder.path().display()), "")
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let (path, name) = entry.map(|entry| (entry.path(), entry.file_name())).unwrap();
        if path.is_dir() {
            copy(&path, &to.join(name));
        } else {
            fs::copy(&path, to.join(name)).unwrap();
        }
    }
}

/// Splits a command line at spaces outside single quotes.
fn words(line: &str) -> Vec<String> {
    line.split('\'')
        .enumerate()
        .flat_map(|(at, part)| match at % 2 {
            1 => vec![part.to_owned()],
            _ => part.split_whitespace().map(str::to_owned).collect(),
        })
        .collect()
}

/// The session that its command lines, run one after the other, make.
fn session(desk: &Desk, text: &str) -> String {
    let mut made = String::new();
    for line in text.lines().filter_map(|line| line.strip_prefix("$ ")) {
        let screen = desk.screen(line);
        let screen: Vec<&str> = screen.lines().map(str::trim_end).collect();
        made += &format!("$ {line}\n{}\n\n", screen.join("\n").trim_end());
    }
    made.trim_end().to_owned() + "\n"
}

/// Runs the sessions of a page one after the other, at one desk.
fn check(name: &str) {
    let desk = Desk::new();
    let told = fs::read_to_string(page(name)).unwrap();
    let mut mended = told.clone();
    for block in blocks(&told).iter().filter(|block| block.language == "console") {
        mended = mended.replacen(block.text, &session(&desk, block.text), 1);
    }
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        fs::write(page(name), &mended).unwrap();
    } else {
        assert!(told == mended, "{name} is stale: UPDATE_EXPECT=1 cargo test sessions\n{mended}");
    }
}

#[test]
fn the_readme_is_what_the_program_prints() {
    check("README.md");
}

#[test]
fn the_cookbook_is_what_the_program_prints() {
    check("docs/cookbook.md");
}

#[test]
fn queries_of_the_readme_find_something_and_its_sql_runs() {
    let desk = Desk::new();
    desk.screen("dateline import samples/articles");
    let readme = fs::read_to_string(page("README.md")).unwrap();
    for query in blocks(&readme).iter().filter(|block| block.language == "dql").flat_map(|block| block.text.lines()) {
        let answer = Command::new(env!("CARGO_BIN_EXE_dateline"))
            .args(["query", query, "--format", "jsonl", "--db"])
            .arg(desk.folder.path().join("archive.db"))
            .output()
            .unwrap();
        let told = String::from_utf8_lossy(&answer.stderr);
        assert!(answer.status.success() && !answer.stdout.is_empty(), "{query}\n{told}");
    }
    let archive = rusqlite::Connection::open(desk.folder.path().join("archive.db")).unwrap();
    for sql in blocks(&readme).iter().filter(|block| block.language == "sql").flat_map(|block| block.text.lines()) {
        let mut statement = archive.prepare(sql).unwrap();
        assert!(statement.query([]).unwrap().next().unwrap().is_some(), "{sql}");
    }
}
