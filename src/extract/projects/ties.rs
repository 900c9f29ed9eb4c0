//! Which verb or act reaches a noun phrase: as its object, as its subject, through a relative clause or a list.

use std::ops::Range;

use crate::extract::events::signings::is_paper;
use crate::extract::lexicon::{Class, Form, NounKind, Use};
use crate::extract::reading::Reading;
use crate::extract::{Status, clauses};
use crate::text::TokenKind;

/// "…, which the president launched in June": the verb of a relative clause whose object the phrase is.
pub fn relative_after(reading: &Reading<'_>, sentence: &Range<usize>, end: usize) -> Option<usize> {
    let end = after_brackets(reading, end, sentence.end);
    let limit = sentence.end.min(end + 14);
    // "the Steppe Water Treaty signed in 1960": a participle that tells what became of it.
    let told = reading.verb(end).is_some_and(|v| {
        matches!(v.form, Form::Past | Form::Participle)
            && v.is_any(&[Use::Sign, Use::Build, Use::Stop])
            && v.status.is_some()
    });
    // "the Growers' Network announced by the president"
    let announced = reading.verb(end).is_some_and(|v| v.form == Form::Past && matches!(v.lemma, "announce" | "unveil"));
    if announced && reading.is(end + 1, &["by"]) {
        return Some(end);
    }
    if told && end < sentence.end && reading.is(end + 1, &["in", "by", "on", "between", "last", "this", "at"]) {
        return Some(end);
    }
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
pub fn after_brackets(reading: &Reading<'_>, end: usize, to: usize) -> usize {
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

/// The "to" of an act or of the list of acts that it ends: "to ease trade, lay a line and build".
pub fn infinitive_before(reading: &Reading<'_>, action: usize) -> Option<usize> {
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
pub fn action_before(reading: &Reading<'_>, sentence: &Range<usize>, start: usize) -> Option<usize> {
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
pub fn is_joined(reading: &Reading<'_>, verb: usize, action: Option<usize>) -> bool {
    let infinitive = |i: usize| i > 0 && reading.is(i - 1, &["to"]);
    action.is_some_and(|a| a > 2 && infinitive(verb) && infinitive(a) && reading.is_class(a - 2, Class::Conjunction))
}

/// "construction of the line", "the launch of the programme".
pub fn doing_before(reading: &Reading<'_>, start: usize) -> Option<usize> {
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
pub fn is_before_name(reading: &Reading<'_>, i: usize) -> bool {
    // "the signing of the expanded Agreement"
    let participle = || {
        i > 0
            && reading.is_class(i - 1, Class::Determiner)
            && reading.is_capitalised(i + 1)
            && reading.verb(i).is_some_and(|v| matches!(v.form, Form::Past | Form::Participle))
    };
    reading.is_class(i, Class::Determiner)
        || participle()
        || reading.kind(i) == Some(TokenKind::Possessive)
        || reading.is_capitalised(i)
        || (reading.is_word(i) && reading.class(i).is_none() && reading.verb(i).is_none() && reading.noun(i).is_none())
}

/// The finite verb with a status that governs what stands at `at`: the nearest before it.
pub fn finite_before(reading: &Reading<'_>, sentence: &Range<usize>, at: usize) -> Option<usize> {
    let floor = sentence.start.max(at.saturating_sub(clauses::REACH));
    let mut relative = 0;
    for i in (floor..at).rev() {
        if reading.is(i, &["which", "who", "where"]) {
            relative += 1;
        }
        let Some(verb) = reading.verb(i).filter(|v| v.status.is_some()) else { continue };
        let infinitive = i > 0 && reading.is(i - 1, &["to"]);
        // "we're launching"
        let clitic = i > 0 && ["’re", "'re", "’m", "'m"].iter().any(|c| reading.word(i - 1).ends_with(c));
        let auxiliary = clitic
            || i > 0
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
pub fn passive_after(reading: &Reading<'_>, sentence: &Range<usize>, end: usize) -> Option<usize> {
    let limit = sentence.end.min(end + 6);
    let mut auxiliary = false;
    for i in end..limit {
        match reading.class(i) {
            Some(Class::Be | Class::Have | Class::Modal) => auxiliary = true,
            Some(Class::Negation | Class::Adverb) => {}
            _ if clauses::is_adverb(reading, i) => {}
            // "will open in May", "is to begin": of itself
            _ if auxiliary && reading.is(i, &["open", "begin", "start"]) && reading.is_class(i - 1, Class::Modal) => {
                return reading.verb(i).map(|_| i);
            }
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
pub fn is_reached(reading: &Reading<'_>, verb: Option<usize>, action: usize) -> bool {
    verb.is_some_and(|v| {
        !(v + 1..action).any(|i| clauses::is_finite(reading, i) || matches!(reading.word(i), ";" | "."))
    })
}

/// Whether what stands at `start` is the object of the verb: no other clause in between, and no
/// preposition but one that an agreement, a talk or a work has ("a memorandum on", "work on").
pub fn is_object(reading: &Reading<'_>, verb: Option<usize>, start: usize) -> bool {
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
    // "will establish, through a levy on grain, the first mill": over what is put in between.
    let aside = (reading.word(verb + 1) == ",")
        .then(|| (verb + 2..start.min(verb + 14)).find(|&i| reading.word(i) == ","))
        .flatten();
    let mut between = aside.unwrap_or(verb) + 1..start;
    // "discussed how the programme helps": what is discussed is said by another verb.
    let embedded = |i: usize| reading.is(i, &["how", "why", "whether", "using"]) && !reading.is(i + 1, &["to"]);
    // "proposed that Mongolia join the route": what is proposed is said by another verb.
    let clause = reading.verb(verb).is_some_and(|v| v.status.is_some()) && reading.is(verb + 1, &["that"]);
    between.len() < 60
        && !clause
        && !passive
        && between.all(|i| {
            // "provided over $1 billion"
            let sum = matches!(reading.kind(i + 1), Some(TokenKind::Number))
                || matches!(reading.word(i + 1), "$" | "€" | "£");
            let about = sum && reading.is(i, &["over", "about", "around", "under"]);
            let preposition = reading.is_class(i, Class::Preposition) && !carries(i) && !infinitive(i) && !about;
            let place = reading.is(i, &["where"]) || embedded(i);
            !preposition && !place && !clauses::is_finite(reading, i) && !matches!(reading.word(i), ";" | ".")
        })
}

/// Whether a phrase can be a subject: no preposition or infinitive right before it.
pub fn can_be_subject(reading: &Reading<'_>, sentence: &Range<usize>, start: usize) -> bool {
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
pub fn is_listed(reading: &Reading<'_>, sentence: &Range<usize>, at: usize) -> bool {
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
                && n.number == crate::extract::lexicon::Number::Plural
        })
    });
    let announced =
        || (opener.saturating_sub(40).max(sentence.start)..opener).any(|i| reading.is(i, &["announcements"]));
    (plural || announced()) && !broken
}
