//! Rows of an answer that are opened, cited and explained; articles and dossiers in the shell.

use super::shell;

#[test]
fn rows_of_the_last_answer_are_opened_cited_and_explained() {
    let mut shell = shell(100, &[]);
    let terminal = &mut shell.terminal;
    terminal.press("docs pipeline | top 3 | select title\r");
    terminal.wait_for("3 rows");
    terminal.wait_for_prompt();
    terminal.press(".cite 2\r");
    let screen = terminal.wait_for("(document ");
    assert!(screen.contains(", key "), "{screen}");
    terminal.wait_for_prompt();
    terminal.press(".open 2\r");
    terminal.wait_for("Organizations");
    terminal.press("\u{c}"); // clear the screen
    terminal.wait_for_prompt();
    terminal.press(".why 2\r");
    terminal.wait_for("mention: ");
    terminal.wait_for_prompt();
    terminal.press(".open 4\r");
    terminal.wait_for("the last answer has rows 1 to 3");
}

#[test]
fn a_row_of_people_opens_a_dossier() {
    let mut shell = shell(100, &[]);
    let terminal = &mut shell.terminal;
    terminal.press("people with @kz | top 2\r");
    terminal.wait_for("2 rows");
    terminal.wait_for_prompt();
    terminal.press(".why 1\r");
    terminal.wait_for("Behind row 1");
    terminal.wait_for_prompt();
    terminal.press(".open 1\r");
    terminal.wait_for("[1]");
    terminal.wait_for_prompt();
    terminal.press("docs | by year\r");
    terminal.wait_for(" rows");
    terminal.wait_for_prompt();
    terminal.press(".open 1\r");
    terminal.wait_for("no row of the last answer stands for a document");
}

#[test]
fn pairs_show_and_draw_only_what_was_asked_for() {
    let mut shell = shell(100, &[]);
    let terminal = &mut shell.terminal;
    let screen = terminal.enter("countries with @kz | pairs | top 1 | select name, other, docs");
    assert!(!screen.contains("other_id") && !screen.contains(" id"), "{screen}");
    let lines: Vec<&str> = screen.lines().collect();
    let footer = lines.iter().rposition(|line| line.starts_with("1 row")).expect("a footer");
    let docs = lines[footer - 1].split_whitespace().last().expect("a number").to_owned();
    let screen = terminal.enter("countries with @kz | pairs | top 1 | select name, other, docs | chart");
    assert!(screen.contains(&format!("  {docs}  █")), "{screen}");
}

#[test]
fn articles_and_dossiers_are_shown_by_name() {
    let mut shell = shell(100, &[("PAGER", "head -3")]);
    let terminal = &mut shell.terminal;
    terminal.press(".show cable laying\r");
    terminal.wait_for("The cable ship Umay");
    terminal.wait_for_prompt();
    terminal.press(".dossier sarsen\t");
    terminal.wait_for(".dossier \"Daniyar Sarsenov\"");
    terminal.press("\r");
    terminal.wait_for("person (@person/");
    terminal.wait_for_prompt();
    terminal.press(".dossier nobodyofthisname\r");
    terminal.wait_for("error[E302]");
}
