//! From a plan to one statement.
//!
//! `d` is always a row of `documents`, `e` a row of the source asked for, `k` what drives.

mod apart;
mod blocks;
mod columns;
mod copies;
mod documents;
mod either;
mod groups;
mod links;
mod listing;
mod pairs;
mod ranked;
mod rows;

use super::plan::{Selection, Tree};
use super::sql::Sql;
use super::text::Match;
pub use blocks::{Statement, statement};
pub use columns::{Shape, Snippet, find as find_column, names as column_names};
pub use documents::texts_to_count;
pub use groups::MOST_BUCKETS;
pub use links::{kind_word, link_of};
pub use listing::SNIPPET_WORDS;
pub use ranked::{RANKED, text_to_rank};

/// What the compiler is told, and what it tells besides the statement.
#[derive(Debug, Default)]
pub struct Compiler {
    /// About how many documents there are, for choosing between indexes.
    pub about_documents: i64,
    /// Documents that a text hits, where that was counted.
    pub hits: Vec<(Match, i64)>,
    /// What drives each set of documents and why, outermost first.
    pub why: Vec<String>,
}

/// Whether a condition stands under a `not`, where NULL must count as false.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Polarity {
    Plain,
    Negated,
}

/// Whether a condition can come out as NULL.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Truth {
    Known,
    MayBeUnknown,
}

impl Polarity {
    /// Makes a condition two-valued where that matters: an unknown language is not English, so that
    /// it survives `-lang:en`.
    fn settle(self, condition: Sql, truth: Truth) -> Sql {
        if self == Polarity::Plain || truth == Truth::Known {
            return condition;
        }
        let mut out = Sql::of("((");
        out.append(&condition).push(") IS TRUE)");
        out
    }
}

/// And, or, not around the leaves.
fn tree<L>(set: &Tree<L>, polarity: Polarity, leaf: &mut dyn FnMut(&L, Polarity) -> Sql) -> Sql {
    match set {
        Tree::Leaf(inner) => leaf(inner, polarity),
        Tree::And(parts) if parts.is_empty() => Sql::of("TRUE"),
        Tree::Or(parts) if parts.is_empty() => Sql::of("FALSE"),
        Tree::And(parts) | Tree::Or(parts) => {
            let separator = if matches!(set, Tree::And(_)) { " AND " } else { " OR " };
            let parts: Vec<Sql> = parts.iter().map(|part| tree(part, polarity, leaf)).collect();
            let mut out = Sql::of("(");
            out.join(&parts, separator).push(")");
            out
        }
        Tree::Not(inner) => {
            let mut out = Sql::of("NOT ");
            out.append(&tree(inner, Polarity::Negated, leaf));
            out
        }
    }
}

/// The ids of a selection, as a subquery with one column `id`.
fn ids(compiler: &mut Compiler, selection: &Selection) -> Sql {
    blocks::ids(compiler, selection)
}
