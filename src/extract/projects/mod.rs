//! Concrete undertakings: pipelines, routes, funds, programmes, agreements that launch work. Not
//! policy areas ("cooperation in trade"), not plurals without a name ("promising projects").

mod acronyms;
mod acts;
mod aims;
mod amounts;
mod doubts;
mod funded;
mod gate;
mod goods;
mod keys;
pub mod names;
pub mod phrases;
mod signs;
mod status;
mod ties;
mod ways;

use std::collections::HashSet;
use std::ops::Range;

use crate::extract::clauses::{self, LONGEST_SENTENCE};
use crate::extract::lexicon::{Class, Noun, NounKind, Number};
use crate::extract::parties::{self, Principals, add};
use crate::extract::reading::Reading;
use crate::extract::tables;
use crate::extract::{
    Amount, Basis, Event, EventKind, Evidence, Kind, Modality, Project, ProjectReport, Quote, Speaker, Status,
    own_names,
};
use crate::text::{Span, fold};
use aims::{aim, goes_on, is_relied_on, kept_doing, purpose};
use gate::{Standing, accept};
use keys::key_of;
use phrases::{Anchor, Article, Naming, Phrase};
use status::{Governed, Tie, governing};

/// More projects than this in one article are a register, and a bound on the work.
const MOST: usize = 300;

/// All projects of a text with their reports, in text order.
pub fn find(reading: &Reading<'_>, principals: &Principals, events: &[Event], quotes: &[Quote]) -> Vec<Project> {
    let occasions: Vec<Span> = events
        .iter()
        .filter(|e| matches!(e.kind, EventKind::Summit | EventKind::Other))
        .filter(|e| e.evidence.rule != "happening") // "the launch of the Harvest Fund": the fund is a project
        .filter(|e| !e.name.as_ref().is_some_and(|n| n.contains("ceremony"))) // what is opened is a project
        .map(|e| e.evidence.span)
        .collect();
    let built = built(reading);
    let mut projects: Vec<Project> = Vec::new();
    for (index, sentence) in reading.text.sentences().iter().enumerate() {
        if projects.len() >= MOST || sentence.tokens.len() > LONGEST_SENTENCE {
            continue;
        }
        let table = tables::rows(reading, &sentence.tokens);
        let found: Vec<(Range<usize>, Candidate)> = match table.is_empty() {
            true => candidates(reading, &sentence.tokens, &built)
                .into_iter()
                .map(|c| (sentence.tokens.clone(), c))
                .collect(),
            false => table.into_iter().filter_map(|row| in_row(reading, &row, &built).map(|c| (row, c))).collect(),
        };
        for (within, candidate) in found {
            let inside = reading
                .span(candidate.phrase.tokens.clone())
                .is_none_or(|s| occasions.iter().any(|o| o.covers(s) || o.overlaps(s)));
            if !inside {
                take(reading, &mut projects, principals, index, &within, candidate);
            }
        }
    }
    acronyms::add_reports(reading, &mut projects);
    projects.iter_mut().for_each(|project| status::settle(reading, project));
    for report in projects.iter_mut().flat_map(|p| &mut p.reports) {
        report.speaker = speaker_of(quotes, report.evidence.span);
    }
    projects
}

/// Heads of works, in small letters and the singular, of which the text tells that they are built or opened: where
/// "the bridge took eight years to build", "Padma Bridge" is a project.
fn built(reading: &Reading<'_>) -> HashSet<String> {
    let mut heads = HashSet::new();
    for sentence in reading.text.sentences().iter().filter(|s| s.tokens.len() <= LONGEST_SENTENCE) {
        for i in sentence.tokens.clone() {
            let works = reading.noun(i).is_some_and(|n| {
                n.kind == NounKind::Works
                    && n.number == Number::Singular
                    && !matches!(n.field, "education_culture" | "health")
            });
            let head = if works { reading.word(i).to_lowercase() } else { continue };
            if !heads.contains(&head)
                && let Some(phrase) = phrases::at(reading, i, &sentence.tokens)
                && governing(reading, &sentence.tokens, &phrase.tokens).tie == Tie::Made
            {
                heads.insert(head);
            }
        }
    }
    heads
}

/// The person in whose words, direct or reported, a span lies. The quotes are in text order.
fn speaker_of(quotes: &[Quote], span: Span) -> Option<usize> {
    let to = quotes.partition_point(|q| q.evidence.span.start <= span.start);
    let around = quotes[..to].iter().rev().take(4).find(|q| q.evidence.span.covers(span))?;
    match around.speaker {
        Speaker::Person(person) => Some(person),
        _ => None,
    }
}

