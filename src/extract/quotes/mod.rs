//! Who said what: direct quotes with their speakers.

mod before;
mod complements;
mod indirect;
mod marks;
pub mod speakers;
mod turns;

use std::ops::Range;

use crate::extract::lexicon::{Class, Form, NounKind, Use};
use crate::extract::projects::names::quoted_before;
use crate::extract::reading::Reading;
use crate::extract::{Evidence, Kind, Quote, QuoteKind, Speaker, clauses};
use crate::text::TokenKind;
use before::before;
use marks::{End, Quoted, is_modifier, is_title};
use speakers::speaker_in;

/// Fewer words between marks are a scare quote or a name.
const FEWEST_WORDS: usize = 3;

/// Verbs that can stand by words in quotation marks.
const REPORTING: &[Use] = &[Use::Say, Use::Judge, Use::Think, Use::Talk, Use::Point];

/// All quotes of a text, direct and indirect, in text order.
pub fn find(reading: &Reading<'_>) -> Vec<Quote> {
    let marked = marks::pair(reading);
    let mut quotes = direct(reading, &marked);
    let reported = indirect::find(reading, &marked);
    let reported: Vec<Quote> = reported.into_iter().filter(|r| !is_direct(reading, r, &quotes)).collect();
    quotes.extend(reported);
    quotes.sort_by_key(|q| (q.evidence.span.start, q.kind == QuoteKind::Indirect));
    quotes
}

/// Whether reported speech says no more than the direct quotes inside it: what is left without them
/// holds no verb, as in `said that the town “listens and counts slowly”`, or only who said it. The
/// direct quotes are in text order.
fn is_direct(reading: &Reading<'_>, reported: &Quote, direct: &[Quote]) -> bool {
    let span = reported.evidence.span;
    let from = direct.partition_point(|q| q.evidence.span.end <= span.start);
    let inside = || direct[from..].iter().map(|q| q.evidence.span).take_while(|q| q.start < span.end);
    let covered: usize = inside().map(|q| (q.end.min(span.end) - q.start.max(span.start)) as usize).sum();
    let opens = inside().next().is_some_and(|q| q.start <= span.start + 4);
    let tokens = reading.token_at(span.start)..reading.token_at(span.end).min(reading.token_at(span.start) + 600);
    let outside = |i: &usize| !reading.text.tokens().get(*i).is_some_and(|t| inside().any(|q| q.covers(t.span)));
    let says_more = || tokens.clone().filter(outside).any(|i| clauses::is_finite(reading, i));
    covered * 2 > span.len() && (opens || !says_more())
}

/// Who said it, by which verb, and how that is known.
#[derive(Clone)]
struct Attribution {
    speaker: Speaker,
    verb: Option<String>,
    addressee: Option<String>,
    relayed_by: Option<String>,
    rule: &'static str,
    confidence: f32,
}

impl Attribution {
    /// With whom the words were said to, when the verb at `verb` names that: "told reporters".
    fn said_to(self, reading: &Reading<'_>, verb: usize) -> Attribution {
        Attribution { addressee: addressee(reading, verb), ..self }
    }
}

/// The one told: "told reporters", "assured President Chubinadze". A person under the name that the
/// text knows best.
pub fn addressee(reading: &Reading<'_>, verb: usize) -> Option<String> {
    let tells =
        reading.verb(verb).is_some_and(|v| matches!(v.lemma, "tell" | "assure" | "remind" | "inform" | "promise"));
    let first = verb + 1;
    let opens = reading.is_word(first)
        && (reading.class(first).is_none() || reading.is_class(first, Class::Determiner))
        && !clauses::is_adverb(reading, first);
    if !tells || !opens {
        return None;
    }
    let inside = |&i: &usize| {
        (reading.is_word(i) || reading.kind(i) == Some(TokenKind::Possessive))
            && (reading.class(i).is_none() || reading.is_class(i, Class::Determiner) || reading.is(i, &["of", "and"]))
            && !clauses::is_finite(reading, i)
            && !reading.word(i).ends_with("day")
    };
    let end = (first..first + 12).take_while(inside).last()? + 1;
    let people = reading.entities(first..end, Kind::Person);
    if let [person] = people[..] {
        return reading.facts.people.get(person).map(|p| p.name.clone());
    }
    // "promised a new line" has a thing for its object.
    let hearers = ["reporters", "journalists", "parliament", "lawmakers", "deputies", "delegates", "guests", "guest"];
    let named = reading.mentions(first..end).iter().any(|m| m.kind == Kind::Organization);
    let groups =
        (first..end).any(|i| reading.noun(i).is_some_and(|n| n.kind == NounKind::Group) || reading.is(i, &hearers));
    (named || groups).then(|| reading.slice(first..end).split_whitespace().collect::<Vec<_>>().join(" "))
}

