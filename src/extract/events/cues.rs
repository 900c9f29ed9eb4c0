//! What in a sentence tells an event: "met with", "a working visit to", "the first … Summit".

use std::ops::Range;

use super::journeys;
use super::names::{around, is_definite, is_distinct, place_after};
use super::scene::Scene;
use crate::extract::lexicon::{Class, Form, NounKind, Number, Use};
use crate::extract::parties::{self, Principals, add, is_group};
use crate::extract::reading::Reading;
use crate::extract::{EventKind, EventStatus, Kind, PartialDate, clauses};
use crate::text::Sentence;

/// One telling of an event.
#[derive(Clone, Debug)]
pub struct Cue {
    pub kind: EventKind,
    pub status: EventStatus,
    /// Words of its own: `first SPECA Summit`, `working visit`.
    pub name: Option<Range<usize>>,
    /// What happened, as a noun, where the name only says on whom or what: `arrest` of `two men`.
    pub happening: Option<&'static str>,
    /// The name tells it from others of its kind.
    pub naming: Naming,
    pub date: Option<(PartialDate, String)>,
    pub place: Option<(String, Option<usize>)>,
    pub people: Vec<(usize, Option<&'static str>)>,
    pub countries: Vec<&'static str>,
    pub organizations: Vec<usize>,
    /// "also met", "later that day met": another meeting than those told before.
    pub anew: bool,
    pub head: usize,
    pub sentence: usize,
    pub rule: &'static str,
    pub confidence: f32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Naming {
    Proper,
    Plain,
    /// "the meeting", "during the talks": told before.
    Backward,
}

/// All cues of a sentence. `quoted` says which tokens are someone's words.
pub fn in_sentence(
    reading: &Reading<'_>,
    index: usize,
    sentence: &Sentence,
    principals: &Principals,
    lead: Option<usize>,
) -> Vec<Cue> {
    let mut cues: Vec<Cue> = Vec::new();
    let scene = Scene { reading, index, tokens: sentence.tokens.clone(), principals, lead };
    for i in sentence.tokens.clone() {
        if cues.len() >= 12 {
            break; // a sentence that tells more is a list
        }
        let told = scene.verb_cue(i).or_else(|| scene.noun_cue(i)).or_else(|| scene.statement(i));
        let told = told.or_else(|| scene.stay(i)).or_else(|| scene.past_journey(i));
        let told =
            told.or_else(|| scene.speech(i)).or_else(|| scene.occurrence(i)).or_else(|| scene.occurrence_noun(i));
        let told = told.or_else(|| scene.occasion(i)).or_else(|| scene.happening(i));
        let Some(cue) = told else { continue };
        // "filed the lawsuit against the mill": what was done to it has told it.
        let done = |c: &Cue| c.rule == "occurrence" && c.name.as_ref().is_some_and(|n| n.contains(&i));
        // "a severe storm and flooding": one happening under two names.
        if cue.rule == "happening"
            && let Some(last) = cues.last_mut().filter(|last| last.rule == "happening")
            && let Some((before, name)) = last.name.as_mut().zip(cue.name.as_ref())
            && before.end < name.start
            && (before.end..name.start).all(|t| reading.is(t, &["and"]) || reading.word(t) == ",")
        {
            before.end = name.end;
            continue;
        }
        // "convened a roundtable with farmers": the verb has told it.
        let convened = |c: &Cue| c.rule == "convened" && i - c.head < 9;
        if cue.rule == "happening" && cues.iter().any(done)
            || cue.kind == EventKind::Meeting && cues.iter().any(convened)
        {
            continue;
        }
        cues.push(cue);
    }
    // An announcement is told beside what it announces, but not beside a meeting or a statement.
    if cues.iter().all(|cue| cue.kind == EventKind::Other) {
        cues.extend(sentence.tokens.clone().find_map(|i| scene.announcement(i)));
    }
    cues
}

/// What the writer of a text does in its words, told by the first sentence that does.
pub fn in_own_name(reading: &Reading<'_>, index: usize, sentence: &Sentence, principals: &Principals) -> Option<Cue> {
    let scene = Scene { reading, index, tokens: sentence.tokens.clone(), principals, lead: None };
    sentence.tokens.clone().find_map(|i| scene.performance(i))
}

impl Scene<'_, '_> {
    fn verb_cue(&self, i: usize) -> Option<Cue> {
        let reading = self.reading;
        let verb = reading.verb(i)?;
        let passive = i > 0
            && reading.is_class(self.before_adverbs(i), Class::Be)
            && matches!(verb.form, Form::Past | Form::Participle);
        let going_on = verb.form == Form::Gerund
            && i > 0
            && reading.is_class(self.before_adverbs(i), Class::Be)
            && (matches!(verb.lemma, "convene" | "reconvene" | "re-convene") || journeys::tells(verb));
        let told =
            going_on || clauses::is_finite(reading, i) || passive || self.is_infinitive(i) || self.has_auxiliary(i);
        if verb.is(Use::Invite) {
            return self.invitation(i);
        }
        if !told {
            return if verb.is(Use::Sign) { self.signed_paper(i) } else { None };
        }
        let object = i + 1..self.clause_end(i + 1);
        let subject = || clauses::subject(reading, self.tokens.clone(), self.tokens.start, i);
        if verb.is_any(&[Use::Meet, Use::Gather]) {
            let with = self.people(object.clone());
            let with = if with.is_empty() { self.partner_by_post(i, object.end) } else { with };
            let subject = subject();
            let mut by = self.listed_before(subject.start);
            self.people_or_group(subject.clone()).into_iter().for_each(|p| add(&mut by, p));
            let plural = by.len() > 1 || is_group(reading, subject.clone());
            let countries = parties::stated(reading, subject.start..object.end);
            let enough = !by.is_empty() && (!with.is_empty() || self.meets_others(i, object.end))
                || plural
                || countries.len() > 1 && (reading.is(i + 1, &["with"]) || self.lead.is_some() && by.len() < 2);
            let people: Vec<_> = by.into_iter().chain(with).collect();
            let known = |(p, _): &(usize, Option<&'static str>)| {
                reading.facts.people.get(*p).is_some_and(|p| !p.roles.is_empty() || p.country.is_some())
            };
            let anew = self.is_told_anew(i);
            let telling = people.iter().any(known) || (people.is_empty() && countries.len() > 1);
            // "The President met with farmers", where the article opens or by a day: who they are need not be told by name.
            let opening = self.lead.is_some()
                && reading.is(self.with_at(i), &["with"])
                && verb.is(Use::Meet)
                && !subject.is_empty()
                && !enough;
            if people.is_empty()
                && let Some(cue) = self.body_meets(i, &subject)
            {
                return Some(cue);
            }
            // "We met today": those who sign, in a statement of two states.
            let we = reading.is(subject.start, &["we"]) && subject.len() == 1 && verb.form == Form::Past;
            if we && self.lead.is_some() && self.principals.countries.len() > 1 {
                let cue = self.cue(i, EventKind::Meeting, people, "we-met");
                return Some(Cue { countries: self.principals.countries.clone(), ..cue });
            }
            if opening && clauses::is_finite(reading, i) {
                let cue = self.cue(i, EventKind::Meeting, people, "met-with");
                return Some(self.among_principals(cue));
            }
            let gathers = !verb.is(Use::Gather)
                || reading.is_class(i + 1, Class::Preposition)
                || clauses::is_adverb(reading, i + 1);
            return (enough && telling && gathers)
                .then(|| Cue { anew, ..self.cue(i, EventKind::Meeting, people, "met") });
        }
        if matches!(verb.lemma, "convene" | "reconvene" | "re-convene") && !passive {
            return self.convened(i, object, subject());
        }
        if verb.is_any(&[Use::Receive, Use::Host]) && !passive {
            let guests = self.people(i + 1..object.end.min(i + 25));
            if let Some(cue) = self.hosts_meeting(i, subject()) {
                return Some(cue);
            }
            let direct = self.begins_with_person(i + 1) && guests.iter().all(|_| !self.person_owns(i + 1));
            let host = self.people_or_group(subject());
            let place = place_after(reading, i, object.end, &["to", "at", "in"]);
            let welcome = verb.lemma == "welcome" && place.is_none();
            let ahead = reading.is(self.before_adverbs(i), &["will", "to"]);
            if direct && ahead && verb.lemma == "welcome" && !guests.is_empty() && place.is_some() {
                let people = guests.into_iter().map(|(p, _)| (p, Some("visitor")));
                let people = people.chain(host.into_iter().map(|(p, _)| (p, Some("host")))).collect();
                return Some(Cue { place, ..self.cue(i, EventKind::Visit, people, "will-welcome") });
            }
            if !direct || host.is_empty() || welcome {
                return None;
            }
            let people = host.into_iter().map(|(p, _)| (p, Some("host"))).chain(guests).collect();
            return Some(self.cue(i, EventKind::Meeting, people, "received"));
        }
        if verb.is(Use::Hold)
            && !passive
            && let Some(cue) = self.hosts_meeting(i, subject())
        {
            return Some(cue);
        }
        if !passive && journeys::tells(verb) {
            return self.journey(i, verb, object, subject());
        }
        if verb.is_any(&[Use::Talk, Use::Call]) {
            let with = reading.is(i + 1, &["with", "to", "by", "today", "on", "over", "yesterday"])
                || clauses::is_adverb(reading, i + 1)
                || self.begins_with_person(i + 1);
            let partners = self.people(i + 1..object.end.min(i + 20));
            let mut by = self.people_or_group(subject());
            let phone = self.rings_up(i)
                || self.tokens.clone().any(|t| reading.is(t, &["phone", "telephone", "call", "phoned", "telephoned"]));
            // "the leaders of the two countries spoke by telephone": of those that the sentence names, and nobody else's.
            let leaders = phone
                && by.len() < 2
                && is_group(reading, subject())
                && parties::stated(reading, self.tokens.clone()).len() > 1;
            if leaders {
                by.clear();
            }
            let paired = phone && by.len() > 1
                || leaders
                || with
                    && !partners.is_empty()
                    && !by.is_empty()
                    && (phone || verb.is(Use::Talk) && reading.is(self.with_at(i), &["with"]));
            // "spoke on Monday with service members": a call, where the article opens.
            let somebody = !by.is_empty() || !partners.is_empty();
            let opening = self.lead == Some(0) && verb.lemma == "speak" && somebody && clauses::is_finite(reading, i);
            let paired = paired || opening && (i + 1..i + 7).any(|t| reading.is(t, &["with"]));
            return paired
                .then(|| self.cue(i, EventKind::Call, by.into_iter().chain(partners).collect(), "spoke-with"));
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
                place: None, // of what they spoke about, not where
                ..self.cue(i, EventKind::Meeting, people, "leaders-discussed")
            });
        }
        None
    }

