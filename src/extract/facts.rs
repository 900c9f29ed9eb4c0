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
    /// Dateline and credit; both empty where the article has neither.
    pub header: Header,
    /// Everyone named, each once.
    pub people: Vec<Person>,
    /// Countries that any surface names, demonyms and capitals among them.
    pub countries: Vec<Country>,
    /// Bodies, companies and agencies; each once.
    pub organizations: Vec<Organization>,
    /// Cities and other spots with a name, each once.
    pub places: Vec<Place>,
    /// Undertakings told of concretely enough to have a name.
    pub projects: Vec<Project>,
    /// Meetings, visits, summits and the like, held or not.
    pub events: Vec<Event>,
    /// Direct and indirect, in text order.
    pub quotes: Vec<Quote>,
    /// Every surface of every entity, in text order.
    pub mentions: Vec<Mention>,
}

/// What stands at an article's head, and whom it credits.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Header {
    /// `None` where the text begins without one.
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
    /// As written: `Akorda press service`.
    pub name: String,
    /// The words that credit it.
    pub evidence: Evidence,
}

/// A date as far as it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartialDate {
    /// Of the Gregorian calendar, four digits.
    pub year: i32,
    /// 1 to 12.
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

/// What can be mentioned: tells which vector of [`Facts`] an index belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// [`Facts::people`].
    Person,
    /// [`Facts::countries`].
    Country,
    /// [`Facts::organizations`].
    Organization,
    /// [`Facts::places`].
    Place,
    /// [`Facts::projects`].
    Project,
    /// [`Facts::events`].
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
    /// Which vector `entity` is an index into.
    pub kind: Kind,
    /// Index into the vector of its kind; `None` is unresolved (a surname that fits two people).
    pub entity: Option<usize>,
    /// By its own name, or by something that stands for it.
    pub sense: Sense,
    /// Span: the surface itself.
    pub evidence: Evidence,
}

/// Someone who is named in the article, with all that it says of who they are.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Person {
    /// The fullest form in the document, on one line: `Daniyar Sarsenov`.
    pub name: String,
    /// First name as written, initials included; `None` where only a family name stands.
    pub given: Option<String>,
    /// Family name as written; `None` for those who go by one name.
    pub family: Option<String>,
    /// As written: `Maratovich`; with `oglu` or `qizi` the father's name too.
    pub patronymic: Option<String>,
    /// ISO alpha-2, stated or implied by a role.
    pub country: Option<&'static str>,
    /// Posts that the article gives them, in text order.
    pub roles: Vec<Role>,
}

impl Person {
    /// Gives a role, by its number, the country that nothing but what stands around it tells.
    pub(super) fn infer_country(&mut self, role: usize, code: &'static str) {
        self.country = self.country.or(Some(code));
        let role = &mut self.roles[role];
        role.country = Some(code);
        role.basis = Basis::Inferred;
        role.evidence.confidence = 0.5;
    }
}

/// A post that the article says someone holds.
#[derive(Clone, Debug, PartialEq)]
pub struct Role {
    /// As written: `President of Azerbaijan`.
    pub title: String,
    /// Normalised: `president`, `foreign minister`.
    pub post: String,
    /// ISO alpha-2.
    pub country: Option<&'static str>,
    /// Body of the post as written: `Asian Development Bank`.
    pub organization: Option<String>,
    /// Whether the text says so, or it was carried over, as by "his counterpart".
    pub basis: Basis,
    /// Span: the words that give the post.
    pub evidence: Evidence,
}

/// Whether the text says so, or it follows from what the text says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Basis {
    /// In words of the article.
    Stated,
    /// Carried over, as by "his counterpart", or from the other party of an event.
    Inferred,
}

/// A country that the article names.
#[derive(Clone, Debug, PartialEq)]
pub struct Country {
    /// ISO alpha-2.
    pub code: &'static str,
    /// 0 to 1; 0.5 and more: the document is about it.
    pub salience: f32,
}

/// A body, company or agency that the article names.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Organization {
    /// The fullest form in the document.
    pub name: String,
    /// `ADB`, where the article tells it or the gazetteer does.
    pub acronym: Option<String>,
    /// As in schema.sql: `international`, `government`, `company` …
    pub kind: Option<&'static str>,
    /// ISO alpha-2.
    pub country: Option<&'static str>,
}

