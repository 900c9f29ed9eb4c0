//! What befalls people and things, told by a verb of its own: an arrest, a crash, a ruling. The
//! verbs are in `data/occurrences.tsv`, with where each of them tells enough to be an event.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use super::cues::{Cue, Naming};
use super::scene::Scene;
use crate::extract::header::month;
use crate::extract::lexicon::{Class, Form, NounKind};
use crate::extract::parties::{self, add};
use crate::extract::reading::Reading;
use crate::extract::{EventKind, Kind, Sense, classes, clauses};
use crate::text::TokenKind;

/// Tokens of the phrase that says on whom or what.
const LONGEST_PHRASE: usize = 14;

/// A row of the table under one of its forms.
#[derive(Clone, Debug)]
struct Occurrence {
    when: When,
    of: Of,
    /// `None`: the object names it.
    noun: Option<&'static str>,
    /// Words that follow the first of the form: "made landfall".
    rest: Vec<&'static str>,
    past: bool,
}

/// Where a verb tells enough.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum When {
    Lead,
    Dated,
}

/// Of whom or what the noun is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Of {
    Subject,
    Object,
    Measure,
    Attack,
    Court,
    Act,
    Law,
    Suit,
    Post,
    Hearing,
}

/// Cases at law, and what brings them.
const SUITS: &[&str] = &[
    "lawsuit",
    "lawsuits",
    "suit",
    "petition",
    "petitions",
    "complaint",
    "complaints",
    "charges",
    "appeal",
    "case",
    "motion",
    "injunction",
    "indictment",
    "claim",
];

/// Who sits at law.
const COURTS: &[&str] = &["court", "judge", "judges", "tribunal", "magistrate", "jury"];

/// What a court issues.
const DECISIONS: &[&str] =
    &["ruling", "opinion", "verdict", "judgment", "judgement", "rule", "order", "injunction", "warrant"];

/// The table by the first words of its forms. A row that says something else than its columns allow is
/// left out; a test reads them all.
static FORMS: LazyLock<HashMap<&'static str, Vec<Occurrence>>> = LazyLock::new(|| {
    let mut forms: HashMap<&str, Vec<Occurrence>> = HashMap::new();
    for line in include_str!("../data/occurrences.tsv").lines().filter(|l| !l.starts_with('#') && !l.is_empty()) {
        let columns: Vec<&str> = line.split('\t').collect();
        let [when, of, noun, past, base] = columns[..] else { continue };
        let Some((when, of)) = when_of(when).zip(of_whom(of)) else { continue };
        let noun = (noun != "-").then_some(noun);
        for (words, past) in [(past, true), (base, false)] {
            for form in words.split(' ').filter(|f| *f != "-") {
                let mut parts = form.split('_');
                let Some(first) = parts.next() else { continue };
                forms.entry(first).or_default().push(Occurrence { when, of, noun, rest: parts.collect(), past });
            }
        }
    }
    forms
});

fn when_of(name: &str) -> Option<When> {
    Some(match name {
        "lead" => When::Lead,
        "dated" => When::Dated,
        _ => return None,
    })
}

fn of_whom(name: &str) -> Option<Of> {
    Some(match name {
        "subject" => Of::Subject,
        "object" => Of::Object,
        "measure" => Of::Measure,
        "attack" => Of::Attack,
        "court" => Of::Court,
        "act" => Of::Act,
        "law" => Of::Law,
        "suit" => Of::Suit,
        "post" => Of::Post,
        "hearing" => Of::Hearing,
        _ => return None,
    })
}

/// The nouns of what acts on somebody, when they are one word: "the arrest of", "the ratification of".
static NOUNS: LazyLock<HashMap<&'static str, When>> = LazyLock::new(|| {
    let rows = FORMS.values().flatten().filter(|o| matches!(o.of, Of::Object | Of::Subject));
    rows.filter_map(|o| Some((o.noun?, o.when))).filter(|(_, when)| *when != When::Lead).collect()
});

