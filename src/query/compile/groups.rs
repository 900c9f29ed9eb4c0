//! `by`: counting rows per bucket.

use super::blocks::{Block, Order, Sorted, columns_of};
use super::columns::{Shape, day_text, digits, measures};
use super::documents::{self, Need};
use super::links::link;
use super::{Compiler, listing};
use crate::lang::fields::{Bucket, Source};
use crate::query::dialect::Word;
use crate::query::plan::{Direction, Fill, OfDocument, Set, Tree};
use crate::query::sql::{Sql, sql};

/// Buckets of one `by`; more would be a table that nobody reads.
pub const MOST_BUCKETS: usize = 4;

const KEYS: [&str; MOST_BUCKETS] = ["b0", "b1", "b2", "b3"];
const OUTER_KEYS: [&str; MOST_BUCKETS] = ["k.b0", "k.b1", "k.b2", "k.b3"];
/// Aliases of the tables that a bucket joins.
const JOINED: [&str; MOST_BUCKETS] = ["j0", "j1", "j2", "j3"];

/// What is counted, before it is grouped.
struct Base {
    from: Sql,
    filters: Vec<Sql>,
    /// Where a row's day stands.
    day: &'static str,
    /// The row of `documents`, for source, language and place.
    document: &'static str,
    counts: Vec<Sql>,
}

pub fn groups(compiler: &mut Compiler, set: &Set, buckets: &[Bucket], fill: Fill) -> Block {
    let counted = measures(set.source, buckets);
    let grouped = match apart(compiler, set) {
        Some((all, copies)) => {
            let all = grouped(compiler, &all, buckets);
            compiler.why.push("what copies add is counted by itself and taken off".to_owned());
            less(&all, &grouped(compiler, &copies, buckets), buckets.len(), counted)
        }
        None => grouped(compiler, set, buckets),
    };
    let from = match fill {
        Fill::Zero => filled(&grouped, buckets, counted),
        Fill::None => {
            let mut from = Sql::of("(");
            from.append(&grouped).push(") k");
            from
        }
    };
    let shape = Shape::Grouped { source: set.source, buckets: buckets.to_vec() };
    let columns = columns_of(&shape, |name| match buckets.iter().position(|bucket| bucket.name() == name) {
        Some(at) => label(buckets[at], OUTER_KEYS[at]),
        None if matches!(name, "latitude" | "longitude") => degrees(buckets, name),
        None => sql!["k.\"", name, "\""],
    });
    let is_shown = |name: &&'static str| !matches!(*name, "latitude" | "longitude");
    let shown = columns.iter().map(|column| column.name).filter(is_shown).collect();
    let (order, best_first) = order(buckets, counted);
    Block {
        shape,
        columns,
        shown,
        from,
        filters: Vec::new(),
        order,
        best_first,
        sorted: Sorted::ByDefault,
        limit: None,
        dress: None,
    }
}

/// Rows per bucket, the buckets' keys first.
fn grouped(compiler: &mut Compiler, set: &Set, buckets: &[Bucket]) -> Sql {
    let mut base = base(compiler, set, buckets);
    if let [bucket] = buckets
        && bucket.is_period()
        && base.counts == [sql!["count(*)"]]
    {
        base = by_days(base);
    }
    let mut keys = Vec::new();
    for (bucket, joined) in buckets.iter().zip(JOINED) {
        let key = key(&mut base, set.source, *bucket, joined);
        if bucket.is_period() {
            base.filters.push(sql![base.day, " IS NOT NULL"]);
        }
        keys.push(key);
    }
    let mut grouped = Sql::of("SELECT ");
    for (key, name) in keys.iter().zip(KEYS) {
        grouped.append(key).push(" AS ").push(name).push(", ");
    }
    for (i, (count, name)) in base.counts.iter().zip(measures(set.source, buckets)).enumerate() {
        grouped.push(if i > 0 { ", " } else { "" }).append(count).push(" AS \"").push(name).push("\"");
    }
    grouped.push(" FROM ").append(&base.from).filters(&base.filters).push(" GROUP BY ");
    push_keys(&mut grouped, keys.len());
    grouped
}

fn push_keys(out: &mut Sql, count: usize) {
    for (i, name) in KEYS.iter().take(count).enumerate() {
        out.push(if i > 0 { ", " } else { "" }).push(name);
    }
}

