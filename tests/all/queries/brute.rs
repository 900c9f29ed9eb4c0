//! What a query means, worked out row by row over the plain data: no SQL, no plan, no index.

use std::collections::{BTreeMap, BTreeSet};

use dateline::lang::ast::{EntityKind, Expr, Mention, Query, Spanned, Stage, Test, TextForm, Value};
use dateline::lang::dates;
use dateline::lang::fields::{Bucket, Field, Source};

use super::today;
use super::world::{
    CENTRAL_ASIA, COUNTRIES, Document, Event, ORGANIZATIONS, PEOPLE, PLACES, PROJECTS, Quote, SOURCES, World,
    sentence_of,
};

/// A row of an answer: its id, its day, and in how many documents of the set it occurs.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    pub id: i64,
    pub day: Option<i64>,
    pub docs: i64,
}

type Entity = (EntityKind, i64);

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
            let own =
                |id: i64| parts.iter().filter(|part| is_own(source, part)).all(|part| of_row(world, source, part, id));
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

/// Whether a part says something of the rows themselves.
fn is_own(source: Source, expr: &Expr) -> bool {
    match expr {
        Expr::And(parts) | Expr::Or(parts) => parts.iter().any(|part| is_own(source, &part.node)),
        Expr::Not(inner) => is_own(source, &inner.node),
        Expr::In(_) => !matches!(source, Source::Documents | Source::Quotes),
        Expr::Predicate { field, .. } => match source {
            Source::Documents => false,
            _ => matches!(source.field(field.node), Some(dateline::lang::fields::Role::Own(_))),
        },
        Expr::Text { .. } => source == Source::Quotes,
        _ => false,
    }
}

/// The ids of the source's kind that a query names without negating them.
pub fn named(query: &Query, source: Source) -> BTreeSet<i64> {
    fn collect(expr: &Expr, of: Source, out: &mut Vec<Entity>) {
        match expr {
            Expr::And(parts) | Expr::Or(parts) => parts.iter().for_each(|part| collect(&part.node, of, out)),
            Expr::Mention(mention) => out.extend(mentioned(mention).into_iter().filter(|_| !is_region(mention))),
            // Denied twice is said.
            Expr::Not(inner) => {
                if let Expr::Not(said) = &inner.node {
                    collect(&said.node, of, out);
                }
            }
            Expr::In(query) => {
                if let Some(filter) = &query.filter {
                    collect(&filter.node, query.source.as_ref().map_or(Source::Documents, |s| s.node), out);
                }
            }
            Expr::Predicate { field, test: Test::Any(values) | Test::All(values) } if of == Source::Documents => {
                for value in values {
                    out.extend(of_field(field.node, word(value)));
                }
            }
            _ => {}
        }
    }
    let mut out = Vec::new();
    if let Some(filter) = &query.filter {
        collect(&filter.node, query.source.as_ref().map_or(Source::Documents, |source| source.node), &mut out);
    }
    out.into_iter().filter(|(kind, _)| Some(*kind) == source.entity()).map(|(_, id)| id).collect()
}

fn word(value: &Spanned<Value>) -> &str {
    match &value.node {
        Value::Word(text) | Value::String(text) | Value::Parameter(text) => text,
    }
}

fn is_region(mention: &Mention) -> bool {
    word(&mention.name).eq_ignore_ascii_case("central asia")
}

