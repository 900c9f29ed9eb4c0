//! What a verb of speech has behind it: a clause, "that" and a clause, "how", a view that somebody holds.

use std::ops::Range;

use super::indirect::FEWEST_TOKENS;
use crate::extract::clauses;
use crate::extract::lexicon::{Class, Form, Use};
use crate::extract::reading::Reading;
use crate::text::TokenKind;

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
    "find",
    "determine",
    "share",
    "expect",
    "fear",
    "accuse",
    "blame",
    "swear",
    "signal",
    "advise",
    "inform",
    "remind",
    "notify",
    "outline",
    "detail",
    "relate",
];

/// Whether the word at `i` ends a noun phrase that an article or an owner begins: "this morning's report".
pub fn is_nominal(reading: &Reading<'_>, i: usize) -> bool {
    let bound = |t: usize| reading.is_class(t, Class::Determiner) || reading.kind(t) == Some(TokenKind::Possessive);
    i > 0 && (bound(i - 1) || i > 1 && bound(i - 2))
}

/// "they say": a base form that has a subject; "is proud to announce": one that somebody is at.
pub fn is_plural_verb(reading: &Reading<'_>, verb: usize) -> bool {
    let plural = |i: usize| {
        let word = reading.word(i);
        word.ends_with('s') && !word.ends_with("ss")
            || reading.mention(i).is_some()
            || reading.is(
                i,
                &[
                    "i", "we", "you", "they", "who", "people", "police", "media", "men", "women", "many", "some",
                    "others",
                ],
            )
    };
    let proud = ["pleased", "proud", "happy", "glad", "delighted", "honored", "honoured", "excited", "wants", "want"];
    if verb > 1 && reading.is(verb - 1, &["to"]) && reading.is(verb - 2, &proud) {
        return true;
    }
    let subject = (verb.saturating_sub(3)..verb).rev().find(|&i| !clauses::is_adverb(reading, i));
    verb > 0
        && subject.is_some_and(plural)
        && reading.is_word(verb - 1)
        && !reading.is(verb - 1, &["to"])
        && !matches!(reading.class(verb - 1), Some(Class::Modal | Class::Preposition | Class::Determiner | Class::Do))
}

/// "told reporters that": an object of a few words before "that".
pub fn told_that(reading: &Reading<'_>, verb: usize, last: usize) -> Option<usize> {
    let tells = reading.verb(verb).is_some_and(|v| {
        matches!(v.lemma, "tell" | "assure" | "warn" | "promise" | "inform" | "remind" | "notify" | "advise")
    });
    let that = (verb + 2..(verb + 6).min(last)).find(|&i| reading.is(i, &["that"]))?;
    let clear = (verb + 1..that).all(|i| reading.is_word(i) && !clauses::is_finite(reading, i));
    (tells && clear).then_some(that)
}

/// "described the ties as brotherly".
pub fn is_judged_as(reading: &Reading<'_>, verb: usize, last: usize) -> bool {
    reading.verb(verb).is_some_and(|v| matches!(v.lemma, "describe" | "characterize" | "characterise"))
        && (verb + 1..last.min(verb + 30)).any(|i| reading.is(i, &["as"]))
}

