//! Ranking a word that very many documents say: of those only the newest are ranked.
//!
//! FTS5 computes the rank of every document that fits, a microsecond and more each, before the best can be shown. A
//! word of half of all documents hardly tells them apart, so that it is not worth a second: where more than
//! [`RANKED`] fit, the ones archived last are ranked. FTS5 walks its rows backwards as well as forwards, so that one
//! walk, which ends when enough have been found, finds and ranks them, counts the copies among them, and knows whether
//! it came to its bound.

use super::Compiler;
use super::blocks::{Block, Dress, ORDER_NAMES, Sorted};
use super::documents::{self, is_listed};
use crate::lang::fields::Source;
use crate::query::dialect::{TextIndex, Word};
use crate::query::plan::{OfDocument, Set, Tree};
use crate::query::sql::{Sql, sql};
use crate::query::text::Match;

/// Rows that are ranked at most, where a list has a limit; fewer where most of what is found by text is passed over.
pub const RANKED: u64 = 6_000;

/// And at least.
const FEWEST: u64 = 500;

/// What stands behind the columns of a statement that chooses so: how many rows it has found, and how many of them are
/// copies, which were passed over.
const FOUND: &str = "found";
const COPIES: &str = "copies";

/// The bound of a list that is found by text.
#[derive(Clone, Debug)]
pub struct Newest {
    pub index: TextIndex,
    pub text: Match,
    /// Words of a snippet: it is cut where the rows are known that will be shown.
    pub snippet: Option<u32>,
    /// Rows that are looked for, copies among them.
    pub most: u64,
    /// Which of the filters leaves copies out, and what is one.
    pub copies: Option<(usize, Sql)>,
}

/// The place of the condition that leaves copies out, among filters on the document of this number.
pub fn copies_among(filters: &[Sql], document: &'static str) -> Option<(usize, Sql)> {
    let is_copy = documents::is_copy(document);
    let left_out = sql!["NOT ", &is_copy];
    let at = filters.iter().position(|filter| *filter == left_out)?;
    Some((at, is_copy))
}

/// The text of which it is worth knowing whether it hits more than are ranked: with conditions beside it the bound is
/// lower, and lifted where it hits few. To count them costs little, but where all endings of a word are asked for.
pub fn text_to_rank(set: &Set) -> Option<&Match> {
    let parts = set.documents.conjuncts();
    let is_alone = parts.iter().filter(|part| !part.is_unsaid()).count() == 1;
    let text = parts.iter().find_map(text_of).filter(|text| !text.has_open_end());
    text.filter(|_| set.source == Source::Documents && !is_alone)
}

fn text_of(part: &Tree<OfDocument>) -> Option<&Match> {
    if let Tree::Leaf(OfDocument::Text(text)) = part { Some(text) } else { None }
}

/// How many of the documents are ranked: all where it is known that few can fit, for what names few documents may stand
/// in the oldest.
///
/// What is asked besides the text is asked of each document that has it, so that the fewer of them fit, the more have to
/// be looked at for each that is ranked.
pub fn most(compiler: &Compiler, set: &Tree<OfDocument>) -> u64 {
    let asked = || set.conjuncts().iter().filter(|part| !part.is_unsaid());
    let mut share = 1.0_f64;
    let mut look = 0.0;
    for part in asked() {
        match part {
            Tree::Leaf(OfDocument::Text(text)) => {
                let is_few = |(counted, hits): &(Match, i64)| counted == text && hits.unsigned_abs() <= RANKED;
                if compiler.hits.iter().any(is_few) {
                    return u64::MAX;
                }
                look += if text.has_open_end() { JOIN } else { 0.0 };
            }
            Tree::Leaf(OfDocument::Mentions(entities)) => {
                share *= entities.documents as f64 / compiler.about_documents.max(1) as f64;
                look += if is_listed(entities) { LOOK_INTO_A_LIST } else { LOOK };
            }
            _ => {
                share *= 0.5; // for want of anything better
                look += LOOK;
            }
        }
    }
    let most = within(look, share);
    let is_few = |part: &Tree<OfDocument>| match part {
        Tree::Leaf(OfDocument::Mentions(entities)) => entities.documents.unsigned_abs() <= most,
        _ => false,
    };
    if asked().any(is_few) { u64::MAX } else { most }
}

