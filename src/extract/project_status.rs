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
    let passive = passive_after(reading, sentence, phrase.end)
        .filter(|_| doing.is_some() || can_be_subject(reading, sentence, phrase.start));
    let from = action.unwrap_or(phrase.start);
    let finite = passive.or_else(|| finite_before(reading, sentence, from));
    let action_verb = action.and_then(|a| reading.verb(a));
    let finite_verb = finite.and_then(|f| reading.verb(f));
    let adjective = (phrase.start.saturating_sub(3)..phrase.end)
        .find(|&i| reading.is(i, &["planned", "proposed", "potential", "possible"]));

    let acted = action.filter(|_| doing.is_none());
    let object =
        passive.is_some() || is_object(reading, finite, from) || acted.is_some_and(|a| is_reached(reading, finite, a));
    let relative = relative_after(reading, sentence, phrase.end);
    let told = finite_verb.filter(|_| object || listed).and_then(|v| v.status);
    let told = announced(reading, finite_verb, phrase.start).or(told);
    let told = relative.and_then(|r| reading.verb(r)).and_then(|v| v.status).or(told);
    let promised = action.and_then(|a| promise_before(reading, a));
    let done = action_status(reading, action, doing);
    let status = match (promised, told, done) {
        (Some(promised), _, _) => promised,
        // "began building", "is building": under way; "agreed to build": agreed.
        (_, Some(Status::Launched), Some(Status::UnderWay)) => Status::UnderWay,
        (_, Some(Status::Mentioned), Some(done)) if doing.is_some() => done,
        (_, Some(told), _) => past_of(finite_verb, told),
        (_, None, Some(done)) => done,
        (_, None, None) => Status::Mentioned,
    };
    let status = if adjective.is_some() && status == Status::Mentioned { Status::Proposed } else { status };
    let fateful = [Use::Build, Use::Sign, Use::Aid, Use::Stop, Use::Delay, Use::Trade, Use::Enter, Use::Strike];
    let made = action_verb.is_some_and(|v| v.is_any(&[Use::Build, Use::Trade, Use::Aid]))
        || doing.is_some()
        || object && finite_verb.is_some_and(|v| v.is_any(&fateful));
    let tie = match () {
        () if made => Tie::Made,
        () if listed => Tie::Listed,
        () if told.is_some() => Tie::Told,
        () => Tie::Loose,
    };
    let decisive = relative.or(finite.filter(|_| told.is_some())).or(action);
    let status = if relative.is_some() { status } else { intended(reading, sentence, decisive, action, status) };
    let modality = modality(reading, sentence, decisive, action, status);
    Governed { status, modality, verb: decisive, tie }
}

/// "announced a new partnership": to announce what did not exist is to launch it.
fn announced(reading: &Reading<'_>, verb: Option<&'static Verb>, start: usize) -> Option<Status> {
    let announces = verb.is_some_and(|v| matches!(v.lemma, "announce" | "unveil"));
    let fresh = (start.saturating_sub(3)..start).any(|i| reading.is(i, &["a", "an", "new"]))
        && (start.saturating_sub(6)..start)
            .any(|i| reading.verb(i).is_some_and(|v| matches!(v.lemma, "announce" | "unveil")));
    (announces && fresh).then_some(Status::Launched)
}

/// "…, which the president launched in June": the verb of a relative clause whose object the phrase is.
fn relative_after(reading: &Reading<'_>, sentence: &Range<usize>, end: usize) -> Option<usize> {
    let limit = sentence.end.min(end + 14);
    let which = (end..limit.min(end + 8)).find(|&i| reading.is(i, &["which", "that"]))?;
    let verb = (which + 1..limit).find(|&i| clauses::is_finite(reading, i) && reading.verb(i).is_some())?;
    let known = reading.verb(verb)?;
    let fate = [Use::Build, Use::Sign, Use::Stop, Use::Delay, Use::Agree];
    (verb > which + 1
        && known.form == Form::Past
        && known.is_any(&fate)
        && known.status.is_some_and(|s| s != Status::UnderWay))
    .then_some(verb)
}

