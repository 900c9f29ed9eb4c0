//! Why an answer is as it is: hits of each condition alone, and what had no date.

use super::Prepared;
use super::answer::{Note, NoteKind};
use super::archive::Archive;
use super::compile::{self, Compiler};
use super::plan::{OfDocument, OfRow, Selection, Set, Step, Tree};
use super::sql::{Sql, sql};
use super::text::{Ending, Match, TextColumn};
use crate::lang::fields::{FUNCTIONS, SOURCES, Source, near};

/// Counting stops here: beyond it the number says no more.
const MOST_COUNTED: u64 = 100_000;

/// And here for what has no date, each row of which is looked at.
const MOST_UNDATED: u64 = 5_000;

/// And here for copies: each has to be looked for among what the set mentions.
const MOST_COPIES: u64 = 1_000;

/// A condition of a query, and how many rows it lets through by itself.
#[derive(Clone, Debug, PartialEq)]
pub struct Hits {
    /// As it would be typed.
    pub condition: String,
    /// `None` when there was no time to count.
    pub rows: Option<i64>,
    /// The condition itself, of documents.
    part: Option<Tree<OfDocument>>,
}

/// Hits of each condition alone, in the order of the query.
pub fn why(archive: &dyn Archive, prepared: &Prepared) -> Vec<Hits> {
    let set = &prepared.resolved.selection.set;
    let mut out = Vec::new();
    for part in set.documents.conjuncts().iter().filter(|part| !part.is_unsaid()) {
        for (condition, part) in split(part) {
            let rows = count(archive, Set::of_documents(part.clone()));
            out.push(Hits { condition, rows, part: Some(part) });
        }
    }
    for part in set.own.conjuncts() {
        let alone =
            Set { documents: Tree::all(), own: part.clone(), named: Vec::new(), beside: Vec::new(), ..set.clone() };
        out.push(Hits { condition: super::explain::row_brief(part), rows: count(archive, alone), part: None });
    }
    out
}

/// The parts of a text condition count by themselves too.
fn split(part: &Tree<OfDocument>) -> Vec<(String, Tree<OfDocument>)> {
    if let Tree::Leaf(OfDocument::Text(Match::All(texts))) = part {
        return texts
            .iter()
            .map(|text| Tree::Leaf(OfDocument::Text(text.clone())))
            .map(|part| (super::explain::document_brief(&part), part))
            .collect();
    }
    vec![(super::explain::document_brief(part), part.clone())]
}

/// W401: an empty answer explains itself.
pub fn empty(archive: &dyn Archive, prepared: &Prepared) -> Option<Note> {
    let hits = why(archive, prepared);
    if hits.is_empty() {
        return Some(Note { kind: NoteKind::Warning, text: "W401 0 results".to_owned() });
    }
    let parts: Vec<String> = hits
        .iter()
        .map(|hit| match hit.rows {
            Some(rows) => format!("{} {rows}", hit.condition),
            None => format!("{} …", hit.condition),
        })
        .collect();
    let advice = hits.iter().filter(|hit| hit.rows == Some(0)).find_map(|hit| wider(archive, hit.part.as_ref()?));
    let advice = advice.map_or_else(String::new, |advice| format!("; {advice}"));
    Some(Note { kind: NoteKind::Warning, text: format!("W401 0 results. {}{advice}", parts.join(" · ")) })
}

/// What is there instead of what a condition did not find: texts that begin with the word, the words of a
/// phrase apart, the days of the archive.
fn wider(archive: &dyn Archive, part: &Tree<OfDocument>) -> Option<String> {
    let Tree::Leaf(leaf) = part else { return None };
    let (instead, spelled) = match leaf {
        OfDocument::Text(Match::Phrase { column: TextColumn::Any, text, ending: Ending::Whole }) => {
            let phrase = |text: &str, ending| Match::Phrase { column: TextColumn::Any, text: text.to_owned(), ending };
            let words: Vec<&str> = text.split_whitespace().collect();
            match words.as_slice() {
                [] => return None,
                [word] => match misspelt(word) {
                    Some(meant) => return Some(format!("did you mean {meant}?")),
                    None => (phrase(word, Ending::Prefix), format!("{word}*")),
                },
                words => {
                    let apart = words.iter().map(|word| phrase(word, Ending::Whole)).collect();
                    (Match::All(apart), words.join(" "))
                }
            }
        }
        OfDocument::Days(_) => {
            let sql = sql![
                "SELECT min(published), max(published) FROM documents",
                " WHERE day IN ((SELECT min(day) FROM documents), (SELECT max(day) FROM documents))"
            ];
            let found = archive.first(&sql, |row| Ok((row.maybe_text(0)?, row.maybe_text(1)?)));
            let (first, last) = found.ok().flatten()?;
            return Some(format!("the archive's days are {} to {}", first?, last?));
        }
        _ => return None,
    };
    let rows = count(archive, Set::of_documents(Tree::Leaf(OfDocument::Text(instead)))).filter(|rows| *rows > 0)?;
    Some(format!("{spelled} would find {rows}"))
}

/// The word of the language that a word of the text was likely meant to be.
fn misspelt(word: &str) -> Option<&'static str> {
    let names = SOURCES.iter().map(|source| source.name).chain(FUNCTIONS.iter().map(|function| function.name));
    near(word, names).first().copied()
}

/// Nothing is in order here, so that several entities may well be read by their own index.
const UNORDERED: i64 = i64::MAX;

fn count(archive: &dyn Archive, set: Set) -> Option<i64> {
    let compiler = Compiler { about_documents: UNORDERED, ..Default::default() };
    count_to(archive, set, MOST_COUNTED, compiler)
}

