//! `dateline fix`: what a person decides about the facts.

pub(super) mod names;

use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter};
use std::path::Path;

use rusqlite::Connection;

use super::{Failure, query};
use crate::cli::{FixAction, FixArgs, Globals, OutputArgs};
use crate::query::answer::{Column, ColumnKind, Value};
use crate::render;
use crate::shell::output::{say, width};
use crate::store::decisions::{self, Anchor, Decision, Fact, Refused, Trial, What};
use crate::store::{create_or_open, open_read_only};
use crate::text::printable;
use names::Chosen;

pub fn run(globals: &Globals, args: &FixArgs) -> Result<(), Failure> {
    // Opened for reading first: a decision must not make an archive where there is none.
    let reader = open_read_only(&globals.db).map_err(archive)?;
    let trial = if args.dry_run { Trial::Dry } else { Trial::No };
    match &args.action {
        FixAction::List { output } => return list(&reader, globals, output),
        FixAction::Export => {
            let mut out = BufWriter::new(io::stdout().lock());
            return Ok(decisions::export(&reader, &mut out).map_err(archive)??);
        }
        _ => {}
    }
    drop(reader);
    let conn = create_or_open(&globals.db).map_err(archive)?;
    match &args.action {
        FixAction::Merge { from, into } => merge(&conn, from, into, trial),
        FixAction::Different { one, other } => {
            let one = names::entity(&conn, one, None)?;
            let other = names::entity(&conn, other, Some(one.kind))?;
            let what = What::Different { one: one.named.clone(), other: other.named.clone() };
            let decision = decisions::decide(&conn, what, trial).map_err(refused)?;
            told(&decision, trial, &format!("{} and {} are two", one.told(), other.told()))
        }
        FixAction::Rename { entity, name } => {
            let entity = names::entity(&conn, entity, None)?;
            let what = What::Rename { entity: entity.named.clone(), name: name.clone() };
            let decision = decisions::decide(&conn, what, trial).map_err(refused)?;
            told(&decision, trial, &format!("{} is called {}", entity.told(), printable(name)))
        }
        FixAction::Alias { entity, alias } => {
            let entity = names::entity(&conn, entity, None)?;
            let what = What::Alias { entity: entity.named.clone(), alias: alias.clone() };
            let decision = decisions::decide(&conn, what, trial).map_err(refused)?;
            told(&decision, trial, &format!("{} is also {}", entity.told(), printable(alias)))
        }
        FixAction::Reject { document, words, nth } => {
            let at = anchor(&conn, document, Some(words), *nth)?;
            let decision = decisions::decide(&conn, What::Reject { at }, trial).map_err(refused)?;
            told(&decision, trial, &format!("rejected {}", printable(&decision.what.told())))
        }
        FixAction::Hide { what, words, only, nth } => hide(&conn, what, words.as_deref(), (*only, *nth), trial),
        FixAction::Assign { document, words, entity, nth } => {
            let at = anchor(&conn, document, Some(words), *nth)?;
            let entity = names::entity(&conn, entity, None)?;
            let what = What::Assign { at, entity: entity.named.clone() };
            let decision = decisions::decide(&conn, what, trial).map_err(refused)?;
            told(&decision, trial, &format!("“{}” in {} is {}", printable(words), printable(document), entity.told()))
        }
        FixAction::Split { entity, name, documents } => {
            let entity = names::entity(&conn, entity, None)?;
            for document in documents {
                let at = anchor(&conn, document, None, None)?;
                let what = What::Split { at, entity: entity.named.clone(), name: name.clone() };
                let decision = decisions::decide(&conn, what, trial).map_err(refused)?;
                let done = format!("{} is {} in {}", entity.told(), printable(name), printable(document));
                told(&decision, trial, &done)?;
            }
            Ok(())
        }
        FixAction::Set { what, field, value } => {
            let is_document = what.starts_with("doc/") || what.starts_with("document/");
            let (at, entity) = if is_document {
                (anchor(&conn, what, None, None)?, None)
            } else {
                (Anchor::default(), Some(names::entity(&conn, what, None)?.named))
            };
            let what = What::Set { at, entity, field: field.clone(), value: value.clone() };
            let decision = decisions::decide(&conn, what, trial).map_err(refused)?;
            told(&decision, trial, &format!("set {}", printable(&decision.what.told())))
        }
        FixAction::Undo { id } => {
            let decision = decisions::undo(&conn, *id, trial).map_err(refused)?;
            let would = if trial == Trial::Dry { "would undo" } else { "undid" };
            write(&format!("{would} decision {id}: {} {}\n", decision.what.action(), printable(&decision.what.told())))
        }
        FixAction::Import { file } => import(&conn, file),
        FixAction::List { .. } | FixAction::Export => Ok(()),
    }
}

