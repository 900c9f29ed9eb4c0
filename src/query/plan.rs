//! A query whose names are ids and whose dates are days: what the compiler reads.

use super::dialect::Word;
use super::sql::Param;
use super::text::Match;
use crate::lang::ast::{Comparison, EntityKind};
use crate::lang::fields::{Bucket, Source};

/// Conditions joined by and, or, not. An empty `And` holds for everything, an empty `Or` for nothing.
#[derive(Clone, Debug, PartialEq)]
pub enum Tree<L> {
    And(Vec<Tree<L>>),
    Or(Vec<Tree<L>>),
    Not(Box<Tree<L>>),
    Leaf(L),
}

impl<L> Tree<L> {
    pub fn all() -> Tree<L> {
        Tree::And(Vec::new())
    }

    pub fn is_all(&self) -> bool {
        matches!(self, Tree::And(parts) if parts.is_empty())
    }

    /// What must hold together: the parts of an `And`, or the tree itself.
    pub fn conjuncts(&self) -> &[Tree<L>] {
        match self {
            Tree::And(parts) => parts,
            one => std::slice::from_ref(one),
        }
    }

    /// Joins with `And`, without nesting one in another.
    pub fn and(parts: impl IntoIterator<Item = Tree<L>>) -> Tree<L> {
        let mut flat = Vec::new();
        for part in parts {
            match part {
                Tree::And(inner) => flat.extend(inner),
                other => flat.push(other),
            }
        }
        if flat.len() == 1 { flat.remove(0) } else { Tree::And(flat) }
    }

    pub fn any_leaf(&self, test: &mut impl FnMut(&L) -> bool) -> bool {
        match self {
            Tree::And(parts) | Tree::Or(parts) => parts.iter().any(|part| part.any_leaf(test)),
            Tree::Not(inner) => inner.any_leaf(test),
            Tree::Leaf(leaf) => test(leaf),
        }
    }

    pub fn map<M>(self, change: &mut impl FnMut(L) -> Tree<M>) -> Tree<M> {
        match self {
            Tree::And(parts) => Tree::and(parts.into_iter().map(|part| part.map(change)).collect::<Vec<_>>()),
            Tree::Or(parts) => Tree::Or(parts.into_iter().map(|part| part.map(change)).collect()),
            Tree::Not(inner) => Tree::Not(Box::new(inner.map(change))),
            Tree::Leaf(leaf) => change(leaf),
        }
    }
}

impl Tree<OfDocument> {
    /// Whether it lets all documents through, or all but the copies.
    pub fn asks_nothing(&self) -> bool {
        self.conjuncts().iter().all(Tree::is_once)
    }

    /// Whether copies are left out.
    pub fn counts_once(&self) -> bool {
        self.conjuncts().iter().any(Tree::is_once)
    }

    /// The condition that leaves copies out.
    pub fn once() -> Tree<OfDocument> {
        Tree::Not(Box::new(Tree::Leaf(OfDocument::Copy)))
    }

    /// The condition that leaves out what a person hid.
    pub fn shown() -> Tree<OfDocument> {
        Tree::Not(Box::new(Tree::Leaf(OfDocument::Hidden)))
    }

    /// Whether it holds for every query, and was not typed.
    pub fn is_unsaid(&self) -> bool {
        self.is_once() || *self == Tree::shown()
    }

    pub fn is_once(&self) -> bool {
        matches!(self, Tree::Not(inner) if **inner == Tree::Leaf(OfDocument::Copy))
    }
}

/// Entities of one kind, any of which will do.
#[derive(Clone, Debug, PartialEq)]
pub struct Entities {
    pub kind: EntityKind,
    pub ids: Vec<i64>,
    /// Documents that mention them, as stored, summed: what the driver is chosen by.
    pub documents: i64,
    /// As they are called, for what is said about the query.
    pub label: String,
    pub said: Said,
}

