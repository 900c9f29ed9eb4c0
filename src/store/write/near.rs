//! Finding the earlier document that an article repeats with small changes.

use std::cmp::Reverse;
use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior, params};

use super::{Article, Link, LinkKind, document};
use crate::store::similar::{self, BANDS, NEAR_HASH_VERSION, NearHash, Triples, near_hash};

/// Share of word triples in common from which two texts count as near-duplicates: hashes only suggest.
const MIN_SIMILARITY: f64 = 0.7;

/// Most documents that are counted for one band: a form letter sent a thousand times is found by any of them.
const MAX_COUNTED: i64 = 1000;

/// Most texts that are compared, those with most bands in common.
const MAX_READ: usize = 4;

/// What is compared of an article.
pub(super) struct Candidate<'a> {
    pub title: &'a str,
    pub body: &'a str,
    pub source: Option<&'a str>,
    pub day: Option<i32>,
    pub near_hash: Option<NearHash>,
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
    let mut own = None;
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
        let own = own.get_or_insert_with(|| Triples::of(article.body));
        let similarity = own.similarity(&Triples::of(&body));
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

/// The documents with most bands of the hash in common, of equals the earliest first.
fn nearest(conn: &Connection, hash: NearHash, before: i64) -> rusqlite::Result<Vec<i64>> {
    let mut shared: HashMap<i64, usize> = HashMap::new();
    for (band, sql) in hash.iter().zip(WITH_BAND) {
        let mut statement = conn.prepare_cached(sql)?;
        let mut rows = statement.query(params![band, before, MAX_COUNTED])?;
        while let Some(row) = rows.next()? {
            *shared.entry(row.get(0)?).or_default() += 1;
        }
    }
    let mut found: Vec<(Reverse<usize>, i64)> = shared.into_iter().map(|(id, count)| (Reverse(count), id)).collect();
    found.sort_unstable();
    Ok(found.into_iter().take(MAX_READ).map(|(_, id)| id).collect())
}

/// Each reads one of the indexes in schema.sql, and nothing else.
const WITH_BAND: [&str; BANDS] = [
    "SELECT id FROM documents INDEXED BY documents_near_0 WHERE near_hash IS NOT NULL AND near_hash & 4294967295 = ?1 AND id < ?2 LIMIT ?3",
    "SELECT id FROM documents INDEXED BY documents_near_1 WHERE near_hash IS NOT NULL AND near_hash >> 32 & 4294967295 = ?1 AND id < ?2 LIMIT ?3",
    "SELECT id FROM documents INDEXED BY documents_near_2 WHERE near_hash_more IS NOT NULL AND near_hash_more & 4294967295 = ?1 AND id < ?2 LIMIT ?3",
    "SELECT id FROM documents INDEXED BY documents_near_3 WHERE near_hash_more IS NOT NULL AND near_hash_more >> 32 & 4294967295 = ?1 AND id < ?2 LIMIT ?3",
];

/// Makes the hashes of all documents anew where they were made in another way.
pub(super) fn bring_up_to_date(conn: &Connection) -> rusqlite::Result<()> {
    let made = "SELECT 1 FROM meta WHERE key = 'near_hash' AND value = ?1";
    if conn.prepare(made)?.exists([NEAR_HASH_VERSION])? {
        return Ok(());
    }
    let tx = Transaction::new_unchecked(conn, TransactionBehavior::Immediate)?;
    let ids: Vec<i64> = tx
        .prepare("SELECT id FROM documents ORDER BY id")?
        .query_map([], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    for id in ids {
        let body: String =
            tx.prepare_cached("SELECT body FROM documents WHERE id = ?1")?.query_row([id], |row| row.get(0))?;
        let hash = near_hash(&body).map(similar::columns);
        tx.prepare_cached("UPDATE documents SET near_hash = ?2, near_hash_more = ?3 WHERE id = ?1")?
            .execute(params![id, hash.map(|hash| hash[0]), hash.map(|hash| hash[1])])?;
    }
    tx.execute("INSERT OR REPLACE INTO meta (key, value) VALUES ('near_hash', ?1)", [NEAR_HASH_VERSION])?;
    tx.commit()
}
