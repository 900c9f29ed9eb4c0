//! The one table of what the language knows: sources, their fields and columns, buckets, stages,
//! functions.
//!
//! The parser, the checker, completion, highlighting, help and the reference in GRAMMAR.md all read
//! it, so that what is not here does not exist.

mod names;
mod near;
mod sources;
mod words;

use super::ast::EntityKind;

pub use near::near;
pub use sources::SOURCES;
pub use words::{BUCKETS, FUNCTIONS, KINDS, STAGES};

/// What a query asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Source {
    /// Articles; meant when no source is named.
    Documents,
    /// Everyone named in the documents.
    People,
    /// Countries of ISO 3166 that the documents name.
    Countries,
    /// Bodies, companies and agencies that the documents name.
    Organizations,
    /// Concrete undertakings: a pipeline, a corridor, a fund.
    Projects,
    /// What was said, and by whom.
    Quotes,
    /// Meetings, visits, summits and the like.
    Events,
}

/// Every field of every source; which source has which is in [`SOURCES`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Field {
    /// `date:`: published, or of an event: was or is to be, in that period.
    Date,
    /// `since:`: then or later, the beginning of the period included.
    Since,
    /// `until:`: then or earlier, the end of the period included.
    Until,
    /// `before:`: earlier than the beginning of the period.
    Before,
    /// `after:`: later than the end of the period.
    After,
    /// `title:`: words of the headline.
    Title,
    /// `text:`: words of the body, or of a quote.
    Text,
    /// `source:`: who published.
    Source,
    /// `author:`: who is named as having written it.
    Author,
    /// `place:`: the dateline's city, or where an event was.
    Place,
    /// `lang:`: ISO 639-1.
    Lang,
    /// `person:`: someone whom the document, the project or the event names.
    Person,
    /// `country:`: one that is named, or that the row belongs to.
    Country,
    /// `org:`: a body that the document, the project or the event names.
    Organization,
    /// `project:`: one that the document reports on.
    Project,
    /// `kind:`: of event or of organization.
    Kind,
    /// `new:`: archived since that saved query last ran.
    New,
    /// `name:`: of the row itself, or a part of it.
    Name,
    /// `role:`: a post that someone holds.
    Role,
    /// `region:`: a group of countries, with all that belong to it.
    Region,
    /// `sector:`: of a project.
    Sector,
    /// `status:`: how far a project is, or whether an event was held.
    Status,
    /// `speaker:`: who says it.
    Speaker,
    /// `verb:`: of saying, as written.
    Verb,
    /// `within:sentence`
    Within,
    /// `duplicates:all`
    Duplicates,
}

/// What rows can be grouped by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Bucket {
    /// Calendar day.
    Day,
    /// ISO week, which begins on Monday.
    Week,
    /// Calendar month.
    Month,
    /// Calendar quarter.
    Quarter,
    /// Calendar year.
    Year,
    /// Everyone named; of quotes the speaker.
    Person,
    /// Every country named, or the one that the row belongs to.
    Country,
    /// Every organization named.
    Organization,
    /// Every project reported on.
    Project,
    /// Who published.
    Source,
    /// ISO 639-1.
    Lang,
    /// The dateline's city, or where an event was.
    Place,
    /// How far a project is, or whether an event was held.
    Status,
    /// Of a project.
    Sector,
    /// Of an event or an organization.
    Kind,
}

/// A source with all that belongs to it.
#[derive(Debug)]
pub struct SourceInfo {
    /// The variant that this entry describes.
    pub source: Source,
    /// The canonical spelling: `documents`.
    pub name: &'static str,
    /// Other spellings, plurals and short forms: `docs`.
    pub synonyms: &'static [&'static str],
    /// One line.
    pub doc: &'static str,
    /// A whole query.
    pub example: &'static str,
    /// Its own fields: they filter its rows.
    pub fields: &'static [FieldInfo],
    /// Those shown by default first, in order.
    pub columns: &'static [ColumnInfo],
    /// What its rows can be grouped by.
    pub buckets: &'static [Bucket],
}

/// A field as one source has it. `country` of people and of documents are two different entries.
#[derive(Debug)]
pub struct FieldInfo {
    /// The variant that this entry describes.
    pub field: Field,
    /// What may stand behind its colon.
    pub ty: FieldType,
    /// One line, which says what it is a property of.
    pub doc: &'static str,
    /// A whole query.
    pub example: &'static str,
}

/// What stands after `field:`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum FieldType {
    /// A date expression or a range of them: `date:2023-01..2023-03`. Lists mean any.
    Date,
    /// One date expression, no list and no range: `since:2023`.
    DateBound,
    /// Words or phrases to find.
    Words,
    /// A name or a title, compared folded (see `text::fold`); equal or a run of its words.
    Name,
    /// Something with a name of its own in the archive: `country:kz`.
    Entity(EntityKind),
    /// One of these words; see [`one_of`].
    OneOf(&'static [&'static str]),
    /// Name of a saved query.
    SavedQuery,
}

