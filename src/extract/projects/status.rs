//! How far along a project is told to be: the verb that governs it, and in what mood.

use std::ops::Range;

use super::ties::{
    action_before, after_brackets, can_be_subject, doing_before, finite_before, infinitive_before, is_before_name,
    is_joined, is_listed, is_object, is_reached, passive_after, relative_after,
};
use crate::extract::lexicon::{Class, Form, NounKind, Use, Verb};
use crate::extract::reading::Reading;
use crate::extract::{Modality, Project, Status, clauses};

/// What governs a noun phrase.
#[derive(Clone, Debug)]
pub struct Governed {
    pub status: Status,
    pub modality: Modality,
    /// The verb that decides the status, as a token.
    pub verb: Option<usize>,
    /// How firmly a concrete act is tied to the phrase.
    pub tie: Tie,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tie {
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
pub fn governing(reading: &Reading<'_>, sentence: &Range<usize>, phrase: &Range<usize>) -> Governed {
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
    let runs = ["runs", "operates", "operating", "administers", "administering"];
    let run = (phrase.start.saturating_sub(6)..phrase.start).any(|i| reading.is(i, &runs));
    let going_on = (going_on || busy || run).then_some(Status::UnderWay);
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
        () if told.is_some() || proposed.is_some() || going_on.is_some() => Tie::Told,
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

/// What has a name of its own and of which nothing else is told: a law is in force and a scheme is being carried out
/// ("the Clean Rivers Initiative helps"), and what states share is talked of where they talk.
pub fn settle(reading: &Reading<'_>, project: &mut Project) {
    let told = project.reports.iter().any(|r| r.status != Status::Mentioned || r.modality != Modality::Asserted);
    let head = project.kind.as_deref().unwrap_or_default().to_owned();
    let Some(first) = project.reports.first_mut().filter(|_| !told) else { return };
    let tokens = reading.token_at(first.evidence.span.start)..reading.token_at(first.evidence.span.end);
    let capital = |i: usize| !reading.is_word(i) || reading.class(i).is_some() || reading.is_capitalised(i);
    let named = (tokens.start..tokens.end.saturating_sub(1).max(tokens.start + 1)).all(capital);
    let kind = tokens.clone().rev().find_map(|i| reading.noun(i)).map(|n| n.kind);
    if !named || kind == Some(NounKind::Works) {
        return;
    }
    // "discussed trade, including through the Clear Rivers Partnership"
    let shared = SHARED.contains(&head.as_str());
    let partners = head == "partnership"; // is launched, agreed or under way as often as not
    let sentence = reading.sentence_of(tokens.start).map_or(tokens.clone(), |s| s.tokens.clone());
    let verb = || finite_before(reading, &sentence, tokens.start);
    if (shared || partners) && verb().is_some_and(|v| reading.verb_for(v, &[Use::Discuss, Use::Talk]).is_some()) {
        first.status = Status::Discussed;
        return;
    }
    let law = kind == Some(NounKind::Law) && !reading.is(tokens.end - 1, &["order"]);
    let before = tokens.start.saturating_sub(4)..tokens.start;
    let by = before.rev().find(|&i| reading.is_class(i, Class::Preposition) || !is_before_name(reading, i));
    let through = by.is_some_and(|i| {
        reading.is(i, &["through", "via", "using"])
            || reading.is(i, &["to"]) && reading.is(i.saturating_sub(1), &["thanks"])
    });
    // "the Clean Rivers Challenge, which helps"
    let mut next = after_brackets(reading, tokens.end, reading.len());
    next += usize::from(reading.word(next) == ",");
    next += usize::from(reading.is(next, &["which", "that"]));
    let works = reading.is(next, &["is", "are", "has", "have", "continues", "remains", "helps", "provides"])
        || reading.verb(next).is_some_and(|v| v.form == Form::Third && reading.noun(next).is_none())
        || next > tokens.end + 1
            && reading.word(next).ends_with('s')
            && reading.class(next).is_none()
            && reading.is_word(next);
    if law || through || works || shared || CARRIED_OUT.contains(&head.as_str()) {
        first.status = Status::UnderWay;
    }
}

/// Schemes that somebody carries out, where they have a name of their own.
const CARRIED_OUT: &[&str] = &[
    "program",
    "programme",
    "initiative",
    "plan",
    "strategy",
    "agenda",
    "campaign",
    "collaborative",
    "competition",
    "programs",
    "programmes",
    "initiatives",
    "partnerships",
];

/// Schemes that states have with one another.
const SHARED: &[&str] = &["declaration", "framework", "roadmap", "consensus"];

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

/// The status that an act alone tells.
fn action_status(reading: &Reading<'_>, action: Option<usize>, doing: Option<usize>) -> Option<Status> {
    let action = action?;
    if doing.is_some() {
        let status = match reading.word(action).to_ascii_lowercase().as_str() {
            "signing" => Status::Signed,
            "opening" | "launch" | "launching" | "inauguration" | "start" | "commissioning" => Status::Launched,
            "creation" | "establishment" => Status::Launched,
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
            if matches!(v.form, Form::Past | Form::Participle)
                && matches!(
                    v.lemma,
                    "build"
                        | "construct"
                        | "lay"
                        | "renovate"
                        | "rebuild"
                        | "install"
                        | "restore"
                        | "undertake"
                        | "rehabilitate"
                        | "reconstruct"
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
    let proud = verb > 1 && reading.is(verb - 2, &["proud", "pleased", "honored", "honoured", "glad", "happy"]);
    let to = finite == action && verb > 0 && reading.is(verb - 1, &["to"]) && !proud;
    let ahead = is_ahead(reading, sentence, verb) || to;
    match status {
        // "will open a centre" is promised, "plans to open" is wished.
        Status::Launched | Status::UnderWay | Status::Completed if is_promised(reading, sentence, verb) => {
            Status::Agreed
        }
        Status::Launched | Status::UnderWay | Status::Completed | Status::Signed if ahead => Status::Proposed,
        Status::Completed if reading.verb(verb).is_some_and(|v| v.form == Form::Base) => Status::UnderWay,
        other => other,
    }
}

/// "will build", "shall open", and nothing before it that takes the promise back.
fn is_promised(reading: &Reading<'_>, sentence: &Range<usize>, verb: usize) -> bool {
    let built = reading.verb(verb).is_some_and(|v| v.form == Form::Base && v.is(Use::Build) && v.lemma != "develop");
    let mut near = sentence.start.max(verb.saturating_sub(3))..verb;
    let opening = sentence.start..sentence.end.min(sentence.start + 4);
    built
        && near.any(|i| reading.is(i, &["will", "shall"]))
        && !opening.into_iter().any(|i| reading.is(i, &["if", "unless"]))
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
