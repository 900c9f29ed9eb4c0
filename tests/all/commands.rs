//! The program as a whole, by its exit codes and streams.

use std::io::Read;
use std::process::Stdio;

use assert_cmd::Command;
use clap::CommandFactory;
use dateline::cli::Cli;
use serde_json::Value;

use crate::world;

/// What a run came to.
struct Ran {
    code: i32,
    out: String,
    err: String,
}

/// The program on the samples.
fn dateline() -> Command {
    let mut command = world::dateline();
    command.env("DATELINE_DB", world::archive()).args(["--today", "2024-12-01"]);
    command
}

fn ran(mut command: Command) -> Ran {
    let output = command.output().expect("the program starts");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("output is UTF-8");
    Ran { code: output.status.code().unwrap_or(-1), out: text(output.stdout), err: text(output.stderr) }
}

fn run(arguments: &[&str]) -> Ran {
    let mut command = dateline();
    command.args(arguments);
    ran(command)
}

fn run_with(arguments: &[&str], stdin: &str) -> Ran {
    let mut command = dateline();
    command.args(arguments).write_stdin(stdin);
    ran(command)
}

#[test]
fn rows_go_to_stdout_and_notes_to_stderr() {
    let ran = run(&["query", "documents with @kazakh | count"]);
    assert_eq!(ran.code, 0);
    assert_eq!(ran.out.lines().next(), Some("count"), "{}", ran.out);
    assert!(ran.err.contains("@kazakh = country/KZ"), "{}", ran.err);
}

#[test]
fn a_query_may_begin_with_a_minus() {
    let all: Vec<u64> = ["documents | count", "@kz | count", "-@kz | count"]
        .map(|query| {
            let ran = run(&["query", query, "--format", "tsv"]);
            ran.out.lines().nth(1).and_then(|line| line.parse().ok()).unwrap_or_else(|| panic!("{query}: {}", ran.err))
        })
        .into();
    assert_eq!(all[0], all[1] + all[2]);
    let ran = run(&["query", "--limt"]);
    assert_eq!(ran.code, 2, "{}", ran.err);
}

#[test]
fn who_sets_a_limit_is_not_told_how() {
    let said = |arguments: &[&str]| run(arguments).err;
    assert_eq!(said(&["query", "documents duplicates:all", "--limit", "2"]), "the first 2 rows; there are more\n");
    assert!(said(&["query", "people"]).contains("| limit N shows them"));
    assert_eq!(said(&["query", "documents duplicates:all | top 55 | sort -words | select title", "--limit", "0"]), "");
    assert_eq!(said(&["query", "documents duplicates:all | top 55 | sort -words | select title"]), "");
    let said = said(&["query", "@$who | count", "--param", "who=Daniyar Sarsenov"]);
    assert!(said.starts_with("@\"Daniyar Sarsenov\" = person/"), "{said}");
}

#[test]
fn each_failure_has_its_exit_code() {
    let none = std::env::temp_dir().join("dateline-no-such-archive.db");
    let none = none.to_str().expect("a path in UTF-8");
    for (arguments, code, says) in [
        (&["query", "@kz | count"][..], 0, ""),
        (&["query", "sinse:2023"], 1, "error[E201]"),
        (&["query", "@nobodyofthisname"], 1, "error[E302]"),
        (&["query", "(unclosed"], 1, "error[E111]"),
        (&["query", "'; DROP TABLE documents"], 1, "error[E110]"),
        (&["query"], 2, "QUERY"),
        (&["query", "@kz", "--format", "xml"], 2, "possible values"),
        (&["query", "@$who", "--param", "who"], 2, "NAME=VALUE"),
        (&["qurey", "@kz"], 2, "query"),
        (&["--db", none, "query", "@kz"], 3, "dateline import"),
        (&["--db", none, "sql", "SELECT 1"], 3, "dateline demo"),
        (&["query", "-f", none], 3, "dateline-no-such-archive.db"),
        (&["sql", "DELETE FROM documents"], 1, "only reading"),
        (&["sql", "SELECT 1; SELECT 2"], 1, "one statement"),
        (&["sql", "SELECT nowhere"], 1, "no such column"),
    ] {
        let ran = run(arguments);
        assert_eq!(ran.code, code, "{arguments:?}: {}", ran.err);
        assert!(ran.err.contains(says), "{arguments:?}: {}", ran.err);
        assert!(code == 0 || ran.out.is_empty(), "{arguments:?}: {}", ran.out);
    }
}

