//! A sentence in which an event is told: its people, place, date and tense.

use std::ops::Range;

use super::cues::{Cue, Naming};
use super::names::{place_after, unknown_place};
use crate::extract::lexicon::{Class, Form, NounKind, Use};
use crate::extract::parties::{self, Principals, add, is_group};
use crate::extract::quotes::speakers::speaker_in;
use crate::extract::reading::Reading;
use crate::extract::{EventKind, EventStatus, Kind, PartialDate, Sense, Speaker, clauses, dates};
use crate::text::TokenKind;

pub struct Scene<'a, 'r> {
    pub reading: &'a Reading<'r>,
    pub index: usize,
    pub tokens: Range<usize>,
    pub principals: &'a Principals,
    /// The how-manieth it is of the sentences that open the article; `None` of all others.
    pub lead: Option<usize>,
}

impl Scene<'_, '_> {
    /// A cue with what the sentence tells of every kind of event.
    pub fn cue(
        &self,
        head: usize,
        kind: EventKind,
        people: Vec<(usize, Option<&'static str>)>,
        rule: &'static str,
    ) -> Cue {
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
            happening: None,
            naming: Naming::Plain,
            date,
            place,
            people: unique,
            countries,
            organizations: self.organizations(head),
            anew: false,
            head,
            sentence: self.index,
            rule,
            confidence: 0.8,
        }
    }

    /// Whose visit "his visit" at `pronoun` is, when the subject is at home where it leads: "X received
    /// Y during his visit to X's capital" tells of Y, the nearest person before of another country.
    pub fn traveller(&self, pronoun: usize, place: Option<&(String, Option<usize>)>) -> Option<usize> {
        let facts = self.reading.facts;
        let (name, index) = place?;
        let of_place = index.and_then(|p| facts.places.get(p)).and_then(|p| p.country);
        let of_name =
            || crate::gazetteer::countries().iter().find(|c| c.name == name || c.capital == name).map(|c| c.code);
        let home = of_place.or_else(of_name)?;
        let country = |p: usize| facts.people.get(p).and_then(|p| p.country);
        let (_, subject) = crate::extract::quotes::speakers::antecedent(self.reading, pronoun)?;
        let before = self.reading.entities(self.tokens.start..pronoun, Kind::Person);
        let guest = before.into_iter().rev().find(|&p| country(p).is_some_and(|c| c != home));
        guest.filter(|_| country(subject) == Some(home))
    }

    /// The bodies that the clause around an event names, but for those that only report it, and for
    /// names that do not tell a body: a fund that was discussed.
    fn organizations(&self, head: usize) -> Vec<usize> {
        let clause = self.tokens.start.max(head.saturating_sub(25))..self.clause_end(head + 1);
        let bodies = self.reading.entities(clause, Kind::Organization).into_iter();
        let reports = |o: &usize| {
            let organization = self.reading.facts.organizations.get(*o);
            organization.is_none_or(|o| matches!(o.kind, None | Some("media" | "press_service")))
        };
        bodies.filter(|o| !reports(o)).take(6).collect()
    }

    /// The date nearest to the head, unless it only bounds a time.
    pub fn date(&self, head: usize) -> Option<(PartialDate, String)> {
        let reading = self.reading;
        let near = self.tokens.start.max(head.saturating_sub(60))..self.tokens.end.min(head + 40);
        let bounding =
            |t: usize| t > 0 && reading.is(t - 1, &["by", "since", "until", "from", "before", "to", "through"]);
        // "the Water Act of 2001": a year that belongs to a name.
        // Likewise "the 2011 flood", "for the 2020 election", but not in the name of the event itself.
        let of_name = |d: &dates::Dated| {
            let (start, end) = (d.tokens.start, d.tokens.end);
            let year = d.tokens.len() == 1 && d.date.month.is_none() && start > 1;
            let head_follows = || (end..head + 1).len() < 8 && (end..head).all(|t| reading.class(t).is_none());
            year && (reading.is(start - 1, &["of"]) && reading.is_capitalised(start - 2)
                || reading.is_class(start - 1, Class::Determiner) && !head_follows())
        };
        let found = dates::find(reading, near).into_iter().filter(|d| !bounding(d.tokens.start) && !of_name(d));
        let nearest = found.min_by_key(|d| {
            let coarse = if d.date.day.is_some() { 0 } else { 8 };
            d.tokens.start.abs_diff(head) + coarse
        })?;
        Some((nearest.date, reading.text.slice(nearest.span).to_owned()))
    }

