//! The syntax tree of the query language, as typed: names and dates are still words.
//!
//! One tree serves the terse and the explicit spelling: [`super::print`] writes the explicit one, and
//! `parse(print(tree))` is the same tree but for spans.

use super::Span;
use super::fields::{Bucket, Field, Source};

/// A value and where it stands in the query text.
#[derive(Clone, Debug)]
pub struct Spanned<T> {
    pub node: T,
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
    pub statements: Vec<Spanned<Statement>>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Statement {
    Let { name: Spanned<String>, parameters: Vec<Spanned<String>>, query: Query },
    Explain(Query),
    Why(Query),
    Query(Query),
}

/// A set of documents or entities, and what is done with it.
#[derive(Clone, Debug, PartialEq)]
pub struct Query {
    /// `None` when left out: documents.
    pub source: Option<Spanned<Source>>,
    pub filter: Option<Spanned<Expr>>,
    pub stages: Vec<Spanned<Stage>>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Expr {
    /// Two or more, none of them an `And`.
    And(Vec<Spanned<Expr>>),
    /// Two or more, none of them an `Or`.
    Or(Vec<Spanned<Expr>>),
    Not(Box<Spanned<Expr>>),
    /// `@person/tokayev`, `with kazakhstan`
    Mention(Mention),
    /// `&corridor(kz, az)`
    Set(SetCall),
    /// `in (QUERY)`
    In(Box<Query>),
    /// `near(5, oil, gas)`
    Near {
        distance: Spanned<u32>,
        terms: Vec<Spanned<Value>>,
    },
    /// `field:…`
    Predicate {
        field: Spanned<Field>,
        test: Test,
    },
    /// A bare word, a `"phrase"`, a `prefix*`.
    Text {
        value: Spanned<Value>,
        form: TextForm,
    },
}

#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// `person/`, when given.
    pub kind: Option<Spanned<EntityKind>>,
    pub name: Spanned<Value>,
    /// `*`: any candidate will do.
    pub any: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EntityKind {
    Person,
    Country,
    Organization,
    Project,
}

#[derive(Clone, Debug, PartialEq)]
pub struct SetCall {
    pub name: Spanned<String>,
    pub arguments: Vec<Spanned<Value>>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Test {
    /// `field:a,b`: one of them.
    Any(Vec<Spanned<Value>>),
    /// `field:all(a, b)`: each of them.
    All(Vec<Spanned<Value>>),
    /// `field:from..to`, either end open but not both.
    Range(Option<Spanned<Value>>, Option<Spanned<Value>>),
}

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

#[derive(Clone, Debug, PartialEq)]
pub enum Stage {
    /// A pivot: `| people`
    Source(Source),
    Where {
        column: Spanned<String>,
        comparison: Comparison,
        value: Spanned<Value>,
    },
    By {
        buckets: Vec<Spanned<Bucket>>,
        fill: bool,
    },
    Sort(Vec<SortKey>),
    Top {
        count: Spanned<u64>,
        per: Option<Spanned<Bucket>>,
    },
    Limit {
        count: Spanned<u64>,
        offset: Option<Spanned<u64>>,
    },
    Select(Vec<Spanned<String>>),
    Count,
    /// Words around the hit; `None` is the default.
    Snippet(Option<Spanned<u32>>),
    Pairs,
    Chart,
}

#[derive(Clone, Debug, PartialEq)]
pub struct SortKey {
    pub column: Spanned<String>,
    pub descending: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Comparison {
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    /// `~`: contains, ignoring case.
    Contains,
}
