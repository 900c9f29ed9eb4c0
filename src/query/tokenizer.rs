//! Texts cut into words by FTS5 itself, outside an archive: what another database needs to find the same.
//!
//! A scratch table in memory takes each text, and FTS5's own vocabulary gives its words back. So there is no second
//! tokenizer that could differ from the first in some script, and no wrapper around C.

use rusqlite::{Connection, Result, params};

use super::text::TextColumn;

/// Cuts and folds as the full text of `schema.sql` does.
const SCRATCH: &str = "
CREATE VIRTUAL TABLE scratch USING fts5 (title, body, content='', tokenize='unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE words USING fts5vocab (scratch, 'instance');";

/// A word of a text at its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// Folded.
    pub term: String,
    /// [`TextColumn::Any`] is the body.
    pub column: TextColumn,
    /// Words of its column before it.
    pub offset: u32,
}

/// SQLite's own tokenizer, asked through a table in memory.
pub struct Tokenizer {
    scratch: Connection,
}

impl Tokenizer {
    /// # Errors
    /// When SQLite has no memory.
    pub fn new() -> Result<Tokenizer> {
        let scratch = Connection::open_in_memory()?;
        scratch.execute_batch(SCRATCH)?;
        Ok(Tokenizer { scratch })
    }

    /// The words of a document, those of one spelling together.
    ///
    /// # Errors
    /// When SQLite has no memory.
    pub fn document(&self, title: &str, body: &str) -> Result<Vec<Word>> {
        self.scratch
            .prepare_cached("INSERT INTO scratch (rowid, title, body) VALUES (1, ?, ?)")?
            .execute(params![title, body])?;
        let words = self
            .scratch
            .prepare_cached("SELECT term, col = 'title', \"offset\" FROM words")?
            .query_map([], |row| {
                let column = if row.get(1)? { TextColumn::Title } else { TextColumn::Any };
                Ok(Word { term: row.get(0)?, column, offset: row.get(2)? })
            })?
            .collect();
        self.scratch.prepare_cached("INSERT INTO scratch (scratch) VALUES ('delete-all')")?.execute([])?;
        words
    }

    /// The words of a phrase, in its order.
    ///
    /// # Errors
    /// When SQLite has no memory.
    pub fn phrase(&self, text: &str) -> Result<Vec<String>> {
        let mut words = self.document("", text)?;
        words.sort_by_key(|word| word.offset);
        Ok(words.into_iter().map(|word| word.term).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_those_of_the_archives_own_full_text() {
        let tokenizer = Tokenizer::new().expect("memory");
        for (text, words) in [
            ("Trans-Caspian AT&T", &["trans", "caspian", "at", "t"][..]),
            ("O'Neil, C++", &["o", "neil", "c"]),
            ("Əliyev Türkmenbaşy", &["əliyev", "turkmenbasy"]),
            ("Токаев 2024", &["токаев", "2024"]),
            ("oil oil", &["oil", "oil"]),
            ("++", &[]),
        ] {
            assert_eq!(tokenizer.phrase(text).expect("words"), words, "{text}");
        }
        assert!(SCRATCH.contains("tokenize='unicode61 remove_diacritics 2'"));
        assert_eq!(crate::store::SCHEMA.matches(r#"tokenize="unicode61 remove_diacritics 2""#).count(), 2);
    }

    #[test]
    fn title_and_body_count_by_themselves() {
        let words = Tokenizer::new().expect("memory").document("Gas", "oil gas").expect("words");
        let word = |term: &str, column, offset| Word { term: term.into(), column, offset };
        let found =
            [word("gas", TextColumn::Title, 0), word("gas", TextColumn::Any, 1), word("oil", TextColumn::Any, 0)];
        assert_eq!(words, found);
    }
}
