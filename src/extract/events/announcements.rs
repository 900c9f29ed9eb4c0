//! What is made known: announcements on a day, and what a text says in its writer's own name.

use std::ops::Range;

use super::cues::{Cue, Naming};
use super::scene::Scene;
use crate::extract::header::month;
use crate::extract::lexicon::{Class, Form, NounKind, Use};
use crate::extract::parties::{add, signer};
use crate::extract::reading::Reading;
use crate::extract::{EventKind, EventStatus, PartialDate, clauses, dates};

/// Verbs that make a thing known, rather than speak of it.
const MAKES_KNOWN: &[&str] = &["announce", "declare", "warn", "condemn", "denounce"];

/// Verbs of speech that tell of nothing said where they have no quotation: "began on Monday", "agreed in May".
const SAYS_LITTLE: &[&str] =
    &["begin", "continue", "agree", "conclude", "report", "ask", "post", "suspect", "read", "quote"];

/// Verbs by which who writes "I" or "we" acts in the words themselves.
const PERFORMS: &[&str] = &[
    "announce",
    "announcing",
    "launching",
    "unveiling",
    "condemn",
    "declare",
    "declaring",
    "proclaim",
    "direct",
    "order",
    "determine",
];

/// How who makes something known says that he likes to.
const GLAD: &[&str] = &["pleased", "proud", "happy", "glad", "delighted", "honored", "honoured", "excited"];

/// Bodies and callings that speak without a name.
const SPEAKING: &[&str] = &[
    "police",
    "researchers",
    "scientists",
    "authorities",
    "prosecutors",
    "investigators",
    "government",
    "ministry",
    "court",
    "company",
    "firm",
    "party",
    "organisers",
    "organizers",
    "forum",
    "parliament",
    "administration",
    "experts",
    "group",
    "council",
    "department",
    "officials",
    "union",
    "committee",
    "commission",
    "press",
    "media",
];

impl Scene<'_, '_> {
    /// "On Tuesday, the ministry announced", "police said Wednesday".
    pub fn announcement(&self, i: usize) -> Option<Cue> {
        let reading = self.reading;
        let verb = reading.verb(i)?;
        let known = MAKES_KNOWN.contains(&verb.lemma);
        let says = verb.is(Use::Say) && !SAYS_LITTLE.contains(&verb.lemma) && self.is_dated_right_there(i);
        if !known && !says {
            return None;
        }
        let auxiliaries = self.auxiliaries(i);
        let be = auxiliaries.clone().any(|t| reading.is_class(t, Class::Be));
        let going_on = be && verb.form == Form::Gerund;
        let ahead = auxiliaries.clone().any(|t| reading.is(t, &["will"])) && verb.form == Form::Base;
        let told = going_on || ahead || !be && clauses::is_finite(reading, i) || self.has_auxiliary(i) && !be;
        if !told || self.is_unreal(auxiliaries.clone()) {
            return None;
        }
        let relative = auxiliaries.start.checked_sub(1);
        if relative.is_some_and(|t| reading.is(t, &["who", "which", "that", "as", "to"])) {
            return None;
        }
        let subject = clauses::subject(reading, self.tokens.clone(), self.tokens.start, i);
        if subject.is_empty()
            || self.is_condition(subject.start)
            || reading.is(subject.start, &["i", "we", "he", "she", "it", "they"])
        {
            return None;
        }
        let bounded = self.tokens.clone().any(|t| t < i && reading.is(t, &["previously", "also", "later"]));
        let cue = self.said_by(i, subject, "announced")?;
        // What somebody made known without a day, behind the opening, is what the article reports of something else.
        let quotes = says && (i + 1..self.tokens.end.min(i + 4)).any(|t| reading.is_quote(t));
        let told = self.lead.is_some() || self.is_dated(i) && !quotes;
        if !(self.lead == Some(0) || told && !bounded || going_on || ahead) {
            return None;
        }
        // What somebody is announcing is announced when it is written.
        let today = reading.published.filter(|_| going_on).map(|d| (d, String::new()));
        // The day of what is announced is not that of the announcement, where that has one.
        let date = self.date_beside(i).or_else(|| cue.date.clone()).or(today);
        let status = if ahead || !says { cue.status } else { EventStatus::Held };
        Some(Cue { place: None, date, status, ..cue })
    }

    /// A statement of whoever the phrase `subject` is; `None` when that is nobody that could be named.
    pub fn said_by(&self, i: usize, subject: Range<usize>, rule: &'static str) -> Option<Cue> {
        let reading = self.reading;
        let people = self.people_or_group(subject.clone());
        let (mut countries, organizations) = self.sides(subject.clone());
        let group = || subject.clone().any(|t| reading.is(t, SPEAKING) || is_side(reading, t));
        if people.is_empty() && countries.is_empty() && organizations.is_empty() && !group() {
            return None;
        }
        let cue = self.cue(i, EventKind::Statement, people, rule);
        cue.countries.iter().for_each(|c| add(&mut countries, *c));
        Some(Cue { countries, organizations, naming: Naming::Plain, ..cue })
    }

