//! `pairs`: which entities occur together in the documents of a set: the edges of a network.

use super::blocks::{Block, Order, Sorted, columns_of};
use super::columns::{Shape, day_text};
use super::links::{link, table};
use super::{Compiler, listing};
use crate::query::dialect::Word;
use crate::query::plan::{Direction, Set};
use crate::query::sql::{Sql, sql};

pub fn pairs(compiler: &mut Compiler, set: &Set) -> Block {
    let mut from = Sql::of("(SELECT ");
    if let Some(link) = link(set.source) {
        let (reports, mut filters) = listing::reports(compiler, set, &link);
        from.append(&sql!["l.", link.column, " AS a, r.", link.column, " AS b, "]);
        from.push("count(*) AS docs, min(l.day) AS first, max(l.day) AS last FROM ").append(&reports);
        from.append(&sql![Word::Join, link.table, " r ON r.document = l.document AND r.", link.column, " > l."]);
        from.push(link.column);
        if !set.named.is_empty() {
            let mut not_named = sql!["r.", link.column, " NOT IN "];
            not_named.list(set.named.iter().copied());
            filters.push(not_named);
        }
        if !set.own.is_all() {
            let mut own = sql!["r.", link.column, " IN (SELECT e.id FROM ", table(set.source), " e WHERE "];
            own.append(&listing::own_condition(compiler, set)).push(")");
            filters.push(own);
        }
        from.filters(&filters).push(" GROUP BY a, b) k");
    }
    let names = table(set.source);
    let columns = columns_of(&Shape::Pairs, |name| match name {
        "name" => sql!["(SELECT name FROM ", names, " WHERE id = k.a)"],
        "other" => sql!["(SELECT name FROM ", names, " WHERE id = k.b)"],
        "first" => day_text("k.first"),
        "last" => day_text("k.last"),
        "id" => sql!["k.a"],
        "other_id" => sql!["k.b"],
        _ => sql!["k.docs"],
    });
    let order = vec![
        Order::same(sql!["k.docs"], Direction::Descending),
        Order::same(sql!["k.a"], Direction::Ascending),
        Order::same(sql!["k.b"], Direction::Ascending),
    ];
    Block {
        shape: Shape::Pairs,
        shown: vec!["name", "other", "docs", "first", "last"],
        columns,
        from,
        filters: Vec::new(),
        best_first: order.clone(),
        order,
        sorted: Sorted::ByDefault,
        limit: None,
        dress: None,
    }
}
