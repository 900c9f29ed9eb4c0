//! A dossier as a page.

use super::page::{Evidence, Item, Page, Section, Source};
use crate::reader::dossier::{Dossier, Event, Held, Listed, Project, Quote};
use crate::text::truncate;

/// Columns of a quote; JSON has all of it.
const QUOTE: usize = 400;

/// Posts first, then time, projects, events, quotes and companions; a section without anything in it is left out.
pub fn dossier_page(dossier: &Dossier) -> Page {
    let source = |source: &crate::reader::dossier::Source| Source {
        number: source.number,
        text: [source.date.as_deref(), Some(&source.title), source.source.as_deref()]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(" · "),
        url: source.url.clone(),
    };
    let sections = vec![
        section("Roles", items(&dossier.roles, |role| held(dossier, role)), dossier.roles.more),
        timeline(dossier),
        section("Projects", items(&dossier.projects, project), dossier.projects.more),
        section("Meetings, visits, calls", items(&dossier.events, |told| event(dossier, told)), dossier.events.more),
        section("What was said", items(&dossier.quotes, |said| quote(dossier, said)), dossier.quotes.more),
        companions(dossier, "person", "People named with it"),
        companions(dossier, "country", "Countries named with it"),
        companions(dossier, "org", "Organizations named with it"),
    ];
    Page {
        title: dossier.name.clone(),
        lines: lines(dossier),
        sections: sections
            .into_iter()
            .filter(|section| !section.items.is_empty() || !section.counts.is_empty())
            .collect(),
        sources: dossier.sources.iter().map(source).collect(),
        body: None,
    }
}

fn lines(dossier: &Dossier) -> Vec<String> {
    let kind = if dossier.kind == "org" { "organization" } else { &dossier.kind };
    let mut about: Vec<String> = vec![format!("{kind} (@{})", dossier.entity)];
    about.extend(dossier.about.iter().map(|about| format!("{}: {}", about.what, about.value)));
    let mut lines = vec![about.join(" · ")];
    if !dossier.also.is_empty() {
        lines.push(format!("also: {}", dossier.also.join(", ")));
    }
    let days = match (&dossier.first, &dossier.last) {
        (Some(first), Some(last)) if first != last => format!(", {first} to {last}"),
        (Some(day), _) => format!(", {day}"),
        _ => String::new(),
    };
    lines.push(format!("{}{days}", documents(dossier.documents)));
    lines
}

fn section(title: &'static str, items: Vec<Item>, more: usize) -> Section {
    Section { title, items, more: (more > 0).then(|| format!("… and {more} more")), counts: Vec::new() }
}

fn items<T>(listed: &Listed<T>, item: impl Fn(&T) -> Item) -> Vec<Item> {
    listed.shown.iter().map(item).collect()
}

fn timeline(dossier: &Dossier) -> Section {
    let counts = dossier.timeline.iter().map(|period| (period.period.clone(), period.documents));
    Section { title: "When", counts: counts.collect(), ..Section::default() }
}

/// What the dossier is about need not be said in each line.
fn held(dossier: &Dossier, held: &Held) -> Item {
    let of = held.of.as_ref().filter(|of| **of != dossier.name);
    let post = of.map_or_else(|| held.post.clone(), |of| format!("{}, {of}", held.post));
    let days = match (&held.first, &held.last) {
        (Some(first), Some(last)) if first != last => format!("{first} to {last}"),
        (Some(day), _) | (_, Some(day)) => day.clone(),
        _ => "undated".to_owned(),
    };
    let told = format!("{days} · {}", documents(held.documents));
    let (name, says) = match &held.person {
        Some(person) => (person.clone(), format!("{post} · {told}")),
        None => (post, told),
    };
    Item { name, says, sources: held.sources.clone(), evidence: Vec::new() }
}

fn project(project: &Project) -> Item {
    let evidence = project.history.iter().map(|report| {
        let modality = if report.modality == "asserted" { String::new() } else { format!(" ({})", report.modality) };
        let date = report.date.as_ref().map_or_else(String::new, |date| format!("{date} "));
        Evidence {
            text: format!("{date}{}{modality}: {}", report.status.replace('_', " "), report.evidence),
            place: String::new(),
            sources: report.sources.clone(),
        }
    });
    let says = format!("{} · {}", project.sector.replace('_', " "), documents(project.documents));
    Item { name: project.name.clone(), says, evidence: evidence.collect(), sources: Vec::new() }
}

fn event(dossier: &Dossier, event: &Event) -> Item {
    let kind = event.kind.replace('_', " ");
    // A name made from its kind and participants would say them twice.
    let is_made = event.name.starts_with(&format!("{kind}: "));
    let others = event.participants.iter().filter(|name| **name != dossier.name);
    let with = others.map(String::as_str).collect::<Vec<_>>().join(", ");
    let told = [
        Some(kind),
        Some(event.status.clone()).filter(|status| status != "held"),
        event.place.clone(),
        Some(if is_made { String::new() } else { event.name.clone() }).filter(|name| !name.is_empty()),
        Some(with).filter(|with| !with.is_empty()),
    ];
    Item {
        name: event.date.clone().unwrap_or_else(|| "undated".into()),
        says: told.into_iter().flatten().collect::<Vec<_>>().join(" · "),
        sources: event.sources.clone(),
        evidence: Vec::new(),
    }
}

fn quote(dossier: &Dossier, quote: &Quote) -> Item {
    let text = truncate(&quote.text.replace('\n', " "), QUOTE);
    let text = if quote.kind == "direct" { format!("“{text}”") } else { text };
    let verb = quote.verb.as_deref().unwrap_or("said");
    let speaker = match quote.speaker.as_deref().unwrap_or("nobody named") {
        speaker if speaker == dossier.name => verb.to_owned(),
        speaker => format!("{speaker}, {verb}"),
    };
    Item {
        name: quote.date.clone().unwrap_or_else(|| "undated".into()),
        says: format!("{speaker}: {text}"),
        sources: quote.sources.clone(),
        evidence: Vec::new(),
    }
}

fn companions(dossier: &Dossier, kind: &str, title: &'static str) -> Section {
    let named = dossier.companions.iter().filter(|companion| companion.kind == kind);
    let items = named.map(|companion| Item {
        name: companion.name.clone(),
        says: documents(companion.documents),
        sources: companion.sources.clone(),
        evidence: Vec::new(),
    });
    Section { title, items: items.collect(), ..Section::default() }
}

fn documents(count: i64) -> String {
    format!("{count} {}", if count == 1 { "document" } else { "documents" })
}
