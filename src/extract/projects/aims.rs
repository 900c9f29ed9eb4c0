//! How far the name of an undertaking goes on into what it is for, and what the words before it show of it.

use super::phrases::{Naming, Phrase};
use super::ties::is_before_name;
use crate::extract::clauses;
use crate::extract::lexicon::{Class, Form, NounKind};
use crate::extract::reading::Reading;
use crate::text::TokenKind;

/// Whether the head says too little without what it is for: "bill to", "deal that would", "initiative to".
pub fn goes_on(reading: &Reading<'_>, phrase: &Phrase) -> bool {
    let end = phrase.tokens.end;
    match phrase.noun.kind {
        NounKind::Law => true,
        NounKind::Deal => reading.is(end, &["of"]) || reading.is(end, &["that"]) && reading.is(end + 1, &["would"]),
        NounKind::Scheme => phrase.naming == Naming::Common && phrase.modifiers == 0,
        _ => false,
    }
}

/// "bill to require voting by mail", "order that would end": a law goes on to what it is for.
pub fn aim(reading: &Reading<'_>, phrase: &mut Phrase, to: usize) {
    let named = phrase.naming == Naming::Proper && !reading.is(phrase.head, &["order", "memorandum", "proclamation"]);
    let from = phrase.tokens.end;
    let paper = reading.is(from, &["of"]) && reading.is(from + 1, &["understanding", "cooperation", "intent"]);
    let from = if paper { from + 2 } else { from };
    phrase.tokens.end = from;
    let to_do = reading.is(from, &["to"]) && reading.class(from + 1).is_none();
    let would = reading.is(from, &["that", "which"]) && reading.is_class(from + 1, Class::Modal);
    let doing = reading.word(from).ends_with("ing") && reading.is_word(from) && reading.is_word(from + 1);
    if named || !(to_do || would || doing || reading.is(from, &["on"])) {
        return;
    }
    let limit = to.min(from + 12);
    let ends = |&i: &usize| {
        !reading.is_word(i)
            && reading.kind(i) != Some(TokenKind::Possessive)
            && reading.kind(i) != Some(TokenKind::Number)
            || i > from + 3 && (clauses::is_finite(reading, i) || reading.is_class(i, Class::Subordinator))
    };
    let end = (from + 1..limit).find(ends).unwrap_or(limit);
    let last = (from + 1..end).rev().find(|&i| reading.class(i).is_none());
    phrase.tokens.end = last.map_or(from, |l| l + 1);
}

/// "contract to buy 350,000 tonnes of oil": a common agreement goes on to what it is about.
pub fn purpose(reading: &Reading<'_>, phrase: &mut Phrase, to: usize) {
    let from = phrase.tokens.end;
    let limit = to.min(from + 12);
    let infinitive = reading.is(from, &["to"])
        && (reading.verb(from + 1).is_some_and(|v| v.form == Form::Base)
            || reading.is_word(from + 1)
                && !reading.is_capitalised(from + 1)
                && reading.class(from + 1).is_none()
                && reading.noun(from + 1).is_none());
    if !infinitive && !reading.is(from, &["on"]) {
        return;
    }
    let end = (from + 1..limit)
        .find(|&i| {
            !reading.is_word(i) && reading.kind(i) != Some(TokenKind::Number)
                || clauses::is_finite(reading, i)
                || reading.is(i, &["and", "from", "in", "during"])
        })
        .unwrap_or(limit);
    if end > from + 1 {
        phrase.tokens.end = end;
    }
}

/// "expansion of", "modernization of" before a phrase: an undertaking of its own, part of the name.
/// Who builds or launches a thing, though, undertakes the thing.
pub fn kept_doing(reading: &Reading<'_>, start: usize) -> Option<usize> {
    let floor = start.saturating_sub(4);
    let of = (floor..start).rev().find(|&i| reading.is(i, &["of"]))?;
    let noun = of.checked_sub(1)?;
    let kept = reading.is(
        noun,
        &[
            "expansion",
            "modernization",
            "modernisation",
            "renovation",
            "rehabilitation",
            "reconstruction",
            "electrification",
            "restoration",
            "extension",
            "upgrade",
            "upgrading",
            "refurbishment",
            "redevelopment",
        ],
    );
    kept.then_some(noun)
}

/// "under the agreement", "pursuant to", "implementation of": what is done by it shows that it is in force.
pub fn is_relied_on(reading: &Reading<'_>, phrase: &Phrase) -> bool {
    let floor = phrase.tokens.start.saturating_sub(4);
    let before = (floor..phrase.tokens.start).rev().find(|&i| !is_before_name(reading, i));
    before.is_some_and(|b| {
        reading.is(b, &["under"])
            || reading.is(b, &["to"]) && reading.is(b.saturating_sub(1), &["pursuant", "according", "thanks"])
            || reading.is(b, &["of"]) && reading.is(b.saturating_sub(1), &["implementation"])
    })
}
