//! Reported speech without marks: "X said that …", "according to X, …", "…, X said."

use std::ops::Range;

use super::complements::{clause_follows, content_start, coordinated, is_nominal, is_plural_verb, second_verb};
use super::marks::Quoted;
use super::speakers::speaker_in;
use super::{addressee, is_relay, phrase_end};
use crate::extract::lexicon::{Class, Form, Use};
use crate::extract::reading::Reading;
use crate::extract::tables;
use crate::extract::{Evidence, Quote, QuoteKind, Speaker, clauses};
use crate::text::{Sentence, Span, TokenKind};

/// Shorter contents are "said so", not statements.
pub const FEWEST_TOKENS: usize = 3;

/// The statements of each sentence: the outermost, and those that it goes on to with "adding that".
pub fn find(reading: &Reading<'_>, marked: &[Quoted]) -> Vec<Quote> {
    let mut inside = marked.iter().peekable();
    let mut quotes = Vec::new();
    for (s, sentence) in reading.text.sentences().iter().enumerate() {
        while inside.peek().is_some_and(|q| q.tokens.end <= sentence.tokens.start) {
            inside.next();
        }
        let parts = parts(reading, sentence, inside.clone().map(|q| &q.tokens));
        let mut lookahead = inside.clone();
        let mut quoted_at = |i: usize| {
            while lookahead.peek().is_some_and(|q| q.tokens.end <= i) {
                lookahead.next();
            }
            lookahead.peek().is_some_and(|q| q.tokens.contains(&i))
        };
        for part in parts {
            let part = Sentence { tokens: part, ..sentence.clone() };
            let first = in_sentence(reading, s, &part, &mut quoted_at);
            let further = further(reading, s, &part, first.as_ref(), marked);
            quotes.extend(first);
            quotes.extend(further);
        }
    }
    quotes
}

