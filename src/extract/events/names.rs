//! The names of events and where they are held.

use std::ops::Range;

use crate::extract::header::month;
use crate::extract::lexicon::{Class, NounKind};
use crate::extract::reading::Reading;
use crate::extract::{Kind, Mention, Sense};
use crate::text::TokenKind;

/// The name around the head noun at `head`: `first UN Special Program … (SPECA) Summit`,
/// `Summit of the Americas`, `working visit`.
pub fn around(reading: &Reading<'_>, head: usize, from: usize, to: usize) -> Range<usize> {
    let mut start = head;
    let floor = from.max(head.saturating_sub(20));
    while start > floor {
        let j = start - 1;
        if is_proper(reading, j) || is_ordinal(reading, j) || matches!(reading.word(j), "(" | ")") {
            start = j;
            continue;
        }
        // "Program for the Economies": small words between capitals.
        let connector = (floor..start).rev().take(3).find(|&k| !is_connector(reading, k));
        match connector {
            Some(k) if k + 1 < start && is_proper(reading, k) && reading.is_capitalised(start) => start = k,
            _ if is_modifier(reading, j) => start = j,
            _ => break,
        }
    }
    while start < head && matches!(reading.word(start), ")") {
        start += 1;
    }
    let mut end = head + 1;
    let named =
        reading.is_capitalised(head) || reading.is(end, &["of"]) && (end + 1..end + 3).any(|i| is_proper(reading, i));
    if reading.is(end, &["of", "on", "for"]) && named {
        let limit = to.min(head + 25);
        let mut i = end;
        let country = |i: usize| reading.mention(i).is_some_and(|m| m.kind == Kind::Country);
        while i < limit && !reading.is(i, &["in"]) {
            let listed = reading.word(i) == "," && (country(i + 1) || reading.is(i + 1, &["and"]) && country(i + 2));
            if !(is_proper(reading, i) || is_connector(reading, i) || listed) {
                break;
            }
            i += 1;
            if i <= limit && is_proper(reading, i - 1) {
                end = i;
            }
        }
    }
    start..end
}

/// A capitalised word of a name; not a person's, not a small word that begins a sentence.
fn is_proper(reading: &Reading<'_>, i: usize) -> bool {
    reading.is_capitalised(i)
        && reading.class(i).is_none()
        && reading.entity(i, Kind::Person).is_none()
        && !reading.is(i, &["president", "minister", "prime", "dozens"])
        && month(reading.word(i)).is_none()
        || (reading.kind(i) == Some(TokenKind::Possessive)
            && i > 0
            && reading.is_capitalised(i - 1)
            && reading.is_capitalised(i + 1))
}

pub fn is_ordinal(reading: &Reading<'_>, i: usize) -> bool {
    reading.is(
        i,
        &[
            "first",
            "second",
            "third",
            "fourth",
            "fifth",
            "sixth",
            "seventh",
            "eighth",
            "ninth",
            "tenth",
            "inaugural",
            "annual",
        ],
    ) || (reading.kind(i) == Some(TokenKind::Number)
        && (reading.word(i).len() == 4 || reading.word(i).ends_with(|c: char| c.is_ascii_alphabetic())))
}

fn is_connector(reading: &Reading<'_>, i: usize) -> bool {
    reading.is(i, &["of", "for", "the", "and", "on", "&", "in", "–", "-"])
}

/// A small word that says what kind of visit or meeting it is.
fn is_modifier(reading: &Reading<'_>, i: usize) -> bool {
    reading.is(
        i,
        &[
            "state",
            "official",
            "working",
            "bilateral",
            "trilateral",
            "multilateral",
            "quadrilateral",
            "informal",
            "regional",
            "virtual",
            "ministerial",
            "consultative",
            "opening",
            "closing",
            "in-person",
            "extraordinary",
            "private",
            "phone",
            "telephone",
            "video",
            "intergovernmental",
            "high-level",
            "emergency",
            "joint",
            "historic",
            "two-day",
            "three-day",
        ],
    )
}