fn direct(reading: &Reading<'_>, marked: &[Quoted]) -> Vec<Quote> {
    let mut quotes: Vec<Quote> = Vec::new();
    // The last quote's attribution and the paragraph and token where it ended.
    let mut last: Option<(Attribution, u32, usize)> = None;
    let turns = if marked.is_empty() { Vec::new() } else { turns::find(reading) };
    for (q, quoted) in marked.iter().enumerate() {
        let words = quoted.parts.iter().map(|p| word_count(reading, *p)).sum::<usize>();
        let head_from = q.checked_sub(1).and_then(|p| marked.get(p)).map_or(0, |p| p.tokens.end);
        let tail_to = marked.get(q + 1).map_or(reading.len(), |n| n.tokens.start);
        let paragraph = paragraph_of(reading, quoted.tokens.start);
        let attribution = attribute(reading, quoted, head_from, tail_to, last.as_ref());
        if words < FEWEST_WORDS || (attribution.confidence < 0.5 && is_title(reading, quoted)) {
            continue;
        }
        // "the “Build Well” programme": a name.
        let next = (quoted.tokens.end..quoted.tokens.end + 3)
            .find(|&i| !reading.is_word(i) || reading.noun(i).is_some_and(|n| n.kind == NounKind::Scheme));
        if next.is_some_and(|i| reading.noun(i).is_some()) && quoted_before(reading, quoted.tokens.end).is_some() {
            continue;
        }
        if is_modifier(reading, quoted) {
            continue;
        }
        let attribution = match turns::speaker_at(&turns, quoted.tokens.start) {
            Some(speaker) if attribution.speaker == Speaker::Unknown => {
                Attribution { speaker, rule: "quoted-in-turn", confidence: 0.5, ..attribution }
            }
            _ => attribution,
        };
        let sure = if quoted.end == End::Closed { 1.0 } else { 0.8 };
        // What runs over paragraphs is as many quotes: each can be found and shown where it stands.
        for span in
            quoted.parts.iter().filter(|part| quoted.parts.len() == 1 || word_count(reading, **part) >= FEWEST_WORDS)
        {
            quotes.push(Quote {
                kind: QuoteKind::Direct,
                text: reading.text.slice(*span).to_owned(),
                speaker: attribution.speaker.clone(),
                verb: attribution.verb.clone(),
                addressee: attribution.addressee.clone(),
                relayed_by: attribution.relayed_by.clone(),
                evidence: Evidence {
                    sentence: reading.sentence_index(reading.token_at(span.start)),
                    span: *span,
                    rule: attribution.rule,
                    confidence: attribution.confidence * sure,
                },
            });
        }
        if attribution.speaker != Speaker::Unknown {
            let ends_in = paragraph_of(reading, quoted.tokens.end.saturating_sub(1)).max(paragraph);
            last = Some((attribution, ends_in, quoted.tokens.end));
        }
    }
    quotes
}

fn word_count(reading: &Reading<'_>, span: crate::text::Span) -> usize {
    let tokens = reading.token_at(span.start)..reading.token_at(span.end);
    tokens.filter(|&i| matches!(reading.kind(i), Some(TokenKind::Word | TokenKind::Number))).take(FEWEST_WORDS).count()
}

fn paragraph_of(reading: &Reading<'_>, token: usize) -> u32 {
    reading.sentence_of(token).map_or(0, |s| s.paragraph)
}

