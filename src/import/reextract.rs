//! Reading the archive's own documents again with the extractor of this version.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;

use super::limits::WORKER_STACK;
use super::metadata::{self, Metadata};
use super::pipeline::ImportError;
use super::prepare;
use super::progress::{self, Voice};
use crate::extract::{self, PartialDate};
use crate::gazetteer::Lexicon;
use crate::store::{self, Article, FactLine, Published, Remade, Remake, Scope, Stored};
use crate::text::Text;

/// Documents that are in memory at a time, and in one transaction.
const BATCH: usize = 256;

/// Facts that are shown of each kind.
const SHOWN: usize = 3;

/// Whether the archive is changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// New facts take the place of the old ones.
    Write,
    /// The differences are found, and nothing is written.
    CheckOnly,
}

/// What another reading makes of the documents.
#[derive(Debug, Default)]
pub struct Differences {
    /// Documents read again.
    pub documents: u64,
    /// Documents that the extractor could not take: they keep the facts that they had.
    pub refused: Vec<i64>,
    /// By what the fact is: `person`, `quote` …
    pub facts: BTreeMap<String, Difference>,
    /// Whether it was stopped before its end; the same command goes on from there.
    pub interrupted: bool,
}

/// Of one kind of fact.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Difference {
    /// Facts that are there only after.
    pub gained: u64,
    /// Facts that were there only before.
    pub lost: u64,
    /// The first few, each with its document.
    pub gained_examples: Vec<(i64, String)>,
    /// The first few, each with its document.
    pub lost_examples: Vec<(i64, String)>,
}

/// What is asked of a run.
#[derive(Debug)]
pub struct Reextraction<'a> {
    /// The file, which must be there.
    pub archive: &'a Path,
    /// Which documents are read.
    pub scope: Scope,
    /// Whether anything is written.
    pub effect: Effect,
    /// Names that the user brings: the same as for the import, or their facts are lost.
    pub lexicon: &'a Lexicon,
    /// What is told on standard error meanwhile.
    pub voice: Voice,
}

/// Reads documents again, in batches. Once `interrupted` is set the batch at hand is finished, and the same
/// command goes on from there.
pub fn reextract(asked: &Reextraction<'_>, interrupted: &AtomicBool) -> Result<Differences, ImportError> {
    let reader = store::open_read_only(asked.archive)?;
    let ids = store::to_remake(&reader, asked.scope)?;
    let mut differences = Differences::default();
    if ids.is_empty() {
        return Ok(differences);
    }
    let workers = rayon::ThreadPoolBuilder::new().stack_size(WORKER_STACK).build()?;
    let passes = if asked.effect == Effect::Write { 2 } else { 1 };
    let bar = progress::count(passes * ids.len() as u64, asked.voice);
    let read = |ids: &[i64]| -> rusqlite::Result<Vec<(i64, Option<Remade>)>> {
        let stored: Vec<Stored> =
            ids.iter().filter_map(|id| store::stored(&reader, *id).transpose()).collect::<rusqlite::Result<_>>()?;
        Ok(workers.install(|| stored.into_par_iter().map(|stored| (stored.id, again(stored, asked.lexicon))).collect()))
    };
    let mut remake = match asked.effect {
        Effect::Write => Some(Remake::begin(store::create_or_open(asked.archive)?)?),
        Effect::CheckOnly => None,
    };
    let mut cleared = Vec::new();
    for batch in ids.chunks(BATCH) {
        if interrupted.load(Ordering::Relaxed) {
            differences.interrupted = true;
            break;
        }
        let mut fit = Vec::new();
        for (id, made) in read(batch)? {
            bar.inc(1);
            let Some(made) = made else {
                differences.refused.push(id);
                continue;
            };
            differences.documents += 1;
            differences.compare(id, &store::lines_stored(&reader, id)?, &store::lines_made(&made.article));
            fit.push(id);
        }
        if let Some(remake) = &mut remake {
            remake.clear(&fit)?;
        }
        cleared.extend(fit);
    }
    let Some(mut remake) = remake else { return Ok(differences) };
    remake.cleared()?;
    for batch in cleared.chunks(BATCH) {
        if interrupted.load(Ordering::Relaxed) {
            differences.interrupted = true;
            break;
        }
        let made: Vec<Remade> = read(batch)?.into_iter().filter_map(|(_, made)| made).collect();
        bar.inc(made.len() as u64);
        remake.write(&made)?;
    }
    remake.finish()?;
    bar.finish_and_clear();
    Ok(differences)
}

