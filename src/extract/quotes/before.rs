//! What stands before a quote and tells whose it is: "The minister said:", a name and a colon, an owner's promise.

use std::ops::Range;

use super::speakers::{self, speaker_in};
use super::{Attribution, REPORTING, attribution, phrase_end};
use crate::extract::lexicon::{Class, Form};
use crate::extract::reading::Reading;
use crate::extract::{Speaker, clauses};
use crate::text::TokenKind;

/// `The minister said: “…”`, `hailing the city as the “…”`.
pub fn before(reading: &Reading<'_>, sentence: Range<usize>, head: Range<usize>) -> Option<Attribution> {
    let from = head.start.max(head.end.saturating_sub(clauses::REACH));
    if let Some(i) = (from..head.end).find(|&i| reading.is(i, &["according"]) && reading.is(i + 1, &["to"])) {
        let speaker = speaker_in(reading, i + 2..phrase_end(reading, i + 2, head.end));
        return Some(attribution(speaker, Some("according to".into()), "according-to", 0.85));
    }
    if let Some(labelled) = labelled(reading, head.clone()) {
        return Some(labelled);
    }
    if let Some(owner) = owned(reading, &head) {
        return Some(owner);
    }
    let verb =
        (from..head.end).rev().find(|&i| reading.verb_for(i, REPORTING).is_some() && !is_noun_here(reading, i))?;
    let spelled = Some(reading.word(verb).to_owned());
    if let Some(quoted) = quoted_as_saying(reading, from, verb).filter(|_| head.end - verb < 40) {
        return Some(attribution(quoted, spelled, "quoted-as-saying", 0.9));
    }
    // Said of someone else behind it: “…” she told; and the passive "was called".
    let mut subject = clauses::subject(reading, sentence.start..head.end, head.start, verb);
    if subject.is_empty() && clauses::start(reading, &head) == verb {
        // "But said “…”": whoever the sentence before is about.
        let before = reading.sentence_of(sentence.start.checked_sub(1)?)?.tokens.clone();
        subject = clauses::main_clause(reading, before)?.0;
    }
    let within_marks = subject.start < head.start && reading.verb(verb).is_some_and(|v| v.form == Form::Gerund);
    let speaker = speaker_in(reading, subject);
    // “They came late,” said a clerk, adding “…”: not whom the words before are about.
    if within_marks && matches!(speaker, Speaker::Described(_)) {
        return None;
    }
    let confidence = if head.end - verb <= 4 { 0.95 } else { 0.8 };
    (speaker != Speaker::Unknown)
        .then(|| attribution(speaker, spelled, "speaker-before-quote", confidence).said_to(reading, verb))
}

/// `the President’s commitment to “…”`: whose the words are.
fn owned(reading: &Reading<'_>, head: &Range<usize>) -> Option<Attribution> {
    const WORDS: &[&str] =
        &["commitment", "promise", "pledge", "vow", "call", "vision", "goal", "plan", "demand", "claim"];
    let last = head.end.checked_sub(1).filter(|&i| reading.is(i, &["to", "of", "for", "that"]))?;
    let floor = head.start.max(last.saturating_sub(6));
    let noun = (floor..last).rev().find(|&i| reading.is(i, WORDS))?;
    let mark = (floor.saturating_sub(2).max(head.start)..noun)
        .rev()
        .find(|&i| reading.kind(i) == Some(TokenKind::Possessive))?;
    let first = (head.start..mark)
        .rev()
        .take(8)
        .take_while(|&i| !clauses::is_finite(reading, i) && !reading.is_class(i, Class::Preposition))
        .last()?;
    let speaker = speaker_in(reading, first..mark);
    let named = matches!(speaker, Speaker::Person(_) | Speaker::Organization(_));
    named.then(|| attribution(speaker, None, "owner-of-words", 0.8))
}

/// `President Sarsenov: “…”`: the name and a colon, as in transcripts and lists of words said.
fn labelled(reading: &Reading<'_>, head: Range<usize>) -> Option<Attribution> {
    const LONGEST_LABEL: usize = 10;
    let colon = head.end.checked_sub(1).filter(|&i| reading.word(i) == ":")?;
    let first = clauses::start(reading, &head);
    let label = first..colon;
    let plain = label.clone().all(|i| !clauses::is_finite(reading, i) && reading.verb(i).is_none());
    if label.is_empty() || label.len() > LONGEST_LABEL || !plain {
        return None;
    }
    let person = speakers::head_person(reading, label)?;
    Some(attribution(Speaker::Person(person), None, "name-and-colon", 0.9))
}

/// `The paper quoted Leyla Guliyeva as saying “…”`: she is the one who said it.
fn quoted_as_saying(reading: &Reading<'_>, from: usize, verb: usize) -> Option<Speaker> {
    let says = |&i: &usize| reading.is(i, &["as"]) && reading.is(i + 1, &["saying", "telling", "writing"]);
    let quotes = |&i: &usize| reading.is(i, &["quoted", "cited", "quotes", "cites"]);
    let quoting = (from..verb + 1).rev().find(quotes)?;
    let end = (quoting + 1..(quoting + clauses::REACH).min(reading.len())).find(says)?;
    match speaker_in(reading, quoting + 1..end) {
        Speaker::Unknown => None,
        speaker => Some(speaker),
    }
}

/// Whether a form that is verb or noun is a noun here: "the report", "a call".
fn is_noun_here(reading: &Reading<'_>, i: usize) -> bool {
    let before = i.checked_sub(1);
    let determined = before.is_some_and(|b| {
        matches!(reading.class(b), Some(Class::Determiner | Class::Preposition))
            && !reading.is(b, &["to", "by", "in", "while", "after"])
            || reading.kind(b) == Some(TokenKind::Possessive)
    });
    let base = reading.verb(i).is_some_and(|v| v.form == Form::Base);
    // "that talks on the tariff are"
    let noun = reading.noun(i).is_some()
        && reading.verb(i).is_some_and(|v| v.form == Form::Third)
        && reading.is_class(i + 1, Class::Preposition)
        && before.is_none_or(|b| reading.class(b).is_some() && !reading.is_class(b, Class::Pronoun));
    determined
        || noun
        || (base
            && before.is_none_or(|b| {
                !reading.is(b, &["to", "they", "we", "i", "you"])
                    && !reading.is_class(b, Class::Modal)
                    && reading.mention(b).is_none()
            }))
}