/// Looks behind the quote, before it, and then at the quote before.
fn attribute(
    reading: &Reading<'_>,
    quoted: &Quoted,
    head_from: usize,
    tail_to: usize,
    last: Option<&(Attribution, u32, usize)>,
) -> Attribution {
    let open = quoted.tokens.start;
    let sentence = reading.sentence_of(open).map_or(open..open, |s| s.tokens.clone());
    let head = sentence.start.max(head_from).min(open)..open;
    let opens_sentence = head.clone().all(|i| !reading.is_word(i) || reading.is_class(i, Class::Conjunction));
    let tail = tail(reading, quoted, tail_to);
    let before = || before(reading, sentence.clone(), head.clone());
    let after = || after(reading, tail.clone(), last);
    let found = if opens_sentence { after().or_else(before) } else { before().or_else(after) };
    found
        .or_else(|| introduced(reading, &sentence, open))
        .or_else(|| continued(reading, quoted, last))
        .or_else(|| clause_subject(reading, &sentence, open, opens_sentence))
        .or_else(|| alone(reading, quoted, last))
        .unwrap_or(Attribution {
            speaker: Speaker::Unknown,
            verb: None,
            addressee: None,
            relayed_by: None,
            rule: "quote-without-speaker",
            confidence: 0.3,
        })
}

/// What follows a quote and may name its speaker: to the end of the sentence, or of the next one
/// when that is no more than "Sarsenov said."
fn tail(reading: &Reading<'_>, quoted: &Quoted, tail_to: usize) -> Range<usize> {
    let from = quoted.tokens.end;
    let Some(sentence) = reading.sentence_of(from) else { return from..from };
    if sentence.paragraph != paragraph_of(reading, from.saturating_sub(1)) {
        return from..from;
    }
    let end = sentence.tokens.end.min(tail_to).min(from + clauses::REACH);
    let is_next = sentence.tokens.start == from;
    if is_next && !(end == sentence.tokens.end && end - from < 16) {
        return from..from;
    }
    from..end
}

/// `“…,” said the minister`, `“…,” the minister said`, `“…,” according to the minister`.
fn after(reading: &Reading<'_>, tail: Range<usize>, last: Option<&(Attribution, u32, usize)>) -> Option<Attribution> {
    let first = tail.clone().find(|&i| reading.is_word(i))?;
    // “…” – Leyla Guliyeva, a farmer
    let dash = (tail.start..first).any(|i| matches!(reading.word(i), "–" | "—" | "―" | "-"));
    let plain = (tail.start..first).all(|i| matches!(reading.word(i), "–" | "—" | "―" | "-" | "*" | "_" | "”" | "\""));
    if let Some(person) = reading.entity(first, Kind::Person).filter(|_| dash && plain) {
        return Some(attribution(Speaker::Person(person), None, "name-behind-dash", 0.9));
    }
    if reading.is(first, &["according"]) {
        let speaker = speaker_in(reading, first + 2..phrase_end(reading, first + 2, tail.end));
        return Some(attribution(speaker, Some("according to".into()), "according-to", 0.9));
    }
    let verb = tail.clone().find(|&i| reading.verb_for(i, REPORTING).is_some_and(|v| v.is_finite() || i == first))?;
    let whole = reading.sentence_of(tail.start.saturating_sub(1)).is_none_or(|s| s.tokens.end > tail.start);
    if !whole && !ends_after(reading, verb, tail.end) {
        return None; // a sentence of its own that says something else
    }
    let spelled = Some(reading.word(verb).to_owned());
    // “…” in the footsteps of the mill, said Leyla Guliyeva
    let turned = verb > first && reading.word(verb - 1) == "," && {
        let phrase = verb + 1..phrase_end(reading, verb + 1, tail.end);
        let near = reading.mentions(phrase.start..phrase.end.min(verb + 6)).iter().any(|m| m.kind == Kind::Person);
        near && speakers::head_person(reading, first..verb).is_none()
    };
    if verb == first || turned {
        let form = reading.verb(verb).map(|v| v.form);
        if form == Some(Form::Gerund) {
            return None; // “…,” adding that …: the main clause tells
        }
        let phrase = verb + 1..phrase_end(reading, verb + 1, tail.end);
        if is_relay(reading, phrase.clone(), verb) {
            return relayed(reading, phrase, last);
        }
        let speaker = speaker_in(reading, phrase);
        return (speaker != Speaker::Unknown).then(|| attribution(speaker, spelled, "verb-then-speaker", 0.95));
    }
    let subject = first..verb;
    let starts_phrase =
        !matches!(reading.class(first), Some(Class::Preposition | Class::Subordinator | Class::Conjunction))
            && reading.verb(first).is_none_or(|v| v.form == Form::Base && reading.noun(first).is_some());
    if !starts_phrase && !(reading.class(first) == Some(Class::Preposition)) {
        return None;
    }
    let subject = if starts_phrase { subject } else { clauses::subject(reading, tail.clone(), first, verb) };
    if is_relay(reading, subject.clone(), verb) {
        return relayed(reading, subject, last);
    }
    let speaker = match speaker_in(reading, subject.clone()) {
        // A pronoun behind a quote means whoever spoke last, unless someone was named since.
        Speaker::Person(p) if reading.is(subject.start, &["he", "she"]) => {
            let at = speakers::antecedent(reading, subject.start).map_or(0, |(at, _)| at);
            match last {
                Some((previous, _, end)) if *end > at => match previous.speaker {
                    Speaker::Person(spoke) => Speaker::Person(spoke),
                    _ => Speaker::Person(p),
                },
                _ => Speaker::Person(p),
            }
        }
        Speaker::Unknown if reading.is(subject.start, &["he", "she"]) => {
            last.map_or(Speaker::Unknown, |(l, _, _)| l.speaker.clone())
        }
        other => other,
    };
    (speaker != Speaker::Unknown)
        .then(|| attribution(speaker, spelled, "speaker-then-verb", 0.95).said_to(reading, verb))
}

