//! GRAMMAR.md, executed: its tables come from the tables of the language, its queries are read, its
//! errors are made.

mod run;

use std::fmt::Write;

use dateline::lang::codes::CODES;
use dateline::lang::fields::{
    BUCKETS, ColumnType, FUNCTIONS, Field, FieldType, KINDS, Role, SOURCES, STAGES, Shown, Source, SourceInfo, WordInfo,
};
use dateline::lang::parse;
use dateline::render::{Colour, diagnostics};

const GRAMMAR: &str = include_str!("../../GRAMMAR.md");

/// `UPDATE_EXPECT=1 cargo test docs` writes the tables anew.
#[test]
fn tables_are_those_of_the_language() {
    let mut out = String::new();
    let mut rest = GRAMMAR;
    while let Some((before, after)) = rest.split_once("<!-- generated: ") {
        let (name, after) = after.split_once(" -->\n").expect("a marker ends");
        let (_, tail) = after.split_once("<!-- end -->").expect("a table ends");
        let _ = write!(out, "{before}<!-- generated: {name} -->\n{}<!-- end -->", table(name));
        rest = tail;
    }
    out += rest;
    expect_test::expect_file!["../../GRAMMAR.md"].assert_eq(&out);
}

/// Every line of every ```dateline block is a statement.
#[test]
fn queries_are_read() {
    let mut count = 0;
    for line in lines() {
        assert!(parse(line).is_ok_and(|script| script.statements.len() == 1), "{line}");
        count += 1;
    }
    assert!(count > 30, "{count} queries");
    for example in examples() {
        assert!(parse(example).is_ok_and(|script| script.statements.len() == 1), "{example}");
    }
}

/// A ```wrong block is a query and what is said about it, letter by letter.
#[test]
fn errors_are_as_shown() {
    let mut count = 0;
    for block in blocks("wrong") {
        let (query, said) = block.split_once('\n').expect("a query and an error");
        let wrong = parse(query).expect_err(query);
        assert_eq!(diagnostics(query, &wrong, Colour::Off), said);
        count += 1;
    }
    assert!(count >= 3);
}

/// What the tables hold is in the reference, by name.
#[test]
fn everything_is_documented() {
    for field in Field::all() {
        assert!(GRAMMAR.contains(&format!("`{}:`", field.name())), "{}", field.name());
    }
    let gathered = Source::People.fields().filter(|role| matches!(role, Role::Gathered(_)));
    let gathered: Vec<&str> = gathered.map(|role| role.info().field.name()).collect();
    assert!(GRAMMAR.replace('\n', " ").contains(&gathered.join(" ")), "{gathered:?}");
    for info in CODES {
        assert!(GRAMMAR.contains(info.code), "{}", info.code);
    }
}

/// Each line of the page's queries.
fn lines() -> impl Iterator<Item = &'static str> {
    blocks("dateline").flat_map(str::lines).filter(|line| !line.trim().is_empty())
}

/// The examples of the tables.
fn examples() -> impl Iterator<Item = &'static str> {
    let sources =
        SOURCES.iter().flat_map(|info| [info.example].into_iter().chain(info.fields.iter().map(|f| f.example)));
    let words = STAGES.iter().map(|info| info.example).chain(BUCKETS.iter().map(|info| info.example));
    let words = words.chain(FUNCTIONS.iter().map(|info| info.example)).chain(KINDS.iter().map(|info| info.example));
    sources.chain(words)
}

/// The text inside each fence with that name.
fn blocks(name: &str) -> impl Iterator<Item = &'static str> {
    let opening = format!("```{name}\n");
    GRAMMAR.match_indices(&opening).map(|(at, _)| at + opening.len()).collect::<Vec<_>>().into_iter().map(|start| {
        let end = GRAMMAR[start..].find("```").expect("a fence closes");
        &GRAMMAR[start..start + end]
    })
}

fn table(name: &str) -> String {
    match name {
        "sources" => rows(
            ["source", "what comes out", "example"],
            SOURCES.iter().map(|info| [spelled(info.name, info.synonyms), info.doc.into(), code(info.example)]),
        ),
        "functions" => words("condition", FUNCTIONS),
        "kinds" => words("kind", KINDS),
        "stages" => words("stage", STAGES),
        "buckets" => rows(
            ["bucket", "of", "what it is"],
            BUCKETS.iter().map(|info| {
                let sources = SOURCES.iter().filter(|source| source.buckets.contains(&info.what));
                let sources: Vec<&str> = sources.map(|source| source.name).collect();
                let all = sources.len() == SOURCES.len();
                let sources = if all { "all".to_owned() } else { sources.join(", ") };
                [spelled(info.name, info.synonyms), sources, info.doc.into()]
            }),
        ),
        "fields" => SOURCES.iter().map(source).collect(),
        "codes" => rows(
            ["code", "means", "for instance", "put right"],
            CODES.iter().map(|info| {
                let wrong = info.wrong.replace('\u{7}', "␇");
                let shown = code(&wrong);
                let right = code(info.right);
                [info.code.into(), info.doc.into(), shown, right]
            }),
        ),
        other => panic!("no table {other}"),
    }
}

fn source(info: &SourceInfo) -> String {
    let fields = info.fields.iter().map(|field| {
        [code(&format!("{}:", field.field.name())), field_type(field.ty), field.doc.into(), code(field.example)]
    });
    let columns = info.columns.iter().map(|column| {
        let shown = if column.shown == Shown::Always { "yes" } else { "" };
        [code(column.name), column_type(column.ty).into(), shown.into(), column.doc.into()]
    });
    format!(
        "\n### {}\n\n{}\n\n{}\n{}",
        info.name,
        info.doc,
        rows(["field", "value", "means", "example"], fields),
        rows(["column", "type", "shown", "holds"], columns),
    )
}

fn words<T>(what: &str, table: &[WordInfo<T>]) -> String {
    rows(
        [what, "takes", "means", "example"],
        table.iter().map(|info| {
            let takes = if info.takes.is_empty() { String::new() } else { code(info.takes) };
            [spelled(info.name, info.synonyms), takes, info.doc.into(), code(info.example)]
        }),
    )
}

fn rows<const N: usize>(head: [&str; N], rows: impl Iterator<Item = [String; N]>) -> String {
    let mut out = format!("| {} |\n|{}\n", head.join(" | "), "---|".repeat(N));
    for row in rows {
        let _ = writeln!(out, "| {} |", row.join(" | "));
    }
    out
}

fn spelled(name: &str, synonyms: &[&str]) -> String {
    let all: Vec<String> = [name].iter().chain(synonyms).map(|name| code(name)).collect();
    all.join(" ")
}

/// As code in a cell, where a bar would end it.
fn code(text: &str) -> String {
    format!("`{}`", text.replace('|', "\\|"))
}

fn field_type(ty: FieldType) -> String {
    match ty {
        FieldType::Date => "date or range".into(),
        FieldType::DateBound => "date".into(),
        FieldType::Words => "words".into(),
        FieldType::Name => "name".into(),
        FieldType::Entity(kind) => format!("a {}", kind.name()),
        FieldType::OneOf(values) => values.iter().map(|value| code(value)).collect::<Vec<_>>().join(" "),
        FieldType::SavedQuery => "saved query".into(),
    }
}

fn column_type(ty: ColumnType) -> &'static str {
    match ty {
        ColumnType::Text | ColumnType::Codes | ColumnType::Elastic => "text",
        ColumnType::Integer => "whole number",
        ColumnType::Real => "number",
        ColumnType::Date => "date",
    }
}
