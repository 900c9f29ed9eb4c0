//! `dateline reextract`

use std::io::{self, BufWriter};

use super::{Failure, query};
use crate::cli::{Globals, ReextractArgs};
use crate::import::{self, Differences, Effect, Reextraction, Voice};
use crate::query::answer::{Column, ColumnKind, Value};
use crate::render;
use crate::shell::output::width;
use crate::store::Scope;
use crate::text::printable;

pub fn run(globals: &Globals, args: &ReextractArgs) -> Result<(), Failure> {
    let lexicon = super::lexicon::read(&args.lexicon)?;
    let interrupted = super::import::watch_for_interrupt()?;
    let asked = Reextraction {
        archive: &globals.db,
        scope: if args.all { Scope::All } else { Scope::Stale },
        effect: if args.check { Effect::CheckOnly } else { Effect::Write },
        lexicon: &lexicon,
        voice: Voice::Normal,
    };
    let differences = import::reextract(&asked, &interrupted).map_err(|error| Failure::Archive(error.to_string()))?;
    print(globals, args, &differences)?;
    eprint!("{}", told(args, &differences));
    if differences.interrupted { Err(Failure::Interrupted) } else { Ok(()) }
}

/// A row for each kind of fact that differs.
fn print(globals: &Globals, args: &ReextractArgs, differences: &Differences) -> Result<(), Failure> {
    let settings = query::settings(globals, &args.output);
    let mut sink = render::sink(settings.format, width(), settings.colour, Box::new(BufWriter::new(io::stdout())));
    let column = |(name, kind): (&str, ColumnKind)| Column { name: name.to_owned(), kind };
    let columns = [
        ("fact", ColumnKind::Text),
        ("gained", ColumnKind::Integer),
        ("lost", ColumnKind::Integer),
        ("for_example_gained", ColumnKind::Elastic),
        ("for_example_lost", ColumnKind::Elastic),
    ];
    sink.begin(&columns.map(column))?;
    let number = |count: u64| Value::Integer(i64::try_from(count).unwrap_or(i64::MAX));
    let shown = |examples: &[(i64, String)]| {
        let list: Vec<String> = examples.iter().map(|(document, text)| format!("doc/{document} {text}")).collect();
        if list.is_empty() { Value::Null } else { Value::Text(list.join("; ")) }
    };
    for (fact, of) in &differences.facts {
        sink.row(&[
            Value::Text(fact.clone()),
            number(of.gained),
            number(of.lost),
            shown(&of.gained_examples),
            shown(&of.lost_examples),
        ])?;
    }
    Ok(sink.end()?)
}

fn told(args: &ReextractArgs, differences: &Differences) -> String {
    let documents = differences.documents;
    if documents == 0 && differences.refused.is_empty() && !differences.interrupted {
        return "no document is stale: --all reads all of them again\n".to_owned();
    }
    let gained: u64 = differences.facts.values().map(|of| of.gained).sum();
    let lost: u64 = differences.facts.values().map(|of| of.lost).sum();
    let s = if documents == 1 { "" } else { "s" };
    let (read, end) = if args.check { ("would be read again", "; nothing is changed") } else { ("read again", "") };
    let mut out = format!("{documents} document{s} {read}: {gained} facts gained, {lost} lost{end}\n");
    if !differences.refused.is_empty() {
        let list: Vec<String> = differences.refused.iter().take(5).map(|id| format!("doc/{id}")).collect();
        out += &format!(
            "a defect in the extractor stopped at {} of them, which keep their facts: {}\n",
            differences.refused.len(),
            printable(&list.join(", "))
        );
    }
    if differences.interrupted {
        out += "interrupted: `dateline reextract` goes on from here\n";
    }
    out
}
