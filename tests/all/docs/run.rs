//! The queries of GRAMMAR.md and of the language's tables, asked of an archive of the samples.

use std::sync::atomic::AtomicBool;

use chrono::NaiveDate;
use dateline::archive::Answer;
use dateline::gazetteer::Lexicon;
use dateline::import::{Extraction, Options as ImportOptions, Voice, import};
use dateline::lang::ast::Statement;
use dateline::lang::{codes::CODES, parse};
use dateline::query::{self, Definition, Failure, Options, Prepared};
use dateline::render::{Colour, diagnostics};
use rusqlite::Connection;

/// Every query is understood and answered: no wrong field, no name that nobody has, no failing SQL.
#[test]
fn queries_run_on_the_samples() {
    let folder = tempfile::tempdir().expect("a folder");
    let conn = archive(folder.path());
    conn.execute("INSERT INTO saved_queries VALUES ('morning', '@kz', 1, 10, '2024-12-30T06:00:00Z')", [])
        .expect("a saved query");
    let mut options = Options::new(today());
    options.params = [("country", "kz"), ("from", "2023")].map(|(name, value)| (name.into(), value.into())).into();
    let mut failed = Vec::new();
    let queries = super::lines().chain(super::examples());
    for text in queries.chain(CODES.iter().map(|info| info.right)) {
        if let Err(said) = ask(&conn, text, &mut options) {
            failed.push(format!("{text}\n{said}"));
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2024, 12, 31).expect("a day")
}

fn archive(folder: &std::path::Path) -> Connection {
    let options = ImportOptions {
        archive: folder.join("samples.db"),
        paths: vec![concat!(env!("CARGO_MANIFEST_DIR"), "/samples/articles").into()],
        today: today(),
        extraction: Extraction::Full,
        lexicon: Lexicon::default(),
        mapping: dateline::import::Mapping::default(),
        limits: Default::default(),
        voice: Voice::Quiet,
    };
    import(&options, &AtomicBool::new(false)).expect("an import").conn
}

type Run = fn(&Connection, &Prepared, &Options) -> Result<(), Failure>;

/// Runs each statement; a `let` is kept for those after it.
fn ask(conn: &Connection, text: &str, options: &mut Options) -> Result<(), String> {
    let script = parse(text).map_err(|found| diagnostics(text, &found, Colour::Off))?;
    for statement in script.statements {
        let (query, run): (_, Run) = match statement.node {
            Statement::Let { name, parameters, query } => {
                let parameters = parameters.into_iter().map(|parameter| parameter.node).collect();
                options.definitions.insert(name.node, Definition { parameters, query });
                continue;
            }
            Statement::Query(query) => (query, |conn, prepared, options| {
                query::run(conn, prepared, options, &mut Answer::default()).map(|_| ())
            }),
            Statement::Explain(query) => {
                (query, |conn, prepared, options| query::explain(conn, prepared, options).map(|_| ()))
            }
            Statement::Why(query) => (query, |conn, prepared, _| {
                assert!(!query::why(conn, prepared).is_empty());
                Ok(())
            }),
        };
        match query::prepare(conn, &query, options) {
            Ok(prepared) => run(conn, &prepared, options).map_err(|failure| failure.to_string())?,
            Err(found) => return Err(diagnostics(text, &found, Colour::Off)),
        }
    }
    Ok(())
}
