//! Happenings by their noun: "the fire at the cathedral", "Sarsenov's arrest", "the 2016 election". A noun alone tells
//! nothing; with whom, where or when beside it, it tells an event.

use std::ops::Range;

use super::cues::{Cue, Naming};
use super::names::is_ordinal;
use super::occurrences::has_class;
use super::scene::Scene;
use crate::extract::classes::Class as Closed;
use crate::extract::dates;
use crate::extract::header::month;
use crate::extract::lexicon::Class;
use crate::extract::{EventKind, Kind, PartialDate, Sense, clauses, parties};
use crate::text::TokenKind;

/// Words before a noun by which it is none that happened.
const UNREAL: &[&str] = &[
    "any",
    "no",
    "potential",
    "possible",
    "future",
    "prevent",
    "preventing",
    "avoid",
    "avoiding",
    "risk",
    "threat",
    "such",
    "every",
    "each",
    "against",
    "without",
    "deter",
    "deterring",
    "further",
    "similar",
    "more",
    "many",
    "some",
    "all",
    "reduce",
    "reducing",
    "end",
    "ending",
    "stop",
    "stopping",
    "combat",
    "counter",
    "certain",
    "most",
    // what goes on or only nearly came to be
    "current",
    "ongoing",
    "continued",
    "continuing",
    "attempted",
    "alleged",
];

/// Prepositions that say of whom, where or on what.
const BINDS: &[&str] = &["of", "in", "at", "on", "against", "near", "over", "by", "off", "outside"];

impl Scene<'_, '_> {
    /// The happening whose head noun stands at `i`, when it is told of somebody, somewhere or of a day.
    pub fn happening(&self, i: usize) -> Option<Cue> {
        let reading = self.reading;
        if !has_class(reading, i, Closed::Happening)
            || reading.entity(i, Kind::Person).is_some()
            || month(reading.word(i)).is_some() && reading.is_capitalised(i)
        {
            return None;
        }
        let before = i.checked_sub(1).filter(|b| *b >= self.tokens.start);
        // "to attack", "they marched and protest": the verb.
        let verbal = before.is_some_and(|b| {
            matches!(reading.class(b), Some(Class::Pronoun | Class::Modal | Class::Do | Class::Negation))
                && !reading.is(b, &["his", "her", "its", "their", "our", "my", "this", "that"])
                || reading.is(b, &["to"]) && reading.verb(i).is_some()
        });
        // "killing 2,000 people": the verb with its object.
        let acts = reading.word(i).ends_with("ing")
            && (reading.kind(i + 1) == Some(TokenKind::Number)
                || reading.is_class(i + 1, Class::Determiner)
                || reading.is_class(i + 1, Class::Pronoun)
                || reading.entity(i + 1, Kind::Person).is_some()
                || before.is_some_and(|b| reading.word(b) == "," || reading.is_class(b, Class::Be)));
        if verbal || acts || self.is_compound(i) || reading.kind(i + 1) == Some(TokenKind::Possessive) {
            return None;
        }
        let start = self.happening_start(i);
        let floor = self.tokens.start.max(start.saturating_sub(3));
        // "since the war" only bounds a time, "since an assault in August" tells of one.
        let bounds = (floor..i).any(|t| reading.is(t, &["since"]))
            && dates::find(reading, i..self.tokens.end.min(i + 8)).is_empty();
        if bounds
            || (floor..i).any(|t| reading.is(t, UNREAL))
            || self.is_condition(start) && reading.is(start, &["if", "unless"])
        {
            return None;
        }
        let end = self.happening_end(i);
        let name = start..end;
        let telling = |t: usize| {
            t != i
                && (reading.mention(t).is_some_and(|m| m.kind != Kind::Project && m.sense != Sense::Anaphor)
                    || reading.is_capitalised(t) && reading.class(t).is_none() && !reading.begins_sentence(t))
        };
        let anchored = name.clone().any(telling);
        let dated = || {
            let near = self.tokens.start.max(i.saturating_sub(5))..self.tokens.end.min(end + 5);
            !dates::find(reading, near).is_empty()
        };
        let definite = before.is_some() && (start..i).len() < 8 && {
            let b = start.checked_sub(1).filter(|b| *b >= self.tokens.start);
            b.is_some_and(|b| reading.is_class(b, Class::Determiner) || reading.kind(b) == Some(TokenKind::Possessive))
        };
        let owned = (start..i).any(|t| reading.kind(t) == Some(TokenKind::Possessive));
        let definite = definite || owned;
        // "a trial of four drugs": one of many, which only a date makes an event of.
        let any = !owned && start > self.tokens.start && reading.is(start - 1, &["a", "an", "another", "one"]);
        let told = anchored && definite && !any || dated();
        // "an attack on the port would invoke the treaty": none has happened.
        let supposed = end < self.tokens.end && self.is_unreal(end..end + 1) && reading.is_class(end, Class::Modal);
        if !told || supposed {
            return None;
        }
        let people = self.people(name.clone());
        let cue = self.cue(i, EventKind::Other, people, "happening");
        let date = self.own_date(i, &name);
        let status = self.status(i, date.as_ref().map(|(date, _)| *date));
        let mut countries = cue.countries.clone();
        parties::stated(reading, name.clone()).into_iter().for_each(|c| parties::add(&mut countries, c));
        let place = cue.place.clone().or_else(|| self.place_in_name(&name));
        Some(Cue { name: Some(name), naming: Naming::Proper, countries, date, status, place, confidence: 0.6, ..cue })
    }

