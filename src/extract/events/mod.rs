//! Meetings, visits, summits, calls, signings: every telling is a cue, and cues of one event merge.

mod announcements;
mod attendance;
pub mod background;
mod cues;
mod happenings;
mod journeys;
mod meetings;
mod names;
mod occasions;
mod occurrences;
mod scene;
pub mod signings;
mod statements;
pub mod titles;
mod visits;

use crate::extract::clauses::{self, LONGEST_SENTENCE};
use crate::extract::lexicon::Class;
use crate::extract::parties::{Principals, add};
use crate::extract::reading::Reading;
use crate::extract::tables;
use crate::extract::{Event, EventKind, EventStatus, Evidence, PartialDate};
use crate::text::{Span, fold};
use cues::{Cue, Naming, in_own_name, in_sentence};

/// Sentences that open an article and tell what it is about.
const LEAD: usize = 2;

/// More events than this in one article are a calendar, and a bound on the work.
const MOST: usize = 400;

/// All events of a text, in the order in which they are first told. Words inside `quoted` spans,
/// which are in text order, tell none: "we met them" has no one to stand for "we".
pub fn find(reading: &Reading<'_>, principals: &Principals, quoted: &[Span]) -> Vec<Event> {
    let mut events: Vec<Event> = Vec::new();
    let mut opening = 0;
    let mut own_name = !is_dialogue(reading);
    for (index, sentence) in reading.text.sentences().iter().enumerate() {
        if events.len() >= MOST {
            break;
        }
        if sentence.tokens.len() > LONGEST_SENTENCE || !tables::rows(reading, &sentence.tokens).is_empty() {
            continue;
        }
        let told = opening < LEAD && clauses::main_clause(reading, sentence.tokens.clone()).is_some();
        let lead = told.then_some(opening);
        opening += usize::from(told);
        let is_quoted = |cue: &Cue| {
            let at = reading.text.tokens()[cue.head].span;
            quoted.get(quoted.partition_point(|q| q.end <= at.start)).is_some_and(|q| q.covers(at))
        };
        let cues = in_sentence(reading, index, sentence, principals, lead);
        let speaks = if own_name { in_own_name(reading, index, sentence, principals) } else { None };
        for cue in cues.into_iter().chain(speaks).filter(|cue| !is_quoted(cue)) {
            own_name &= cue.kind != EventKind::Statement;
            take(reading, &mut events, cue);
        }
    }
    attendance::add(reading, &mut events);
    inherit(&mut events);
    at_home(reading, &mut events);
    events
}

/// Puts what happens or is stated without a country into that which the article is most about.
fn at_home(reading: &Reading<'_>, events: &mut [Event]) {
    /// What an article is about, and not only mentions in passing.
    const ABOUT: f32 = 0.5;
    let countries = reading.facts.countries.iter().filter(|c| c.salience >= ABOUT);
    let Some(home) = countries.max_by(|a, b| a.salience.total_cmp(&b.salience)).map(|c| c.code) else { return };
    let untold = |e: &&mut Event| e.countries.is_empty() && matches!(e.kind, EventKind::Other | EventKind::Statement);
    events.iter_mut().filter(untold).for_each(|e| e.countries.push(home));
}

/// Merges a cue with the event that it tells again, or makes a new one of it.
fn take(reading: &Reading<'_>, events: &mut Vec<Event>, cue: Cue) {
    let name = name_of(reading, &cue);
    let same = events.iter().rposition(|e| is_same(e, &cue, name.as_deref()));
    if let Some(event) = same.and_then(|i| events.get_mut(i)) {
        merge(event, cue, name);
        return;
    }
    // "The leaders discussed", told of a call, tells of no meeting beside it.
    let spoken =
        |e: &Event| e.kind == EventKind::Call && cue.people.iter().any(|(p, _)| e.people.iter().any(|(q, _)| p == q));
    if cue.naming == Naming::Backward && (cue.people.len() < 2 || events.iter().any(spoken)) {
        return;
    }
    let Some(token) = reading.text.tokens().get(cue.head) else { return };
    // What was done to a thing is told by the verb: the thing itself may be a project.
    let named = cue.name.clone().filter(|_| !cue.rule.starts_with("occurrence"));
    let span = named.and_then(|n| reading.span(n)).unwrap_or(token.span);
    let dated = cue.date.map(|(date, text)| (ahead(date, &text, cue.status, reading.published), text));
    let (date, date_text) =
        dated.map_or((None, None), |(date, text)| (Some(date), Some(text).filter(|t| !t.is_empty())));
    let (place, place_index) = cue.place.map_or((None, None), |(place, index)| (Some(place), index));
    events.push(Event {
        kind: cue.kind,
        status: cue.status,
        name,
        date,
        date_text,
        place,
        place_index,
        people: cue.people,
        countries: cue.countries,
        organizations: cue.organizations,
        parent: None,
        evidence: Evidence { sentence: cue.sentence, span, rule: cue.rule, confidence: cue.confidence },
    });
}