/// Where much of the archive is counted it is quicker to count all, from an index alone, and the copies by themselves,
/// than to ask of each whether it is one: the set with its copies, and the copies among it.
fn apart(compiler: &Compiler, set: &Set) -> Option<(Set, Set)> {
    let is_listed = matches!(set.source, Source::Documents | Source::Quotes) && set.own.is_all();
    if !is_listed || !set.documents.counts_once() {
        return None;
    }
    const MUCH: i64 = 4;
    let is_much = |part: &Tree<OfDocument>| match part {
        Tree::Leaf(OfDocument::Days(_)) => true,
        Tree::Leaf(OfDocument::Mentions(entities)) => {
            entities.documents.saturating_mul(MUCH) > compiler.about_documents
        }
        _ => false,
    };
    let asked = || set.documents.conjuncts().iter().filter(|part| !part.is_once());
    let with = |more: Option<Tree<OfDocument>>| Set {
        documents: Tree::and(more.into_iter().chain(asked().cloned()).collect::<Vec<_>>()),
        ..set.clone()
    };
    asked().all(is_much).then(|| (with(None), with(Some(Tree::Leaf(OfDocument::Copy)))))
}

/// The counts of the one less those of the other, in which is nothing that is not in the one.
fn less(all: &Sql, copies: &Sql, keys: usize, counted: &[&'static str]) -> Sql {
    let Some(name) = counted.first() else { return all.clone() };
    let mut out = Sql::of("SELECT ");
    push_keys(&mut out, keys);
    out.append(&sql![", CAST(sum(n) AS BIGINT) AS \"", name, "\" FROM (SELECT "]);
    push_keys(&mut out, keys);
    out.append(&sql![", \"", name, "\" AS n FROM ("]).append(all).push(") p UNION ALL SELECT ");
    push_keys(&mut out, keys);
    out.append(&sql![", -\"", name, "\" FROM ("]).append(copies).push(") q) r GROUP BY ");
    push_keys(&mut out, keys);
    out.push(" HAVING sum(n) > 0");
    out
}

/// Where the rows of a place or, if there is no such bucket, of a country are on the map.
fn degrees(buckets: &[Bucket], name: &'static str) -> Sql {
    let keys = || buckets.iter().zip(OUTER_KEYS);
    let of = |wanted: Bucket| keys().find(|(bucket, _)| **bucket == wanted);
    match (of(Bucket::Place), of(Bucket::Country)) {
        (Some((_, key)), _) => sql!["(SELECT ", name, " FROM places WHERE id = ", key, ")"],
        (None, Some((_, key))) => sql!["(SELECT ", name, " FROM countries WHERE id = ", key, ")"],
        (None, None) => sql!["NULL"],
    }
}

/// Periods in their order, then the most frequent first; and the most frequent first alone.
fn order(buckets: &[Bucket], counted: &[&'static str]) -> (Vec<Order>, Vec<Order>) {
    let keys = || buckets.iter().zip(OUTER_KEYS);
    let key = |(_, key): (&Bucket, &'static str)| Order::same(sql![key], Direction::Ascending);
    let count = counted.first().map(|name| Order::same(sql!["k.\"", name, "\""], Direction::Descending));
    let periods = keys().filter(|(bucket, _)| bucket.is_period()).map(key);
    let others = keys().filter(|(bucket, _)| !bucket.is_period()).map(key);
    let order = periods.chain(count.clone()).chain(others).collect();
    (order, count.into_iter().chain(keys().map(key)).collect())
}

fn base(compiler: &mut Compiler, set: &Set, buckets: &[Bucket]) -> Base {
    let by_period = buckets.iter().any(|bucket| bucket.is_period());
    match (set.source, link(set.source)) {
        (Source::Documents, _) => {
            let of_table = |bucket: &Bucket| matches!(bucket, Bucket::Source | Bucket::Lang | Bucket::Place);
            let need = match (buckets.iter().any(of_table), by_period) {
                (true, _) => Need::Table,
                (false, true) => Need::Day,
                (false, false) => Need::Id,
            };
            let mut walk = documents::walk(compiler, &set.documents, need);
            if let Some(index) = covering(set, buckets) {
                walk.from = sql!["documents d", Word::By(index)];
                walk.why = format!("{index} drives: it holds all that is asked, so that no document is read");
            }
            compiler.why.push(walk.why);
            let counts = vec![sql!["count(*)"]];
            Base { from: walk.from, filters: walk.filters, day: walk.row.day, document: walk.row.id, counts }
        }
        (Source::People | Source::Countries | Source::Organizations | Source::Projects, Some(link)) if by_period => {
            let (from, filters) = listing::reports(compiler, set, &link);
            let counts = vec![sql!["count(DISTINCT l.", link.column, ")"], sql!["count(DISTINCT l.document)"]];
            Base { from, filters, day: "l.day", document: "l.document", counts }
        }
        _ => {
            let block = listing::listing(compiler, &listing::uncounted(set), &[]);
            let mut from = block.from;
            if set.source == Source::Quotes
                && buckets.iter().any(|bucket| matches!(bucket, Bucket::Source | Bucket::Lang))
            {
                from.push(Word::Join).push("documents w ON w.id = e.document");
            }
            Base {
                from,
                filters: block.filters,
                day: "e.day",
                document: "e.document",
                // Each row is there once, and what a bucket joins is there once for each row.
                counts: vec![sql!["count(*)"]],
            }
        }
    }
}

/// The same, counted by day first: an index is in order of day, so that only some thousand days have to be sorted into
/// months and years, and not every row.
fn by_days(base: Base) -> Base {
    let mut from = sql!["(SELECT ", base.day, " AS day, count(*) AS n FROM "];
    from.append(&base.from).filters(&base.filters).append(&sql![" GROUP BY ", base.day, ") y"]);
    Base {
        from,
        filters: Vec::new(),
        day: "y.day",
        document: base.document,
        counts: vec![sql!["CAST(sum(y.n) AS BIGINT)"]],
    }
}

/// An index of `documents` that has the only bucket that is no period, where nothing but days is asked
/// besides.
fn covering(set: &Set, buckets: &[Bucket]) -> Option<&'static str> {
    let is_day = |part: &Tree<OfDocument>| matches!(part, Tree::Leaf(OfDocument::Days(_))) || part.is_once();
    let mut others = buckets.iter().filter(|bucket| !bucket.is_period());
    match (others.next(), others.next()) {
        (Some(bucket), None) if set.documents.conjuncts().iter().all(is_day) => match bucket {
            Bucket::Source => Some("documents_source"),
            Bucket::Lang => Some("documents_lang"),
            Bucket::Place => Some("documents_place"),
            _ => None,
        },
        _ => None,
    }
}

/// The expression that a bucket groups by; joins what it needs.
fn key(base: &mut Base, source: Source, bucket: Bucket, joined: &'static str) -> Sql {
    let day = base.day;
    match bucket {
        Bucket::Day => return sql![day],
        Bucket::Month => return sql![day, " / 100"],
        Bucket::Year => return sql![day, " / 10000"],
        Bucket::Quarter => return sql![day, " / 10000 * 10 + (", day, " / 100 % 100 + 2) / 3"],
        Bucket::Week => return sql![Word::Monday(day)],
        _ => {}
    }
    let mut join = |table: &'static str, on: &'static str, id: &'static str| {
        base.from.append(&sql![Word::Join, table, " ", joined, " ON ", joined, ".", on, " = ", id]);
    };
    let document = base.document;
    match (source, bucket) {
        (Source::Documents, Bucket::Source) => sql!["d.source"],
        (Source::Documents, Bucket::Lang) => sql!["d.lang"],
        (Source::Documents, Bucket::Place) => sql!["d.place"],
        (Source::Documents, Bucket::Person | Bucket::Country | Bucket::Organization | Bucket::Project) => {
            let kind = match bucket {
                Bucket::Person => Source::People,
                Bucket::Country => Source::Countries,
                Bucket::Organization => Source::Organizations,
                _ => Source::Projects,
            };
            let Some(link) = link(kind) else { return sql!["NULL"] };
            join(link.table, "document", document);
            sql![joined, ".", link.column]
        }
        (Source::Quotes, Bucket::Source) => sql!["w.source"],
        (Source::Quotes, Bucket::Lang) => sql!["w.lang"],
        (Source::Quotes, Bucket::Person) => sql!["e.speaker"],
        (Source::Quotes, Bucket::Country) => sql!["(SELECT country FROM people WHERE id = e.speaker)"],
        (Source::Events, Bucket::Place) => sql!["e.place"],
        (Source::Events, Bucket::Person) => {
            join("event_people", "event", "e.id");
            sql![joined, ".person"]
        }
        (Source::Events, Bucket::Country) => {
            join("event_countries", "event", "e.id");
            sql![joined, ".country"]
        }
        (Source::Events, Bucket::Organization) => {
            join("event_organizations", "event", "e.id");
            sql![joined, ".organization"]
        }
        (Source::Projects, Bucket::Country) => {
            join("project_countries", "project", "e.id");
            sql![joined, ".country"]
        }
        (_, Bucket::Country) => sql!["e.country"],
        (_, Bucket::Kind) => sql!["e.kind"],
        (_, Bucket::Status) => sql!["e.status"],
        (_, Bucket::Sector) => sql!["e.sector"],
        _ => sql!["NULL"],
    }
}

/// What a bucket is called, given its key.
fn label(bucket: Bucket, key: &'static str) -> Sql {
    match bucket {
        Bucket::Day => day_text(key),
        Bucket::Month => sql![digits(key, "1, 4"), " || '-' || ", digits(key, "5, 2")],
        Bucket::Quarter => sql![digits(key, "1, 4"), " || '-Q' || ", digits(key, "5, 1")],
        Bucket::Year => sql!["CAST(", key, " AS TEXT)"],
        Bucket::Week => sql![Word::WeekOf(key)],
        Bucket::Person => sql!["(SELECT name FROM people WHERE id = ", key, ")"],
        Bucket::Country => sql!["(SELECT code FROM countries WHERE id = ", key, ")"],
        Bucket::Organization => sql!["(SELECT name FROM organizations WHERE id = ", key, ")"],
        Bucket::Project => sql!["(SELECT name FROM projects WHERE id = ", key, ")"],
        Bucket::Source => sql!["(SELECT name FROM sources WHERE id = ", key, ")"],
        Bucket::Place => sql!["(SELECT name FROM places WHERE id = ", key, ")"],
        Bucket::Lang | Bucket::Status | Bucket::Sector | Bucket::Kind => sql![key],
    }
}

/// `k` with a row for every period between the first and the last, for every combination of the
/// other buckets. The first bucket is the period; the resolver sees to that.
fn filled(grouped: &Sql, buckets: &[Bucket], counted: &[&'static str]) -> Sql {
    let mut out = Sql::of("(WITH RECURSIVE g AS (");
    out.append(grouped).push("), span (b, last) AS (SELECT min(b0), max(b0) FROM g UNION ALL SELECT ");
    match buckets.first() {
        Some(Bucket::Month) => out.push("CASE b % 100 WHEN 12 THEN b + 89 ELSE b + 1 END"),
        Some(Bucket::Quarter) => out.push("CASE b % 10 WHEN 4 THEN b + 7 ELSE b + 1 END"),
        Some(Bucket::Year) => out.push("b + 1"),
        Some(Bucket::Week) => out.push(Word::DaysAfter("7")),
        _ => out.push(Word::DaysAfter("1")),
    };
    out.push(", last FROM span WHERE b < last) SELECT span.b AS b0");
    for name in KEYS.iter().take(buckets.len()).skip(1) {
        out.push(", o.").push(name).push(" AS ").push(name);
    }
    for name in counted {
        out.push(", coalesce(g.\"").push(name).push("\", 0) AS \"").push(name).push("\"");
    }
    out.push(" FROM span");
    if buckets.len() > 1 {
        out.push(" CROSS JOIN (SELECT DISTINCT ");
        for (i, name) in KEYS.iter().take(buckets.len()).enumerate().skip(1) {
            out.push(if i > 1 { ", " } else { "" }).push(name);
        }
        out.push(" FROM g) o");
    }
    out.push(" LEFT JOIN g ON g.b0 = span.b");
    for name in KEYS.iter().take(buckets.len()).skip(1) {
        out.push(" AND g.").push(name).push(" IS NOT DISTINCT FROM o.").push(name);
    }
    out.push(" WHERE span.b IS NOT NULL) k");
    out
}