/// A phrase, what governs it, and whether it may found a project or only tell more of one.
struct Candidate {
    phrase: Phrase,
    governed: Governed,
    standing: Standing,
    amount: Option<Amount>,
    rule: &'static str,
}

/// The project of a table's row, with the state that the row gives it.
fn in_row(reading: &Reading<'_>, row: &Range<usize>, built: &HashSet<String>) -> Option<Candidate> {
    let mut candidate = candidates(reading, row, built).into_iter().next()?;
    let (status, verb) = tables::state(reading, candidate.phrase.tokens.end..row.end);
    candidate.governed = Governed { status, verb, modality: Modality::Asserted, ..candidate.governed };
    Some(Candidate { rule: "table-row", ..candidate })
}

fn candidates(reading: &Reading<'_>, within: &Range<usize>, built: &HashSet<String>) -> Vec<Candidate> {
    let mut found: Vec<Candidate> = Vec::new();
    for i in within.clone() {
        let free = found.last().is_none_or(|c| c.phrase.tokens.end <= i);
        if found.len() >= 24 {
            break;
        }
        if !free {
            // "$40 million toward the Clean Rivers Partnership": what money is for may have a name of its own.
            if found.last().is_some_and(|c| c.rule == "money-for-a-purpose") && reading.is_capitalised(i) {
                let named = noun_candidate(reading, within, i, built);
                found.extend(named.filter(|c| c.phrase.naming == Naming::Proper && c.phrase.tokens.len() > 1));
            }
            continue;
        }
        let candidate = own_candidate(reading, within, i)
            .or_else(|| noun_candidate(reading, within, i, built))
            .or_else(|| acts::candidate(reading, within, i))
            .or_else(|| {
                goods::given(reading, within, i).map(|(phrase, governed)| Candidate {
                    phrase,
                    governed,
                    standing: Standing::Founds,
                    amount: None,
                    rule: "goods-for-somebody",
                })
            })
            .or_else(|| {
                goods::counted(reading, within, i).map(|phrase| {
                    let governed = governing(reading, within, &phrase.tokens);
                    let agreed = matches!(governed.status, Status::Mentioned | Status::Launched);
                    let status = if agreed { Status::Agreed } else { governed.status };
                    Candidate {
                        phrase,
                        governed: Governed { status, ..governed },
                        standing: Standing::Founds,
                        amount: None,
                        rule: "counted-goods",
                    }
                })
            })
            .or_else(|| funded::candidate(reading, within, i))
            .or_else(|| {
                amounts::phrase(reading, within, i).map(|(phrase, amount)| Candidate {
                    governed: promised(reading, i, governing(reading, within, &phrase.tokens)),
                    phrase,
                    standing: Standing::Founds,
                    amount: Some(amount),
                    rule: "money-for-a-purpose",
                })
            });
        found.extend(candidate);
    }
    found
}

/// A project that the user's lexicon names.
fn own_candidate(reading: &Reading<'_>, within: &Range<usize>, i: usize) -> Option<Candidate> {
    let tokens = own_names::project_at(reading.lexicon, reading.text, i).filter(|own| own.end <= within.end)?;
    let head = tokens.end - 1;
    let unknown = Noun { kind: NounKind::Scheme, field: "other", number: Number::Singular };
    let phrase = Phrase {
        modifiers: head - i,
        head,
        noun: reading.noun(head).copied().unwrap_or(unknown),
        naming: Naming::Proper,
        anchor: Anchor::Named,
        article: Article::None,
        tokens,
    };
    let governed = governing(reading, within, &phrase.tokens);
    let amount = amounts::near(reading, within, head);
    Some(Candidate { phrase, governed, standing: Standing::Founds, amount, rule: own_names::RULE })
}

/// Money that was agreed on is still to be paid; what is asked for is only proposed.
fn promised(reading: &Reading<'_>, at: usize, governed: Governed) -> Governed {
    let asked =
        (at.saturating_sub(8)..at).any(|i| reading.is(i, &["request", "requested", "requests", "requesting", "seeks"]));
    if asked {
        return Governed { status: Status::Proposed, modality: Modality::Planned, ..governed };
    }
    // A sum of which nothing else is told has been set aside for its purpose.
    let status = if governed.status == Status::Mentioned { Status::Agreed } else { governed.status };
    let modality = if governed.status == Status::Agreed { Modality::Planned } else { governed.modality };
    Governed { status, modality, ..governed }
}

