//! How alike two texts are.

use std::collections::HashSet;
use std::hash::{BuildHasherDefault, Hasher};

/// Words in a row that make one feature: single words are alike in any two texts on one subject.
const SHINGLE: usize = 3;

/// Shorter texts have no similarity hash: a form of words makes them alike.
const MIN_WORDS: usize = 50;

/// Of what near_hash is made; what was made otherwise is made anew when an archive is next written.
pub(super) const NEAR_HASH_VERSION: &str = "4";

/// Parts of the hash, 32 bits each: wide enough that two texts that are not alike share none, however many there are. With
/// 16 bits each article of 100,000 would meet six strangers by chance, and their texts be read to find that out.
pub(super) const BANDS: usize = 4;

/// Smallest hashes that make one band. Two texts with the share `s` of their word triples in common have one band at
/// least in common with the probability 1 − (1 − s²)⁴: 0.93 for 0.7, 0.99 for 0.8, and 0.0001 for the 0.005 of any two.
const ROWS: usize = 2;

/// A hash of which texts that differ in few words have at least one band in common: MinHash over word triples, by one
/// permutation. The triples are dealt out to as many bins as smallest hashes are wanted, each by three bits of its hash, and of
/// each bin the smallest counts; that is as sure as a permutation for each, and an eighth of the work (Li, Owen, Zhang 2012).
pub type NearHash = [u32; BANDS];

/// The hash of a text; `None` for a short one.
pub fn near_hash(body: &str) -> Option<NearHash> {
    const BINS: usize = BANDS * ROWS;
    let mut smallest = [u64::MAX; BINS];
    let mut triples = 0;
    for feature in features(body) {
        triples += 1;
        let smallest = &mut smallest[feature as usize % BINS];
        *smallest = (*smallest).min(feature);
    }
    // A bin in which nothing fell takes from the next that has something: two empty ones say nothing of two texts.
    for bin in 0..BINS {
        if smallest[bin] == u64::MAX {
            let next = (1..BINS).map(|step| smallest[(bin + step) % BINS]).find(|hash| *hash != u64::MAX);
            smallest[bin] = mix(next.unwrap_or(u64::MAX) ^ bin as u64);
        }
    }
    let band = |at: usize| (smallest[at * ROWS..][..ROWS].iter().fold(0, |sum, h| mix(sum ^ h)) >> 32) as u32;
    (triples >= MIN_WORDS).then(|| std::array::from_fn(band))
}

/// Two bands in one number, as the two columns of a document hold them.
pub(super) fn columns(hash: NearHash) -> [i64; BANDS / 2] {
    let [a, b, c, d] = hash.map(i64::from);
    [a | b << 32, c | d << 32]
}

/// The hash that these columns hold.
pub(super) fn of_columns(columns: [i64; BANDS / 2]) -> NearHash {
    let [ab, cd] = columns;
    [ab as u32, (ab >> 32) as u32, cd as u32, (cd >> 32) as u32]
}

/// The word triples of a text, by which it is compared with several others.
#[derive(Default)]
pub(super) struct Triples(HashSet<u64, BuildHasherDefault<Mixed>>);

impl Triples {
    pub fn of(body: &str) -> Triples {
        let mut triples = HashSet::with_capacity_and_hasher(body.len() / 6, BuildHasherDefault::default());
        triples.extend(features(body));
        Triples(triples)
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// The share of triples that two texts have in common, `least` to 1; `None` where it is less.
    pub fn similarity(&self, other: &Triples, least: f64) -> Option<f64> {
        let (few, many) = if self.len() < other.len() { (self, other) } else { (other, self) };
        if (few.len() as f64) < least * many.len() as f64 {
            return None;
        }
        let common = few.0.iter().filter(|triple| many.0.contains(triple)).count();
        let all = few.len() + many.len() - common;
        let share = if all == 0 { 0.0 } else { common as f64 / all as f64 };
        (share >= least).then_some(share)
    }
}

/// The hash of what is one already.
#[derive(Default)]
struct Mixed(u64);

impl Hasher for Mixed {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|byte| self.0 = mix(self.0 ^ u64::from(*byte)));
    }

    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }
}

