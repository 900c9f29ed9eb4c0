//! What the title alone tells: "Readout of the President's Call with …", "Joint Statement from …".

use std::collections::HashSet;

use crate::extract::parties::{self, signer};
use crate::extract::reading::Reading;
use crate::extract::{Event, EventKind, EventStatus, Evidence, Kind, Mention, Sense};
use crate::gazetteer;
use crate::text::{Text, fold};

/// Sentences in which a statement of several tells whose it is.
const OPENING: usize = 2;

/// States that make one statement together.
const MOST_STATES: usize = 30;

/// More words make no title.
const LONGEST: usize = 120;

/// Adds the event that the title tells, unless the text has told it; or names by it the one told first.
pub fn add(reading: &Reading<'_>, title: Option<&str>, events: &mut Vec<Event>) {
    let Some(text) = title.map(Text::new).filter(|t| t.tokens().len() <= LONGEST) else { return };
    let words: Vec<String> = (0..text.tokens().len()).map(|i| text.word(i).to_lowercase()).collect();
    let has = |options: &[&str]| words.iter().any(|w| options.contains(&w.as_str()));
    // "Joint Statement on the Water Pact", "G7 Leaders’ Statement"
    let by_several = has(&["joint", "leaders", "leaders'", "leaders’", "ministers", "ministers'", "ministers’"]);
    let about =
        has(&["on", "readout", "meeting", "call", "visit"]) && !has(&["joint", "leaders", "leaders'", "leaders’"]);
    if by_several && has(&["statement", "declaration", "communique", "communiqué"]) && !about && !has(&["readout"]) {
        joint_statement(reading, &text, events);
    }
    paper(reading, &words, events);
    before_meeting(reading, &words, events);
    // "Meeting with … at the Grid Summit" tells of the meeting.
    let within = has(&["meeting", "call", "visit", "meets", "at", "ahead", "before"]);
    if let Some(name) = summit(&text, &words).filter(|_| !within) {
        name_summit(events, name);
        return;
    }
    let kind = if has(&["call", "phone", "calls", "phones"]) {
        EventKind::Call
    } else if has(&["meeting", "meets", "met", "talks", "receives", "received"]) {
        EventKind::Meeting
    } else {
        return;
    };
    let people = people_of(reading, &words);
    let told = |e: &Event| e.kind == kind && e.people.iter().filter(|(p, _)| people.contains(p)).count() > 0;
    let countries = parties::of_people(reading, &people);
    if people.len() != 2 || countries.len() == 1 || events.iter().any(told) {
        return;
    }
    let Some(evidence) = first_naming(reading, &people) else { return };
    let people = people.into_iter().map(|p| (p, None)).collect();
    events.push(Event { people, countries, evidence, ..Event::of_title(kind, evidence) });
}

/// "Proclamation on …", "Memorandum on …", "Message to the Congress on …": a statement of whoever signed it.
fn paper(reading: &Reading<'_>, words: &[String], events: &mut Vec<Event>) {
    const PAPERS: &[&str] = &["proclamation", "memorandum", "message", "notice", "letter", "determination"];
    let opens = words.iter().take(3).any(|w| PAPERS.contains(&w.as_str()));
    if !opens || words.first().is_some_and(|w| w == "fact") || events.iter().any(|e| e.kind == EventKind::Statement) {
        return;
    }
    let Some(sentence) = reading.text.sentences().first() else { return };
    let Some(span) = reading.span(sentence.tokens.clone()) else { return };
    let signer = signer(reading);
    let people: Vec<_> = signer.into_iter().map(|p| (p, None)).collect();
    let countries = match signer {
        Some(p) => parties::of_people(reading, &[p]),
        None => Vec::new(),
    };
    let evidence = Evidence { sentence: 0, span, rule: "title", confidence: 0.6 };
    let date = reading.published;
    events.push(Event { people, countries, date, ..Event::of_title(EventKind::Statement, evidence) });
}

/// "Remarks by X and Y before Bilateral Meeting": those who speak there meet.
fn before_meeting(reading: &Reading<'_>, words: &[String], events: &mut Vec<Event>) {
    let at = words.iter().position(|w| matches!(w.as_str(), "before" | "at" | "after" | "in" | "during"));
    let Some(at) = at.filter(|_| words.first().is_some_and(|w| w == "remarks")) else { return };
    let meets = words[at..].iter().take(6).any(|w| matches!(w.as_str(), "meeting" | "dinner" | "lunch" | "convening"));
    let people = people_of(reading, words);
    if meets {
        abroad(reading, &people, events);
    }
    let told = |e: &Event| {
        e.kind == EventKind::Meeting && e.evidence.sentence < 6 && e.people.iter().any(|(p, _)| people.contains(p))
    };
    if !meets || people.is_empty() || events.iter().any(told) {
        return;
    }
    let Some(evidence) = first_naming(reading, &people) else { return };
    let countries = parties::of_people(reading, &people);
    let people = people.into_iter().map(|p| (p, None)).collect();
    let date = reading.published;
    events.push(Event { people, countries, date, ..Event::of_title(EventKind::Meeting, evidence) });
}

