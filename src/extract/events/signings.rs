//! Papers that are signed: treaties, contracts, orders; and statements that are signed to be made known.

use std::ops::Range;

use super::cues::{Cue, Naming};
use super::scene::Scene;
use crate::extract::lexicon::{Class, NounKind, Use};
use crate::extract::parties::{self, add};
use crate::extract::reading::Reading;
use crate::extract::{EventKind, EventStatus};
use crate::text::TokenKind;

impl Scene<'_, '_> {
    /// "signed a memorandum": the object must be a paper.
    pub fn signing(&self, i: usize, passive: bool, subject: Range<usize>) -> Option<Cue> {
        let reading = self.reading;
        let object = if passive { subject.clone() } else { i + 1..self.clause_end(i + 1) };
        // "Agreements in the fields of science, technology and trade were signed": a list parts noun and verb.
        let object = if passive && !object.clone().any(|t| is_paper(reading, t)) {
            self.tokens.start.max(i.saturating_sub(24))..i
        } else {
            object
        };
        let Some(paper) = object.clone().find(|&t| is_paper(reading, t)) else { return self.signed_paper(i) };
        let verb = reading.verb(i)?;
        let reach = if reading.word(i + 1) == "]" { 40 } else { 14 }; // an address stands in between
        let joins = reading.is(i + 1, &["on", "onto", "off", "up"])
            && !reading.word(i + 2).ends_with("day")
            && crate::extract::header::month(reading.word(i + 2)).is_none();
        if joins || !passive && paper > i + reach || (verb.is(Use::Enter) && !reading.is(i + 1, &["into"])) {
            return None;
        }
        let first = (object.start..paper)
            .rev()
            .find(|&t| {
                reading.is_class(t, Class::Determiner)
                    || reading.is_class(t, Class::Preposition)
                    || reading.word(t) == ","
            })
            .map_or(object.start, |t| t + 1);
        let end = (paper + 1..object.end)
            .find(|&t| {
                reading.is(t, &["in", "into", "at", "with", "during", "today", ",", "which", "that"])
                    || reading.verb(t).is_some()
            })
            .unwrap_or(object.end);
        let end = (paper + 1..end).find(|&t| matches!(reading.word(t), "." | "“" | "\"")).unwrap_or(end);
        let end = (first..end).rev().find(|&t| reading.is_word(t) && reading.class(t).is_none()).map_or(end, |t| t + 1);
        let states = subject.clone().any(|t| reading.is(t, &["countries", "nations", "states", "governments"]));
        let people = match passive {
            true => self.people(self.tokens.clone()),
            false if states => Vec::new(), // "the two countries": not their leaders
            false => self.people_or_group(subject),
        };
        // "worked to conclude this deal": an aim of somebody, and no signing.
        if self.is_infinitive(i) && people.is_empty() {
            return None;
        }
        let name = first..end.min(paper + 14).max(paper + 1);
        // A statement or a letter is signed to be made known.
        let kind = if reading.is(paper, &["statement", "letter"]) { EventKind::Statement } else { EventKind::Signing };
        let cue = self.cue(i, kind, people, "signed");
        // "signed an order delaying the vote": what is delayed is not the signing.
        let put_off = matches!(cue.status, EventStatus::Postponed | EventStatus::Cancelled);
        let status = if put_off { EventStatus::Held } else { cue.status };
        let countries =
            if states && cue.countries.len() < 2 { self.principals.countries.clone() } else { cue.countries };
        Some(Cue { name: Some(name), naming: Naming::Proper, countries, status, ..cue })
    }

    /// "the Steppe Water Treaty signed between A and B in 1960": told beside the paper's name.
    pub fn signed_paper(&self, i: usize) -> Option<Cue> {
        let reading = self.reading;
        let paper = i.checked_sub(1).filter(|&paper| is_paper(reading, paper))?;
        // "the Steppe Water Treaty signed in 1960": by a year, where the name tells whose it is.
        let dated = reading.is(i + 1, &["in", "on"]) && self.is_dated(i) && reading.is_capitalised(paper);
        if !reading.is(i + 1, &["between", "by"]) && !dated {
            return None;
        }
        let bounds = |&t: &usize| {
            reading.is_class(t, Class::Determiner) || reading.is_class(t, Class::Preposition) || !reading.is_word(t)
        };
        let first = (self.tokens.start..paper).rev().find(bounds).map_or(self.tokens.start, |t| t + 1);
        let behind = i + 1..self.clause_end(i + 1);
        let kind = if reading.is(paper, &["statement", "letter"]) { EventKind::Statement } else { EventKind::Signing };
        let cue = self.cue(i, kind, self.people(behind.clone()), "signed-by");
        let mut countries = cue.countries.clone();
        parties::stated(reading, behind).into_iter().for_each(|c| add(&mut countries, c));
        parties::stated(reading, first..i).into_iter().for_each(|c| add(&mut countries, c));
        let told = !cue.people.is_empty() || countries.len() > 1 || dated;
        told.then_some(Cue { name: Some(first..i), naming: Naming::Proper, countries, ..cue })
    }

    /// "the recent signing of the water treaty": by its noun, where the paper has a name.
    pub fn signing_noun(&self, i: usize) -> Option<Cue> {
        let reading = self.reading;
        if !reading.is(i, &["signing"]) || !reading.is(i + 1, &["of"]) || i == self.tokens.start {
            return None;
        }
        let first = i + 2 + usize::from(reading.is_class(i + 2, Class::Determiner));
        let paper = (first..self.tokens.end.min(first + 14)).find(|&t| is_paper(reading, t))?;
        let owned = reading.kind(i - 1) == Some(TokenKind::Possessive)
            || reading.is(i - 1, &["his", "her", "their", "my", "our"]);
        let named = owned || (first..=paper).any(|t| reading.is_capitalised(t));
        let cue = self.cue(i, EventKind::Signing, self.people(first..self.clause_end(first)), "signing-of");
        let countries = parties::stated(reading, first..paper + 1);
        let countries = if countries.len() > 1 { countries } else { cue.countries.clone() };
        named.then(|| Cue { name: Some(first..paper + 1), naming: Naming::Proper, countries, ..cue })
    }
}

/// A paper that can be signed.
pub fn is_paper(reading: &Reading<'_>, i: usize) -> bool {
    reading.noun(i).is_some_and(|n| n.kind == NounKind::Deal)
        || reading.is(i, &["act", "law", "laws", "bills"])
            && !reading.is_class(i - usize::from(i > 0), Class::Preposition)
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
                "proclamation",
                "letter",
                "bill",
                "legislation",
            ],
        )
        || reading.is(i, &["order", "orders"]) && i > 0 && reading.is(i - 1, &["executive"])
}