/// Hashes of the word triples of a text; case and punctuation do not count.
fn features(body: &str) -> impl Iterator<Item = u64> + '_ {
    // Odd numbers without a pattern: by them the same words in another order are others.
    const PLACES: [u64; SHINGLE] = [0x9e37_79b9_7f4a_7c15, 0xbf58_476d_1ce4_e5b9, 0x94d0_49bb_1331_11eb];
    let mut window = [0u64; SHINGLE];
    Words { rest: body }.enumerate().filter_map(move |(i, word)| {
        window.rotate_left(1);
        window[SHINGLE - 1] = word;
        let sum = || window.iter().zip(PLACES).fold(0u64, |sum, (word, by)| sum.wrapping_add(word.wrapping_mul(by)));
        (i + 1 >= SHINGLE).then(|| mix(sum()))
    })
}

/// Hashes of the words of a text, one after the other, over the characters in lower case.
struct Words<'a> {
    rest: &'a str,
}

/// What a byte is in a word: itself in lower case, or 0 where it is no letter or digit of ASCII.
const IN_WORD: [u8; 256] = {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        if (byte as u8).is_ascii_alphanumeric() {
            table[byte] = (byte as u8).to_ascii_lowercase();
        }
        byte += 1;
    }
    table
};

impl Iterator for Words<'_> {
    type Item = u64;

    /// Bytes that are ASCII, nearly all of most texts, are told without decoding, and hashed eight at a time.
    fn next(&mut self) -> Option<u64> {
        let bytes = self.rest.as_bytes();
        let mut word = Word::default();
        let mut at = 0;
        while let Some(&byte) = bytes.get(at) {
            let known = IN_WORD[usize::from(byte)];
            if known != 0 {
                word.add(known);
                at += 1;
                continue;
            }
            let other = if byte.is_ascii() { None } else { self.rest[at..].chars().next() };
            match other.filter(|c| c.is_alphanumeric()) {
                Some(c) => {
                    c.to_lowercase().for_each(|c| c.encode_utf8(&mut [0; 4]).bytes().for_each(|byte| word.add(byte)))
                }
                None if word.length > 0 => break,
                None => {}
            }
            at += other.map_or(1, char::len_utf8);
        }
        self.rest = &self.rest[at..];
        (word.length > 0).then(|| word.hash())
    }
}

/// A word as it is hashed: the bytes that wait to be eight, the hash of those before, and how many there are in all. Of up to
/// seven bytes no two words have the same.
#[derive(Default)]
struct Word {
    waiting: u64,
    before: u64,
    length: u32,
}

impl Word {
    fn add(&mut self, byte: u8) {
        self.waiting = self.waiting << 8 | u64::from(byte);
        self.length += 1;
        if self.length.is_multiple_of(8) {
            self.before = mix(self.before ^ self.waiting);
            self.waiting = 0;
        }
    }

    fn hash(&self) -> u64 {
        self.before ^ self.waiting
    }
}

/// The finisher of MurmurHash3, which spreads every bit over all.
fn mix(mut h: u64) -> u64 {
    h ^= h >> 33;
    h = h.wrapping_mul(0xff51_afd7_ed55_8ccd);
    h ^= h >> 33;
    h = h.wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    h ^ (h >> 33)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(last: &str) -> String {
        (0..300).map(|i| format!("word{i} ")).collect::<String>() + last
    }

    fn shared(a: &str, b: &str) -> usize {
        let (Some(a), Some(b)) = (near_hash(a), near_hash(b)) else { panic!("too short") };
        a.iter().zip(b).filter(|(a, b)| **a == *b).count()
    }

    #[test]
    fn a_few_words_leave_most_bands() {
        assert!(shared(&text("end"), &text("of it all")) >= 3);
        let similarity = |a: &str, b: &str, least: f64| Triples::of(a).similarity(&Triples::of(b), least);
        assert!(similarity(&text("end"), &text("of it all"), 0.0) > Some(0.95));
        assert_eq!(similarity("a b c d a b c d", "a b c d e", 0.4), Some(0.4));
        assert_eq!(similarity("a b c d a b c d", "a b c d e", 0.5), None);
        assert_eq!(similarity("a b c d e f", "a b c", 0.3), None, "one in four at best");
        assert_eq!(similarity("a b c", "c b a", 0.1), None);
        assert_eq!(similarity("", "", 0.0), Some(0.0));
        let other: String = (0..300).map(|i| format!("other{} ", i * 7)).collect();
        assert_eq!(shared(&text("end"), &other), 0);
        assert_eq!(near_hash("too short"), None);
        let hash = [1, u32::MAX, 0, 1 << 31];
        assert_eq!(of_columns(columns(hash)), hash);
        assert_eq!(Words { rest: " Ärger, über-ALL 9!" }.count(), 4);
        assert!(Words { rest: "ÄRGER Über" }.eq(Words { rest: "«ärger» ÜBER" }));
    }
}
