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
    /// First day that counts; 0 takes in what has no date.
    pub from: i32,
    /// First day that no longer counts.
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
    /// As the archive calls it.
    pub name: String,
    /// Other names that it is known by.
    pub also: Vec<String>,
    /// What it is, in short: a country and its capital, a project's sector and status.
    pub about: Vec<About>,
    /// Documents that name it within the range.
    pub documents: i64,
    /// YYYY-MM-DD of the first and the last of them.
    pub first: Option<String>,
    /// YYYY-MM-DD of the last of them.
    pub last: Option<String>,
    /// Documents in each period, none left out.
    pub timeline: Vec<Period>,
    /// Of a person the posts, of a country or an organization who held one of its; a project has none.
    pub roles: Listed<Held>,
    /// People, countries and organizations; of each kind the most often named first.
    pub companions: Vec<Companion>,
    /// The newest first; a project takes part in none.
    pub events: Listed<Event>,
    /// The most reported first; of a project, itself.
    pub projects: Listed<Project>,
    /// Word for word before reported, and of each the newest first.
    pub quotes: Listed<Quote>,
    /// In the order of their numbers.
    pub sources: Vec<Source>,
}

/// The first of them, and how many more there are.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Listed<T> {
    /// No more than the section has room for.
    pub shown: Vec<T>,
    /// How many are left out.
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

/// A line of what it is, in short.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct About {
    /// `capital`, `sector`, `part of` …
    pub what: &'static str,
    /// In words.
    pub value: String,
}

/// YYYY or YYYY-MM.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Period {
    /// YYYY or YYYY-MM, as long as the whole range asks for.
    pub period: String,
    /// Those of the period that name it; may be 0.
    pub documents: i64,
}

/// A post that someone held.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Held {
    /// Of another's dossier, who.
    pub person: Option<String>,
    /// Normalised: president, foreign minister.
    pub post: String,
    /// Country or organization of the post.
    pub of: Option<String>,
    /// YYYY-MM-DD of the first and the last document that says so.
    pub first: Option<String>,
    /// YYYY-MM-DD of the last document that says so.
    pub last: Option<String>,
    /// How many say so.
    pub documents: i64,
    /// Some that say so.
    pub sources: Vec<usize>,
}

/// Who or what is named in the same documents.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Companion {
    /// As it can be typed behind `@`.
    pub entity: String,
    /// person, country, org, project.
    pub kind: &'static str,
    /// As the archive calls it.
    pub name: String,
    /// How many name both.
    pub documents: i64,
    /// The newest of them.
    pub sources: Vec<usize>,
}

/// Something that happened, or is to.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Event {
    /// As named, or made from its kind and participants.
    pub name: String,
    /// meeting, visit, summit …: as in schema.sql.
    pub kind: String,
    /// held, planned, invited, postponed, cancelled.
    pub status: String,
    /// YYYY, YYYY-MM or YYYY-MM-DD; of the newest report where the event's own is not known.
    pub date: Option<String>,
    /// As the archive calls it.
    pub place: Option<String>,
    /// People, then countries.
    pub participants: Vec<String>,
    /// Documents that report it.
    pub sources: Vec<usize>,
}

/// An undertaking with what was reported of it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Project {
    /// As it can be typed behind `@`: `project/3`.
    pub entity: String,
    /// As the archive calls it.
    pub name: String,
    /// As in schema.sql: transport, energy …
    pub sector: String,
    /// How many report on it.
    pub documents: i64,
    /// What was reported of it, oldest first, each change once.
    pub history: Vec<Report>,
}

/// A change in what is said of a project.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Report {
    /// YYYY-MM-DD of the document; `None` is undated.
    pub date: Option<String>,
    /// proposed, signed, under_way …: as in schema.sql.
    pub status: String,
    /// asserted, planned, conditional, negated.
    pub modality: String,
    /// The sentence.
    pub evidence: String,
    /// The document that says so.
    pub sources: Vec<usize>,
}

/// Something said.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Quote {
    /// YYYY-MM-DD of the document; `None` is undated.
    pub date: Option<String>,
    /// A name, or the words that stand for one.
    pub speaker: Option<String>,
    /// Of saying, as written.
    pub verb: Option<String>,
    /// Without the marks.
    pub text: String,
    /// direct or indirect.
    pub kind: String,
    /// The document that has it.
    pub sources: Vec<usize>,
}

/// A document that something rests on.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Source {
    /// From 1, in the order in which lines first lean on it.
    pub number: usize,
    /// Row of `documents`.
    pub document: i64,
    /// Stable across archives.
    pub key: String,
    /// YYYY, YYYY-MM or YYYY-MM-DD; `None` is undated.
    pub date: Option<String>,
    /// Headline.
    pub title: String,
    /// Name of the publisher.
    pub source: Option<String>,
    /// Where it stands on the web, else the path at which it was read.
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
