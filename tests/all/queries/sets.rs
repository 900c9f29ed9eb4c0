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
    // On people country: is whom they serve, of documents what these mention.
    let options = with("let theirs = country:kz");
    let (found, _) = ask_with(&archive, "people &theirs", &options).expect("people");
    assert_eq!(found.rows, ask(&archive, "people in (country:kz)").0.rows);
    let options = with("let ours = people country:kz | top 1");
    for (text, spelt_out) in [
        ("docs &ours", "docs in (people country:kz | top 1)"),
        ("&ours", "people country:kz | top 1"),
        ("&ours | organizations", "people country:kz | top 1 | organizations"),
        ("people not in (&ours)", "people not in (people country:kz | top 1)"),
    ] {
        let (found, _) = ask_with(&archive, text, &options).unwrap_or_else(|findings| panic!("{text}: {findings:?}"));
        assert_eq!(found.rows, ask(&archive, spelt_out).0.rows, "{text}");
    }
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
fn an_empty_answer_says_what_would_be_found() {
    let archive = World::generate(1, 40).archive();
    let advice = |text: &str| ask(&archive, text).1.pop().expect("a note").text;
    assert_eq!(advice("peple @kz").split_once("; ").expect("advice").1, "did you mean people?");
    let ask_count = |text: &str| match ask(&archive, text).0.rows[0][0] {
        dateline::query::answer::Value::Integer(count) => count,
        ref other => panic!("{other:?}"),
    };
    let some = ask_count("corrido* | count");
    assert!(some > 0);
    assert_eq!(advice("corrido"), format!("W401 0 results. corrido 0; corrido* would find {some}"));
    let apart = ask_count("gas corridor | count");
    assert!(apart > 0);
    assert!(advice("\"gas corridor gas\"").ends_with(&format!("; gas corridor gas would find {apart}")));
    assert!(advice("since:2090").contains("; the archive's days are 20"));
    assert!(!advice("xyzzyq").contains("; "), "nothing is near");
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

fn save(archive: &rusqlite::Connection, name: &str, text: &str) {
    archive
        .execute("INSERT INTO saved_queries (name, text, language, made) VALUES (?, ?, 1, '')", [name, text])
        .expect("saved");
}

#[test]
fn the_archive_s_sets_are_found_and_the_session_s_go_before() {
    let archive = World::generate(1, 40).archive();
    save(&archive, "inner", "let inner = @country/KZ");
    save(&archive, "outer", "let outer(x) = &inner and @$x");
    save(&archive, "broken", "let broken = = @kz");
    assert_eq!(ask(&archive, "people &outer(az)").0.rows, ask(&archive, "people with @kz @az").0.rows);
    let (found, _) = ask_with(&archive, "&outer(az)", &with("let inner = @uz")).expect("two sets");
    assert_eq!(found.rows, ask(&archive, "@uz @az").0.rows);
    let code = |text: &str| prepare(&archive, text, &Options::new(today())).expect_err(text)[0].clone();
    assert_eq!(code("gas &broken").code, "E307");
    assert_eq!(code("gas &broken").span, 5..11);
    assert!(code("&iner").hints[0].contains("&inner"), "{:?}", code("&iner"));
}

/// A saved query says whom it means, so that a later namesake does not change it.
#[test]
fn what_is_saved_names_stable_ids() {
    let archive = World::generate(1, 40).archive();
    let options = Options::new(today());
    let stable = |text: &str, options: &Options| {
        let mut definitions = with(text).definitions;
        let (name, definition) = definitions.pop_first().expect("one");
        query::stable(&archive, &name, &definition, options).map(|(definition, _)| definition.statement(&name))
    };
    for (text, kept) in [
        ("let s = @sarsenov", "let s = @person/1"),
        ("let s = @kazakh -with speca", "let s = @country/KZ and not @org/1"),
        ("let s = (@\"Tengri Freight\" or gas)", "let s = @org/2 or gas"),
        ("let s = docs in (people with @project/\"Turan corridor\")", "let s = documents in (people with @project/1)"),
        ("let s = people country:kazakh,az since:90d", "let s = people country:KZ,AZ and since:90d"),
        ("let s = quotes speaker:sarsenov gas", "let s = quotes speaker:1 and gas"),
        ("let s = person:sarsenov org:all(speca)", "let s = person:1 and org:all(1)"),
        // Open on purpose.
        ("let s(a) = @mammadzade* @$a country:$b", "let s(a) = @mammadzade* and @$a and country:$b"),
        ("let s = @\"Central Asia\"", "let s = @\"Central Asia\""),
        ("let s = new:s &later", "let s = new:s and &later"),
    ] {
        assert_eq!(stable(text, &options).as_deref(), Ok(kept));
    }
    for (text, code) in [
        ("let s = @mammadzade", "E301"),
        ("let s(a) = @$a @nobody", "E302"),
        ("let s = people sector:transport", "E202"),
        ("let s = gas | count | by month", "E205"),
        ("let s = &s gas", "E401"),
        ("let s = new:t", "E304"),
    ] {
        let done = stable(text, &options);
        if code == "E304" {
            assert!(done.is_ok(), "it may be saved later: {text}");
        } else {
            assert_eq!(done.expect_err(text)[0].code, code, "{text}");
        }
    }
    archive.execute("INSERT INTO people (id, name, key) VALUES (7, 'Arman Sarsenov', 'x')", []).expect("a namesake");
    archive.execute("INSERT INTO aliases VALUES ('sarsenov', 'person', 7, 'surname', 'Sarsenov', 0)", []).expect("his");
    assert_eq!(stable("let s = @sarsenov", &options).expect_err("two now")[0].code, "E301");
    save(&archive, "s", "let s = @person/1");
    assert_eq!(ask(&archive, "&s").0.rows, ask(&archive, "@\"Daniyar Sarsenov\"").0.rows);
}

/// People who turned out to be one have one number, and saved queries hold the other.
#[test]
fn the_number_of_someone_merged_leads_to_who_it_is_now() {
    let archive = World::generate(1, 40).archive();
    save(&archive, "s", "let s = @person/17");
    save(&archive, "t", "let t = quotes speaker:17");
    archive.execute("INSERT INTO former_people VALUES (17, 2)", []).expect("a merge");
    assert_eq!(ask(&archive, "&s").0.rows, ask(&archive, "@person/2").0.rows);
    assert_eq!(ask(&archive, "&t").0.rows, ask(&archive, "quotes speaker:2").0.rows);
    assert_eq!(ask(&archive, "people with @person/17").0.rows, ask(&archive, "people with @person/2").0.rows);
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
