//! Noun phrases that may name a project: the head noun, what stands before it, the route or place
//! behind it.

use std::ops::Range;

use super::names::{continues_as_name, marks_before, over_capitals, proper_end, quoted_before};
use super::ways::way_end;
use crate::extract::header::month;
use crate::extract::lexicon::{Class, Form, Noun, NounKind, Use};
use crate::extract::reading::Reading;
use crate::extract::{Kind, clauses};
use crate::text::TokenKind;

/// Tokens to the left and to the right of a head noun that can belong to its phrase.
pub const LONGEST_SIDE: usize = 16;

/// Adjectives that say nothing of what a project is.
const IDLE: &[&str] = &[
    "new",
    "joint",
    "potential",
    "promising",
    "major",
    "important",
    "large",
    "big",
    "key",
    "planned",
    "proposed",
    "existing",
    "ongoing",
    "upcoming",
    "future",
    "several",
    "various",
    "other",
    "historic",
    "ambitious",
    "concrete",
    "strategic",
    "priority",
    "possible",
    "main",
    "first",
    "second",
    "own",
    "current",
    "previous",
    "said",
    "so-called",
    "long-awaited",
    "recent",
    "further",
    "additional",
    "specific",
    "landmark",
    "emblematic",
    "flagship",
    "high-profile",
    "long-delayed",
    "multibillion-dollar",
    "multi-billion",
    "largest",
    "biggest",
    "whole",
    "entire",
    "common",
    "similar",
    "two",
    "three",
    "four",
    "five",
    "more",
    "most",
    "many",
    "unprecedented",
    "successful",
    "crucial",
    "vital",
    "controversial",
    "large-scale",
    "long-term",
    "multi-year",
    "two-year",
    "five-year",
    "two-decade-old",
    "decades-old",
    "fresh",
    "different",
];

