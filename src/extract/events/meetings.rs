//! Meetings and calls by their nouns and hosts: "talks in Tbilisi between", "hosted a discussion", "their first call".

use std::ops::Range;

use super::cues::{Cue, Naming};
use super::names::place_after;
use super::scene::Scene;
use crate::extract::lexicon::{Class, Form, NounKind, Number, Use};
use crate::extract::parties::{self, add};
use crate::extract::quotes::phrase_end;
use crate::extract::quotes::speakers::speaker_in;
use crate::extract::{EventKind, Kind, Speaker, clauses, dates};
use crate::text::TokenKind;

impl Scene<'_, '_> {
    /// The countries that the article is about, for a cue that names nobody.
    pub fn among_principals(&self, mut cue: Cue) -> Cue {
        if cue.countries.is_empty() {
            cue.countries = self.principals.countries.iter().copied().take(1).collect();
        }
        cue
    }

    /// "hosted a video conference with allies", "held a virtual discussion": a meeting or a call by what it is called.
    pub fn hosts_meeting(&self, i: usize, subject: Range<usize>) -> Option<Cue> {
        let reading = self.reading;
        let end = self.tokens.end.min(i + 9);
        let head = (i + 1..end).take_while(|&t| reading.is_word(t) && !clauses::is_finite(reading, t)).find(|&t| {
            reading.is(
                t,
                &[
                    "videoconference",
                    "teleconference",
                    "discussion",
                    "discussions",
                    "conversation",
                    "convening",
                    "convenings",
                    "listening",
                    "dialogue",
                    "briefing",
                    "breakfast",
                    "lunch",
                    "luncheon",
                    "dinner",
                    "working",
                    "delegation",
                    "consultations",
                    "negotiations",
                ],
            )
        })?;
        let sides = parties::stated(reading, subject.clone()).len() > 1;
        let among = sides && reading.is(head, &["consultations", "negotiations", "discussions"]);
        let article = among
            || (i + 1..head)
                .any(|t| reading.is_class(t, Class::Determiner) || reading.kind(t) == Some(TokenKind::Number));
        let remote = reading.is(head, &["videoconference", "teleconference"]);
        let kind = if remote { EventKind::Call } else { EventKind::Meeting };
        let mut people = self.people_or_group(subject);
        self.people(head..self.clause_end(head + 1)).into_iter().for_each(|p| add(&mut people, p));
        let cue = self.cue(head, kind, people, "hosted");
        let listening = reading.is(head, &["listening"]) && reading.is(head + 1, &["session", "sessions"]);
        let cue = Cue { name: listening.then_some(head..head + 2), ..cue };
        (article && (self.lead.is_some() || sides || !cue.people.is_empty())).then(|| self.among_principals(cue))
    }

    /// "convened eighty students", "convened a roundtable with farmers": whoever they are, they met.
    pub fn convened(&self, i: usize, called: Range<usize>, subject: Range<usize>) -> Option<Cue> {
        let reading = self.reading;
        let host = self.people_or_group(subject.clone());
        let body = self.is_of_body(&subject) || reading.mentions(subject.clone()).iter().any(|m| m.kind == Kind::Place);
        // "a summit in Narin" has its own rule; "a meeting of the board" tells the same as its noun does.
        let summit = |t: usize| reading.noun(t).is_some_and(|n| n.kind == NounKind::Event && n.field != "meeting");
        let near = i + 1..called.end.min(i + 5);
        let seat = reading
            .mention(i + 1 + usize::from(reading.is(i + 1, &["the"])))
            .is_some_and(|m| m.kind == Kind::Country || m.kind == Kind::Place);
        let object = reading.is_word(i + 1) || reading.kind(i + 1) == Some(TokenKind::Number);
        let object = object
            && reading.class(i + 1).is_none_or(|class| {
                class == Class::Determiner || class == Class::Preposition && reading.is(i + 1, &["over"])
            });
        let guests = object && !near.clone().any(summit) && !seat && !near.is_empty();
        let people = host.into_iter().map(|(p, _)| (p, Some("host"))).chain(self.people(called)).collect::<Vec<_>>();
        let told = self.lead.is_some() || self.is_dated(i);
        let cue = (guests && told && (body || !people.is_empty()))
            .then(|| self.cue(i, EventKind::Meeting, people, "convened"))?;
        Some(self.among_principals(cue))
    }

