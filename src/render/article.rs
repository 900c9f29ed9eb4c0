//! An article as a page: the text first, then what was found in it, with the evidence.

use super::colour::{Colour, HEADER, RULE};
use super::layout::wrap;
use super::page::{Body, Evidence, Item, Mark, Page, Section};
use crate::reader::Article;
use crate::reader::article::{Event, Named, Person, Project, Quote};
use crate::reader::passage::Passage;
use crate::text::{display_width, printable, truncate};

/// How facts are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum FactFormat {
    /// Below the sentences they stand in.
    Text,
    /// One fact a line.
    Jsonl,
}

/// The article laid out for reading.
pub fn article_page(article: &Article) -> Page {
    Page {
        title: article.title.clone(),
        lines: about(article),
        body: Some(body(article)),
        sections: sections(article),
        sources: Vec::new(),
    }
}

fn about(article: &Article) -> Vec<String> {
    let date = match (&article.published, &article.published_basis) {
        (Some(date), Some(basis)) => format!("{date} (from the {})", basis.replace('-', " ")),
        (Some(date), None) => date.clone(),
        (None, _) => "undated".to_owned(),
    };
    let credited = article.credited.as_ref().filter(|credited| Some(*credited) != article.source.as_ref());
    let credited = credited.map(|credited| format!("credits {credited}"));
    let by = article.byline.as_ref().map(|byline| format!("by {byline}"));
    let words = format!("{} {}", article.words, if article.words == 1 { "word" } else { "words" });
    let place = article.place.as_ref().map(|place| format!("filed from {place}"));
    let first = [Some(date), place, article.source.clone(), credited, by, Some(words), article.lang.clone()];
    let mut lines: Vec<String> = Vec::new();
    // The text of many begins with it, and once is enough.
    lines.extend(article.dateline.clone().filter(|dateline| !article.body.trim_start().starts_with(dateline.as_str())));
    lines.push(first.into_iter().flatten().collect::<Vec<_>>().join(" · "));
    match &article.url {
        Some(url) => lines.push(url.clone()),
        None => lines.extend(article.read_at.first().cloned()),
    }
    let copy = article.copy_of.map_or_else(String::new, |of| format!(" · repeats document {of}"));
    lines.push(format!("document {} · key {}{copy}", article.id, article.key));
    lines.extend(article.hidden_by.map(|by| format!("hidden from queries; shown again with: dateline fix undo {by}")));
    lines
}

fn body(article: &Article) -> Body {
    let place = |passage: &Passage| (passage.start as usize, passage.length as usize);
    let marks: Vec<(Mark, usize, usize)> = article
        .mentions
        .iter()
        .filter_map(|mention| {
            let (start, length) = place(&mention.passage);
            Some((Mark::named(&mention.kind)?, start, length))
        })
        .collect();
    let direct = article.quotes.iter().filter(|quote| quote.kind == "direct");
    let said: Vec<(usize, usize)> = direct.map(|quote| place(&quote.passage)).collect();
    Body::new(&article.body, &marks, &said)
}

fn sections(article: &Article) -> Vec<Section> {
    let section = |title, items: Vec<Item>| Section { title, items, ..Section::default() };
    let sections = [
        section("People", article.people.iter().map(person).collect()),
        section("Countries", named(&article.countries)),
        section("Organizations", named(&article.organizations)),
        section("Projects", article.projects.iter().map(project).collect()),
        section("Events", article.events.iter().map(event).collect()),
        section("Quotes", article.quotes.iter().map(quote).collect()),
    ];
    sections.into_iter().filter(|section| !section.items.is_empty()).collect()
}

fn person(person: &Person) -> Item {
    let mut roles: Vec<String> = Vec::new();
    for role in &person.roles {
        let role = role.of.as_ref().map_or(role.post.clone(), |of| format!("{}, {of}", role.post));
        if !roles.contains(&role) {
            roles.push(role);
        }
    }
    let mut evidence = Vec::new();
    person.roles.iter().for_each(|role| add_evidence(&mut evidence, &role.passage));
    let roles = if roles.is_empty() { String::new() } else { roles.join("; ") + " · " };
    let says = roles + &times(&person.named);
    Item { name: person.named.name.clone(), says, evidence, sources: Vec::new() }
}

