//! The stored counts of entities include copies: what is shown of them is put right where copies are left out.
//!
//! Copies are few, so that what they name is gathered once for a statement, and all other rows stay as stored.

use super::documents::{copy_ids, is_copy};
use super::links::Link;
use super::{Compiler, listing};
use crate::query::dialect::Word;
use crate::query::plan::Set;
use crate::query::sql::{Sql, sql};

/// `k`: the entities that a set lets through, of whatever documents, with their stored counts less those of copies.
pub fn corrected(compiler: &mut Compiler, set: &Set, link: &Link) -> Sql {
    compiler.why.push("all rows are read: what copies add to their counts is taken off".to_owned());
    let mut out = sql!["(SELECT e.id AS id, e.documents - coalesce(c.docs, 0) AS docs, "];
    out.push("e.mentions - coalesce(c.mentions, 0) AS mentions, ");
    for (name, stored, order) in [("first", "e.first_day", Word::Ascending), ("last", "e.last_day", Word::Descending)] {
        out.append(&sql!["CASE WHEN c.id IS NULL THEN ", stored, " ELSE (SELECT l.day FROM ", link.table]);
        out.append(&sql![" l", Word::By(link.index), " WHERE l.", link.column, " = e.id AND l.day IS NOT NULL"]);
        out.push(" AND NOT ").append(&is_copy("l.document"));
        out.append(&sql![" ORDER BY l.day", order, " LIMIT 1) END AS ", name, ", "]);
    }
    out.append(&sql![
        "(SELECT count(*) FROM documents",
        Word::By("documents_day"),
        ") - (SELECT count(*) FROM (",
        copy_ids()
    ]);
    out.append(&sql![") y) AS size, coalesce(c.docs, 0) AS copies FROM ", link.entities, " e LEFT JOIN "]);
    out.append(&of_copies(link)).push(" c ON c.id = e.id");
    let mut filters = Vec::new();
    if !set.own.is_all() {
        filters.push(listing::own_condition(compiler, set));
    }
    if !set.named.is_empty() {
        let mut not_named = sql!["e.id NOT IN "];
        not_named.list(set.named.iter().copied());
        filters.push(not_named);
    }
    out.filters(&filters).push(") k");
    out
}

/// `k` with the number of copies that name each entity.
pub fn beside(counted: &Sql, link: &Link) -> Sql {
    let mut out = Sql::of("(SELECT k.*, coalesce(c.docs, 0) AS copies FROM ");
    out.append(counted).push(" LEFT JOIN ").append(&of_copies(link)).push(" c ON c.id = k.id) k");
    out
}

/// Documents that report the event `e`, less copies.
pub fn reports_of_event() -> Sql {
    let mut out =
        sql!["(SELECT count(*) FROM document_events x", Word::By("document_events_event"), " WHERE x.event = e.id"];
    out.push(" AND NOT ").append(&is_copy("x.document")).push(")");
    out
}

/// What copies name, and in how many of them.
fn of_copies(link: &Link) -> Sql {
    let mut out = sql![
        "(SELECT x.",
        link.column,
        " AS id, count(*) AS docs, CAST(sum(x.mentions) AS BIGINT) AS mentions FROM (",
        copy_ids()
    ];
    out.append(&sql![") y", Word::Join, link.table, " x ON x.document = y.id GROUP BY x.", link.column, ")"]);
    out
}
