//! What comes from outside: signals, other sizes, pasted text, scripts of other peoples, hostile articles.

use super::{Size, shell, start};
use crate::world;

#[test]
fn a_new_size_is_used_by_the_next_answer() {
    let mut shell = shell(80, &[]);
    let terminal = &mut shell.terminal;
    terminal.press("docs corridor | top 3\r");
    terminal.wait_for("3 rows");
    terminal.wait_for_prompt();
    terminal.resize(Size { rows: 40, columns: 140 });
    terminal.press("docs corridor | top 3\r");
    terminal.wait("a wider rule", |screen| {
        screen.lines().any(|line| line.starts_with('─') && dateline::text::display_width(line) > 80)
    });
}

#[test]
fn pasted_lines_are_one_query() {
    let mut shell = shell(80, &[]);
    let terminal = &mut shell.terminal;
    terminal.press("\u{1b}[200~people in (@kz\n  since:2023)\n| top 2\u{1b}[201~");
    terminal.wait_for("| top 2");
    assert!(!terminal.text().contains(" rows"), "nothing runs before Enter");
    terminal.press("\r");
    terminal.wait_for("2 rows");
}

#[cfg(unix)]
#[test]
fn a_terminal_is_given_back_when_the_program_is_told_to_end() {
    let home = tempfile::tempdir().expect("a folder");
    let archive = world::archive().to_str().expect("a path in UTF-8");
    // A shell around it shows what the terminal is like afterwards.
    let program = std::path::Path::new("/bin/sh");
    let script = format!(
        "stty -a; '{}' --db '{archive}'; echo \"code $?\"; stty -a; echo ended",
        env!("CARGO_BIN_EXE_dateline")
    );
    let size = Size { rows: 60, columns: 100 };
    let mut terminal = crate::screen::Terminal::start(program, home.path(), size, &["-c", &script], &[]);
    terminal.wait("a prompt", |screen| screen.contains("dateline>"));
    let children =
        std::process::Command::new("ps").args(["-o", "pid=", "--ppid", &terminal.process().to_string()]).output();
    let child = String::from_utf8(children.expect("ps runs").stdout).expect("numbers");
    let kill = std::process::Command::new("kill").args(["-TERM", child.trim()]).status();
    assert!(kill.expect("kill runs").success());
    let screen = terminal.wait_for("ended");
    assert!(screen.contains("code 143"), "{screen}");
    let flags: Vec<&str> = screen.lines().filter(|line| line.contains("icanon")).collect();
    assert!(flags.len() == 2 && flags[0] == flags[1] && !flags[0].contains("-icanon"), "{screen}");
}

/// Names that are wide, that are made of combining characters, that run from right to left.
const NAMES: &str = "ASTANA, Feb. 1 (Silk Wire) — Kazakh President Daniyar Sarsenov met Chinese Minister 李文昭 and Elchin Məmmədzadə. \
                     “🚆🇰🇿 e\u{301}tude” was shown by مریم احمدی in Tehran. The pipeline was signed on Thursday.";

#[test]
fn wide_and_combining_characters_keep_columns_aligned() {
    let mut shell = shell(60, &[]);
    let terminal = &mut shell.terminal;
    let sql = "WITH t(a) AS (VALUES ('李文昭北京会议'), ('e\u{301}e\u{301}e\u{301}'), ('مریم احمدی'), ('🚆🇰🇿'), ('plain')) SELECT a, 'end' AS b FROM t";
    terminal.press(&format!(".sql {sql}\r"));
    terminal.wait_for("5 rows");
    let screen = terminal.screen();
    let column_of_end =
        |row: u16| (0..60).find(|&column| screen.contents_between(row, column, row, column + 3) == "end");
    let columns: Vec<u16> = (0..40).filter_map(column_of_end).collect();
    assert!(columns.len() >= 5, "{}", screen.contents());
    let last = &columns[columns.len() - 5..];
    assert!(last.iter().all(|column| *column == last[0]), "{last:?}\n{}", screen.contents());
}

#[test]
fn an_article_of_many_scripts_is_laid_out() {
    let home = tempfile::tempdir().expect("a folder");
    let file = home.path().join("archive.db");
    let import = world::dateline().arg("--db").arg(&file).args(["import", "-q", "-"]).write_stdin(NAMES).output();
    assert!(import.expect("the program starts").status.success());
    let mut terminal = start(home.path(), 60, &[], &[]);
    terminal.wait_for_prompt();
    terminal.press(".show 1\r");
    let screen = terminal.wait_for("shown by مریم احمدی");
    assert!(screen.contains("مریم احمدی") && screen.contains("étude"), "{screen}");
    terminal.wait_for_prompt();
    terminal.press("docs \"李文昭\" | count\r");
    terminal.wait_for("1 row");
}

#[test]
fn a_hostile_article_changes_nothing_but_text() {
    let home = tempfile::tempdir().expect("a folder");
    let file = home.path().join("archive.db");
    let hostile = "date 2024-02-01 ASTANA — President Daniyar Sarsenov \u{1b}[2J\u{1b}[1;1H\u{1b}]0;owned\u{7}\u{1b}[?1049h\u{9b}31m\u{202e}said \
                   \u{1b}P+q\u{1b}\\ “\u{1b}[8mhidden\u{1b}[0m words of the pipeline”.";
    let import = world::dateline().arg("--db").arg(&file).args(["import", "-q", "-"]).write_stdin(hostile).output();
    assert!(import.expect("the program starts").status.success());
    let mut terminal = start(home.path(), 80, &[], &[]);
    terminal.wait_for_prompt();
    for keys in [
        "docs pipeline\r",
        ".show 1\r",
        ".why 1\r",
        ".mode record\r",
        "docs pipeline | select title, body\r",
        ".dossier \"Daniyar Sarsenov\"\r",
    ] {
        terminal.press(keys);
        terminal.wait("an answer and a prompt", |screen| screen.trim_end().ends_with("dateline>"));
    }
    let sent = String::from_utf8_lossy(terminal.sent()).into_owned();
    for escape in ["\u{1b}[2J", "\u{1b}]0;", "\u{1b}[?1049h", "\u{9b}", "\u{202e}", "\u{1b}P", "\u{1b}[8m"] {
        assert!(!sent.contains(escape), "{escape:?} was sent");
    }
    assert!(!terminal.screen().alternate_screen());
}
