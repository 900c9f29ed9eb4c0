//! `dateline query`

use std::collections::BTreeMap;
use std::io::{self, Read};
use std::path::Path;

use super::Failure;
use crate::cli::{AskingArgs, Globals, OutputArgs, QueryArgs};
use crate::lang::MAX_BYTES;
use crate::query::postgres;
use crate::render::{colour, diagnostics, diagnostics_json};
use crate::shell::output::{tell, usual_format};
use crate::shell::{Footer, Paging, Session, Settings, Trouble};
use crate::text::printable;

pub fn run(globals: &Globals, args: &QueryArgs) -> Result<(), Failure> {
    let settings = asked(globals, &args.asking)?;
    let text = match (&args.query, &args.file) {
        // A query may begin with a minus; two of them are an option that there is not.
        (Some(query), _) if query.starts_with("--") => {
            return Err(Failure::Usage(format!("no option {query}: `dateline query --help` lists them")));
        }
        (Some(query), _) => query.clone(),
        (None, Some(file)) => read(file)?,
        (None, None) => return Err(Failure::Usage("give a query, or a file of queries with -f".into())),
    };
    if postgres::is_address(&globals.db) {
        return ask_copy(&globals.db.to_string_lossy(), &settings, &text);
    }
    let mut session = open(globals, &settings)?;
    session.run(&text).map_err(|trouble| report(trouble, &settings))
}

/// Asks an archive's copy in PostgreSQL.
#[cfg(feature = "postgres")]
fn ask_copy(address: &str, settings: &Settings, text: &str) -> Result<(), Failure> {
    let asked = crate::shell::CopySession::open(address, settings.clone()).and_then(|mut copy| copy.run(text));
    asked.map_err(|trouble| match trouble {
        // What the server says; `dateline check` knows nothing of it.
        Trouble::Query(text, findings) => match findings.iter().find(|finding| finding.code == "E490") {
            Some(finding) => Failure::Archive(printable(&finding.message)),
            None => report(Trouble::Query(text, findings), settings),
        },
        trouble => report(trouble, settings),
    })
}

#[cfg(not(feature = "postgres"))]
fn ask_copy(_: &str, _: &Settings, _: &str) -> Result<(), Failure> {
    let message =
        "this dateline was built without PostgreSQL: cargo install with --features postgres builds one that asks it";
    Err(Failure::Usage(message.into()))
}

/// Opens the archive, or says what to do when there is none.
pub fn open(globals: &Globals, settings: &Settings) -> Result<Session, Failure> {
    Session::open(&globals.db, settings.clone()).map_err(|trouble| report(trouble, settings))
}

/// How a query is asked that the command line gives.
pub fn asked(globals: &Globals, args: &AskingArgs) -> Result<Settings, Failure> {
    Ok(Settings { limit: args.limit, params: params(&args.params)?, ..settings(globals, &args.output) })
}

/// How answers are written when nothing but the command line says so.
pub fn settings(globals: &Globals, output: &OutputArgs) -> Settings {
    Settings {
        today: globals.today.unwrap_or_else(|| chrono::Local::now().date_naive()),
        format: output.format.unwrap_or_else(usual_format),
        limit: None,
        params: BTreeMap::new(),
        colour: colour::decide(globals.color, &io::stdout()),
        note_colour: colour::decide(globals.color, &io::stderr()),
        footer: Footer::Nothing,
        paging: Paging::Never,
    }
}

/// Prints what is wrong with a query, as JSON beside JSON, and gives the failure that stands for it.
pub fn report(trouble: Trouble, settings: &Settings) -> Failure {
    match trouble {
        // The query may be right: it is the archive that cannot be read.
        Trouble::Query(_, findings) if findings.iter().any(|finding| finding.code == "E490") => {
            let said = findings.iter().find(|finding| finding.code == "E490").map_or("", |finding| &finding.message);
            Failure::Archive(format!("{}; `dateline check` says what is wrong", printable(said)))
        }
        Trouble::Query(text, findings) => {
            let printed = if settings.format.is_json() {
                diagnostics_json(&text, &findings) + "\n"
            } else {
                diagnostics(&text, &findings, settings.note_colour)
            };
            tell(&printed).map_or_else(|trouble| report(trouble, settings), |()| Failure::Query)
        }
        Trouble::Command(message) => Failure::Usage(message),
        Trouble::Interrupted => Failure::Interrupted,
        Trouble::Output(error) => error.into(),
        Trouble::Archive(message) => Failure::Archive(message),
    }
}

fn params(given: &[String]) -> Result<BTreeMap<String, String>, Failure> {
    let pair = |text: &String| match text.split_once('=') {
        Some((name, value)) if !name.is_empty() => Ok((name.trim_start_matches('$').to_owned(), value.to_owned())),
        _ => Err(Failure::Usage(format!("--param {text}: write NAME=VALUE, as in --param who=kazakhstan"))),
    };
    given.iter().map(pair).collect()
}

/// A script's text. One byte more than the language takes is read, so that it can say so.
fn read(file: &Path) -> Result<String, Failure> {
    let mut text = String::new();
    let most = MAX_BYTES as u64 + 1;
    let done = if file == Path::new("-") {
        io::stdin().lock().take(most).read_to_string(&mut text)
    } else {
        std::fs::File::open(file).and_then(|opened| opened.take(most).read_to_string(&mut text))
    };
    done.map_err(|error| Failure::Archive(format!("{}: {error}", file.display())))?;
    Ok(text)
}
