//! What a query means, worked out row by row over the plain data: no SQL, no plan, no index.

mod buckets;
mod conditions;
mod copies;
mod names;
mod own;

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use dateline::lang::ast::{Comparison, Expr, Query, Spanned, Stage};
use dateline::lang::fields::{Bucket, Source};

use super::world::{COUNTRIES, Document, ORGANIZATIONS, PEOPLE, PLACES, PROJECTS, SOURCES, World};
pub use buckets::row_counts;
pub use conditions::tokens;
use conditions::{holds, is_own, mentions, of_document, of_quote};
use copies::{is_duplicates, visible, wants_copies};
pub use names::named;
use names::word;
use own::{of_row, roles_meet};

/// A row of an answer: its id, its day, and of entities what is counted of them in the documents of the set.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    pub id: i64,
    pub day: Option<i64>,
    pub docs: i64,
    pub mentions: i64,
    pub first: Option<i64>,
    pub last: Option<i64>,
    /// How much more often it is in the documents of the set than in all of them.
    pub lift: Option<f64>,
}

/// The rows of a query's source and filter in their default order, were there no text to rank by,
/// and the documents they come from.
pub fn rows(world: &World, query: &Query) -> Vec<Row> {
    if wants_copies(query) {
        return rows_of(&world.without_copies(), query);
    }
    rows_of(world, query)
}

fn rows_of(world: &World, query: &Query) -> Vec<Row> {
    let source = query.source.as_ref().map_or(Source::Documents, |source| source.node);
    let mut rows = listed(world, source, query.filter.as_ref());
    let mut current = source;
    let mut gathered: Option<Vec<&Document>> = None;
    let all = visible(world, &gathered_parts(source, query.filter.as_ref()));
    for stage in &query.stages {
        match &stage.node {
            Stage::Source(next) if *next == current => {}
            Stage::Source(next) => {
                let chosen: BTreeSet<i64> = rows.iter().map(|row| row.id).collect();
                let inside = gathered.clone().unwrap_or_else(|| match current {
                    Source::Documents => world.documents.iter().filter(|d| chosen.contains(&d.id)).collect(),
                    _ => documents_of(world, current, query.filter.as_ref()),
                });
                let documents: Vec<&Document> = inside
                    .into_iter()
                    .filter(|d| current == Source::Documents || holds(world, d, current, &chosen))
                    .collect();
                let named = named(query, *next);
                rows = in_documents(world, *next, &documents, &all);
                rows.retain(|row| !named.contains(&row.id));
                gathered = Some(documents);
                current = *next;
            }
            Stage::Where { column, comparison, value } => {
                let bound: f64 = word(value).parse().expect("a number");
                // What is not known is not the bound.
                let unknown = *comparison == Comparison::NotEqual;
                rows.retain(|row| {
                    number(row, &column.node).map_or(unknown, |found| compares(found, *comparison, bound))
                });
            }
            Stage::Sort(keys) => {
                rows.sort_by(|a, b| {
                    keys.iter().fold(Ordering::Equal, |so_far, key| {
                        // What is not known comes first, and last when turned round.
                        let (a, b) = (number(a, &key.column.node), number(b, &key.column.node));
                        let order = a.partial_cmp(&b).expect("numbers compare");
                        so_far.then(if key.descending { order.reverse() } else { order })
                    })
                });
            }
            Stage::Top { count, per: None } => rows.truncate(count.node as usize),
            Stage::Limit { count, offset } => {
                let skip = offset.as_ref().map_or(0, |offset| offset.node as usize);
                rows = rows.into_iter().skip(skip).take(count.node as usize).collect();
            }
            _ => {}
        }
    }
    rows
}

fn number(row: &Row, column: &str) -> Option<f64> {
    match column {
        "id" => Some(row.id as f64),
        "docs" | "documents" => Some(row.docs as f64),
        "mentions" => Some(row.mentions as f64),
        "first" => row.first.map(|day| day as f64),
        "last" => row.last.map(|day| day as f64),
        "lift" => row.lift,
        "date" => row.day.map(|day| day as f64),
        other => panic!("not written by the generator: {other}"),
    }
}