impl Scene<'_, '_> {
    /// What the verb at `i` tells to have happened.
    pub fn occurrence(&self, i: usize) -> Option<Cue> {
        let reading = self.reading;
        if !reading.is_word(i) || reading.is_capitalised(i) || reading.mention(i).is_some() {
            return None;
        }
        let told = FORMS.get(reading.word(i))?.iter();
        told.filter(|o| o.rest.iter().enumerate().all(|(n, word)| reading.is(i + 1 + n, &[word])))
            .find_map(|o| self.happens(o, i))
    }

    fn happens(&self, told: &Occurrence, i: usize) -> Option<Cue> {
        let reading = self.reading;
        let before = self.before_adverbs(i);
        let passive = told.past && before < i && reading.is_class(before, Class::Be);
        let perfect = told.past && before < i && reading.is_class(before, Class::Have);
        let auxiliaries = self.auxiliaries(i);
        if !told.past && !self.is_ahead(i) || self.is_unreal(auxiliaries.clone()) {
            return None;
        }
        let relative = auxiliaries.start.checked_sub(1).filter(|&t| t >= self.tokens.start);
        if relative.is_some_and(|t| reading.is(t, &["who", "which", "that", "whom", "to", "by", "being"])) && told.past
        {
            return None;
        }
        let subject = clauses::subject(reading, self.tokens.clone(), self.tokens.start, i);
        if subject.is_empty() || self.is_condition(subject.start) {
            return None;
        }
        let after = i + 1 + told.rest.len();
        let end = self.clause_end(after);
        // "105 detained men", "vice A. Temirov, resigned."
        let attribute = reading.kind(before) == Some(TokenKind::Number) && before < i;
        // "X, an engineer who served for years, died." has an apposition between two commas.
        let apposed = (self.tokens.start..before).any(|t| reading.word(t) == ",");
        let listed = reading.word(before) == "," && !reading.is_word(after) && !apposed;
        // "met with county elected officials": an adjective behind what has a verb already.
        let joined = subject.contains(&before)
            || reading.is_class(before, Class::Conjunction)
            || matches!(reading.word(before), "," | ";" | ")")
            || reading.is_quote(before);
        let governed = reading.is_class(subject.start, Class::Preposition);
        let bare = acts_on_nothing(reading, after);
        let attribute = attribute || bare && (governed || !joined && subject.end < auxiliaries.start);
        if !passive && !perfect && (attribute || listed) {
            return None;
        }
        let acts_on = matches!(told.of, Of::Object | Of::Measure | Of::Attack | Of::Law | Of::Suit | Of::Post);
        // "the man arrested on Friday": without an object of its own it is no verb of the clause.
        if !passive && acts_on && !self.begins_phrase(after)
            || passive && matches!(told.of, Of::Subject | Of::Court | Of::Act | Of::Hearing)
            || !told.past && passive
            || !passive
                && !perfect
                && told.past
                && matches!(reading.class(before), Some(Class::Determiner | Class::Preposition))
        {
            return None;
        }
        // "ordered the detention of": what is ordered is known by a noun.
        let orders = told.of == Of::Court
            && self.begins_phrase(after)
            && (after..end.min(after + 4)).any(|t| NOUNS.contains_key(reading.word(t)));
        let of = match told.of {
            _ if orders => phrase(reading, after..self.tokens.end.min(after + LONGEST_PHRASE)),
            Of::Subject => phrase(reading, subject.clone()),
            _ if acts_on && passive => phrase(reading, subject.clone()),
            _ if acts_on => phrase(reading, after..self.tokens.end.min(after + LONGEST_PHRASE)),
            Of::Act if reading.is(after, &["to"]) => after..self.name_end(after + 1),
            _ => after..after,
        };
        let by_court = subject.clone().any(|t| reading.is(t, COURTS));
        let fits = match told.of {
            Of::Measure => of.clone().any(|t| is_measure(reading, t) || by_court && reading.is(t, DECISIONS)),
            // "appeared in the Narin district court", "appeared before a judge"
            Of::Hearing => {
                reading.is(after, &["in", "before", "at"])
                    && (after + 1..end.min(after + 8)).any(|t| reading.is(t, COURTS))
            }
            Of::Attack => of.clone().any(|t| has_class(reading, t, classes::Class::Attack)),
            Of::Court => by_court,
            Of::Law => of.clone().any(|t| {
                reading.noun(t).is_some_and(|n| matches!(n.kind, NounKind::Law | NounKind::Deal))
                    || reading.is(t, &["budget", "resolution", "constitution", "reform"])
            }),
            Of::Suit => of.clone().any(|t| reading.is(t, SUITS)),
            Of::Post => (of.end..of.end + 3).chain(i + 1..i + 2).any(|t| reading.is(t, &["as"])),
            Of::Object | Of::Subject | Of::Act => true,
        };
        // "waves of drones against the port": an attack is named with what it is on.
        let of = match told.of {
            Of::Attack if reading.is(of.end, &["against", "on", "at"]) => {
                of.start..phrase(reading, of.end + 1..self.tokens.end.min(of.end + LONGEST_PHRASE)).end
            }
            _ => of,
        };
        let noun = told.noun.filter(|_| !orders);
        let clause = subject.start..end.max(i);
        let named = reading.mentions(clause.clone()).iter().any(|m| m.kind != Kind::Project && m.entity.is_some());
        let dated = self.is_dated(i);
        let enough = match told.when {
            _ if self.lead == Some(0) => true,
            When::Lead => self.lead.is_some() && dated,
            // What a court decides on somebody is told for its own sake; what else it orders, by a date or a name.
            When::Dated => dated || named || orders || by_court && acts_on,
        };
        if !fits || !enough || noun.is_none() && of.is_empty() {
            return None;
        }
        let mut people = self.people_or_group(subject.clone());
        self.people(i..end).into_iter().for_each(|p| add(&mut people, p));
        let cue = self.cue(i, EventKind::Other, people, "occurrence");
        let mut countries = cue.countries.clone();
        parties::stated(reading, clause).into_iter().for_each(|c| add(&mut countries, c));
        self.sides(subject.clone()).0.into_iter().for_each(|c| add(&mut countries, c));
        let article = noun.is_none() && reading.is_class(of.start, Class::Determiner);
        let of = of.start + usize::from(article)..of.end;
        // "A Narin court ruled", "police in Narin arrested": where who acts is.
        let at = reading.mentions(subject).iter().find(|m| m.kind == Kind::Place && m.sense != Sense::Demonym);
        let at = at.map(|m| (reading.text.slice(m.evidence.span).to_owned(), m.entity));
        let pronoun = of.len() == 1 && reading.is_class(of.start, Class::Pronoun);
        Some(Cue {
            happening: noun,
            name: Some(of).filter(|of| !of.is_empty() && !pronoun),
            naming: Naming::Proper,
            countries,
            place: cue.place.clone().or(at),
            ..cue
        })
    }

