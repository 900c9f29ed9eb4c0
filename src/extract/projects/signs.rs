//! What shows that a phrase tells of an undertaking: a name of its own, an aim, news, a sum, talks.

use std::ops::Range;

use super::phrases::{Article, Phrase};
use super::status::Governed;
use super::ties::is_before_name;
use crate::extract::Kind;
use crate::extract::lexicon::{Class, NounKind};
use crate::extract::reading::Reading;
use crate::text::TokenKind;

/// "the Metro Express project": a name of its own before a common head, and not only a country's or a person's.
pub fn begins_with_own_name(reading: &Reading<'_>, phrase: &Phrase) -> bool {
    let first = phrase.tokens.start;
    let owner = (first..phrase.head).rev().find(|&i| reading.kind(i) == Some(TokenKind::Possessive));
    let plain = |i: &usize| {
        owner.is_none_or(|o| *i > o)
            && reading.is_capitalised(*i)
            && reading.class(*i).is_none()
            && !reading.is(*i, &["president", "prime", "minister", "vice", "government"])
            && reading.mention(*i).is_none_or(|m| !matches!(m.kind, Kind::Person | Kind::Country))
    };
    // "the Steppe Young Farmers programme": capitals enough for a name, whatever the first is known as.
    if (first..phrase.head).filter(plain).count() > 1 && !reading.begins_sentence(first) {
        return true;
    }
    // "the RIVERS 2030 initiative"
    let numbered = reading.kind(first + 1) == Some(TokenKind::Number) && first + 1 < phrase.head;
    reading.is_capitalised(first)
        && !reading.begins_sentence(first)
        && reading.mention(first).is_none_or(|m| m.kind == Kind::Project || numbered && m.kind == Kind::Organization)
        && reading.class(first).is_none()
}

/// "a new library"
pub fn is_new(reading: &Reading<'_>, phrase: &Phrase) -> bool {
    phrase.tokens.start > 0 && reading.is(phrase.tokens.start - 1, &["new", "second", "third", "replacement"])
}

/// "a new research partnership": what was not there before.
pub fn is_fresh(reading: &Reading<'_>, phrase: &Phrase) -> bool {
    let floor = phrase.tokens.start.saturating_sub(3);
    (floor..phrase.tokens.start).any(|i| reading.is(i, &["new"]))
}

/// "Iran's nuclear programme": whose it is and in what field.
pub fn is_owned(reading: &Reading<'_>, phrase: &Phrase) -> bool {
    let owner =
        (phrase.tokens.start.saturating_sub(1)..phrase.head).find(|&i| reading.kind(i) == Some(TokenKind::Possessive));
    owner.is_some_and(|o| {
        let field = |i: usize| reading.sector(i).is_some() || reading.is(i, &["infrastructure"]);
        o > 0 && reading.mention(o - 1).is_some() && (o + 1..phrase.head).any(field)
    })
}

/// "a bill to require", "legislation that would allow": what a law is for.
pub fn has_aim(reading: &Reading<'_>, phrase: &Phrase) -> bool {
    let next = phrase.head + 1;
    reading.is(next, &["to"]) && reading.is_word(next + 1)
        || reading.is(next, &["on"]) && reading.is(phrase.head, &["ban", "moratorium"])
        || reading.word(next).ends_with("ing") && reading.is_word(next + 1) && !reading.is_capitalised(next)
        || reading.is(next, &["that", "which"]) && reading.is_class(next + 1, Class::Modal)
}

/// "is announcing a 100-day plan", "intends to provide an initiative": what is new to the reader.
pub fn is_announced(reading: &Reading<'_>, phrase: &Phrase) -> bool {
    let floor = phrase.tokens.start.saturating_sub(6);
    (floor..phrase.tokens.start).any(|i| {
        reading.verb(i).is_some_and(|v| matches!(v.lemma, "announce" | "unveil" | "launch" | "create" | "establish"))
    })
}

/// "will build transmission lines"
pub fn is_laid(reading: &Reading<'_>, governed: &Governed) -> bool {
    let verb = governed.verb.and_then(|v| reading.verb(v));
    verb.is_some_and(|v| matches!(v.lemma, "build" | "construct" | "lay" | "install"))
}

