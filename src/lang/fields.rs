//! The one table of what the language knows: sources, their fields and columns, buckets, stages.
//!
//! The parser, the checker, completion, highlighting, help and the reference in GRAMMAR.md all read
//! it, so that what is not here does not exist.

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

/// Every field of every source; which source has which is in the table.
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
