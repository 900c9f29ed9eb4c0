//! Goldens from query to rows; brute force.

mod also;
mod behind;
mod brute;
mod budgets;
mod copies;
mod dates;
mod everywhere;
mod goldens;
mod groups;
mod guards;
mod hostile;
mod names;
mod plans;
mod random;
mod ranked;
mod sets;
mod world;

use chrono::NaiveDate;
use dateline::archive::Answer;
use dateline::lang::{self, Diagnostic};
use dateline::query::answer::Note;
use dateline::query::archive::Archive;
use dateline::query::{self, Options, Prepared};

/// The day on which all these tests happen.
pub fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2024, 11, 25).expect("a day")
}

pub fn prepare(archive: &dyn Archive, text: &str, options: &Options) -> Result<Prepared, Vec<Diagnostic>> {
    query::prepare(archive, &lang::parse_query(text)?, options)
}

/// The one caller of the query layer: text to rows and notes.
pub fn ask_with(archive: &dyn Archive, text: &str, options: &Options) -> Result<(Answer, Vec<Note>), Vec<Diagnostic>> {
    let prepared = prepare(archive, text, options)?;
    let mut rows = Answer::default();
    let mut notes = prepared.notes().to_vec();
    let more = query::run(archive, &prepared, options, &mut rows);
    notes.extend(more.unwrap_or_else(|failure| panic!("{text}: {failure}\n{}", prepared.sql().text)));
    Ok((rows, notes))
}

pub fn ask(archive: &dyn Archive, text: &str) -> (Answer, Vec<Note>) {
    ask_with(archive, text, &Options::new(today())).unwrap_or_else(|findings| panic!("{text}: {findings:?}"))
}