    /// "The Water Council met on Monday": a body by itself, on a day or where the article opens.
    pub fn body_meets(&self, i: usize, subject: &Range<usize>) -> Option<Cue> {
        let reading = self.reading;
        let verb = reading.verb(i)?;
        let will = reading.is(self.before_adverbs(i), &["will"]);
        let finite = verb.form == Form::Past && clauses::is_finite(reading, i) || verb.form == Form::Base && will;
        // "met its goals": what is met is no meeting.
        let bare = reading.is(i + 1, &["on", "in", "at", "for", "to", "today", "yesterday", "again", "with", "this"])
            || clauses::is_adverb(reading, i + 1)
            || matches!(reading.word(i + 1), "." | ",");
        let counted = reading.is(i + 1, &["for"]) && reading.is(i + 4, &["time"]);
        let told = self.lead.is_some() || counted || self.is_dated(i);
        if !(verb.lemma == "meet" && finite && bare && told && self.is_of_body(subject)) {
            return None;
        }
        let cue = self.cue(i, EventKind::Meeting, Vec::new(), "body-met");
        let mut countries = cue.countries.clone();
        self.principals.countries.iter().for_each(|c| add(&mut countries, *c));
        Some(Cue { countries, ..cue })
    }

    /// Whether a subject is a body: one that is known, or capitals that end in what a body is called.
    pub fn is_of_body(&self, subject: &Range<usize>) -> bool {
        const BODIES: &[&str] =
            &["group", "council", "committee", "commission", "board", "force", "platform", "parliament", "cabinet"];
        let reading = self.reading;
        let Some(last) = subject.clone().rev().find(|&t| reading.is_word(t)) else { return false };
        let named = reading.mention(last).is_some_and(|m| m.kind == Kind::Organization);
        let common = &["ministry", "department", "agency", "government", "parliament", "council", "committee"];
        let headed = subject.clone().any(|t| reading.is_capitalised(t) && reading.is(t, BODIES))
            || subject.len() < 3 && reading.is(last, common);
        // Seats of government stand for whoever sits there.
        let seat = reading.is(last, &["house", "kremlin", "akorda"]) && reading.is_capitalised(last);
        named || headed || seat || !reading.entities(subject.clone(), Kind::Organization).is_empty()
    }

    /// "also met", "following the meeting, … met": another meeting than those that were told before.
    pub fn is_told_anew(&self, i: usize) -> bool {
        let reading = self.reading;
        let before = self.tokens.start.max(i.saturating_sub(30))..i;
        (before.start..i).any(|t| {
            reading.is(t, &["also", "separately", "later"]) && i - t < 4
                || reading.is(t, &["following", "after", "before"])
                    && t < self.tokens.start + 2
                    && (t + 1..t + 4).any(|u| reading.noun(u).is_some_and(|n| n.kind == NounKind::Event))
                || reading.is(t, &["earlier", "later"])
                    && reading.is(t + 1, &["in", "that"])
                    && t < self.tokens.start + 2
        })
    }

    /// "met with the leadership of the police": others who are told by what they are.
    pub fn meets_others(&self, i: usize, end: usize) -> bool {
        let reading = self.reading;
        let object = i + 2..end.min(i + 10);
        reading.is(i + 1, &["with"])
            && object.clone().any(|t| {
                reading.mention(t).is_some_and(|m| m.kind == Kind::Organization)
                    || reading.noun(t).is_some_and(|n| n.kind == NounKind::Group)
                    || reading.is(t, &["leadership", "delegation", "management"])
            })
    }

    /// "met with the prime minister on Monday": one who is told by the post, which the article gives to somebody.
    pub fn partner_by_post(&self, i: usize, end: usize) -> Vec<(usize, Option<&'static str>)> {
        let reading = self.reading;
        let first = i + 1 + usize::from(reading.is(i + 1, &["with"]));
        let phrase = first..phrase_end(reading, first, end);
        if !reading.is(first, &["the"]) || phrase.len() < 2 {
            return Vec::new();
        }
        match speaker_in(reading, phrase) {
            Speaker::Person(person) => vec![(person, None)],
            _ => Vec::new(),
        }
    }