/// The sentence before ends in a colon: `… he commented, adding:`.
fn introduced(reading: &Reading<'_>, sentence: &Range<usize>, open: usize) -> Option<Attribution> {
    if sentence.start != open || open < 2 || reading.word(open - 1) != ":" {
        return None;
    }
    let introduction = reading.sentence_of(open - 1)?.tokens.clone();
    let verb = introduction.clone().rev().take(clauses::REACH).find(|&i| reading.verb_for(i, REPORTING).is_some())?;
    // The nearest quote in it has told who speaks; its own subject is as good.
    let from =
        introduction.clone().rev().find(|&i| i < verb && reading.is_quote(i)).map_or(introduction.start, |i| i + 1);
    let subject = clauses::subject(reading, from..introduction.end, from, verb);
    let mut speaker = speaker_in(reading, subject.clone());
    if subject.is_empty() || matches!(speaker, Speaker::Described(_)) {
        let named = reading.mentions(introduction).iter().rev().find(|m| m.kind == Kind::Person && m.entity.is_some());
        speaker = named.and_then(|m| m.entity).map_or(speaker, Speaker::Person);
    }
    (speaker != Speaker::Unknown).then(|| {
        let spelled = Some(reading.word(verb).to_owned());
        attribution(speaker, spelled, "introduced-by-colon", 0.85).said_to(reading, verb)
    })
}

/// The same speaker goes on, in this paragraph or in one that is nothing but the quote.
fn continued(reading: &Reading<'_>, quoted: &Quoted, last: Option<&(Attribution, u32, usize)>) -> Option<Attribution> {
    let (previous, paragraph, end) = last?;
    let here = paragraph_of(reading, quoted.tokens.start);
    let same = here == *paragraph;
    let next = here == paragraph + 1 && reading.begins_sentence(quoted.tokens.start);
    if !same && !next || quoted.tokens.start < *end {
        return None;
    }
    // Someone else took the floor in between.
    let between = *end..quoted.tokens.start;
    let interrupted = between.len() > 60;
    (!interrupted).then(|| Attribution {
        verb: None,
        addressee: None,
        relayed_by: None,
        rule: "same-speaker-continues",
        confidence: previous.confidence * if same { 0.9 } else { 0.75 },
        speaker: previous.speaker.clone(),
    })
}

/// A paragraph that is nothing but a quote: whoever the paragraph before is about goes on.
fn alone(reading: &Reading<'_>, quoted: &Quoted, last: Option<&(Attribution, u32, usize)>) -> Option<Attribution> {
    let open = quoted.tokens.start;
    let here = paragraph_of(reading, open);
    let opens = reading.sentence_of(open).is_some_and(|s| s.tokens.start == open)
        && open.checked_sub(1).is_none_or(|before| paragraph_of(reading, before) < here);
    let closes = quoted.tokens.end >= reading.len() || paragraph_of(reading, quoted.tokens.end) > here;
    if !opens || !closes {
        return None;
    }
    let (at, person) = speakers::antecedent(reading, open.checked_sub(1)?)?;
    // Whom the paragraphs since the last quote name only in passing has not taken the floor.
    let near = paragraph_of(reading, at) + 1 >= here;
    let speaker = match last {
        Some((previous, ..)) if !near => previous.speaker.clone(),
        _ => Speaker::Person(person),
    };
    let confidence = if near { 0.6 } else { 0.5 };
    (near || last.is_some_and(|(_, ended, _)| ended + 3 >= here))
        .then(|| attribution(speaker, None, "quote-alone", confidence))
}