#[test]
fn beside_json_findings_and_notes_are_json() {
    let ran = run(&["query", "sinse:2023", "--format", "json"]);
    let findings: Value = serde_json::from_str(&ran.err).expect("JSON");
    assert_eq!(findings[0]["code"], "E201");
    assert_eq!(findings[0]["span"]["start"], 0);
    let ran = run(&["query", "@kazakh | count", "--format", "jsonl"]);
    let note: Value = serde_json::from_str(ran.err.lines().next().expect("a note")).expect("JSON");
    assert_eq!(note["kind"], "reading");
}

#[test]
fn every_format_holds_the_same_rows() {
    let rows = |format: &str| run(&["query", "docs @kz | top 5 | select date, title, words", "--format", format]).out;
    let json: Vec<Value> = serde_json::from_str(&rows("json")).expect("JSON");
    assert_eq!(json.len(), 5);
    assert!(json[0]["words"].is_i64() && json[0]["title"].is_string());
    let lines: Vec<Value> = rows("jsonl").lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(lines, json);
    for (format, lines) in [("tsv", 6), ("markdown", 7), ("table", 7)] {
        assert_eq!(rows(format).lines().count(), lines, "{format}");
    }
    let titles = |format: &str| {
        let text = rows(format);
        json.iter().filter(|row| text.contains(row["title"].as_str().unwrap_or("?"))).count()
    };
    assert_eq!((titles("tsv"), titles("csv"), titles("table"), titles("record")), (5, 5, 5, 5));
}

#[test]
fn a_table_in_a_pipe_is_as_wide_as_columns_says() {
    let mut command = dateline();
    command.args(["query", "docs pipeline", "--format", "table"]).env("COLUMNS", "80");
    let text = ran(command).out;
    assert!(text.contains('…') && text.lines().all(|line| dateline::text::display_width(line) <= 80), "{text}");
}

#[test]
fn parameters_limits_and_scripts() {
    let count = run(&["query", "docs @$who | count", "--param", "who=kazakhstan"]).out;
    assert_eq!(count, run(&["query", "docs @kz | count"]).out);
    assert_eq!(run(&["query", "people", "--limit", "3"]).out.lines().count(), 4);
    let script = "let ours = @kz @az;\n# both\n&ours | count; docs @kz | count";
    let ran = run_with(&["query", "-f", "-"], script);
    assert_eq!((ran.code, ran.out.lines().filter(|line| *line == "count").count()), (0, 2), "{}", ran.err);
}

#[test]
fn a_pipe_into_the_shell_is_a_script() {
    let ran = run_with(&[], ".mode json\ndocs @kz | count\npeople in (\n@kz\n) | count\n.quit\nnever reached");
    assert_eq!((ran.code, ran.out.matches("\"count\":").count()), (0, 2), "{}\n{}", ran.out, ran.err);
    let ran = run_with(&[], "docs | count\nsinse:2023\ndocs | count\n");
    assert_eq!((ran.code, ran.out.lines().count()), (1, 2), "it stops at the first mistake");
    let ran = run_with(&[], ".frobnicate\n");
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
}

/// `dateline query … | head -1` ends without a word.
#[test]
fn a_closed_pipe_is_silent() {
    let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_dateline"))
        .arg("--db")
        .arg(world::archive())
        .args(["sql", "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 200000) SELECT i FROM n"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut first = [0; 1];
    let mut out = child.stdout.take().expect("a pipe");
    out.read_exact(&mut first).expect("a byte");
    drop(out);
    let output = child.wait_with_output().expect("it ends");
    assert_eq!((output.status.code(), String::from_utf8_lossy(&output.stderr).as_ref()), (Some(0), ""));
}

#[test]
fn help_lists_every_command_and_shows_examples_first() {
    let help = ran({
        let mut command = world::dateline();
        command.arg("--help");
        command
    });
    assert_eq!(help.code, 0);
    assert!(help.out.starts_with("Examples:"), "{}", help.out);
    for command in Cli::command().get_subcommands() {
        let name = command.get_name();
        assert!(help.out.contains(&format!("  {name} ")), "{name} is not in the help");
        if name == "help" {
            continue;
        }
        let own = run(&[name, "--help"]);
        assert!(own.code == 0 && own.out.starts_with("Examples:"), "{name}: {}", own.out);
    }
}

#[test]
fn no_article_moves_the_cursor() {
    for format in ["table", "record", "tsv", "csv", "json", "markdown"] {
        let ran = run(&["sql", "SELECT char(27) || '[2J' || char(155) || char(7) AS x", "--format", format]);
        assert!(!ran.out.chars().any(|c| c.is_control() && c != '\n'), "{format}: {:?}", ran.out);
    }
    let ran = run(&["query", "\u{1b}[2J"]);
    assert!(!ran.err.chars().any(|c| c.is_control() && c != '\n'), "{:?}", ran.err);
}

#[test]
fn help_explains_words_codes_and_commands() {
    for (word, expected) in
        [("people", "(a source)"), ("since", "(a field)"), ("e301", "instead of"), ("import", "Usage:")]
    {
        let help = run(&["help", word]);
        assert_eq!((help.code, help.out.contains(expected)), (0, true), "{word}: {}", help.out);
    }
    let unknown = run(&["help", "sinse"]);
    assert_eq!((unknown.code, unknown.err.contains("did you mean since?")), (2, true), "{}", unknown.err);
}

#[test]
fn every_example_of_the_help_has_an_answer() {
    let help = run(&["help"]).out;
    let examples: Vec<&str> =
        help.lines().take_while(|line| !line.is_empty()).filter_map(|line| line.split('\'').nth(1)).collect();
    assert_eq!(examples.len(), 10, "{help}");
    for query in examples {
        let ran = run(&["query", query, "--format", "jsonl"]);
        assert!(ran.code == 0 && !ran.out.is_empty(), "{query}: {}", ran.err);
    }
}

#[test]
fn a_query_without_its_command_is_told_how_to_ask() {
    for query in ["people with @kz", "@kz", "projects"] {
        let ran = run(&[query]);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""));
        assert!(ran.err.contains(&format!("dateline query '{query}'")), "{}", ran.err);
    }
    assert!(run(&["qurey"]).err.contains("'query'"));
    assert!(run(&["query", "@kz", "--fromat", "csv"]).err.contains("--format"));
}

