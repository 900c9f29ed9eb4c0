//! How far along a project is told to be: the verb that governs it, and in what mood.

use std::ops::Range;

use super::event_cues::is_paper;
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

impl Governed {
    /// Whether a paper that is so governed is there, and not only wanted.
    pub fn is_sealed(&self) -> bool {
        matches!(
            self.status,
            Status::Signed
                | Status::Agreed
                | Status::Launched
                | Status::UnderWay
                | Status::Completed
                | Status::Suspended
                | Status::Cancelled
        )
    }
}

/// Reads what governs the phrase `phrase` in a sentence.
pub(super) fn governing(reading: &Reading<'_>, sentence: &Range<usize>, phrase: &Range<usize>) -> Governed {
    let listed = is_listed(reading, sentence, phrase.start);
    let doing = doing_before(reading, phrase.start);
    let action = doing.or_else(|| action_before(reading, sentence, phrase.start));
    let passive = passive_after(reading, sentence, phrase.end)
        .filter(|_| doing.is_some() || can_be_subject(reading, sentence, phrase.start));
    let from = action.unwrap_or(phrase.start);
    let finite = passive.or_else(|| finite_before(reading, sentence, from).filter(|&f| !is_joined(reading, f, action)));
    let action_verb = action.and_then(|a| reading.verb(a));
    let finite_verb = finite.and_then(|f| reading.verb(f));
    let adjective = (phrase.start.saturating_sub(3)..phrase.end)
        .find(|&i| reading.is(i, &["planned", "proposed", "potential", "possible"]));

    let acted = action.filter(|_| doing.is_none());
    let object =
        passive.is_some() || is_object(reading, finite, from) || acted.is_some_and(|a| is_reached(reading, finite, a));
    let relative = relative_after(reading, sentence, phrase.end);
    let told = finite_verb.filter(|_| object || listed).and_then(|v| v.status);
    let launched =
        announced(reading, finite_verb, phrase, listed).or_else(|| announced(reading, action_verb, phrase, false));
    let told = launched.or(told);
    // "signed an order ending the programme", "made a deal, launching a partnership": the nearer act tells.
    let nearer = action.filter(|&a| {
        reading.verb(a).is_some_and(|v| v.form == Form::Gerund && v.is_any(&[Use::Stop, Use::Build, Use::Delay]))
            && finite_verb.is_some_and(|v| v.is_any(&[Use::Sign, Use::Enter, Use::Strike]))
    });
    let told = if nearer.is_some() { None } else { told };
    let told = relative.and_then(|r| reading.verb(r)).and_then(|v| v.status).or(told);
    let told = if doing.is_some_and(|d| reading.is(d, &["signing"])) { Some(Status::Signed) } else { told };
    let promised = action.and_then(|a| promise_before(reading, a));
    let done = action_status(reading, action, doing);
    let going_on = goes_on_before(reading, phrase.start) || is_in_force(reading, sentence, phrase.end);
    // "is funding an expansion": what somebody is doing.
    let busy = finite.filter(|&f| object && is_progressive(reading, f));
    let busy = busy.and_then(|f| reading.verb(f)).is_some_and(|v| v.is_any(&[Use::Aid, Use::Build, Use::Trade]));
    let going_on = (going_on || busy).then_some(Status::UnderWay);
    let proposed = proposed_before(reading, phrase.start).then_some(Status::Proposed);
    let at_work = operator_at_work(reading, sentence, phrase).then_some(Status::Launched);
    let status = match (going_on.or(at_work).or(promised), told, done) {
        (Some(promised), _, _) => promised,
        // "began building", "is building": under way; "agreed to build": agreed.
        (_, Some(Status::Launched), Some(Status::UnderWay)) => Status::UnderWay,
        (_, Some(Status::Mentioned), Some(done)) if doing.is_some() => done,
        (_, Some(told), _) => past_of(finite_verb, told),
        (_, None, Some(done)) => done,
        (_, None, None) => proposed.unwrap_or(Status::Mentioned),
    };
    let status = if adjective.is_some() && status == Status::Mentioned { Status::Proposed } else { status };
    let fateful = [Use::Build, Use::Sign, Use::Aid, Use::Stop, Use::Delay, Use::Trade, Use::Enter, Use::Strike];
    let made = action_verb.is_some_and(|v| v.is_any(&[Use::Build, Use::Trade, Use::Aid]))
        || doing.is_some()
        || object && finite_verb.is_some_and(|v| v.is_any(&fateful));
    let tie = match () {
        () if made => Tie::Made,
        () if listed => Tie::Listed,
        () if told.is_some() || proposed.is_some() => Tie::Told,
        () => Tie::Loose,
    };
    let decisive = relative.or(finite.filter(|_| told.is_some())).or(action);
    // "met to announce the initiative": it was announced.
    let done_so = launched.is_some()
        && status == Status::Launched
        && !decisive.is_some_and(|d| (d.saturating_sub(3)..d).any(|i| reading.is_class(i, Class::Modal)));
    let status =
        if relative.is_some() || done_so { status } else { intended(reading, sentence, decisive, action, status) };
    let modality = modality(reading, sentence, decisive, action, status);
    Governed { status, modality, verb: decisive, tie }
}

