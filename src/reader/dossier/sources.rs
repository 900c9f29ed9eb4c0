//! Documents numbered in the order in which they are first leaned on.

use std::collections::HashMap;

use rusqlite::{Connection, Result};

use super::Source;

#[derive(Default)]
pub struct Sources {
    documents: Vec<i64>,
    numbers: HashMap<i64, usize>,
}

impl Sources {
    /// The number of a document, from 1.
    pub fn number(&mut self, document: i64) -> usize {
        *self.numbers.entry(document).or_insert_with(|| {
            self.documents.push(document);
            self.documents.len()
        })
    }

    pub fn read(&self, conn: &Connection) -> Result<Vec<Source>> {
        let mut statement = conn.prepare_cached(
            "SELECT d.id, d.key, d.published, d.title, s.name, coalesce(d.url,
                    (SELECT min(l.locator) FROM document_locators l WHERE l.document = d.id))
             FROM documents d LEFT JOIN sources s ON s.id = d.source WHERE d.id = ?",
        )?;
        let numbered = self.documents.iter().enumerate();
        let read = |(at, document): (usize, &i64)| {
            statement.query_row([document], |row| {
                Ok(Source {
                    number: at + 1,
                    document: row.get(0)?,
                    key: row.get(1)?,
                    date: row.get(2)?,
                    title: row.get(3)?,
                    source: row.get(4)?,
                    url: row.get(5)?,
                })
            })
        };
        numbered.map(read).collect()
    }
}
