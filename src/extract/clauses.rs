//! Clauses, as far as quotes, events and projects need them: which verb carries one, who its
//! subject is, what stands before it as a mere introduction.

use std::ops::Range;

use super::lexicon::{Class, Form};
use super::reading::Reading;
use crate::text::Case;

/// No walk for a subject or a boundary goes further than this many tokens, so that a sentence of
/// megabytes costs no more than its length.
pub(super) const REACH: usize = 120;

/// Longer sentences are lists or no prose at all: nothing is read out of them but direct quotes.
pub(super) const LONGEST_SENTENCE: usize = 600;

/// Whether a clause can stand on this token: a finite verb or an auxiliary.
pub(super) fn is_finite(reading: &Reading<'_>, i: usize) -> bool {
    if matches!(reading.class(i), Some(Class::Be | Class::Have | Class::Modal | Class::Do)) {
        return !(i > 0 && reading.is_class(i - 1, Class::Preposition));
    }
    let Some(verb) = reading.verb(i) else { return is_irregular(reading, i) || looks_past(reading, i) };
    let before = i.checked_sub(1).and_then(|b| reading.class(b));
    // "the proposed pipeline", "by invited guests": no verb of its own.
    if matches!(before, Some(Class::Determiner | Class::Preposition | Class::Be | Class::Have)) {
        return false;
    }
    match verb.form {
        Form::Past => true,
        Form::Third => reading.noun(i).is_none() || before == Some(Class::Pronoun) || is_nominal_end(reading, i),
        Form::Base => matches!(before, Some(Class::Pronoun | Class::Modal | Class::Subordinator)),
        Form::Participle | Form::Gerund => false,
    }
}

/// Whether the token before `i` ends a proper name, so that what follows is its verb.
fn is_nominal_end(reading: &Reading<'_>, i: usize) -> bool {
    i > 0 && reading.mention(i - 1).is_some()
}

/// "won", "fell": the past of a verb that no table of uses holds, and no participle.
fn is_irregular(reading: &Reading<'_>, i: usize) -> bool {
    let before = i.checked_sub(1).and_then(|b| reading.class(b));
    reading.is_class(i, Class::Past)
        && !reading.is_capitalised(i)
        && i > 0
        && !matches!(before, Some(Class::Determiner | Class::Preposition | Class::Be | Class::Have))
}

/// A lower-case word in -ed that no table knows, behind a noun phrase.
fn looks_past(reading: &Reading<'_>, i: usize) -> bool {
    let word = reading.word(i);
    word.len() > 4
        && word.ends_with("ed")
        && reading.text.tokens().get(i).is_some_and(|t| t.case == Case::Lower)
        && i > 0
        && !matches!(
            reading.class(i - 1),
            Some(Class::Determiner | Class::Preposition | Class::Be | Class::Have | Class::Conjunction)
        )
        && !reading.is_class(i + 1, Class::Preposition)
        && reading.mention(i).is_none()
}

pub(super) fn is_adverb(reading: &Reading<'_>, i: usize) -> bool {
    reading.is_class(i, Class::Adverb)
        || (reading.word(i).len() > 4
            && reading.word(i).ends_with("ly")
            && !reading.is_capitalised(i)
            && reading.noun(i).is_none()
            && reading.verb(i).is_none()
            && !reading.is(i, &["assembly", "family", "ally", "monopoly", "friendly", "daily", "weekly", "monthly"]))
}

/// Tokens where the proper text of a sentence begins: after the dateline, list marks, emphasis,
/// a leading "And".
pub(super) fn start(reading: &Reading<'_>, tokens: &Range<usize>) -> usize {
    let body_start = reading.token_at(reading.facts.header.body_start);
    let mut i = tokens.start.max(body_start.min(tokens.end));
    while i < tokens.end
        && (!reading.is_word(i) && !reading.kind(i).is_some_and(|k| k == crate::text::TokenKind::Number)
            || reading.is_class(i, Class::Conjunction))
    {
        i += 1;
    }
    i
}

/// Skips introductions that a comma closes: "On Friday, ", "Speaking after the talks, ".
pub(super) fn skip_introductions(reading: &Reading<'_>, tokens: Range<usize>) -> usize {
    let mut i = tokens.start;
    for _ in 0..5 {
        if !begins_introduction(reading, i) {
            break;
        }
        let end = tokens.end.min(i + REACH);
        match (i..end).find(|&j| reading.word(j) == ",") {
            Some(comma) if comma + 1 < tokens.end => i = comma + 1,
            _ => break,
        }
    }
    i
}

fn begins_introduction(reading: &Reading<'_>, i: usize) -> bool {
    matches!(reading.class(i), Some(Class::Preposition | Class::Subordinator | Class::Adverb))
        || reading.verb(i).is_some_and(|v| matches!(v.form, Form::Gerund | Form::Participle) || v.form == Form::Past)
        || is_adverb(reading, i)
        || time_end(reading, i).is_some_and(|end| reading.word(end) == ",")
        || reading.is(
            i,
            &[
                "according",
                "speaking",
                "noting",
                "asked",
                "earlier",
                "due",
                "pursuant",
                "therefore",
                "monday",
                "tuesday",
                "wednesday",
                "thursday",
                "friday",
                "saturday",
                "sunday",
            ],
        )
        || (reading.text.tokens().get(i).is_some_and(|t| t.kind == crate::text::TokenKind::Number))
        || (reading.begins_sentence(i) && reading.word(i).ends_with("ing") && reading.mention(i).is_none())
}