fn merge(conn: &Connection, from: &str, into: &str, trial: Trial) -> Result<(), Failure> {
    let from = names::entity(conn, from, None)?;
    let into = names::entity(conn, into, Some(from.kind))?;
    let what = What::Merge { from: from.named.clone(), into: into.named.clone() };
    let decision = decisions::decide(conn, what, trial).map_err(refused)?;
    let after = match trial {
        Trial::Dry => String::new(),
        Trial::No => Chosen::of(conn, into.kind, into.id)?.map_or_else(String::new, |now| {
            format!(", which is now {} in {}", printable(&now.named.name), now.documents())
        }),
    };
    told(&decision, trial, &format!("merged {} into {}{after}", from.told(), into.told()))
}

/// An article, facts at words of it, or a fact by its number, which is hidden wherever it is reported.
fn hide(
    conn: &Connection,
    what: &str,
    words: Option<&str>,
    (only, nth): (Option<Fact>, Option<usize>),
    trial: Trial,
) -> Result<(), Failure> {
    let numbered = what.split_once('/').and_then(|(word, number)| {
        let fact = Fact::ALL.into_iter().find(|fact| fact.as_str() == word)?;
        Some((fact, number.parse().ok()?))
    });
    let hidden = match numbered {
        Some((fact, number)) => {
            if words.is_some() {
                return Err(Failure::Usage("words are those of a document: hide doc/12 'the words'".into()));
            }
            let anchors = decisions::stands_at(conn, fact, number).map_err(refused)?;
            anchors.into_iter().map(|at| What::Hide { at, fact: Some(fact) }).collect()
        }
        None => vec![What::Hide { at: anchor(conn, what, words, nth)?, fact: only }],
    };
    for what in hidden {
        let decision = decisions::decide(conn, what, trial).map_err(refused)?;
        told(&decision, trial, &format!("hid {}", printable(&decision.what.told())))?;
    }
    Ok(())
}

/// Words of a document, as they will be found again.
fn anchor(conn: &Connection, typed: &str, words: Option<&str>, nth: Option<usize>) -> Result<Anchor, Failure> {
    let document = decisions::document(conn, typed).map_err(archive)?;
    let document = document.ok_or_else(|| {
        Failure::Usage(format!(
            "there is no document {}: give its number, as in doc/12, its path or URL",
            printable(typed)
        ))
    })?;
    decisions::anchor(conn, document, words, nth).map_err(refused)
}

/// One line: what was done, and how to undo it.
fn told(decision: &Decision, trial: Trial, done: &str) -> Result<(), Failure> {
    match trial {
        Trial::No => write(&format!("{done}; undo with: dateline fix undo {}\n", decision.id)),
        Trial::Dry => write(&format!("{done}: only tried, nothing is changed\n")),
    }
}

fn list(conn: &Connection, globals: &Globals, output: &OutputArgs) -> Result<(), Failure> {
    let settings = query::settings(globals, output);
    let mut sink = render::sink(settings.format, width(), settings.colour, Box::new(BufWriter::new(io::stdout())));
    let column = |(name, kind): (&str, ColumnKind)| Column { name: name.to_owned(), kind };
    let columns = [
        ("decision", ColumnKind::Integer),
        ("made", ColumnKind::Text),
        ("action", ColumnKind::Text),
        ("what", ColumnKind::Elastic),
        ("state", ColumnKind::Text),
        ("why", ColumnKind::Elastic),
    ]
    .map(column);
    sink.begin(&columns)?;
    for decision in decisions::list(conn).map_err(archive)? {
        let state = if decision.undone_at.is_some() { "undone" } else { decision.state.as_str() };
        sink.row(&[
            Value::Integer(decision.id),
            Value::Text(decision.made),
            Value::Text(decision.what.action().to_owned()),
            Value::Text(decision.what.told()),
            Value::Text(state.to_owned()),
            decision.why.map_or(Value::Null, Value::Text),
        ])?;
    }
    Ok(sink.end()?)
}

fn import(conn: &Connection, file: &Path) -> Result<(), Failure> {
    let mut input: Box<dyn BufRead> = if file == Path::new("-") {
        Box::new(io::stdin().lock())
    } else {
        let opened = File::open(file);
        Box::new(BufReader::new(opened.map_err(|e| Failure::Archive(format!("{}: {e}", file.display())))?))
    };
    let taken = decisions::import(conn, &mut input).map_err(refused)?;
    let mut line = format!("{} decisions applied", taken.applied);
    let mut add = |count: usize, what: &str| {
        if count > 0 {
            line += &format!(", {count} {what}");
        }
    };
    add(taken.known, "known before");
    add(taken.orphaned, "orphaned");
    add(taken.conflict, "in conflict");
    if taken.orphaned + taken.conflict > 0 {
        line += ": dateline fix list says why";
    }
    write(&format!("{line}\n"))
}

fn write(text: &str) -> Result<(), Failure> {
    say(text).map_err(|trouble| match trouble {
        crate::shell::Trouble::Output(error) => error.into(),
        _ => Failure::Archive("the answer could not be written".into()),
    })
}

fn archive(error: impl std::fmt::Display) -> Failure {
    Failure::Archive(error.to_string())
}

fn refused(error: Refused) -> Failure {
    match error {
        Refused::Sqlite(_) => Failure::Archive(error.to_string()),
        _ => Failure::Usage(printable(&error.to_string())),
    }
}