/// The place that follows within `to`: "in Baku", "at the White House", with its index if it is known.
pub fn place_after(
    reading: &Reading<'_>,
    from: usize,
    to: usize,
    prepositions: &[&str],
) -> Option<(String, Option<usize>)> {
    let to = to.min(from + 40).min(reading.len());
    (from..to).find_map(|i| {
        if !reading.is(i, prepositions) {
            return None;
        }
        let first = i + 1 + usize::from(reading.is(i + 1, &["the"]));
        // Seats of government, which may be known as bodies or not at all.
        let seat =
            |a: &str, b: &str| reading.is(first, &[a]) && reading.is(first + 1, &[b]) && reading.is_capitalised(first);
        if seat("white", "house") || seat("oval", "office") {
            return Some((reading.slice(first..first + 2).split_whitespace().collect::<Vec<_>>().join(" "), None));
        }
        if reading.mention(first).is_none() {
            return unknown_place(reading, first, to).filter(|_| !reading.is(first - 1, &["the", "on"]));
        }
        let mention = reading.mention(first)?;
        if names_works(reading, mention) {
            return None;
        }
        let named = matches!(mention.kind, Kind::Place | Kind::Country)
            || (mention.kind == Kind::Organization && reading.is(first, &["white", "kremlin", "akorda"]));
        let adjective = mention.sense == Sense::Demonym;
        let index = mention.entity.filter(|_| mention.kind == Kind::Place);
        let surface = reading.text.slice(mention.evidence.span).split(',').next().unwrap_or_default();
        let name = surface.split_whitespace().collect::<Vec<_>>().join(" ");
        (named && !adjective).then_some((name, index))
    })
}

/// Whether a place only names a route or a work: "on the Tashkent–Ashgabat railway", "at the Aktau port".
fn names_works(reading: &Reading<'_>, mention: &Mention) -> bool {
    let end = reading.token_at(mention.evidence.span.end);
    let joined = matches!(reading.word(end), "–" | "-" | "‑" | "—")
        && reading.text.tokens().get(end).is_some_and(|t| t.span.start == mention.evidence.span.end)
        && reading.is_capitalised(end + 1);
    let work = reading.noun(end).is_some_and(|n| matches!(n.kind, NounKind::Works | NounKind::Scheme | NounKind::Deal));
    mention.kind != Kind::Organization && (joined || work && !reading.is_capitalised(end))
}

/// A run of capitalised words that no table knows: a town, where a town is expected.
pub fn unknown_place(reading: &Reading<'_>, first: usize, to: usize) -> Option<(String, Option<usize>)> {
    let proper = |i: usize| {
        is_proper(reading, i)
            && reading.mention(i).is_none()
            && reading.noun(i).is_none()
            && reading.word(i).rsplit('-').next().is_none_or(|part| month(part).is_none())
            && !reading.word(i).ends_with("day")
    };
    let end = (first..to.min(first + 4)).find(|&i| !proper(i)).unwrap_or(to.min(first + 4));
    (end > first).then(|| (reading.slice(first..end).to_owned(), None))
}

/// Whether a name has a word that tells it from any other visit or meeting.
pub fn is_distinct(reading: &Reading<'_>, name: Range<usize>, head: usize) -> bool {
    name.into_iter().any(|i| i != head && is_proper(reading, i))
}

/// Whether a class of function word stands at `i`, past adverbs; for what comes before a head noun.
pub fn is_definite(reading: &Reading<'_>, name: &Range<usize>) -> bool {
    name.start.checked_sub(1).is_some_and(|b| {
        reading.is(b, &["the", "this", "their", "his", "her", "our", "these"])
            || reading.kind(b) == Some(TokenKind::Possessive)
    }) || reading.is_class(name.start, Class::Determiner)
}