fn compares(found: f64, comparison: Comparison, bound: f64) -> bool {
    match comparison {
        Comparison::Equal => found == bound,
        Comparison::NotEqual => found != bound,
        Comparison::Less => found < bound,
        Comparison::LessOrEqual => found <= bound,
        Comparison::Greater => found > bound,
        Comparison::GreaterOrEqual => found >= bound,
        Comparison::Contains => panic!("not written by the generator"),
    }
}

/// Documents per bucket of a query for documents, by one or two buckets.
pub fn counts(world: &World, query: &Query, buckets: &[Bucket]) -> BTreeMap<Vec<String>, i64> {
    let mut out = BTreeMap::new();
    let cleared = world.without_copies();
    let world = if wants_copies(query) { &cleared } else { world };
    for row in listed(world, Source::Documents, query.filter.as_ref()) {
        let document = world.document(row.id);
        let mut keys: Vec<Vec<String>> = vec![Vec::new()];
        for bucket in buckets {
            let labels = labels(document, *bucket);
            keys = keys
                .iter()
                .flat_map(|key| labels.iter().map(|label| key.iter().cloned().chain([label.clone()]).collect()))
                .collect();
        }
        for key in keys {
            *out.entry(key).or_insert(0) += 1;
        }
    }
    out
}

fn day_labels(day: i64, bucket: Bucket) -> String {
    let (y, m, d) = (day / 10000, day / 100 % 100, day % 100);
    match bucket {
        Bucket::Day => format!("{y}-{m:02}-{d:02}"),
        Bucket::Week => {
            let day = chrono::NaiveDate::from_ymd_opt(y as i32, m as u32, d as u32).expect("a day");
            day.format("%G-W%V").to_string()
        }
        Bucket::Month => format!("{y}-{m:02}"),
        Bucket::Quarter => format!("{y}-Q{}", (m + 2) / 3),
        _ => y.to_string(),
    }
}

fn labels(document: &Document, bucket: Bucket) -> Vec<String> {
    let unknown = || "·".to_owned();
    match bucket {
        period if period.is_period() => document.day.map(|day| day_labels(day, period)).into_iter().collect(),
        Bucket::Person => document.people.keys().map(|id| PEOPLE[*id as usize - 1].name.to_owned()).collect(),
        Bucket::Country => {
            let code = |id: &i64| COUNTRIES.iter().find(|c| c.0 == *id).expect("known").1.to_owned();
            document.countries.keys().map(code).collect()
        }
        Bucket::Lang => vec![document.lang.map_or_else(unknown, str::to_owned)],
        Bucket::Source => vec![document.source.map_or_else(unknown, |id| SOURCES[id as usize - 1].1.to_owned())],
        Bucket::Place => vec![document.place.map_or_else(unknown, |id| PLACES[id as usize - 1].1.to_owned())],
        _ => Vec::new(),
    }
}

fn listed(world: &World, source: Source, filter: Option<&Spanned<Expr>>) -> Vec<Row> {
    let inside = visible(world, &gathered_parts(source, filter));
    let mut rows: Vec<Row> = match source {
        Source::Documents => inside
            .iter()
            .filter(|document| filter.is_none_or(|filter| of_document(world, &filter.node, document)))
            .map(|document| Row { id: document.id, day: document.day, ..Row::default() })
            .collect(),
        Source::Quotes => world
            .quotes
            .iter()
            .filter(|quote| filter.is_none_or(|filter| of_quote(world, &filter.node, quote)))
            .filter(|quote| inside.iter().any(|document| document.id == quote.document))
            .map(|quote| Row { id: quote.id, day: world.document(quote.document).day, ..Row::default() })
            .collect(),
        _ => {
            let parts = conjuncts(filter);
            let own_parts: Vec<&Expr> = parts.iter().copied().filter(|part| is_own(source, part)).collect();
            let own = |id: i64| match source {
                Source::People => roles_meet(world, &own_parts, id),
                _ => own_parts.iter().all(|part| of_row(world, source, part, id)),
            };
            let query = Query { source: None, filter: filter.cloned(), stages: Vec::new() };
            let named = named(&query, source);
            let asks = parts.iter().any(|part| !is_own(source, part) && !is_duplicates(part));
            let documents = documents_of(world, source, filter);
            let mut rows = counted(world, source, &documents, &inside);
            // Without conditions on documents all are listed, named or not.
            rows.retain(|row| own(row.id) && !named.contains(&row.id) && (row.docs > 0 || !asks));
            rows
        }
    };
    sort(source, &mut rows);
    rows
}

