//! The shell on a real pseudo-terminal, judged by what stands on its screen.

mod reading;
mod rows;
mod strangers;

use std::path::Path;

use crate::screen::{Size, Terminal};
use crate::world;

/// Starts `dateline` in a terminal of `columns`; its home is `home`.
fn start(home: &Path, columns: u16, arguments: &[&str], variables: &[(&str, &str)]) -> Terminal {
    let program = Path::new(env!("CARGO_BIN_EXE_dateline"));
    Terminal::start(program, home, Size { rows: 40, columns }, arguments, variables)
}

/// The shell on the samples, in a home of its own.
struct Shell {
    terminal: Terminal,
    home: tempfile::TempDir,
}

fn shell(columns: u16, variables: &[(&str, &str)]) -> Shell {
    let home = tempfile::tempdir().expect("a folder");
    let terminal = reopen(&home, columns, variables);
    Shell { terminal, home }
}

fn reopen(home: &tempfile::TempDir, columns: u16, variables: &[(&str, &str)]) -> Terminal {
    let archive = world::archive().to_str().expect("a path in UTF-8");
    let mut terminal = start(home.path(), columns, &["--db", archive, "--today", "2024-12-01"], variables);
    terminal.wait_for_prompt();
    terminal
}

#[test]
fn a_query_is_answered_with_a_table_that_fits() {
    for columns in [80, 200] {
        let mut shell = shell(columns, &[]);
        shell.terminal.press("docs pipeline | top 3\r");
        let screen = shell.terminal.wait_for("3 rows");
        assert!(screen.contains("date        title"), "{screen}");
        shell.terminal.wait_for_prompt();
    }
}

#[test]
fn tab_completes_words_and_names() {
    let mut shell = shell(80, &[]);
    let terminal = &mut shell.terminal;
    terminal.press("peo\t");
    terminal.wait_for("dateline> people");
    terminal.press("with @kazakhs\t");
    terminal.wait_for("people with @Kazakhstan");
    terminal.press(" sin\t");
    terminal.wait_for("@Kazakhstan since:");
    terminal.press("\u{3}");
    terminal.wait_for_prompt();
    terminal.press("@sarsen\t");
    terminal.wait_for("@\"Daniyar Sarsenov\"");
    terminal.press("\u{3}");
    terminal.wait_for_prompt();
    terminal.press("@ka\t");
    let screen = terminal.wait_for("Kazakhstan  country · ");
    assert!(screen.contains(" documents"), "{screen}");
}

#[test]
fn a_mistake_is_pointed_at_and_its_remedy_is_one_key_away() {
    let mut shell = shell(80, &[]);
    let terminal = &mut shell.terminal;
    terminal.press("docs sinse:2023\r");
    let screen = terminal.wait_for("error[E201]");
    let lines: Vec<&str> = screen.lines().collect();
    let at = lines.iter().position(|line| line.trim() == "docs sinse:2023").expect("the query is shown again");
    assert_eq!(lines[at + 1].find("^^^^^"), lines[at].find("sinse"), "{screen}");
    terminal.wait_for("dateline> docs since:2023"); // the grey hint
    terminal.press("\u{1b}[C\r");
    terminal.wait_for(" rows");
}