/// Behind a time that no preposition leads in: "this week", "the previous day", "one afternoon", "a few days later".
pub(super) fn time_end(reading: &Reading<'_>, i: usize) -> Option<usize> {
    const SPANS: &[&str] = &[
        "day",
        "days",
        "week",
        "weeks",
        "month",
        "months",
        "year",
        "years",
        "night",
        "morning",
        "afternoon",
        "evening",
        "hours",
        "minutes",
        "weekend",
    ];
    let leads = reading.is(i, &["this", "last", "that", "one", "a", "the", "late", "earlier"]);
    let plain = |t: usize| reading.is_word(t) && !reading.is_capitalised(t) && reading.kind(t + 1).is_some();
    let noun = (i + 1..i + 4).find(|&t| reading.is(t, SPANS)).filter(|_| leads)?;
    let owned = reading.kind(noun + 1) == Some(crate::text::TokenKind::Possessive) || reading.is(noun + 1, &["of"]);
    let end = noun + 1 + usize::from(reading.is(noun + 1, &["later", "earlier", "before", "ago"]));
    ((i + 1..noun).all(plain) && !owned).then_some(end)
}

/// The subject and the first finite verb of the clause that begins a range.
pub(super) fn main_clause(reading: &Reading<'_>, tokens: Range<usize>) -> Option<(Range<usize>, usize)> {
    let from = skip_introductions(reading, start(reading, &tokens)..tokens.end);
    let end = tokens.end.min(from + REACH);
    let mut i = from;
    while i < end {
        // An apposition between commas has verbs of its own.
        if reading.word(i) == ","
            && i > from
            && matches!(reading.class(i + 1), Some(Class::Subordinator | Class::Pronoun))
        {
            i = (i + 1..end).find(|&j| reading.word(j) == ",").unwrap_or(end - 1) + 1;
            continue;
        }
        if i > from && is_finite(reading, i) {
            return Some((from..i, i));
        }
        i += 1;
    }
    None
}

/// The subject of the verb at `verb`, not before `from`: the noun phrase before it, or that of the
/// main clause when the verb is coordinated or a participle. Empty when there is none.
pub(super) fn subject(reading: &Reading<'_>, sentence: Range<usize>, from: usize, verb: usize) -> Range<usize> {
    // An introduction ("Inviting him, the president said") has its subject behind it.
    let main = || {
        let clause = main_clause(reading, sentence.clone()).map(|(subject, _)| subject);
        clause.filter(|subject| !subject.contains(&verb)).unwrap_or(verb..verb)
    };
    let first = start(reading, &(from..verb.max(from)));
    let mut end = verb;
    while end > first && (is_auxiliary(reading, end - 1) || is_adverb(reading, end - 1)) {
        end -= 1;
    }
    let gerund = reading.verb(verb).is_some_and(|v| v.form == Form::Gerund) && end == verb;
    if gerund || end <= first || reading.is_class(end - 1, Class::Conjunction) {
        return main();
    }
    let mut begin = end;
    let floor = first.max(end.saturating_sub(REACH));
    while begin > floor {
        let j = begin - 1;
        let word = reading.word(j);
        if word == "," {
            // Two commas hold an apposition: "the minister, who has led the talks, said".
            let earlier = (floor..j).rev().take(40).find(|&k| reading.word(k) == ",");
            match earlier {
                // "Earlier, the minister following his trip, said": the first ends an introduction.
                Some(k) if j + 1 == end && k > floor && k + 1 < j && is_boundary_comma(reading, floor, k) => {
                    return k + 1..j;
                }
                Some(k) if j + 1 == end && k > floor => begin = k,
                // Without a partner it ends an introduction, or joins appositions.
                None if j + 1 == end => return first..j,
                _ if is_boundary_comma(reading, floor, j) => break,
                _ => begin = j,
            }
            continue;
        }
        // "The Roads Board (RB), which …, said": brackets stand inside the subject.
        if word == ")"
            && let Some(open) = (floor..j).rev().take(12).find(|&k| reading.word(k) == "(").filter(|&k| k > floor)
        {
            begin = open;
            continue;
        }
        if matches!(word, ";" | ":" | "(" | ")")
            || reading.is_quote(j)
            || reading.class(j) == Some(Class::Subordinator) && j + 1 < end
        {
            break;
        }
        if matches!(word, "but" | "as" | "after") || (word == "and" && j > floor && reading.word(j - 1) == ",") {
            break;
        }
        if is_finite(reading, j) {
            let conjunction = (begin..end).find(|&k| reading.is_class(k, Class::Conjunction) && k + 1 < end);
            begin = conjunction.map_or(begin, |k| k + 1);
            break;
        }
        begin = j;
    }
    let begin = skip_introductions(reading, begin..end);
    if begin < end { begin..end } else { main() }
}

/// Whether the comma at `j` closes an introduction: the stretch before it begins like one.
fn is_boundary_comma(reading: &Reading<'_>, floor: usize, j: usize) -> bool {
    let stretch = (floor..j).rev().find(|&k| matches!(reading.word(k), "," | ";")).map_or(floor, |k| k + 1);
    begins_introduction(reading, stretch)
}

pub(super) fn is_auxiliary(reading: &Reading<'_>, i: usize) -> bool {
    matches!(reading.class(i), Some(Class::Be | Class::Have | Class::Modal | Class::Negation | Class::Do))
}
