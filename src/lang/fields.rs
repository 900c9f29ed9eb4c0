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
    Documents,
    People,
    Countries,
    Organizations,
    Projects,
    Quotes,
    Events,
}

/// Every field of every source; which source has which is in [`SOURCES`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Field {
    Date,
    Since,
    Until,
    Before,
    After,
    Title,
    Text,
    Source,
    Author,
    Place,
    Lang,
    Person,
    Country,
    Organization,
    Project,
    Kind,
    New,
    Name,
    Role,
    Region,
    Sector,
    Status,
    Speaker,
    Verb,
    /// `within:sentence`
    Within,
    /// `duplicates:all`
    Duplicates,
}

/// What rows can be grouped by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Bucket {
    Day,
    Week,
    Month,
    Quarter,
    Year,
    Person,
    Country,
    Organization,
    Project,
    Source,
    Lang,
    Place,
    Status,
    Sector,
    Kind,
}

/// A source with all that belongs to it.
#[derive(Debug)]
pub struct SourceInfo {
    pub source: Source,
    /// The canonical spelling: `documents`.
    pub name: &'static str,
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
    pub field: Field,
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

#[derive(Debug)]
pub struct ColumnInfo {
    /// As typed after `sort`, `where`, `select`, and as the heading.
    pub name: &'static str,
    pub ty: ColumnType,
    /// Shown without `select`.
    pub shown: Shown,
    /// One line.
    pub doc: &'static str,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnType {
    Text,
    /// Codes with `, ` between them.
    Codes,
    /// Text that may be cut first when room is short.
    Elastic,
    Integer,
    Real,
    /// YYYY, YYYY-MM or YYYY-MM-DD.
    Date,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    Always,
    WhenSelected,
}

/// A word with a meaning: a bucket, a stage, a function, a kind of entity.
#[derive(Debug)]
pub struct WordInfo<T> {
    pub what: T,
    /// The canonical spelling.
    pub name: &'static str,
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
    Where,
    By,
    Sort,
    Top,
    Limit,
    Select,
    Count,
    Snippet,
    Pairs,
    Chart,
}

/// The words and sigils of a filter, and those at the head of a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FunctionWord {
    And,
    Or,
    Not,
    With,
    In,
    Near,
    All,
    Mention,
    Set,
    Parameter,
    Phrase,
    Prefix,
    Inflected,
    Let,
    Explain,
    Why,
}

/// The word of `values` that `word` spells: case does not matter, nor `-` or `_`.
pub fn one_of(values: &'static [&'static str], word: &str) -> Option<&'static str> {
    let word = word.replace('-', "_");
    values.iter().copied().find(|value| value.eq_ignore_ascii_case(&word))
}

impl Source {
    pub const ALL: [Source; 7] = [
        Source::Documents,
        Source::People,
        Source::Countries,
        Source::Organizations,
        Source::Projects,
        Source::Quotes,
        Source::Events,
    ];

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
    pub fn info(self) -> &'static FieldInfo {
        match self {
            Role::Own(info) | Role::Gathered(info) => info,
        }
    }
}
