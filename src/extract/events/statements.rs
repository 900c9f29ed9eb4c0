//! Statements as events: who issued one, and what was said "in a statement" or "in an interview".

use std::ops::Range;

use super::cues::{Cue, Naming};
use super::scene::Scene;
use crate::extract::lexicon::{Class, Use};
use crate::extract::parties::add;
use crate::extract::{EventKind, clauses};

/// How statements are made known, in the forms of a report.
const ISSUES: &[&str] =
    &["issue", "issues", "issued", "issuing", "release", "releases", "released", "publish", "published", "posted"];

/// Where statements are made in public.
const CHANNELS: &[&str] = &["twitter", "facebook", "instagram", "telegram", "weibo", "x", "television", "tv", "radio"];

/// What is written to be read by all.
const PAPERS: &[&str] = &["report", "study", "survey", "findings", "letter"];

impl Scene<'_, '_> {
    /// The statement that the noun at `i` names, when the sentence tells whose it is.
    pub fn statement(&self, i: usize) -> Option<Cue> {
        let reading = self.reading;
        let interview = reading.is(i, &["interview"]);
        let release = reading.is(i, &["release"]) && i > 0 && reading.is(i - 1, &["press"]);
        // "condemned the attack in statements on Friday": each of several leaders made one.
        let in_statements = reading.is(i, &["statements"]) && i > 0 && reading.is(i - 1, &["in"]);
        // "told reporters", "in a tweet": made to the public.
        let public = i > self.tokens.start
            && reading.is(i, &["reporters", "journalists", "lawmakers", "supporters"])
            && reading.is(i - 1, &["told", "addressed"]);
        let tweet = reading.is(i, &["tweet", "briefing"]);
        // "thanked them via Twitter", "said on television"
        let channel = i > self.tokens.start
            && reading.is(i, CHANNELS)
            && (reading.is(i - 1, &["via"]) || reading.is(i - 1, &["on"]) && reading.is_capitalised(i));
        if channel {
            let cue = self.said_by(i, self.saying(i)?, "in-public")?;
            return Some(Cue { place: None, ..cue });
        }
        // "tweeted", "commented on": made to all by the verb itself.
        const HEARERS: &[&str] = &[
            "parliament",
            "nation",
            "assembly",
            "congress",
            "crowd",
            "rally",
            "summit",
            "forum",
            "conference",
            "council",
            "session",
        ];
        let addresses = reading.is(i, &["addressed"])
            && reading.is_class(i + 1, Class::Determiner)
            && (i + 2..i + 6).any(|t| reading.is(t, HEARERS));
        if reading.is(i, &["tweeted", "commented"])
            || addresses
            || reading.is(i, &["spoke"])
                && (reading.is(i + 1, &["out"])
                    || reading.is(i + 1, &["in", "at"]) && reading.is_class(i + 2, Class::Determiner))
        {
            let subject = clauses::subject(reading, self.tokens.clone(), self.tokens.start, i);
            let people = self.people_or_group(subject);
            let cue = self.cue(i, EventKind::Statement, people, "made-public");
            return (cue.people.len() == 1).then_some(Cue { place: None, ..cue });
        }
        let paper = reading.is(i, PAPERS);
        if paper {
            return self.published_paper(i);
        }
        if public {
            return self.told_reporters(i);
        }
        if !(tweet
            || interview
            || release
            || reading.is(i, &["statement", "communique", "communiqué"])
            || in_statements)
        {
            return None;
        }
        let near = self.tokens.start.max(i.saturating_sub(7))..i;
        let issuing = near.clone().rev().find(|&t| reading.is(t, ISSUES));
        let article = near.rev().find(|&t| reading.is(t, &["a", "an", "its", "his", "her", "their", "the"]));
        let within = article
            .filter(|&t| t > self.tokens.start && reading.is(t - 1, &["in", "during", "at"]) && i - t < 5)
            .is_some();
        let by = (i + 1..self.tokens.end.min(i + 6)).find(|&t| reading.is(t, &["by", "from"]));
        let issued = || (i + 1..self.tokens.end.min(i + 4)).any(|t| reading.is(t, ISSUES));
        let subject = match issuing {
            Some(verb) if !interview => clauses::subject(reading, self.tokens.clone(), self.tokens.start, verb),
            // "In a statement, the ministry justified": whatever its verb is.
            _ if within || in_statements => match self.saying(i) {
                Some(subject) => subject,
                None => clauses::main_clause(reading, self.tokens.clone())?.0,
            },
            _ if issued() && !interview => by.map(|b| b + 1..self.clause_end(b + 1))?,
            _ => return None,
        };
        // "in a statement issued on Friday" is told by who says so.
        let people = self.people_or_group(subject.clone());
        let (mut countries, organizations) = self.sides(subject);
        if people.is_empty() && countries.is_empty() && organizations.is_empty() {
            return None;
        }
        let name = interview.then(|| i..self.name_end(i + 1)).filter(|n| n.len() > 2 && reading.is(i + 1, &["with"]));
        let naming = if name.is_some() { Naming::Proper } else { Naming::Plain };
        let cue = self.cue(i, EventKind::Statement, people, "statement");
        let of_people = if cue.people.is_empty() { Vec::new() } else { cue.countries.clone() };
        of_people.into_iter().for_each(|c| add(&mut countries, c));
        Some(Cue { name, naming, countries, organizations, place: None, ..cue })
    }

