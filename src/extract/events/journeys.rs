//! Visits by what the visitor does: "arrived in", "is travelling to", "toured", "was in Tbilisi for talks".

use std::ops::Range;

use super::cues::Cue;
use super::names::place_after;
use super::scene::Scene;
use crate::extract::lexicon::{Class, Form, Use, Verb};
use crate::extract::{EventKind, Kind, clauses};

/// Verbs of going somewhere, by their lemma, with the prepositions that lead to the place.
const GOING: &[(&str, &[&str])] = &[("arrive", &["in", "at"]), ("travel", &["to"]), ("go", &["to"])];

/// Pasts of others, whose other forms are nouns as often: "fly", "land".
const WENT: &[(&str, &[&str])] = &[("landed", &["in", "at"]), ("flew", &["to"]), ("departed", &["for"])];

/// Whether a verb can tell that somebody pays a visit.
pub fn tells(verb: &Verb) -> bool {
    verb.is(Use::Visit) || GOING.iter().any(|(lemma, _)| *lemma == verb.lemma)
}

impl Scene<'_, '_> {
    /// What the verb at `i` tells of a visit of its subject.
    pub fn journey(&self, i: usize, verb: &Verb, object: Range<usize>, subject: Range<usize>) -> Option<Cue> {
        let reading = self.reading;
        let Some((lemma, to)) = GOING.iter().find(|(lemma, _)| *lemma == verb.lemma) else {
            let acts = verb.form != Form::Base || self.is_infinitive(i) || self.has_auxiliary(i);
            let visits = reading.noun(i).is_none() || acts;
            return if visits { self.visits(i, verb.form != Form::Base, object, subject) } else { None };
        };
        let before = self.before_adverbs(i);
        let progressive = verb.form == Form::Gerund && reading.is_class(before, Class::Be);
        let travels = matches!(verb.form, Form::Past | Form::Participle | Form::Third)
            || progressive
            || reading.is(before, &["will"]);
        if travels { self.goes(i, to, *lemma == "go", object.end, subject) } else { None }
    }

    /// "landed in Narin", "toured the mill": by pasts that no table of verbs holds.
    pub fn past_journey(&self, i: usize) -> Option<Cue> {
        let reading = self.reading;
        let toured = reading.is(i, &["toured"]) && (clauses::is_finite(reading, i) || self.has_auxiliary(i));
        let passive = reading.is_class(self.before_adverbs(i), Class::Be);
        let went = WENT.iter().find(|(past, _)| !passive && reading.is(i, &[past]));
        if !toured && went.is_none() {
            return None;
        }
        let end = self.clause_end(i + 1);
        let subject = clauses::subject(reading, self.tokens.clone(), self.tokens.start, i);
        match went {
            Some((_, to)) => self.goes(i, to, false, end, subject),
            None => self.visits(i, true, i + 1..end, subject),
        }
    }

    /// "arrived in Narin", "will travel to the Orazov Library". Many who "go" somewhere pay no visit.
    fn goes(&self, i: usize, to: &[&str], going: bool, end: usize, subject: Range<usize>) -> Option<Cue> {
        let reading = self.reading;
        // "traveled to the Orazov Library": whatever has a name can be gone to.
        let building = || {
            let first = i + 2 + usize::from(reading.is(i + 2, &["the"]));
            let named = reading.is(i + 1, to) && reading.mention(first).is_some_and(|m| m.kind == Kind::Organization);
            let mention = reading.mention(first).filter(|_| named && !going)?;
            Some((reading.text.slice(mention.evidence.span).split_whitespace().collect::<Vec<_>>().join(" "), None))
        };
        let place = place_after(reading, i + 1, end.min(i + 4), to).or_else(building)?;
        let people = self.visitors(subject);
        let told = people.iter().any(|p| self.is_known(p.0)) || !going && !people.is_empty() && self.is_dated(i);
        told.then(|| Cue { place: Some(place), ..self.cue(i, EventKind::Visit, people, "arrived") })
    }

    /// "visited Narin", "has toured the mill in Narin", "was visiting the town of Narin".
    fn visits(&self, i: usize, done: bool, object: Range<usize>, subject: Range<usize>) -> Option<Cue> {
        let reading = self.reading;
        // "the town of Narin"
        let mut first = i + 1 + usize::from(reading.is_class(i + 1, Class::Determiner));
        if reading.is(first, &["town", "city", "village", "island", "region", "province", "state"])
            && reading.is(first + 1, &["of"])
        {
            first += 2;
        }
        let place = self.place_right_after(first);
        let people = self.visitors(subject.clone());
        if people.is_empty() {
            return self.delegation_visits(i, subject, place.or_else(|| self.place(i)));
        }
        // "toured the mill in Narin": what is seen has no name, but where it stands.
        let seen = || {
            let close = object.end.min(i + 12);
            let known = people.iter().any(|p| self.is_known(p.0));
            let thing = reading.is_class(i + 1, Class::Determiner) && done;
            place_after(reading, i + 1, close, &["in", "at"]).filter(|_| known && thing)
        };
        let place = place.or_else(seen)?;
        Some(Cue { place: Some(place), ..self.cue(i, EventKind::Visit, people, "visited") })
    }

    /// "X was in Narin to discuss", "will be in Narin on 5 May for talks": an official away, with a purpose or a day.
    pub fn stay(&self, i: usize) -> Option<Cue> {
        let reading = self.reading;
        if !reading.is_class(i, Class::Be) || !reading.is(i + 1, &["in"]) {
            return None;
        }
        let place = place_after(reading, i + 1, i + 3, &["in"])?;
        let mention = reading.mention(i + 2 + usize::from(reading.is(i + 2, &["the"])))?;
        let behind = reading.token_at(mention.evidence.span.end);
        let purpose = reading.is(behind, &["to"]) && reading.is_word(behind + 1) || reading.is(behind, &["for"]);
        if !purpose && !self.is_dated(i) {
            return None;
        }
        let subject = clauses::subject(reading, self.tokens.clone(), self.tokens.start, i);
        let people = self.visitors(subject);
        let away = |p: usize| {
            let person = reading.facts.people.get(p);
            person.is_some_and(|p| !p.roles.is_empty() && p.country.is_none_or(|own| !self.is_in(&place, own)))
        };
        let told = !people.is_empty() && people.iter().all(|(p, _)| away(*p));
        told.then(|| Cue { place: Some(place), ..self.cue(i, EventKind::Visit, people, "stayed") })
    }

    /// Whether a place lies in a country, ISO alpha-2, or is it.
    fn is_in(&self, (name, index): &(String, Option<usize>), code: &str) -> bool {
        let country = index.and_then(|p| self.reading.facts.places.get(p)).and_then(|p| p.country);
        let named =
            || crate::gazetteer::countries().iter().find(|c| c.name == name || c.capital == name).map(|c| c.code);
        country.or_else(named) == Some(code)
    }

    fn visitors(&self, subject: Range<usize>) -> Vec<(usize, Option<&'static str>)> {
        self.people_or_group(subject).into_iter().map(|(p, _)| (p, Some("visitor"))).collect()
    }

    /// Whether the article says who a person is.
    fn is_known(&self, person: usize) -> bool {
        self.reading.facts.people.get(person).is_some_and(|p| !p.roles.is_empty() || p.country.is_some())
    }
}
