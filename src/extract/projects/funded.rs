//! What aid is for, when no sum is told: "ordered assistance to repair the quays", "funding is available for dredging".

use std::ops::Range;

use super::Candidate;
use super::gate::Standing;
use super::phrases::{Anchor, Article, Naming, Phrase};
use super::status::{Governed, Tie};
use crate::extract::lexicon::{Class, Noun, NounKind, Number, Use};
use crate::extract::reading::Reading;
use crate::extract::{Modality, Status, clauses};
use crate::text::TokenKind;

/// Longest purpose, in tokens.
const LONGEST: usize = 14;

/// The aid whose noun stands at `i`, with its purpose; or the purpose alone, where funds are said to be there for it.
pub fn candidate(reading: &Reading<'_>, within: &Range<usize>, i: usize) -> Option<Candidate> {
    if !reading.is(i, &["assistance", "aid", "funding", "funds"]) {
        return None;
    }
    let to = within.end.min(i + 14);
    let available = (i + 1..to)
        .take_while(|&t| !matches!(reading.word(t), ";" | "."))
        .find(|&t| reading.is(t, &["available"]))
        .filter(|&a| (i + 1..a).any(|t| reading.is_class(t, Class::Be)));
    if let Some(available) = available {
        // "to the state on a cost-sharing basis for": over whom it is for.
        let bound = (available + 1..within.end.min(available + 22)).find(|&t| reading.is(t, &["for"]))?;
        let first = bound + 1 + usize::from(reading.is_class(bound + 1, Class::Determiner));
        return made(reading, first..purpose_end(reading, first, within.end), first, i);
    }
    let infinitive = reading.is(i + 1, &["to"])
        && reading.is_word(i + 2)
        && reading.class(i + 2).is_none()
        && !reading.is_capitalised(i + 2);
    let floor = within.start.max(i.saturating_sub(12));
    let given = (floor..i).any(|t| {
        reading.verb_for(t, &[Use::Aid]).is_some()
            || reading.is(t, &["ordered", "announced", "approved", "authorized", "orders"])
    });
    if !infinitive || !given {
        return None;
    }
    let first = (floor..i)
        .rev()
        .take_while(|&t| {
            reading.is_word(t)
                && reading.class(t).is_none()
                && !clauses::is_finite(reading, t)
                && reading.verb(t).is_none()
        })
        .filter(|&t| !reading.is(t, &["ordered", "other", "additional"]))
        .last()
        .unwrap_or(i);
    // "their plan or other funding to": what else there may be is nothing in particular.
    if first > 0 && reading.is(first - 1, &["other"]) {
        return None;
    }
    made(reading, first..purpose_end(reading, i + 2, within.end), i, i)
}

fn made(reading: &Reading<'_>, tokens: Range<usize>, head: usize, verb: usize) -> Option<Candidate> {
    if tokens.len() < 2 || !tokens.clone().any(|t| reading.is_word(t) && reading.class(t).is_none()) {
        return None;
    }
    let noun = Noun { kind: NounKind::Amount, field: "other", number: Number::Singular };
    let phrase = Phrase {
        tokens,
        head,
        noun,
        naming: Naming::Common,
        anchor: Anchor::None,
        modifiers: 1,
        article: Article::None,
    };
    let governed = Governed { status: Status::Agreed, modality: Modality::Planned, verb: Some(verb), tie: Tie::Made };
    Some(Candidate { phrase, governed, standing: Standing::Founds, amount: None, rule: "aid-for-a-purpose" })
}

/// Where a purpose ends: at a mark, a clause, or a preposition that tells where or when.
fn purpose_end(reading: &Reading<'_>, from: usize, to: usize) -> usize {
    let limit = to.min(from + LONGEST);
    let joined = |t: usize| {
        reading.word(t) == "," && reading.is_word(t + 1) && (t + 1..limit).any(|u| reading.is(u, &["and", "or"]))
    };
    let stop = (from..limit).find(|&t| {
        let inner = reading.is_word(t) || matches!(reading.kind(t), Some(TokenKind::Possessive | TokenKind::Number));
        !(inner || joined(t))
            || t > from + 1 && clauses::is_finite(reading, t)
            || reading.is_class(t, Class::Subordinator)
            || t > from + 1 && reading.is(t, &["in", "on", "by", "from", "with", "under", "during", "at"])
    });
    let end = stop.unwrap_or(limit);
    (from..end).rev().find(|&t| reading.is_word(t) && reading.class(t).is_none()).map_or(from, |t| t + 1)
}
