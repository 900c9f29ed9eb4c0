//! Who was there, told in a list of its own: "Participants included:" and a name on each line.

use crate::extract::reading::Reading;
use crate::extract::{Event, EventKind, Kind, clauses};
use crate::text::TokenKind;

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
        let mut numbered = false; // "1." may have been read as a sentence of its own
        for next in sentences.iter().skip(index + 1).take(2 * MOST) {
            if !numbered && !is_item(reading, next.tokens.start) && !is_roll(reading, &next.tokens) {
                break;
            }
            numbered = !next.tokens.clone().any(|t| reading.is_word(t));
            people.extend(reading.entities(next.tokens.clone(), Kind::Person).into_iter().take(MOST));
        }
        for person in people.into_iter().take(MOST) {
            if !event.people.iter().any(|(p, _)| *p == person) {
                event.people.push((person, None));
            }
        }
    }
}

/// "Participants included", "attendees were", "in attendance were"; "State leaders from today's meeting included:".
fn opens_list(reading: &Reading<'_>, i: usize) -> bool {
    let ends_in_colon = |t: usize| {
        reading.sentence_of(t).is_some_and(|s| (t..s.tokens.end).all(|u| !reading.is_word(u)) && reading.word(t) == ":")
    };
    let of_event = reading.is(i, &["included", "includes", "include", "were", "joined"])
        && (ends_in_colon(i + 1) || ends_in_colon(i + 2))
        && (i.saturating_sub(8)..i).any(|t| {
            reading.is(t, &["officials", "leaders", "representatives", "guests", "organizations"])
                || reading.noun(t).is_some_and(|n| n.kind == crate::extract::lexicon::NounKind::Event)
        });
    if of_event {
        return true;
    }
    let listed =
        |t: usize| reading.is(t, &["include", "included", "includes", "were", "are"]) || reading.word(t) == ":";
    reading.is(i, &["participants", "attendees", "attendance", "participant", "attending"])
        && ((i + 1..i + 6).any(listed) || is_heading(reading, i))
}

/// "Industry Participants" over the names: the last words of a line of its own.
fn is_heading(reading: &Reading<'_>, i: usize) -> bool {
    let Some(sentence) = reading.sentence_of(i) else { return false };
    let short = sentence.tokens.len() < 16 && reading.is_capitalised(i);
    short && !(i + 1..sentence.tokens.end).any(|t| reading.is_word(t) && reading.word(t).len() > 1)
}

/// Names and posts without a verb: a list whose lines run together.
fn is_roll(reading: &Reading<'_>, tokens: &std::ops::Range<usize>) -> bool {
    let named = reading.mentions(tokens.clone()).iter().any(|m| m.kind == Kind::Person);
    named && !tokens.clone().any(|t| clauses::is_finite(reading, t))
}

/// Whether a line of a list begins at `i`.
fn is_item(reading: &Reading<'_>, i: usize) -> bool {
    let numbered = reading.kind(i) == Some(TokenKind::Number) && matches!(reading.word(i + 1), "." | ")");
    matches!(reading.word(i), "-" | "–" | "•" | "*" | "·")
        || numbered
        || reading.mention(i).is_some_and(|m| m.kind == Kind::Person)
}
