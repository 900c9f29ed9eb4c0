//! Tables in running text: a line is a row, and what stands in its columns is no sentence.

use std::ops::Range;

use super::Status;
use super::lexicon::Form;
use super::reading::Reading;

/// Columns are set apart by at least so many spaces, or by a tab.
const GAP: &str = "   ";

/// The lines of a sentence that is a table, as ranges of tokens; none when it is prose.
pub(super) fn rows(reading: &Reading<'_>, sentence: &Range<usize>) -> Vec<Range<usize>> {
    let Some(span) = reading.span(sentence.clone()) else { return Vec::new() };
    let words = reading.text.slice(span);
    let has_columns = |line: &str| line.trim().contains(GAP) || line.trim().contains('\t');
    if words.lines().filter(|line| has_columns(line)).take(2).count() < 2 {
        return Vec::new();
    }
    let mut rows = Vec::new();
    let mut at = span.start;
    for line in words.split_inclusive('\n') {
        let end = at + u32::try_from(line.len()).unwrap_or(0);
        let row = reading.token_at(at)..reading.token_at(end).min(sentence.end);
        if !row.is_empty() && has_columns(line) {
            rows.push(row);
        }
        at = end;
    }
    rows
}

/// The state that the columns behind a project's name give it: "being built", "agreed".
pub(super) fn state(reading: &Reading<'_>, columns: Range<usize>) -> (Status, Option<usize>) {
    let told = columns.into_iter().find_map(|i| {
        let verb = reading.verb(i).filter(|v| v.form != Form::Base)?;
        Some((verb.status?, Some(i)))
    });
    told.unwrap_or((Status::Mentioned, None))
}
