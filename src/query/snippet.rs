//! Words around what was found, for databases that cannot cut them as FTS5 does: FTS5 cuts them here, from the text of
//! each row that is shown, so that they are the same everywhere.

use rusqlite::{Connection, OptionalExtension, Result, params};

use super::answer::Value;
use super::dialect::Word;
use super::sql::{Piece, Sql};

/// The texts of a row, one at a time.
const SCRATCH: &str = "CREATE VIRTUAL TABLE scratch USING fts5 (title, body, tokenize='unicode61 remove_diacritics 2')";

/// Between a title and its body.
const BETWEEN: char = '\u{1}';

pub struct Cutter {
    scratch: Connection,
    /// Of the column.
    at: usize,
    query: String,
    words: u32,
}

impl Cutter {
    /// For the column at `at`, if the statement has snippets of a text that is searched for.
    ///
    /// # Errors
    /// When SQLite has no memory.
    pub fn of(sql: &Sql, at: Option<usize>) -> Result<Option<Cutter>> {
        let words = sql.pieces().iter().find_map(|piece| match piece {
            Piece::Word(Word::Snippet(index, words)) => Some((*index, *words)),
            _ => None,
        });
        let Some(((index, words), at)) = words.zip(at) else { return Ok(None) };
        let query = sql.pieces().iter().find_map(|piece| match piece {
            Piece::Word(Word::Rank(of, text)) if *of == index => Some(text.to_fts()),
            _ => None,
        });
        let Some(query) = query else { return Ok(None) };
        let scratch = Connection::open_in_memory()?;
        scratch.execute_batch(SCRATCH)?;
        Ok(Some(Cutter { scratch, at, query, words }))
    }

    /// Puts the words in place of the text.
    ///
    /// # Errors
    /// When SQLite has no memory.
    pub fn cut(&self, row: &mut [Value]) -> Result<()> {
        let Some(Value::Text(text)) = row.get_mut(self.at) else { return Ok(()) };
        let (title, body) = text.split_once(BETWEEN).unwrap_or(("", text));
        self.scratch
            .prepare_cached("INSERT INTO scratch (rowid, title, body) VALUES (1, ?, ?)")?
            .execute(params![title, body])?;
        let sql = "SELECT snippet(scratch, -1, char(2), char(3), '…', ?) FROM scratch WHERE scratch MATCH ?";
        let found: Option<String> = self
            .scratch
            .prepare_cached(sql)?
            .query_row(params![self.words, self.query], |row| row.get(0))
            .optional()?;
        self.scratch.prepare_cached("DELETE FROM scratch")?.execute([])?;
        *text = found.unwrap_or_default();
        Ok(())
    }
}

/// The column of that name.
pub fn column(columns: &[super::answer::Column]) -> Option<usize> {
    columns.iter().position(|column| column.name == "snippet")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::dialect::TextIndex;
    use crate::query::sql::sql;
    use crate::query::text::{Ending, Match, TextColumn};

    #[test]
    fn words_around_are_those_of_fts5() {
        let text = || Match::Phrase { column: TextColumn::Any, text: "gas".into(), ending: Ending::Whole };
        let index = TextIndex::Documents;
        let sql = sql![Word::Rank(index, text()), Word::Snippet(index, 3), Word::Holds(index, text())];
        let cutter = Cutter::of(&sql, Some(1)).expect("memory").expect("a snippet");
        let mut row = [Value::Integer(1), Value::Text("A title\u{1}oil and Gas, then cargo".into())];
        cutter.cut(&mut row).expect("memory");
        assert_eq!(row[1], Value::Text("oil and \u{2}Gas\u{3}…".into()));
        assert!(Cutter::of(&sql, None).expect("memory").is_none());
    }
}
