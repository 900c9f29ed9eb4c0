//! What in a sentence tells an event: "met with", "a working visit to", "the first … Summit".

use std::ops::Range;

use super::event_names::{around, is_definite, is_distinct, place_after, unknown_place};
use super::lexicon::{Class, Form, NounKind, Number, Use};
use super::parties::{self, Principals, add, is_group};
use super::reading::Reading;
use super::speakers::{antecedent, head_person};
use super::{EventKind, EventStatus, Kind, PartialDate, clauses, dates};
use crate::text::{Sentence, TokenKind};

/// One telling of an event.
#[derive(Clone, Debug)]
pub(super) struct Cue {
    pub kind: EventKind,
    pub status: EventStatus,
    /// Words of its own: `first SPECA Summit`, `working visit`.
    pub name: Option<Range<usize>>,
    /// The name tells it from others of its kind.
    pub naming: Naming,
    pub date: Option<(PartialDate, String)>,
    pub place: Option<(String, Option<usize>)>,
    pub people: Vec<(usize, Option<&'static str>)>,
    pub countries: Vec<&'static str>,
    pub organizations: Vec<usize>,
    pub head: usize,
    pub sentence: usize,
    pub rule: &'static str,
    pub confidence: f32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Naming {
    Proper,
    Plain,
    /// "the meeting", "during the talks": told before.
    Backward,
}

/// All cues of a sentence. `quoted` says which tokens are someone's words.
pub(super) fn in_sentence(
    reading: &Reading<'_>,
    index: usize,
    sentence: &Sentence,
    principals: &Principals,
) -> Vec<Cue> {
    let mut cues = Vec::new();
    let scene = Scene { reading, index, tokens: sentence.tokens.clone(), principals };
    for i in sentence.tokens.clone() {
        if cues.len() >= 12 {
            break; // a sentence that tells more is a list
        }
        let Some(cue) = scene.verb_cue(i).or_else(|| scene.noun_cue(i)) else { continue };
        cues.push(cue);
    }
    cues
}

struct Scene<'a, 'r> {
    reading: &'a Reading<'r>,
    index: usize,
    tokens: Range<usize>,
    principals: &'a Principals,
}

impl Scene<'_, '_> {
    fn verb_cue(&self, i: usize) -> Option<Cue> {
        let reading = self.reading;
        let verb = reading.verb(i)?;
        let passive = i > 0
            && reading.is_class(self.before_adverbs(i), Class::Be)
            && matches!(verb.form, Form::Past | Form::Participle);
        let told = clauses::is_finite(reading, i) || passive || self.is_infinitive(i) || self.has_auxiliary(i);
        if verb.is(Use::Invite) {
            return self.invitation(i);
        }
        if !told {
            return None;
        }
        let object = i + 1..self.clause_end(i + 1);
        let subject = || clauses::subject(reading, self.tokens.clone(), self.tokens.start, i);
        if verb.is_any(&[Use::Meet, Use::Gather]) {
            let with = self.people(object.clone());
            let subject = subject();
            let by = self.people_or_group(subject.clone());
            let plural = by.len() > 1 || is_group(reading, subject.clone());
            let countries = parties::stated(reading, subject.start..object.end);
            let enough =
                !by.is_empty() && !with.is_empty() || plural || (countries.len() > 1 && reading.is(i + 1, &["with"]));
            let people = by.into_iter().chain(with).collect();
            let known = |(p, _): &(usize, Option<&'static str>)| {
                reading.facts.people.get(*p).is_some_and(|p| !p.roles.is_empty() || p.country.is_some())
            };
            let people: Vec<_> = people;
            let telling = people.iter().any(known) || (people.is_empty() && countries.len() > 1);
            let gathers = !verb.is(Use::Gather)
                || reading.is_class(i + 1, Class::Preposition)
                || clauses::is_adverb(reading, i + 1);
            return (enough && telling && gathers).then(|| self.cue(i, EventKind::Meeting, people, "met"));
        }
        if verb.is_any(&[Use::Receive, Use::Host]) && !passive {
            let guests = self.people(i + 1..object.end.min(i + 25));
            let direct = self.begins_with_person(i + 1) && guests.iter().all(|_| !self.person_owns(i + 1));
            let host = self.people_or_group(subject());
            let welcome = verb.lemma == "welcome" && place_after(reading, i, object.end, &["to", "at", "in"]).is_none();
            if !direct || host.is_empty() || welcome {
                return None;
            }
            let people = host.into_iter().map(|(p, _)| (p, Some("host"))).chain(guests).collect();
            return Some(self.cue(i, EventKind::Meeting, people, "received"));
        }
        if verb.is_any(&[Use::Talk, Use::Call]) {
            let with = reading.is(i + 1, &["with", "to", "by", "today", "on", "over", "yesterday"])
                || clauses::is_adverb(reading, i + 1)
                || self.begins_with_person(i + 1);
            let partners = self.people(i + 1..object.end.min(i + 20));
            let by = self.people_or_group(subject());
            let phone =
                self.tokens.clone().any(|t| reading.is(t, &["phone", "telephone", "call", "phoned", "telephoned"]));
            let paired = with
                && !partners.is_empty()
                && !by.is_empty()
                && (phone || verb.is(Use::Talk) && reading.is(self.with_at(i), &["with"]));
            return paired
                .then(|| self.cue(i, EventKind::Call, by.into_iter().chain(partners).collect(), "spoke-with"));
        }
        if verb.is(Use::Visit)
            && reading.noun(i).is_none_or(|_| verb.form != Form::Base || self.is_infinitive(i) || self.has_auxiliary(i))
        {
            let place = self.place_right_after(i + 1)?;
            let visitor = self.people_or_group(subject());
            if visitor.is_empty() {
                return None;
            }
            let people = visitor.into_iter().map(|(p, _)| (p, Some("visitor"))).collect();
            return Some(Cue { place: Some(place), ..self.cue(i, EventKind::Visit, people, "visited") });
        }
        if verb.is_any(&[Use::Sign, Use::Enter, Use::Strike]) {
            return self.signing(i, passive, subject());
        }
        if verb.is(Use::Discuss) && verb.form == Form::Past && !passive {
            // Leaders who discussed met, even if the text does not say so.
            let subject = subject();
            let group = is_group(reading, subject.clone()) && self.principals.people.len() == 2;
            let people = self.principals.people.iter().map(|&p| (p, None)).collect();
            return group.then(|| Cue {
                naming: Naming::Backward,
                confidence: 0.6,
                ..self.cue(i, EventKind::Meeting, people, "leaders-discussed")
            });
        }
        None
    }

    /// "signed a memorandum": the object must be a paper.
    fn signing(&self, i: usize, passive: bool, subject: Range<usize>) -> Option<Cue> {
        let reading = self.reading;
        let object = if passive { subject.clone() } else { i + 1..self.clause_end(i + 1) };
        let paper = object.clone().find(|&t| is_paper(reading, t))?;
        let verb = reading.verb(i)?;
        let reach = if reading.word(i + 1) == "]" { 40 } else { 14 }; // an address stands in between
        let joins = reading.is(i + 1, &["on", "onto", "off", "up"]);
        if joins || !passive && paper > i + reach || (verb.is(Use::Enter) && !reading.is(i + 1, &["into"])) {
            return None;
        }
        let first = (object.start..paper)
            .rev()
            .find(|&t| reading.is_class(t, Class::Determiner) || reading.is_class(t, Class::Preposition))
            .map_or(object.start, |t| t + 1);
        let end = (paper + 1..object.end)
            .find(|&t| {
                reading.is(t, &["in", "at", "with", "during", "today", ",", "which", "that"])
                    || reading.verb(t).is_some()
            })
            .unwrap_or(object.end);
        let end = (paper + 1..end).find(|&t| matches!(reading.word(t), "." | "“" | "\"")).unwrap_or(end);
        let end = (first..end).rev().find(|&t| reading.is_word(t) && reading.class(t).is_none()).map_or(end, |t| t + 1);
        let people = if passive { self.people(self.tokens.clone()) } else { self.people_or_group(subject) };
        let name = first..end.min(paper + 14).max(paper + 1);
        Some(Cue { name: Some(name), naming: Naming::Proper, ..self.cue(i, EventKind::Signing, people, "signed") })
    }

    /// "invited X to make a state visit to Y next year".
    fn invitation(&self, i: usize) -> Option<Cue> {
        let reading = self.reading;
        let end = self.tokens.end.min(i + 40);
        let visit = (i + 1..end).find(|&t| self.is_visit(t) || reading.verb_for(t, &[Use::Visit]).is_some())?;
        let guest = self.people(i + 1..visit);
        // "invited the Uzbek leader to pay": a guest by his post.
        let to = (i + 1..visit).find(|&t| reading.is(t, &["to", "for"])).unwrap_or(visit);
        let guest = if guest.is_empty() { self.people_or_group(i + 1..to) } else { guest };
        let host = self.people_or_group(clauses::subject(reading, self.tokens.clone(), self.tokens.start, i));
        let mut people: Vec<_> = guest.into_iter().map(|(p, _)| (p, Some("visitor"))).collect();
        people.extend(host.iter().map(|&(p, _)| (p, Some("inviter"))));
        if people.is_empty() {
            return None;
        }
        let place =
            place_after(reading, visit + 1, end.min(visit + 8), &["to"]).or_else(|| self.place_right_after(visit + 1));
        let name = self.is_visit(visit).then(|| around(reading, visit, i, end)).filter(|n| n.len() > 1);
        let mut cue = self.cue(visit, self.visit_kind(visit), people, "invited-to-visit");
        let plain = cue.kind == EventKind::StateVisit;
        cue = Cue {
            status: EventStatus::Invited,
            place: place.or(cue.place.clone()),
            name: name.or(plain.then_some(visit..visit + 1)),
            ..cue
        };
        Some(cue)
    }

    fn noun_cue(&self, i: usize) -> Option<Cue> {
        let reading = self.reading;
        let noun = reading.noun(i).filter(|n| n.kind == NounKind::Event)?;
        if reading.entity(i, Kind::Person).is_some() {
            return None;
        }
        let name = around(reading, i, self.tokens.start, self.tokens.end);
        let distinct = is_distinct(reading, name.clone(), i);
        let definite = is_definite(reading, &name);
        match noun.field {
            "visit" if noun.number == Number::Singular => self.visit(i, name),
            "summit" if noun.number == Number::Singular && (distinct || name.len() > 1) => {
                let people = self.attending(i);
                let place = self.place(i).or_else(|| self.place_in_name(&name));
                let cue = self.cue(i, EventKind::Summit, people, "summit");
                let year = name.clone().find_map(|t| {
                    let year = reading.word(t).parse().ok().filter(|y| (1900..2100).contains(y))?;
                    Some((PartialDate { year, month: None, day: None }, reading.word(t).to_owned()))
                });
                let date = match (year, cue.date.clone()) {
                    (Some((year, _)), Some((date, text))) if year.year == date.year => Some((date, text)),
                    (Some(year), _) => Some(year),
                    (None, date) => date,
                };
                Some(Cue { place, date, name: Some(name), naming: Naming::Proper, ..cue })
            }
            "meeting" => self.meeting(i, name, distinct, definite),
            "call" if noun.number == Number::Singular => self.call(i, name),
            "other"
                if noun.number == Number::Singular
                    && !reading.is_capitalised(i + 1)
                    && (distinct && reading.is_capitalised(i)
                        || reading.is(i, &["ceremony"]) && reading.is(i + 1, &["of"])) =>
            {
                let from = name.start.saturating_sub(5).max(self.tokens.start);
                let attended = (from..name.start).any(|t| {
                    reading.is(
                        t,
                        &[
                            "at",
                            "during",
                            "attend",
                            "attended",
                            "attending",
                            "participate",
                            "participation",
                            "opening",
                            "upcoming",
                            "for",
                        ],
                    ) || reading.verb_for(t, &[Use::Hold, Use::Host, Use::Attend]).is_some()
                });
                if !attended {
                    return None;
                }
                let name = if reading.is(i, &["ceremony"]) { name.start..self.name_end(i + 2) } else { name };
                let people = self.attending(i);
                Some(Cue {
                    name: Some(name),
                    naming: Naming::Proper,
                    ..self.cue(i, EventKind::Other, people, "named-occasion")
                })
            }
            _ => None,
        }
    }

    fn visit(&self, i: usize, name: Range<usize>) -> Option<Cue> {
        let reading = self.reading;
        let before = i.checked_sub(1)?;
        if reading.is(before, &["to", "will", "would", "can"]) || self.invited_before(i) {
            return None; // the verb, or told by the invitation
        }
        let owner = (name.start.saturating_sub(3)..name.start).rev().find_map(|t| {
            if reading.is(t, &["his", "her"]) {
                return antecedent(reading, t).map(|(_, p)| p);
            }
            reading.entity(t, Kind::Person).filter(|_| reading.kind(t + 1) == Some(TokenKind::Possessive))
        });
        let end = self.tokens.end.min(i + 20);
        let of = reading
            .is(i + 1, &["of", "by"])
            .then(|| self.people(i + 2..self.clause_end(i + 2).min(i + 14)))
            .and_then(|p| p.first().map(|(p, _)| *p));
        let place = place_after(reading, i + 1, end.min(i + 6), &["to"]);
        let subject = || {
            clauses::main_clause(reading, self.tokens.clone()).and_then(|(subject, _)| head_person(reading, subject))
        };
        let visitor = owner.or(of).or_else(subject);
        let countries = parties::stated(reading, self.tokens.clone());
        if visitor.is_none() && (place.is_none() || countries.len() < 2)
            || (place.is_none() && name.len() == 1 && of.is_none())
        {
            return None;
        }
        let people = visitor.map(|p| (p, Some("visitor"))).into_iter().collect();
        let cue = self.cue(i, self.visit_kind(i), people, "visit");
        let mut countries = cue.countries.clone();
        if visitor.is_none() {
            parties::stated(reading, self.tokens.clone()).into_iter().for_each(|c| add(&mut countries, c));
        }
        let expected = reading.is(name.start.saturating_sub(2), &["receive", "await", "expect"])
            || self.tokens.clone().any(|t| t < i && reading.is(t, &["willingness", "invitation", "readiness"]));
        let status = if expected { EventStatus::Invited } else { cue.status };
        Some(Cue { name: (name.len() > 1).then_some(name), place, countries, status, ..cue })
    }

    fn meeting(&self, i: usize, name: Range<usize>, distinct: bool, definite: bool) -> Option<Cue> {
        let reading = self.reading;
        let plural = reading.noun(i)?.number == Number::Plural;
        if reading.verb(i).is_some_and(|v| v.form == Form::Base)
            && reading.is(i.checked_sub(1)?, &["to", "will", "would", "they", "we", "can", "may"])
        {
            return None;
        }
        let with = if reading.is(i + 1, &["with", "between"]) {
            self.people(i + 2..self.clause_end(i + 2))
        } else {
            Vec::new()
        };
        let from = name.start.saturating_sub(6).max(self.tokens.start);
        let held = (from..name.start).any(|t| reading.verb_for(t, &[Use::Hold, Use::Host, Use::Attend]).is_some())
            || (i + 1..self.tokens.end.min(i + 6)).any(|t| reading.is(t, &["held", "attended"]));
        let within = (from..name.start)
            .rev()
            .take(3)
            .any(|t| reading.is(t, &["during", "in", "at", "after", "following", "before"]));
        let subject =
            || self.people_or_group(clauses::main_clause(reading, self.tokens.clone()).map_or(i..i, |(s, _)| s));
        if definite
            && with.is_empty()
            && !distinct
            && (within || reading.begins_sentence(name.start.saturating_sub(1)) || held)
        {
            let people = self.principals.people.iter().map(|&p| (p, None)).collect();
            let cue = self.cue(i, EventKind::Meeting, people, "the-meeting");
            return Some(Cue { naming: Naming::Backward, confidence: 0.6, ..cue });
        }
        if !with.is_empty() || (held && !subject().is_empty()) {
            let mut people = with;
            subject().into_iter().for_each(|p| add(&mut people, p));
            let enough = people.len() > 1 || distinct || held;
            let named = (name.len() > 1).then_some(name);
            return enough.then(|| Cue { name: named, ..self.cue(i, EventKind::Meeting, people, "meeting-with") });
        }
        let stated = parties::stated(reading, self.tokens.clone());
        if (distinct && !plural && (held || within)) || (held && stated.len() > 1) {
            let cue = self.cue(i, EventKind::Meeting, Vec::new(), "meeting-of");
            return Some(Cue { name: Some(name), countries: stated, ..cue });
        }
        None
    }

    fn call(&self, i: usize, name: Range<usize>) -> Option<Cue> {
        let reading = self.reading;
        let phone = reading.is(name.start, &["phone", "telephone", "video"])
            || reading.is(i.checked_sub(1)?, &["phone", "telephone", "video"]);
        let from = reading.is(i + 1, &["with", "from", "between"]) && self.begins_with_person(i + 2);
        let carried = (name.start.saturating_sub(4)..name.start).any(|t| {
            reading.verb_for(t, &[Use::Hold]).is_some() || reading.is(t, &["answered", "received", "made", "had"])
        });
        if !(from && carried || phone && (carried || from)) {
            return None;
        }
        let people = self.people(self.tokens.clone());
        (people.len() > 1).then(|| self.cue(i, EventKind::Call, people, "call"))
    }

    /// A cue with what the sentence tells of every kind of event.
    fn cue(&self, head: usize, kind: EventKind, people: Vec<(usize, Option<&'static str>)>, rule: &'static str) -> Cue {
        let mut unique: Vec<(usize, Option<&'static str>)> = Vec::new();
        for person in people {
            if !unique.iter().any(|(p, _)| *p == person.0) {
                unique.push(person);
            }
        }
        let indices: Vec<usize> = unique.iter().map(|(p, _)| *p).collect();
        let mut countries = parties::of_people(self.reading, &indices);
        if indices.len() < 2 {
            parties::stated(self.reading, self.tokens.clone()).into_iter().take(4).for_each(|c| add(&mut countries, c));
        }
        let date = self.date(head);
        let place = self.place(head);
        Cue {
            kind,
            status: self.status(head, date.as_ref().map(|(d, _)| *d)),
            name: None,
            naming: Naming::Plain,
            date,
            place,
            people: unique,
            countries,
            organizations: Vec::new(),
            head,
            sentence: self.index,
            rule,
            confidence: 0.8,
        }
    }

    /// The date nearest to the head, unless it only bounds a time.
    fn date(&self, head: usize) -> Option<(PartialDate, String)> {
        let reading = self.reading;
        let near = self.tokens.start.max(head.saturating_sub(60))..self.tokens.end.min(head + 40);
        let bounding = |t: usize| t > 0 && reading.is(t - 1, &["by", "since", "until", "from", "before"]);
        let found = dates::find(reading, near).into_iter().filter(|d| !bounding(d.tokens.start));
        let nearest = found.min_by_key(|d| {
            let coarse = if d.date.day.is_some() { 0 } else { 8 };
            d.tokens.start.abs_diff(head) + coarse
        })?;
        Some((nearest.date, reading.text.slice(nearest.span).to_owned()))
    }

    fn status(&self, head: usize, date: Option<PartialDate>) -> EventStatus {
        let reading = self.reading;
        let near = self.tokens.start.max(head.saturating_sub(8))..self.tokens.end.min(head + 6);
        // "The summit, planned for April, has been postponed": far behind, but a passive.
        let passive = |word: &str| {
            (head + 1..self.tokens.end.min(head + 25))
                .any(|t| reading.is(t, &[word]) && reading.is_class(t - 1, Class::Be))
        };
        if passive("postponed") {
            return EventStatus::Postponed;
        }
        if passive("cancelled") || passive("canceled") {
            return EventStatus::Cancelled;
        }
        let by = |uses: &[Use]| {
            near.clone().any(|t| t != head && reading.verb_for(t, uses).is_some_and(|v| v.form != Form::Base))
        };
        if by(&[Use::Delay]) && !near.clone().any(|t| reading.is(t, &["suspend", "suspended"])) {
            return EventStatus::Postponed;
        }
        if near.clone().any(|t| reading.is(t, &["cancelled", "canceled", "cancels", "scrapped"])) {
            return EventStatus::Cancelled;
        }
        let ahead = (near.start..head).any(|t| {
            reading.is(
                t,
                &["will", "upcoming", "forthcoming", "planned", "scheduled", "future", "plans", "intends", "expected"],
            ) || (reading.is(t, &["agreed", "plan", "due", "set", "ready"]) && reading.is(t + 1, &["to"]))
        });
        let later = date.zip(reading.published).is_some_and(|(d, p)| match (d.month, p.month) {
            (Some(_), Some(_)) if d.day.is_some() && p.day.is_some() => d > p,
            (Some(m), Some(n)) => (d.year, m) > (p.year, n),
            _ => d.year > p.year,
        });
        if ahead || later { EventStatus::Planned } else { EventStatus::Held }
    }

    fn place(&self, head: usize) -> Option<(String, Option<usize>)> {
        let opening = self.tokens.start..self.tokens.start + 1;
        place_after(self.reading, head + 1, self.clause_end(head + 1), &["in", "at", "on"])
            .or_else(|| place_after(self.reading, opening.start, opening.end, &["in", "at"]))
    }

    /// "Cairo summit", "Baghdad Summit".
    fn place_in_name(&self, name: &Range<usize>) -> Option<(String, Option<usize>)> {
        name.clone().find_map(|t| {
            let mention = self.reading.mention(t).filter(|m| m.kind == Kind::Place)?;
            Some((self.reading.text.slice(mention.evidence.span).to_owned(), mention.entity))
        })
    }

    fn place_right_after(&self, i: usize) -> Option<(String, Option<usize>)> {
        let first = i + usize::from(self.reading.is(i, &["the"]));
        if self.reading.mention(first).is_none() {
            return unknown_place(self.reading, first, self.tokens.end);
        }
        let mention = self.reading.mention(first).filter(|m| matches!(m.kind, Kind::Place | Kind::Country))?;
        let index = mention.entity.filter(|_| mention.kind == Kind::Place);
        (mention.sense != super::Sense::Demonym)
            .then(|| (self.reading.text.slice(mention.evidence.span).to_owned(), index))
    }

    fn people(&self, tokens: Range<usize>) -> Vec<(usize, Option<&'static str>)> {
        if tokens.start >= tokens.end {
            return Vec::new();
        }
        self.reading.entities(tokens, Kind::Person).into_iter().take(12).map(|p| (p, None)).collect()
    }

    /// People of a subject; those a pronoun or "the leaders" mean.
    fn people_or_group(&self, subject: Range<usize>) -> Vec<(usize, Option<&'static str>)> {
        let named = self.people(subject.clone());
        if !named.is_empty() || subject.is_empty() {
            return named;
        }
        if is_group(self.reading, subject.clone()) {
            return self.principals.people.iter().map(|&p| (p, None)).collect();
        }
        match super::speakers::speaker_in(self.reading, subject) {
            super::Speaker::Person(p) => vec![(p, None)],
            _ => Vec::new(),
        }
    }

    /// Who is told to have been at an event: the subject of the sentence and those named before.
    fn attending(&self, head: usize) -> Vec<(usize, Option<&'static str>)> {
        let mut people = self.people(self.tokens.start..head);
        if people.is_empty() {
            people =
                clauses::main_clause(self.reading, self.tokens.clone()).map_or(Vec::new(), |(s, _)| self.people(s));
        }
        people
    }

    fn begins_with_person(&self, i: usize) -> bool {
        let first = (i..i + 8).find(|&t| {
            self.reading.class(t).is_some() && !self.reading.is_class(t, Class::Determiner)
                || self.reading.entity(t, Kind::Person).is_some()
                || !self.reading.is_word(t)
        });
        first.is_some_and(|t| self.reading.entity(t, Kind::Person).is_some())
    }

    /// "welcomed Sarsenov's words": not the person but what is his.
    fn person_owns(&self, i: usize) -> bool {
        let mention = (i..i + 8).find_map(|t| self.reading.mention(t).filter(|m| m.kind == Kind::Person));
        mention.is_some_and(|m| {
            self.reading.kind(self.reading.token_at(m.evidence.span.end)) == Some(TokenKind::Possessive)
        })
    }

    fn with_at(&self, i: usize) -> usize {
        (i + 1..i + 5).find(|&t| self.reading.is(t, &["with"])).unwrap_or(i + 1)
    }

    fn is_visit(&self, i: usize) -> bool {
        self.reading.noun(i).is_some_and(|n| n.kind == NounKind::Event && n.field == "visit")
            && !(i > 0 && self.reading.is(i - 1, &["to"]))
    }

    fn visit_kind(&self, i: usize) -> EventKind {
        let state = (i.saturating_sub(2)..i).any(|t| self.reading.is(t, &["state"]));
        if state { EventKind::StateVisit } else { EventKind::Visit }
    }

    fn invited_before(&self, i: usize) -> bool {
        (self.tokens.start.max(i.saturating_sub(30))..i).any(|t| self.reading.verb_for(t, &[Use::Invite]).is_some())
    }

    fn is_infinitive(&self, i: usize) -> bool {
        i > 0 && self.reading.is(i - 1, &["to"])
    }

    fn has_auxiliary(&self, i: usize) -> bool {
        let before = self.before_adverbs(i);
        before < i && matches!(self.reading.class(before), Some(Class::Have | Class::Modal))
    }

    /// The token before `i`, over adverbs.
    fn before_adverbs(&self, i: usize) -> usize {
        let mut j = i;
        while j > self.tokens.start && i - j < 4 {
            j -= 1;
            if !clauses::is_adverb(self.reading, j) {
                break;
            }
        }
        j
    }

    /// Where the clause that goes on at `from` ends: at its next finite verb, a relative, a semicolon.
    fn clause_end(&self, from: usize) -> usize {
        let end = self.tokens.end.min(from + clauses::REACH);
        (from..end)
            .find(|&t| {
                matches!(self.reading.word(t), ";" | ":" | "“" | "\"")
                    || (self.reading.class(t) == Some(Class::Subordinator)
                        && self.reading.is(t, &["which", "that", "where", "because", "while", "when"]))
                    || clauses::is_finite(self.reading, t)
                    || (self.reading.is(t, &["to"]) && self.reading.verb(t + 1).is_some_and(|v| v.form == Form::Base))
            })
            .unwrap_or(end)
    }

    fn name_end(&self, from: usize) -> usize {
        let end = self.tokens.end.min(from + 12);
        (from..end)
            .find(|&t| matches!(self.reading.word(t), "," | "." | ";") || self.reading.is(t, &["in", "on", "at"]))
            .unwrap_or(end)
    }
}

/// A paper that can be signed.
pub(super) fn is_paper(reading: &Reading<'_>, i: usize) -> bool {
    reading.noun(i).is_some_and(|n| n.kind == NounKind::Deal)
        || reading.is(
            i,
            &[
                "declaration",
                "declarations",
                "document",
                "documents",
                "communique",
                "communiqué",
                "roadmap",
                "statement",
                "charter",
                "decree",
            ],
        )
}
