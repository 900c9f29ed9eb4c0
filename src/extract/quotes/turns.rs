//! Whose turn it is in the record of a conversation, each turn under its speaker's name in capitals: "PRESIDENT
//! SARSENOV:". What is quoted there without a speaker is quoted by whoever speaks.

use std::ops::Range;

use super::speakers::speaker_in;
use crate::extract::Speaker;
use crate::extract::reading::Reading;
use crate::text::Case;

/// Tokens of a label.
const LONGEST_LABEL: usize = 9;

/// Turns of a text: the token where each begins and who speaks. Empty when the text is no such record.
pub fn find(reading: &Reading<'_>) -> Vec<(usize, Speaker)> {
    let mut turns = Vec::new();
    let mut paragraph = None;
    for sentence in reading.text.sentences() {
        if paragraph == Some(sentence.paragraph) {
            continue;
        }
        paragraph = Some(sentence.paragraph);
        if let Some(label) = label(reading, &sentence.tokens) {
            turns.push((sentence.tokens.start, speaker_in(reading, label)));
        } else if reading.word(sentence.tokens.start) == "Q" {
            turns.push((sentence.tokens.start, Speaker::Unknown)); // a question from the press
        }
    }
    if turns.iter().filter(|(_, speaker)| *speaker != Speaker::Unknown).count() < 2 { Vec::new() } else { turns }
}

/// The person who speaks at token `at`.
pub fn speaker_at(turns: &[(usize, Speaker)], at: usize) -> Option<Speaker> {
    let turn = turns.partition_point(|(start, _)| *start <= at).checked_sub(1)?;
    turns.get(turn).map(|(_, speaker)| speaker.clone()).filter(|s| matches!(s, Speaker::Person(_)))
}

fn label(reading: &Reading<'_>, sentence: &Range<usize>) -> Option<Range<usize>> {
    let first = sentence.clone().take(4).find(|&i| reading.is_word(i))?;
    let colon = (first + 1..sentence.end.min(first + LONGEST_LABEL)).find(|&i| reading.word(i) == ":")?;
    let capital = |i: usize| reading.text.tokens().get(i).is_some_and(|t| t.case == Case::Upper);
    (first..colon).all(|i| !reading.is_word(i) || capital(i)).then_some(first..colon)
}
