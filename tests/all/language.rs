//! Lex, parse, print, diagnostics.

mod generate;
mod tree;

use dateline::lang::{self, codes, parse, parse_query, print_script};
use dateline::render::{Colour, diagnostics};
use proptest::prelude::*;

/// Every example of the language's design, its tree and its canonical spelling.
#[test]
fn examples_keep_their_tree_and_spelling() {
    let cases = include_str!("../cases/language/examples.txt");
    let mut found = String::new();
    for line in cases.lines() {
        match line.strip_prefix("> ") {
            Some(query) => found += &format!("\n> {query}\n{}", read(query)),
            None if line.starts_with('#') => found += &format!("{line}\n"),
            None => {}
        }
    }
    expect_test::expect_file!["../cases/language/examples.txt"].assert_eq(&found);
}

fn read(text: &str) -> String {
    match parse(text) {
        Ok(script) => {
            let trees: String =
                script.statements.iter().map(|statement| tree::statement(&statement.node) + "\n").collect();
            format!("{trees}{}", print_script(&script))
        }
        Err(wrong) => wrong.iter().map(|found| format!("{} {}\n", found.code, found.message)).collect(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    /// The canonical spelling of a tree reads as the same tree.
    #[test]
    fn print_then_parse_is_the_same_tree(script in generate::script()) {
        let text = print_script(&script);
        prop_assert_eq!(parse(&text), Ok(script), "{}", text);
    }

    /// What can be read keeps its tree when it is printed, whatever it looked like.
    #[test]
    fn any_text_that_parses_round_trips(text in generate::query_like()) {
        if let Ok(script) = parse(&text) {
            let printed = print_script(&script);
            prop_assert_eq!(parse(&printed), Ok(script), "{} printed as {}", text, printed);
            prop_assert_eq!(&print_script(&parse(&printed).unwrap()), &printed);
        }
    }

    /// No text makes the lexer lose a byte or the parser panic, and spans lie in the text.
    #[test]
    fn any_text_is_covered_by_tokens(text in prop_oneof![generate::query_like(), any::<String>()]) {
        let mut at = 0;
        for token in lang::lex(&text) {
            prop_assert_eq!(token.span.start, at);
            prop_assert!(token.span.end > at && text.is_char_boundary(token.span.end));
            at = token.span.end;
        }
        prop_assert_eq!(at, text.len());
        for wrong in parse(&text).err().into_iter().flatten() {
            prop_assert!(text.get(wrong.span.clone()).is_some(), "{:?}", wrong);
            prop_assert!(wrong.fix.is_none_or(|fix| fix.apply(&text).is_some()));
        }
    }
}

/// A folder of wrong queries, each with all that is said about it. A fix that is offered must mend
/// what it is offered for.
#[test]
fn wrong_queries_keep_their_diagnostics() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases/wrong");
    for entry in std::fs::read_dir(folder).expect("the folder of cases") {
        let path = entry.expect("a case").path();
        let cases = std::fs::read_to_string(&path).expect("a file of cases");
        let mut found = String::new();
        for line in cases.lines() {
            match line.strip_prefix("> ") {
                Some(query) => found += &format!("\n> {query}\n{}", complain(&unescape(query))),
                None if line.starts_with('#') => found += &format!("{line}\n"),
                None => {}
            }
        }
        expect_test::expect_file![path].assert_eq(&found);
    }
}

fn complain(text: &str) -> String {
    let wrong = parse(text).expect_err(text);
    for finding in &wrong {
        let Some(fixed) = finding.fix.as_ref().and_then(|fix| fix.apply(text)) else { continue };
        let left = parse(&fixed).err().unwrap_or_default();
        let mended = left.len() < wrong.len() || left.iter().all(|other| other.message != finding.message);
        assert!(mended, "{text} was to be mended by {fixed}");
    }
    diagnostics(text, &wrong, Colour::Off)
}

/// `\u{7}` for what cannot stand in a file of cases.
fn unescape(line: &str) -> String {
    let mut out = String::new();
    let mut rest = line;
    while let Some((before, after)) = rest.split_once("\\u{") {
        let (digits, tail) = after.split_once('}').expect("a closed escape");
        out += before;
        out.push(u32::from_str_radix(digits, 16).ok().and_then(char::from_u32).expect("a character"));
        rest = tail;
    }
    out + rest
}

/// Whoever makes a finding writes its code down in the one table.
#[test]
fn every_code_is_in_the_table() {
    for entry in walkdir::WalkDir::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src")) {
        let path = entry.expect("a source file").into_path();
        let Ok(source) = std::fs::read_to_string(&path) else { continue };
        for literal in source.split('"').filter(|literal| literal.len() == 4 && literal.starts_with(['E', 'W'])) {
            let is_code = literal[1..].bytes().all(|b| b.is_ascii_digit());
            assert!(
                !is_code || codes::code(literal).is_some(),
                "{literal} of {} is not in lang::codes",
                path.display()
            );
        }
    }
}