/// Where a field's predicate applies, seen from a source.
#[derive(Clone, Copy, Debug)]
pub enum Role {
    /// It filters the rows of the source.
    Own(&'static FieldInfo),
    /// The gather rule: it helps to choose the one set of documents that the rows come from.
    Gathered(&'static FieldInfo),
}

/// A column of a source's rows.
#[derive(Debug)]
pub struct ColumnInfo {
    /// As typed after `sort`, `where`, `select`, and as the heading.
    pub name: &'static str,
    /// How it is compared, sorted and aligned.
    pub ty: ColumnType,
    /// Shown without `select`.
    pub shown: Shown,
    /// One line.
    pub doc: &'static str,
}

/// What the cells of a column hold, which decides how they are compared, aligned and cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnType {
    /// One line of it.
    Text,
    /// Codes with `, ` between them.
    Codes,
    /// Text that may be cut first when room is short.
    Elastic,
    /// A whole number, aligned to the right.
    Integer,
    /// A number with a fraction, aligned to the right.
    Real,
    /// YYYY, YYYY-MM or YYYY-MM-DD.
    Date,
}

/// Whether a column needs asking for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// In every answer that does not say `select`.
    Always,
    /// Only by `select`.
    WhenSelected,
}

/// A word with a meaning: a bucket, a stage, a function, a kind of entity.
#[derive(Debug)]
pub struct WordInfo<T> {
    /// The variant that this entry describes.
    pub what: T,
    /// The canonical spelling.
    pub name: &'static str,
    /// Other spellings, which mean the same.
    pub synonyms: &'static [&'static str],
    /// What follows it, as in the grammar; empty when nothing does.
    pub takes: &'static str,
    /// One line.
    pub doc: &'static str,
    /// A whole query.
    pub example: &'static str,
}

/// The stages that are no source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum StageWord {
    /// Keeps rows by a column.
    Where,
    /// Counts per bucket.
    By,
    /// Orders.
    Sort,
    /// The first rows, or the first of each bucket.
    Top,
    /// A page of the rows.
    Limit,
    /// These columns.
    Select,
    /// How many rows.
    Count,
    /// Words around the first hit.
    Snippet,
    /// What occurs together.
    Pairs,
    /// Draws the counts.
    Chart,
}

/// The words and sigils of a filter, and those at the head of a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FunctionWord {
    /// Both conditions; a blank says the same.
    And,
    /// Either condition.
    Or,
    /// The condition does not hold.
    Not,
    /// Named by the document: the same as `@`.
    With,
    /// Found in the documents of another query.
    In,
    /// Words not far from one another.
    Near,
    /// After a field: each of these values.
    All,
    /// `@`: an entity that a document names.
    Mention,
    /// `&`: a saved query.
    Set,
    /// `$`: a value from outside.
    Parameter,
    /// `"`: words in this order.
    Phrase,
    /// `*` behind a word: any ending.
    Prefix,
    /// `~` before a word: any of its forms.
    Inflected,
    /// Saves a query.
    Let,
    /// Tells how a query is read and run.
    Explain,
    /// Tells the hits of each condition alone.
    Why,
}

/// The word of `values` that `word` spells: case does not matter, nor `-` or `_`.
pub fn one_of(values: &'static [&'static str], word: &str) -> Option<&'static str> {
    let word = word.replace('-', "_");
    values.iter().copied().find(|value| value.eq_ignore_ascii_case(&word))
}

impl Source {
    /// In the order of the variants, which is that of [`SOURCES`].
    pub const ALL: [Source; 7] = [
        Source::Documents,
        Source::People,
        Source::Countries,
        Source::Organizations,
        Source::Projects,
        Source::Quotes,
        Source::Events,
    ];

    /// Its entry in [`SOURCES`].
    pub fn info(self) -> &'static SourceInfo {
        // SOURCES is in the order of the variants, which a test below holds to.
        &SOURCES[self as usize]
    }

    /// How `field` applies to this source; `None` when it does not.
    ///
    /// Own fields come first, so that `country:kz` on people is the country they serve.
    pub fn field(self, field: Field) -> Option<Role> {
        if let Some(own) = self.info().fields.iter().find(|info| info.field == field) {
            return Some(Role::Own(own));
        }
        let document = Source::Documents.info().fields.iter().find(|info| info.field == field)?;
        (!matches!(document.ty, FieldType::Entity(_)) && field != Field::Kind).then_some(Role::Gathered(document))
    }

    /// All fields that can stand in a query of this source: its own, then the gathered.
    pub fn fields(self) -> impl Iterator<Item = Role> {
        let own = self.info().fields.iter().map(Role::Own);
        let gathered = Source::Documents.info().fields.iter().filter_map(move |info| match self.field(info.field) {
            Some(Role::Gathered(info)) => Some(Role::Gathered(info)),
            _ => None,
        });
        own.chain(gathered)
    }

    /// The column of that name, whatever its case.
    pub fn column(self, name: &str) -> Option<&'static ColumnInfo> {
        self.info().columns.iter().find(|column| column.name.eq_ignore_ascii_case(name))
    }

    /// The kind of entity that the rows of this source are; `None` for documents, quotes, events.
    pub fn entity(self) -> Option<EntityKind> {
        match self {
            Source::People => Some(EntityKind::Person),
            Source::Countries => Some(EntityKind::Country),
            Source::Organizations => Some(EntityKind::Organization),
            Source::Projects => Some(EntityKind::Project),
            Source::Documents | Source::Quotes | Source::Events => None,
        }
    }
}

impl Role {
    /// The field, wherever it comes from.
    pub fn info(self) -> &'static FieldInfo {
        match self {
            Role::Own(info) | Role::Gathered(info) => info,
        }
    }
}