/// A city, or another spot with a name.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Place {
    /// In the letters of a name, whatever the text has: `New Delhi` of a dateline in capitals.
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
    /// Indices into `Facts::organizations`.
    pub organizations: Vec<usize>,
    /// At least one, in text order.
    pub reports: Vec<ProjectReport>,
}

/// What one sentence says has become of a project.
#[derive(Clone, Debug, PartialEq)]
pub struct ProjectReport {
    /// The governing verb as written.
    pub verb: Option<String>,
    /// How far along it is, by the verb.
    pub status: Status,
    /// Whether that is so, or is to be, might be, is not.
    pub modality: Modality,
    /// Index into `Facts::people`.
    pub speaker: Option<usize>,
    /// For when it holds, if the text says so.
    pub as_of: Option<PartialDate>,
    /// What it costs or brings, where the report says so.
    pub amount: Option<Amount>,
    /// Span: the noun phrase that names the project.
    pub evidence: Evidence,
}

/// What became of a project. Ordered by how far along it is; the last three stand apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// Named, and nothing said of how far it is.
    Mentioned,
    /// Planned, wanted or suggested.
    Proposed,
    /// It is talked about.
    Discussed,
    /// Announced, approved, paid for or promised.
    Agreed,
    /// There is a paper with signatures.
    Signed,
    /// Begun, founded or opened.
    Launched,
    /// Being built, carried out or in use.
    UnderWay,
    /// Finished or delivered.
    Completed,
    /// Stopped or put off.
    Suspended,
    /// Given up or turned down.
    Cancelled,
}

/// How far what is reported is a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Modality {
    /// It is so: "signed".
    Asserted,
    /// It is to be: "will sign".
    Planned,
    /// It might be: "could sign", "if signed".
    Conditional,
    /// It is not: "did not sign".
    Negated,
}

/// A sum of money, multiplied out: `$2.5 billion` is 2 500 000 000.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Amount {
    /// In whole units of the currency.
    pub value: f64,
    /// ISO 4217.
    pub currency: &'static str,
}

/// Something that happened or is to happen, at a time and with participants.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// What sort of occasion it was.
    pub kind: EventKind,
    /// Whether it took place.
    pub status: EventStatus,
    /// As named in the text: `first SPECA Summit`.
    pub name: Option<String>,
    /// Completed by the article's own when the text says it relative to that; `None` when unknown.
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

/// What sort of occasion an event is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum EventKind {
    /// Talks, face to face.
    Meeting,
    /// Someone travels to another country or place.
    Visit,
    /// A visit that the text calls a state visit.
    StateVisit,
    /// Several heads meet, or a conference, forum or congress.
    Summit,
    /// By telephone or video.
    Call,
    /// A paper is signed.
    Signing,
    /// A message or declaration to somebody.
    Statement,
    /// None of these.
    Other,
}

/// How an event stands on the day of the article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum EventStatus {
    /// It took place.
    Held,
    /// It is announced.
    Planned,
    /// Somebody is asked to come.
    Invited,
    /// It is put off, with or without a new date.
    Postponed,
    /// It is called off.
    Cancelled,
}

/// What somebody is reported to have said.
#[derive(Clone, Debug, PartialEq)]
pub struct Quote {
    /// Between marks, or reported.
    pub kind: QuoteKind,
    /// What was said, without the marks; paragraphs joined by `\n\n`.
    pub text: String,
    /// `Unknown` where the text leaves it open.
    pub speaker: Speaker,
    /// As written: `said`.
    pub verb: Option<String>,
    /// To whom, as written.
    pub addressee: Option<String>,
    /// The agency that passed it on, which is not the speaker.
    pub relayed_by: Option<String>,
    /// Span: the words said, without the outer marks.
    pub evidence: Evidence,
}

/// How words are given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum QuoteKind {
    /// Word for word, between quotation marks.
    Direct,
    /// In the reporter's words: `said that …`.
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
    /// Nobody is named and nobody described.
    Unknown,
}