#[test]
fn candidates_of_a_name_are_chosen_by_number() {
    let home = tempfile::tempdir().expect("a folder");
    let file = home.path().join("archive.db");
    let article = "date 2024-02-01 ASTANA — President Daniyar Sarsenov of Kazakhstan met Energy Minister Timur Sarsenov. \
                   The line will open in May, Daniyar Sarsenov said.";
    let import = world::dateline().arg("--db").arg(&file).args(["import", "-q", "-"]).write_stdin(article).output();
    assert!(import.expect("the program starts").status.success());
    let archive = rusqlite::Connection::open(&file).expect("the archive");
    let named_so =
        "INSERT OR IGNORE INTO aliases SELECT 'sarsenov', 'person', id, 'surname', 'Sarsenov', 0 FROM people";
    assert_eq!(archive.execute(named_so, []).expect("aliases").max(2), 2, "two people have that name");
    drop(archive);
    let mut terminal = start(home.path(), 80, &[], &[]);
    terminal.wait_for_prompt();
    terminal.press("people with @sarsenov\r");
    let screen = terminal.wait_for("type a number from 1 to 2");
    let second = screen.lines().find_map(|line| line.trim().strip_prefix("2  @person/")).expect("a second candidate");
    let id: String = second.chars().take_while(char::is_ascii_digit).collect();
    terminal.press("2\r");
    terminal.wait_for(" row");
    terminal.wait_for_prompt();
    terminal.press("\u{1b}[A"); // the query with the choice made is what the history keeps
    terminal.wait_for(&format!("dateline> people with @person/{id}"));
}

#[test]
fn what_is_open_goes_on_in_the_next_line() {
    let mut shell = shell(80, &[]);
    let terminal = &mut shell.terminal;
    terminal.press("people in (@kz\r");
    terminal.wait_for("this ( is never closed");
    terminal.press(") | top 2\r");
    terminal.wait_for("2 rows");
    terminal.wait_for_prompt();
    terminal.press("\"fibre\r");
    terminal.wait_for("Ctrl-C");
    terminal.press("\r"); // an empty line gives up
    terminal.wait_for("error[E110]");
}

#[test]
fn control_c_clears_the_line_and_control_d_leaves() {
    let mut shell = shell(80, &[]);
    let terminal = &mut shell.terminal;
    terminal.press("people with nobody");
    terminal.wait_for("dateline> people with nobody");
    terminal.press("\u{3}");
    terminal.wait_for_prompt();
    terminal.press("\u{4}");
    assert_eq!(terminal.end(), 0);
}

#[test]
fn control_c_stops_a_query_and_the_shell_lives() {
    let mut shell = shell(80, &[]);
    let terminal = &mut shell.terminal;
    terminal.press(".sql WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n\r");
    // Until the statement runs, Ctrl-C is a key like others: press it until it has an effect.
    terminal.insist("\u{3}", "interrupted");
    terminal.wait_for_prompt();
    terminal.press("docs | count\r");
    terminal.wait_for("1 row");
}

#[test]
fn history_is_kept_from_one_time_to_the_next() {
    let mut shell = shell(80, &[]);
    shell.terminal.press("docs \"fibre-optic\" | count\r");
    shell.terminal.wait_for("1 row");
    shell.terminal.wait_for_prompt();
    shell.terminal.press(".quit\r");
    assert_eq!(shell.terminal.end(), 0);
    let mut again = reopen(&shell.home, 80, &[]);
    again.press("docs \"f");
    again.wait_for("docs \"fibre-optic\" | count"); // as a hint
    again.press("\u{3}");
    again.wait_for_prompt();
    again.press("\u{1b}[A");
    again.wait_for("dateline> .quit");
    again.press("\u{1b}[A");
    again.wait_for("dateline> docs \"fibre-optic\" | count");
}

#[test]
fn a_home_that_cannot_be_written_does_not_matter() {
    let mut shell = shell(80, &[("XDG_STATE_HOME", "/dev/null/nowhere")]);
    shell.terminal.press("docs | count\r");
    shell.terminal.wait_for("1 row");
}

#[test]
fn help_explains_words_and_offers_near_ones() {
    let mut shell = shell(100, &[]);
    let terminal = &mut shell.terminal;
    terminal.press(".help since\r");
    terminal.wait_for("since: (a field)");
    terminal.wait_for_prompt();
    terminal.press(".help sinse\r");
    terminal.wait_for("did you mean `.help since`?");
    terminal.wait_for_prompt();
    terminal.press("help\r");
    terminal.wait_for(".quit, .exit, Ctrl-D");
    terminal.wait_for_prompt();
    terminal.press(".hlep\r");
    terminal.wait_for("did you mean `.help`?");
}