    /// The date before the verb or right behind it.
    fn date_beside(&self, verb: usize) -> Option<(PartialDate, String)> {
        let reading = self.reading;
        let found = dates::find(reading, self.tokens.start..self.tokens.end.min(verb + 5));
        let beside = found.into_iter().rev().find(|d| d.date.day.is_some())?;
        Some((beside.date, reading.text.slice(beside.span).to_owned()))
    }

    /// "said on Tuesday", "on Friday said", and what opens with its time: "On Wednesday, the government acknowledged".
    fn is_dated_right_there(&self, verb: usize) -> bool {
        const OPENING: usize = 6;
        const BESIDE: usize = 3;
        let reading = self.reading;
        let (first, end) = (self.tokens.start, self.tokens.end);
        let time = |t: usize| {
            let word = reading.word(t);
            reading.is_capitalised(t) && (word.ends_with("day") || month(word).is_some())
                || reading.is(t, &["yesterday", "today"])
                || reading.is(t, &["last", "this"]) && reading.is(t + 1, &["week", "month", "year"])
        };
        (first..verb.min(first + OPENING)).any(time)
            || (first.max(verb.saturating_sub(BESIDE))..verb).any(time)
            || (verb + 1..end.min(verb + BESIDE)).any(time)
    }

    /// "Speaking at the forum, the minister said": what was said there.
    pub fn speech(&self, i: usize) -> Option<Cue> {
        let reading = self.reading;
        let speaking = reading.is(i, &["speaking"])
            && reading.is(i + 1, &["at", "to", "on", "during", "in", "before", "after", "alongside", "following"]);
        // "gave a speech", "delivered an address"
        let gives = reading.is(i, &["speech", "address", "remarks"]) && {
            let from = self.tokens.start.max(i.saturating_sub(5));
            (from..i).any(|t| reading.is(t, &["gave", "delivered", "gives", "delivers", "giving", "delivering"]))
        };
        if !speaking && !gives {
            return None;
        }
        let given = || {
            let verb = (self.tokens.start..i)
                .rev()
                .find(|&t| reading.verb(t).is_some() || reading.word(t).ends_with("ave"))?;
            let subject = clauses::subject(reading, self.tokens.clone(), self.tokens.start, verb);
            (!subject.is_empty()).then_some(subject)
        };
        let subject = if speaking { self.saying(i) } else { given() }?;
        let people = self.people_or_group(subject);
        let one = people.len() == 1;
        let cue = self.cue(i, EventKind::Statement, people, "speech");
        one.then(|| Cue { name: gives.then_some(i..i + 1), naming: Naming::Plain, ..cue })
    }

    /// What the writer does in the words: "I am announcing", "We condemn".
    pub fn performance(&self, i: usize) -> Option<Cue> {
        let reading = self.reading;
        if !reading.is(i, &["i", "we"]) {
            return None;
        }
        // "I am announcing", "We are pleased to announce"
        let own = (i + 1..self.tokens.end.min(i + 6))
            .take_while(|&t| {
                reading.is_class(t, Class::Be)
                    || clauses::is_adverb(reading, t)
                    || reading.is(t, PERFORMS)
                    || reading.is(t, GLAD)
                    || reading.is(t, &["hereby", "do", "have"])
                    || reading.is(t, &["to"]) && reading.is(t - 1, GLAD)
            })
            .find(|&t| reading.is(t, PERFORMS))
            .or_else(|| self.apposed(i))?;
        // "I announced at the summit": not now.
        if self.is_condition(i) || reading.verb(own).is_some_and(|v| v.form == Form::Past) {
            return None;
        }
        let cue = self.cue(own, EventKind::Statement, Vec::new(), "in-own-name");
        let people = signer(self.reading).into_iter().map(|p| (p, None)).collect();
        let mut countries = cue.countries.clone();
        self.principals.countries.iter().for_each(|c| add(&mut countries, *c));
        let date = reading.published.map(|d| (d, String::new()));
        Some(Cue { date, place: None, countries, people, ..cue })
    }

    /// "We, the leaders of A and B, commit": the verb behind an apposition.
    fn apposed(&self, i: usize) -> Option<usize> {
        let reading = self.reading;
        if reading.word(i + 1) != "," {
            return None;
        }
        let end = self.tokens.end.min(i + 40);
        (i + 2..end).find(|&t| reading.word(t - 1) == "," && reading.is(t, PERFORMS))
    }
}

fn is_side(reading: &Reading<'_>, i: usize) -> bool {
    reading.noun(i).is_some_and(|n| n.kind == NounKind::Group)
}