/// Input of a stranger: long, deep, unclosed. Each ends in one clear finding, soon.
#[test]
fn hostile_texts_are_refused() {
    let million = 1_000_000;
    for (text, code) in [
        ("(".repeat(50 * million), "E401"),
        ("a ".repeat(25 * million), "E401"),
        ("(".repeat(million), "E403"),
        ("a ".repeat(million / 2), "E403"),
        ("\"".repeat(million + 1), "E110"),
        ("-".repeat(1_000), "E402"),
        ("not ".repeat(1_000), "E402"),
        ("(".repeat(1_000), "E402"),
        ("in (".repeat(900), "E402"),
        (format!("{}a{}", "(".repeat(64), ")".repeat(64)), "ok"),
        (format!("{}a{}", "(".repeat(65), ")".repeat(65)), "E402"),
        ("a".repeat(million), "ok"),
        (format!("@kz and \"{}\"", "b".repeat(million)), "ok"),
        ("\0".repeat(million), "E106"),
        ("a:".repeat(1_000), "E201"),
        ("'; DROP TABLE documents; --".to_owned(), "E110"),
        ("#".repeat(million), "ok"),
        (";".repeat(million), "ok"),
    ] {
        let shown: String = text.chars().take(20).collect();
        match parse(&text) {
            Ok(_) => assert_eq!(code, "ok", "{shown}"),
            Err(wrong) => {
                assert!(wrong.len() <= lang::MAX_DIAGNOSTICS, "{shown}");
                assert!(wrong.iter().all(|found| found.message.len() < 400), "{shown}");
                assert_eq!(wrong.first().map(|found| found.code), Some(code), "{shown}");
            }
        }
    }
}

/// What a shell may ask another line for, and what it may not.
#[test]
fn incomplete_is_told_from_wrong() {
    let incomplete =
        |text: &str| parse(text).err().is_some_and(|wrong| wrong.iter().all(|found| found.is_incomplete(text)));
    for text in [
        "\"fibre",
        "(gas or oil",
        "@kz |",
        "@kz and",
        "(a or",
        "in (",
        "near(",
        "a or",
        "not",
        "let x =",
        "explain",
        "&f(",
        "country:all(kz",
    ] {
        assert!(incomplete(text), "{text}");
    }
    for text in ["@kz", "a)", "sinse:90d", "@kz | tpo 5", "a b or c", ""] {
        assert!(!incomplete(text), "{text}");
    }
}

#[test]
fn one_query_is_one_query() {
    assert!(parse_query("@kz;").is_ok());
    for (text, code) in [("", "E112"), ("@kz; @az", "E113"), ("let a = @kz", "E113"), ("explain @kz", "E113")] {
        assert_eq!(parse_query(text).err().map(|wrong| wrong[0].code), Some(code), "{text}");
    }
}