/// No verb of speech, but the sentence has a person as its subject.
fn clause_subject(reading: &Reading<'_>, sentence: &Range<usize>, open: usize, opens: bool) -> Option<Attribution> {
    if opens {
        return None;
    }
    let Some((subject, verb)) = clauses::main_clause(reading, sentence.start..open) else {
        // "The two ministers “condemn the attack”": the verb stands inside the marks.
        let subject = clauses::skip_introductions(reading, clauses::start(reading, &(sentence.start..open))..open);
        let person = speakers::head_person(reading, subject..open).filter(|_| open - subject <= 20)?;
        return Some(attribution(Speaker::Person(person), None, "subject-of-quote", 0.5));
    };
    match speaker_in(reading, subject) {
        Speaker::Person(p) => {
            Some(attribution(Speaker::Person(p), Some(reading.word(verb).to_owned()), "subject-of-sentence", 0.5))
        }
        _ => None,
    }
}

fn attribution(speaker: Speaker, verb: Option<String>, rule: &'static str, confidence: f32) -> Attribution {
    Attribution { speaker, verb, addressee: None, relayed_by: None, rule, confidence }
}

/// Whether what follows the verb is only the end of the sentence, or to whom and when it was told: "told a rally on Friday".
fn ends_after(reading: &Reading<'_>, verb: usize, end: usize) -> bool {
    let hearers =
        reading.verb(verb).is_some_and(|v| v.lemma == "tell") && !reading.is(verb + 1, &["of", "about", "that"]);
    let plain = |i: usize| {
        reading.class(i) != Some(Class::Subordinator) && !clauses::is_finite(reading, i) && reading.word(i) != ","
    };
    (verb + 1..end).all(|i| !reading.is_word(i) || clauses::is_adverb(reading, i) || hearers && plain(i))
}

/// Where a noun phrase that begins at `from` ends at the latest: before a verb, a relative clause,
/// "to", "in", "on".
pub fn phrase_end(reading: &Reading<'_>, from: usize, to: usize) -> usize {
    let to = to.min(from + 40);
    (from..to)
        .find(|&i| {
            i > from
                && (matches!(reading.word(i), ";" | ":" | "." | "—" | "]" | "(")
                    || reading
                        .is(i, &["to", "in", "on", "during", "after", "who", "which", "when", "while", "at", "as"])
                        && reading.mention(i).is_none()
                    || clauses::is_finite(reading, i)
                    || reading
                        .verb(i)
                        .is_some_and(|v| v.form == Form::Gerund && (reading.word(i - 1) == "," || v.is(Use::Say))))
        })
        .unwrap_or(to)
}

/// Whether a phrase is an agency that passes words on rather than says them.
pub fn is_relay(reading: &Reading<'_>, phrase: Range<usize>, verb: usize) -> bool {
    let passes_on = reading.verb(verb).is_some_and(|v| matches!(v.lemma, "report" | "quote" | "write" | "say"));
    let words = reading.slice(phrase);
    let credited =
        reading.facts.header.credited.as_ref().is_some_and(|c| !c.name.is_empty() && words.contains(c.name.as_str()));
    let agency = ["press service", "news agency", "press office", "press-service", "news service"];
    let service = agency.iter().any(|a| words.to_lowercase().contains(a));
    passes_on && (credited || (service && reading.verb(verb).is_some_and(|v| v.lemma == "report")))
}

/// Words that an agency passed on: theirs who was last heard, or whom the sentences before are about.
fn relayed(
    reading: &Reading<'_>,
    agency: Range<usize>,
    last: Option<&(Attribution, u32, usize)>,
) -> Option<Attribution> {
    let name = Some(reading.slice(agency.clone()).to_owned());
    let heard = speakers::antecedent(reading, agency.start).map(|(_, p)| Speaker::Person(p));
    let speaker = heard.or_else(|| last.map(|(l, _, _)| l.speaker.clone())).unwrap_or(Speaker::Unknown);
    Some(Attribution {
        speaker,
        verb: None,
        addressee: None,
        relayed_by: name,
        rule: "relayed-by-agency",
        confidence: 0.5,
    })
}
