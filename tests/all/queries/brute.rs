//! What a query means, worked out row by row over the plain data: no SQL, no plan, no index.

mod conditions;
mod names;
mod own;

use std::collections::{BTreeMap, BTreeSet};

use dateline::lang::ast::{Expr, Query, Spanned, Stage};
use dateline::lang::fields::{Bucket, Source};

use super::world::{COUNTRIES, Document, ORGANIZATIONS, PEOPLE, PLACES, PROJECTS, SOURCES, World};
pub use conditions::tokens;
use conditions::{has, holds, is_own, of_document, of_quote};
pub use names::named;
use names::word;
use own::{of_row, roles_meet};

/// A row of an answer: its id, its day, and in how many documents of the set it occurs.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    pub id: i64,
    pub day: Option<i64>,
    pub docs: i64,
}

/// The rows of a query's source and filter in their default order, were there no text to rank by,
/// and the documents they come from.
pub fn rows(world: &World, query: &Query) -> Vec<Row> {
    let source = query.source.as_ref().map_or(Source::Documents, |source| source.node);
    let mut rows = listed(world, source, query.filter.as_ref());
    let mut current = source;
    let mut gathered: Option<Vec<&Document>> = None;
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
                rows = in_documents(world, *next, &documents, &|_| true, &named);
                gathered = Some(documents);
                current = *next;
            }
            Stage::Where { column, value, .. } if column.node == "docs" => {
                let least: i64 = word(value).parse().expect("a number");
                rows.retain(|row| row.docs >= least);
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

/// Documents per bucket of a query for documents, by one or two buckets.
pub fn counts(world: &World, query: &Query, buckets: &[Bucket]) -> BTreeMap<Vec<String>, i64> {
    let mut out = BTreeMap::new();
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

fn labels(document: &Document, bucket: Bucket) -> Vec<String> {
    let of_day = |form: &dyn Fn(i64, i64, i64) -> String| {
        document.day.map(|day| form(day / 10000, day / 100 % 100, day % 100)).into_iter().collect()
    };
    let unknown = || "·".to_owned();
    match bucket {
        Bucket::Day => of_day(&|y, m, d| format!("{y}-{m:02}-{d:02}")),
        Bucket::Week => of_day(&|y, m, d| {
            let day = chrono::NaiveDate::from_ymd_opt(y as i32, m as u32, d as u32).expect("a day");
            day.format("%G-W%V").to_string()
        }),
        Bucket::Month => of_day(&|y, m, _| format!("{y}-{m:02}")),
        Bucket::Quarter => of_day(&|y, m, _| format!("{y}-Q{}", (m + 2) / 3)),
        Bucket::Year => of_day(&|y, _, _| y.to_string()),
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
    let mut rows: Vec<Row> = match source {
        Source::Documents => world
            .documents
            .iter()
            .filter(|document| filter.is_none_or(|filter| of_document(world, &filter.node, document)))
            .map(|document| Row { id: document.id, day: document.day, docs: 1 })
            .collect(),
        Source::Quotes => world
            .quotes
            .iter()
            .filter(|quote| filter.is_none_or(|filter| of_quote(world, &filter.node, quote)))
            .map(|quote| Row { id: quote.id, day: world.document(quote.document).day, docs: 1 })
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
            if parts.iter().any(|part| !is_own(source, part)) {
                let documents = documents_of(world, source, filter);
                return in_documents(world, source, &documents, &own, &named);
            }
            ids(world, source)
                .into_iter()
                .filter(|id| own(*id) && !named.contains(id))
                .map(|id| {
                    let docs = world.documents.iter().filter(|document| has(document, source, id)).count();
                    Row { id, day: event_day(world, source, id), docs: docs as i64 }
                })
                .collect()
        }
    };
    sort(source, &mut rows);
    rows
}

fn in_documents(
    world: &World,
    source: Source,
    documents: &[&Document],
    own: &dyn Fn(i64) -> bool,
    named: &BTreeSet<i64>,
) -> Vec<Row> {
    let mut rows: Vec<Row> = match source {
        Source::Documents => documents.iter().map(|d| Row { id: d.id, day: d.day, docs: 1 }).collect(),
        Source::Quotes => world
            .quotes
            .iter()
            .filter(|quote| documents.iter().any(|document| document.id == quote.document))
            .map(|quote| Row { id: quote.id, day: world.document(quote.document).day, docs: 1 })
            .collect(),
        _ => ids(world, source)
            .into_iter()
            .filter(|id| own(*id) && !named.contains(id))
            .map(|id| {
                let docs = documents.iter().filter(|document| has(document, source, id)).count() as i64;
                Row { id, day: event_day(world, source, id), docs }
            })
            .filter(|row| row.docs > 0)
            .collect(),
    };
    sort(source, &mut rows);
    rows
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
    let parts: Vec<&Expr> = conjuncts(filter).into_iter().filter(|part| !is_own(source, part)).collect();
    world.documents.iter().filter(|document| parts.iter().all(|part| of_document(world, part, document))).collect()
}

fn conjuncts(filter: Option<&Spanned<Expr>>) -> Vec<&Expr> {
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
