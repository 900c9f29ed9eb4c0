//! Ranking a word that very many documents say: of those only the newest are ranked.
//!
//! FTS5 computes the rank of every document that fits, a microsecond and more each, before the best can be shown. A
//! word of half of all documents hardly tells them apart, so that it is not worth a second: of more than [`RANKED`]
//! documents the ones archived last are ranked, to which FTS5 leads at once by the number of the row.

use super::Compiler;
use super::blocks::{Block, Sorted};
use crate::lang::fields::Source;
use crate::query::plan::{OfDocument, Set, Tree};
use crate::query::sql::{Sql, sql};
use crate::query::text::Match;

/// Documents that are ranked at most, where a list has a limit.
pub const RANKED: u64 = 10_000;

/// What was ranked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ranking {
    OfAll,
    /// Should more than [`RANKED`] fit.
    OfNewest,
}

/// The text of which it is worth knowing whether it hits more than are ranked, because to count them costs little: where
/// all endings of a word are asked for it does not.
pub fn text_to_rank(set: &Set) -> Option<&Match> {
    let text = set.documents.conjuncts().iter().find_map(text_of);
    text.filter(|text| set.source == Source::Documents && !text.has_open_end())
}

fn text_of(part: &Tree<OfDocument>) -> Option<&Match> {
    if let Tree::Leaf(OfDocument::Text(text)) = part { Some(text) } else { None }
}

/// The condition that leaves only the newest of what a text finds, `from` and `filters` being all that is asked for.
/// `None` where it is known that no more can fit: what names few documents may stand in the oldest.
pub fn newest(compiler: &Compiler, set: &Tree<OfDocument>, from: &Sql, filters: &[Sql]) -> Option<Sql> {
    let is_few = |part: &Tree<OfDocument>| match part {
        Tree::Leaf(OfDocument::Mentions(entities)) => entities.documents.unsigned_abs() <= RANKED,
        Tree::Leaf(OfDocument::Text(text)) => {
            compiler.hits.iter().any(|(counted, hits)| counted == text && hits.unsigned_abs() <= RANKED)
        }
        _ => false,
    };
    if set.conjuncts().iter().any(is_few) {
        return None;
    }
    let mut out = sql!["documents_fts.rowid >= (SELECT min(id) FROM (SELECT documents_fts.rowid AS id FROM "];
    out.append(from).filters(filters).push(" ORDER BY documents_fts.rowid DESC LIMIT ");
    out.bind(RANKED as i64).push(") t)");
    Some(out)
}

/// The bound of a block that ranks, in the order of rank and to a limit; an order that was asked for is of all rows.
pub fn bound(block: &Block) -> Option<&Sql> {
    let (count, offset) = block.limit?;
    let newest = block.dress.as_ref()?.newest.as_ref()?;
    (block.sorted == Sorted::ByDefault && !block.order.is_empty() && count.saturating_add(offset) <= RANKED)
        .then_some(newest)
}

/// All that rows are chosen by.
pub fn filters(block: &Block) -> Vec<Sql> {
    block.filters.iter().chain(bound(block)).cloned().collect()
}