fn mentioned(mention: &Mention) -> Vec<Entity> {
    let kind = mention.kind.as_ref().map(|kind| kind.node);
    let name = word(&mention.name).to_lowercase();
    let mut out = Vec::new();
    let is = |other: &str| other.to_lowercase() == name;
    let wanted = |of: EntityKind| kind.is_none() || kind == Some(of);
    if wanted(EntityKind::Person) {
        out.extend(
            PEOPLE
                .iter()
                .filter(|p| is(p.name) || is(p.surname) || (kind.is_some() && name == p.id.to_string()))
                .map(|p| (EntityKind::Person, p.id)),
        );
    }
    if wanted(EntityKind::Country) {
        let fits = |c: &&(i64, &str, &str, &str, &str, &str)| is(c.1) || is(c.2) || is(c.3) || is(c.4);
        out.extend(COUNTRIES.iter().filter(fits).map(|c| (EntityKind::Country, c.0)));
        if name == "central asia" {
            out.extend(CENTRAL_ASIA.iter().map(|id| (EntityKind::Country, *id)));
        }
    }
    if wanted(EntityKind::Organization) {
        out.extend(
            ORGANIZATIONS.iter().filter(|o| is(o.1) || o.2.is_some_and(is)).map(|o| (EntityKind::Organization, o.0)),
        );
    }
    if wanted(EntityKind::Project) {
        out.extend(PROJECTS.iter().filter(|p| is(p.1)).map(|p| (EntityKind::Project, p.0)));
    }
    assert!(!out.is_empty(), "the generator only writes names that there are: {name}");
    out
}

fn of_field(field: Field, name: &str) -> Vec<Entity> {
    let kind = match field {
        Field::Person => EntityKind::Person,
        Field::Country => EntityKind::Country,
        Field::Organization => EntityKind::Organization,
        Field::Project => EntityKind::Project,
        _ => return Vec::new(),
    };
    let spanned = |node| Spanned { node, span: 0..0 };
    let name = Spanned { node: Value::Word(name.to_owned()), span: 0..0 };
    mentioned(&Mention { kind: Some(spanned(kind)), name, any: false })
}

fn has(document: &Document, source: Source, id: i64) -> bool {
    match source {
        Source::People => document.people.contains_key(&id),
        Source::Countries => document.countries.contains_key(&id),
        Source::Organizations => document.organizations.contains_key(&id),
        Source::Projects => document.projects.contains_key(&id),
        Source::Events => document.events.contains_key(&id),
        _ => false,
    }
}