/// "progress under the partnership", "renewed their commitment to the agreement": what there is
/// progress in, or what is upheld, is going on.
fn goes_on_before(reading: &Reading<'_>, start: usize) -> bool {
    let Some(preposition) = (start.saturating_sub(4)..start).rev().find(|&i| !is_before_name(reading, i)) else {
        return false;
    };
    let Some(noun) = preposition.checked_sub(1) else { return false };
    let work = ["progress", "cooperation", "collaboration", "work"];
    let upheld = ["renewed", "reaffirmed", "reiterated", "renewing", "reaffirming", "reiterating", "renew", "reaffirm"];
    reading.is(noun, &["progress"]) && reading.is(preposition, &["under", "on", "in", "of", "with"])
        || reading.is(noun, &work) && reading.is(preposition, &["under"])
        || reading.is(noun, &["commitment"])
            && reading.is(preposition, &["to"])
            && (noun.saturating_sub(4)..noun).any(|i| reading.is(i, &upheld))
}

/// "the operator of the corridor started work": what it runs has been launched.
fn operator_at_work(reading: &Reading<'_>, sentence: &Range<usize>, phrase: &Range<usize>) -> bool {
    let of = (phrase.start.saturating_sub(4)..phrase.start).rev().find(|&i| !is_before_name(reading, i));
    let runs = of.filter(|&i| reading.is(i, &["of"])).and_then(|i| i.checked_sub(1)).is_some_and(|i| {
        reading.is(i, &["operator", "company", "consortium", "secretariat", "administration", "council", "directorate"])
    });
    let limit = sentence.end.min(phrase.end + 8);
    let begins = || (phrase.end..limit).find(|&i| reading.verb(i).is_some_and(|v| v.form == Form::Past));
    runs && begins().is_some_and(|i| {
        reading.is(i, &["started", "began"])
            && reading.is(i + 1, &["work", "working", "operations", "operation", "operating", "business"])
    })
}

/// "…, which has entered into force": what is in force goes on.
fn is_in_force(reading: &Reading<'_>, sentence: &Range<usize>, end: usize) -> bool {
    let limit = sentence.end.min(end + 8);
    (end..limit).any(|i| {
        reading.is(i, &["took", "came", "entered", "went", "gone", "come"])
            && (reading.is(i + 1, &["into"]) && reading.is(i + 2, &["force", "effect"])
                || reading.is(i + 1, &["effect"]))
    })
}

/// "is building", "are financing".
fn is_progressive(reading: &Reading<'_>, verb: usize) -> bool {
    let floor = verb.saturating_sub(3);
    let be = (floor..verb).rev().find(|&i| !clauses::is_adverb(reading, i));
    reading.verb(verb).is_some_and(|v| v.form == Form::Gerund) && be.is_some_and(|i| reading.is_class(i, Class::Be))
}

/// "the proposal of a", "plans for a", "the idea of a".
fn proposed_before(reading: &Reading<'_>, start: usize) -> bool {
    let preposition = (start.saturating_sub(4)..start).rev().find(|&i| !is_before_name(reading, i));
    preposition.is_some_and(|p| {
        p > 0
            && reading.is(p, &["of", "for"])
            && reading.is(p - 1, &["proposal", "proposals", "plans", "plan", "idea", "calls"])
    })
}