/// How many quotes are ranked. Each is looked at, to know its document.
pub fn most_quotes(set: &Set) -> u64 {
    let documents = set.documents.conjuncts().iter().filter(|part| !part.is_unsaid()).count();
    let others = documents + set.own.conjuncts().len().saturating_sub(1); // than the text
    within(LOOK * (others + 1) as f64, 0.5_f64.powi(i32::try_from(others).unwrap_or(i32::MAX)))
}

/// So many can be ranked where each of all costs a look, of which a share fits.
fn within(look: f64, share: f64) -> u64 {
    let most = RANKED as f64 / (1.0 + look / share.clamp(1e-6, 1.0));
    (most as u64).max(FEWEST)
}

/// What a look into an index costs, where to rank a document is 1.
const LOOK: f64 = 0.5;
/// And into a list of few.
const LOOK_INTO_A_LIST: f64 = 0.08;
/// To join the hits of all words that begin alike comes before, whatever is ranked.
const JOIN: f64 = 1.0;

/// The bound of a block that ranks, in the order of rank and to a limit; an order that was asked for is of all rows.
pub fn bound(block: &Block) -> Option<(&Dress, &Newest)> {
    let (count, offset) = block.limit?;
    let dress = block.dress.as_ref()?;
    let newest = dress.newest.as_ref()?;
    let is_ranked = block.sorted == Sorted::ByDefault && !block.order.is_empty();
    (is_ranked && count.saturating_add(offset) <= newest.most).then_some((dress, newest))
}

/// The statement that chooses the best of the newest: their ids, what is carried with them, and how many were ranked.
pub fn best(block: &Block, dress: &Dress, newest: &Newest) -> Sql {
    let number = sql![newest.index.table(), ".rowid"];
    let keys = || block.order.iter().zip(ORDER_NAMES).skip(1); // the first is the score
    let mut out = sql!["WITH newest AS MATERIALIZED (SELECT ", &dress.id, " AS id, "];
    out.push(Word::Rank(newest.index, newest.text.clone())).push(" AS score");
    for (key, name) in keys() {
        out.append(&sql![", ", &key.inner, " AS ", name]);
    }
    let mut filters = block.filters.clone();
    if let Some((at, is_copy)) = &newest.copies {
        filters.remove(*at);
        out.append(&sql![", CASE WHEN ", is_copy, " THEN 1 ELSE 0 END AS copy"]);
    }
    out.push(" FROM ").append(&block.from).filters(&filters);
    out.append(&sql![" ORDER BY ", &number, " DESC LIMIT "]);
    out.bind(i64::try_from(newest.most).unwrap_or(i64::MAX)).push(")");
    let mut chosen = sql!["SELECT id, score, (SELECT count(*) FROM newest) AS ", FOUND, ", "];
    chosen.append(&match newest.copies {
        Some(_) => sql!["(SELECT CAST(sum(copy) AS BIGINT) FROM newest) AS ", COPIES, " FROM newest WHERE copy = 0"],
        None => sql!["0 AS ", COPIES, " FROM newest"],
    });
    chosen.push(" ORDER BY score");
    for (at, key) in block.order.iter().enumerate() {
        if at > 0 {
            chosen.append(&sql![", ", ORDER_NAMES[at]]);
        }
        chosen.push(key.direction.word());
    }
    super::blocks::push_limit(&mut chosen, block);
    let Some(words) = newest.snippet else {
        out.push(" ").append(&chosen);
        return out;
    };
    // All that are shown are cut by one cursor: to look for the text anew for each would take longer.
    out.append(&sql![
        ", best AS MATERIALIZED (",
        chosen,
        ") SELECT b.id, b.score, b.",
        FOUND,
        ", b.",
        COPIES,
        ", f.snippet FROM (SELECT "
    ]);
    out.append(&sql![&number, " AS id, ", Word::Snippet(newest.index, words), " AS snippet FROM "]);
    out.append(&sql![newest.index.table(), " WHERE ", Word::Holds(newest.index, newest.text.clone())]);
    out.append(&sql![
        " AND ",
        &number,
        " >= (SELECT min(id) FROM best) AND +",
        &number,
        " IN (SELECT id FROM best)) f"
    ]);
    out.append(&sql![Word::Join, "best b ON b.id = f.id"]);
    out
}

/// What stands behind the columns of such a statement.
pub fn counts() -> Sql {
    sql![", k.", FOUND, ", k.", COPIES]
}