/// A subject and a finite verb begin right here, without "that".
pub fn clause_follows(reading: &Reading<'_>, from: usize, to: usize) -> bool {
    // "says because the ground thawed the tusk came up": the clause behind it has the verb that counts.
    let subordinate = reading.is(from, &["because", "if", "when", "while", "although", "since", "after", "before"]);
    let starts = subordinate
        || match reading.class(from) {
            Some(Class::Pronoun | Class::Determiner) => true,
            Some(Class::Preposition) => reading.is(from, &["in", "on", "at", "around", "about"]),
            Some(Class::Adverb) => reading.is(from, &["there"]),
            Some(_) => false,
            None => {
                reading.mention(from).is_some()
                    || reading.is_capitalised(from)
                    || reading.is(from, &["there"])
                    || reading.kind(from) == Some(TokenKind::Number)
                    || (reading.is_word(from) && reading.verb(from).is_none())
                    // "states have passed": a plural that is a form of a verb, too
                    || reading.word(from).ends_with('s') && clauses::is_auxiliary(reading, from + 1)
            }
        };
    let object = reading.is(from, &["him", "her", "them", "us", "me"]);
    if !starts || (object && !reading.is(from, &["her"])) {
        return false;
    }
    // The verb must stand before the phrase is broken off.
    let end = to.min(from + if subordinate { 40 } else { 25 });
    let mut i = from + 1;
    let mut inner = usize::from(subordinate); // clauses whose verb is still to come
    while i < end {
        // "the stones where it lay show that": the first verb is of the clause inside.
        if reading.is(i, &["where", "which", "who", "whose"]) && !reading.is_class(i - 1, Class::Preposition) {
            inner += 1;
        }
        if matches!(reading.word(i), ";" | ":" | "." | "\"" | "“") {
            return false;
        }
        let finite = clauses::is_finite(reading, i) || reading.is_class(i, Class::Modal);
        let goes_on = finite && i > 0 && (clauses::is_auxiliary(reading, i - 1) || reading.is_class(i - 1, Class::Be));
        if finite && inner > 0 && !goes_on {
            inner -= 1;
            if inner == 0 && !subordinate {
                // What is announced and then told of is no statement: another verb must follow.
                let verb =
                    (i + 1..end).find(|&j| clauses::is_finite(reading, j) && !clauses::is_auxiliary(reading, j - 1));
                let broken = verb.is_none_or(|v| (i..v).any(|j| matches!(reading.word(j), "," | ";" | "and")));
                return !broken;
            }
        } else if finite && !goes_on {
            // "their commitment to the dam and discussed": the next act of whoever speaks.
            if reading.is(i - 1, &["and", "or"]) {
                return false;
            }
            // "affirmed the need to ensure conditions are", "noted their support as it goes on": of what the phrase holds.
            let purpose = |j: usize| {
                reading.is(j, &["to"]) && reading.verb(j + 1).is_some_and(|v| v.form == Form::Base) && j + 4 < i
                    || reading.is(j, &["as"]) && reading.is_class(j + 1, Class::Pronoun)
            };
            // "announced a plan which was …": the verb is not the phrase's own.
            return !(from..i).any(|j| {
                reading.class(j) == Some(Class::Subordinator)
                    || purpose(j) && !reading.is_class(from, Class::Pronoun)
                    || (reading.word(j) == "," && reading.is_class(from, Class::Determiner))
            });
        }
        i += 1;
    }
    false
}

/// Where a second report begins: "…, and noted that".
pub fn coordinated(reading: &Reading<'_>, content: Range<usize>) -> usize {
    let next = content.clone().skip(FEWEST_TOKENS).find(|&i| {
        if own_act(reading, &content, i) {
            return true;
        }
        let verb = second_verb(reading, i);
        reading.is(i, &["and", "but"])
            && (verb == i + 1 || reading.is(verb + 1, &["that"]) || clause_follows(reading, verb + 1, content.end))
            && reading.verb_for(verb, &[Use::Say, Use::Judge, Use::Think]).is_some_and(|v| match v.form {
                Form::Past => !v.is(Use::Think) || reading.is(verb + 1, &["that"]),
                Form::Third => reading.noun(verb).is_none(),
                _ => false,
            })
            && !reading.is_class(i - 1, Class::Adverb)
    });
    let end = next.unwrap_or(content.end);
    if end > content.start && reading.word(end - 1) == "," { end - 1 } else { end }
}

/// The verb behind a conjunction at `i`, over an adverb: "but now says".
pub fn second_verb(reading: &Reading<'_>, i: usize) -> usize {
    let adverb = reading.is(i + 1, &["now", "also", "then", "later"]) || clauses::is_adverb(reading, i + 1);
    i + 1 + usize::from(adverb)
}

