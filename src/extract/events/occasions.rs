//! Occasions that people attend: festivals, elections, matches, by a name of their own or by how they are told.

use std::ops::Range;

use super::cues::{Cue, Naming};
use super::names::{around, is_distinct, is_ordinal};
use super::occurrences::has_class;
use super::scene::Scene;
use crate::extract::classes::Class as Closed;
use crate::extract::lexicon::{Class, Form, Use};
use crate::extract::{EventKind, Kind, clauses};
use crate::text::TokenKind;

/// Prepositions that place something at an occasion.
const AT: &[&str] =
    &["at", "during", "in", "for", "to", "of", "following", "after", "before", "alongside", "until", "with", "through"];

/// How an occasion is told to take place, behind its name.
const TAKES_PLACE: &[&str] =
    &["held", "place", "scheduled", "slated", "cancelled", "canceled", "postponed", "begins", "began", "opens"];

impl Scene<'_, '_> {
    /// The occasion whose head noun stands at `i`.
    pub fn occasion(&self, i: usize) -> Option<Cue> {
        let reading = self.reading;
        let bracketed = i > self.tokens.start && reading.word(i - 1) == "(";
        if is_conference_of_parties(reading.word(i)) && !bracketed && reading.entity(i, Kind::Person).is_none() {
            let cue = self.cue(i, EventKind::Other, Vec::new(), "conference-of-parties");
            return Some(Cue { name: Some(i..i + 1), naming: Naming::Proper, ..cue });
        }
        if self.is_summit_by_number(i) {
            let cue = self.cue(i, EventKind::Summit, self.attending(i), "summit-by-number");
            return Some(Cue { name: Some(i..i + 1), naming: Naming::Proper, ..cue });
        }
        let dialogue = reading.is_capitalised(i) && reading.is(i, &["dialogue", "dialogues", "consultations"]);
        let head = (has_class(reading, i, Closed::Occasion) || dialogue) && !self.is_compound(i);
        // "the River Towns Caucus" is a body, "the caucus in Narin" an occasion.
        let body = reading.is(i, &["caucus"]) && reading.is_capitalised(i);
        if !head
            || body
            || reading.entity(i, Kind::Person).is_some()
            || reading.verb(i).is_some_and(|_| self.is_infinitive(i))
        {
            return None;
        }
        let name = self.occasion_name(i);
        let before = self.outside(name.start);
        let proper = reading.is_capitalised(i) && is_distinct(reading, name.clone(), i);
        let counted = name.clone().any(|t| t != i && is_ordinal(reading, t));
        if before.is_some_and(|t| t > self.tokens.start && reading.is(t - 1, &["according"])) {
            return None; // a body that says so
        }
        let placed = before.is_some_and(|t| reading.is(t, AT));
        let from = name.start.saturating_sub(5).max(self.tokens.start);
        let hosted =
            (from..name.start).rev().find(|&t| reading.verb_for(t, &[Use::Hold, Use::Host, Use::Attend]).is_some());
        let not_held = |v: usize| {
            self.is_unreal(self.auxiliaries(v))
                || reading.is(v - 1, &["to"]) && reading.is(v.saturating_sub(2), &["not"])
        };
        if hosted.is_some_and(|v| v > self.tokens.start && not_held(v)) {
            return None;
        }
        let takes = self.takes_place(i);
        let enough = (proper || counted) && (placed || hosted.is_some() || takes)
            || hosted.is_some_and(|v| before.is_none_or(|b| b <= v))
            || takes && self.is_dated(i);
        if !enough {
            return None;
        }
        let people = self.attending(i);
        let cue = self.cue(i, EventKind::Other, people, "occasion");
        let date = self.date_by_name(&name, cue.date.clone());
        // A session that somebody holds with others is a meeting.
        let meets = reading.is(i, &["session"]) && hosted.is_some() && !cue.people.is_empty();
        let house = |t: usize| reading.is(t, &["senate", "house", "committee", "congressional", "parliamentary"]);
        let heard = reading.is(i, &["hearing", "hearings"]) && name.clone().any(house);
        let kind = if meets || heard || dialogue { EventKind::Meeting } else { cue.kind };
        let status = self.status(i, date.as_ref().map(|(d, _)| *d));
        let name = self.quoted_name(i + 1).unwrap_or(name);
        Some(Cue { name: Some(name), naming: Naming::Proper, kind, date, status, ..cue })
    }