    /// "the parliament's ratification of the treaty today": the noun with a date or a fresh word beside it.
    pub fn occurrence_noun(&self, i: usize) -> Option<Cue> {
        let reading = self.reading;
        let word = reading.word(i);
        let (&noun, _) = NOUNS.get_key_value(word)?;
        if !reading.is(i + 1, &["of"]) || i == self.tokens.start || reading.mention(i).is_some() {
            return None;
        }
        let of = phrase(reading, i + 2..self.tokens.end.min(i + 2 + LONGEST_PHRASE));
        let (date, _) = self.date(i)?;
        let near = crate::extract::dates::find(reading, of.end..self.tokens.end.min(of.end + 5));
        if of.is_empty() || !near.iter().any(|d| d.date == date) {
            return None;
        }
        let cue = self.cue(i, EventKind::Other, self.people(of.clone()), "occurrence-noun");
        Some(Cue { happening: Some(noun), name: Some(of), naming: Naming::Proper, ..cue })
    }

    /// Whether a time is told near the verb at `i`, be it one that no date can be made of.
    pub fn is_dated(&self, i: usize) -> bool {
        let reading = self.reading;
        let near = self.tokens.start.max(i.saturating_sub(40))..self.tokens.end.min(i + 30);
        let told = |t: usize| {
            let word = reading.word(t);
            let calendar = reading.is_capitalised(t) && (word.ends_with("day") || month(word).is_some());
            let beside = |words: &[&str]| reading.is(t + 1, words);
            let span = &["week", "month", "year", "night", "summer", "winter", "spring", "autumn", "fall"];
            calendar
                || reading.is(t, &["today", "yesterday", "overnight", "ago", "tonight"])
                || reading.is(t, &["last", "this", "next"]) && beside(span)
                || reading.is(t, &["in", "since", "during"])
                    && word.len() > 1
                    && reading.word(t + 1).parse::<i32>().is_ok_and(|y| (1000..2100).contains(&y))
        };
        self.date(i).is_some() || near.into_iter().any(told)
    }

