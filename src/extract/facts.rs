//! What extraction finds in one article. Every fact carries its sentence, its span, the rule that
//! made it and a confidence.
//!
//! Entities here are those of one document: `people[3]` is the fourth person *of this article*.
//! Who that is across the archive is decided by [`crate::identity`] when it is stored.

use std::fmt;

use crate::text::Span;

/// A reason to believe: where it stands, which rule said so, how sure it is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Evidence {
    /// Index into `Text::sentences`.
    pub sentence: usize,
    /// The words that carry the fact (a surface, a title, a clause).
    pub span: Span,
    /// Name of the rule, kebab-case and stable: `title-before-name`.
    pub rule: &'static str,
    /// 0 to 1.
    pub confidence: f32,
}

/// All that was found in one article.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    pub header: Header,
    pub people: Vec<Person>,
    pub countries: Vec<Country>,
    pub organizations: Vec<Organization>,
    pub places: Vec<Place>,
    pub projects: Vec<Project>,
    pub events: Vec<Event>,
    /// Direct and indirect, in text order.
    pub quotes: Vec<Quote>,
    /// Every surface of every entity, in text order.
    pub mentions: Vec<Mention>,
}

/// What stands at an article's head, and whom it credits.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Header {
    pub dateline: Option<Dateline>,
    /// Agency or press service that the text credits: `Akorda press service`.
    pub credited: Option<Credit>,
    /// Where the article proper begins, in bytes: after the dateline.
    pub body_start: u32,
}

/// `ASTANA, Nov. 24 (Kazinform) —`
#[derive(Clone, Debug, PartialEq)]
pub struct Dateline {
    /// The whole dateline, without the dash that ends it.
    pub span: Span,
    /// The city as written: `ASTANA`.
    pub place: Option<String>,
    /// Index into `Facts::places`, when the gazetteer knows the city.
    pub place_index: Option<usize>,
    /// The date as written: `2023-11-24`, `Nov. 24`.
    pub date_text: Option<String>,
    /// The date, completed by the article's own when the text leaves the year out.
    pub date: Option<PartialDate>,
    /// Agency in the dateline itself: `Kazinform`.
    pub agency: Option<String>,
}

/// A credit to an agency and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Credit {
    pub name: String,
    pub evidence: Evidence,
}

/// A date as far as it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartialDate {
    pub year: i32,
    pub month: Option<u8>,
    /// Only when the month is known.
    pub day: Option<u8>,
}

impl PartialDate {
    /// Reads `2023`, `2023-11` or `2023-11-24`; a time behind it (`T10:00`) is left aside.
    pub fn parse(iso: &str) -> Option<PartialDate> {
        let day = iso.trim().split(['T', ' ']).next()?;
        let mut parts = day.split('-');
        let year = parts.next().filter(|y| y.len() == 4)?.parse().ok()?;
        let month = parts.next().map(|m| m.parse().ok().filter(|m| (1..=12).contains(m)));
        let day = parts.next().map(|d| d.parse().ok().filter(|d| (1..=31).contains(d)));
        if month == Some(None) || day == Some(None) || parts.next().is_some() {
            return None;
        }
        Some(PartialDate { year, month: month.flatten(), day: day.flatten() })
    }

    /// As yyyymmdd, a partial date as its first day.
    pub fn first_day(self) -> i32 {
        self.year * 10_000 + i32::from(self.month.unwrap_or(1)) * 100 + i32::from(self.day.unwrap_or(1))
    }
}

/// ISO 8601, as far as the date is known: `2023`, `2023-11`, `2023-11-24`.
impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
            if let Some(day) = self.day {
                write!(f, "-{day:02}")?;
            }
        }
        Ok(())
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    Person,
    Country,
    Organization,
    Place,
    Project,
    Event,
}

/// In what sense a country (or anything else) is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Sense {
    /// By its own name.
    Literal,
    /// "Kazakh oil", "the Kazakhs".
    Demonym,
    /// "Baku agreed": a capital or seat of government that stands for the state.
    Metonym,
    /// Only inside a longer name: "Bank of Mongolia".
    Embedded,
    /// By a word that points back: "the two leaders", "he", "the president".
    Anaphor,
}