#[test]
fn an_empty_answer_explains_itself() {
    let ran = run(&["query", "docs @kz @cn \"camel milk\""]);
    assert_eq!((ran.code, ran.out.lines().count()), (0, 1), "the heading alone: {}", ran.out);
    assert!(
        ran.err.contains("W401") && ran.err.contains("@kz ") && ran.err.contains("\"camel milk\" 0"),
        "{}",
        ran.err
    );
}

#[test]
fn an_import_suggests_questions_that_have_answers() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("archive.db");
    let article = "DELHI, Feb. 1 — President Daniyar Sarsenov said the United States and India would build a pipeline in Côte d'Ivoire.";
    let import = world::dateline().arg("--db").arg(&file).args(["import", "-"]).write_stdin(article).output();
    let said = String::from_utf8(import.expect("the program starts").stderr).expect("UTF-8");
    let queries: Vec<&str> =
        said.lines().filter_map(|line| line.trim().strip_prefix("try: dateline query '")?.strip_suffix('\'')).collect();
    assert!(!queries.is_empty() && !said.contains("@in"), "{said}");
    for query in queries {
        let answer = world::dateline().arg("--db").arg(&file).args(["query", query, "--format", "jsonl"]).output();
        let answer = answer.expect("the program starts");
        assert!(
            answer.status.success() && !answer.stdout.is_empty(),
            "{query}: {}",
            String::from_utf8_lossy(&answer.stderr)
        );
    }
}

#[test]
fn manual_pages_show_examples_first() {
    let page = run(&["man", "query"]).out;
    let at = |heading: &str| page.find(&format!(".SH {heading}")).unwrap_or_else(|| panic!("no {heading}: {page}"));
    assert!(at("NAME") < at("EXAMPLES") && at("EXAMPLES") < at("SYNOPSIS") && at("SYNOPSIS") < at("OPTIONS"));
    assert!(page.contains("dateline query"), "{page}");
    let folder = tempfile::tempdir().expect("a folder");
    assert_eq!(run(&["man", "--into", folder.path().to_str().expect("UTF-8")]).code, 0);
    for command in Cli::command().get_subcommands() {
        let page = folder.path().join(format!("dateline-{}.1", command.get_name()));
        assert!(std::fs::read_to_string(&page).is_ok_and(|text| text.contains(".SH EXAMPLES")), "{}", page.display());
    }
    assert!(std::fs::read_to_string(folder.path().join("dateline.1")).is_ok_and(|text| text.contains("Exit codes")));
    let page = run(&["man"]).out;
    assert!(page.contains(".SH SHELL") && page.contains("\\&.why N"), "{page}");
    assert_eq!(run(&["man", "nothing"]).code, 2);
}

#[test]
fn shells_complete_every_command() {
    for shell in ["bash", "zsh", "fish"] {
        let ran = run(&["completions", shell]);
        assert_eq!(ran.code, 0, "{}", ran.err);
        for command in Cli::command().get_subcommands() {
            assert!(ran.out.contains(command.get_name()), "{shell}: {}", command.get_name());
        }
    }
}
