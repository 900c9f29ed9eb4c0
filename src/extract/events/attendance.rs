//! Who was there, told in a list of its own: "Participants included:" and a name on each line.

use crate::extract::reading::Reading;
use crate::extract::{Event, EventKind, Kind, clauses};

/// Longer lists are registers.
const MOST: usize = 60;

/// Adds to the meeting told last the people whom a list of participants names.
pub fn add(reading: &Reading<'_>, events: &mut [Event]) {
    let sentences = reading.text.sentences();
    for (index, sentence) in sentences.iter().enumerate() {
        if sentence.tokens.len() > clauses::LONGEST_SENTENCE {
            continue;
        }
        let Some(opening) = sentence.tokens.clone().find(|&i| opens_list(reading, i)) else { continue };
        let meets =
            |e: &&mut Event| matches!(e.kind, EventKind::Meeting | EventKind::Summit) && e.evidence.sentence <= index;
        let Some(event) = events.iter_mut().rev().find(meets) else { continue };
        let mut people = reading.entities(opening..sentence.tokens.end, Kind::Person);
        for next in sentences.iter().skip(index + 1).take(MOST) {
            if !is_item(reading, next.tokens.start) {
                break;
            }
            people.extend(reading.entities(next.tokens.clone(), Kind::Person).into_iter().take(2));
        }
        for person in people.into_iter().take(MOST) {
            if !event.people.iter().any(|(p, _)| *p == person) {
                event.people.push((person, None));
            }
        }
    }
}

/// "Participants included", "attendees were", "in attendance were".
fn opens_list(reading: &Reading<'_>, i: usize) -> bool {
    let listed =
        |t: usize| reading.is(t, &["include", "included", "includes", "were", "are"]) || reading.word(t) == ":";
    reading.is(i, &["participants", "attendees", "attendance", "participant", "attending"])
        && (i + 1..i + 6).any(listed)
}

/// Whether a line of a list begins at `i`.
fn is_item(reading: &Reading<'_>, i: usize) -> bool {
    matches!(reading.word(i), "-" | "–" | "•" | "*" | "·") || reading.mention(i).is_some_and(|m| m.kind == Kind::Person)
}