/// What is planned "in May" in an article of November is planned for the May to come.
fn ahead(date: PartialDate, text: &str, status: EventStatus, published: Option<PartialDate>) -> PartialDate {
    let planned = matches!(status, EventStatus::Planned | EventStatus::Invited);
    let year_told = text.bytes().filter(u8::is_ascii_digit).count() > 2;
    let passed = published.is_some_and(|p| p.year == date.year && p.month.is_some() && date.month < p.month);
    match planned && passed && !year_told && date.month.is_some() {
        true => PartialDate { year: date.year + 1, ..date },
        false => date,
    }
}

/// The name that a cue gives: its own words, or what happened and to whom.
fn name_of(reading: &Reading<'_>, cue: &Cue) -> Option<String> {
    let words = cue.name.clone().map(|n| reading.slice(n).split_whitespace().collect::<Vec<_>>().join(" "));
    let words = words.map(|words| match cue.name.clone() {
        Some(n) if cue.happening.is_some() && reading.is_class(n.start, Class::Determiner) => in_small(&words),
        _ => words,
    });
    match (cue.happening, words) {
        (Some(happening), Some(words)) if words.starts_with("to ") => Some(format!("{happening} {words}")),
        (Some(happening), Some(words)) => Some(format!("{happening} of {words}")),
        (Some(happening), None) => Some(happening.to_owned()),
        (None, words) => words,
    }
}