/// "Partnerships for Clear Rivers", "Steppe Homelands Initiatives": many under one name.
pub fn is_plural_name(reading: &Reading<'_>, phrase: &Phrase) -> bool {
    let kind = reading.is(phrase.head, &["partnerships", "initiatives", "programs", "programmes", "projects"]);
    let goes_on = reading.is(phrase.head + 1, &["for"]) && phrase.tokens.end > phrase.head + 2;
    let own = reading.class(phrase.tokens.start).is_none() && !reading.begins_sentence(phrase.tokens.start);
    kind && own && reading.is_capitalised(phrase.head) && (goes_on || phrase.modifiers > 1)
}

/// "runs programmes for young farmers": what somebody runs.
pub fn is_run(reading: &Reading<'_>, phrase: &Phrase) -> bool {
    let floor = phrase.tokens.start.saturating_sub(6);
    let runs = ["runs", "operates", "operating", "running", "administers", "administering"];
    (floor..phrase.tokens.start).any(|i| reading.is(i, &runs))
}

/// Words for work as such. Many platforms are bought; many projects are begun.
pub fn is_undertaking(noun: &str) -> bool {
    matches!(noun, "project" | "initiative" | "program" | "programme")
}

/// "more than 300 projects": so many that their number tells them.
pub fn is_many(reading: &Reading<'_>, phrase: &Phrase) -> bool {
    let from = phrase.tokens.start.saturating_sub(1);
    (from..phrase.head).any(|i| reading.word(i).parse::<u32>().is_ok_and(|n| (10..1900).contains(&n)))
}

/// "$65 million security assistance package"
pub fn has_amount(reading: &Reading<'_>, phrase: &Phrase) -> bool {
    let from = phrase.tokens.start.saturating_sub(4);
    (from..phrase.head).any(|i| reading.is(i, &["million", "billion", "trillion"]))
}

/// Whether a phrase tells of a commodity that goes through named countries or places to others.
pub fn is_routed(reading: &Reading<'_>, phrase: &Range<usize>) -> bool {
    let named = |i: usize| {
        let first = i + 1 + usize::from(reading.is(i + 1, &["the"]));
        reading.mention(first).is_some_and(|m| matches!(m.kind, Kind::Country | Kind::Place))
    };
    let over = phrase.clone().any(|i| reading.is(i, &["through", "via", "across", "over"]) && named(i));
    let goods = phrase.clone().any(|i| {
        matches!(reading.sector(i), Some("energy" | "agriculture" | "mining" | "water")) && !reading.is_capitalised(i)
    });
    // "through the Baku–Tbilisi–Ceyhan pipeline": told as a report of the pipeline.
    let works = phrase.clone().any(|i| reading.noun(i).is_some_and(|n| n.kind == NounKind::Works));
    over && goods && !works
}

pub fn between(reading: &Reading<'_>, phrase: &Phrase) -> bool {
    reading.is(phrase.head + 1, &["between", "with"])
}

/// "negotiations on a civil nuclear agreement", "the movement towards a ceasefire deal": what is still talked of.
pub fn is_negotiated(reading: &Reading<'_>, phrase: &Phrase) -> bool {
    let floor = phrase.tokens.start.saturating_sub(4);
    let Some(at) = (floor..phrase.tokens.start)
        .rev()
        .find(|&i| !is_before_name(reading, i) || reading.is(i, &["conclude", "concluding", "finalize", "finalizing"]))
    else {
        return false;
    };
    let talks = |i: usize| {
        reading
            .is(i, &["negotiation", "negotiations", "talks", "progress", "movement", "work", "working", "conclusion"])
    };
    reading.is(at, &["on", "toward", "towards", "of", "for"]) && at > 0 && talks(at - 1)
        || reading.is(at, &["conclude", "concluding", "finalize", "finalizing", "negotiate", "negotiating"])
}

/// "memorandum of cooperation to strengthen", "memorandum of understanding on": a paper that says what is to be done.
pub fn has_paper_purpose(reading: &Reading<'_>, phrase: &Phrase) -> bool {
    let next = phrase.head + 1;
    reading.is(next, &["of"])
        && reading.is(next + 1, &["understanding", "cooperation", "intent"])
        && (reading.is(next + 2, &["to", "on", "for", "with", "between"])
            || phrase.modifiers > 0
            || phrase.article == Article::Indefinite && reading.word(next + 2) != "(")
}

pub fn has_purpose(reading: &Reading<'_>, phrase: &Phrase) -> bool {
    (phrase.tokens.end..phrase.tokens.end + 6).any(|i| reading.is(i, &["to", "on", "for"]) && reading.is_word(i + 1))
}
