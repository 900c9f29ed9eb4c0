//! The shell recorded: its screens as pictures in docs/screens, a session as text in the README.
//!
//! `UPDATE_EXPECT=1 cargo test --test all recordings` records anew; without it, what is recorded is compared.

mod picture;

use std::fs;
use std::path::{Path, PathBuf};

use crate::screen::{Size, Terminal};
use crate::world;

/// What is typed, and what the screen shows when the next may be typed.
type Step = (&'static str, &'static str);

/// A screen to be kept. It has more rows than are filled: at its end it would scroll by what stands under the line.
struct Scene {
    name: &'static str,
    rows: u16,
    steps: &'static [Step],
}

const SCENES: &[Scene] = &[
    Scene {
        name: "completion",
        rows: 14,
        steps: &[("people with @kaz\t", "Kazakhstan  country"), ("akh", " people · @kazakh")],
    },
    Scene {
        name: "answer",
        rows: 70,
        steps: &[
            ("people with @kz @az | top 5\r", "5 rows"),
            (".why 2\r", "confidence"),
            ("@kz | by year fill | chart\r", "██████████"),
        ],
    },
    Scene { name: "mistake", rows: 30, steps: &[("docs sinse:2023 @kz\r", "dateline> docs since:2023")] },
    Scene { name: "article", rows: 60, steps: &[(".show charter water fund\r", "People")] },
];

/// The session of the README.
const SESSION: &[Step] = &[
    ("people with @kz @az | top 3\r", "3 rows"),
    ("quotes speaker:\"Daniyar Sarsenov\" | top 2 | select date, text\r", "2 rows"),
    (".cite 2\r", ", key "),
    (".why 2\r", "confidence"),
    ("people with @sarsenof\r", "did you mean"),
];

const COLUMNS: u16 = 92;

/// As if the reader left the pager after a screen.
const PAGER: &str = "head -42";

fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The shell on the samples, in a home where nothing of this machine is seen.
fn shell(home: &Path, rows: u16) -> Terminal {
    let samples = repository().join("samples/articles");
    if !home.join("archive.db").exists() {
        let import = world::dateline().current_dir(home).args(["import", "--quiet"]).arg(samples).output();
        assert_eq!(import.expect("the program starts").status.code(), Some(4), "all but the malformed sample go in");
    }
    let program = Path::new(env!("CARGO_BIN_EXE_dateline"));
    let mut terminal = Terminal::start(
        program,
        home,
        Size { rows, columns: COLUMNS },
        &["--today", "2024-12-01"],
        &[("PAGER", PAGER)],
    );
    terminal.wait_for_prompt();
    terminal
}

fn play(terminal: &mut Terminal, steps: &[Step]) {
    for (keys, shown) in steps {
        // What stands there already is not what the keys bring.
        let before = terminal.text().matches(shown).count();
        terminal.press(keys);
        terminal.wait(shown, |screen| screen.matches(shown).count() > before);
        if keys.ends_with('\r') {
            terminal.wait("a prompt", |screen| {
                screen.trim_end().lines().last().is_some_and(|line| line.starts_with("dateline>"))
            });
        }
    }
}

/// Compares a file with what it should hold, or writes it.
fn expect(file: PathBuf, made: &str) {
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
        fs::write(&file, made).expect("written");
    }
    let kept = fs::read_to_string(&file).unwrap_or_default();
    assert!(kept == made, "{} is stale: UPDATE_EXPECT=1 cargo test --test all recordings\n{made}", file.display());
}

#[test]
fn screens_are_as_pictured() {
    let home = tempfile::tempdir().expect("a folder");
    for scene in SCENES {
        let mut terminal = shell(home.path(), scene.rows);
        play(&mut terminal, scene.steps);
        expect(repository().join("docs/screens").join(format!("{}.svg", scene.name)), &picture::svg(terminal.screen()));
        fs::remove_dir_all(home.path().join(".local")).expect("its history");
    }
}

#[test]
fn the_session_in_the_readme_is_what_happens() {
    let home = tempfile::tempdir().expect("a folder");
    let mut terminal = shell(home.path(), 80);
    play(&mut terminal, SESSION);
    let screen = terminal.text();
    let made: Vec<&str> = screen.trim_end().lines().map(str::trim_end).collect();
    let readme = fs::read_to_string(repository().join("README.md")).expect("a README");
    let (before, rest) = readme.split_once("<!-- recorded -->\n```text\n").expect("where the session begins");
    let (_, after) = rest.split_once("```\n").expect("where it ends");
    expect(
        repository().join("README.md"),
        &format!("{before}<!-- recorded -->\n```text\n{}\n```\n{after}", made.join("\n")),
    );
}
