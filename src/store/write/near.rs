//! Finding the earlier document that an article repeats with small changes.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension};

use super::{Article, Link, LinkKind};
use crate::store::similar::similarity;

/// Most bits in which the hashes of two near-duplicates differ: a word changed in two hundred turns five.
const MAX_DISTANCE: u32 = 10;

/// The hash is cut into bands of 16 bits, and only those that share a band are compared: two hashes that
/// differ in at most three bits surely do, those that differ in more mostly.
const BANDS: usize = 4;

/// Share of word triples in common from which two texts count as near-duplicates: hashes only suggest.
const MIN_SIMILARITY: f64 = 0.7;

/// Most documents that are compared in one band: a form letter sent a thousand times is found by any of them.
const MAX_COMPARED: usize = 200;

/// The hashes of all documents, in memory: some 40 bytes each.
#[derive(Default)]
pub(super) struct NearIndex {
    bands: [HashMap<u16, Vec<u32>>; BANDS],
    entries: Vec<Entry>,
    /// Entries of documents that are safely written; the rest may be rolled back.
    kept: usize,
}

struct Entry {
    hash: u64,
    document: i64,
}

impl NearIndex {
    pub fn load(conn: &Connection) -> rusqlite::Result<NearIndex> {
        let mut index = NearIndex::default();
        let mut statement =
            conn.prepare("SELECT id, near_hash FROM documents WHERE near_hash IS NOT NULL ORDER BY near_hash, id")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            index.push(row.get(0)?, row.get::<_, i64>(1)? as u64);
        }
        index.keep();
        Ok(index)
    }

    /// The nearest earlier document, if one is near enough. Under another publisher's name it is a wire copy.
    pub fn find(&self, conn: &Connection, article: &Article) -> rusqlite::Result<Option<Link>> {
        let Some(other) = article.near_hash.and_then(|hash| self.nearest(hash)) else { return Ok(None) };
        let found: Option<(String, Option<String>)> = conn
            .prepare_cached("SELECT body, (SELECT name FROM sources WHERE id = source) FROM documents WHERE id = ?1")?
            .query_row([other], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        let Some((body, source)) = found else { return Ok(None) };
        let similarity = similarity(&body, &article.body);
        let elsewhere = matches!((&source, &article.source), (Some(a), Some(b)) if a != b);
        let kind = if elsewhere { LinkKind::WireCopy } else { LinkKind::Near };
        Ok((similarity >= MIN_SIMILARITY).then_some(Link { other, kind, similarity }))
    }

    /// The document whose hash differs least.
    fn nearest(&self, hash: u64) -> Option<i64> {
        let entries = (0..BANDS).filter_map(|band| self.bands[band].get(&band_of(hash, band)));
        let compared = entries.flat_map(|entries| entries.iter().rev().take(MAX_COMPARED));
        let (distance, other) = compared
            .filter_map(|&i| self.entries.get(i as usize))
            .map(|entry| ((entry.hash ^ hash).count_ones(), entry.document))
            .min()?;
        (distance <= MAX_DISTANCE).then_some(other)
    }

    pub fn add(&mut self, document: i64, article: &Article) {
        if let Some(hash) = article.near_hash {
            self.push(document, hash);
        }
    }

    /// What was added is written for good.
    pub fn keep(&mut self) {
        self.kept = self.entries.len();
    }

    /// What was added since was rolled back.
    pub fn forget(&mut self) {
        for entry in self.entries.drain(self.kept..) {
            for (band, entries) in self.bands.iter_mut().enumerate() {
                if let Some(entries) = entries.get_mut(&band_of(entry.hash, band)) {
                    entries.retain(|i| (*i as usize) < self.kept);
                }
            }
        }
    }

    fn push(&mut self, document: i64, hash: u64) {
        let Ok(at) = u32::try_from(self.entries.len()) else { return };
        for (band, entries) in self.bands.iter_mut().enumerate() {
            entries.entry(band_of(hash, band)).or_default().push(at);
        }
        self.entries.push(Entry { hash, document });
    }
}

fn band_of(hash: u64, band: usize) -> u16 {
    (hash >> (16 * band)) as u16
}
