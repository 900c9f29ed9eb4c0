//! Word classes: words that are used alike share a number, so that a word never seen in training is
//! not a stranger. Made by k-means over word embeddings; `tools` in the model card tells how.

use super::hash::hash_bytes;

/// Class of a word at two grains.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Class {
    /// 1 to 511, 0 unknown.
    pub coarse: u16,
    /// 1 to 2047, 0 unknown.
    pub fine: u16,
}

/// The table as packed bytes: sorted 8-byte records, each 40 bits of the word's hash, then 10 bits of
/// coarse class and 12 of fine.
#[derive(Clone, Debug)]
pub struct Clusters {
    records: Vec<u64>,
}

impl Clusters {
    /// Reads packed records; a trailing part of a record is left out.
    pub fn from_bytes(bytes: &[u8]) -> Clusters {
        let words = bytes.chunks_exact(8).map(|c| u64::from_le_bytes(c.try_into().unwrap_or_default()));
        Clusters { records: words.collect() }
    }

    /// Packs words with their classes. Of two words with one hash the first stays.
    pub fn pack<'a>(words: impl Iterator<Item = (&'a str, Class)>) -> Vec<u8> {
        let mut records: Vec<u64> =
            words.map(|(w, c)| key(w) << 24 | u64::from(c.coarse) << 12 | u64::from(c.fine)).collect();
        records.sort_by_key(|r| r >> 24);
        records.dedup_by_key(|r| *r >> 24);
        records.iter().flat_map(|r| r.to_le_bytes()).collect()
    }

    /// The class of a word as written; its lower-case form when that is unknown is the caller's try.
    pub fn of(&self, word: &str) -> Class {
        let wanted = key(word);
        match self.records.binary_search_by_key(&wanted, |r| r >> 24) {
            Ok(i) => Class { coarse: (self.records[i] >> 12 & 0xFFF) as u16, fine: (self.records[i] & 0xFFF) as u16 },
            Err(_) => Class::default(),
        }
    }
}

fn key(word: &str) -> u64 {
    hash_bytes(word.as_bytes()) >> 24
}