/// A phrase by its head noun.
fn noun_candidate(
    reading: &Reading<'_>,
    within: &Range<usize>,
    head: usize,
    built: &HashSet<String>,
) -> Option<Candidate> {
    let noun = reading.noun(head)?;
    if matches!(noun.kind, NounKind::Doing | NounKind::Amount | NounKind::Goods) {
        return None;
    }
    let mut phrase = phrases::at(reading, head, within)?;
    let mut governed = governing(reading, within, &phrase.tokens);
    let standing = accept(reading, &phrase, &governed, built);
    let bare = noun.kind == NounKind::Scheme && noun.number == Number::Singular && phrase.naming == Naming::Common;
    if let Some(name) = if bare { names::apposed(reading, &phrase, within) } else { None } {
        let phrase = Phrase { tokens: name, naming: Naming::Proper, anchor: Anchor::Named, ..phrase };
        let amount = amounts::near(reading, within, head);
        return Some(Candidate { phrase, governed, standing: Standing::Founds, amount, rule: "name-beside-its-kind" });
    }
    let standing = standing?;
    if let Some(doing) = kept_doing(reading, phrase.tokens.start) {
        phrase.tokens.start = doing;
    } else if goes_on(reading, &phrase) {
        aim(reading, &mut phrase, within.end);
    } else if noun.kind == NounKind::Deal && phrase.naming == Naming::Common {
        purpose(reading, &mut phrase, within.end);
        // An agreement on a pipeline is told as a report of the pipeline.
        let works =
            |i: usize| reading.noun(i).is_some_and(|n| n.kind == NounKind::Works && n.number == Number::Singular);
        if (phrase.head + 1..phrase.tokens.end).any(works) {
            return None;
        }
    }
    if noun.kind == NounKind::Deal && signs::is_negotiated(reading, &phrase) && !governed.is_sealed() {
        governed.status = Status::Discussed;
        governed.modality = Modality::Planned;
    }
    if reading.is(phrase.head, &["contract", "deal", "agreement", "memorandum"]) && governed.status == Status::Mentioned
    {
        // "sites under the Steppe Defence Agreement": it would not be there otherwise.
        governed.status = if is_relied_on(reading, &phrase) { Status::UnderWay } else { Status::Agreed };
    }
    Some(Candidate { phrase, governed, standing, amount: amounts::near(reading, within, head), rule: "head-noun" })
}

/// Adds a candidate as a new project or as one more report of a known one.
fn take(
    reading: &Reading<'_>,
    projects: &mut Vec<Project>,
    principals: &Principals,
    index: usize,
    within: &Range<usize>,
    candidate: Candidate,
) {
    let Candidate { phrase, governed, standing, amount, rule } = candidate;
    let Some(span) = reading.span(phrase.tokens.clone()) else { return };
    let name = reading.slice(phrase.tokens.clone()).split_whitespace().collect::<Vec<_>>().join(" ");
    let sector = sector_of(reading, &phrase);
    let key = key_of(reading, &phrase, &name, sector);
    let head = fold(reading.word(phrase.head));
    let confidence = match (phrase.naming, governed.tie) {
        (Naming::Proper, _) => 0.8,
        (_, Tie::Made | Tie::Listed) => 0.75,
        _ => 0.6,
    };
    let report = ProjectReport {
        verb: governed.verb.map(|v| reading.word(v).to_owned()),
        status: governed.status,
        modality: governed.modality,
        speaker: None,
        as_of: None,
        amount,
        evidence: Evidence { sentence: index, span, rule, confidence },
    };
    let known = match standing {
        Standing::PointsBack => projects.iter_mut().rev().take(12).find(|p| {
            let last = p.reports.last().map_or(0, |r| r.evidence.sentence);
            p.kind.as_deref() == Some(head.as_str()) && index - last <= 3
        }),
        Standing::Founds => projects
            .iter_mut()
            .rev()
            .take(40)
            .find(|p| p.key == key || is_shortened(&p.key, &key) || is_shortened(&key, &p.key)),
    };
    let stated = stated_parties(reading, principals, within, &phrase);
    let people = people_of(reading, principals, within, &governed);
    if let Some(project) = known {
        if standing == Standing::Founds
            && name.len() > project.name.len()
            && phrase.naming == Naming::Proper
            && project.key != key
        {
            project.name = name;
            project.key = key;
        }
        people.into_iter().for_each(|p| add(&mut project.people, p));
        if report.status != Status::Mentioned || standing == Standing::Founds {
            project.reports.push(report);
        }
        if standing == Standing::Founds && project.parties.is_empty() {
            project.parties = stated;
        }
        return;
    }
    if standing == Standing::PointsBack || name.len() < 5 {
        return;
    }
    projects.push(Project {
        sector,
        kind: Some(head),
        parties: stated,
        people,
        organizations: reading.entities(phrase.tokens.clone(), Kind::Organization),
        reports: vec![report],
        name,
        key,
    });
}

