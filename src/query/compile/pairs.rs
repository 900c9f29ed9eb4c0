//! `pairs`: which entities occur together in the documents of a set: the edges of a network.

use super::blocks::{Block, Order, Sorted, columns_of};
use super::columns::{Shape, day_text};
use super::links::{Link, link, table};
use super::{Compiler, listing};
use crate::query::dialect::Word;
use crate::query::plan::{Direction, Set};
use crate::query::sql::{Sql, sql};

/// Entities among which the most frequent pairs are looked for first.
const OFTENEST: i64 = 64;

/// All pairs of a set. Where only the `first` of them are wanted, and are the most frequent ones, those that cannot be
/// among them are left out.
pub fn pairs(compiler: &mut Compiler, set: &Set, first: Option<u64>) -> Block {
    let mut from = Sql::of("(");
    if let Some(link) = link(set.source) {
        let (reports, of_one) = listing::reports(compiler, set, &link);
        let mut joined = reports.clone();
        joined.append(&sql![Word::Join, link.table, " r ON r.document = l.document AND r.", link.column, " > l."]);
        joined.push(link.column);
        let mut filters = of_one.clone();
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
        if let Some(first) = first.filter(|first| *first > 0 && set.beside.is_empty()) {
            from.push("WITH counted AS MATERIALIZED (SELECT l.").push(link.column).push(" AS id, count(*) AS n FROM ");
            from.append(&reports).filters(&of_one).append(&sql![" GROUP BY l.", link.column, "), "]);
            from.push(
                "often AS MATERIALIZED (SELECT id FROM counted WHERE n >= coalesce((SELECT count(*) AS docs FROM ",
            );
            let mut some = filters.clone();
            some.extend(both(&link, "SELECT id FROM counted ORDER BY n DESC LIMIT ", Some(OFTENEST)));
            from.append(&joined).filters(&some).append(&sql![" GROUP BY l.", link.column, ", r.", link.column]);
            from.push(" ORDER BY docs DESC LIMIT 1 OFFSET ").bind(i64::try_from(first - 1).unwrap_or(i64::MAX));
            from.push("), 0)) ");
            filters.extend(both(&link, "SELECT id FROM often", None));
            compiler.why.push(
                "of pairs only those are counted of which each is in as many documents as the last one wanted"
                    .to_owned(),
            );
        }
        from.append(&sql!["SELECT l.", link.column, " AS a, r.", link.column, " AS b, "]);
        from.push("count(*) AS docs, min(l.day) AS first, max(l.day) AS last FROM ").append(&joined);
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

/// That both of a pair are among these.
fn both(link: &Link, ids: &'static str, limit: Option<i64>) -> [Sql; 2] {
    ["l.", "r."].map(|side| {
        let mut one = sql![side, link.column, " IN (", ids];
        if let Some(limit) = limit {
            one.bind(limit);
        }
        one.push(")");
        one
    })
}
