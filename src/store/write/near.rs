//! Finding the earlier document that an article repeats with small changes.

use rusqlite::{Connection, OptionalExtension, params};

use super::{Article, Link, LinkKind, document};
use crate::store::similar::similarity;

/// Most bits in which the hashes of two near-duplicates differ: a word changed in two hundred turns five.
const MAX_DISTANCE: u32 = 10;

/// Share of word triples in common from which two texts count as near-duplicates: hashes only suggest.
const MIN_SIMILARITY: f64 = 0.7;

/// Most hashes that are compared in one quarter: a form letter sent a thousand times is found by any of them.
const MAX_COMPARED: i64 = 1000;

/// Most texts that are compared, those with the nearest hashes.
const MAX_READ: usize = 3;

/// What is compared of an article.
pub(super) struct Candidate<'a> {
    pub title: &'a str,
    pub body: &'a str,
    pub source: Option<&'a str>,
    pub day: Option<i32>,
    pub near_hash: Option<u64>,
}

impl<'a> Candidate<'a> {
    pub fn of(article: &'a Article) -> Candidate<'a> {
        let Article { title, body, source, near_hash, .. } = article;
        Candidate { title, body, source: source.as_deref(), day: document::day(article), near_hash: *near_hash }
    }
}

/// The nearest document of those with an id below `before`, if one is near enough.
pub(super) fn find(conn: &Connection, article: &Candidate, before: i64) -> rusqlite::Result<Option<Link>> {
    let Some(hash) = article.near_hash else { return Ok(None) };
    let mut best: Option<Link> = None;
    for other in nearest(conn, hash, before)? {
        let found = conn
            .prepare_cached(
                "SELECT title, body, (SELECT name FROM sources WHERE id = source), day FROM documents WHERE id = ?1",
            )?
            .query_row([other], |row| {
                let texts: (String, String) = (row.get(0)?, row.get(1)?);
                Ok((texts, row.get::<_, Option<String>>(2)?, row.get::<_, Option<i32>>(3)?))
            })
            .optional()?;
        let Some(((title, body), source, day)) = found else { continue };
        let similarity = similarity(&body, article.body);
        if similarity < MIN_SIMILARITY || best.is_some_and(|best| best.similarity >= similarity) {
            continue;
        }
        let kind = match (source.as_deref(), article.source) {
            (Some(a), Some(b)) if a != b => LinkKind::WireCopy,
            _ if body == article.body => LinkKind::Exact,
            (a, b) if a == b && title == article.title && day.is_some() && day == article.day => LinkKind::Revision,
            _ => LinkKind::Near,
        };
        best = Some(Link { other, kind, similarity });
    }
    Ok(best)
}

/// The documents whose hashes differ least, nearest first. The hash is cut into quarters, and only those that share
/// one are compared: two hashes that differ in at most three bits surely do, those that differ in more mostly.
fn nearest(conn: &Connection, hash: u64, before: i64) -> rusqlite::Result<Vec<i64>> {
    let mut found: Vec<(u32, i64)> = Vec::new();
    for (quarter, sql) in QUARTERS.iter().enumerate() {
        let mut statement = conn.prepare_cached(sql)?;
        let bits = i64::from((hash >> (16 * quarter)) as u16);
        let mut rows = statement.query(params![bits, before, MAX_COMPARED])?;
        while let Some(row) = rows.next()? {
            let distance = (row.get::<_, i64>(1)? as u64 ^ hash).count_ones();
            if distance <= MAX_DISTANCE {
                found.push((distance, row.get(0)?));
            }
        }
    }
    found.sort_unstable();
    found.dedup();
    Ok(found.into_iter().take(MAX_READ).map(|(_, id)| id).collect())
}

/// Each reads one of the indexes in schema.sql, and nothing else.
const QUARTERS: [&str; 4] = [
    "SELECT id, near_hash FROM documents INDEXED BY documents_near_0 WHERE near_hash IS NOT NULL AND near_hash & 65535 = ?1 AND id < ?2 LIMIT ?3",
    "SELECT id, near_hash FROM documents INDEXED BY documents_near_1 WHERE near_hash IS NOT NULL AND near_hash >> 16 & 65535 = ?1 AND id < ?2 LIMIT ?3",
    "SELECT id, near_hash FROM documents INDEXED BY documents_near_2 WHERE near_hash IS NOT NULL AND near_hash >> 32 & 65535 = ?1 AND id < ?2 LIMIT ?3",
    "SELECT id, near_hash FROM documents INDEXED BY documents_near_3 WHERE near_hash IS NOT NULL AND near_hash >> 48 & 65535 = ?1 AND id < ?2 LIMIT ?3",
];