/// Whether a document names one of these rows, or holds one of these quotes.
fn holds(world: &World, document: &Document, source: Source, ids: &BTreeSet<i64>) -> bool {
    match source {
        Source::Documents => ids.contains(&document.id),
        Source::Quotes => world.quotes.iter().any(|quote| quote.document == document.id && ids.contains(&quote.id)),
        _ => ids.iter().any(|id| has(document, source, *id)),
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

pub fn tokens(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

fn says(text: &str, phrase: &str, prefix: bool) -> bool {
    let (text, phrase) = (tokens(text), tokens(phrase));
    text.windows(phrase.len()).any(|window| {
        let last = phrase.len() - 1;
        window
            .iter()
            .zip(&phrase)
            .enumerate()
            .all(|(i, (word, wanted))| word == wanted || (prefix && i == last && word.starts_with(wanted.as_str())))
    })
}

fn in_days(day: Option<i64>, field: Field, test: &Test) -> bool {
    let Some(day) = day else { return false };
    let inside = |days: dates::Days| {
        days.from.is_none_or(|from| day >= i64::from(from)) && days.to.is_none_or(|to| day < i64::from(to))
    };
    match test {
        Test::Any(values) | Test::All(values) => {
            values.iter().any(|value| inside(dates::resolve_field(field, word(value), today()).expect("a date")))
        }
        Test::Range(from, to) => {
            inside(dates::resolve_range(from.as_ref().map(word), to.as_ref().map(word), today()).expect("dates"))
        }
    }
}

fn place_fits(place: Option<i64>, name: &str) -> bool {
    let country = COUNTRIES.iter().find(|c| c.1.eq_ignore_ascii_case(name) || c.3.eq_ignore_ascii_case(name));
    place.is_some_and(|id| {
        let place = &PLACES[id as usize - 1];
        place.1.eq_ignore_ascii_case(name) || country.is_some_and(|country| country.0 == place.2)
    })
}

fn kind_fits(kind: &str, wanted: &str) -> bool {
    kind == wanted || (wanted == "visit" && kind == "state_visit")
}

fn each(test: &Test, fits: impl Fn(&str) -> bool) -> bool {
    match test {
        Test::Any(values) => values.iter().any(|value| fits(word(value))),
        Test::All(values) => values.iter().all(|value| fits(word(value))),
        Test::Range(..) => panic!("ranges are for dates"),
    }
}

fn of_document(world: &World, expr: &Expr, document: &Document) -> bool {
    let has_entity = |(kind, id): &Entity| has(document, kind.source(), *id);
    match expr {
        Expr::And(parts) => {
            let together = parts.iter().any(|part| is_within(&part.node));
            parts.iter().filter(|part| !is_within(&part.node)).all(|part| of_document(world, &part.node, document))
                && (!together || in_one_sentence(parts, document))
        }
        Expr::Or(parts) => parts.iter().any(|part| of_document(world, &part.node, document)),
        Expr::Not(inner) => !of_document(world, &inner.node, document),
        Expr::Mention(mention) => mentioned(mention).iter().any(has_entity),
        Expr::Text { value, form } => {
            let prefix = *form == TextForm::Prefix;
            says(&document.title, word(value), prefix) || says(&document.body, word(value), prefix)
        }
        Expr::In(query) => {
            let source = query.source.as_ref().map_or(Source::Documents, |source| source.node);
            let inner: BTreeSet<i64> = rows(world, query).iter().map(|row| row.id).collect();
            holds(world, document, source, &inner)
        }
        Expr::Predicate { field, test } => match field.node {
            Field::Date | Field::Since | Field::Until | Field::Before | Field::After => {
                in_days(document.day, field.node, test)
            }
            Field::Lang => each(test, |lang| document.lang == Some(lang)),
            Field::Source => each(test, |name| {
                document.source.is_some_and(|id| SOURCES[id as usize - 1].1.eq_ignore_ascii_case(name))
            }),
            Field::Place => each(test, |name| place_fits(document.place, name)),
            Field::Author => {
                each(test, |name| document.byline.is_some_and(|by| by.to_lowercase().contains(&name.to_lowercase())))
            }
            Field::Title => each(test, |phrase| says(&document.title, phrase, false)),
            Field::Text => each(test, |p| says(&document.title, p, false) || says(&document.body, p, false)),
            Field::Kind => {
                each(test, |kind| document.events.keys().any(|id| kind_fits(world.events[*id as usize - 1].kind, kind)))
            }
            field => each(test, |name| of_field(field, name).iter().any(has_entity)),
        },
        _ => panic!("not written by the generator: {expr:?}"),
    }
}

fn is_within(expr: &Expr) -> bool {
    matches!(expr, Expr::Predicate { field, .. } if field.node == Field::Within)
}

/// Whether every one of the mentions has an entity in the same sentence of a document.
fn in_one_sentence(parts: &[Spanned<Expr>], document: &Document) -> bool {
    (0..2).any(|sentence| {
        parts.iter().all(|part| match &part.node {
            Expr::Mention(mention) => mentioned(mention)
                .iter()
                .any(|(kind, id)| has(document, kind.source(), *id) && sentence_of(document.id, *id) == sentence),
            _ => true,
        })
    })
}

fn of_quote(world: &World, expr: &Expr, quote: &Quote) -> bool {
    match expr {
        Expr::And(parts) => parts.iter().all(|part| of_quote(world, &part.node, quote)),
        Expr::Or(parts) => parts.iter().any(|part| of_quote(world, &part.node, quote)),
        Expr::Not(inner) => !of_quote(world, &inner.node, quote),
        Expr::Text { value, form } => says(&quote.text, word(value), *form == TextForm::Prefix),
        Expr::In(query) if query.source.as_ref().is_some_and(|source| source.node == Source::Quotes) => {
            rows(world, query).iter().any(|row| row.id == quote.id)
        }
        Expr::Predicate { field, test } => match field.node {
            Field::Speaker => {
                each(test, |name| of_field(Field::Person, name).iter().any(|(_, id)| quote.speaker == Some(*id)))
            }
            Field::Country => each(test, |name| {
                let of = |id: i64| PEOPLE[id as usize - 1].country;
                of_field(Field::Country, name).iter().any(|(_, id)| quote.speaker.and_then(of) == Some(*id))
            }),
            Field::Verb => each(test, |verb| format!(" {} ", quote.verb).contains(&format!(" {verb} "))),
            Field::Text => each(test, |phrase| says(&quote.text, phrase, false)),
            _ => of_document(world, expr, world.document(quote.document)),
        },
        other => of_document(world, other, world.document(quote.document)),
    }
}

fn of_row(world: &World, source: Source, expr: &Expr, id: i64) -> bool {
    if !is_own(source, expr) {
        return world.documents.iter().any(|d| has(d, source, id) && of_document(world, expr, d));
    }
    match expr {
        Expr::And(parts) => {
            let (own, gathered): (Vec<_>, Vec<_>) = parts.iter().partition(|part| is_own(source, &part.node));
            own.iter().all(|part| of_row(world, source, &part.node, id))
                && (gathered.is_empty()
                    || world.documents.iter().any(|document| {
                        has(document, source, id)
                            && gathered.iter().all(|part| of_document(world, &part.node, document))
                    }))
        }
        Expr::Or(parts) => parts.iter().any(|part| of_row(world, source, &part.node, id)),
        Expr::Not(inner) => !of_row(world, source, &inner.node, id),
        Expr::In(query) => {
            let inner = query.source.as_ref().map_or(Source::Documents, |source| source.node);
            let found: BTreeSet<i64> = rows(world, query).iter().map(|row| row.id).collect();
            if inner == source {
                return found.contains(&id);
            }
            world.documents.iter().any(|document| has(document, source, id) && holds(world, document, inner, &found))
        }
        Expr::Predicate { field, test } => own_field(world, source, field.node, test, id),
        _ => panic!("not written by the generator: {expr:?}"),
    }
}

fn own_field(world: &World, source: Source, field: Field, test: &Test, id: i64) -> bool {
    let country = |name: &str| of_field(Field::Country, name)[0].1;
    match source {
        Source::People => {
            let person = &PEOPLE[id as usize - 1];
            match field {
                Field::Country => each(test, |name| person.country == Some(country(name))),
                Field::Role => each(test, |post| {
                    person.post.is_some_and(|held| {
                        held == post || (held.ends_with(&format!(" {post}")) && !held.starts_with("deputy"))
                    })
                }),
                _ => each(test, |name| tokens(person.name).contains(&name.to_lowercase())),
            }
        }
        Source::Countries => match field {
            Field::Region => CENTRAL_ASIA.contains(&id),
            _ => each(test, |name| of_field(Field::Country, name)[0].1 == id),
        },
        Source::Organizations => {
            let organization = &ORGANIZATIONS[id as usize - 1];
            match field {
                Field::Country => each(test, |name| organization.4 == Some(country(name))),
                Field::Kind => each(test, |kind| organization.3 == kind),
                _ => each(test, |name| tokens(organization.1).contains(&name.to_lowercase())),
            }
        }
        Source::Projects => {
            let project = &PROJECTS[id as usize - 1];
            match field {
                Field::Country => each(test, |name| project.4.contains(&country(name))),
                Field::Sector => each(test, |sector| project.2 == sector),
                Field::Status => each(test, |status| project.3 == status),
                _ => each(test, |name| tokens(project.1).contains(&name.to_lowercase())),
            }
        }
        _ => {
            let event: &Event = &world.events[id as usize - 1];
            match field {
                Field::Kind => each(test, |kind| kind_fits(event.kind, kind)),
                Field::Status => each(test, |status| event.status == status),
                Field::Place => each(test, |name| place_fits(event.place, name)),
                Field::Person => {
                    each(test, |name| of_field(Field::Person, name).iter().any(|(_, id)| event.people.contains(id)))
                }
                Field::Country => {
                    each(test, |name| event.country == Some(country(name)) || event.countries.contains(&country(name)))
                }
                _ => in_days(event.day, field, test),
            }
        }
    }
}
