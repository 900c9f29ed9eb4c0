//! Finding the earlier document that an article repeats with small changes.

use std::cmp::Reverse;
use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior, params};

use super::seen::{By, Seen};
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

/// Most triples that are kept of texts that were compared, 8 bytes and more each: those of hundreds of long texts.
const MAX_KEPT: usize = 1 << 20;

/// Triples of documents that articles were compared with lately: texts made from one form meet the same few again and again.
#[derive(Default)]
pub(super) struct Compared {
    triples: HashMap<i64, Triples>,
    size: usize,
}

impl Compared {
    /// To be called when a document says something else than it did.
    pub fn forget(&mut self) {
        *self = Compared::default();
    }

    /// How near two texts are, at least [`MIN_SIMILARITY`]; `None` where they are not, or `other` is gone.
    fn similarity(&mut self, conn: &Connection, own: &Triples, other: i64) -> rusqlite::Result<Option<f64>> {
        if let Some(known) = self.triples.get(&other) {
            return Ok(own.similarity(known, MIN_SIMILARITY));
        }
        let body = conn
            .prepare_cached("SELECT body FROM documents WHERE id = ?1")?
            .query_row([other], |row| Ok(Triples::of(row.get_ref(0)?.as_str()?)))
            .optional()?;
        let Some(triples) = body else { return Ok(None) };
        let similarity = own.similarity(&triples, MIN_SIMILARITY);
        self.size += triples.len();
        if self.size > MAX_KEPT {
            self.forget();
            self.size = triples.len();
        }
        self.triples.insert(other, triples);
        Ok(similarity)
    }

    /// The nearest document of those with an id below `before`, if one is near enough.
    pub fn find(
        &mut self,
        conn: &Connection,
        seen: &Seen,
        article: &Candidate,
        before: i64,
    ) -> rusqlite::Result<Option<Link>> {
        let Some(hash) = article.near_hash else { return Ok(None) };
        let mut best: Option<(i64, f64)> = None;
        let mut own = None;
        for other in nearest(conn, seen, hash, before)? {
            let own = own.get_or_insert_with(|| Triples::of(article.body));
            let Some(similarity) = self.similarity(conn, own, other)? else { continue };
            if best.is_none_or(|(_, best)| best < similarity) {
                best = Some((other, similarity));
            }
        }
        let Some((other, similarity)) = best else { return Ok(None) };
        Ok(Some(Link { other, kind: kind(conn, article, other)?, similarity }))
    }
}

/// As [`Compared::find`], for a single article.
pub(super) fn find(conn: &Connection, article: &Candidate, before: i64) -> rusqlite::Result<Option<Link>> {
    Compared::default().find(conn, &Seen::default(), article, before)
}

/// In which way the article repeats document `other`.
fn kind(conn: &Connection, article: &Candidate, other: i64) -> rusqlite::Result<LinkKind> {
    conn.prepare_cached(
        "SELECT title, body, (SELECT name FROM sources WHERE id = source), day FROM documents WHERE id = ?1",
    )?
    .query_row([other], |row| {
        let (title, body) = (row.get_ref(0)?.as_str()?, row.get_ref(1)?.as_str()?);
        let (source, day) = (row.get_ref(2)?.as_str_or_null()?, row.get::<_, Option<i32>>(3)?);
        Ok(match (source, article.source) {
            (Some(a), Some(b)) if a != b => LinkKind::WireCopy,
            _ if body == article.body => LinkKind::Exact,
            (a, b) if a == b && title == article.title && day.is_some() && day == article.day => LinkKind::Revision,
            _ => LinkKind::Near,
        })
    })
}

/// The documents with most bands of the hash in common, of equals the earliest first.
fn nearest(conn: &Connection, seen: &Seen, hash: NearHash, before: i64) -> rusqlite::Result<Vec<i64>> {
    let mut shared: HashMap<i64, usize> = HashMap::new();
    let bands = hash.into_iter().zip(WITH_BAND).enumerate();
    for (_, (band, sql)) in bands.filter(|(number, (band, _))| seen.may_be(By::Band(*number, *band))) {
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
