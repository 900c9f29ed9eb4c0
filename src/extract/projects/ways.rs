//! The routes and places behind the head of a phrase: "along the Caspian Sea", "from Baku to Tbilisi".

use super::phrases::{is_inside, is_name_word};
use crate::extract::lexicon::{Class, NounKind};
use crate::extract::reading::Reading;
use crate::extract::{Kind, clauses};
use crate::text::TokenKind;

/// Prepositions that bring a route or a place.
const WAYS: &[&str] = &[
    "along",
    "through",
    "across",
    "between",
    "from",
    "to",
    "via",
    "under",
    "over",
    "in",
    "of",
    "at",
    "into",
    "linking",
    "connecting",
    "with",
    "within",
    "beneath",
    "near",
    "on",
];

/// Where the routes and places behind a common head end: at most two of them.
pub fn way_end(reading: &Reading<'_>, head: usize, to: usize) -> usize {
    let mut end = head + 1;
    for _ in 0..3 {
        // "with" brings the other side of an agreement, but no part of what is built.
        let apart = reading.is(end, &["with"])
            && !matches!(reading.noun(head).map(|n| n.kind), Some(NounKind::Deal | NounKind::Scheme));
        match way(reading, end, to.min(head + 24)).filter(|_| !apart) {
            Some(next) => end = next,
            None => break,
        }
    }
    if end == head + 1 && reading.is(end, &["for", "of"]) {
        // "a pipeline for energy imports": what it is for, when nothing says where it runs.
        let limit = to.min(end + 6);
        let about =
            |i: usize| reading.is(i, &["about", "around", "nearly"]) && reading.kind(i + 1) == Some(TokenKind::Number);
        let stop = (end + 1..limit)
            .find(|&i| !(is_inside(reading, i) || reading.is_class(i, Class::Determiner) || about(i)))
            .unwrap_or(limit);
        let last =
            stop.checked_sub(1).filter(|&l| l > end && reading.is_word(l) && !reading.is_class(l, Class::Determiner));
        if let Some(last) = last {
            return last + 1;
        }
    }
    end
}

/// A dash between the parts of a compound of names: Baku–Tbilisi.
fn is_joint(reading: &Reading<'_>, i: usize) -> bool {
    matches!(reading.word(i), "–" | "-" | "‑")
        && i > 0
        && reading.is_capitalised(i - 1)
        && reading.is_capitalised(i + 1)
        && !reading.slice(i - 1..i + 2).contains(char::is_whitespace)
}

/// "along the Caspian Sea", "from Baku to Tbilisi": a preposition and a name, from `from` on.
fn way(reading: &Reading<'_>, from: usize, to: usize) -> Option<usize> {
    if !reading.is(from, WAYS) {
        return None;
    }
    let mut i = from + 1;
    // Up to the name: articles, small adjectives and nouns ("the northern shore of …").
    while i < to
        && i < from + 5
        && !is_name_word(reading, i)
        && (reading.is_class(i, Class::Determiner)
            || (reading.is_word(i) && reading.class(i).is_none() && reading.verb(i).is_none())
            || reading.is(i, &["of"]))
    {
        i += 1;
    }
    if i >= to || !is_name_word(reading, i) || reading.entity(i, Kind::Person).is_some() {
        return None;
    }
    let mut end = i;
    while i < to
        && (is_name_word(reading, i)
            || (reading.is(i, &["of", "the"])
                || reading.is(i, &["and"])
                    && reading.is(from, &["between", "linking", "connecting", "with", "through"]))
            || is_joint(reading, i)
            || (reading.is_word(i) && reading.mention(i).is_some()))
    {
        let name = is_name_word(reading, i) || reading.mention(i).is_some();
        if reading.entity(i, Kind::Person).is_some() {
            break;
        }
        i += 1;
        if name {
            end = i;
        }
    }
    // "through the Baku–Tbilisi–Ceyhan pipeline": a compound goes on to its head.
    if (from..end).any(|i| is_joint(reading, i)) {
        let limit = to.min(end + 4);
        let head = (end..limit)
            .take_while(|&i| reading.is_word(i) && !reading.is_capitalised(i) && reading.class(i).is_none())
            .filter(|&i| reading.noun(i).is_some_and(|n| n.kind == NounKind::Works))
            .last();
        end = head.map_or(end, |h| h + 1);
    }
    // "of F-16 fighter jets": the noun that the name belongs to.
    while end < to
        && reading.is(from, &["of", "with"])
        && reading.is_word(end)
        && !reading.is_capitalised(end)
        && reading.class(end).is_none()
        && reading.verb(end).is_none()
        && !clauses::is_adverb(reading, end)
    {
        end += 1;
    }
    Some(end)
}