    /// The auxiliaries and adverbs right before a verb: "has been", "will indeed".
    pub fn auxiliaries(&self, verb: usize) -> Range<usize> {
        let reading = self.reading;
        let floor = self.tokens.start.max(verb.saturating_sub(6));
        let first = (floor..verb)
            .rev()
            .take_while(|&t| clauses::is_auxiliary(reading, t) || clauses::is_adverb(reading, t))
            .last();
        first.unwrap_or(verb)..verb
    }

    /// "will resign", "is set to close", "voted to extend".
    fn is_ahead(&self, i: usize) -> bool {
        let reading = self.reading;
        let before = self.before_adverbs(i);
        if before == i {
            return false;
        }
        let set = ["set", "due", "expected", "scheduled", "voted", "decided", "agreed", "plans", "planned", "about"];
        reading.is(before, &["will"])
            || reading.is(before, &["to"]) && before > self.tokens.start && reading.is(before - 1, &set)
    }

    /// "would be arrested", "was not arrested", "may have died": nothing happened.
    pub fn is_unreal(&self, auxiliaries: Range<usize>) -> bool {
        let reading = self.reading;
        auxiliaries.into_iter().any(|t| {
            reading.is_class(t, Class::Negation)
                || reading.is_class(t, Class::Modal) && !reading.is(t, &["will"])
                || reading.word(t).ends_with("n't")
                || reading.word(t).ends_with("n’t")
        })
    }

    /// Whether the clause whose subject begins at `start` only bounds another in time or makes a condition of it.
    pub fn is_condition(&self, start: usize) -> bool {
        let reading = self.reading;
        let bounds = |t: usize| {
            reading.is(t, &["after", "before", "since", "if", "unless", "until", "whether", "because", "once", "as"])
        };
        bounds(start) || start > self.tokens.start && bounds(start - 1)
    }

    /// Whether a noun phrase begins at `i`.
    fn begins_phrase(&self, i: usize) -> bool {
        let reading = self.reading;
        if i >= self.tokens.end
            || !(reading.is_word(i) || reading.kind(i) == Some(TokenKind::Number) || is_sum(reading, i))
        {
            return false;
        }
        let time = reading.word(i).ends_with("day") || month(reading.word(i)).is_some();
        match reading.class(i) {
            None => !time && !clauses::is_adverb(reading, i),
            Some(Class::Determiner) => true,
            Some(Class::Pronoun) => reading.is(i, &["him", "her", "them", "it"]) || is_sum(reading, i + 1),
            _ => false,
        }
    }
}

