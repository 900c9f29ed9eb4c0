//! What stands under the line while it is typed, and what else helps to type it.

use super::{reopen, shell, start};
use crate::world;

#[test]
fn a_reading_and_a_count_stand_under_the_line() {
    let mut shell = shell(80, &[]);
    let terminal = &mut shell.terminal;
    terminal.press("docs @kazakh");
    let screen = terminal.wait_for("@kazakh = country/KZ");
    let lines: Vec<&str> = screen.lines().collect();
    let at = lines.iter().position(|line| line.starts_with("dateline> docs @kazakh")).expect("the line");
    assert!(lines[at + 1].trim().contains(" documents · @kazakh"), "{screen}");
    let count: i64 = lines[at + 1].split_whitespace().next().and_then(|count| count.parse().ok()).expect("a count");
    terminal.press("\r");
    let rows = if count == 1 { "1 row".to_owned() } else { format!("{count} rows") };
    let screen = terminal.wait_for(&rows);
    assert_eq!(screen.matches(" documents · @kazakh").count(), 0, "it goes with Enter: {screen}");
}

#[test]
fn what_is_wrong_is_told_once_the_word_is_behind_the_cursor() {
    let mut shell = shell(80, &[]);
    let terminal = &mut shell.terminal;
    terminal.press("docs @kazakhstn");
    terminal.wait_for("docs @kazakhstn");
    terminal.press(" since:2023");
    terminal.wait_for("no entity `kazakhstn`");
    terminal.press("\u{3}");
    terminal.wait_for_prompt();
    terminal.press("docs sinse:2023 oil");
    terminal.wait_for("unknown field `sinse`");
}

#[test]
fn names_are_completed_by_a_word_inside_and_without_accents() {
    let mut shell = shell(80, &[]);
    let terminal = &mut shell.terminal;
    // Inner words are read beside the first keys: the list is asked for until it is there.
    terminal.press("people with @telegrap");
    terminal.insist("\t", "Khazar Telegraph");
    terminal.press("\u{3}");
    terminal.wait_for_prompt();
    terminal.press("docs @turkmenbasy\t");
    terminal.wait_for("Türkmenbaşy");
}

#[test]
fn saved_queries_are_completed_by_their_names() {
    let mut shell = shell(80, &[]);
    let terminal = &mut shell.terminal;
    terminal.press("let corridors = projects sector:transport\r");
    terminal.wait_for("corridors");
    terminal.wait_for_prompt();
    terminal.press("people in (&cor\t");
    terminal.wait_for("people in (&corridors");
}

#[test]
fn a_line_goes_to_the_editor_and_comes_back() {
    let mut shell = shell(80, &[("VISUAL", "sed -i s/oil/gas/")]);
    let terminal = &mut shell.terminal;
    terminal.press("docs oil | count");
    terminal.wait_for("docs oil | count");
    terminal.press("\u{18}\u{5}");
    terminal.wait_for("dateline> docs gas | count");
    terminal.press("\r");
    terminal.wait_for("1 row");
    terminal.wait_for_prompt();
    terminal.press(".edit\r");
    terminal.wait("the last query, on the line", |screen| {
        screen.trim_end().lines().any(|line| line.starts_with("dateline> documents gas | count"))
    });
}

#[test]
fn an_editor_that_fails_is_named_and_the_line_is_kept() {
    let mut shell = shell(80, &[("EDITOR", "false")]);
    let terminal = &mut shell.terminal;
    terminal.press("docs oil | count");
    terminal.wait_for("docs oil | count");
    terminal.press("\u{18}\u{5}");
    terminal.wait_for("set VISUAL or EDITOR");
    terminal.wait("the line again", |screen| screen.matches("dateline> docs oil | count").count() == 2);
}

#[test]
fn a_script_of_ones_own_is_run_first_unless_that_is_not_wanted() {
    let home = tempfile::tempdir().expect("a folder");
    let folder = home.path().join(".config/dateline");
    std::fs::create_dir_all(&folder).expect("a folder");
    std::fs::write(folder.join("init.dtl"), "let ours = @kz @az;\n.mode json\n.frobnicate\n").expect("a script");
    let mut terminal = reopen(&home, 80, &[]);
    assert!(terminal.text().contains("there is no command `.frobnicate`"), "{}", terminal.text());
    terminal.press("&ours | count\r");
    terminal.wait_for("{\"count\":");
    let archive = world::archive().to_str().expect("a path in UTF-8");
    let mut plain = start(home.path(), 80, &["--db", archive, "--no-init"], &[]);
    plain.wait_for_prompt();
    assert!(!plain.text().contains("frobnicate"), "{}", plain.text());
}

#[test]
fn a_query_is_watched_until_control_c() {
    let mut shell = shell(80, &[]);
    let terminal = &mut shell.terminal;
    terminal.press(".watch 0.1 docs | count\r");
    terminal.wait("a second answer", |screen| screen.matches("every 0.1 s").count() >= 2);
    terminal.insist("\u{3}", "dateline> \n");
}

#[test]
fn history_is_searched() {
    let mut shell = shell(80, &[]);
    let terminal = &mut shell.terminal;
    for query in ["docs @kz | count", "people with @az | count"] {
        terminal.enter(query);
    }
    terminal.press("\u{12}kz");
    terminal.wait_for("(reverse-i-search)`kz': docs @kz | count");
}
