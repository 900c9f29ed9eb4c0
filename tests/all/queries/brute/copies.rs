//! Which documents count, where some repeat others.

use dateline::lang::ast::{Expr, Query};
use dateline::lang::fields::{Field, Source};

use super::conjuncts;
use crate::queries::world::{Document, World};

/// `duplicates:all`
pub fn wants_copies(query: &Query) -> bool {
    conjuncts(query.filter.as_ref()).into_iter().any(is_duplicates)
}

pub fn is_duplicates(expr: &Expr) -> bool {
    matches!(expr, Expr::Predicate { field, .. } if field.node == Field::Duplicates)
}

/// The documents among which these conditions look: no copies, unless they ask who published.
pub fn visible<'w>(world: &'w World, parts: &[&Expr]) -> Vec<&'w Document> {
    let asks = parts.iter().any(|part| asks_who_published(part));
    world.documents.iter().filter(|document| asks || document.copy_of.is_none()).collect()
}

fn asks_who_published(expr: &Expr) -> bool {
    match expr {
        Expr::And(parts) | Expr::Or(parts) => parts.iter().any(|part| asks_who_published(&part.node)),
        Expr::Not(inner) => matches!(&inner.node, Expr::Not(said) if asks_who_published(&said.node)),
        Expr::Predicate { field, .. } => matches!(field.node, Field::Source | Field::Author),
        Expr::In(query) => is_plain(query) && query.filter.as_ref().is_some_and(|f| asks_who_published(&f.node)),
        _ => false,
    }
}

/// Documents with nothing done to them: conditions and no more.
pub fn is_plain(query: &Query) -> bool {
    query.stages.is_empty() && query.source.as_ref().is_none_or(|source| source.node == Source::Documents)
}
