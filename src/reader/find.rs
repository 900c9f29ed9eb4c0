//! Which document is meant: by number, key, URL, path, or words of its title.

use rusqlite::{Connection, OptionalExtension, Result, Row};

use crate::lang::diagnostic::Diagnostic;
use crate::query::text::{Ending, Match, TextColumn, has_word};
use crate::text::{fold, printable, truncate};

/// Documents listed when several are meant.
const SHOWN: usize = 10;

/// Columns of a title in that list.
const TITLE: usize = 60;

/// Why there is no document to show.
#[derive(Debug, thiserror::Error)]
pub enum Lost {
    /// None is meant, or several are: what to say about the text that was given.
    #[error("{}", .0.message)]
    Wrong(Box<Diagnostic>),
    /// SQLite's error, not the text's.
    #[error("cannot read the archive: {0}")]
    Archive(#[from] rusqlite::Error),
}

/// A document that may be meant.
struct Found {
    id: i64,
    published: Option<String>,
    title: String,
}

/// The number of the document that `text` means. A number is a document's own; then come its key, its URL
/// and the path it was read from; then the words of a title, which must fit one alone or be the whole of it.
///
/// # Errors
/// [`Lost::Wrong`] with the documents that fit, when there are several, or what to try, when there is none.
pub fn find(conn: &Connection, text: &str) -> std::result::Result<i64, Lost> {
    let text = text.trim();
    let finding = |message: String| Diagnostic::new("E302", 0..text.len(), message);
    if let Ok(number) = text.parse::<i64>() {
        let known: Option<i64> =
            conn.query_row("SELECT id FROM documents WHERE id = ?", [number], |row| row.get(0)).optional()?;
        let missing = || finding(format!("there is no document {number}"));
        let hint = "`docs | select id, title` shows the numbers";
        return known.ok_or_else(|| Lost::Wrong(Box::new(missing().hint(hint))));
    }
    if let Some(id) = by_address(conn, text)? {
        return Ok(id);
    }
    let found = by_title(conn, text)?;
    let whole: Vec<&Found> = found.iter().filter(|found| fold(&found.title) == fold(text)).collect();
    match (&found[..], &whole[..]) {
        ([one], _) => Ok(one.id),
        (_, [one]) => Ok(one.id),
        ([], _) => {
            let missing =
                finding(format!("no document has `{}` for its number, key, URL, path or title", printable(text)));
            let hint = "a few words of the title are enough; `docs \"…\"` searches the text";
            Err(Lost::Wrong(Box::new(missing.hint(hint))))
        }
        (several, _) => {
            let more = several.len() > SHOWN;
            let count = if more { format!("more than {SHOWN}") } else { several.len().to_string() };
            let mut finding = finding(format!("{count} documents have these words in their title"));
            for found in &several[..several.len().min(SHOWN)] {
                let day = found.published.as_deref().unwrap_or("");
                finding =
                    finding.hint(format!("{:>6}  {day:10}  {}", found.id, truncate(&printable(&found.title), TITLE)));
            }
            Err(Lost::Wrong(Box::new(finding.hint("help: give its number, or more words of the title"))))
        }
    }
}

fn by_address(conn: &Connection, text: &str) -> Result<Option<i64>> {
    let by_key = conn.query_row("SELECT id FROM documents WHERE key = ?", [text], |row| row.get(0)).optional()?;
    if by_key.is_some() {
        return Ok(by_key);
    }
    let whole = std::fs::canonicalize(text).ok();
    let path = whole.as_ref().map_or(text, |path| path.to_str().unwrap_or(text));
    let mut statement =
        conn.prepare_cached("SELECT document FROM document_locators WHERE locator IN (?, ?) LIMIT 1")?;
    let by_locator = statement.query_row([text, path], |row| row.get(0)).optional()?;
    if by_locator.is_some() || !text.contains("://") {
        return Ok(by_locator);
    }
    // A record's own URL need not be where it was read.
    conn.query_row("SELECT id FROM documents WHERE url = ? LIMIT 1", [text], |row| row.get(0)).optional()
}

/// One document more than are shown, so that it is known whether there are more. The last word may be half typed.
fn by_title(conn: &Connection, text: &str) -> Result<Vec<Found>> {
    let words: Vec<&str> = text.split_whitespace().filter(|word| has_word(word)).collect();
    let Some(last) = words.len().checked_sub(1) else { return Ok(Vec::new()) };
    let phrase = |(at, word): (usize, &&str)| Match::Phrase {
        column: TextColumn::Title,
        text: (*word).to_owned(),
        ending: if at == last { Ending::Prefix } else { Ending::Whole },
    };
    let sought = Match::All(words.iter().enumerate().map(phrase).collect()).to_fts();
    let sql = "SELECT id, published, title FROM documents
               WHERE id IN (SELECT rowid FROM documents_fts WHERE documents_fts MATCH ?1 LIMIT 1000)
               ORDER BY day DESC, id DESC LIMIT ?2";
    let read = |row: &Row<'_>| Ok(Found { id: row.get(0)?, published: row.get(1)?, title: row.get(2)? });
    conn.prepare_cached(sql)?.query_map((sought, SHOWN as i64 + 1), read)?.collect()
}
