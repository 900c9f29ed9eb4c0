//! All that the archive holds about one person, country, organization or project, each line with the
//! documents that say so.

mod people;
mod related;
mod sources;
mod told;
mod when;
mod who;

use rusqlite::{Connection, Result};
use serde::Serialize;

use crate::lang::ast::EntityKind;
use sources::Sources;

/// Which documents count: days yyyymmdd, from the first and before the second.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Range {
    pub from: i32,
    pub to: i32,
}

impl Range {
    /// Undated documents too: no day counts as the first of all.
    pub const ALL: Range = Range { from: 0, to: i32::MAX };
}

/// A briefing. Numbers in `sources` are those of [`Dossier::sources`].
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Dossier {
    /// As it can be typed behind `@`: `person/2`.
    pub entity: String,
    /// person, country, org, project.
    pub kind: String,
    pub name: String,
    /// Other names that it is known by.
    pub also: Vec<String>,
    /// What it is, in short: a country and its capital, a project's sector and status.
    pub about: Vec<About>,
    /// Documents that name it within the range.
    pub documents: i64,
    /// YYYY-MM-DD of the first and the last of them.
    pub first: Option<String>,
    pub last: Option<String>,
    /// Documents in each period, none left out.
    pub timeline: Vec<Period>,
    pub roles: Listed<Held>,
    pub companions: Vec<Companion>,
    pub events: Listed<Event>,
    pub projects: Listed<Project>,
    pub quotes: Listed<Quote>,
    pub sources: Vec<Source>,
}

/// The first of them, and how many more there are.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Listed<T> {
    pub shown: Vec<T>,
    pub more: usize,
}

impl<T> Default for Listed<T> {
    fn default() -> Listed<T> {
        Listed { shown: Vec::new(), more: 0 }
    }
}

impl<T> Listed<T> {
    fn first(most: usize, mut all: Vec<T>) -> Listed<T> {
        let more = all.len().saturating_sub(most);
        all.truncate(most);
        Listed { shown: all, more }
    }
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct About {
    pub what: &'static str,
    pub value: String,
}

/// YYYY or YYYY-MM.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Period {
    pub period: String,
    pub documents: i64,
}

/// A post that someone held.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Held {
    /// Of another's dossier, who.
    pub person: Option<String>,
    pub post: String,
    /// Country or organization of the post.
    pub of: Option<String>,
    /// YYYY-MM-DD of the first and the last document that says so.
    pub first: Option<String>,
    pub last: Option<String>,
    pub documents: i64,
    pub sources: Vec<usize>,
}

/// Who or what is named in the same documents.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Companion {
    pub entity: String,
    pub kind: &'static str,
    pub name: String,
    pub documents: i64,
    /// The newest of them.
    pub sources: Vec<usize>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Event {
    pub name: String,
    pub kind: String,
    pub status: String,
    /// YYYY, YYYY-MM or YYYY-MM-DD; of the newest report where the event's own is not known.
    pub date: Option<String>,
    pub place: Option<String>,
    pub participants: Vec<String>,
    pub sources: Vec<usize>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Project {
    pub entity: String,
    pub name: String,
    pub sector: String,
    pub documents: i64,
    /// What was reported of it, oldest first, each change once.
    pub history: Vec<Report>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Report {
    pub date: Option<String>,
    pub status: String,
    pub modality: String,
    /// The sentence.
    pub evidence: String,
    pub sources: Vec<usize>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Quote {
    pub date: Option<String>,
    pub speaker: Option<String>,
    pub verb: Option<String>,
    pub text: String,
    pub kind: String,
    pub sources: Vec<usize>,
}

/// A document that something rests on.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Source {
    pub number: usize,
    pub document: i64,
    pub key: String,
    pub date: Option<String>,
    pub title: String,
    pub source: Option<String>,
    pub url: Option<String>,
}

/// Whom a dossier is about, and which documents count.
struct Subject<'a> {
    conn: &'a Connection,
    kind: EntityKind,
    id: i64,
    range: Range,
}

/// The dossier of an entity.
///
/// # Errors
/// SQLite's, also when there is no such entity.
pub fn dossier(conn: &Connection, kind: EntityKind, id: i64, range: Range) -> Result<Dossier> {
    let subject = Subject { conn, kind, id, range };
    let mut sources = Sources::default();
    let mut dossier = subject.who()?;
    (dossier.documents, dossier.first, dossier.last) = subject.extent()?;
    dossier.timeline = subject.timeline()?;
    dossier.roles = subject.roles(&mut sources)?;
    dossier.projects = subject.projects(&mut sources)?;
    dossier.events = subject.events(&mut sources)?;
    dossier.quotes = subject.quotes(&mut sources)?;
    dossier.companions = subject.companions(&mut sources)?;
    dossier.sources = sources.read(conn)?;
    Ok(dossier)
}

/// YYYY-MM-DD of yyyymmdd.
fn date(day: Option<i64>) -> Option<String> {
    day.map(|day| format!("{:04}-{:02}-{:02}", day / 10_000, day / 100 % 100, day % 100))
}