#[test]
fn metacommands_change_how_answers_look() {
    let mut shell = shell(80, &[]);
    let terminal = &mut shell.terminal;
    terminal.enter(".mode jsonl");
    terminal.press(".timing on\r");
    terminal.wait_for("timing is on");
    terminal.press("docs | count\r");
    let screen = terminal.wait_for(" ms");
    assert!(screen.contains("{\""), "{screen}");
    terminal.press(".sql SELECT nowhere\r");
    terminal.wait_for("no such column: nowhere");
    terminal.press(".tables\r");
    terminal.wait_for("\"project_timeline\"");
    terminal.press(".explain docs @kz\r");
    terminal.wait_for("canonical");
}

#[test]
fn there_is_no_colour_where_none_is_wanted() {
    for variables in [&[("NO_COLOR", "1")][..], &[("TERM", "dumb")]] {
        let mut shell = shell(80, variables);
        shell.terminal.press("docs pipeline | top 2\r");
        shell.terminal.wait_for("2 rows");
        shell.terminal.press(".quit\r");
        shell.terminal.end();
        let sent = String::from_utf8_lossy(shell.terminal.sent()).into_owned();
        // Cursor movements end in other letters; `m` ends a change of looks.
        let colours: Vec<&str> = sent
            .split("\u{1b}[")
            .skip(1)
            .filter(|rest| rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == ';').starts_with('m'))
            .collect();
        assert_eq!(colours, Vec::<&str>::new(), "{variables:?}");
    }
    let mut shell = shell(80, &[]);
    shell.terminal.press("docs pipeline | top 2\r");
    shell.terminal.wait_for("2 rows");
    assert!(String::from_utf8_lossy(shell.terminal.sent()).contains("\u{1b}[1m"), "there is colour otherwise");
}

#[test]
fn the_terminal_is_left_as_it_was() {
    let mut shell = shell(80, &[]);
    shell.terminal.press("\u{4}");
    assert_eq!(shell.terminal.end(), 0);
    let screen = shell.terminal.screen();
    assert!(!screen.bracketed_paste() && !screen.hide_cursor() && !screen.alternate_screen());
    assert_eq!(screen.fgcolor(), vt100::Color::Default);
    assert_eq!(screen.cursor_position().1, 0, "the next prompt begins on a line of its own");
}

#[test]
fn without_an_archive_it_says_what_to_do() {
    let home = tempfile::tempdir().expect("a folder");
    let mut terminal = start(home.path(), 80, &[], &[]);
    assert_eq!(terminal.end(), 3);
    let screen = terminal.text().replace('\n', " ");
    assert!(screen.contains("dateline import") && screen.contains("dateline demo"), "{screen}");
}

#[test]
fn a_pager_comes_only_when_it_is_needed() {
    let mut shell = shell(80, &[("PAGER", "sed 's/^/> /'")]);
    let terminal = &mut shell.terminal;
    terminal.press("docs | top 3\r");
    let screen = terminal.wait_for("3 rows");
    assert!(!screen.contains("\n> "), "{screen}");
    terminal.wait_for_prompt();
    terminal.press("docs | top 38\r");
    let screen = terminal.wait_for("38 rows");
    assert!(screen.contains("\n> 37  20"), "{screen}");
    terminal.wait_for_prompt();
}

#[test]
fn who_leaves_the_pager_stops_the_answer_and_the_shell_lives() {
    let mut shell = shell(80, &[("PAGER", "head -3")]);
    let terminal = &mut shell.terminal;
    terminal.press(".sql WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n\r");
    terminal.wait("an empty prompt after the rows", |screen| {
        screen.contains("\n  1\n") && screen.trim_end().ends_with("dateline>")
    });
    terminal.press("docs | count\r");
    terminal.wait_for("1 row");
}