/// "announced a new partnership": to announce what did not exist is to launch it; so is to announce a scheme by its
/// name, or in a list of what was announced.
fn announced(
    reading: &Reading<'_>,
    verb: Option<&'static Verb>,
    phrase: &Range<usize>,
    listed: bool,
) -> Option<Status> {
    let start = phrase.start;
    let announces = verb.is_some_and(|v| matches!(v.lemma, "announce" | "unveil"));
    let news = |i: usize| reading.is(i, &["announcement", "announcements"]);
    if listed && (start.saturating_sub(60)..start).any(news) {
        return Some(Status::Launched);
    }
    let head = phrase.end.saturating_sub(1);
    let scheme = phrase.clone().any(|i| reading.noun(i).is_some_and(|n| n.kind == NounKind::Scheme));
    let by_name = scheme && reading.is_capitalised(start) && reading.is_capitalised(head);
    let close = (start.saturating_sub(8)..start)
        .any(|i| reading.verb(i).is_some_and(|v| matches!(v.lemma, "announce" | "unveil")));
    if announces && by_name && close {
        return Some(Status::Launched);
    }
    let fresh = (start.saturating_sub(3)..start).any(|i| reading.is(i, &["a", "an", "new"]))
        && (start.saturating_sub(6)..start)
            .any(|i| reading.verb(i).is_some_and(|v| matches!(v.lemma, "announce" | "unveil")));
    (announces && fresh).then_some(Status::Launched)
}

/// "…, which the president launched in June": the verb of a relative clause whose object the phrase is.
fn relative_after(reading: &Reading<'_>, sentence: &Range<usize>, end: usize) -> Option<usize> {
    let end = after_brackets(reading, end, sentence.end);
    let limit = sentence.end.min(end + 14);
    let which = (end..limit.min(end + 8)).find(|&i| reading.is(i, &["which", "that"]))?;
    // "…, which was launched in June": its own passive.
    let be = which + 1 + usize::from(reading.is_class(which + 1, Class::Have));
    if reading.is_class(be, Class::Be)
        && let Some(verb) = (be + 1..limit.min(be + 4)).find(|&i| !clauses::is_adverb(reading, i))
        && reading.verb(verb).is_some_and(|v| {
            matches!(v.form, Form::Past | Form::Participle)
                && v.is_any(&[Use::Build, Use::Sign, Use::Stop, Use::Delay])
                && v.status.is_some_and(|s| s != Status::UnderWay)
        })
    {
        return Some(verb);
    }
    let verb = (which + 1..limit).find(|&i| clauses::is_finite(reading, i) && reading.verb(i).is_some())?;
    let known = reading.verb(verb)?;
    let fate = [Use::Build, Use::Sign, Use::Stop, Use::Delay, Use::Agree];
    (verb > which + 1
        && known.form == Form::Past
        && known.is_any(&fate)
        && known.status.is_some_and(|s| s != Status::UnderWay))
    .then_some(verb)
}

/// Behind the brackets that follow a name: its acronym, the address of a link.
fn after_brackets(reading: &Reading<'_>, end: usize, to: usize) -> usize {
    let mut depth = 0u32;
    let limit = to.min(end + clauses::REACH);
    let first = (end..limit).find(|&i| {
        match reading.word(i) {
            "(" | "[" => depth += 1,
            ")" | "]" => depth = depth.saturating_sub(1),
            _ => return depth == 0,
        }
        false
    });
    first.unwrap_or(end)
}

/// "the commitment to provide", "plans to build": the noun before an infinitive says how firm it is.
fn promise_before(reading: &Reading<'_>, action: usize) -> Option<Status> {
    let to = infinitive_before(reading, action)?;
    let noun = to.checked_sub(1)?;
    let before = (noun.saturating_sub(6)..=noun)
        .rev()
        .find(|&i| !reading.is_capitalised(i) && !reading.is(i, &["of", "the"]))?;
    match reading.word(before).to_ascii_lowercase().as_str() {
        "commitment" | "pledge" | "decision" | "agreement" | "deal" | "intent" | "intention" => Some(Status::Agreed),
        "plan" | "plans" | "proposal" | "proposals" | "idea" | "ambition" | "offer" | "ways" => Some(Status::Proposed),
        _ => None,
    }
}