/// "the commitment to provide", "plans to build": the noun before an infinitive says how firm it is.
fn promise_before(reading: &Reading<'_>, action: usize) -> Option<Status> {
    let noun = action.checked_sub(2).filter(|_| reading.is(action - 1, &["to"]))?;
    let before = (noun.saturating_sub(6)..=noun)
        .rev()
        .find(|&i| !reading.is_capitalised(i) && !reading.is(i, &["of", "the"]))?;
    match reading.word(before).to_ascii_lowercase().as_str() {
        "commitment" | "pledge" | "decision" | "agreement" | "deal" => Some(Status::Agreed),
        "plan" | "plans" | "proposal" | "proposals" | "idea" | "ambition" | "offer" | "ways" => Some(Status::Proposed),
        _ => None,
    }
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
    let of = (floor..start).rev().find(|&i| !is_before_name(reading, i)).filter(|&i| reading.is(i, &["of"]))?;
    let noun = of.checked_sub(1)?;
    let noun = if reading.is(noun, &["project", "projects", "ceremony", "works", "work"]) {
        noun.checked_sub(1)?
    } else {
        noun
    };
    reading.noun(noun).filter(|n| n.kind == NounKind::Doing).map(|_| noun)
}

/// What can stand between "of" and a name: an article, an owner, an idle adjective.
fn is_before_name(reading: &Reading<'_>, i: usize) -> bool {
    reading.is_class(i, Class::Determiner)
        || reading.kind(i) == Some(crate::text::TokenKind::Possessive)
        || reading.is_capitalised(i)
        || (reading.is_word(i) && reading.class(i).is_none() && reading.verb(i).is_none() && reading.noun(i).is_none())
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
        let auxiliary = i > 0
            && matches!(
                reading.class(i - 1),
                Some(Class::Modal | Class::Have | Class::Be | Class::Do | Class::Negation)
            );
        if clauses::is_finite(reading, i)
            || auxiliary
            || (infinitive && (verb.is_any(&[Use::Discuss, Use::Sign, Use::Aid]) || verb.lemma == "propose"))
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

/// Whether the verb governs the act at `action`: "announced a mission to build".
fn is_reached(reading: &Reading<'_>, verb: Option<usize>, action: usize) -> bool {
    verb.is_some_and(|v| {
        !(v + 1..action).any(|i| clauses::is_finite(reading, i) || matches!(reading.word(i), ";" | "."))
    })
}

/// Whether what stands at `start` is the object of the verb: no other clause in between, and no
/// preposition but one that an agreement, a talk or a work has ("a memorandum on", "work on").
fn is_object(reading: &Reading<'_>, verb: Option<usize>, start: usize) -> bool {
    let Some(verb) = verb else { return false };
    let talks = reading.verb(verb).is_some_and(|v| v.is_any(&[Use::Discuss, Use::Talk]));
    let carries = |i: usize| {
        let before = i.checked_sub(1).and_then(|b| reading.noun(b));
        let idea = reading.is(
            i.saturating_sub(1),
            &[
                "work",
                "works",
                "progress",
                "support",
                "implementation",
                "idea",
                "issue",
                "issues",
                "start",
                "prospects",
            ],
        );
        reading.is(i, &["as", "than"])
            || reading.is(i, &["of", "on", "for", "about"])
                && (talks
                    || idea
                    || before.is_some_and(|n| {
                        matches!(n.kind, NounKind::Deal | NounKind::Doing | NounKind::Scheme | NounKind::Event)
                    }))
    };
    let infinitive = |i: usize| reading.is(i, &["to"]) && reading.verb(i + 1).is_some_and(|v| v.form == Form::Base);
    let mut between = verb + 1..start;
    between.len() < 60
        && between.all(|i| {
            let preposition = reading.is_class(i, Class::Preposition) && !carries(i) && !infinitive(i);
            !preposition && !clauses::is_finite(reading, i) && !matches!(reading.word(i), ";" | ".")
        })
}

/// Whether a phrase can be a subject: no preposition or infinitive right before it.
fn can_be_subject(reading: &Reading<'_>, sentence: &Range<usize>, start: usize) -> bool {
    let Some(before) =
        (sentence.start.max(start.saturating_sub(5))..start).rev().find(|&i| !is_before_name(reading, i))
    else {
        return true;
    };
    // "A memorandum on the line was signed": what the paper is about.
    let paper = reading.is(before, &["on", "for", "of"])
        && before.checked_sub(1).and_then(|b| reading.noun(b)).is_some_and(|n| n.kind == NounKind::Deal);
    let acted = reading.verb(before).is_some_and(|v| matches!(v.form, Form::Base | Form::Gerund));
    paper || !reading.is_class(before, Class::Preposition) && !acted
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
