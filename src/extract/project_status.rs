//! How far along a project is told to be: the verb that governs it, and in what mood.

use std::ops::Range;

use super::lexicon::{Class, Form, NounKind, Use, Verb};
use super::reading::Reading;
use super::{Modality, Status, clauses};

/// What governs a noun phrase.
#[derive(Clone, Debug)]
pub(super) struct Governed {
    pub status: Status,
    pub modality: Modality,
    /// The verb that decides the status, as a token.
    pub verb: Option<usize>,
    /// How firmly a concrete act is tied to the phrase.
    pub tie: Tie,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Tie {
    /// Nothing but the sentence.
    Loose,
    /// A verb that tells of a project's fate has it as object: "discussed", "announced".
    Told,
    /// An item of a list of projects: "initiatives, including …".
    Listed,
    /// Built, signed, launched, financed: by a verb, a gerund, or "construction of".
    Made,
}

/// Reads what governs the phrase `phrase` in a sentence.
pub(super) fn governing(reading: &Reading<'_>, sentence: &Range<usize>, phrase: &Range<usize>) -> Governed {
    let listed = is_listed(reading, sentence, phrase.start);
    let doing = doing_before(reading, phrase.start);
    let action = doing.or_else(|| action_before(reading, sentence, phrase.start));
    let passive = passive_after(reading, sentence, phrase.end);
    let from = action.unwrap_or(phrase.start);
    let finite = passive.or_else(|| finite_before(reading, sentence, from));
    let action_verb = action.and_then(|a| reading.verb(a));
    let finite_verb = finite.and_then(|f| reading.verb(f));
    let adjective = (phrase.start.saturating_sub(3)..phrase.end)
        .find(|&i| reading.is(i, &["planned", "proposed", "potential", "possible"]));

    let told = finite_verb.and_then(|v| v.status);
    let done = action_status(reading, action, doing);
    let status = match (told, done) {
        // "began building", "is building": under way; "agreed to build": agreed.
        (Some(Status::Launched), Some(Status::UnderWay)) => Status::UnderWay,
        (Some(told), Some(done)) if told == Status::Mentioned => {
            if doing.is_some() {
                done
            } else {
                told
            }
        }
        (Some(told), _) => past_of(finite_verb, told),
        (None, Some(done)) => done,
        (None, None) if adjective.is_some() => Status::Proposed,
        (None, None) => Status::Mentioned,
    };
    let status = if adjective.is_some() && status == Status::Mentioned { Status::Proposed } else { status };
    let made = action_verb.is_some_and(|v| v.is_any(&[Use::Build, Use::Trade, Use::Aid]))
        || doing.is_some()
        || (is_object(reading, finite, phrase.start) || passive.is_some())
            && finite_verb.is_some_and(|v| {
                v.is_any(&[Use::Build, Use::Sign, Use::Aid, Use::Stop, Use::Delay, Use::Trade, Use::Enter, Use::Strike])
            });
    let tie = match () {
        () if made => Tie::Made,
        () if listed => Tie::Listed,
        () if told.is_some() && (is_object(reading, finite, phrase.start) || passive.is_some()) => Tie::Told,
        () => Tie::Loose,
    };
    let status = intended(reading, sentence, finite.or(action), action, status);
    let modality = modality(reading, sentence, finite.or(action), action, status);
    Governed { status, modality, verb: finite.filter(|_| told.is_some()).or(action), tie }
}

/// "constructing a line", "to build a line": the act right before a phrase.
fn action_before(reading: &Reading<'_>, sentence: &Range<usize>, start: usize) -> Option<usize> {
    let floor = sentence.start.max(start.saturating_sub(6));
    (floor..start)
        .rev()
        .take_while(|&i| {
            !matches!(reading.word(i), "," | ";") && !reading.is_class(i, Class::Preposition) || reading.is(i, &["to"])
        })
        .find(|&i| {
            reading.verb(i).is_some_and(|v| {
                v.status.is_some()
                    && (v.form == Form::Gerund
                        || v.form == Form::Base
                            && i > 0
                            && (reading.is(i - 1, &["to"])
                                || reading.is_class(i - 1, Class::Modal)
                                || reading.is_class(i - 1, Class::Conjunction)
                                || matches!(reading.word(i - 1), ",")))
            })
        })
}

/// "construction of the line", "the launch of the programme".
fn doing_before(reading: &Reading<'_>, start: usize) -> Option<usize> {
    let floor = start.saturating_sub(5);
    let of = (floor..start)
        .rev()
        .take_while(|&i| {
            reading.is_class(i, Class::Determiner)
                || reading.is_class(i, Class::Preposition)
                || reading.class(i).is_none()
        })
        .find(|&i| reading.is(i, &["of"]))?;
    let noun = of.checked_sub(1)?;
    let noun = if reading.is(noun, &["project", "projects", "ceremony", "works", "work"]) {
        noun.checked_sub(1)?
    } else {
        noun
    };
    reading.noun(noun).filter(|n| n.kind == NounKind::Doing).map(|_| noun)
}

/// The status that an act alone tells.
fn action_status(reading: &Reading<'_>, action: Option<usize>, doing: Option<usize>) -> Option<Status> {
    let action = action?;
    if doing.is_some() {
        let status = match reading.word(action).to_ascii_lowercase().as_str() {
            "opening" | "launch" | "launching" | "inauguration" | "start" | "commissioning" => Status::Launched,
            "completion" => Status::Completed,
            "financing" | "delivery" => Status::Agreed,
            _ => Status::UnderWay,
        };
        return Some(status);
    }
    reading.verb(action).and_then(|v| v.status)
}

/// "built" is completed where "building" is under way.
fn past_of(verb: Option<&'static Verb>, status: Status) -> Status {
    match verb {
        Some(v)
            if v.form == Form::Past
                && matches!(
                    v.lemma,
                    "build" | "construct" | "lay" | "renovate" | "rebuild" | "install" | "restore"
                ) =>
        {
            Status::Completed
        }
        _ => status,
    }
}

/// What is to be done is not done: "will launch", "plans to build", "hopes to complete".
fn intended(
    reading: &Reading<'_>,
    sentence: &Range<usize>,
    finite: Option<usize>,
    action: Option<usize>,
    status: Status,
) -> Status {
    let Some(verb) = finite else { return status };
    let ahead = is_ahead(reading, sentence, verb) || (finite == action && verb > 0 && reading.is(verb - 1, &["to"]));
    match status {
        Status::Launched | Status::UnderWay | Status::Completed | Status::Signed if ahead => Status::Proposed,
        Status::Completed if reading.verb(verb).is_some_and(|v| v.form == Form::Base) => Status::UnderWay,
        other => other,
    }
}

/// Whether a modal of the future or a condition stands before the verb.
fn is_ahead(reading: &Reading<'_>, sentence: &Range<usize>, verb: usize) -> bool {
    (sentence.start.max(verb.saturating_sub(4))..verb).any(|i| reading.is_class(i, Class::Modal))
        || (sentence.start.max(verb.saturating_sub(3))..verb).any(|i| {
            reading.is(
                i,
                &[
                    "plan", "plans", "planned", "planning", "intends", "intend", "hopes", "wants", "aims", "set",
                    "due", "expected", "seeks",
                ],
            )
        })
}

fn modality(
    reading: &Reading<'_>,
    sentence: &Range<usize>,
    verb: Option<usize>,
    action: Option<usize>,
    status: Status,
) -> Modality {
    if let Some(verb) = verb {
        let near = sentence.start.max(verb.saturating_sub(4))..verb;
        if near.clone().any(|i| {
            reading.is_class(i, Class::Negation)
                || reading.word(i).ends_with("n't")
                || reading.word(i).ends_with("n’t")
                || reading.is(i, &["refused", "refuses", "without", "cannot"])
        }) {
            return Modality::Negated;
        }
        let conditional = near.clone().any(|i| reading.is(i, &["would", "could", "might", "may", "should"]))
            || (sentence.start..sentence.end.min(sentence.start + 4)).any(|i| reading.is(i, &["if", "unless"]));
        if conditional {
            return Modality::Conditional;
        }
        if is_ahead(reading, sentence, verb) {
            return Modality::Planned;
        }
    }
    match status {
        Status::Proposed | Status::Discussed => Modality::Planned,
        Status::Agreed if action.is_some() => Modality::Planned,
        _ => Modality::Asserted,
    }
}

/// The finite verb with a status that governs what stands at `at`: the nearest before it.
fn finite_before(reading: &Reading<'_>, sentence: &Range<usize>, at: usize) -> Option<usize> {
    let floor = sentence.start.max(at.saturating_sub(clauses::REACH));
    let mut relative = 0;
    for i in (floor..at).rev() {
        if reading.is(i, &["which", "who", "where"]) {
            relative += 1;
        }
        let Some(verb) = reading.verb(i).filter(|v| v.status.is_some()) else { continue };
        let infinitive = i > 0 && reading.is(i - 1, &["to"]);
        let auxiliary = i > 0 && matches!(reading.class(i - 1), Some(Class::Modal | Class::Have | Class::Be));
        if clauses::is_finite(reading, i)
            || auxiliary
            || (infinitive && verb.is_any(&[Use::Discuss, Use::Sign, Use::Aid, Use::Build]))
            || (verb.form == Form::Gerund && verb.is_any(&[Use::Say, Use::Sign, Use::Discuss]))
        {
            return (relative < 2).then_some(i);
        }
    }
    None
}

/// "… was signed", "… will be built", "… has been completed": behind the phrase whose subject it is.
fn passive_after(reading: &Reading<'_>, sentence: &Range<usize>, end: usize) -> Option<usize> {
    let limit = sentence.end.min(end + 6);
    let mut auxiliary = false;
    for i in end..limit {
        match reading.class(i) {
            Some(Class::Be | Class::Have | Class::Modal) => auxiliary = true,
            Some(Class::Negation | Class::Adverb) => {}
            _ if clauses::is_adverb(reading, i) => {}
            _ if auxiliary => {
                return reading
                    .verb(i)
                    .filter(|v| v.status.is_some() && matches!(v.form, Form::Past | Form::Participle | Form::Gerund))
                    .map(|_| i);
            }
            _ => return None,
        }
    }
    None
}

/// Whether a phrase is the object of the verb: no other clause or act in between but a list.
fn is_object(reading: &Reading<'_>, verb: Option<usize>, start: usize) -> bool {
    let Some(verb) = verb else { return false };
    let between = verb + 1..start;
    between.len() < 60
        && !between.clone().any(|i| clauses::is_finite(reading, i) || matches!(reading.word(i), ";" | "."))
}

/// Whether what stands at `at` is an item of a list that a plural of projects opens: "joint
/// initiatives, including", "two projects:", "projects such as".
pub(super) fn is_listed(reading: &Reading<'_>, sentence: &Range<usize>, at: usize) -> bool {
    let floor = sentence.start.max(at.saturating_sub(80));
    let opener = (floor..at).rev().find(|&i| {
        reading.is(i, &["including", "include", "includes"])
            || reading.word(i) == ":"
            || (reading.is(i, &["as"]) && i > 0 && reading.is(i - 1, &["such"]))
    });
    let Some(opener) = opener else { return false };
    let broken = (opener + 1..at).any(|i| clauses::is_finite(reading, i) || matches!(reading.word(i), ";" | "."));
    let plural = (floor.max(opener.saturating_sub(8))..opener).any(|i| {
        reading.noun(i).is_some_and(|n| {
            matches!(n.kind, NounKind::Scheme | NounKind::Works | NounKind::Deal)
                && n.number == super::lexicon::Number::Plural
        })
    });
    plural && !broken
}
