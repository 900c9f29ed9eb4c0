//! What strangers type: it never becomes SQL, never breaks FTS5, never panics.

use dateline::archive::Answer;
use dateline::query::{self, Options};
use proptest::prelude::*;

use super::world::World;
use super::{ask, ask_with, prepare, today};

/// Statements know nothing of these words: each is in the parameters or in an error.
const MARK: &str = "zqxmark";

#[test]
fn terms_that_trip_fts5() {
    let archive = World::generate(1, 40).archive();
    for term in [
        "trans-caspian",
        "AT&T",
        "\"C++\"",
        "o'neil",
        "\"say \\\"when\\\"\"",
        "\"NEAR(gas oil)\"",
        "\"title : gas\"",
        "\"gas* OR oil\"",
        "\"^gas\"",
        "\"AND\"",
        "\"{title}\"",
        "\"-gas\"",
        "\"(\"  gas",
        "“curly quotes”",
        "\"'; DROP TABLE documents; --\"",
        "токаев",
        "é",
        "title:\"a\\\"b\"",
        "near(3, gas, \"o'neil\")",
    ] {
        let (rows, _) = ask(&archive, term);
        let (negated, _) =
            ask_with(&archive, &format!("not {term}"), &Options { limit: Some(0), ..Options::new(today()) })
                .unwrap_or_else(|findings| panic!("{term}: {findings:?}"));
        assert!(
            rows.rows.len() + negated.rows.len() >= 40 || term.contains("gas"),
            "{term}: every document is on one side"
        );
    }
}

#[test]
fn a_nul_in_a_parameter() {
    let archive = World::generate(1, 40).archive();
    let mut options = Options::new(today());
    options.params.insert("words".to_owned(), "gas\u{0}\" OR \"oil".to_owned());
    let (rows, _) = ask_with(&archive, "$words", &options).expect("searched for as it is");
    assert!(rows.rows.is_empty());
}

#[test]
fn a_term_without_a_word() {
    let archive = World::generate(1, 40).archive();
    let (with, notes) = ask(&archive, "@kz \"!!!\"");
    let (without, _) = ask(&archive, "@kz");
    assert_eq!(with.rows, without.rows);
    assert!(notes.iter().any(|note| note.text.starts_with("W402")), "{notes:?}");
    let findings = prepare(&archive, "\"!!!\"", &Options::new(today())).expect_err("nothing to search for");
    assert_eq!(findings[0].code, "E206");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    /// User text is bound, wherever it stands.
    #[test]
    fn no_user_text_in_sql(junk in "\\PC{0,12}", place in 0usize..9) {
        thread_local!(static ARCHIVE: rusqlite::Connection = World::generate(1, 20).archive());
        let value = format!("\"{MARK}{}\"", junk.replace(['\\', '"', '“', '”', '„', '«', '»'], "'"));
        let text = match place {
            0 => value.clone(),
            1 => format!("@kz -{value}"),
            2 => format!("title:{value}"),
            3 => format!("author:{value} lang:{value}"),
            4 => format!("people name:{value} country:kz"),
            5 => format!("quotes verb:{value} or {value}"),
            6 => format!("@kz | where title = {value} | sort -title"),
            7 => format!("@kz | where title ~ {value} | by month"),
            _ => format!("@{value} or place:{value} or source:{value}"),
        };
        ARCHIVE.with(|archive| {
            let options = Options::new(today());
            if let Ok(prepared) = prepare(archive, &text, &options) {
                prop_assert!(!prepared.sql().text.contains(MARK), "{}", prepared.sql().text);
                let params = prepared.sql().params.len();
                prop_assert_eq!(prepared.sql().text.matches('?').count(), params);
                let ran = query::run(archive, &prepared, &options, &mut Answer::default());
                prop_assert!(ran.is_ok(), "{text}: {:?}", ran.err());
            }
            Ok(())
        })?;
    }

    /// Anything at all is answered or refused.
    #[test]
    fn anything_is_answered_or_refused(text in "[@a-z:(),|&$*~\"'! .0-9-]{0,40}") {
        thread_local!(static ARCHIVE: rusqlite::Connection = World::generate(1, 20).archive());
        ARCHIVE.with(|archive| {
            let options = Options::new(today());
            if let Ok(prepared) = prepare(archive, &text, &options) {
                let ran = query::run(archive, &prepared, &options, &mut Answer::default());
                prop_assert!(ran.is_ok(), "{text}: {:?}", ran.err());
            }
            Ok(())
        })?;
    }
}