/// What is in some documents, of all those that count.
fn in_documents(world: &World, source: Source, documents: &[&Document], all: &[&Document]) -> Vec<Row> {
    let mut rows: Vec<Row> = match source {
        Source::Documents => documents.iter().map(|d| Row { id: d.id, day: d.day, ..Row::default() }).collect(),
        Source::Quotes => world
            .quotes
            .iter()
            .filter(|quote| documents.iter().any(|document| document.id == quote.document))
            .map(|quote| Row { id: quote.id, day: world.document(quote.document).day, ..Row::default() })
            .collect(),
        _ => counted(world, source, documents, all).into_iter().filter(|row| row.docs > 0).collect(),
    };
    sort(source, &mut rows);
    rows
}

/// All entities of a source with what is counted of them in some documents.
fn counted(world: &World, source: Source, documents: &[&Document], all: &[&Document]) -> Vec<Row> {
    let of = |id: i64| {
        let mentions = |document: &&&Document| mentions(document, source, id);
        let naming: Vec<&&Document> = documents.iter().filter(|document| mentions(document) > 0).collect();
        let share = |part: usize, whole: usize| part as f64 / whole as f64;
        let lift = || {
            let everywhere = all.iter().filter(|document| mentions(document) > 0).count();
            share(naming.len(), documents.len()) / share(everywhere, all.len())
        };
        let days = || naming.iter().filter_map(|document| document.day);
        Row {
            id,
            day: event_day(world, source, id),
            docs: naming.len() as i64,
            mentions: naming.iter().map(mentions).sum(),
            first: days().min(),
            last: days().max(),
            lift: (naming.len() >= 3).then(lift),
        }
    };
    ids(world, source).into_iter().map(of).collect()
}

fn sort(source: Source, rows: &mut [Row]) {
    match source {
        Source::Documents | Source::Quotes | Source::Events => {
            rows.sort_by_key(|row| std::cmp::Reverse((row.day.unwrap_or(0), row.id)));
        }
        _ => rows.sort_by_key(|row| (-row.docs, row.id)),
    }
}

/// The documents that the gather rule takes from a filter.
fn documents_of<'w>(world: &'w World, source: Source, filter: Option<&Spanned<Expr>>) -> Vec<&'w Document> {
    let parts = gathered_parts(source, filter);
    let fits = |document: &&Document| parts.iter().all(|part| of_document(world, part, document));
    visible(world, &parts).into_iter().filter(fits).collect()
}

fn gathered_parts(source: Source, filter: Option<&Spanned<Expr>>) -> Vec<&Expr> {
    conjuncts(filter).into_iter().filter(|part| !is_own(source, part)).collect()
}

pub fn conjuncts(filter: Option<&Spanned<Expr>>) -> Vec<&Expr> {
    match filter.map(|filter| &filter.node) {
        None => Vec::new(),
        Some(Expr::And(parts)) => parts.iter().map(|part| &part.node).collect(),
        Some(one) => vec![one],
    }
}

fn ids(world: &World, source: Source) -> Vec<i64> {
    match source {
        Source::People => PEOPLE.iter().map(|p| p.id).collect(),
        Source::Countries => COUNTRIES.iter().map(|c| c.0).collect(),
        Source::Organizations => ORGANIZATIONS.iter().map(|o| o.0).collect(),
        Source::Projects => PROJECTS.iter().map(|p| p.0).collect(),
        _ => world.events.iter().map(|e| e.id).collect(),
    }
}

fn event_day(world: &World, source: Source, id: i64) -> Option<i64> {
    if source == Source::Events { world.events[id as usize - 1].day } else { None }
}
