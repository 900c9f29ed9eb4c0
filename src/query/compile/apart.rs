//! Lists of rows of several kinds: an index has each kind in the order of the list, and not all of them.

use super::blocks::{Block, Dress, ORDER_NAMES, Sorted, push_limit, push_tail};
use super::{Compiler, rows};
use crate::lang::fields::Source;
use crate::query::plan::{OfRow, Set, Tree};
use crate::query::sql::{Sql, sql};

/// Conditions of which a row fits one.
#[derive(Clone, Debug)]
pub struct Apart {
    /// Which of the filters they stand for.
    pub at: usize,
    pub each: Vec<Sql>,
}

/// A condition for each of several kinds of events, where nothing rarer is asked: each kind is in order of day by itself.
/// The filters of the rows stand behind so many others.
pub fn kinds(compiler: &Compiler, set: &Set, before: usize) -> Option<Apart> {
    let own = set.own.conjuncts();
    let (at, kinds) = own.iter().enumerate().find_map(|(at, part)| Some((at, kinds_of(part)?)))?;
    let is_common = |part: &Tree<OfRow>| match part {
        Tree::Leaf(OfRow::Kind(_) | OfRow::Days(_)) => true,
        Tree::Leaf(OfRow::Party(party)) => rows::is_frequent(compiler, party),
        _ => false,
    };
    let alone = own.iter().filter_map(kinds_of).count() == 1 && own.iter().all(is_common);
    let several = set.source == Source::Events && kinds.len() > 1;
    let each = || kinds.iter().map(|kind| sql!["e.kind = '", kind, "'"]).collect();
    (alone && several).then(|| Apart { at: before + at, each: each() })
}

fn kinds_of(part: &Tree<OfRow>) -> Option<&Vec<&'static str>> {
    if let Tree::Leaf(OfRow::Kind(kinds)) = part { Some(kinds) } else { None }
}

/// The first rows of each part, and of these the first. `None` where all rows are wanted, or in another order.
pub fn first_of_each(block: &Block, dress: &Dress) -> Option<Sql> {
    let (count, offset) = block.limit.filter(|_| block.sorted == Sorted::ByDefault && !block.order.is_empty())?;
    let Apart { at, each } = dress.apart.as_ref()?;
    let mut within = Block { limit: Some((count.saturating_add(offset), 0)), ..block.clone() };
    let parts = each.iter().map(|part| {
        let mut out = sql!["SELECT * FROM (SELECT ", &dress.id, " AS id"];
        for (key, name) in block.order.iter().zip(ORDER_NAMES) {
            out.append(&sql![", ", &key.inner, " AS ", name]);
        }
        if let Some(filter) = within.filters.get_mut(*at) {
            filter.clone_from(part);
        }
        out.push(" FROM ").append(&within.from).filters(&within.filters);
        push_tail(&mut out, &within);
        out.push(") t");
        out
    });
    let parts: Vec<Sql> = parts.collect();
    let mut out = Sql::of("SELECT id FROM (");
    out.join(&parts, " UNION ALL ").push(") t ORDER BY ");
    for (at, (key, name)) in block.order.iter().zip(ORDER_NAMES).enumerate() {
        out.push(if at > 0 { ", " } else { "" }).push(name).push(key.direction.word());
    }
    push_limit(&mut out, block);
    Some(out)
}