    fn noun_cue(&self, i: usize) -> Option<Cue> {
        let reading = self.reading;
        if let Some(cue) = self.signing_noun(i) {
            return Some(cue);
        }
        if let Some(cue) = self.invitation_noun(i) {
            return Some(cue);
        }
        let noun = reading.noun(i).filter(|n| n.kind == NounKind::Event)?;
        if reading.entity(i, Kind::Person).is_some() {
            return None;
        }
        let name = around(reading, i, self.tokens.start, self.tokens.end);
        let distinct = is_distinct(reading, name.clone(), i);
        let definite = is_definite(reading, &name);
        match noun.field {
            "visit" if noun.number == Number::Singular => self.visit(i, name),
            "summit" if noun.number == Number::Singular && (distinct || name.len() > 1 || self.is_between(i)) => {
                let mut people = self.attending(i);
                if self.is_between(i) {
                    self.people(i + 2..self.clause_end(i + 2)).into_iter().for_each(|p| add(&mut people, p));
                }
                let place = self.place(i).or_else(|| self.place_in_name(&name));
                let cue = self.cue(i, EventKind::Summit, people, "summit");
                let date = self.date_by_name(&name, cue.date.clone());
                Some(Cue { place, date, name: Some(name), naming: Naming::Proper, ..cue })
            }
            // "the G7 leaders' meeting"
            "meeting" if i > self.tokens.start && self.is_of_leaders(i) => {
                let cue = self.cue(i, EventKind::Summit, self.attending(i), "leaders-meeting");
                let first = (name.start.saturating_sub(3).max(self.tokens.start)..i)
                    .find(|&t| reading.is_capitalised(t) && reading.class(t).is_none());
                Some(Cue { name: Some(first.unwrap_or(name.start)..i + 1), naming: Naming::Proper, ..cue })
            }
            "meeting" => self.meeting(i, name, distinct, definite),
            "call" if noun.number == Number::Singular => self.call(i, name),
            "other" if self.is_briefing(i) => {
                let main = || clauses::main_clause(reading, self.tokens.clone()).map(|(subject, _)| subject);
                let subject = self.saying(i).or_else(main)?;
                let first = if reading.is(i.saturating_sub(2), &["joint"]) { i - 2 } else { i.saturating_sub(1) };
                let cue = self.cue(i, EventKind::Statement, self.people_or_group(subject), "news-conference");
                (!cue.people.is_empty()).then_some(Cue { name: Some(first..i + 1), ..cue })
            }
            "other"
                if noun.number == Number::Singular
                    && !reading.is_capitalised(i + 1)
                    && (distinct && reading.is_capitalised(i)
                        || reading.is(i, &["ceremony"]) && reading.is(i + 1, &["of", "held"])) =>
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

    /// "told a news conference", "at a joint press conference".
    fn is_briefing(&self, i: usize) -> bool {
        let reading = self.reading;
        let press = i > self.tokens.start && reading.is(i - 1, &["news", "press"]) && reading.is(i, &["conference"]);
        let before = self.tokens.start.max(i.saturating_sub(7))..i;
        press
            && before.into_iter().any(|t| {
                reading.is(t, &["told", "at", "during", "held", "in"]) || reading.verb_for(t, &[Use::Attend]).is_some()
            })
    }
}