/// With a small first letter.
fn in_small(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

/// Whether a text is the record of a conversation, each turn under its speaker's name in capitals: who says
/// "I" in it is none that writes.
fn is_dialogue(reading: &Reading<'_>) -> bool {
    let turns = reading.text.body().lines().filter(|line| {
        let name = line.trim_start().split(':').next().filter(|n| line.contains(':') && n.len() < 60);
        name.is_some_and(|n| n.chars().filter(|c| c.is_uppercase()).count() > 1 && !n.chars().any(char::is_lowercase))
    });
    turns.take(3).count() > 2
}

/// Whether a cue tells an event again.
fn is_same(event: &Event, cue: &Cue, name: Option<&str>) -> bool {
    let visits = |k| matches!(k, EventKind::Visit | EventKind::StateVisit);
    if event.kind != cue.kind && !(visits(event.kind) && visits(cue.kind) && name.is_none()) {
        return false;
    }
    let names_agree = match (event.name.as_deref(), name) {
        (Some(a), Some(b)) if cue.kind == EventKind::Other => {
            let shared = || cue.people.iter().any(|(p, _)| event.people.iter().any(|(q, _)| p == q));
            same_occasion(a, b, cue.happening) || same_head(a, b) && shared()
        }
        (Some(a), Some(b)) => share_a_name(a, b),
        _ => cue.kind != EventKind::Signing && cue.kind != EventKind::Other,
    };
    let dates_agree = match (event.date, cue.date.as_ref().map(|(d, _)| *d)) {
        (Some(a), Some(b)) => a.agrees(b),
        _ => true,
    };
    let shared = cue.people.iter().any(|(p, _)| event.people.iter().any(|(q, _)| p == q));
    let countries = cue.countries.iter().filter(|c| event.countries.contains(c)).count();
    let status = event.status == cue.status
        || (cue.kind == EventKind::Summit
            && matches!(
                (event.status, cue.status),
                (EventStatus::Held | EventStatus::Planned, EventStatus::Held | EventStatus::Planned)
            ));
    match cue.kind {
        // Nobody dies twice, whatever day stands nearest to the second telling.
        EventKind::Other if shared && event.name.as_deref().zip(name).is_some_and(|(a, b)| is_one_death(a, b)) => true,
        EventKind::Summit | EventKind::Other | EventKind::Signing => names_agree && dates_agree && status,
        EventKind::Statement => {
            let bodies = cue.organizations.iter().any(|o| event.organizations.contains(o));
            let same = shared || bodies || cue.people.is_empty() && event.people.is_empty() && countries > 0;
            names_agree && dates_agree && same
        }
        _ if cue.naming == Naming::Backward => status && (shared || event.people.is_empty()),
        // "also met with the foreign minister": whom it names beside the subject was not at the first.
        EventKind::Meeting if cue.anew && !cue.people.iter().all(|(p, _)| event.people.iter().any(|(q, _)| p == q)) => {
            false
        }
        EventKind::Meeting if is_with_others(event, cue) => false,
        _ => {
            status
                && dates_agree
                && (shared || countries > 1 && (event.people.is_empty() || cue.people.is_empty()))
                && places_agree(event, cue)
        }
    }
}

/// Whether each of two meetings has somebody who was not at the other, and no more than one who was at both.
fn is_with_others(event: &Event, cue: &Cue) -> bool {
    let both = cue.people.iter().filter(|(p, _)| event.people.iter().any(|(q, _)| p == q)).count();
    const RULES: &[&str] = &["met", "meeting-of-owner"];
    RULES.contains(&cue.rule)
        && RULES.contains(&event.evidence.rule)
        && both < 2
        && cue.people.len() > both
        && event.people.len() > both
}

fn places_agree(event: &Event, cue: &Cue) -> bool {
    match (&event.place, &cue.place) {
        (Some(a), Some((b, _))) => fold(a) == fold(b) || cue.kind == EventKind::Meeting,
        _ => true,
    }
}

/// Whether two names have a telling word in common, or one is no more than the head: "the summit".
fn share_a_name(a: &str, b: &str) -> bool {
    const PLAIN: &[&str] = &[
        "summit",
        "meeting",
        "visit",
        "the",
        "of",
        "first",
        "second",
        "third",
        "and",
        "for",
        "in",
        "agreement",
        "memorandum",
        "understanding",
        "contract",
        "deal",
        "document",
        "on",
    ];
    let words = |name: &str| -> Vec<String> {
        fold(name).split(' ').filter(|w| !PLAIN.contains(w) && w.parse::<u32>().is_err()).map(str::to_owned).collect()
    };
    let (a, b) = (words(a), words(b));
    a.is_empty() && b.is_empty() || a.iter().any(|w| b.contains(w))
}

/// "Sarsenov's death" and "death of Daniyar Sarsenov": one noun, with one person in both.
fn same_head(a: &str, b: &str) -> bool {
    head_of(a) == head_of(b) || is_one_death(a, b)
}

/// The noun that a name turns on, in small letters.
fn head_of(name: &str) -> String {
    let before = [" of ", " in ", " at ", " on ", " against "].iter().fold(name, |n, p| n.split(p).next().unwrap_or(n));
    before.rsplit(' ').next().unwrap_or_default().to_lowercase()
}

/// Whether both names tell how somebody died.
fn is_one_death(a: &str, b: &str) -> bool {
    const DEATHS: &[&str] = &["killing", "murder", "death", "assassination", "slaying"];
    DEATHS.contains(&head_of(a).as_str()) && DEATHS.contains(&head_of(b).as_str())
}

/// Whether two names are of one occasion or happening: the same noun, of something in common.
fn same_occasion(a: &str, b: &str, happening: Option<&str>) -> bool {
    const SMALL: &[&str] = &["a", "an", "the", "of", "to", "in", "on", "for", "and"];
    let (a, b) = (fold(a), fold(b));
    let head = |name: &str| {
        let before = name.split(" of ").next().unwrap_or_default();
        before.rsplit(' ').next().unwrap_or_default().trim_end_matches('s').to_owned()
    };
    let noun = happening.map_or_else(|| head(&a), |noun| noun.to_owned());
    let has_noun = |name: &str| name.starts_with(&noun) || happening.is_none() && head(name) == noun;
    if !has_noun(&a) || !has_noun(&b) {
        return a == b;
    }
    let telling = |name: &str| -> Vec<String> {
        let words = name.split(' ').filter(|w| !SMALL.contains(w) && !noun.contains(w.trim_end_matches('s')));
        words.filter(|w| w.parse::<u32>().is_err()).map(str::to_owned).collect()
    };
    let (a, b) = (telling(&a), telling(&b));
    a.is_empty() || b.is_empty() || a.iter().any(|w| b.contains(w))
}

fn merge(event: &mut Event, cue: Cue, name: Option<String>) {
    event.status = event.status.min(cue.status);
    if event.name.as_ref().map_or(0, String::len) < name.as_ref().map_or(0, String::len) {
        event.name = name;
    }
    if let Some((date, text)) = cue.date
        && event.date.is_none_or(|known| known.is_coarser(date))
    {
        event.date = Some(date);
        event.date_text = Some(text);
    }
    if let Some((place, index)) = cue.place
        && event.place.is_none()
    {
        event.place = Some(place);
        event.place_index = index;
    }
    // "The meeting" points back: it tells of nobody who was not there.
    let people = if cue.naming == Naming::Backward && event.people.len() > 1 { Vec::new() } else { cue.people };
    for person in people {
        if !event.people.iter().any(|(p, _)| *p == person.0) {
            event.people.push(person);
        }
    }
    cue.countries.into_iter().for_each(|c| add(&mut event.countries, c));
    cue.organizations.into_iter().for_each(|o| add(&mut event.organizations, o));
    event.evidence.confidence = (event.evidence.confidence + 0.05).min(0.95);
}

/// Date and place that go from one event to another: a summit takes place where and when the visit
/// to it does, and so does the meeting held there.
fn inherit(events: &mut [Event]) {
    for i in 0..events.len().min(40) {
        if events[i].status != EventStatus::Held {
            continue;
        }
        let shares = |j: usize| {
            let (a, b) = (&events[i], &events[j]);
            a.people.iter().any(|(p, _)| b.people.iter().any(|(q, _)| p == q)) && b.status == EventStatus::Held
        };
        let near = |j: &usize| {
            *j != i && events[*j].evidence.sentence.abs_diff(events[i].evidence.sentence) < 40 && shares(*j)
        };
        let source = match events[i].kind {
            EventKind::Summit => (0..events.len()).filter(near).find(|&j| {
                matches!(events[j].kind, EventKind::Visit | EventKind::Meeting)
                    && events[j].evidence.sentence == events[i].evidence.sentence
            }),
            EventKind::Meeting => (0..events.len())
                .filter(near)
                .find(|&j| matches!(events[j].kind, EventKind::Visit | EventKind::Summit) && events[j].date.is_some()),
            _ => None,
        };
        let Some(source) = source else { continue };
        let (date, date_text) = (events[source].date, events[source].date_text.clone());
        let (place, place_index) = (events[source].place.clone(), events[source].place_index);
        let parent =
            (events[i].kind == EventKind::Meeting && events[source].kind == EventKind::Summit).then_some(source);
        let event = &mut events[i];
        event.parent = event.parent.or(parent);
        if event.date.is_none() {
            event.date = date;
            event.date_text = date_text;
        }
        if event.place.is_none() {
            event.place = place;
            event.place_index = place_index;
        }
    }
}

impl PartialDate {
    /// Whether two dates can be the same day.
    fn agrees(self, other: PartialDate) -> bool {
        let part = |a: Option<u8>, b: Option<u8>| a.is_none() || b.is_none() || a == b;
        self.year == other.year && part(self.month, other.month) && part(self.day, other.day)
    }

    fn is_coarser(self, other: PartialDate) -> bool {
        (self.month.is_none() && other.month.is_some()) || (self.day.is_none() && other.day.is_some())
    }
}
