//! The syntax tree of the query language, as typed: names and dates are still words.
//!
//! One tree serves the terse and the explicit spelling: [`super::print`] writes the explicit one, and
//! `parse(print(tree))` is the same tree but for spans.

use super::Span;
use super::fields::{Bucket, Field, Source};

/// A value and where it stands in the query text.
#[derive(Clone, Debug)]
pub struct Spanned<T> {
    /// What was written there.
    pub node: T,
    /// Bytes of the query text.
    pub span: Span,
}

/// Trees are equal when they say the same, wherever it stands.
impl<T: PartialEq> PartialEq for Spanned<T> {
    fn eq(&self, other: &Self) -> bool {
        self.node == other.node
    }
}

/// What a script holds.
#[derive(Clone, Debug, PartialEq)]
pub struct Script {
    /// `dateline 1;`
    pub version: Option<Spanned<u32>>,
    /// In the order of the text.
    pub statements: Vec<Spanned<Statement>>,
}

/// What stands between two `;`.
#[derive(Clone, Debug, PartialEq)]
pub enum Statement {
    /// `let NAME(PARAMETERS) = QUERY`: kept in the archive.
    Let {
        /// What it is called with `&`.
        name: Spanned<String>,
        /// Without their `$`; empty when there are none.
        parameters: Vec<Spanned<String>>,
        /// Not run when it is kept.
        query: Query,
    },
    /// `explain QUERY`: how it is read and run.
    Explain(Query),
    /// `why QUERY`: hits of each condition alone.
    Why(Query),
    /// Run, and its rows shown.
    Query(Query),
}

/// A set of documents or entities, and what is done with it.
#[derive(Clone, Debug, PartialEq)]
pub struct Query {
    /// `None` when left out: documents.
    pub source: Option<Spanned<Source>>,
    /// Which documents, or which rows; `None` takes all.
    pub filter: Option<Spanned<Expr>>,
    /// What follows each `|`, in order.
    pub stages: Vec<Spanned<Stage>>,
}

/// A condition.
#[derive(Clone, Debug, PartialEq)]
pub enum Expr {
    /// Two or more, none of them an `And`.
    And(Vec<Spanned<Expr>>),
    /// Two or more, none of them an `Or`.
    Or(Vec<Spanned<Expr>>),
    /// Anything may stand inside, another `Not` too.
    Not(Box<Spanned<Expr>>),
    /// `@person/sarsenov`, `with kazakhstan`
    Mention(Mention),
    /// `&corridor(kz, az)`
    Set(SetCall),
    /// `in (QUERY)`
    In(Box<Query>),
    /// `near(5, oil, gas)`
    Near {
        /// Words that may lie between the first term and the last.
        distance: Spanned<u32>,
        /// Two or more words or phrases.
        terms: Vec<Spanned<Value>>,
    },
    /// `field:…`
    Predicate {
        /// Known by one of its names; what it means depends on the source.
        field: Spanned<Field>,
        /// What is compared with it.
        test: Test,
    },
    /// A bare word, a `"phrase"`, a `prefix*`.
    Text {
        /// The word, or the phrase without its marks.
        value: Spanned<Value>,
        /// As it stands, or any ending, or any form.
        form: TextForm,
    },
}

/// An entity that a document is to name.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// `person/`, when given.
    pub kind: Option<Spanned<EntityKind>>,
    /// As typed: what it means is decided against the archive.
    pub name: Spanned<Value>,
    /// `*`: any candidate will do.
    pub any: bool,
}

/// Entities with a name of their own in the archive, which `@` can point to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EntityKind {
    /// `person/`
    Person,
    /// `country/`
    Country,
    /// `org/`
    Organization,
    /// `project/`
    Project,
}

/// A saved query that is put in place of its name.
#[derive(Clone, Debug, PartialEq)]
pub struct SetCall {
    /// Without the `&`.
    pub name: Spanned<String>,
    /// In the order of its parameters; as many as there are.
    pub arguments: Vec<Spanned<Value>>,
}

/// What a field is compared with.
#[derive(Clone, Debug, PartialEq)]
pub enum Test {
    /// `field:a,b`: one of them.
    Any(Vec<Spanned<Value>>),
    /// `field:all(a, b)`: each of them.
    All(Vec<Spanned<Value>>),
    /// `field:from..to`, either end open but not both.
    Range(Option<Spanned<Value>>, Option<Spanned<Value>>),
}

/// How a bare text is to be found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TextForm {
    /// The word or phrase itself.
    Exact,
    /// `trans*`
    Prefix,
    /// `~sign`: signs, signed, signing.
    Inflected,
}

/// A word as typed, a quoted string, or a parameter.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Value {
    /// May hold inner `- . ' & / #`, digits, any letters; in a list it may end in `*`: `title:trans*`.
    Word(String),
    /// Quotes taken off, escapes resolved.
    String(String),
    /// `$name`
    Parameter(String),
}

/// What is done with the rows, one after the other.
#[derive(Clone, Debug, PartialEq)]
pub enum Stage {
    /// A pivot: `| people`
    Source(Source),
    /// `| where docs >= 5`: keeps the rows that compare so.
    Where {
        /// One that the source, or the stage before, has.
        column: Spanned<String>,
        /// Which side may be greater, or contain the other.
        comparison: Comparison,
        /// Number, date or text, by the type of the column.
        value: Spanned<Value>,
    },
    /// `| by month, country`: counts per bucket.
    By {
        /// One or more: every combination that occurs is a row.
        buckets: Vec<Spanned<Bucket>>,
        /// Periods without rows come as 0.
        fill: bool,
    },
    /// `| sort -date, title`: the first key first.
    Sort(Vec<SortKey>),
    /// `| top 3 per month`: the first of the rows, or of each bucket.
    Top {
        /// Rows; of each bucket where `per` names one.
        count: Spanned<u64>,
        /// `None` is of all rows.
        per: Option<Spanned<Bucket>>,
    },
    /// `| limit 20 offset 40`: a page of the rows.
    Limit {
        /// Rows at most.
        count: Spanned<u64>,
        /// Rows passed over first; `None` is 0.
        offset: Option<Spanned<u64>>,
    },
    /// `| select date, title`: columns, in that order.
    Select(Vec<Spanned<String>>),
    /// `| count`: a number in place of the rows.
    Count,
    /// Words around the hit; `None` is the default.
    Snippet(Option<Spanned<u32>>),
    /// `| pairs`: which entities occur together, and how often.
    Pairs,
    /// `| chart`: counts drawn as bars.
    Chart,
}

/// What rows are ordered by.
#[derive(Clone, Debug, PartialEq)]
pub struct SortKey {
    /// One that the rows have at that stage.
    pub column: Spanned<String>,
    /// Written `-column`: the greatest first.
    pub descending: bool,
}

/// How `where` compares.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Comparison {
    /// `=`
    Equal,
    /// `!=`
    NotEqual,
    /// `<`
    Less,
    /// `<=`
    LessOrEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterOrEqual,
    /// `~`: contains, ignoring case.
    Contains,
}
