//! The facts of a document as rows.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use rusqlite::types::ToSqlOutput;
use rusqlite::{Connection, params};

use super::counts::{COUNTED, Printing, Totals};
use super::entities::{self, Ids};
use super::registry::Registry;
use super::{document, quotes, reports, rows};
use crate::extract::{Evidence, Facts, Kind, Sense};
use crate::store::article::Article;
use crate::text::CharIndex;

/// What the writers of facts share: the document, its day, and the way from bytes to characters.
pub(super) struct Place<'a> {
    pub conn: &'a Connection,
    pub document: i64,
    pub day: Option<i32>,
    pub article: &'a Article,
    pub chars: CharIndex<'a>,
    pub ids: Ids,
}

impl Place<'_> {
    /// Start and length in characters.
    pub fn chars(&self, evidence: &Evidence) -> (i64, i64) {
        let (start, length) = self.chars.chars(evidence.span);
        (start as i64, length as i64)
    }

    /// Ordinal of the sentence in which the words begin: evidence that spans several belongs to the first.
    pub fn sentence(&self, evidence: &Evidence) -> i64 {
        let begun = self.article.sentences.partition_point(|(span, _)| span.start <= evidence.span.start);
        begun.saturating_sub(1) as i64
    }
}

/// Writes mentions, roles, reports, quotes and links of an article stored as `document`.
pub(super) fn write(
    conn: &Connection,
    document: i64,
    article: &Article,
    registry: &mut Registry,
    totals: &mut Totals,
) -> rusqlite::Result<()> {
    if article.extractor == 0 {
        return Ok(());
    }
    let ids = entities::resolve(conn, article, registry)?;
    let chars = CharIndex::new(&article.body);
    let at = Place { conn, document, day: document::day(article), article, chars, ids };
    let mentions = write_mentions(&at)?;
    reports::write_roles(&at, registry, totals)?;
    reports::write_projects(&at, registry)?;
    reports::write_events(&at, registry)?;
    quotes::write(&at)?;
    write_links(&at, mentions, totals)
}

/// Writes the sentences of documents that have none yet.
pub(super) fn write_sentences(conn: &Connection, documents: &[(i64, &Article)]) -> rusqlite::Result<()> {
    let rows = documents.iter().flat_map(|(document, article)| {
        let chars = CharIndex::new(&article.body);
        article.sentences.iter().enumerate().map(move |(ordinal, (span, paragraph))| {
            let (start, length) = chars.chars(*span);
            [*document, ordinal as i64, i64::from(*paragraph), start as i64, length as i64].map(ToSqlOutput::from)
        })
    });
    rows::put(conn, "INSERT INTO sentences (document, ordinal, paragraph, start, length)", rows)
}

/// Mentions of each entity, by row id; an entity that is named by none has 0.
type Mentions = BTreeMap<(Kind, i64), i64>;

/// A mention, as it is written: of what, of which of the document, in which sense, where.
type Mentioned = (Kind, Option<usize>, Sense, Evidence);

/// All mentions in the order of the text, with those that only reports make.
pub(super) fn mentioned(facts: &Facts) -> Vec<Mentioned> {
    let mut rows: Vec<Mentioned> = facts.mentions.iter().map(|m| (m.kind, m.entity, m.sense, m.evidence)).collect();
    // A report of a project or an event names it, whether or not the extractor lists that.
    let named: HashSet<(Kind, Option<usize>, usize)> =
        facts.mentions.iter().map(|m| (m.kind, m.entity, m.evidence.sentence)).collect();
    let projects = facts.projects.iter().enumerate();
    let reports = projects.flat_map(|(i, p)| p.reports.iter().map(move |r| (Kind::Project, i, r.evidence)));
    let events = facts.events.iter().enumerate().map(|(i, e)| (Kind::Event, i, e.evidence));
    for (kind, index, evidence) in reports.chain(events) {
        if !named.contains(&(kind, Some(index), evidence.sentence)) {
            rows.push((kind, Some(index), Sense::Literal, evidence));
        }
    }
    rows.sort_by_key(|(kind, _, _, evidence)| (evidence.span, *kind));
    rows
}

fn write_mentions(at: &Place<'_>) -> rusqlite::Result<Mentions> {
    let facts = &at.article.facts;
    let rows = mentioned(facts);
    let mut counts = Mentions::new();
    let sizes = [
        (Kind::Person, facts.people.len()),
        (Kind::Country, facts.countries.len()),
        (Kind::Organization, facts.organizations.len()),
        (Kind::Project, facts.projects.len()),
        (Kind::Event, facts.events.len()),
    ];
    for (kind, size) in sizes {
        counts.extend((0..size).filter_map(|index| at.ids.get(kind, index)).map(|id| ((kind, id), 0)));
    }
    let mut statement = at.conn.prepare_cached(
        "INSERT INTO mentions (document, ordinal, kind, entity, sentence, start, length, surface, sense, rule, confidence) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
    )?;
    for (ordinal, (kind, entity, sense, evidence)) in rows.iter().enumerate() {
        let entity = entity.and_then(|index| at.ids.get(*kind, index));
        let (start, length) = at.chars(evidence);
        statement.execute(params![
            at.document,
            ordinal as i64,
            kind.as_str(),
            entity,
            at.sentence(evidence),
            start,
            length,
            evidence.span.of(&at.article.body),
            sense.as_str(),
            evidence.rule,
            confidence(evidence)
        ])?;
        if let Some(count) = entity.and_then(|id| counts.get_mut(&(*kind, id))) {
            *count += 1;
        }
    }
    Ok(counts)
}

/// To three places: 0.9 as a 32-bit float would be stored as 0.899999976158142.
pub(super) fn confidence(evidence: &Evidence) -> f64 {
    rounded(evidence.confidence)
}

fn rounded(value: f32) -> f64 {
    let value = if value.is_finite() { f64::from(value.clamp(0.0, 1.0)) } else { 0.0 };
    (value * 1000.0).round() / 1000.0
}

fn write_links(at: &Place<'_>, mentions: Mentions, totals: &mut Totals) -> rusqlite::Result<()> {
    let salience: HashMap<i64, f32> = (at.article.facts.countries.iter().enumerate())
        .filter_map(|(index, country)| Some((at.ids.get(Kind::Country, index)?, country.salience)))
        .collect();
    let printing = Printing::of(at.conn, at.document)?;
    for ((kind, id), count) in mentions {
        let Some(counted) = COUNTED.iter().find(|c| c.kind == kind) else { continue };
        let (extra, value) = match salience.get(&id).filter(|_| kind == Kind::Country) {
            Some(salience) => (", salience", Some(rounded(*salience))),
            None => ("", None),
        };
        let place = if extra.is_empty() { "" } else { ", ?5" };
        let mut statement = at.conn.prepare_cached(&format!(
            "INSERT INTO {} (document, {}, day, mentions{extra}) VALUES (?1, ?2, ?3, ?4{place})",
            counted.links, counted.column
        ))?;
        match value {
            Some(salience) => statement.execute(params![at.document, id, at.day, count, salience])?,
            None => statement.execute(params![at.document, id, at.day, count])?,
        };
        totals.link((kind, id), count, at.day, printing);
    }
    Ok(())
}

/// Adds to a set that says who takes part, once each.
pub(super) fn distinct<T: Ord>(items: impl IntoIterator<Item = T>) -> BTreeSet<T> {
    items.into_iter().collect()
}
