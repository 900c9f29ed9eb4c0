//! Happenings that an article only names, as what was spoken of or went before: "since the war in …".

use std::collections::HashSet;

use super::LEAD;
use crate::extract::reading::Reading;
use crate::extract::{Event, EventKind, clauses};
use crate::text::{Text, fold};

/// Shorter words of a name tell nothing: "of", "fire" and "in" stand everywhere.
const TELLING: usize = 5;

/// Leaves out the happenings that a noun tells, but for those with a date or somebody in them and those that the title is
/// about; without a title those of the opening stay. An article on a meeting, a call or a visit has none but those with a
/// day of their own.
pub fn leave_out(reading: &Reading<'_>, title: Option<&str>, events: &mut Vec<Event>) {
    let openers = openers(reading);
    let diplomatic = |e: &&Event| {
        let kind = matches!(
            e.kind,
            EventKind::Meeting | EventKind::Call | EventKind::Visit | EventKind::StateVisit | EventKind::Summit
        );
        kind && openers.contains(&e.evidence.sentence)
    };
    let meeting = events.iter().find(diplomatic).map(|e| e.date);
    let title = title.map(words);
    events.retain(|e| {
        let has_day = e.date.is_some_and(|d| d.day.is_some());
        let titled = |name: &str| match &title {
            Some(title) => words(name).iter().any(|w| title.contains(w)),
            None => openers.contains(&e.evidence.sentence),
        };
        let told = match meeting {
            Some(day) => has_day && e.date != day,
            None => e.date.is_some() || !e.people.is_empty() || e.name.as_deref().is_some_and(titled),
        };
        e.evidence.rule != "happening" || told
    });
}

/// The sentences that open the text.
fn openers(reading: &Reading<'_>) -> Vec<usize> {
    let sentences = reading.text.sentences().iter().enumerate().take(4 * LEAD);
    let told = sentences.filter(|(_, s)| clauses::main_clause(reading, s.tokens.clone()).is_some());
    told.map(|(i, _)| i).take(LEAD).collect()
}

/// The words of a name that are long enough to tell something, folded.
fn words(name: &str) -> HashSet<String> {
    let text = Text::new(name);
    let words = (0..text.tokens().len()).map(|i| fold(text.word(i)));
    words.filter(|word| word.chars().count() >= TELLING).take(60).collect()
}