    /// "published its report", "according to a study by the institute": whose it is must be told.
    fn published_paper(&self, i: usize) -> Option<Cue> {
        let reading = self.reading;
        let near = self.tokens.start.max(i.saturating_sub(7))..i;
        let issuing =
            near.clone().rev().find(|&t| reading.is(t, ISSUES) || reading.is(t, &["sent", "wrote", "signed"]));
        let according = near.clone().any(|t| reading.is(t, &["according"]));
        let by = (i + 1..self.tokens.end.min(i + 6)).find(|&t| reading.is(t, &["by", "from"]));
        let subject = match (issuing, by) {
            (Some(verb), _) if clauses::is_finite(reading, verb) => {
                clauses::subject(reading, self.tokens.clone(), self.tokens.start, verb)
            }
            (None, Some(by)) if according => by + 1..self.clause_end(by + 1).min(by + 12),
            _ => return None,
        };
        let cue = self.said_by(i, subject, "paper")?;
        Some(Cue { place: None, ..cue })
    }

    /// "The minister told reporters": a statement of whoever told.
    fn told_reporters(&self, i: usize) -> Option<Cue> {
        let subject = clauses::subject(self.reading, self.tokens.clone(), self.tokens.start, i - 1);
        let people = self.people_or_group(subject);
        (people.len() == 1).then(|| Cue { place: None, ..self.cue(i, EventKind::Statement, people, "told-reporters") })
    }

    /// Who says something in the sentence around `i`: the subject of its verb of speech.
    pub fn saying(&self, i: usize) -> Option<Range<usize>> {
        let reading = self.reading;
        let end = self.tokens.end.min(i + clauses::REACH);
        let from = self.tokens.start.max(i.saturating_sub(40));
        let says =
            |t: &usize| reading.verb_for(*t, &[Use::Say, Use::Judge]).is_some() && clauses::is_finite(reading, *t);
        let verb = (i + 1..end).find(says).or_else(|| (from..i).rev().find(says))?;
        let subject = clauses::subject(reading, self.tokens.clone(), self.tokens.start, verb);
        // "The ministry in a statement on Saturday said": without what hangs on it.
        let stop = subject.clone().find(|&t| {
            t > subject.start
                && reading.is_class(t, Class::Preposition)
                && reading.is(t, &["in"])
                && t < i
                && i < subject.end
        });
        let subject = subject.start..stop.unwrap_or(subject.end);
        (!subject.is_empty()).then_some(subject)
    }
}