    /// "G7 leaders meeting", "the APEC Leaders' Meeting": of a body's leaders.
    pub fn is_of_leaders(&self, i: usize) -> bool {
        let reading = self.reading;
        let owner = if reading.kind(i - 1) == Some(TokenKind::Possessive) || reading.word(i - 1) == "’" {
            i - 2
        } else {
            i - 1
        };
        let body = owner.checked_sub(1).filter(|b| *b >= self.tokens.start);
        reading.is(owner, &["leaders", "leaders'", "leaders’"])
            && body.is_some_and(|b| reading.is_capitalised(b) && reading.class(b).is_none())
    }

    pub fn meeting(&self, i: usize, name: Range<usize>, distinct: bool, definite: bool) -> Option<Cue> {
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
        let holding =
            (from..name.start).rev().find(|&t| reading.verb_for(t, &[Use::Hold, Use::Host, Use::Attend]).is_some());
        // "the fourth meeting of the committee was co-chaired by": told behind its name, however long that is.
        let chaired = (name.end..self.tokens.end.min(name.end + 16))
            .take_while(|&t| !matches!(reading.word(t), "," | ";" | "."))
            .any(|t| {
                reading.is_class(t, Class::Be)
                    && reading.is(t + 1, &["held", "chaired", "co-chaired", "hosted", "led", "convened", "attended"])
            });
        let held = chaired
            || holding.is_some()
            || (i + 1..self.tokens.end.min(i + 6)).any(|t| reading.is(t, &["held", "attended"]));
        let within = (from..name.start)
            .rev()
            .take(3)
            .any(|t| reading.is(t, &["during", "in", "at", "after", "following", "before"]));
        let subject = || {
            let main = || clauses::main_clause(reading, self.tokens.clone()).map_or(i..i, |(s, _)| s);
            let own = holding.map(|v| clauses::subject(reading, self.tokens.clone(), self.tokens.start, v));
            let subject = own.filter(|s| !s.is_empty()).unwrap_or_else(main);
            let mut people = self.listed_before(subject.start);
            self.people_or_group(subject).into_iter().for_each(|p| add(&mut people, p));
            people
        };
        if let Some(cue) = self.meeting_of_states(i, &name, &with) {
            return Some(cue);
        }
        // "the two states held their third meeting"
        let own = holding.map(|v| clauses::subject(reading, self.tokens.clone(), self.tokens.start, v));
        let sides = own.map_or(Vec::new(), |own| parties::stated(reading, own));
        if sides.len() > 1 && with.is_empty() && !plural && subject().is_empty() {
            let cue = self.cue(i, EventKind::Meeting, Vec::new(), "states-held");
            return Some(Cue { name: (name.len() > 1).then_some(name), countries: sides, ..cue });
        }
        if definite
            && with.is_empty()
            && !distinct
            && (within || reading.begins_sentence(name.start.saturating_sub(1)) || held)
        {
            let people = self.principals.people.iter().map(|&p| (p, None)).collect();
            let cue = self.cue(i, EventKind::Meeting, people, "the-meeting");
            // "The meeting built on their talks of May": a day far behind is that of something else.
            let near = self.tokens.start.max(i.saturating_sub(9))..self.tokens.end.min(i + 9);
            let date = cue.date.clone().filter(|_| !dates::find(reading, near).is_empty());
            return Some(Cue { naming: Naming::Backward, confidence: 0.6, date, ..cue });
        }
        // "the minister's meeting with farmers in May": of whoever owns it, on a day of its own.
        let owner = self.owner(name.start).filter(|_| reading.is(i + 1, &["with"]));
        if let Some(owner) = owner
            && (!with.is_empty() || self.date(i).is_some())
        {
            let people = [(owner, None)].into_iter().chain(with).collect();
            return Some(self.cue(i, EventKind::Meeting, people, "meeting-of-owner"));
        }
        if chaired && subject().is_empty() {
            let people = self.people(name.end..self.tokens.end);
            let cue = self.among_principals(self.cue(i, EventKind::Meeting, people, "meeting-chaired"));
            return Some(Cue { name: (name.len() > 1).then_some(name), ..cue });
        }
        if !with.is_empty() || (held && !subject().is_empty()) {
            let mut people = with;
            subject().into_iter().for_each(|p| add(&mut people, p));
            let enough = people.len() > 1 || distinct || held;
            let named = (name.len() > 1).then_some(name);
            return enough.then(|| Cue { name: named, ..self.cue(i, EventKind::Meeting, people, "meeting-with") });
        }
        // "The ministry hosted a roundtable with farmers": a body and whoever came.
        let by_body = || {
            let own = holding.map(|v| clauses::subject(reading, self.tokens.clone(), self.tokens.start, v));
            own.is_some_and(|s| self.is_of_body(&s)) && reading.is(i + 1, &["with", "on", "of", "to"])
        };
        if !plural && self.lead.is_some() && by_body() {
            let cue = self.among_principals(self.cue(i, EventKind::Meeting, Vec::new(), "body-hosted"));
            return Some(Cue { name: (name.len() > 1).then_some(name), ..cue });
        }
        let stated = parties::stated(reading, self.tokens.clone());
        if (distinct && !plural && (held || within)) || (held && stated.len() > 1) {
            let cue = self.cue(i, EventKind::Meeting, Vec::new(), "meeting-of");
            return Some(Cue { name: Some(name), countries: stated, ..cue });
        }
        None
    }

