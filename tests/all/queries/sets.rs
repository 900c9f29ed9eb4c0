//! Saved queries with parameters, values from outside, and why an answer is empty.

use dateline::lang::ast::Statement;
use dateline::lang::parse;
use dateline::query::{self, Definition, Options};

use super::world::World;
use super::{ask, ask_with, prepare, today};

fn with(script: &str) -> Options {
    let mut options = Options::new(today());
    for statement in parse(script).expect("a script").statements {
        if let Statement::Let { name, parameters, query } = statement.node {
            let parameters = parameters.into_iter().map(|parameter| parameter.node).collect();
            options.definitions.insert(name.node, Definition { parameters, query });
        }
    }
    options
}

fn code(options: &Options, text: &str) -> &'static str {
    prepare(&World::generate(1, 20).archive(), text, options).expect_err(text)[0].code
}

#[test]
fn a_set_stands_for_its_conditions() {
    let archive = World::generate(1, 40).archive();
    let options = with("let corridor(a, b) = @$a @$b (corridor or route); let both = &corridor(kz, az)");
    for (text, spelt_out) in [
        ("organizations in (&corridor(kz, az))", "organizations in (@kz @az (corridor or route))"),
        ("people &both -gas", "people @kz @az (corridor or route) -gas"),
        ("docs not &both", "docs not (@kz @az (corridor or route))"),
    ] {
        let (found, _) = ask_with(&archive, text, &options).unwrap_or_else(|findings| panic!("{text}: {findings:?}"));
        assert_eq!(found.rows, ask(&archive, spelt_out).0.rows, "{text}");
    }
    let options = with("let ours = people country:kz | top 1");
    let (found, _) = ask_with(&archive, "docs &ours", &options).expect("rows of another source");
    assert_eq!(found.rows, ask(&archive, "docs in (people country:kz | top 1)").0.rows);
}

#[test]
fn sets_and_values_that_are_wrong() {
    let options = with("let a = &b; let b = &a; let c(x) = @$x; let d = @$nothing");
    assert_eq!(code(&options, "&a"), "E401");
    assert_eq!(code(&options, "&c"), "E306");
    assert_eq!(code(&options, "&nobody"), "E304");
    assert_eq!(code(&options, "&d"), "E305");
    // Each level doubles: stopped by number, not by patience.
    let mut script = "let s0 = gas".to_owned();
    for level in 1..40 {
        script.push_str(&format!("; let s{level} = &s{} &s{}", level - 1, level - 1));
    }
    assert_eq!(code(&with(&script), "&s30"), "E401");
}

#[test]
fn a_value_is_a_value() {
    let archive = World::generate(1, 40).archive();
    let mut options = Options::new(today());
    options.params.insert("who".to_owned(), "kz".to_owned());
    options.params.insert("word".to_owned(), "gas or @az".to_owned());
    let (found, _) = ask_with(&archive, "@$who", &options).expect("a country");
    assert_eq!(found.rows, ask(&archive, "@kz").0.rows);
    let (found, _) = ask_with(&archive, "$word", &options).expect("a phrase");
    assert_eq!(found.rows, ask(&archive, "\"gas or @az\"").0.rows);
}

#[test]
fn an_empty_answer_says_why() {
    let archive = World::generate(1, 40).archive();
    let (_, notes) = ask(&archive, "@kz \"no such phrase\"");
    let kz = ask(&archive, "@kz | count").0.rows[0][0].clone();
    let dateline::query::answer::Value::Integer(kz) = kz else { panic!("{kz:?}") };
    let last = &notes.last().expect("a note").text;
    assert_eq!(last, &format!("W401 0 results. \"no such phrase\" 0 · @Kazakhstan {kz}"));
    let prepared = prepare(&archive, "people country:kz with @az gas", &Options::new(today())).expect("a query");
    let hits = query::why(&archive, &prepared);
    assert_eq!(hits.iter().map(|hit| hit.condition.as_str()).collect::<Vec<_>>(), ["gas", "@Azerbaijan", "country:kz"]);
    assert!(hits.iter().all(|hit| hit.rows.is_some_and(|rows| rows > 0)), "{hits:?}");
}

#[test]
fn since_a_saved_query_last_ran() {
    let archive = World::generate(1, 40).archive();
    archive
        .execute("INSERT INTO saved_queries VALUES ('morning', '@kz', 1, 30, '2024-11-24T00:00:00Z')", [])
        .expect("saved");
    let (found, _) = ask(&archive, "new:morning | select id | sort id");
    assert_eq!(found.rows.len(), 10);
    assert_eq!(code(&Options::new(today()), "new:evening"), "E304");
}

#[test]
fn explaining_says_all() {
    let archive = World::generate(1, 40).archive();
    let options = Options::new(today());
    let prepared = prepare(&archive, "people with @sarsenov transport since:oct | top 3", &options).expect("a query");
    let text = query::explain(&archive, &prepared, &options).expect("explained");
    for part in [
        "people in documents that say \"transport\" and mention Daniyar Sarsenov and are dated 2024-10-01 or later, the first 3",
        "canonical",
        "@sarsenov = person/1 Daniyar Sarsenov (surname)",
        "since:oct = from 2024-10-01",
        "the text index drives",
        "SELECT",
        "SCAN documents_fts",
    ] {
        assert!(text.contains(part), "{part}\n{text}");
    }
}