#[test]
fn doubts_are_decided_with_a_key_each() {
    let home = tempfile::tempdir().expect("a folder");
    for (name, text) in [
        (
            "a.txt",
            "ASTANA, May 2, 2024 (Steppe News) — Kazakh President Daniyar Sarsenov met with Energy Minister Aigerim \
             Sarsenov in Astana on Thursday.\n\nSarsenov opened a power plant later.\n",
        ),
        ("b.txt", "ASTANA, May 3, 2024 (Steppe News) — Coach Asan Kendirbay praised the team in Astana on Friday.\n"),
        ("c.txt", "ASTANA, May 4, 2024 (Steppe News) — Coach Kendirbay Asan praised the team in Astana on Saturday.\n"),
    ] {
        std::fs::write(home.path().join(name), text).expect("written");
        let import = world::dateline().current_dir(home.path()).args(["import", "--quiet", name]).output();
        assert!(import.expect("the program starts").status.success());
    }
    let mut terminal = start(home.path(), 100, &["review"], &[]);
    let screen = terminal.wait_for("[q] quit");
    assert!(screen.contains("Are they the same? words-in-another-order"), "{screen}");
    terminal.press("y");
    terminal.wait_for("decision 1: merge");
    let screen = terminal.wait_for("[1-9] is this one");
    assert!(screen.contains("Sarsenov opened a power plant later."), "{screen}");
    assert!(screen.contains("[1] person/1 Daniyar Sarsenov (1 document)"), "{screen}");
    terminal.press("2");
    terminal.wait_for("decision 2: assign “Sarsenov”");
    let code = terminal.end();
    assert_eq!(code, 0);
    assert!(terminal.text().contains("nothing more to review; 2 decided"), "{}", terminal.text());
    let done = |arguments: &[&str]| {
        let output = world::dateline().current_dir(home.path()).args(arguments).output().expect("the program starts");
        assert!(output.status.success(), "{arguments:?}");
        String::from_utf8(output.stdout).expect("UTF-8")
    };
    done(&["check"]);
    assert_eq!(done(&["review"]).lines().count(), 1, "rows for a pipe, and none is left");
    assert_eq!(done(&["query", "@Kendirbay | count"]), "count\n2\n");
    // An answer is taken back, and the question comes again.
    done(&["fix", "undo", "2"]);
    let mut terminal = start(home.path(), 100, &["review"], &[]);
    terminal.wait_for("[1-9] is this one");
    terminal.press("n");
    terminal.wait_for("nothing more to review; 1 decided");
    terminal.end();
    done(&["fix", "undo", "3"]);
    done(&["fix", "undo", "1"]);
    let mut terminal = start(home.path(), 100, &["review"], &[]);
    terminal.wait_for("[q] quit");
    terminal.press("n");
    terminal.wait_for("[1-9] is this one");
    terminal.press("u");
    terminal.wait_for("undid decision 4");
    terminal.press("l");
    terminal.wait_for("later");
    terminal.press("q");
    terminal.wait_for("0 decided");
    assert_eq!(terminal.end(), 0);
    assert_eq!(done(&["review", "--format", "jsonl"]).lines().count(), 2);
    // A name that is typed: one that is here, then one that is not.
    for (name, decided) in [("Asan Kendirbay", "decision 5: assign"), ("Murat Sarsenov", "decision 6: assign")] {
        let mut terminal = start(home.path(), 100, &["review"], &[]);
        terminal.wait_for("[q] quit");
        terminal.press("l");
        terminal.wait_for("[a] is another");
        terminal.press("a");
        terminal.wait_for("name of the person: ");
        terminal.press(&format!("{name}\r"));
        if name.starts_with("Murat") {
            terminal.wait_for("is Murat Sarsenov new here?");
            terminal.press("y");
        }
        terminal.wait_for(decided);
        terminal.end();
        assert_eq!(done(&["query", &format!("@\"{name}\" plant | count")]), "count\n1\n");
        done(&["check"]);
        done(&["fix", "undo", &decided[9..10]]);
    }
}