/// As the query itself was compiled.
fn compiler(prepared: &Prepared) -> Compiler {
    Compiler { about_documents: prepared.about_documents, hits: prepared.hits.clone(), ..Default::default() }
}

/// How many rows there are, or `most` if there are more.
fn count_to(archive: &dyn Archive, set: Set, most: u64, mut compiler: Compiler) -> Option<i64> {
    let steps = vec![Step::Limit { count: most, offset: 0 }, Step::Count];
    let statement = compile::statement(&mut compiler, &Selection { set, steps }, None, &[]);
    value(archive, &statement.sql)
}

fn value(archive: &dyn Archive, sql: &Sql) -> Option<i64> {
    archive.first(sql, |row| row.integer(0)).ok().flatten()
}

/// What was found to be ranked, as far as it was looked for.
#[derive(Clone, Copy, Debug)]
pub struct Found {
    pub rows: u64,
    /// Of these rows, which were passed over.
    pub copies: u64,
}

/// That no more than the newest were ranked, where as many were found as are looked for.
pub fn unranked(prepared: &Prepared, found: Option<Found>) -> Option<Note> {
    let most = prepared.statement.ranked?;
    let ranked = found.filter(|found| found.rows >= most).map(|found| found.rows.saturating_sub(found.copies))?;
    let what = prepared.source()?.name();
    let text = format!("{ranked} {what} or more fit: the {ranked} archived last were ranked; | sort -rank ranks all");
    Some(Note { kind: NoteKind::Left, text })
}

/// How many undated rows a date condition or a period left out.
pub fn undated(archive: &dyn Archive, prepared: &Prepared) -> Option<Note> {
    let set = &prepared.resolved.selection.set;
    let steps = &prepared.resolved.selection.steps;
    let by_period =
        steps.iter().any(|step| matches!(step, Step::By { buckets, .. } if buckets.iter().any(|b| b.is_period())));
    let is_day = |part: &Tree<OfDocument>| matches!(part, Tree::Leaf(OfDocument::Days(_)));
    let by_document = set.documents.conjuncts().iter().any(is_day);
    let own_day = |part: &Tree<OfRow>| matches!(part, Tree::Leaf(OfRow::Days(_)));
    let by_row = set.own.conjuncts().iter().any(own_day);
    let of_rows = matches!(set.source, Source::Events) && (by_row || by_period);
    if !(by_document || by_row || by_period)
        || !archive_has_undated(archive, if of_rows { Source::Events } else { Source::Documents })
    {
        return None;
    }
    let mut alone = set.clone();
    if of_rows {
        let rest = set.own.conjuncts().iter().filter(|part| !own_day(part)).cloned();
        alone.own = Tree::and(rest.chain([Tree::Leaf(OfRow::Undated)]));
    } else {
        let rest = set.documents.conjuncts().iter().filter(|part| !is_day(part)).cloned();
        alone.documents = Tree::and(rest.chain([Tree::Leaf(OfDocument::Undated)]));
        if !matches!(set.source, Source::Documents | Source::Quotes) {
            alone = Set::of_documents(alone.documents);
        }
    }
    let what = alone.source.name();
    let unordered = Compiler { about_documents: UNORDERED, ..Default::default() };
    let left = count_to(archive, alone, MOST_UNDATED + 1, unordered).filter(|left| *left > 0)?;
    let what = if left == 1 { what.trim_end_matches('s') } else { what };
    let left = match left.unsigned_abs() {
        left if left > MOST_UNDATED => format!("more than {MOST_UNDATED}"),
        left => left.to_string(),
    };
    Some(Note { kind: NoteKind::Left, text: format!("W403 left out {left} undated {what}") })
}

/// How many copies, or quotes in copies, the set would hold besides; of very many it is enough to know that.
pub fn copies(archive: &dyn Archive, prepared: &Prepared, found: Option<Found>) -> Option<Note> {
    let set = &prepared.resolved.selection.set;
    let is_entity = !matches!(set.source, Source::Documents | Source::Quotes);
    if !set.documents.counts_once() || (is_entity && set.documents.asks_nothing()) {
        return None;
    }
    let counted = || {
        let rest = set.documents.conjuncts().iter().filter(|part| !part.is_once()).cloned();
        // What costs least to ask is asked first.
        let documents = Tree::and([Tree::Leaf(OfDocument::Copy)].into_iter().chain(rest));
        let alone = match set.source {
            Source::Quotes => Set { documents, ..set.clone() },
            _ => Set::of_documents(documents),
        };
        count_to(archive, alone, MOST_COPIES + 1, compiler(prepared))
    };
    let left = match found {
        Some(found) => i64::try_from(found.copies).ok(),
        None => counted(),
    };
    let left = left.filter(|left| *left > 0)?;
    let what = match (left, set.source) {
        (left, Source::Quotes) if left.unsigned_abs() > MOST_COPIES => {
            format!("more than {MOST_COPIES} quotes in copies")
        }
        (left, _) if left.unsigned_abs() > MOST_COPIES => format!("more than {MOST_COPIES} copies"),
        (1, Source::Quotes) => "1 quote in a copy".to_owned(),
        (left, Source::Quotes) => format!("{left} quotes in copies"),
        (1, _) => "1 copy".to_owned(),
        (left, _) => format!("{left} copies"),
    };
    Some(Note { kind: NoteKind::Left, text: format!("left out {what}: duplicates:all counts each printing") })
}

fn archive_has_undated(archive: &dyn Archive, source: Source) -> bool {
    let sql = if source == Source::Events {
        Sql::of("SELECT 1 FROM events WHERE day IS NULL LIMIT 1")
    } else {
        Sql::of("SELECT 1 FROM documents WHERE day IS NULL LIMIT 1")
    };
    matches!(archive.first(&sql, |_| Ok(())), Ok(Some(())))
}
