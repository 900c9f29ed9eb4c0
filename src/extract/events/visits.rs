//! Visits: paid, owed by an invitation, or told by whose they are.

use std::ops::Range;

use super::cues::Cue;
use super::names::{around, place_after};
use super::scene::Scene;
use crate::extract::lexicon::Use;
use crate::extract::parties::{self, add};
use crate::extract::quotes::speakers::{antecedent, head_person, speaker_in};
use crate::extract::{EventKind, EventStatus, Kind, Speaker, clauses};
use crate::text::TokenKind;

/// What is done with a visit by who pays it.
const PAYING: &[&str] = &[
    "paid",
    "pays",
    "made",
    "makes",
    "effected",
    "undertook",
    "conducted",
    "completed",
    "concluded",
    "began",
    "wrapped",
    "started",
    "finished",
];

impl Scene<'_, '_> {
    /// "invited X to make a state visit to Y next year".
    pub fn invitation(&self, i: usize) -> Option<Cue> {
        let reading = self.reading;
        let end = self.tokens.end.min(i + 40);
        let visit = (i + 1..end).find(|&t| self.is_visit(t) || reading.verb_for(t, &[Use::Visit]).is_some());
        let Some(visit) = visit else { return self.invited_to(i) };
        let guest = self.people(i + 1..visit);
        // "invited the Uzbek leader to pay": a guest by his post.
        let to = (i + 1..visit).find(|&t| reading.is(t, &["to", "for"])).unwrap_or(visit);
        let guest = if guest.is_empty() { self.people_or_group(i + 1..to) } else { guest };
        // "thanked Mammadzade and invited him": whoever was named last before.
        let him = guest.is_empty() && reading.is(i + 1, &["him", "her", "them"]);
        let guest = match him {
            true => self.people(self.tokens.start..i).pop().into_iter().collect(),
            false => guest,
        };
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

    /// "invited President Sarsenov to Tbilisi": a visit, where the guest is a person and a place follows.
    fn invited_to(&self, i: usize) -> Option<Cue> {
        let reading = self.reading;
        if !clauses::is_finite(reading, i) {
            return None;
        }
        let end = self.clause_end(i + 1).min(i + 20);
        let to = (i + 2..end).find(|&t| reading.is(t, &["to"]))?;
        let guests = self.people(i + 1..to);
        let place = place_after(reading, to, (to + 4).min(end), &["to"])?;
        let host = self.people_or_group(clauses::subject(reading, self.tokens.clone(), self.tokens.start, i));
        if guests.is_empty() || !self.begins_with_person(i + 1) {
            return None;
        }
        let mut people: Vec<_> = guests.into_iter().map(|(p, _)| (p, Some("visitor"))).collect();
        people.extend(host.into_iter().map(|(p, _)| (p, Some("inviter"))));
        let cue = self.cue(i, EventKind::Visit, people, "invited-to");
        Some(Cue { status: EventStatus::Invited, place: Some(place), ..cue })
    }

    /// "an invitation from X for Y to pay a visit to Z".
    pub fn invitation_noun(&self, i: usize) -> Option<Cue> {
        let reading = self.reading;
        if !reading.is(i, &["invitation"]) {
            return None;
        }
        let end = self.tokens.end.min(i + 40);
        let visit = (i + 1..end).find(|&t| self.is_visit(t))?;
        let guest = (i + 1..visit).find(|&t| reading.is(t, &["for"]))?;
        let to = (guest..visit).find(|&t| reading.is(t, &["to"]))?;
        let host = (i + 1..guest).find(|&t| reading.is(t, &["from", "of", "by"]));
        let guests = self.people_or_group(guest + 1..to);
        let hosts = host.map_or(Vec::new(), |h| self.people(h + 1..guest));
        let mut people: Vec<_> = guests.into_iter().map(|(p, _)| (p, Some("visitor"))).collect();
        people.extend(hosts.into_iter().map(|(p, _)| (p, Some("inviter"))));
        if people.is_empty() {
            return None;
        }
        let place = place_after(reading, visit + 1, end.min(visit + 8), &["to"]);
        let name = Some(around(reading, visit, i, end)).filter(|n| n.len() > 1);
        let cue = self.cue(visit, self.visit_kind(visit), people, "invitation-to-visit");
        Some(Cue { status: EventStatus::Invited, place: place.or(cue.place.clone()), name, ..cue })
    }

    pub fn visit(&self, i: usize, name: Range<usize>) -> Option<Cue> {
        let reading = self.reading;
        let before = i.checked_sub(1)?;
        if reading.is(before, &["to", "will", "would", "can"]) || self.invited_before(i) {
            return None; // the verb, or told by the invitation
        }
        // "Sarsenov's March 23-24 visit"
        let named = (name.start.saturating_sub(5)..name.start)
            .any(|t| reading.kind(t + 1) == Some(TokenKind::Possessive) && reading.entity(t, Kind::Person).is_some());
        let owner = (name.start.saturating_sub(5)..name.start).rev().find_map(|t| {
            if reading.is(t, &["his", "her"]) {
                let place = place_after(reading, i + 1, self.tokens.end.min(i + 8), &["to"]);
                return self.traveller(t, place.as_ref()).or_else(|| antecedent(reading, t).map(|(_, p)| p));
            }
            reading.entity(t, Kind::Person).filter(|_| reading.kind(t + 1) == Some(TokenKind::Possessive))
        });
        let owner = owner.or_else(|| self.owner(name.start));
        let end = self.tokens.end.min(i + 20);
        let of = reading
            .is(i + 1, &["of", "by"])
            .then(|| self.people(i + 2..self.clause_end(i + 2).min(i + 14)))
            .and_then(|p| p.first().map(|(p, _)| *p));
        let hosts = if reading.is(i + 1, &["with"]) { self.people(i + 2..self.clause_end(i + 2)) } else { Vec::new() };
        let to: &[&str] = match hosts.is_empty() {
            true if reading.is(i, &["tour", "trip"]) => &["to", "of"],
            true => &["to"],
            false => &["to", "in"],
        };
        let place = place_after(reading, i + 1, if hosts.is_empty() { end.min(i + 6) } else { end }, to);
        let subject = || {
            clauses::main_clause(reading, self.tokens.clone()).and_then(|(subject, _)| head_person(reading, subject))
        };
        // "paid a visit to the mill", "effected a site visit": who did.
        let paid = (self.tokens.start.max(name.start.saturating_sub(5))..name.start)
            .find(|&t| reading.is(t, PAYING))
            .map(|t| clauses::subject(reading, self.tokens.clone(), self.tokens.start, t));
        let payer = paid.and_then(|subject| match speaker_in(reading, subject) {
            Speaker::Person(person) => Some(person),
            _ => None,
        });
        // "a medal that Sarsenov received during a visit to Narin": the only one of the sentence.
        let only = || match self.people(self.tokens.start..i)[..] {
            [(person, _)] if place.is_some() && reading.is(name.start.saturating_sub(2), &["during", "on"]) => {
                Some(person)
            }
            _ => None,
        };
        let visitor = owner.or(of).or(payer).or_else(subject).or_else(only);
        let countries = parties::stated(reading, self.tokens.clone());
        if visitor.is_none() && (place.is_none() || countries.len() < 2)
            || (place.is_none() && name.len() == 1 && of.is_none() && hosts.is_empty() && !named && payer.is_none())
        {
            return None;
        }
        let people = visitor.map(|p| (p, Some("visitor"))).into_iter().chain(hosts).collect();
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

    /// Whose the name at `start` is: "Sarsenov's", "the minister's 5 May", "King Daniyar of Kazakhstan's".
    pub fn owner(&self, start: usize) -> Option<usize> {
        let reading = self.reading;
        let floor = self.tokens.start.max(start.saturating_sub(6));
        let mark = (floor..start)
            .rev()
            .find(|&t| reading.kind(t) == Some(TokenKind::Possessive) || matches!(reading.word(t), "’" | "'"))?;
        let between = |t: usize| {
            reading.kind(t) == Some(TokenKind::Number)
                || reading.word(t) == ","
                || crate::extract::header::month(reading.word(t)).is_some()
                || reading.class(t).is_none() && reading.is_word(t) && !reading.is_capitalised(t)
        };
        if !(mark + 1..start).all(between) {
            return None;
        }
        let of_country = reading.mention(mark.checked_sub(1)?).filter(|m| m.kind == Kind::Country);
        let last = match of_country.map(|m| reading.token_at(m.evidence.span.start)) {
            Some(first) if first > self.tokens.start && reading.is(first - 1, &["of"]) => first.checked_sub(2)?,
            _ => mark - 1,
        };
        let person = reading.entity(last, Kind::Person);
        person.or_else(|| self.owner_by_post(mark + 1))
    }

    /// "the Vice President's visit": who holds the post that owns the name at `start`.
    fn owner_by_post(&self, start: usize) -> Option<usize> {
        let reading = self.reading;
        let mark = start.checked_sub(1).filter(|&t| reading.kind(t) == Some(TokenKind::Possessive))?;
        let the = (mark.saturating_sub(5)..mark).rev().find(|&t| reading.is(t, &["the"]))?;
        match speaker_in(reading, the..mark) {
            Speaker::Person(person) => Some(person),
            _ => None,
        }
    }

    /// "A delegation from Uzbekistan visited the plant in Astana": nobody by name, but of a country.
    pub fn delegation_visits(
        &self,
        i: usize,
        subject: Range<usize>,
        place: Option<(String, Option<usize>)>,
    ) -> Option<Cue> {
        let reading = self.reading;
        let delegation = subject.clone().any(|t| reading.is(t, &["delegation", "delegations", "mission", "team"]));
        let countries = parties::stated(reading, subject);
        let place = place.filter(|_| delegation && !countries.is_empty())?;
        let cue = self.cue(i, EventKind::Visit, Vec::new(), "delegation-visited");
        let mut all = cue.countries.clone();
        countries.into_iter().for_each(|c| add(&mut all, c));
        Some(Cue { place: Some(place), countries: all, ..cue })
    }
}
