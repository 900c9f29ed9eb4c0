//! Reported speech without marks: "X said that …", "according to X, …", "…, X said."

use std::ops::Range;

use super::lexicon::{Class, Form, Use};
use super::marks::Quoted;
use super::quotes::{addressee, is_relay, phrase_end};
use super::reading::Reading;
use super::speakers::speaker_in;
use super::tables;
use super::{Evidence, Quote, QuoteKind, Speaker, clauses};
use crate::text::{Sentence, TokenKind};

/// Shorter contents are "said so", not statements.
const FEWEST_TOKENS: usize = 3;

/// Verbs that take an object more often than a clause: without "that" they report no statement.
const NEEDS_THAT: &[&str] = &[
    "reaffirm",
    "reiterate",
    "underscore",
    "underline",
    "highlight",
    "emphasize",
    "emphasise",
    "stress",
    "mention",
    "express",
    "acknowledge",
    "pledge",
    "promise",
    "read",
    "quote",
    "recall",
    "post",
    "demand",
    "echo",
    "voice",
    "conclude",
    "begin",
    "continue",
    "ask",
    "urge",
    "talk",
    "speak",
    "point",
    "observe",
    "agree",
    "maintain",
];

/// At most one statement a sentence: the outermost.
pub(super) fn find(reading: &Reading<'_>, marked: &[Quoted]) -> Vec<Quote> {
    let mut inside = marked.iter().peekable();
    let mut quotes = Vec::new();
    for (s, sentence) in reading.text.sentences().iter().enumerate() {
        while inside.peek().is_some_and(|q| q.tokens.end <= sentence.tokens.start) {
            inside.next();
        }
        let mut lookahead = inside.clone();
        let mut quoted_at = |i: usize| {
            while lookahead.peek().is_some_and(|q| q.tokens.end <= i) {
                lookahead.next();
            }
            lookahead.peek().is_some_and(|q| q.tokens.contains(&i))
        };
        if let Some(quote) = in_sentence(reading, s, sentence, &mut quoted_at) {
            quotes.push(quote);
        }
    }
    quotes
}

fn in_sentence(
    reading: &Reading<'_>,
    index: usize,
    sentence: &Sentence,
    quoted_at: &mut dyn FnMut(usize) -> bool,
) -> Option<Quote> {
    let tokens = sentence.tokens.clone();
    if tokens.len() > clauses::LONGEST_SENTENCE || !tables::rows(reading, &tokens).is_empty() {
        return None;
    }
    let last =
        (tokens.clone()).rev().take(3).find(|&i| reading.is_word(i) || reading.kind(i) == Some(TokenKind::Number))?;
    let mut floor = tokens.start; // behind the last quote
    for i in tokens.clone() {
        if quoted_at(i) {
            floor = i + 1;
            continue;
        }
        let verb = reading.verb_for(i, &[Use::Say, Use::Think, Use::Point, Use::Judge]);
        let according = reading.is(i, &["according"]) && reading.is(i + 1, &["to"]);
        if verb.is_none() && !according {
            continue;
        }
        let found = if according {
            according_to(reading, &tokens, i, last)
        } else {
            content_after(reading, &(floor..tokens.end), i, last).or_else(|| content_before(reading, &tokens, i, last))
        };
        let Some((content, speaker, spelled, rule)) = found else { continue };
        if content.len() < FEWEST_TOKENS || all_quoted(reading, content.clone()) {
            continue;
        }
        let span = reading.span(content)?;
        return Some(Quote {
            kind: QuoteKind::Indirect,
            text: reading.text.slice(span).to_owned(),
            speaker,
            verb: Some(spelled),
            addressee: if according { None } else { addressee(reading, i) },
            relayed_by: None,
            evidence: Evidence { sentence: index, span, rule, confidence: 0.8 },
        });
    }
    None
}