/// Where the content of the verb's report begins, when it reports a clause: behind "that", behind "how", or at once.
pub fn content_start(reading: &Reading<'_>, verb: usize, last: usize) -> Option<usize> {
    let known = reading.verb(verb)?;
    let next = verb + 1;
    // "extreme demands that would": what is demanded, told further.
    let relative = |that: usize| {
        reading.is_class(that + 1, Class::Modal)
            || matches!(reading.class(that + 1), Some(Class::Be | Class::Have | Class::Do))
    };
    // "said in a video statement": where it was said, and nothing of what.
    if occasion(reading, next, last).is_some() && behind_occasion(reading, verb, last).is_none() {
        return None;
    }
    if reading.is(next, &["that"]) && relative(next) {
        return None;
    }
    if reading.is(next, &["that"]) || reading.is(next, &["out"]) && reading.is(next + 1, &["that"]) {
        // "said that agreement was near" has a clause; "noted that visit" has none.
        return Some(if reading.is(next, &["that"]) { next + 1 } else { next + 2 });
    }
    // "highlighted how farmers have lost": what follows is told as it is.
    // "described how farmers lose" names a topic, of which nobody tells what was said.
    if reading.is(next, &["how"]) && matches!(known.lemma, "describe" | "explain" | "outline" | "detail") {
        return None;
    }
    if reading.is(next, &["how"]) && !reading.is(next + 1, &["to", "much", "many", "best"]) {
        return clause_follows(reading, next + 1, last + 1).then_some(next + 1);
    }
    if reading.is(next, &["out"]) && known.is(Use::Point) && clause_follows(reading, next + 1, last + 1) {
        return Some(next + 1);
    }
    if let Some(from) = behind_occasion(reading, verb, last).filter(|_| known.is(Use::Say)) {
        return Some(from);
    }
    // "told reporters she would stay"
    if known.lemma == "tell" {
        let hearers = ["reporters", "journalists", "lawmakers", "parliament", "him", "her", "them", "me", "us"];
        let named = reading.mention(next).map(|m| reading.token_at(m.evidence.span.end));
        let behind = if reading.is(next, &hearers) { Some(next + 1) } else { named };
        if let Some(from) = behind.filter(|&from| from < last && clause_follows(reading, from, last + 1)) {
            return Some(from);
        }
    }
    if known.lemma == "believe" && clause_follows(reading, next, last + 1) {
        return Some(next);
    }
    if is_judged_as(reading, verb, last)
        || known.is(Use::Say) && !NEEDS_THAT.contains(&known.lemma) && clause_follows(reading, next, last + 1)
    {
        return Some(next);
    }
    if known.lemma == "accuse" || known.lemma == "blame" {
        let passive = verb > 0 && reading.is_class(verb - 1, Class::Be);
        return (!passive && is_accused(reading, verb, last)).then_some(next);
    }
    let clear = usize::from(reading.is(next, &["it"]));
    if known.lemma == "make" && reading.is(next + clear, &["clear"]) {
        let that = next + clear + 1;
        let behind = that + usize::from(reading.is(that, &["that"]));
        return (behind > that || clause_follows(reading, that, last + 1)).then_some(behind);
    }
    told_that(reading, verb, last)
        .or_else(|| view_that(reading, verb, last))
        .or_else(|| and_that(reading, verb, last).filter(|_| known.is(Use::Say)))
        .map(|that| that + 1)
}

/// "reiterated the interests of the country in peace, and that it stands with": the clause behind what else was said.
fn and_that(reading: &Reading<'_>, verb: usize, last: usize) -> Option<usize> {
    let end = last.min(verb + 30);
    let that = (verb + 2..end).find(|&i| reading.is(i, &["that"]) && reading.is(i - 1, &["and"]))?;
    let one = (verb + 1..that).all(|i| !clauses::is_finite(reading, i) && !matches!(reading.word(i), ";" | ":" | "("));
    let opens = reading.is_class(that + 1, Class::Determiner)
        || reading.is_class(that + 1, Class::Pronoun)
        || reading.mention(that + 1).is_some();
    (one && (opens || clause_follows(reading, that + 1, last + 1))).then_some(that)
}