    /// "talks in Tbilisi between officials from Armenia and Azerbaijan": told by whose it is, with nobody named.
    pub fn meeting_of_states(
        &self,
        i: usize,
        name: &Range<usize>,
        with: &[(usize, Option<&'static str>)],
    ) -> Option<Cue> {
        let reading = self.reading;
        let end = self.clause_end(i + 1).max(i + 1);
        let between = (i + 1..end).find(|&t| reading.is(t, &["between"]));
        // A list of states runs over commas that end no clause.
        let parties = between.map_or(Vec::new(), |b| parties::stated(reading, b..self.clause_end(b + 1)));
        let place = place_after(reading, i + 1, (i + 3).min(end), &["in", "at"]);
        let around = parties::stated(reading, self.tokens.clone());
        let located =
            place.is_some() && around.len() > 1 && between.is_none() && self.people(self.tokens.clone()).len() < 2;
        if !with.is_empty() || !(parties.len() > 1 || located) {
            return None;
        }
        let countries = if parties.len() > 1 { parties } else { around };
        let cue = self.cue(i, EventKind::Meeting, Vec::new(), "meeting-of-states");
        Some(Cue {
            name: (name.len() > 1).then(|| name.clone()),
            place: place.or(cue.place.clone()),
            countries: countries.into_iter().take(8).collect(),
            ..cue
        })
    }

    pub fn call(&self, i: usize, name: Range<usize>) -> Option<Cue> {
        let reading = self.reading;
        let phone = reading.is(name.start, &["phone", "telephone", "video"])
            || reading.is(i.checked_sub(1)?, &["phone", "telephone", "video"]);
        let from = reading.is(i + 1, &["with", "from", "between"]) && self.begins_with_person(i + 2);
        let carried = (name.start.saturating_sub(4)..name.start).any(|t| {
            reading.verb_for(t, &[Use::Hold]).is_some() || reading.is(t, &["answered", "received", "made", "had"])
        });
        // "during their first call in April"
        let their = (name.start.saturating_sub(3)..i).any(|t| {
            reading.is(t, &["their", "our"])
                && t > 0
                && reading.is(t - 1, &["during", "in", "on", "since", "after", "following"])
        });
        if their && self.principals.people.len() > 1 && self.date(i).is_some() {
            let people = self.principals.people.iter().map(|&p| (p, None)).collect();
            return Some(self.cue(i, EventKind::Call, people, "their-call"));
        }
        // "led a call with farmers", where the article opens
        let led = (name.start.saturating_sub(3)..name.start)
            .any(|t| reading.is(t, &["led", "hosted", "held", "convened", "joined", "chaired"]));
        if led && self.lead.is_some() && reading.is(i + 1, &["with"]) && !from {
            let people = self.attending(name.start);
            return (!people.is_empty()).then(|| self.cue(i, EventKind::Call, people, "led-call"));
        }
        if !(from && carried || phone && (carried || from)) {
            return None;
        }
        let people = self.people(self.tokens.clone());
        (people.len() > 1).then(|| self.cue(i, EventKind::Call, people, "call"))
    }
}
