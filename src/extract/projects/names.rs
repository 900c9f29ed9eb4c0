//! How far the proper name of a project goes: over small words between capitals, in quotation marks, beside the phrase
//! that only says what it is.

use std::ops::Range;

use super::phrases::{LONGEST_SIDE, Phrase, is_name_word};
use crate::extract::Kind;
use crate::extract::header::month;
use crate::extract::lexicon::{Class, NounKind};
use crate::extract::reading::Reading;
use crate::text::TokenKind;

/// Small words inside proper names.
const CONNECTORS: &[&str] = &["of", "for", "the", "and", "on", "to", "&", "in", "–", "-"];

/// `Partnership for Global Infrastructure`: the capitalised head goes on as a name.
pub fn continues_as_name(reading: &Reading<'_>, head: usize, to: usize) -> bool {
    reading.is_capitalised(head)
        && !reading.begins_sentence(head)
        && reading.is(head + 1, &["for", "of", "on", "to"])
        && (head + 2..to.min(head + 4))
            .any(|i| is_name_word(reading, i) && reading.mention(i).is_none_or(|m| m.kind != Kind::Country))
}

/// Where a proper name that goes on behind its head ends.
pub fn proper_end(reading: &Reading<'_>, head: usize, to: usize) -> usize {
    let limit = to.min(head + LONGEST_SIDE);
    let mut end = head + 1;
    if reading.is(end, &["for", "of", "on", "to"]) {
        let mut i = end;
        while i < limit
            && (is_name_word(reading, i)
                || reading.kind(i) == Some(TokenKind::Possessive)
                || reading.is(i, CONNECTORS)
                || reading.word(i) == "’"
                || reading.kind(i) == Some(TokenKind::Number))
        {
            let name = is_name_word(reading, i) || reading.kind(i) == Some(TokenKind::Number);
            // A country behind "and" or "to" is a party, not part of the name.
            if reading.is(i, &["in", "between"]) {
                break;
            }
            i += 1;
            if name {
                end = i;
            }
        }
    }
    end
}

/// "Build Back Better Act", "the Roads Investment and Jobs Act": where a name in capitals begins, whatever its words
/// are, small ones between capitals included. "And" is one only behind an article, else it may join two names.
pub fn over_capitals(reading: &Reading<'_>, start: usize, floor: usize) -> usize {
    let capital = |i: usize| {
        i >= floor
            && reading.is_word(i)
            && reading.is_capitalised(i)
            && !reading.begins_sentence(i)
            && reading.mention(i).is_none_or(|m| matches!(m.kind, Kind::Project | Kind::Organization))
    };
    // "Harbour Cutter (HC) Programme": the name goes on before its acronym.
    let mut start = start;
    if start >= floor + 4
        && reading.word(start - 1) == ")"
        && reading.word(start - 3) == "("
        && reading.word(start - 2).bytes().all(|b| b.is_ascii_uppercase())
        && capital(start - 4)
    {
        start -= 4;
    }
    let mut first = start;
    let mut sure = start;
    while first > floor && start - first < LONGEST_SIDE {
        let before = first - 1;
        let joint = reading.is(before, &["and", "against", "for", "of", "to", "in", "&", "on", "the"])
            && !reading.is_capitalised(before);
        // "the Rivers Act and Roads Plan": two names, each with a head of its own.
        let two = reading.is(before, &["and"])
            && first > floor + 1
            && reading.noun(before - 1).is_some_and(|n| matches!(n.kind, NounKind::Law | NounKind::Scheme))
            && reading.is_capitalised(before - 1);
        if two {
            break;
        }
        if capital(before) {
            first = before;
        } else if joint && first > floor + 1 && reading.is_capitalised(first) && capital(before - 1) {
            first = before - 1;
        } else {
            break;
        }
        let articled = first > floor
            && (reading.is_class(first - 1, Class::Determiner)
                || reading.is(first - 1, &["my", "our", "their", "his", "her"])
                || reading.kind(first - 1) == Some(TokenKind::Possessive));
        let joined = (first..sure).any(|i| reading.is(i, &["and", "to", "in", "of", "for", "on"]));
        if articled || !joined {
            sure = first;
        }
    }
    sure
}

/// The opening mark of a name in quotation marks that ends right before token `i`: "the “Build Well” programme".
pub fn quoted_before(reading: &Reading<'_>, i: usize) -> Option<usize> {
    marks_before(reading, i).filter(|open| reading.is_capitalised(open + 1))
}

/// The opening mark of the words in quotation marks that end right before token `i`.
pub fn marks_before(reading: &Reading<'_>, i: usize) -> Option<usize> {
    const LONGEST: usize = 10;
    let close = i.checked_sub(1).filter(|&close| matches!(reading.word(close), "”" | "\"" | "»"))?;
    let opens = |&open: &usize| matches!(reading.word(open), "“" | "\"" | "«");
    (close.saturating_sub(LONGEST)..close).rev().find(opens)
}

/// The name that stands beside a phrase that only says what it is: "Steppe Forward, the public-private partnership",
/// "the initiative, called Steppe Forward". No name that is known as somebody's or of a place.
pub fn apposed(reading: &Reading<'_>, phrase: &Phrase, within: &Range<usize>) -> Option<Range<usize>> {
    let named = |i: usize| {
        reading.is_word(i)
            && reading.is_capitalised(i)
            && reading.class(i).is_none_or(|class| class == Class::Adverb)
            && reading.mention(i).is_none_or(|m| matches!(m.kind, Kind::Project | Kind::Organization))
            && month(reading.word(i)).is_none()
            && !reading.word(i).ends_with("day")
    };
    let article = phrase.tokens.start.checked_sub(1).filter(|&a| reading.is_class(a, Class::Determiner));
    let comma = article.and_then(|a| a.checked_sub(1));
    if let Some(comma) = comma.filter(|&c| matches!(reading.word(c), "," | "—" | "–") && c > within.start) {
        let floor = within.start.max(comma.saturating_sub(6));
        let first = (floor..comma).rev().take_while(|&i| named(i)).last()?;
        let sentence = reading.begins_sentence(first) && comma - first < 2;
        return (!sentence).then_some(first..comma);
    }
    let called = phrase.tokens.end + usize::from(reading.word(phrase.tokens.end) == ",");
    let from = if reading.is(called, &["called", "named", "dubbed"]) { called + 1 } else { return None };
    let from = from + usize::from(reading.is(from, &["the"]));
    let limit = within.end.min(from + 6);
    let end = (from..limit).find(|&i| !named(i)).unwrap_or(limit);
    (end > from).then_some(from..end)
}