/// The noun of an occasion that begins at `from`: "in a video statement".
fn occasion(reading: &Reading<'_>, from: usize, last: usize) -> Option<usize> {
    const OCCASIONS: &[&str] = &[
        "conference",
        "statement",
        "interview",
        "briefing",
        "speech",
        "tweet",
        "address",
        "hearing",
        "post",
        "letter",
        "report",
    ];
    let articled = reading.is(from, &["in", "at", "during"]) && reading.is_class(from + 1, Class::Determiner);
    (from + 2..last.min(from + 6)).find(|&i| reading.is(i, OCCASIONS)).filter(|_| articled)
}

/// "said at a news conference on Monday the law should be changed": the statement behind where it was made.
fn behind_occasion(reading: &Reading<'_>, verb: usize, last: usize) -> Option<usize> {
    let head = occasion(reading, verb + 1, last)?;
    let time = |i: usize| {
        reading.is(
            i,
            &["on", "yesterday", "today", "morning", "afternoon", "evening", "late", "earlier", "last", "this", "week"],
        ) || reading.word(i).ends_with("day") && reading.is_capitalised(i)
    };
    let mut from = head + 1;
    while from < last && time(from) {
        from += 1;
    }
    if reading.is(from, &["that"]) {
        return Some(from + 1);
    }
    let from = from + usize::from(reading.word(from) == ",");
    clause_follows(reading, from, last + 1).then_some(from)
}

/// "accused the mill of fouling the river".
fn is_accused(reading: &Reading<'_>, verb: usize, last: usize) -> bool {
    let blames = reading.verb(verb).is_some_and(|v| v.lemma == "blame");
    let bound: &[&str] = if blames { &["for"] } else { &["of"] };
    (verb + 2..last.min(verb + 16))
        .any(|i| reading.is(i, bound) && !reading.is_class(i + 1, Class::Determiner) | blames)
}

/// "reaffirmed his view that", "made clear that", "expressed hope that".
fn view_that(reading: &Reading<'_>, verb: usize, last: usize) -> Option<usize> {
    const VIEWS: &[&str] = &[
        "view",
        "views",
        "belief",
        "hope",
        "hopes",
        "concern",
        "concerns",
        "conviction",
        "position",
        "opinion",
        "confidence",
        "clear",
        "expectation",
        "warning",
        "claim",
        "claims",
        "understanding",
        "statement",
    ];
    let that = (verb + 2..(verb + 7).min(last)).find(|&i| reading.is(i, &["that"]))?;
    let clear = (verb + 1..that).all(|i| reading.is_word(i) && !clauses::is_finite(reading, i));
    let clear_that = reading.is(that - 1, &["clear"]) == reading.verb(verb).is_some_and(|v| v.lemma == "make");
    (clear && clear_that && reading.is(that - 1, VIEWS)).then_some(that)
}

/// "declared that a disaster exists and ordered aid": what the speaker did besides begins at the "and".
fn own_act(reading: &Reading<'_>, content: &Range<usize>, i: usize) -> bool {
    // "small and medium-sized", "trained and equipped": two of a kind.
    let word = reading.word(i + 1);
    let alike = word.contains('-') || reading.word(i.saturating_sub(1)).ends_with("ed");
    let acts = reading.verb(i + 1).map_or_else(
        || word.len() > 4 && word.ends_with("ed") && !reading.is_capitalised(i + 1),
        |v| v.form == Form::Past,
    );
    if !reading.is(i, &["and"]) || !acts || alike {
        return false;
    }
    let first = (content.start..i).find(|&t| {
        reading.verb(t).is_some_and(|v| v.form == Form::Third && reading.noun(t).is_none())
            || reading.is(t, &["is", "are", "has", "will", "can", "exists", "remains"])
    });
    let past =
        |t: usize| reading.verb(t).is_some_and(|v| v.form == Form::Past) || reading.is(t, &["was", "were", "had"]);
    first.is_some() && !(content.start..i).any(past) && reading.noun(i + 1).is_none()
}
