//! Goods that are given to somebody: "sent ventilators to Narin", "provided the hospital with equipment for surgery".

use std::ops::Range;

use super::phrases::{self, Anchor, Article, Naming, Phrase};
use super::status::{Governed, Tie};
use crate::extract::lexicon::{Class, Form, NounKind, Use};
use crate::extract::reading::Reading;
use crate::extract::{Kind, Modality, Status, clauses};
use crate::text::TokenKind;

/// Verbs of giving that are none of aid in general.
const GIVES: &[&str] =
    &["send", "sends", "sent", "sending", "surging", "delivers", "deliver", "delivered", "delivering"];

/// "the donation of two million vaccine doses", "agreed to purchase 50 aircraft from the mill": so many of a thing, by
/// the noun of giving or buying them or by its verb.
pub fn counted(reading: &Reading<'_>, within: &Range<usize>, i: usize) -> Option<Phrase> {
    const NOUNS: &[&str] = &[
        "donation",
        "donations",
        "purchase",
        "delivery",
        "supply",
        "shipment",
        "provision",
        "acquisition",
        "sale",
        "procurement",
    ];
    const VERBS: &[&str] = &[
        "purchase",
        "purchased",
        "purchasing",
        "buy",
        "bought",
        "buying",
        "donate",
        "donated",
        "donating",
        "order",
        "ordered",
    ];
    let noun = reading.is(i, NOUNS) && reading.is(i + 1, &["of"]);
    if !noun && !reading.is(i, VERBS) || reading.is_capitalised(i) {
        return None;
    }
    let from = i + 1 + usize::from(noun);
    let to = within.end.min(from + 10);
    let counts = |t: usize| {
        reading.kind(t) == Some(TokenKind::Number)
            || reading.is(
                t,
                &[
                    "million",
                    "billion",
                    "millions",
                    "hundreds",
                    "thousands",
                    "dozens",
                    "dozen",
                    "hundred",
                    "thousand",
                    "two",
                    "three",
                    "four",
                    "five",
                    "six",
                    "ten",
                ],
            )
    };
    let inner = |t: usize| {
        counts(t) || reading.is_word(t) && (reading.class(t).is_none() || reading.is(t, &["of", "an", "a", "the"]))
    };
    let end = (from..to).find(|&t| !inner(t) || clauses::is_finite(reading, t)).unwrap_or(to);
    let head = (from..end).rev().find(|&t| reading.noun(t).is_some_and(|n| n.kind == NounKind::Goods))?;
    if !(from..head).any(counts) {
        return None;
    }
    let first = if noun { i } else { from + usize::from(reading.is(from, &["an", "a"])) };
    Some(Phrase {
        tokens: first..head + 1,
        head,
        noun: *reading.noun(head)?,
        naming: Naming::Common,
        anchor: Anchor::None,
        modifiers: 1,
        article: Article::None,
    })
}

/// The goods that the verb at `i` gives, with how far that is: given, being given, promised.
pub fn given(reading: &Reading<'_>, within: &Range<usize>, i: usize) -> Option<(Phrase, Governed)> {
    let aid = reading.verb_for(i, &[Use::Aid]).is_some_and(|v| matches!(v.lemma, "provide" | "donate" | "allocate"));
    if !(aid || reading.is(i, GIVES) && !reading.is_capitalised(i)) {
        return None;
    }
    // "provided Narin with the equipment"
    let with = (i + 1..within.end.min(i + 8)).find(|&t| reading.is(t, &["with"]));
    let reached = with.filter(|&w| is_recipient(reading, i + 1..w));
    let phrase = object(reading, reached.map_or(i + 1, |w| w + 1), within)?;
    let goods = |t: usize| reading.noun(t).is_some_and(|n| n.kind == NounKind::Goods);
    if !phrase.tokens.clone().any(goods) || phrase.modifiers == 0 && phrase.tokens.len() < 2 {
        return None;
    }
    let behind = phrase.head + 1..within.end.min(phrase.head + 12);
    let to = behind.clone().find(|&t| reading.is(t, &["to", "for"]));
    let received = reached.is_some() || to.is_some_and(|t| is_recipient(reading, t + 1..within.end.min(t + 8)));
    if !received {
        return None;
    }
    let (status, modality) = state(reading, within, i);
    Some((phrase, Governed { status, modality, verb: Some(i), tie: Tie::Made }))
}

/// The noun phrase from `from` on, over "and" between the words before its head: "sowing and harvest machines".
fn object(reading: &Reading<'_>, from: usize, within: &Range<usize>) -> Option<Phrase> {
    let joint = (from + 1..within.end.min(from + 4)).find(|&t| reading.is(t, &["and"]));
    let first = from + usize::from(reading.is_class(from, Class::Determiner));
    let plain = |t: usize| reading.is_word(t) && reading.class(t).is_none() && reading.noun(t).is_none();
    match joint.filter(|&and| first < and && (first..and).all(plain)) {
        Some(and) => {
            let phrase = phrases::object(reading, and + 1, within)?;
            Some(Phrase { tokens: first..phrase.tokens.end, ..phrase })
        }
        None => phrases::object(reading, from, within),
    }
}

/// Whether a country, a place or a body is named in a stretch.
fn is_recipient(reading: &Reading<'_>, tokens: Range<usize>) -> bool {
    tokens
        .filter_map(|t| reading.mention(t))
        .any(|m| matches!(m.kind, Kind::Country | Kind::Place | Kind::Organization))
}

/// "have sent" is done, "is sending" goes on, "will send" and "to send" are promised.
pub fn state(reading: &Reading<'_>, within: &Range<usize>, verb: usize) -> (Status, Modality) {
    let floor = within.start.max(verb.saturating_sub(4));
    let auxiliaries = (floor..verb)
        .rev()
        .take_while(|&t| clauses::is_auxiliary(reading, t) || clauses::is_adverb(reading, t) || reading.is(t, &["to"]));
    let (mut ahead, mut going_on) = (false, reading.word(verb).ends_with("ing"));
    for t in auxiliaries {
        ahead |= reading.is_class(t, Class::Modal) || reading.is(t, &["to"]);
        going_on |= reading.is_class(t, Class::Be) && reading.verb(verb).is_some_and(|v| v.form == Form::Gerund);
    }
    match (ahead, going_on) {
        (true, _) => (Status::Agreed, Modality::Planned),
        (_, true) => (Status::UnderWay, Modality::Asserted),
        _ => (Status::Completed, Modality::Asserted),
    }
}
