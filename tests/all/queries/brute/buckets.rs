//! Into which buckets the rows of the sources other than documents fall.

use std::collections::BTreeMap;

use dateline::lang::ast::Query;
use dateline::lang::fields::{Bucket, Source};

use super::{day_labels, rows};
use crate::queries::world::{COUNTRIES, ORGANIZATIONS, PEOPLE, PLACES, PROJECTS, SOURCES, World};

/// Rows per bucket; a row that is in several counts in each.
pub fn row_counts(world: &World, query: &Query, bucket: Bucket) -> BTreeMap<String, i64> {
    let source = query.source.as_ref().map_or(Source::Documents, |source| source.node);
    let mut out = BTreeMap::new();
    for row in rows(world, query) {
        let labels = if bucket.is_period() {
            row.day.map(|day| day_labels(day, bucket)).into_iter().collect()
        } else {
            labels(world, source, row.id, bucket)
        };
        for label in labels {
            *out.entry(label).or_insert(0) += 1;
        }
    }
    out
}

fn labels(world: &World, source: Source, id: i64, bucket: Bucket) -> Vec<String> {
    let at = id as usize - 1;
    let one = |label: Option<String>| vec![label.unwrap_or_else(|| "·".to_owned())];
    let code = |id: i64| COUNTRIES.iter().find(|c| c.0 == id).expect("known").1.to_owned();
    let person = |id: i64| PEOPLE[id as usize - 1].name.to_owned();
    match (source, bucket) {
        (Source::People, Bucket::Country) => one(PEOPLE[at].country.map(code)),
        (Source::Organizations, Bucket::Country) => one(ORGANIZATIONS[at].4.map(code)),
        (Source::Organizations, Bucket::Kind) => one(Some(ORGANIZATIONS[at].3.to_owned())),
        (Source::Projects, Bucket::Sector) => one(Some(PROJECTS[at].2.to_owned())),
        (Source::Projects, Bucket::Status) => one(Some(PROJECTS[at].3.to_owned())),
        (Source::Projects, Bucket::Country) => PROJECTS[at].4.iter().map(|id| code(*id)).collect(),
        (Source::Quotes, _) => {
            let quote = &world.quotes[at];
            let document = world.document(quote.document);
            one(match bucket {
                Bucket::Person => quote.speaker.map(person),
                Bucket::Country => quote.speaker.and_then(|id| PEOPLE[id as usize - 1].country).map(code),
                Bucket::Lang => document.lang.map(str::to_owned),
                _ => document.source.map(|id| SOURCES[id as usize - 1].1.to_owned()),
            })
        }
        (Source::Events, _) => {
            let event = &world.events[at];
            match bucket {
                Bucket::Kind => one(Some(event.kind.to_owned())),
                Bucket::Status => one(Some(event.status.to_owned())),
                Bucket::Place => one(event.place.map(|id| PLACES[id as usize - 1].1.to_owned())),
                Bucket::Person => event.people.iter().map(|id| person(*id)).collect(),
                _ => event.countries.iter().map(|id| code(*id)).collect(),
            }
        }
        other => panic!("not asked by the tests: {other:?}"),
    }
}