type Found = (Range<usize>, Speaker, String, &'static str);

/// "X said that …", "X said the …", "X described … as …".
fn content_after(reading: &Reading<'_>, tokens: &Range<usize>, verb: usize, last: usize) -> Option<Found> {
    let form = reading.verb(verb)?.form;
    // "denied reports that": behind another verb it is a noun.
    if form == Form::Third && verb > 0 && reading.verb(verb - 1).is_some_and(|v| v.is_finite()) {
        return None;
    }
    if matches!(form, Form::Participle) || reading.verb(verb)?.form == Form::Base && !is_plural_verb(reading, verb) {
        return None;
    }
    let content =
        if reading.is(verb + 1, &["that"]) || (reading.is(verb + 1, &["out"]) && reading.is(verb + 2, &["that"])) {
            let that = if reading.is(verb + 1, &["that"]) { verb + 1 } else { verb + 2 };
            // "said that agreement was near" has a clause; "noted that visit" has none.
            that + 1..last + 1
        } else if is_judged_as(reading, verb, last)
            || reading.verb_for(verb, &[Use::Say]).is_some_and(|v| !NEEDS_THAT.contains(&v.lemma))
                && clause_follows(reading, verb + 1, last + 1)
        {
            verb + 1..last + 1
        } else if let Some(that) = told_that(reading, verb, last) {
            that + 1..last + 1
        } else {
            return None;
        };
    let subject = clauses::subject(reading, tokens.clone(), tokens.start, verb);
    if is_relay(reading, subject.clone(), verb) || subject.is_empty() {
        return None;
    }
    let speaker = speaker_in(reading, subject);
    let content = content.start..coordinated(reading, content.clone());
    let end = relay_start(reading, content.clone());
    (speaker != Speaker::Unknown).then(|| (content.start..end, speaker, reading.word(verb).to_owned(), "said-that"))
}

/// "they say": a base form that has a subject.
fn is_plural_verb(reading: &Reading<'_>, verb: usize) -> bool {
    verb > 0
        && reading.is_word(verb - 1)
        && !reading.is(verb - 1, &["to"])
        && !matches!(reading.class(verb - 1), Some(Class::Modal | Class::Preposition | Class::Determiner | Class::Do))
}

/// "told reporters that": an object of a few words before "that".
fn told_that(reading: &Reading<'_>, verb: usize, last: usize) -> Option<usize> {
    let tells = reading.verb(verb).is_some_and(|v| matches!(v.lemma, "tell" | "assure" | "warn" | "promise"));
    let that = (verb + 2..(verb + 6).min(last)).find(|&i| reading.is(i, &["that"]))?;
    let clear = (verb + 1..that).all(|i| reading.is_word(i) && !clauses::is_finite(reading, i));
    (tells && clear).then_some(that)
}

/// "described the ties as brotherly".
fn is_judged_as(reading: &Reading<'_>, verb: usize, last: usize) -> bool {
    reading.verb(verb).is_some_and(|v| matches!(v.lemma, "describe" | "characterize" | "characterise"))
        && (verb + 1..last.min(verb + 30)).any(|i| reading.is(i, &["as"]))
}

/// A subject and a finite verb begin right here, without "that".
fn clause_follows(reading: &Reading<'_>, from: usize, to: usize) -> bool {
    let starts = match reading.class(from) {
        Some(Class::Pronoun | Class::Determiner) => true,
        Some(Class::Preposition) => reading.is(from, &["in", "on", "at"]),
        Some(_) => false,
        None => {
            reading.mention(from).is_some()
                || reading.is_capitalised(from)
                || (reading.is_word(from) && reading.verb(from).is_none())
        }
    };
    let object = reading.is(from, &["him", "her", "them", "us", "me"]);
    if !starts || (object && !reading.is(from, &["her"])) {
        return false;
    }
    // The verb must stand before the phrase is broken off.
    let end = to.min(from + 25);
    let mut i = from + 1;
    while i < end {
        if matches!(reading.word(i), ";" | ":" | "." | "\"" | "“") {
            return false;
        }
        if clauses::is_finite(reading, i) || reading.is_class(i, Class::Modal) {
            // "announced a plan which was …": the verb is not the phrase's own.
            return !(from..i).any(|j| {
                reading.class(j) == Some(Class::Subordinator)
                    || (reading.word(j) == "," && reading.is_class(from, Class::Determiner))
            });
        }
        i += 1;
    }
    false
}

/// "…, X said." at the end of a sentence.
fn content_before(reading: &Reading<'_>, tokens: &Range<usize>, verb: usize, last: usize) -> Option<Found> {
    if !reading.verb_for(verb, &[Use::Say])?.is_finite() || verb < tokens.start + 4 {
        return None;
    }
    let floor = tokens.start.max(verb.saturating_sub(25));
    let spelled = reading.word(verb).to_owned();
    let first = clauses::start(reading, tokens);
    if reading.word(verb - 1) == "," && last > verb && last - verb < 20 {
        // ", reported Khabar Press": the subject follows.
        let phrase = verb + 1..phrase_end(reading, verb + 1, last + 1);
        // "The minister, Talgat Oralbayev, promised in a call": an apposition is no statement.
        let stated = clauses::main_clause(reading, first..verb - 1).is_some();
        if !stated || reading.is_class(verb + 1, Class::Preposition) || is_relay(reading, phrase.clone(), verb) {
            return None;
        }
        let speaker = speaker_in(reading, phrase);
        return (speaker != Speaker::Unknown).then_some((first..verb - 1, speaker, spelled, "statement-then-verb"));
    }
    // Behind the verb only a circumstance: "said on Monday", "said in a statement".
    let circumstance =
        reading.is(verb + 1, &["in", "on", "at", "during", "after"]) || clauses::is_adverb(reading, verb + 1);
    if last > verb && !(circumstance && last - verb < 12) {
        return None;
    }
    let comma = (floor..verb).rev().find(|&i| reading.word(i) == ",")?;
    let subject = comma + 1..verb;
    if clauses::skip_introductions(reading, tokens.clone()) == comma + 1 || is_relay(reading, subject.clone(), verb) {
        return None;
    }
    let starts =
        !matches!(reading.class(comma + 1), Some(Class::Preposition | Class::Conjunction | Class::Subordinator));
    let speaker = speaker_in(reading, subject);
    // ", fewer than it had promised"
    if (comma + 1..verb).any(|i| reading.is(i, &["than"])) {
        return None;
    }
    let quoted = reading.is_quote(comma + 1) || (comma > 0 && reading.is_quote(comma - 1));
    (starts && !quoted && speaker != Speaker::Unknown && comma > first).then_some((
        first..comma,
        speaker,
        spelled,
        "statement-then-speaker",
    ))
}

/// "According to X, …" and "…, according to X."
fn according_to(reading: &Reading<'_>, tokens: &Range<usize>, at: usize, last: usize) -> Option<Found> {
    let first = clauses::start(reading, tokens);
    let verb = "according to".to_owned();
    if at == first {
        // The speaker may hold commas: the content begins behind the last one before a clause.
        let end = last.min(at + 40);
        let commas: Vec<usize> = (at..end).filter(|&i| reading.word(i) == ",").take(3).collect();
        let verb_at = (at + 2..end).find(|&i| clauses::is_finite(reading, i))?;
        let comma = *commas.iter().rev().find(|&&c| c < verb_at)?;
        let speaker = speaker_in(reading, at + 2..comma);
        return (speaker != Speaker::Unknown).then_some((comma + 1..last + 1, speaker, verb, "according-to"));
    }
    if reading.word(at.checked_sub(1)?) != "," {
        return None;
    }
    let speaker = speaker_in(reading, at + 2..phrase_end(reading, at + 2, last + 1));
    (speaker != Speaker::Unknown).then_some((first..at - 1, speaker, verb, "according-to"))
}

/// Where a second report begins: "…, and noted that".
fn coordinated(reading: &Reading<'_>, content: Range<usize>) -> usize {
    let next = content.clone().skip(FEWEST_TOKENS).find(|&i| {
        reading.is(i, &["and", "but"])
            && reading.verb_for(i + 1, &[Use::Say, Use::Judge]).is_some_and(|v| v.form == Form::Past)
            && !reading.is_class(i - 1, Class::Adverb)
    });
    let end = next.unwrap_or(content.end);
    if end > content.start && reading.word(end - 1) == "," { end - 1 } else { end }
}

/// Where ", Kazinform reported" or ", said the ministry" begins at the end of a statement; its end otherwise.
fn relay_start(reading: &Reading<'_>, content: Range<usize>) -> usize {
    let floor = content.end.saturating_sub(14).max(content.start);
    let comma = (floor..content.end).rev().find(|&i| reading.word(i) == ",");
    let relays = |c: &usize| {
        (c + 1..content.end).any(|i| reading.verb_for(i, &[Use::Say]).is_some_and(|v| v.form == Form::Past))
            && (c + 1..content.end).all(|i| !reading.is_class(i, Class::Preposition))
    };
    comma.filter(relays).unwrap_or(content.end)
}

/// Whether the content is nothing but a quote in marks, which is a direct quote already.
fn all_quoted(reading: &Reading<'_>, content: Range<usize>) -> bool {
    let closing = content.end;
    reading.is_quote(content.start)
        && (content.start + 1..closing).rev().take(2).chain([closing]).any(|i| reading.is_quote(i))
        && !content.clone().skip(1).take(content.len().saturating_sub(3)).any(|i| reading.is_quote(i))
}