/// Whether the query names the entities themselves or a region that they are members of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said {
    Named,
    Expanded,
}

/// Half-open, yyyymmdd; `None` is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Days {
    pub from: Option<i64>,
    pub to: Option<i64>,
}

/// Places by id, and all places of some countries.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Places {
    pub ids: Vec<i64>,
    pub countries: Vec<i64>,
    /// As typed, for what is said about the query.
    pub label: String,
}

/// Rows of one table, any of which will do.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ids {
    pub ids: Vec<i64>,
    /// As typed, for what is said about the query.
    pub label: String,
}

/// What can be asked of a document.
#[derive(Clone, Debug, PartialEq)]
pub enum OfDocument {
    Mentions(Entities),
    /// All of them in one sentence.
    Together(Vec<Entities>),
    Text(Match),
    Days(Days),
    Undated,
    Lang(Vec<String>),
    Source(Ids),
    Place(Places),
    Author(Vec<String>),
    EventKind(Vec<&'static str>),
    /// Ids above this one.
    Newer(i64),
    /// Repeats an earlier document of another publisher.
    Copy,
    /// A person hid it.
    Hidden,
    /// Mentions one of these entities, or holds one of these quotes.
    Has(Box<Selection>),
    /// Is one of these documents.
    Among(Box<Selection>),
}

/// What can be asked of a row of the other sources.
#[derive(Clone, Debug, PartialEq)]
pub enum OfRow {
    /// A word of some name begins so: folded.
    Name(Vec<String>),
    /// Ids of countries: of the person, the organization, the parties of a project, the place or
    /// the participants of an event, the speaker.
    Country(Ids),
    /// Is one of these rows by id: `region:`.
    Id(Ids),
    /// Holds one of these posts; of each of these groups of countries, where there are any.
    Post {
        posts: Vec<String>,
        of: Vec<Ids>,
    },
    Kind(Vec<&'static str>),
    Sector(Vec<&'static str>),
    Status(Vec<&'static str>),
    Party(Entities),
    Place(Places),
    Speaker {
        people: Vec<i64>,
        organizations: Vec<i64>,
        label: String,
    },
    Verb(Vec<String>),
    Text(Match),
    Days(Days),
    Undated,
    /// Occurs in some document that is like this.
    In(Box<Tree<OfDocument>>),
    Among(Box<Selection>),
}

/// Rows of a source.
#[derive(Clone, Debug, PartialEq)]
pub struct Set {
    pub source: Source,
    /// The one set of documents that the rows come from.
    pub documents: Tree<OfDocument>,
    pub own: Tree<OfRow>,
    /// Entities of the source's kind that the query names: they are no answer.
    pub named: Vec<i64>,
    /// In one sentence with each of these (`within:sentence` on an entity source).
    pub beside: Vec<Entities>,
}

impl Set {
    /// The documents that the condition lets through.
    pub fn of_documents(documents: Tree<OfDocument>) -> Set {
        Set { source: Source::Documents, documents, own: Tree::all(), named: Vec::new(), beside: Vec::new() }
    }
}

/// A set and what is done with it, in order.
#[derive(Clone, Debug, PartialEq)]
pub struct Selection {
    pub set: Set,
    pub steps: Vec<Step>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Step {
    Where { column: &'static str, comparison: Comparison, value: Param },
    By { buckets: Vec<Bucket>, fill: Fill },
    Sort(Vec<Key>),
    Top { count: u64, per: Option<Bucket> },
    Limit { count: u64, offset: u64 },
    Select(Vec<&'static str>),
    Count,
    Snippet(u32),
    Pairs,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fill {
    None,
    Zero,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Key {
    pub column: &'static str,
    pub direction: Direction,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    Ascending,
    Descending,
}

impl Direction {
    /// Behind a key.
    pub fn word(self) -> Word {
        match self {
            Direction::Ascending => Word::Ascending,
            Direction::Descending => Word::Descending,
        }
    }
}
