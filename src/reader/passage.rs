//! Where in a body a fact stands, and what it says there: characters in, text out.

use std::ops::Range;

use rusqlite::{Connection, Result, Row};
use serde::Serialize;

use crate::text::CharIndex;

/// Evidence longer than this, in characters, is shown around the fact only: a sentence may be as long as
/// its article, and every fact of it would bring it along.
const LONGEST: usize = 600;

/// Where a fact stands and why it is believed.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Passage {
    /// Ordinal of the sentence, from 0.
    pub sentence: i64,
    /// In characters of the body.
    pub start: u32,
    /// In characters.
    pub length: u32,
    /// What stands there.
    pub surface: String,
    /// The sentence, or what of it is near.
    pub evidence: String,
    /// Name of the rule that made the fact, kebab-case: `title-before-name`.
    pub rule: String,
    /// 0 to 1.
    pub confidence: f64,
}

/// A body that can be cut by characters, with its sentences.
pub struct Passages<'b> {
    body: &'b str,
    index: CharIndex<'b>,
    /// Start and length of each sentence, in characters.
    sentences: Vec<(u32, u32)>,
}

impl<'b> Passages<'b> {
    /// Reads where the sentences of a document are; `body` is its text as the archive has it.
    pub fn read(conn: &Connection, document: i64, body: &'b str) -> Result<Passages<'b>> {
        let sentences = conn
            .prepare_cached("SELECT start, length FROM sentences WHERE document = ? ORDER BY ordinal")?
            .query_map([document], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<Result<_>>()?;
        Ok(Passages { body, index: CharIndex::new(body), sentences })
    }

    /// The passage of a row that ends in `sentence, start, length, rule, confidence`, from column `at` on.
    pub fn of(&self, row: &Row<'_>, at: usize) -> Result<Passage> {
        let (sentence, start, length): (i64, u32, u32) = (row.get(at)?, row.get(at + 1)?, row.get(at + 2)?);
        Ok(Passage {
            sentence,
            start,
            length,
            surface: self.beginning(start as usize, length as usize),
            evidence: self.evidence(sentence, start as usize),
            rule: row.get(at + 3)?,
            confidence: row.get(at + 4)?,
        })
    }

    fn evidence(&self, sentence: i64, start: usize) -> String {
        let Some(&(first, length)) = usize::try_from(sentence).ok().and_then(|at| self.sentences.get(at)) else {
            return String::new();
        };
        let (first, end) = (first as usize, first as usize + length as usize);
        let from = if end - first <= LONGEST { first } else { start.saturating_sub(LONGEST / 2).max(first) };
        self.marked(from..(from + LONGEST).min(end), first..end)
    }

    fn beginning(&self, start: usize, length: usize) -> String {
        self.marked(start..start + length.min(LONGEST), start..start + length)
    }

    /// Those characters of the whole, with a mark where something is left out.
    fn marked(&self, shown: Range<usize>, whole: Range<usize>) -> String {
        let start = self.index.byte_of(shown.start);
        let text = &self.body[start..self.index.byte_of(shown.end).max(start)];
        let mark = |is_cut| if is_cut { "…" } else { "" };
        format!("{}{text}{}", mark(shown.start > whole.start), mark(shown.end < whole.end))
    }
}