/// The "to" of an act or of the list of acts that it ends: "to ease trade, lay a line and build".
fn infinitive_before(reading: &Reading<'_>, action: usize) -> Option<usize> {
    let floor = action.saturating_sub(24);
    let mut joined = action;
    for i in (floor..action).rev() {
        if reading.is(i, &["to"]) && reading.verb(i + 1).is_some_and(|v| v.form == Form::Base) {
            return Some(i);
        }
        if matches!(reading.word(i), ";" | ".") || clauses::is_finite(reading, i) {
            return None;
        }
        let base = |v: usize| reading.verb(v).is_some_and(|v| v.form == Form::Base);
        if (reading.word(i) == "," || reading.is_class(i, Class::Conjunction)) && base(i + 1) {
            joined = i;
        } else if joined == action {
            return None;
        }
    }
    None
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

/// "to sign an agreement and to discuss a line": the act at `action` stands beside the verb.
fn is_joined(reading: &Reading<'_>, verb: usize, action: Option<usize>) -> bool {
    let infinitive = |i: usize| i > 0 && reading.is(i - 1, &["to"]);
    action.is_some_and(|a| a > 2 && infinitive(verb) && infinitive(a) && reading.is_class(a - 2, Class::Conjunction))
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
            "signing" => Status::Signed,
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
        // A plan that has been developed is there to be followed.
        Some(v) if v.form == Form::Past && v.lemma == "develop" => Status::Launched,
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
                    "plan", "plans", "planned", "planning", "intends", "intend", "intended", "hopes", "hope", "hoped",
                    "wants", "want", "wanted", "aims", "set", "due", "expected", "seeks",
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
        // "denied that the line was suspended": another verb takes it back.
        let floor = sentence.start.max(verb.saturating_sub(25));
        let denied = |i: usize| {
            reading.is(i, &["denied", "denies", "deny"]) && reading.is(i + 1, &["that", "reports", "it", "having"])
        };
        if (floor..verb).any(denied) {
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
        // "a contract worth $62 million on the construction"
        let paper =
            reading.is(i, &["on", "for"]) && (i.saturating_sub(6).max(verb + 1)..i).any(|j| is_paper(reading, j));
        let dated = reading.is(i, &["on"]) && reading.is_capitalised(i + 1) && reading.word(i + 1).ends_with("day");
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
                "cost",
                "costs",
            ],
        );
        // "a contract on the transit of oil through the pipeline": the flow is the pipeline's matter.
        let flows = || (verb + 1..i).any(|j| reading.noun(j).is_some_and(|n| n.kind == NounKind::Flow));
        reading.is(i, &["as", "than"])
            || reading.is(i, &["of", "through", "via", "along"]) && flows()
            || paper
            || dated
            || reading.is(i, &["of", "on", "for", "about"])
                && (talks
                    || idea
                    || i > 0 && is_paper(reading, i - 1)
                    || before.is_some_and(|n| {
                        matches!(n.kind, NounKind::Deal | NounKind::Doing | NounKind::Scheme | NounKind::Event)
                    }))
    };
    // "to build", and "to share": a verb that no table knows.
    let infinitive = |i: usize| {
        let unknown = || reading.is_word(i + 1) && !reading.is_capitalised(i + 1) && reading.class(i + 1).is_none();
        reading.is(i, &["to"])
            && (reading.verb(i + 1).is_some_and(|v| v.form == Form::Base)
                || unknown() && reading.noun(i + 1).is_none() && reading.verb(i + 1).is_none())
    };
    // "a process was opened to run the centre": who is acted on already stands before a passive.
    let passive = verb > 0
        && reading.is_class(verb - 1, Class::Be)
        && reading.verb(verb).is_some_and(|v| v.form == Form::Past && v.is(Use::Build));
    let mut between = verb + 1..start;
    // "proposed that Mongolia join the route": what is proposed is said by another verb.
    let clause = reading.verb(verb).is_some_and(|v| v.status.is_some()) && reading.is(verb + 1, &["that"]);
    between.len() < 60
        && !clause
        && !passive
        && between.all(|i| {
            let preposition = reading.is_class(i, Class::Preposition) && !carries(i) && !infinitive(i);
            let place = reading.is(i, &["where"]);
            !preposition && !place && !clauses::is_finite(reading, i) && !matches!(reading.word(i), ";" | ".")
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
    // "Work on the dam was halted."
    let work = before > 0 && reading.is(before, &["on"]) && reading.is(before - 1, &["work", "works"]);
    let paper = paper || work;
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
    let announced =
        || (opener.saturating_sub(40).max(sentence.start)..opener).any(|i| reading.is(i, &["announcements"]));
    (plural || announced()) && !broken
}