/// What semicolons part, where each part is long enough to say something of its own.
/// `quoted` are the stretches in marks from the sentence on.
fn parts<'q>(
    reading: &Reading<'_>,
    sentence: &Sentence,
    quoted: impl Iterator<Item = &'q Range<usize>>,
) -> Vec<Range<usize>> {
    const SHORTEST: usize = 6;
    let mut parts = Vec::new();
    let mut quoted = quoted.peekable();
    let mut start = sentence.tokens.start;
    for i in sentence.tokens.clone().filter(|i| reading.word(*i) == ";") {
        while quoted.next_if(|q| q.end <= i).is_some() {}
        let inside = quoted.peek().is_some_and(|q| q.contains(&i));
        if i >= start + SHORTEST && sentence.tokens.end - i > SHORTEST && !inside {
            parts.push(start..i);
            start = i + 1;
        }
    }
    parts.push(start..sentence.tokens.end);
    parts
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
    let last = last_word(reading, &tokens)?;
    let mut floor = tokens.start; // behind the last quote
    for i in tokens.clone() {
        if quoted_at(i) {
            floor = i + 1;
            continue;
        }
        let verb = reading.verb_for(i, &[Use::Say, Use::Think, Use::Point, Use::Judge]);
        let according = reading.is(i, &["according"]) && reading.is(i + 1, &["to"]);
        if verb.is_none() && !according && !makes_clear(reading, i) {
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

/// ", adding that …", ", saying they would …": statements of whoever the sentence is about.
fn further(
    reading: &Reading<'_>,
    index: usize,
    sentence: &Sentence,
    first: Option<&Quote>,
    marked: &[Quoted],
) -> Vec<Quote> {
    let tokens = sentence.tokens.clone();
    let mut found = Vec::new();
    if tokens.len() > clauses::LONGEST_SENTENCE {
        return found;
    }
    let mut at = tokens.start + 1;
    while at + FEWEST_TOKENS < tokens.end {
        let i = at;
        at += 1;
        let says = reading.verb_for(i, &[Use::Say]).is_some_and(|v| v.form == Form::Gerund);
        // "groups claiming the vote was stolen"
        let claims = reading.is(i, &["claiming", "alleging", "arguing", "insisting"]);
        let joined =
            claims || matches!(reading.word(i - 1), "," | "”" | "\"") || reading.is(i - 1, &["and", "by", "while"]);
        // "said that …, but now says …"
        let again = first.is_some()
            && reading.verb_for(i, &[Use::Say, Use::Think]).is_some_and(|v| matches!(v.form, Form::Past | Form::Third))
            && (i.saturating_sub(2)..i).any(|c| reading.is(c, &["and", "but"]) && second_verb(reading, c) == i);
        if !(says && joined || again) {
            continue;
        }
        let that = reading.is(i + 1, &["that"]);
        if !that && !clause_follows(reading, i + 1, tokens.end) {
            continue;
        }
        let from = i + 1 + usize::from(that);
        let Some(last) = last_word(reading, &tokens).filter(|last| *last > from) else { break };
        let end = from + FEWEST_TOKENS.min(last + 1 - from);
        let end = end.max(coordinated(reading, from..tail_start(reading, from..last + 1)));
        let Some(span) = reading.span(from..end) else { break };
        let overlaps = |of: Span| of.start < span.end && span.start < of.end;
        let in_first = first.is_some_and(|q| overlaps(q.evidence.span));
        let inside_marks = marked.iter().any(|q| q.tokens.start < i && i < q.tokens.end);
        if in_first || inside_marks || all_quoted(reading, from..end) || end < from + FEWEST_TOKENS {
            continue;
        }
        let speaker = match first.map(|q| q.speaker.clone()) {
            Some(speaker) if speaker != Speaker::Unknown => speaker,
            _ => match main_speaker(reading, &tokens, i) {
                Speaker::Unknown if claims => speaker_in(reading, tokens.start..i),
                speaker => speaker,
            },
        };
        if speaker == Speaker::Unknown {
            continue;
        }
        found.push(Quote {
            kind: QuoteKind::Indirect,
            text: reading.text.slice(span).to_owned(),
            speaker,
            verb: Some(reading.word(i).to_owned()),
            addressee: None,
            relayed_by: None,
            evidence: Evidence { sentence: index, span, rule: "adding-that", confidence: 0.7 },
        });
        at = end;
    }
    found
}

/// Who the main clause of a sentence before token `i` is about.
fn main_speaker(reading: &Reading<'_>, tokens: &Range<usize>, i: usize) -> Speaker {
    let clause = clauses::main_clause(reading, tokens.start..i);
    clause.map_or(Speaker::Unknown, |(subject, _)| speaker_in(reading, subject))
}

/// The last word or number of a sentence.
fn last_word(reading: &Reading<'_>, tokens: &Range<usize>) -> Option<usize> {
    let told = |i: &usize| reading.is_word(*i) || reading.kind(*i) == Some(TokenKind::Number);
    tokens.clone().rev().take(3).find(told)
}

/// Where the speaker's own doings begin behind a statement: ", adding that", ", calling it a", ", but declined to".
fn tail_start(reading: &Reading<'_>, content: Range<usize>) -> usize {
    let begins = |&c: &usize| {
        reading.word(c) == ":" && reading.is_quote(c + 1)
            || reading.word(c) == "," && reading.word(c + 2) == "," && reading.is(c + 1, &["however"])
            || reading.word(c) == ","
                && (reading.verb_for(c + 1, &[Use::Say, Use::Judge]).is_some_and(|v| v.form == Form::Gerund)
                    || reading.is(c + 1, &["giving", "citing", "referring", "pointing", "without"])
                    || reading.is(c + 1, &["but"]) && reading.is(c + 2, &["declined", "refused", "did", "gave"]))
    };
    content.clone().skip(FEWEST_TOKENS).find(begins).unwrap_or(content.end)
}

/// "made clear that", "makes it clear that": words of speech, though "make" is none.
fn makes_clear(reading: &Reading<'_>, i: usize) -> bool {
    let it = usize::from(reading.is(i + 1, &["it"]));
    reading.is(i, &["made", "makes", "make"]) && reading.is(i + 1 + it, &["clear"]) && reading.verb(i).is_some()
}

type Found = (Range<usize>, Speaker, String, &'static str);

/// "X said that …", "X said the …", "X described … as …".
fn content_after(reading: &Reading<'_>, tokens: &Range<usize>, verb: usize, last: usize) -> Option<Found> {
    let form = reading.verb(verb)?.form;
    // "denied reports that": behind another verb it is a noun.
    if form == Form::Third
        && verb > 0
        && reading.verb(verb - 1).is_some_and(|v| v.is_finite())
        && !is_nominal(reading, verb - 1)
    {
        return None;
    }
    if matches!(form, Form::Participle) || reading.verb(verb)?.form == Form::Base && !is_plural_verb(reading, verb) {
        return None;
    }
    // "a total estimated at": an adjective behind an article.
    if verb > 0 && reading.is_class(verb - 1, Class::Determiner) {
        return None;
    }
    // "Announced in June, the plan is": a participle that opens a sentence.
    if form == Form::Past && clauses::start(reading, tokens) == verb {
        return None;
    }
    // "any parent who believes", "those who say": nobody in particular.
    let anybody = |i: usize| reading.is(i, &["any", "anyone", "every", "everyone", "those", "people"]);
    if verb > tokens.start && reading.is(verb - 1, &["who"]) && (verb.saturating_sub(6)..verb - 1).any(anybody) {
        return None;
    }
    let content = content_start(reading, verb, last)?..last + 1;
    let mut subject = clauses::subject(reading, tokens.clone(), tokens.start, verb);
    // "is pleased to announce that": of the main clause.
    if verb > 1 && reading.is(verb - 1, &["to"]) {
        subject = clauses::main_clause(reading, tokens.start..verb).map_or(subject, |(main, _)| main);
    }
    let as_told = reading.is(subject.start, &["as"]);
    subject.start += usize::from(as_told);
    if is_relay(reading, subject.clone(), verb) || subject.is_empty() {
        return None;
    }
    let speaker = speaker_in(reading, subject);
    let content = content.start..coordinated(reading, content.clone());
    // "As the ministry says it will pay, banks wait": the main clause is nobody's words.
    let comma = content.clone().find(|&i| as_told && reading.word(i) == ",");
    let content = content.start..comma.unwrap_or(content.end);
    let content = content.start..tail_start(reading, content.clone());
    let end = relay_start(reading, content.clone());
    (speaker != Speaker::Unknown).then(|| (content.start..end, speaker, reading.word(verb).to_owned(), "said-that"))
}

/// "…, X said." at the end of a sentence.
fn content_before(reading: &Reading<'_>, tokens: &Range<usize>, verb: usize, last: usize) -> Option<Found> {
    let says = reading.verb_for(verb, &[Use::Say])?;
    if !says.is_finite() || verb < tokens.start + 4 || says.form == Form::Base && !is_plural_verb(reading, verb) {
        return None;
    }
    let floor = tokens.start.max(verb.saturating_sub(25));
    let end = reading_end(reading, verb, last);
    let spelled = reading.word(verb).to_owned();
    let first = clauses::start(reading, tokens);
    if reading.word(verb - 1) == "," && last > verb && last - verb < 20 {
        // ", reported Khabar Press": the subject follows.
        let phrase = verb + 1..phrase_end(reading, verb + 1, last + 1);
        // "The minister, Talgat Oralbayev, promised in a call": an apposition is no statement.
        let plural = |i: usize| {
            reading.verb(i).is_some_and(|v| v.form == Form::Base)
                && reading.word(i - 1).ends_with('s')
                && reading.verb(i - 1).is_none_or(|_| reading.noun(i - 1).is_some())
        };
        let stated = clauses::main_clause(reading, first..verb - 1).is_some() || (first + 1..verb - 1).any(plural);
        if !stated || reading.is_class(verb + 1, Class::Preposition) || is_relay(reading, phrase.clone(), verb) {
            return None;
        }
        let speaker = speaker_in(reading, phrase);
        return (speaker != Speaker::Unknown).then_some((first..verb - 1, speaker, spelled, "statement-then-verb"));
    }
    // Behind the verb only a circumstance: "said on Monday", "said in a statement".
    let circumstance = reading.is(verb + 1, &["in", "on", "at", "during", "after", "late", "early", "earlier"])
        || clauses::is_adverb(reading, verb + 1)
        || is_day(reading.word(verb + 1));
    if end > verb && !(circumstance && end - verb < 12) {
        return None;
    }
    let comma = (floor..verb).rev().find(|&i| reading.word(i) == ",")?;
    let subject = comma + 1..verb;
    // "At least 30 had left, the paper said" begins like an introduction and has a verb of its own.
    let stated =
        (first..comma).any(|i| clauses::is_finite(reading, i)) && reading.class(first) != Some(Class::Subordinator);
    if !stated && clauses::skip_introductions(reading, tokens.clone()) == comma + 1
        || is_relay(reading, subject.clone(), verb)
    {
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

/// The last token of what belongs to a verb of speech behind a statement: up to ", marking the third time" and
/// ", and the plane landed".
fn reading_end(reading: &Reading<'_>, verb: usize, last: usize) -> usize {
    let breaks = |&c: &usize| {
        reading.word(c) == ","
            && (reading.verb(c + 1).is_some_and(|v| v.form == Form::Gerund)
                || reading.word(c + 1).ends_with("ing") && reading.is_word(c + 1)
                || reading.is(c + 1, &["and", "but", "as", "while"]))
    };
    (verb + 1..last.min(verb + 14)).find(breaks).map_or(last, |c| c - 1)
}

/// "According to X, …" and "…, according to X."
fn according_to(reading: &Reading<'_>, tokens: &Range<usize>, at: usize, last: usize) -> Option<Found> {
    let first = clauses::start(reading, tokens);
    let verb = "according to".to_owned();
    if at == first {
        // The speaker may hold commas: the content begins behind the last one before a clause.
        let end = last.min(at + 40);
        let commas: Vec<usize> = (at..end).filter(|&i| reading.word(i) == ",").take(3).collect();
        // Behind the first comma, since "a memo posted by the mayor" has a participle.
        let verb_at = (*commas.first()? + 1..last).find(|&i| clauses::is_finite(reading, i))?;
        let comma = *commas.iter().rev().find(|&&c| c < verb_at)?;
        let speaker = speaker_in(reading, at + 2..comma);
        return (speaker != Speaker::Unknown).then_some((comma + 1..last + 1, speaker, verb, "according-to"));
    }
    let end = phrase_end(reading, at + 2, last + 1);
    if reading.word(at.checked_sub(1)?) != "," {
        // "36 minutes after the storm according to police."
        let stated = (first + 1..at).any(|i| clauses::is_finite(reading, i));
        let speaker = speaker_in(reading, at + 2..end);
        let closes = stated && end + 2 > last && !reading.is_class(at - 1, Class::Be);
        return (closes && speaker != Speaker::Unknown).then_some((first..at, speaker, verb, "according-to"));
    }
    // "The price, according to the mayor, will be": what is said stands around it.
    let comma = (at + 2..end.max(at + 2) + 1).find(|&i| reading.word(i) == ",");
    if let Some(comma) = comma
        && (clauses::is_finite(reading, comma + 1) || reading.is_class(comma + 1, Class::Modal))
        && !(first..at).any(|i| clauses::is_finite(reading, i))
    {
        let speaker = speaker_in(reading, at + 2..comma);
        return (speaker != Speaker::Unknown).then_some((first..last + 1, speaker, verb, "according-to"));
    }
    let speaker = speaker_in(reading, comma.map_or(at + 2..end, |comma| at + 2..comma.min(end)));
    let told = |within: Range<usize>| within.into_iter().any(|i| clauses::is_finite(reading, i));
    let content = match comma.filter(|comma| comma + FEWEST_TOKENS <= last) {
        // "One ferry was, according to the mayor, out of order": around it, too.
        Some(comma)
            if at > first + 1
                && clauses::is_finite(reading, at - 2)
                && !reading.is_class(comma + 1, Class::Conjunction) =>
        {
            first..last + 1
        }
        // "On Monday in Narin, according to the mayor, the ferry sank": behind it.
        Some(comma) if !told(first..at) && told(comma + 1..last) => comma + 1..last + 1,
        _ => first..at - 1,
    };
    (speaker != Speaker::Unknown).then_some((content, speaker, verb, "according-to"))
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

/// A day of the week.
fn is_day(word: &str) -> bool {
    matches!(word, "Monday" | "Tuesday" | "Wednesday" | "Thursday" | "Friday" | "Saturday" | "Sunday")
}
