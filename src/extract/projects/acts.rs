//! Acts as projects: what is modernised or shipped, where no noun of the lexicon says what it is.

use std::ops::Range;

use super::Candidate;
use super::gate::Standing;
use super::phrases::{self, Anchor, Article, Naming, Phrase};
use super::signs::is_routed;
use super::status::{Governed, Tie, governing};
use super::ties::is_listed;
use crate::extract::clauses;
use crate::extract::lexicon::{Class, Form, Noun, NounKind, Number, Use};
use crate::extract::reading::Reading;
use crate::extract::{Modality, Status};

/// An act whose object has no head that is known: "modernization of Jordan's fleet"; in a list of
/// projects also "increasing grain exports through …".
pub fn candidate(reading: &Reading<'_>, within: &Range<usize>, i: usize) -> Option<Candidate> {
    if let Some(given) = provision(reading, within, i) {
        return Some(given);
    }
    if let Some(work) = work(reading, within, i) {
        return Some(work);
    }
    // "Minister for Restoration of the Towns": what a post or a body is for is nothing undertaken.
    let title = reading.is_capitalised(i) && !reading.begins_sentence(i);
    let doing = reading.noun(i).filter(|n| n.kind == NounKind::Doing && reading.is(i + 1, &["of"])).is_some() && !title;
    let gerund = reading.verb_for(i, &[Use::Build, Use::Trade]).is_some_and(|v| v.form == Form::Gerund) && !doing;
    let carries = gerund && reading.is(i, CARRYING);
    let listed = gerund && is_listed(reading, within, i);
    if !doing && !listed && !carries {
        return None;
    }
    let phrase = phrases::object(reading, i + 1 + usize::from(doing), within)?;
    if carries && !listed {
        return carried(reading, within, i, phrase);
    }
    let governed = governing(reading, within, &phrase.tokens);
    let generic = reading.noun(phrase.head).is_some_and(|n| n.kind == NounKind::Scheme && n.number == Number::Plural);
    let known =
        matches!(reading.noun(phrase.head).map(|n| n.kind), Some(NounKind::Works | NounKind::Scheme | NounKind::Deal));
    let kept = doing
        && reading.is(
            i,
            &[
                "modernization",
                "modernisation",
                "delivery",
                "expansion",
                "renovation",
                "rehabilitation",
                "restoration",
                "reconstruction",
                "establishment",
                "construction",
                "electrification",
                "upgrading",
                "refurbishment",
                "redevelopment",
                "demolition",
            ],
        );
    // "carried out a thorough development of": done as a work of its own.
    let undertaken = governed.verb.is_some_and(|v| v < i && i - v < 6 && reading.verb_for(v, &[Use::Build]).is_some());
    let kept = kept || doing && undertaken;
    let restored = doing
        && reading.is(
            i,
            &[
                "restoration",
                "rehabilitation",
                "reconstruction",
                "renovation",
                "modernization",
                "modernisation",
                "refurbishment",
            ],
        );
    if phrase.anchor != Anchor::Named || generic || (known && doing) || phrase.tokens.len() < 2 && !restored {
        return None;
    }
    // "creation of jobs in Georgia": an act on what nobody builds is a topic unless it is told of.
    if doing
        && !(kept && governed.verb.is_some() && governed.status != Status::Mentioned
            || restored
            || kept && is_listed(reading, within, i))
    {
        return None;
    }
    let mut phrase = phrase;
    if kept && !reading.is(i, &["construction"]) {
        phrase.tokens.start = i;
    }
    Some(Candidate { phrase, governed, standing: Standing::Founds, amount: None, rule: "act-on-object" })
}

/// How goods are brought along a route.
const CARRYING: &[&str] = &[
    "supplying",
    "exporting",
    "importing",
    "shipping",
    "transporting",
    "delivering",
    "transiting",
    "sending",
    "pumping",
];

/// "supplying Uzbek electricity through Turkmenistan to Iran": goods on a route over named countries.
fn carried(reading: &Reading<'_>, within: &Range<usize>, verb: usize, mut phrase: Phrase) -> Option<Candidate> {
    if !is_routed(reading, &phrase.tokens) {
        return None;
    }
    // "the possibility of transporting": what is discussed is the transport.
    let idea =
        verb >= within.start + 3 && reading.is(verb - 1, &["of"]) && reading.is_class(verb - 3, Class::Determiner);
    let from = if idea { verb - 3 } else { verb };
    let governed = governing(reading, within, &(from..phrase.tokens.end));
    phrase.tokens.start = verb;
    let told = governed.verb.is_some() && governed.status != Status::Mentioned;
    told.then_some(Candidate { phrase, governed, standing: Standing::Founds, amount: None, rule: "goods-on-a-route" })
}

