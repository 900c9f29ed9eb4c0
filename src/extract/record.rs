//! Facts as one JSON record per article, all offsets in characters of the body.

use serde_json::{Value, json};

use super::{Event, Facts, Kind, Mention, Modality, Project, Quote, QuoteKind, Sense, Speaker};
use crate::gazetteer;
use crate::text::{CharIndex, Text};

/// Writes out `facts`, which were found in `text`:
/// `{"pred": {dateline, credited, people, countries, organizations, projects, events, quotes,
/// indirect}, "ents": [[start, end, "PER" | "LOC" | "ORG"], …]}`.
pub fn record(text: &Text, facts: &Facts) -> Value {
    let quotes = |kind| facts.quotes.iter().filter(|q| q.kind == kind).map(|q| quote(text, facts, q)).collect();
    let (direct, indirect): (Vec<_>, Vec<_>) = (quotes(QuoteKind::Direct), quotes(QuoteKind::Indirect));
    json!({
        "pred": {
            "dateline": dateline(facts),
            "credited": facts.header.credited.as_ref().map(|credit| &credit.name),
            "people": people(text, facts),
            "countries": countries(facts),
            "organizations": facts.organizations.iter()
                .map(|o| json!({"name": o.name, "acronym": o.acronym})).collect::<Vec<_>>(),
            "projects": facts.projects.iter().map(|p| project(text, p)).collect::<Vec<_>>(),
            "events": facts.events.iter().map(|e| event(text, facts, e)).collect::<Vec<_>>(),
            "quotes": direct,
            "indirect": indirect,
        },
        "ents": entities(text, facts),
    })
}

fn dateline(facts: &Facts) -> Value {
    facts.header.dateline.as_ref().map_or(Value::Null, |d| json!({"place": d.place, "date_text": d.date_text}))
}

fn people(text: &Text, facts: &Facts) -> Vec<Value> {
    let mut surfaces: Vec<Vec<&str>> = vec![Vec::new(); facts.people.len()];
    for mention in named(facts, Kind::Person) {
        let surface = text.slice(mention.evidence.span);
        if let Some(seen) = mention.entity.and_then(|i| surfaces.get_mut(i))
            && !seen.contains(&surface)
        {
            seen.push(surface);
        }
    }
    let person = |(i, surfaces): (usize, Vec<&str>)| {
        let person = &facts.people[i];
        let roles: Vec<Value> = person
            .roles
            .iter()
            .map(|r| (r, gazetteer::spelled_post(&r.post, &r.title)))
            .map(|(r, post)| json!({"title": r.title, "post": post, "country": r.country, "organization": r.organization}))
            .collect();
        json!({"name": person.name, "surfaces": surfaces, "roles": roles, "country": person.country})
    };
    surfaces.into_iter().enumerate().map(person).collect()
}

fn countries(facts: &Facts) -> Vec<Value> {
    let mut senses: Vec<Vec<Sense>> = vec![Vec::new(); facts.countries.len()];
    for mention in named(facts, Kind::Country) {
        if let Some(seen) = mention.entity.and_then(|i| senses.get_mut(i))
            && !seen.contains(&mention.sense)
        {
            seen.push(mention.sense);
        }
    }
    let country = |(i, mut senses): (usize, Vec<Sense>)| {
        senses.sort();
        let senses: Vec<&str> = senses.into_iter().map(Sense::as_str).collect();
        json!({"code": facts.countries[i].code, "senses": senses, "salience": facts.countries[i].salience})
    };
    senses.into_iter().enumerate().map(country).collect()
}

/// Mentions of one kind by a name, not by a word that points back.
fn named(facts: &Facts, kind: Kind) -> impl Iterator<Item = &Mention> {
    facts.mentions.iter().filter(move |m| m.kind == kind && m.sense != Sense::Anaphor)
}

fn project(text: &Text, project: &Project) -> Value {
    let first = project.reports.first();
    // What a reader takes away is the furthest stage that was told, unless it was denied.
    let furthest = project.reports.iter().max_by_key(|r| (r.modality != Modality::Negated, r.status));
    json!({
        "name": project.name,
        "surface": first.map(|r| text.slice(r.evidence.span)),
        "sector": project.sector,
        "status": furthest.map(|r| r.status.as_str()),
        "modality": furthest.map(|r| r.modality.as_str()),
        "parties": project.parties.iter().map(|(code, _)| *code).collect::<Vec<_>>(),
        "evidence": first.map(|r| sentence(text, r.evidence.sentence)),
    })
}

fn event(text: &Text, facts: &Facts, event: &Event) -> Value {
    let participants: Vec<&str> =
        event.people.iter().filter_map(|(i, _)| facts.people.get(*i)).map(|p| p.name.as_str()).collect();
    json!({
        "kind": event.kind.as_str(),
        "status": event.status.as_str(),
        "name": event.name,
        "date": event.date.map(|d| d.to_string()),
        "place": event.place,
        "participants": participants,
        "countries": event.countries,
        "evidence": sentence(text, event.evidence.sentence),
    })
}

fn quote(text: &Text, facts: &Facts, quote: &Quote) -> Value {
    let speaker = match &quote.speaker {
        Speaker::Person(i) => facts.people.get(*i).map(|p| p.name.as_str()),
        Speaker::Organization(i) => facts.organizations.get(*i).map(|o| o.name.as_str()),
        Speaker::Described(words) => Some(words.as_str()),
        Speaker::Unknown => None,
    };
    let said = if quote.kind == QuoteKind::Indirect { text.slice(quote.evidence.span) } else { &quote.text };
    let mut value = json!({"text": said, "speaker": speaker, "verb": quote.verb});
    if quote.kind == QuoteKind::Direct {
        value["kind"] = json!("direct");
    }
    value
}

fn sentence(text: &Text, index: usize) -> Option<&str> {
    text.sentences().get(index).map(|s| text.slice(s.span))
}

/// Spans of people, places and organizations that do not lie inside one another.
fn entities(text: &Text, facts: &Facts) -> Vec<Value> {
    let index = CharIndex::new(text.body());
    let mut end = 0;
    let mut spans = Vec::new();
    for mention in &facts.mentions {
        let kind = match (mention.kind, mention.sense) {
            (_, Sense::Demonym | Sense::Embedded | Sense::Anaphor) => continue,
            (Kind::Person, _) => "PER",
            (Kind::Organization, _) => "ORG",
            (Kind::Country | Kind::Place, _) => "LOC",
            (Kind::Project | Kind::Event, _) => continue,
        };
        let span = mention.evidence.span;
        if span.start < end {
            continue;
        }
        end = span.end;
        let (start, length) = index.chars(span);
        spans.push(json!([start, start + length, kind]));
    }
    spans
}