/// A phrase and what makes it telling.
#[derive(Clone, Debug)]
pub struct Phrase {
    pub tokens: Range<usize>,
    pub head: usize,
    pub noun: Noun,
    pub naming: Naming,
    /// It has a modifier or a route that a reader could look up: a name, a country, a place.
    pub anchor: Anchor,
    /// Words before the head that say what it is, idle ones left out.
    pub modifiers: usize,
    /// What stands right before it: "a", "the", a possessive.
    pub article: Article,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Naming {
    /// `Amazon Fund`: head and all.
    Proper,
    Common,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    Named,
    None,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Article {
    Definite,
    Indefinite,
    None,
}

/// The phrase whose head noun is token `head`, when that is one.
pub fn at(reading: &Reading<'_>, head: usize, within: &Range<usize>) -> Option<Phrase> {
    let noun = reading.noun(head)?;
    if matches!(noun.kind, NounKind::Topic | NounKind::Group | NounKind::Event) || !is_head(reading, head) {
        return None;
    }
    let plain = left(reading, head, within.start);
    let plain = match noun.kind {
        NounKind::Law | NounKind::Scheme | NounKind::Title
            if reading.is_capitalised(head)
                || plain < head && reading.is_capitalised(plain)
                || plain == head && head > 0 && reading.word(head - 1) == ")" =>
        {
            over_capitals(reading, plain, within.start)
        }
        _ => plain,
    };
    let quoted = match noun.kind {
        NounKind::Law => marks_before(reading, plain), // "the “no stray sheep” law"
        _ => quoted_before(reading, plain),
    };
    // "the expanded Agreement on", "bipartisan Rivers Act": what is said of a name in capitals is no part of it.
    let plain = match reading.is_capitalised(head) {
        true => (plain..=head)
            .find(|&i| reading.is_capitalised(i) || reading.kind(i) == Some(TokenKind::Number))
            .unwrap_or(plain),
        false => plain,
    };
    let plain = if plain < head && reading.is_class(plain, Class::Determiner) { plain + 1 } else { plain };
    let start = quoted.filter(|&open| open >= within.start).unwrap_or(plain);
    let proper = start < plain && noun.kind != NounKind::Deal
        || reading.is_capitalised(head) && (start..head).any(|i| is_name_word(reading, i))
        || continues_as_name(reading, head, within.end)
        || noun.kind == NounKind::Scheme && is_on_name(reading, head);
    let end = if proper { proper_end(reading, head, within.end) } else { way_end(reading, head, within.end) };
    let tokens = start..end;
    let anchored = tokens.clone().any(|i| i != head && (is_name_word(reading, i) || reading.mention(i).is_some()));
    let before = start.checked_sub(1);
    let idle_before = |b: usize| (within.start..=b).rev().find(|&i| !is_idle(reading, i));
    let article = match before.and_then(idle_before).filter(|&b| reading.is_class(b, Class::Determiner)) {
        Some(b) if reading.is(b, &["a", "an", "another"]) => Article::Indefinite,
        Some(_) => Article::Definite,
        None => Article::None,
    };
    Some(Phrase {
        modifiers: (start..head).filter(|&i| reading.is_word(i)).count(),
        tokens,
        head,
        noun: *noun,
        naming: if proper { Naming::Proper } else { Naming::Common },
        anchor: if anchored { Anchor::Named } else { Anchor::None },
        article,
    })
}

/// "the initiative on Critical Minerals": a head in small letters whose name stands behind it.
fn is_on_name(reading: &Reading<'_>, head: usize) -> bool {
    let first = head + 2;
    reading.is(head + 1, &["on", "for"])
        && is_name_word(reading, first)
        && reading.mention(first).is_none_or(|m| matches!(m.kind, Kind::Project | Kind::Organization))
        && (is_name_word(reading, first + 1) || reading.is(first + 1, &["and"]) && is_name_word(reading, first + 2))
}

/// Any noun phrase from `from` on, when its head is none that the lexicon knows: "Jordan's fleet of
/// fighter jets". Topics and groups of people are refused.
pub fn object(reading: &Reading<'_>, from: usize, within: &Range<usize>) -> Option<Phrase> {
    let mut start = from;
    while start < within.end && (reading.is_class(start, Class::Determiner) || is_idle(reading, start)) {
        start += 1;
    }
    let limit = within.end.min(start + LONGEST_SIDE);
    let end = (start..limit).find(|&i| !is_inside(reading, i)).unwrap_or(limit);
    let head = end.checked_sub(1).filter(|&h| h >= start && reading.is_word(h))?;
    // "expansion of the pandemic": what nobody undertakes.
    let befalls = [
        "pandemic", "epidemic", "virus", "disease", "outbreak", "crisis", "war", "conflict", "attack", "attacks",
        "violence", "famine", "flood", "floods",
    ];
    if (start..end).any(|i| reading.is(i, &befalls)) {
        return None;
    }
    let noun = match reading.noun(head) {
        Some(n) if matches!(n.kind, NounKind::Topic | NounKind::Group | NounKind::Event) => return None,
        Some(n) => *n,
        None => Noun { kind: NounKind::Doing, field: "other", number: crate::extract::lexicon::Number::Singular },
    };
    let end = way_end(reading, head, within.end);
    let anchored = (start..end).any(|i| is_name_word(reading, i) || reading.mention(i).is_some());
    Some(Phrase {
        tokens: start..end,
        head,
        noun,
        naming: Naming::Common,
        anchor: if anchored { Anchor::Named } else { Anchor::None },
        modifiers: head - start,
        article: Article::None,
    })
}

/// What a law or a plan pays out.
fn is_money(reading: &Reading<'_>, i: usize) -> bool {
    reading.is(i, &["funds", "funding", "grants", "grant", "awards", "loans", "dollars", "money", "credits"])
}

/// Whether the noun at `i` ends its compound: "pipeline" does not in "pipeline operator".
fn is_head(reading: &Reading<'_>, i: usize) -> bool {
    if reading.entity(i, Kind::Person).is_some() {
        return false;
    }
    // "Clear Rivers Plan funds" are told of as the plan.
    if is_money(reading, i)
        && i > 1
        && (reading.is_capitalised(i - 1) && reading.is_capitalised(i - 2))
        && reading.noun(i - 1).is_some_and(|n| matches!(n.kind, NounKind::Scheme | NounKind::Law))
        && !reading.is_capitalised(i)
    {
        return false;
    }
    // A form that is verb too is a noun after an article, an adjective or another noun.
    if reading.verb(i).is_some_and(|v| matches!(v.form, Form::Base | Form::Third | Form::Gerund)) {
        let nominal = i > 0
            && (reading.is_class(i - 1, Class::Determiner)
                || reading.kind(i - 1) == Some(TokenKind::Possessive)
                || (reading.is_word(i - 1)
                    && reading.class(i - 1).is_none()
                    && !clauses::is_adverb(reading, i - 1)
                    && reading.verb(i - 1).is_none_or(|v| v.form == Form::Gerund || v.form == Form::Past)));
        if !nominal {
            return false;
        }
    }
    let next = i + 1;
    if !reading.is_word(next) || reading.class(next).is_some() || clauses::is_adverb(reading, next) {
        return reading.kind(next) != Some(TokenKind::Possessive);
    }
    if reading.is_capitalised(next) {
        return !reading.is_capitalised(i);
    }
    // "Clear Rivers Plan funding": a name in capitals goes no further than its capitals.
    if reading.is_capitalised(i)
        && i > 0
        && reading.is_capitalised(i - 1)
        && !reading.begins_sentence(i - 1)
        && reading.noun(i).is_some_and(|n| matches!(n.kind, NounKind::Scheme | NounKind::Law | NounKind::Deal))
        && (is_money(reading, next)
            || reading
                .noun(next)
                .is_none_or(|n| !matches!(n.kind, NounKind::Scheme | NounKind::Law | NounKind::Deal | NounKind::Works)))
    {
        return true;
    }
    reading.verb(next).is_some_and(|v| v.form != Form::Base)
        && reading.noun(next).is_none_or(|n| n.kind == NounKind::Doing && reading.verb(next).is_some())
        || reading.word(next).ends_with("ing") && reading.noun(next).is_none()
}

/// First token of the phrase before its head, idle adjectives dropped.
fn left(reading: &Reading<'_>, head: usize, floor: usize) -> usize {
    let floor = floor.max(head.saturating_sub(LONGEST_SIDE));
    let mut start = head;
    while start > floor && is_inside(reading, start - 1) {
        start -= 1;
    }
    // "Partnership for the Economies" before a capitalised head: names hold small words.
    while start < head
        && (is_idle(reading, start) || !reading.is_word(start) && reading.kind(start) != Some(TokenKind::Number))
    {
        start += 1;
    }
    // "China's Belt and Road Initiative"
    if start == head.saturating_sub(1)
        && start >= floor + 3
        && reading.is(start - 1, &["and"])
        && reading.is_capitalised(head)
        && is_name_word(reading, start - 2)
        && reading.mention(start - 2).is_none_or(|m| matches!(m.kind, Kind::Project | Kind::Organization))
        && (reading.is_class(start - 3, Class::Determiner) || reading.kind(start - 3) == Some(TokenKind::Possessive))
    {
        start -= 2;
    }
    // "committed to upholding the rules": an act on the thing is no part of its name.
    if start + 2 < head
        && start > floor
        && reading.word(start).ends_with("ing")
        && !reading.is_capitalised(start)
        && reading.noun(start).is_none()
        && reading.sector(start).is_none()
        && (reading.is(start - 1, &["to", "of", "by", "for", "and"]) || matches!(reading.word(start - 1), "," | ";"))
    {
        start += 1;
    }
    // "to protect the port": a verb that no table knows is no part of a name.
    if start < head
        && start > floor
        && (reading.is(start - 1, &["to"]) && reading.is_capitalised(start + 1)
            || reading.is_class(start - 1, Class::Modal))
        && reading.is_word(start)
        && !reading.is_capitalised(start)
        && reading.noun(start).is_none()
        && reading.sector(start).is_none()
        && reading.kind(start + 1) == Some(TokenKind::Word)
    {
        start += 1;
    }
    // "a 4.2 billion dam": what it costs is not part of its name.
    if reading.kind(start) == Some(TokenKind::Number) && reading.is(start + 1, &["million", "billion", "trillion"]) {
        start = (start + 2).min(head);
    }
    // "Turkey's TurkStream pipeline": the owner is a party, not part of the name.
    if let Some(owner) = (start..head).find(|&i| reading.kind(i) == Some(TokenKind::Possessive))
        && (owner + 1..head).any(|i| is_name_word(reading, i))
    {
        start = owner + 1;
        while start < head && is_idle(reading, start) {
            start += 1;
        }
    }
    start
}

/// Whether a token can stand inside a noun phrase before its head.
pub fn is_inside(reading: &Reading<'_>, i: usize) -> bool {
    if reading.entity(i, Kind::Person).is_some()
        && !reading.is_capitalised(i + 1)
        && reading.kind(i + 1) != Some(TokenKind::Possessive)
    {
        return false;
    }
    match reading.kind(i) {
        Some(TokenKind::Possessive) => i > 0 && reading.is_capitalised(i - 1),
        Some(TokenKind::Number) => reading.word(i).len() < 8,
        Some(TokenKind::Punct) => matches!(reading.word(i), "–" | "-" | "&" | "/"),
        Some(TokenKind::Word) => {
            reading.class(i).is_none()
                && !(reading.begins_sentence(i) && reading.mention(i).is_none() && reading.verb(i).is_some())
                && !clauses::is_adverb(reading, i)
                && reading.verb(i).is_none_or(|v| {
                    // "shipping route" and "planned line" are compounds; "building the line" is not one.
                    let compound = matches!(v.form, Form::Past | Form::Participle)
                        && i > 0
                        && reading.is_word(i - 1)
                        && reading.class(i - 1).is_some()
                        || reading.noun(i).is_some() && v.form != Form::Gerund
                        // "hostage release deal"
                        || v.form == Form::Base
                            && i > 0
                            && reading.is_word(i - 1)
                            && reading.class(i - 1).is_none()
                            && reading.verb(i - 1).is_none()
                            && reading.noun(i + 1).is_some();
                    compound && !(v.is(Use::Sign) || v.is(Use::Say) && reading.noun(i).is_none())
                })
        }
        _ => false,
    }
}

fn is_idle(reading: &Reading<'_>, i: usize) -> bool {
    (reading.begins_sentence(i) || !reading.is_capitalised(i)) && reading.is(i, IDLE)
}

/// A capitalised word that is part of a name and not a mere title.
pub fn is_name_word(reading: &Reading<'_>, i: usize) -> bool {
    reading.is_capitalised(i)
        && reading.class(i).is_none()
        && !reading.is(i, &["President", "Minister", "Prime", "Government", "State", "Republic", "Vice"])
        && month(reading.word(i)).is_none()
        && !reading.word(i).ends_with("day")
        && (!reading.begins_sentence(i) || reading.mention(i).is_some())
}