impl Differences {
    /// Both sides are sorted.
    fn compare(&mut self, document: i64, before: &[FactLine], after: &[FactLine]) {
        let (mut old, mut new) = (before.iter().peekable(), after.iter().peekable());
        loop {
            let order = match (old.peek(), new.peek()) {
                (None, None) => return,
                (Some(_), None) => std::cmp::Ordering::Less,
                (None, Some(_)) => std::cmp::Ordering::Greater,
                (Some(old), Some(new)) => old.cmp(new),
            };
            if order.is_eq() {
                old.next();
                new.next();
            } else if order.is_lt() {
                old.next().into_iter().for_each(|line| self.lost(document, line));
            } else {
                new.next().into_iter().for_each(|line| self.gained(document, line));
            }
        }
    }

    fn gained(&mut self, document: i64, line: &FactLine) {
        let difference = self.facts.entry(line.fact.clone()).or_default();
        difference.gained += 1;
        if difference.gained_examples.len() < SHOWN {
            difference.gained_examples.push((document, line.text.clone()));
        }
    }

    fn lost(&mut self, document: i64, line: &FactLine) {
        let difference = self.facts.entry(line.fact.clone()).or_default();
        difference.lost += 1;
        if difference.lost_examples.len() < SHOWN {
            difference.lost_examples.push((document, line.text.clone()));
        }
    }
}

/// Reads a document as an import would have. `None`: a defect in a rule stopped at it.
fn again(stored: Stored, lexicon: &Lexicon) -> Option<Remade> {
    let Stored { id, locator, title, title_basis, body, published, published_basis, file_date, source, url } = stored;
    let date = |text: &Option<String>| text.as_deref().and_then(PartialDate::parse);
    // What was known before the text was read: its own dateline was not.
    let (known, basis) = match published_basis.as_deref() {
        Some("dateline") => (date(&file_date), "file"),
        Some("file") => (date(&published), "file"),
        _ => (date(&published), KEPT),
    };
    let mut metadata = Metadata {
        title: (title_basis != FIRST_SENTENCE).then(|| (title.clone(), KEPT)),
        published: known.map(|date| Published { date, basis, time: None, zone: None }),
        site: source,
        url,
        ..Metadata::default()
    };
    let (text, facts) = catch_unwind(AssertUnwindSafe(|| {
        let text = Text::new(body);
        let facts = prepare::facts(&text, &metadata, lexicon);
        (text, facts)
    }))
    .ok()?;
    metadata::complete(&mut metadata, &text, &facts);
    let published_basis = match metadata.published.as_ref().map(|published| published.basis) {
        Some(KEPT) => published_basis,
        basis => basis.map(str::to_owned),
    };
    let article = Article {
        locator,
        title: metadata.title.map_or(title, |(title, _)| title),
        title_basis: FIRST_SENTENCE,
        sentences: text.sentences().iter().map(|s| (s.span, s.paragraph)).collect(),
        body: text.into_body(),
        lang: None,
        published: metadata.published,
        source: None,
        byline: None,
        url: None,
        candidates: Vec::new(),
        content_hash: String::new(),
        near_hash: None,
        words: 0,
        extractor: extract::VERSION,
        facts,
    };
    Some(Remade { id, article, published_basis })
}

/// The basis of what stays as it is.
const KEPT: &str = "kept";

const FIRST_SENTENCE: &str = "first-sentence";