/// All in one: their evidence is the text itself.
fn named(all: &[Named]) -> Vec<Item> {
    let counted = |named: &Named| match named.mentions {
        1 => named.name.clone(),
        times => format!("{} ({times})", named.name),
    };
    let list = all.iter().map(counted).collect::<Vec<_>>().join(" · ");
    if list.is_empty() { Vec::new() } else { vec![Item { says: list, ..Item::default() }] }
}

fn times(named: &Named) -> String {
    match named.mentions {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        times => format!("{times} times"),
    }
}

fn project(project: &Project) -> Item {
    let mut said: Vec<String> = Vec::new();
    let mut evidence = Vec::new();
    for report in &project.reports {
        let says = report.says();
        if !said.contains(&says) {
            said.push(says);
        }
        add_evidence(&mut evidence, &report.passage);
    }
    let says = format!("{} · {}", project.sector.replace('_', " "), said.join("; "));
    Item { name: project.named.name.clone(), says, evidence, sources: Vec::new() }
}

fn event(event: &Event) -> Item {
    let mut evidence = Vec::new();
    add_evidence(&mut evidence, &event.passage);
    let with =
        if event.participants.is_empty() { String::new() } else { format!(" · {}", event.participants.join(", ")) };
    Item { name: event.name.clone(), says: format!("{}{with}", event.says()), evidence, sources: Vec::new() }
}

fn quote(quote: &Quote) -> Item {
    let verb = quote.verb.as_deref().unwrap_or("said");
    let text = if quote.kind == "direct" { format!("“{}”", quote.text) } else { quote.text.clone() };
    let name = format!("{}, {verb}:", quote.speaker.as_deref().unwrap_or("nobody named"));
    Item { name, says: format!("{text} (sentence {})", quote.passage.sentence + 1), ..Item::default() }
}

/// A sentence stands as evidence once, however much it tells.
fn add_evidence(evidence: &mut Vec<Evidence>, passage: &Passage) {
    let place = format!("sentence {}", passage.sentence + 1);
    if !evidence.iter().any(|known| known.place == place) {
        evidence.push(Evidence { text: passage.evidence.clone(), place, sources: Vec::new() });
    }
}

/// Each sentence in which something was found, then each fact of it: what it says, the rule that found it,
/// where, and how sure it is. For a terminal of `width` columns.
pub fn facts_text(article: &Article, width: usize, colour: Colour) -> String {
    let mut out = String::new();
    let mut sentence = None;
    let facts = article.facts();
    let says: Vec<String> = facts.iter().map(|fact| printable(&format!("{}: {}", fact.fact, fact.says))).collect();
    let room = width.saturating_sub(46).max(24);
    let widest = says.iter().map(|says| display_width(says)).max().unwrap_or(0).min(room);
    for (fact, says) in facts.iter().zip(&says) {
        if sentence != Some(fact.passage.sentence) {
            sentence = Some(fact.passage.sentence);
            let text = printable(&format!("{}  {}", fact.passage.sentence + 1, fact.passage.evidence));
            out += if out.is_empty() { "" } else { "\n" };
            for line in wrap(&text, Some(width)) {
                out += &format!("{}\n", colour.paint(HEADER, &text[line]));
            }
        }
        let says = truncate(says, widest);
        let blanks = " ".repeat(widest - display_width(&says));
        let end = fact.passage.start + fact.passage.length;
        let why = format!("{} · {:.2} · {}..{end}", fact.passage.rule, fact.passage.confidence, fact.passage.start);
        out += &format!("  {says}{blanks}  {}\n", colour.paint(RULE, &printable(&why)));
    }
    if facts.is_empty() {
        out += "nothing was found in this article\n";
    }
    out
}