/// One surface of one entity.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    pub kind: Kind,
    /// Index into the vector of its kind; `None` is unresolved (a surname that fits two people).
    pub entity: Option<usize>,
    pub sense: Sense,
    pub evidence: Evidence,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Person {
    /// The fullest form in the document, on one line: `Kassym-Jomart Tokayev`.
    pub name: String,
    pub given: Option<String>,
    pub family: Option<String>,
    pub patronymic: Option<String>,
    /// ISO alpha-2, stated or implied by a role.
    pub country: Option<&'static str>,
    pub roles: Vec<Role>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Role {
    /// As written: `President of Azerbaijan`.
    pub title: String,
    /// Normalised: `president`, `foreign minister`.
    pub post: String,
    /// ISO alpha-2.
    pub country: Option<&'static str>,
    pub organization: Option<String>,
    /// False when it was carried over, as by "his counterpart".
    pub basis: Basis,
    pub evidence: Evidence,
}

/// Whether the text says so, or it follows from what the text says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Basis {
    Stated,
    Inferred,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Country {
    /// ISO alpha-2.
    pub code: &'static str,
    /// 0 to 1; 0.5 and more: the document is about it.
    pub salience: f32,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Organization {
    /// The fullest form in the document.
    pub name: String,
    pub acronym: Option<String>,
    /// As in schema.sql: `international`, `government`, `company` …
    pub kind: Option<&'static str>,
    /// ISO alpha-2.
    pub country: Option<&'static str>,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Place {
    pub name: String,
    /// ISO alpha-2.
    pub country: Option<&'static str>,
    /// Degrees: latitude, longitude.
    pub position: Option<(f32, f32)>,
}

/// A concrete undertaking, with all that this document reports of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Project {
    /// Shortest noun phrase that stands alone.
    pub name: String,
    /// Folded head, route and place: equal keys are one project, in this document and across.
    pub key: String,
    /// As in schema.sql: `transport`, `energy` …
    pub sector: &'static str,
    /// Head noun: `pipeline`.
    pub kind: Option<String>,
    /// ISO alpha-2, each with how it is known.
    pub parties: Vec<(&'static str, Basis)>,
    /// Indices into `Facts::people` and `Facts::organizations`.
    pub people: Vec<usize>,
    pub organizations: Vec<usize>,
    /// At least one, in text order.
    pub reports: Vec<ProjectReport>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct ProjectReport {
    /// The governing verb as written.
    pub verb: Option<String>,
    pub status: Status,
    pub modality: Modality,
    /// Index into `Facts::people`.
    pub speaker: Option<usize>,
    /// For when it holds, if the text says so.
    pub as_of: Option<PartialDate>,
    pub amount: Option<Amount>,
    /// Span: the noun phrase that names the project.
    pub evidence: Evidence,
}

/// What became of a project. Ordered by how far along it is; the last three stand apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    Mentioned,
    Proposed,
    Discussed,
    Agreed,
    Signed,
    Launched,
    UnderWay,
    Completed,
    Suspended,
    Cancelled,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Modality {
    Asserted,
    Planned,
    Conditional,
    Negated,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Amount {
    pub value: f64,
    /// ISO 4217.
    pub currency: &'static str,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    pub kind: EventKind,
    pub status: EventStatus,
    /// As named in the text: `first SPECA Summit`.
    pub name: Option<String>,
    pub date: Option<PartialDate>,
    /// As written: `next year`.
    pub date_text: Option<String>,
    /// As written: `Baku`.
    pub place: Option<String>,
    /// Index into `Facts::places`.
    pub place_index: Option<usize>,
    /// Indices into `Facts::people`, each with its capacity (`visitor`, `host`, `inviter` …).
    pub people: Vec<(usize, Option<&'static str>)>,
    /// ISO alpha-2.
    pub countries: Vec<&'static str>,
    /// Indices into `Facts::organizations`.
    pub organizations: Vec<usize>,
    /// Index into `Facts::events`: the summit at whose margin it was held.
    pub parent: Option<usize>,
    /// Span: the words that name or tell it.
    pub evidence: Evidence,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum EventKind {
    Meeting,
    Visit,
    StateVisit,
    Summit,
    Call,
    Signing,
    Statement,
    Other,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum EventStatus {
    Held,
    Planned,
    Invited,
    Postponed,
    Cancelled,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Quote {
    pub kind: QuoteKind,
    /// What was said, without the marks; paragraphs joined by `\n\n`.
    pub text: String,
    pub speaker: Speaker,
    /// As written: `said`.
    pub verb: Option<String>,
    pub addressee: Option<String>,
    /// The agency that passed it on, which is not the speaker.
    pub relayed_by: Option<String>,
    /// Span: the words said, without the outer marks.
    pub evidence: Evidence,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum QuoteKind {
    Direct,
    Indirect,
}

/// Who said it.
#[derive(Clone, Debug, PartialEq)]
pub enum Speaker {
    /// Index into `Facts::people`.
    Person(usize),
    /// Index into `Facts::organizations`.
    Organization(usize),
    /// Only a description: `the minister`.
    Described(String),
    Unknown,
}