/// Of two who speak before they meet, the one who is not at home where the record opens: "Tbilisi, Georgia".
fn abroad(reading: &Reading<'_>, people: &[usize], events: &mut Vec<Event>) {
    const OPENS: usize = 14;
    let facts = reading.facts;
    let country = |p: usize| facts.people.get(p).and_then(|p| p.country);
    let [a, b] = people[..] else { return };
    let Some((of_a, of_b)) = country(a).zip(country(b)).filter(|(x, y)| x != y) else { return };
    let venue = reading.mentions(0..OPENS).iter().find_map(|m| {
        let code = match m.kind {
            Kind::Place => m.entity.and_then(|p| facts.places.get(p)).and_then(|p| p.country),
            Kind::Country if m.sense == Sense::Literal => m.entity.and_then(|c| facts.countries.get(c)).map(|c| c.code),
            _ => None,
        }?;
        Some((code, m))
    });
    let Some((code, mention)) = venue.filter(|(code, _)| [of_a, of_b].contains(code)) else { return };
    let guest = if code == of_a { b } else { a };
    let visits = |e: &Event| {
        matches!(e.kind, EventKind::Visit | EventKind::StateVisit) && e.people.iter().any(|(p, _)| *p == guest)
    };
    if events.iter().any(visits) {
        return;
    }
    let evidence = Evidence { rule: "title", confidence: 0.6, ..mention.evidence };
    events.push(Event {
        people: vec![(guest, Some("visitor"))],
        countries: vec![of_a, of_b],
        date: reading.published,
        place: Some(reading.text.slice(mention.evidence.span).to_owned()),
        place_index: mention.entity.filter(|_| mention.kind == Kind::Place),
        ..Event::of_title(EventKind::Visit, evidence)
    });
}

impl Event {
    fn of_title(kind: EventKind, evidence: Evidence) -> Event {
        Event {
            kind,
            status: EventStatus::Held,
            name: None,
            date: None,
            date_text: None,
            place: None,
            place_index: None,
            people: Vec::new(),
            countries: Vec::new(),
            organizations: Vec::new(),
            parent: None,
            evidence,
        }
    }
}

/// The people whose family names stand in the title, each once, in the order of the text.
fn people_of(reading: &Reading<'_>, words: &[String]) -> Vec<usize> {
    let words: HashSet<String> = words.iter().map(|w| fold(w)).collect();
    let people = reading.facts.people.iter().enumerate();
    let named = people.filter(|(_, p)| {
        let family = p.family.as_deref().or_else(|| p.name.rsplit(' ').next()).unwrap_or_default();
        fold(family).split(' ').all(|part| words.contains(part)) && !family.is_empty()
    });
    named.map(|(p, _)| p).take(3).collect()
}

/// Where the text first names one of these people.
fn first_naming(reading: &Reading<'_>, people: &[usize]) -> Option<Evidence> {
    let of_them = |m: &&Mention| m.kind == Kind::Person && m.entity.is_some_and(|p| people.contains(&p));
    let first = reading.facts.mentions.iter().find(of_them)?;
    Some(Evidence { rule: "title", confidence: 0.6, ..first.evidence })
}

/// A statement of the states that the title lists, or else of those that its opening names, made when it was published.
fn joint_statement(reading: &Reading<'_>, title: &Text, events: &mut Vec<Event>) {
    let mut countries = Vec::new();
    for i in 0..title.tokens().len() {
        gazetteer::match_country(title, i).into_iter().for_each(|m| parties::add(&mut countries, m.what.code));
    }
    let mut people = Vec::new();
    if countries.len() < 2 {
        for sentence in reading.text.sentences().iter().take(OPENING) {
            let tokens = sentence.tokens.start..sentence.tokens.end.min(sentence.tokens.start + LONGEST);
            people.extend(reading.entities(tokens.clone(), Kind::Person));
            parties::stated(reading, tokens).into_iter().for_each(|c| parties::add(&mut countries, c));
        }
        parties::of_people(reading, &people).into_iter().for_each(|c| parties::add(&mut countries, c));
    }
    // What the text says in its own name is that statement.
    let made = |e: &&mut Event| e.kind == EventKind::Statement && e.evidence.rule == "in-own-name";
    if let Some(event) = events.iter_mut().find(made) {
        countries.into_iter().take(MOST_STATES).for_each(|c| parties::add(&mut event.countries, c));
        return;
    }
    let Some(sentence) = reading.text.sentences().first() else { return };
    let told = events.iter().any(|e| e.kind == EventKind::Statement);
    let Some(span) = reading.span(sentence.tokens.clone()).filter(|_| !told) else { return };
    let evidence = Evidence { sentence: 0, span, rule: "title", confidence: 0.7 };
    let date = reading.published;
    countries.truncate(MOST_STATES);
    events.push(Event { countries, date, ..Event::of_title(EventKind::Statement, evidence) });
}

/// The name of the summit in a title: the capitals around its head.
fn summit(title: &Text, words: &[String]) -> Option<String> {
    let head = words.iter().rposition(|w| w == "summit")?;
    let named = |i: usize| {
        title.tokens()[i].is_capitalised() && !matches!(words[i].as_str(), "readout" | "remarks" | "statement" | "at")
            || matches!(title.word(i), "-" | "–") && i > 0
    };
    let first = (0..head).rev().take_while(|&i| named(i)).last()?;
    let span = title.tokens()[first].span.join(title.tokens()[head].span);
    Some(title.slice(span).to_owned())
}

/// A meeting that the text tells first is the summit that the title names.
fn name_summit(events: &mut [Event], name: String) {
    let names_it = |n: &str| n.contains(&name) || name.contains(n);
    if events.iter().any(|e| e.kind == EventKind::Summit && e.name.as_deref().is_some_and(names_it)) {
        return;
    }
    let first = |e: &&mut Event| e.kind == EventKind::Meeting && e.evidence.sentence < 2 && e.people.len() > 1;
    if let Some(event) = events.iter_mut().find(first) {
        event.kind = EventKind::Summit;
        event.name = Some(name);
    }
}