    /// "at the G20", "hosting the G7 this year": the summit of states that are known by their number.
    fn is_summit_by_number(&self, i: usize) -> bool {
        let reading = self.reading;
        let group = reading.word(i).strip_prefix('G').is_some_and(|n| n.len() < 3 && n.parse::<u8>().is_ok());
        if !group || i < self.tokens.start + 2 || !reading.is(i - 1, &["the"]) {
            return false;
        }
        let at = reading.is(i - 2, &["at", "during", "after", "before", "following"])
            || reading.verb_for(i - 2, &[Use::Host, Use::Attend]).is_some();
        let named = reading.is_capitalised(i + 1)
            || reading.is_word(i + 1) && reading.class(i + 1).is_none() && !clauses::is_adverb(reading, i + 1)
            || reading.kind(i + 1) == Some(TokenKind::Possessive);
        at && !named
    }

    /// The name around the head at `i` with the plain words before it: `third primary debate`.
    fn occasion_name(&self, i: usize) -> Range<usize> {
        let reading = self.reading;
        let named = around(reading, i, self.tokens.start, self.tokens.end);
        let plain = |t: usize| {
            reading.is_word(t)
                && reading.class(t).is_none()
                && !reading.is_capitalised(t)
                && !clauses::is_adverb(reading, t)
                && reading.verb(t).is_none_or(|_| reading.noun(t).is_some())
                && !reading.is(t, &["ahead", "upcoming", "next", "previous", "recent", "special", "new"])
        };
        let floor = self.tokens.start.max(i.saturating_sub(4));
        let first = (floor..i).rev().take_while(|&t| plain(t) || is_ordinal(reading, t)).last();
        match first.filter(|&first| first < named.start) {
            Some(first) => around(reading, first, self.tokens.start, self.tokens.end).start.min(first)..named.end,
            None => named,
        }
    }

    /// "a seminar called “…”": the name in quotation marks behind the noun.
    fn quoted_name(&self, from: usize) -> Option<Range<usize>> {
        let reading = self.reading;
        let open = from + 1;
        let titled = reading.is(from, &["called", "titled", "entitled", "dubbed", "named"]);
        let marked = matches!(reading.word(open), "“" | "\"" | "«" | "‘");
        let end = self.tokens.end.min(open + 20);
        let close = (open + 2..end).find(|&t| matches!(reading.word(t), "”" | "\"" | "»" | "’"))?;
        (titled && marked).then_some(open + 1..close)
    }

    /// "election results", "festival grounds": the noun only says of what kind.
    pub fn is_compound(&self, i: usize) -> bool {
        let reading = self.reading;
        let next = i + 1;
        has_class(reading, next, Closed::Occasion)
            || next < self.tokens.end
                && reading.is_word(next)
                && reading.class(next).is_none()
                && !clauses::is_adverb(reading, next)
                && (reading.verb(next).is_none_or(|v| v.form == Form::Base) || reading.noun(next).is_some())
                && !reading.word(next).ends_with("ed")
                && !reading.is(next, &["celebrating", "studying", "entitled", "called"])
                && !reading.word(next).ends_with("day")
    }

    /// The token before a name, over articles, owners and numbers.
    fn outside(&self, start: usize) -> Option<usize> {
        let reading = self.reading;
        let skipped = |t: &usize| {
            reading.is_class(*t, Class::Determiner)
                || reading.kind(*t) == Some(TokenKind::Possessive)
                || reading.is_capitalised(*t)
                || reading.kind(*t) == Some(TokenKind::Number)
                || reading.is_word(*t)
                    && reading.class(*t).is_none()
                    && reading.verb(*t).is_none()
                    && reading.noun(*t).is_none()
        };
        (self.tokens.start.max(start.saturating_sub(6))..start).rev().find(|t| !skipped(t))
    }

    /// "… was held on", "… is scheduled for", "… takes place".
    fn takes_place(&self, i: usize) -> bool {
        let reading = self.reading;
        let behind: Range<usize> = i + 1..self.tokens.end.min(i + 8);
        let said = behind.clone().find(|&t| reading.is(t, TAKES_PLACE));
        said.is_some_and(|s| {
            !(i + 1..s).any(|t| matches!(reading.word(t), "," | ";") || reading.is_class(t, Class::Conjunction))
        })
    }
}

/// "COP30": the conference of the parties to a convention by its number.
fn is_conference_of_parties(word: &str) -> bool {
    word.strip_prefix("COP").is_some_and(|n| !n.is_empty() && n.len() < 4 && n.bytes().all(|b| b.is_ascii_digit()))
}