/// "lobito corridor" is short for "lobito trans africa corridor": its words in order, the head last.
fn is_shortened(long: &str, short: &str) -> bool {
    let words: Vec<&str> = short.split(' ').collect();
    let mut rest = long.split(' ');
    let same_end = long.split(' ').next_back() == words.last().copied() || long.starts_with(short);
    words.len() >= 2 && same_end && long.len() > short.len() && words.iter().all(|w| rest.any(|l| l == *w))
}

/// The countries in the phrase and its subject; "the leaders" are the principals.
fn stated_parties(
    reading: &Reading<'_>,
    principals: &Principals,
    within: &Range<usize>,
    phrase: &Phrase,
) -> Vec<(&'static str, Basis)> {
    let mut codes = parties::stated(reading, phrase.tokens.clone());
    if let Some((subject, _)) = clauses::main_clause(reading, within.clone()) {
        let people = reading.entities(subject.clone(), Kind::Person);
        parties::of_people(reading, &people).into_iter().for_each(|c| add(&mut codes, c));
        parties::stated(reading, subject.clone()).into_iter().for_each(|c| add(&mut codes, c));
        if parties::is_group(reading, subject) {
            principals.countries.iter().for_each(|c| add(&mut codes, c));
        }
    }
    let mut all: Vec<(&'static str, Basis)> = codes.into_iter().map(|c| (c, Basis::Stated)).collect();
    if all.len() < 2 {
        for code in
            parties::stated(reading, within.clone()).into_iter().chain(principals.countries.iter().copied()).take(4)
        {
            if !all.iter().any(|(c, _)| *c == code) {
                all.push((code, Basis::Inferred));
            }
        }
    }
    all
}

/// Who is told to have acted: the subject of the verb that governs the project, or the agent of a
/// passive; "the leaders" are the principals.
fn people_of(reading: &Reading<'_>, principals: &Principals, within: &Range<usize>, governed: &Governed) -> Vec<usize> {
    let acts = governed.status != Status::Mentioned && governed.modality != Modality::Negated;
    let Some(verb) = governed.verb.filter(|_| acts) else { return Vec::new() };
    let agent = (verb + 1..within.end.min(verb + 5)).find(|&i| reading.is(i, &["by"]));
    let passive = verb > 0 && reading.is_class(verb - 1, Class::Be);
    let subject = match agent.filter(|_| passive) {
        Some(by) => by + 1..clauses_end(reading, by + 1, within.end),
        None if passive => return Vec::new(),
        None => clauses::subject(reading, within.clone(), within.start, verb),
    };
    let people = reading.entities(subject.clone(), Kind::Person);
    match people.is_empty() && !subject.is_empty() && parties::is_group(reading, subject) {
        true => principals.people.clone(),
        false => people,
    }
}

/// Where the phrase of an agent ends: at the next verb or mark of a new clause.
fn clauses_end(reading: &Reading<'_>, from: usize, to: usize) -> usize {
    let to = to.min(from + 30);
    let ends = |&i: &usize| matches!(reading.word(i), "." | ";" | ":" | "“" | "\"") || clauses::is_finite(reading, i);
    (from..to).find(ends).unwrap_or(to)
}

/// The sector that a word of the name decides, else that of its head noun.
fn sector_of(reading: &Reading<'_>, phrase: &Phrase) -> &'static str {
    let cue = phrase.tokens.clone().find_map(|i| if i == phrase.head { None } else { reading.sector(i) });
    let own = reading.noun(phrase.head).map(|n| n.field).filter(|f| *f != "other");
    // A port is transport whatever it ships; a corridor or a cable is what runs through it.
    let through = &["corridor", "corridors", "route", "routes", "canal", "tunnel", "crossing"];
    let carrier = own == Some("transport") && !reading.is(phrase.head, through);
    match (carrier, own, cue) {
        (true, Some(own), _) => own,
        (_, _, Some(cue)) => cue,
        (_, Some(own), None) => own,
        _ => reading.sector(phrase.head).unwrap_or("other"),
    }
}
