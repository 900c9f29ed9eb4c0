//! Full text, written behind all else of a transaction.
//!
//! At each savepoint FTS5 writes out what it has gathered in memory, and SQLite makes a savepoint for every statement
//! that may fail with several rows changed: an upsert, an INSERT from a SELECT, a foreign key in an UPDATE. A document
//! brings dozens of these; indexed among them, each made a segment of its own, to be merged with all others.

use rusqlite::types::ToSqlOutput;
use rusqlite::{Connection, params};

use crate::store::article::Article;

const ADD: &str = "INSERT INTO documents_fts (rowid, title, body) VALUES (?1, ?2, ?3)";

/// Puts the titles, bodies and quotes of documents, as they are stored, into the full text. None of it may be there yet.
pub(super) fn add(conn: &Connection, documents: &[(i64, &Article)]) -> rusqlite::Result<()> {
    let mut insert = conn.prepare_cached(ADD)?;
    for (id, Article { title, body, .. }) in documents {
        insert.execute(params![id, title, body])?;
    }
    let quoted = documents.iter().filter(|(_, article)| !article.facts.quotes.is_empty());
    add_quotes(conn, &quoted.map(|(id, _)| *id).collect::<Vec<_>>())
}

pub(super) fn add_body(conn: &Connection, document: i64) -> rusqlite::Result<()> {
    let mut insert = conn.prepare_cached(ADD)?;
    conn.prepare_cached("SELECT title, body FROM documents WHERE id = ?1")?.query_row([document], |row| {
        let (title, body) = (ToSqlOutput::Borrowed(row.get_ref(0)?), ToSqlOutput::Borrowed(row.get_ref(1)?));
        insert.execute(params![document, title, body]).map(|_| ())
    })
}

pub(super) fn add_quotes(conn: &Connection, documents: &[i64]) -> rusqlite::Result<()> {
    let mut quotes = conn.prepare_cached("SELECT id, text FROM quotes WHERE document = ?1 ORDER BY id")?;
    let mut insert = conn.prepare_cached("INSERT INTO quotes_fts (rowid, text) VALUES (?1, ?2)")?;
    for document in documents {
        let mut rows = quotes.query([document])?;
        while let Some(row) = rows.next()? {
            insert.execute(params![row.get::<_, i64>(0)?, ToSqlOutput::Borrowed(row.get_ref(1)?)])?;
        }
    }
    Ok(())
}

/// Takes title and body of a document out. The index holds no text of its own: what it forgets must be told word for
/// word, so the document must still say it.
pub(super) fn remove_body(conn: &Connection, document: i64) -> rusqlite::Result<()> {
    conn.prepare_cached(
        "INSERT INTO documents_fts (documents_fts, rowid, title, body) SELECT 'delete', id, title, body FROM documents WHERE id = ?1",
    )?
    .execute([document])?;
    Ok(())
}
