//! What a row of an answer stands for: how to cite it, and which sentences are behind it.

use rusqlite::{Connection, OptionalExtension, Result, Row};
use serde::Serialize;

use super::passage::{Passage, Passages};
use crate::lang::ast::EntityKind;
use crate::lang::fields::Source;
use crate::query::{kind_word, link_of, sql};

/// A row of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reference {
    /// Of which source it is a row.
    pub source: Source,
    /// Row of the table of `source`.
    pub id: i64,
}

/// A document, as it is cited.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Citation {
    /// Row of `documents`.
    pub document: i64,
    /// Stable across archives.
    pub key: String,
    /// Headline.
    pub title: String,
    /// YYYY, YYYY-MM or YYYY-MM-DD.
    pub published: Option<String>,
    /// Name of the publisher.
    pub source: Option<String>,
    /// Its URL, or else the path it was read from.
    pub address: Option<String>,
}

/// A sentence that is behind a row, and the rule that read it so.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Ground {
    /// The document that it stands in.
    #[serde(flatten)]
    pub citation: Citation,
    /// The sentence, and why it is believed.
    #[serde(flatten)]
    pub passage: Passage,
}

impl Citation {
    /// `“Title”, Source, 2024-10-03, https://… (document 12, key 23fea1973d14b5e3)`
    pub fn text(&self) -> String {
        let parts = [self.source.as_deref(), self.published.as_deref(), self.address.as_deref()];
        let rest: Vec<&str> = parts.into_iter().flatten().collect();
        let comma = if rest.is_empty() { "" } else { ", " };
        format!("“{}”{comma}{} (document {}, key {})", self.title, rest.join(", "), self.document, self.key)
    }
}

impl Reference {
    /// The document to open for it; `None` for an entity, which has a dossier instead.
    pub fn document(&self, conn: &Connection) -> Result<Option<i64>> {
        match self.source {
            Source::Documents => Ok(Some(self.id)),
            Source::Quotes => {
                conn.query_row("SELECT document FROM quotes WHERE id = ?", [self.id], |row| row.get(0)).optional()
            }
            Source::Events => conn
                .query_row(
                    "SELECT document FROM event_reports WHERE event = ? ORDER BY day DESC LIMIT 1",
                    [self.id],
                    |row| row.get(0),
                )
                .optional(),
            _ => Ok(None),
        }
    }

    /// Kind and number, of an entity.
    pub fn entity(&self) -> Option<(EntityKind, i64)> {
        self.source.entity().map(|kind| (kind, self.id))
    }

    /// What it is called; `None` for a document and a quote.
    pub fn label(&self, conn: &Connection) -> Result<Option<String>> {
        let Some((kind, id)) = self.entity() else { return Ok(None) };
        let sql = sql!["SELECT name FROM ", link_of(kind).entities, " WHERE id = ?"];
        conn.prepare_cached(&sql.text())?.query_row([id], |row| row.get(0)).optional()
    }

    /// How to cite each of `documents`, or the document that it is or stands in.
    pub fn citations(&self, conn: &Connection, documents: &[i64]) -> Result<Vec<Citation>> {
        self.documents(conn, documents)?.into_iter().map(|document| citation(conn, document)).collect()
    }

    /// The sentences in `documents` that name it or say it, one of each document. Of a document there are none:
    /// all its facts are its own.
    pub fn grounds(&self, conn: &Connection, documents: &[i64]) -> Result<Vec<Ground>> {
        let mut grounds = Vec::new();
        for document in self.documents(conn, documents)? {
            let body: String =
                conn.query_row("SELECT body FROM documents WHERE id = ?", [document], |row| row.get(0))?;
            let passages = Passages::read(conn, document, &body)?;
            let read = |row: &Row<'_>| passages.of(row, 0);
            let found = match (self.source, self.entity()) {
                (Source::Quotes, _) => conn
                    .prepare_cached("SELECT sentence, start, length, rule, confidence FROM quotes WHERE id = ?")?
                    .query_row([self.id], read),
                (Source::Events, _) => conn
                    .prepare_cached(
                        "SELECT sentence, start, length, rule, confidence FROM event_reports WHERE event = ? AND document = ? LIMIT 1",
                    )?
                    .query_row([self.id, document], read),
                (_, Some((kind, id))) => conn
                    .prepare_cached(
                        "SELECT sentence, start, length, rule, confidence FROM mentions
                         WHERE kind = ? AND entity = ? AND document = ? ORDER BY confidence DESC, ordinal LIMIT 1",
                    )?
                    .query_row((kind_word(kind), id, document), read),
                _ => continue,
            };
            if let Some(passage) = found.optional()? {
                grounds.push(Ground { citation: citation(conn, document)?, passage });
            }
        }
        Ok(grounds)
    }

    /// `behind`, unless it is a document or stands in one.
    fn documents(&self, conn: &Connection, behind: &[i64]) -> Result<Vec<i64>> {
        match self.source {
            Source::Documents | Source::Quotes => Ok(self.document(conn)?.into_iter().collect()),
            _ => Ok(behind.to_vec()),
        }
    }
}

fn citation(conn: &Connection, document: i64) -> Result<Citation> {
    let sql = "SELECT d.id, d.key, d.title, d.published, s.name,
                      coalesce(d.url, (SELECT min(locator) FROM document_locators WHERE document = d.id))
               FROM documents d LEFT JOIN sources s ON s.id = d.source WHERE d.id = ?";
    conn.prepare_cached(sql)?.query_row([document], |row| {
        Ok(Citation {
            document: row.get(0)?,
            key: row.get(1)?,
            title: row.get(2)?,
            published: row.get(3)?,
            source: row.get(4)?,
            address: row.get(5)?,
        })
    })
}