/// "the provision of tents, blankets and other relief": help that is being given.
fn provision(reading: &Reading<'_>, within: &Range<usize>, i: usize) -> Option<Candidate> {
    if !reading.is(i, &["provision"]) || !reading.is(i + 1, &["of"]) {
        return None;
    }
    let limit = within.end.min(i + 14);
    let inner = |t: usize| {
        reading.is_word(t)
            && matches!(reading.class(t), None | Some(Class::Conjunction | Class::Determiner))
            && !clauses::is_finite(reading, t)
            || reading.word(t) == ","
    };
    let help = |t: usize| {
        reading.is(t, &["assistance", "aid", "relief", "artillery", "support"])
            || reading.noun(t).is_some_and(|n| n.kind == NounKind::Goods)
    };
    let stop = (i + 2..limit).find(|&t| !inner(t)).unwrap_or(limit);
    let head = (i + 2..stop).rev().find(|&t| help(t))?;
    let noun = Noun { kind: NounKind::Goods, field: "other", number: Number::Plural };
    let phrase = Phrase {
        tokens: i..head + 1,
        head,
        noun,
        naming: Naming::Common,
        anchor: Anchor::None,
        modifiers: head - i - 2,
        article: Article::Definite,
    };
    let governed = governing(reading, within, &phrase.tokens);
    let status = if governed.status == Status::Mentioned { Status::UnderWay } else { governed.status };
    let governed = Governed { status, tie: Tie::Made, ..governed };
    Some(Candidate { phrase, governed, standing: Standing::Founds, amount: None, rule: "provision-of-help" })
}

/// Verbs of work on what stands, by their stems: in whatever form, what they have as object is worked on.
const WORKS_ON: &[&str] = &[
    "repair",
    "replac",
    "reopen",
    "rebuil",
    "dredg",
    "elevat",
    "upgrad",
    "moderniz",
    "modernis",
    "harden",
    "retrofit",
    "electrif",
    "renovat",
    "refurbish",
    "rehabilitat",
    "restor",
    "widen",
    "remov",
    "decommission",
    "demolish",
];

/// What is worked on and is no works by itself.
const WORKED_ON: &[&str] = &[
    "pipe",
    "pipes",
    "channel",
    "channels",
    "wreckage",
    "debris",
    "infrastructure",
    "border",
    "ship",
    "vessel",
    "equipment",
    "rails",
    "homes",
    "roofs",
    "lands",
    "wetlands",
    "forests",
];

/// "repairing roads and bridges", "to harden the grid": work on what has no name of its own, under way where it is told
/// in its gerund, promised behind "to" and "will". What has a name is told by it.
fn work(reading: &Reading<'_>, within: &Range<usize>, i: usize) -> Option<Candidate> {
    let word = reading.word(i);
    let gerund = word.ends_with("ing");
    let stem = WORKS_ON.iter().any(|stem| word.starts_with(stem)) && reading.mention(i).is_none();
    let ahead = i > within.start && (reading.is(i - 1, &["to", "and"]) || reading.is_class(i - 1, Class::Modal));
    let base = ahead && !word.ends_with("ed") && !word.ends_with('s') && !word.ends_with("ion");
    if !stem || !(gerund || base) || i > 0 && reading.is_class(i - 1, Class::Determiner) {
        return None;
    }
    let phrase = phrases::object(reading, i + 1, within)?;
    let worked = |t: usize| {
        reading.is(t, WORKED_ON)
            || reading.noun(t).is_some_and(|n| n.kind == NounKind::Works && n.field != "education_culture")
    };
    // What has a name, or runs between named places, is told by it.
    let named = phrase.anchor == Anchor::Named
        && (reading.is_capitalised(phrase.head)
            || (phrase.head + 1..phrase.tokens.end).any(|t| phrases::is_name_word(reading, t)));
    if named || !worked(phrase.head) {
        return None;
    }
    // "repairing our roads and bridges"
    let mut end = phrase.tokens.end;
    if reading.is(end, &["and"]) && worked(end + 1) {
        end += 2;
    }
    let floor = within.start.max(i.saturating_sub(12));
    let promised = (floor..i).any(|t| reading.is_class(t, Class::Modal));
    let begun =
        |t: usize| reading.is(t, &["continue", "continues", "continued", "effort", "efforts", "work", "working"]);
    let (status, modality) = match (promised, gerund || (floor..i).any(begun)) {
        (false, true) => (Status::UnderWay, Modality::Asserted),
        _ => (Status::Agreed, Modality::Planned),
    };
    let phrase = Phrase { tokens: i..end, ..phrase };
    let governed = match is_listed(reading, within, i) {
        true => governing(reading, within, &phrase.tokens),
        false => Governed { status, modality, verb: Some(i), tie: Tie::Made },
    };
    Some(Candidate { phrase, governed, standing: Standing::Founds, amount: None, rule: "work-on-what-stands" })
}