    /// The date beside the name of a happening, of a span its beginning: "Today" far before it is that of the report.
    fn own_date(&self, i: usize, name: &Range<usize>) -> Option<(PartialDate, String)> {
        const BESIDE: usize = 9;
        let reading = self.reading;
        let near = self.tokens.start.max(name.start.saturating_sub(BESIDE))..self.tokens.end.min(name.end + BESIDE);
        let bounds = |t: usize| t > 0 && reading.is(t - 1, &["by", "since", "until", "before", "to", "through"]);
        let found = dates::find(reading, near).into_iter().filter(|d| !bounds(d.tokens.start));
        let nearest = found.min_by_key(|d| {
            let coarse = if d.date.day.is_some() { 0 } else { BESIDE };
            d.tokens.start.abs_diff(i) + coarse
        })?;
        Some((nearest.date, reading.text.slice(nearest.span).to_owned()))
    }

    /// Where the phrase of a happening begins: over adjectives, names and years, behind the article.
    fn happening_start(&self, i: usize) -> usize {
        let reading = self.reading;
        let floor = self.tokens.start.max(i.saturating_sub(8));
        let inside = |t: &usize| {
            let t = *t;
            match reading.kind(t) {
                Some(TokenKind::Number | TokenKind::Possessive) => true,
                Some(TokenKind::Punct) => matches!(reading.word(t), "-" | "–"),
                Some(TokenKind::Word) => {
                    reading.class(t).is_none()
                        && !clauses::is_adverb(reading, t)
                        && !clauses::is_finite(reading, t)
                        && (reading.verb(t).is_none() || reading.noun(t).is_some())
                        && !(reading.begins_sentence(t)
                            && reading.mention(t).is_none()
                            && !reading.is_capitalised(t + 1))
                }
                _ => false,
            }
        };
        let first = (floor..i).rev().take_while(inside).last().unwrap_or(i);
        (first..=i).find(|&t| reading.is_word(t) || is_ordinal(reading, t)).unwrap_or(i)
    }

    /// Where it ends: behind what "of", "in", "on" bind to it; "Hurricane Barry" behind its name.
    fn happening_end(&self, i: usize) -> usize {
        let reading = self.reading;
        let mut end = i + 1;
        if reading.is_capitalised(i) {
            while end < self.tokens.end && reading.is_capitalised(end) && reading.is_word(end) && end < i + 4 {
                end += 1;
            }
        }
        for _ in 0..2 {
            if !reading.is(end, BINDS) || reading.is_capitalised(end + 1) && is_time(reading.word(end + 1)) {
                break;
            }
            let next = self.bound_phrase(end + 1);
            if next.is_empty() {
                break;
            }
            end = next.end;
        }
        end
    }

    /// The noun phrase that a preposition governs.
    fn bound_phrase(&self, from: usize) -> Range<usize> {
        let reading = self.reading;
        let limit = self.tokens.end.min(from + 9);
        let mut end = from;
        while end < limit {
            let inside = match reading.kind(end) {
                Some(TokenKind::Word) => match reading.class(end) {
                    Some(Class::Determiner) => end == from,
                    Some(_) => reading.is(end, &["of"]) && end > from && reading.is_capitalised(end + 1),
                    None => {
                        let time = reading.is(end, &["last", "this", "next", "yesterday", "today", "according"])
                            || reading.is_capitalised(end) && is_time(reading.word(end));
                        !time && !clauses::is_finite(reading, end) && !clauses::is_adverb(reading, end)
                    }
                },
                Some(TokenKind::Number | TokenKind::Possessive) => true,
                _ => false,
            };
            if !inside {
                break;
            }
            end += 1;
        }
        let last = (from..end).rev().find(|&t| !reading.is_class(t, Class::Determiner) && !reading.is(t, &["of"]));
        from..last.map_or(from, |l| l + 1)
    }
}

/// A day of the week or a month.
fn is_time(word: &str) -> bool {
    word.ends_with("day") || month(word).is_some()
}