    /// The year in an event's name, unless the text tells a day of that year.
    pub fn date_by_name(
        &self,
        name: &Range<usize>,
        told: Option<(PartialDate, String)>,
    ) -> Option<(PartialDate, String)> {
        match dates::year_of_name(self.reading, name.clone()) {
            Some(year) if told.as_ref().is_none_or(|(date, _)| date.year != year.year) => {
                Some((year, year.year.to_string()))
            }
            _ => told,
        }
    }

    pub fn status(&self, head: usize, date: Option<PartialDate>) -> EventStatus {
        let reading = self.reading;
        let near = self.tokens.start.max(head.saturating_sub(8))..self.tokens.end.min(head + 6);
        // "The summit, planned for April, has been postponed": far behind, but a passive.
        let passive = |word: &str| {
            (head + 1..self.tokens.end.min(head + 25))
                .take_while(|&t| !reading.is(t, &["while", "whereas", "but", "although", ";"]))
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
            ) || ((reading.is(t, &["agreed", "plan", "due", "set", "ready", "is", "are"]))
                && reading.is(t + 1, &["to"]))
        });
        let later = date.zip(reading.published).is_some_and(|(d, p)| match (d.month, p.month) {
            (Some(_), Some(_)) if d.day.is_some() && p.day.is_some() => d > p,
            (Some(m), Some(n)) => (d.year, m) > (p.year, n),
            _ => d.year > p.year,
        });
        // "is scheduled to be held", "will take place", "in the run-up to the cup"
        let behind = head + 1..self.tokens.end.min(head + 6);
        let scheduled = behind.clone().any(|t| {
            reading.is(t, &["scheduled", "slated", "will"])
                || reading.is(t, &["expected", "set", "due"]) && reading.is(t + 1, &["to"])
        });
        let before_it = (near.start..head).any(|t| {
            let forward = reading.is(t, &["look", "looks", "looking"]) && reading.is(t + 1, &["forward"]);
            let ahead = reading.is(t, &["run-up", "ahead", "advance"]) && reading.is(t + 1, &["to", "of"]);
            forward || ahead && date.is_none_or(|d| reading.published.is_some_and(|p| d.year > p.year))
        });
        let awaited = scheduled && !behind.clone().any(|t| matches!(reading.word(t), "," | ";")) || before_it;
        if ahead || later || awaited { EventStatus::Planned } else { EventStatus::Held }
    }

    pub fn place(&self, head: usize) -> Option<(String, Option<usize>)> {
        let first = self.tokens.start;
        // "On Friday in Narin, the mayor said": no further than the comma.
        let opening = (first..head.min(first + 7)).find(|&t| self.reading.word(t) == ",").unwrap_or(first + 1);
        place_after(self.reading, head + 1, self.clause_end(head + 1), &["in", "at", "on"])
            .or_else(|| self.place_right_before(head))
            .or_else(|| place_after(self.reading, first, opening, &["in", "at"]))
            .or_else(|| place_after(self.reading, head + 1, self.clause_end(head + 1), &["near", "outside"]))
    }

    /// "The ministers in Ashgabat signed": the place stands between subject and verb.
    fn place_right_before(&self, head: usize) -> Option<(String, Option<usize>)> {
        let reading = self.reading;
        let mention = reading.mention(head.checked_sub(1)?)?;
        let first = reading.token_at(mention.evidence.span.start);
        let placed = first > self.tokens.start && reading.is(first - 1, &["in", "at"]);
        placed.then(|| place_after(reading, first - 1, head, &["in", "at"])).flatten()
    }

    /// People listed with the subject that begins at `start`: "A, the minister, B, and" before C.
    pub fn listed_before(&self, start: usize) -> Vec<(usize, Option<&'static str>)> {
        let reading = self.reading;
        let joined = start > self.tokens.start
            && (reading.is(start - 1, &["and"]) || reading.word(start - 1) == "," && self.begins_with_person(start));
        if !joined {
            return Vec::new();
        }
        let floor = self.tokens.start.max(start.saturating_sub(clauses::REACH));
        let stop = |t: &usize| {
            clauses::is_finite(reading, *t)
                || matches!(reading.word(*t), ";" | ":" | "(" | ")")
                || reading.is_quote(*t)
                || reading.is_class(*t, Class::Subordinator)
                || reading.verb(*t).is_some_and(|v| v.form == Form::Gerund)
        };
        let from = (floor..start).rev().find(stop).map_or(floor, |t| t + 1);
        self.people(clauses::skip_introductions(reading, from..start)..start)
    }

    /// "called President X to congratulate him": a call, and not a name that is given to somebody.
    pub fn rings_up(&self, i: usize) -> bool {
        let reading = self.reading;
        if reading.verb(i).is_none_or(|v| v.lemma != "call") || !self.begins_with_person(i + 1) {
            return false;
        }
        let named = (i + 1..i + 10).find_map(|t| reading.mention(t).filter(|m| m.kind == Kind::Person));
        let mut next = named.map_or(i + 1, |m| reading.token_at(m.evidence.span.end));
        if reading.is(next, &["of"]) && reading.mention(next + 1).is_some_and(|m| m.kind == Kind::Country) {
            next = reading.mention(next + 1).map_or(next, |m| reading.token_at(m.evidence.span.end));
        }
        reading.is(next, &["to", "today", "yesterday", "on", "and", "after", "earlier", "."])
    }

    /// "a summit with the president of", "between the leaders of".
    pub fn is_between(&self, i: usize) -> bool {
        self.reading.is(i + 1, &["with", "between"]) && {
            let partners = i + 2..self.clause_end(i + 2);
            !self.people(partners.clone()).is_empty() || parties::stated(self.reading, partners).len() > 1
        }
    }

    /// "Cairo summit", "Baghdad Summit".
    pub fn place_in_name(&self, name: &Range<usize>) -> Option<(String, Option<usize>)> {
        name.clone().find_map(|t| {
            let mention = self.reading.mention(t).filter(|m| m.kind == Kind::Place)?;
            // Capitals of a name that no gazetteer knows may be any part of it.
            mention.entity.and_then(|p| self.reading.facts.places.get(p)).filter(|p| p.country.is_some())?;
            Some((self.reading.text.slice(mention.evidence.span).to_owned(), mention.entity))
        })
    }

    pub fn place_right_after(&self, i: usize) -> Option<(String, Option<usize>)> {
        let first = i + usize::from(self.reading.is(i, &["the"]));
        if self.reading.mention(first).is_none() {
            return unknown_place(self.reading, first, self.tokens.end);
        }
        let mention = self.reading.mention(first).filter(|m| matches!(m.kind, Kind::Place | Kind::Country))?;
        let index = mention.entity.filter(|_| mention.kind == Kind::Place);
        (mention.sense != Sense::Demonym).then(|| (self.reading.text.slice(mention.evidence.span).to_owned(), index))
    }

    pub fn people(&self, tokens: Range<usize>) -> Vec<(usize, Option<&'static str>)> {
        if tokens.start >= tokens.end {
            return Vec::new();
        }
        self.reading.entities(tokens, Kind::Person).into_iter().take(12).map(|p| (p, None)).collect()
    }

    /// Countries and organizations that speak where `subject` does: those it names, and whose its organization is.
    pub fn sides(&self, subject: Range<usize>) -> (Vec<&'static str>, Vec<usize>) {
        let mut countries = parties::stated(self.reading, subject.clone());
        let mut organizations = Vec::new();
        if let Speaker::Organization(o) = speaker_in(self.reading, subject) {
            organizations.push(o);
            parties::of_organization(self.reading, o).into_iter().for_each(|c| add(&mut countries, c));
        }
        (countries, organizations)
    }

    /// People of a subject; those a pronoun or "the leaders" mean.
    pub fn people_or_group(&self, subject: Range<usize>) -> Vec<(usize, Option<&'static str>)> {
        // "X, who was Y's envoy, met Z": Y was not there.
        let relative =
            |&t: &usize| self.reading.word(t) == "," && self.reading.is(t + 1, &["who", "whose", "whom", "which"]);
        let own = subject.start..subject.clone().find(relative).unwrap_or(subject.end);
        let named = self.people(own);
        if !named.is_empty() || subject.is_empty() {
            return named;
        }
        if is_group(self.reading, subject.clone()) {
            return self.principals.people.iter().map(|&p| (p, None)).collect();
        }
        match speaker_in(self.reading, subject) {
            Speaker::Person(p) => vec![(p, None)],
            _ => Vec::new(),
        }
    }

    /// Who is told to have been at an event: the subject of the sentence and those named before.
    pub fn attending(&self, head: usize) -> Vec<(usize, Option<&'static str>)> {
        let mut people = self.people(self.tokens.start..head);
        if people.is_empty() {
            people = clauses::main_clause(self.reading, self.tokens.clone())
                .filter(|(subject, _)| !subject.contains(&head))
                .map_or(Vec::new(), |(subject, _)| self.people_or_group(subject));
        }
        people
    }

    pub fn begins_with_person(&self, i: usize) -> bool {
        let point = |t: usize| self.reading.word(t) == "." && t > 0 && self.reading.word(t - 1).len() < 5;
        let first = (i..i + 10).filter(|&t| !point(t)).find(|&t| {
            self.reading.class(t).is_some() && !self.reading.is_class(t, Class::Determiner)
                || self.reading.entity(t, Kind::Person).is_some()
                || !self.reading.is_word(t)
        });
        first.is_some_and(|t| self.reading.entity(t, Kind::Person).is_some())
    }

    /// "welcomed Sarsenov's words": not the person but what is his.
    pub fn person_owns(&self, i: usize) -> bool {
        let mention = (i..i + 8).find_map(|t| self.reading.mention(t).filter(|m| m.kind == Kind::Person));
        mention.is_some_and(|m| {
            self.reading.kind(self.reading.token_at(m.evidence.span.end)) == Some(TokenKind::Possessive)
        })
    }

    pub fn with_at(&self, i: usize) -> usize {
        (i + 1..i + 5).find(|&t| self.reading.is(t, &["with"])).unwrap_or(i + 1)
    }

    pub fn is_visit(&self, i: usize) -> bool {
        self.reading.noun(i).is_some_and(|n| n.kind == NounKind::Event && n.field == "visit")
            && !(i > 0 && self.reading.is(i - 1, &["to"]))
    }

    pub fn visit_kind(&self, i: usize) -> EventKind {
        let state = (i.saturating_sub(2)..i).any(|t| self.reading.is(t, &["state"]));
        if state { EventKind::StateVisit } else { EventKind::Visit }
    }

    pub fn invited_before(&self, i: usize) -> bool {
        let invites = |t: usize| {
            self.reading.verb_for(t, &[Use::Invite]).is_some()
                || self.reading.is(t, &["invitation"]) && (t + 1..i).any(|u| self.reading.is(u, &["for"]))
        };
        (self.tokens.start.max(i.saturating_sub(30))..i).any(invites)
    }

    pub fn is_infinitive(&self, i: usize) -> bool {
        i > 0 && self.reading.is(i - 1, &["to"])
    }

    pub fn has_auxiliary(&self, i: usize) -> bool {
        let before = self.before_adverbs(i);
        before < i && matches!(self.reading.class(before), Some(Class::Have | Class::Modal))
    }

    /// The token before `i`, over adverbs.
    pub fn before_adverbs(&self, i: usize) -> usize {
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
    pub fn clause_end(&self, from: usize) -> usize {
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

    pub fn name_end(&self, from: usize) -> usize {
        let end = self.tokens.end.min(from + 12);
        (from..end)
            .find(|&t| matches!(self.reading.word(t), "," | "." | ";") || self.reading.is(t, &["in", "on", "at"]))
            .unwrap_or(end)
    }
}