/// Whether a bare plural follows in small letters: "officials".
fn acts_on_nothing(reading: &Reading<'_>, i: usize) -> bool {
    reading.is_word(i) && reading.class(i).is_none() && !reading.is_capitalised(i) && reading.word(i).ends_with('s')
}

/// The noun phrase that begins a range, with what "of" hangs on it.
fn phrase(reading: &Reading<'_>, within: Range<usize>) -> Range<usize> {
    let stops = |&t: &usize| {
        let inner = matches!(reading.word(t), "-" | "–" | "‑" | "&") || is_sum(reading, t);
        let word =
            reading.is_word(t) || matches!(reading.kind(t), Some(TokenKind::Number | TokenKind::Possessive)) || inner;
        !word
            || reading.is_class(t, Class::Preposition) && !reading.is(t, &["of", "than"])
            || matches!(reading.class(t), Some(Class::Subordinator | Class::Adverb))
            || reading.is_class(t, Class::Conjunction) && !reading.is_capitalised(t + 1)
            || t > within.start
                && (clauses::is_finite(reading, t)
                    && !reading.is_class(t - 1, Class::Determiner)
                    && reading.verb(t).is_none_or(|v| v.form != Form::Third)
                    || reading.word(t).ends_with("ing") && reading.verb(t).is_some() && reading.noun(t).is_none()
                    || reading.is(t, &["who", "earlier", "last", "yesterday", "today"]))
            || reading.is_capitalised(t) && (reading.word(t).ends_with("day") || month(reading.word(t)).is_some())
    };
    // "This morning Daniyar Sarsenov": the time is not what it befell.
    let within =
        clauses::time_end(reading, within.start).filter(|t| *t < within.end).unwrap_or(within.start)..within.end;
    let limit = within.end.min(within.start + LONGEST_PHRASE);
    let end = (within.start..limit).find(stops).unwrap_or(limit.max(within.start));
    let hangs = |&t: &usize| {
        matches!(reading.class(t), Some(Class::Determiner | Class::Preposition | Class::Conjunction))
            || clauses::is_auxiliary(reading, t)
    };
    let end = (within.start..end).rev().find(|t| !hangs(t)).map_or(within.start, |t| t + 1);
    within.start..end
}

/// A sign of money that belongs to the number behind it.
fn is_sum(reading: &Reading<'_>, i: usize) -> bool {
    matches!(reading.word(i), "$" | "€" | "£" | "¥")
}

fn is_measure(reading: &Reading<'_>, i: usize) -> bool {
    has_class(reading, i, classes::Class::Measure)
        || reading.is(i, &["order"]) && i > 0 && reading.is(i - 1, &["executive"])
}

/// Whether a word or its singular is of a closed class.
pub fn has_class(reading: &Reading<'_>, i: usize, class: classes::Class) -> bool {
    if !reading.is_word(i) {
        return false;
    }
    let has = |word: &str| {
        class.has(word)
            || word.strip_suffix('s').is_some_and(|w| class.has(w))
            || word.strip_suffix("es").is_some_and(|w| class.has(w))
    };
    match reading.is_capitalised(i) {
        true => has(&reading.word(i).to_lowercase()),
        false => has(reading.word(i)),
    }
}

#[cfg(test)]
mod tests {
    use super::{FORMS, of_whom, when_of};

    #[test]
    fn every_row_is_read() {
        let rows = include_str!("../data/occurrences.tsv").lines().filter(|l| !l.starts_with('#') && !l.is_empty());
        for row in rows {
            let columns: Vec<&str> = row.split('\t').collect();
            assert_eq!(columns.len(), 5, "{row}");
            assert!(when_of(columns[0]).is_some() && of_whom(columns[1]).is_some(), "{row}");
            let first = columns[3].split([' ', '_']).next().unwrap_or_default();
            assert!(FORMS.contains_key(first), "{row}");
        }
    }
}
