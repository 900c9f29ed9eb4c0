//! From text to facts: a folder per kind of fact, all pure. What lies beside them (the words, the page, the reading,
//! clauses, dates, parties) is what several kinds need.

mod anaphora;
mod classes;
mod clauses;
mod credit;
mod dates;
mod events;
mod facts;
mod header;
mod lexicon;
mod mentions;
mod organizations;
mod own_names;
mod page;
mod parties;
mod people;
mod places;
mod projects;
mod quotes;
mod reading;
mod record;
mod tables;
mod words;

pub use facts::*;
pub use record::record;

use crate::gazetteer::Lexicon;
use crate::text::{Span, Text};
use parties::Principals;
use reading::Reading;

/// Grows with every change that alters what is found, so that an archive knows which of its
/// documents are stale.
pub const VERSION: u32 = 8;

/// What is known about an article beside its body.
#[derive(Clone, Debug, Default)]
pub struct Context<'a> {
    /// As given with the article, when it is not the first line of the body.
    pub title: Option<&'a str>,
    /// When it was published, from metadata; the dateline may say it better.
    pub published: Option<PartialDate>,
    /// Who published it.
    pub source: Option<&'a str>,
    /// Where it was published: a government's own site tells whose officials it names.
    pub url: Option<&'a str>,
    /// Names that the reader brings.
    pub lexicon: Option<&'a Lexicon>,
}

/// Finds the facts of an article. Never panics; time is linear in the text.
///
/// The stages in order, each building on what those before it left in `Facts`.
pub fn extract(text: &Text, context: &Context<'_>) -> Facts {
    extract_watched(text, context, &mut |_| {})
}

/// The same, telling at the end of each stage which it was, so that its time can be taken.
pub fn extract_watched(text: &Text, context: &Context<'_>, watch: Watch<'_>) -> Facts {
    let mut facts = named(text, context, watch);
    facts.sort_mentions();
    reports(text, context, &mut facts, watch);
    facts
}

/// Hears the name of each stage as it ends.
pub type Watch<'w> = &'w mut dyn FnMut(&'static str);

/// Who and what is named: header, organizations, countries, places, people.
fn named(text: &Text, context: &Context<'_>, watch: Watch<'_>) -> Facts {
    let facts = Facts { header: header::find(text, context), ..Facts::default() };
    watch("header");
    let mut page = page::Page::new(text, facts);
    watch("tagger");
    if let Some(lexicon) = context.lexicon {
        own_names::mark(&mut page, lexicon);
    }
    // A longer name is looked for before what may stand inside it.
    organizations::find(&mut page);
    watch("organizations");
    places::countries::find(&mut page);
    watch("countries");
    credit::find(&mut page);
    places::find_located(&mut page);
    watch("places");
    let introduced = context.title.map(people::headline::people).unwrap_or_default();
    watch("headline");
    people::find(&mut page, &introduced, context.lexicon);
    places::find_rest(&mut page);
    watch("people");
    places::salience::weigh(&mut page, context.title);
    let year = page.facts.header.dateline.as_ref().and_then(|dateline| dateline.date).or(context.published);
    let publisher = context.url.and_then(places::states::of_government_site);
    people::roles::infer_countries(&mut page, context, publisher, year.map(|date| date.year));
    if let Some(lexicon) = context.lexicon {
        let own = std::mem::take(&mut page.own_people);
        own_names::complete(&mut page.facts, lexicon, &own, context.published);
    }
    page.facts.people.iter_mut().for_each(people::name_parts::spell_out);
    watch("salience and roles");
    page.facts
}

/// What the article reports of the entities found so far: quotes, events, projects.
fn reports(text: &Text, context: &Context<'_>, facts: &mut Facts, watch: Watch<'_>) {
    let reading = Reading::new(text, context, facts);
    let principals = Principals::find(&reading);
    watch("reading");
    let quotes = quotes::find(&reading);
    watch("quotes");
    let quoted: Vec<Span> = quotes.iter().filter(|q| q.kind == QuoteKind::Direct).map(|q| q.evidence.span).collect();
    let mut events = events::find(&reading, &principals, &quoted);
    events::background::leave_out(&reading, context.title, &mut events);
    events::titles::add(&reading, context.title, &mut events);
    watch("events");
    let mut projects = projects::find(&reading, &principals, &events, &quotes);
    if let Some(lexicon) = context.lexicon {
        own_names::rename_projects(text, lexicon, &mut projects);
    }
    let groups = anaphora::find(&reading);
    facts.quotes = quotes;
    facts.projects = projects;
    facts.events = events;
    let told = facts.events.iter().enumerate().map(|(i, e)| (Kind::Event, i, e.evidence));
    let built = facts.projects.iter().enumerate();
    let built = built.flat_map(|(i, p)| p.reports.iter().map(move |r| (Kind::Project, i, r.evidence)));
    let mentions: Vec<Mention> = told
        .chain(built)
        .map(|(kind, entity, evidence)| Mention { kind, entity: Some(entity), sense: Sense::Literal, evidence })
        .collect();
    facts.mentions.extend(mentions);
    facts.mentions.extend(groups);
    facts.sort_mentions();
    watch("projects");
}
