//! How alike two texts are.

/// Words in a row that make one feature: single words are alike in any two texts on one subject.
const SHINGLE: usize = 3;

/// Shorter texts have no similarity hash: a form of words makes them alike.
const MIN_WORDS: usize = 50;

/// Of what near_hash is made; what was made otherwise is made anew when an archive is next written.
pub(super) const NEAR_HASH_VERSION: &str = "3";

/// Parts of the hash, 32 bits each: wide enough that two texts that are not alike share none, however many there are. With
/// 16 bits each article of 100,000 would meet six strangers by chance, and their texts be read to find that out.
pub(super) const BANDS: usize = 4;

/// Smallest hashes that make one band. Two texts with the share `s` of their word triples in common have one band at
/// least in common with the probability 1 − (1 − s²)⁴: 0.93 for 0.7, 0.99 for 0.8, and 0.0001 for the 0.005 of any two.
const ROWS: usize = 2;

/// A hash of which texts that differ in few words have at least one band in common (Broder's MinHash over word triples).
pub type NearHash = [u32; BANDS];

/// The hash of a text; `None` for a short one.
pub fn near_hash(body: &str) -> Option<NearHash> {
    let mut smallest = [u64::MAX; BANDS * ROWS];
    let mut triples = 0;
    for feature in features(body) {
        triples += 1;
        for (i, smallest) in smallest.iter_mut().enumerate() {
            let seed = (i as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
            *smallest = (*smallest).min(mix(feature ^ seed));
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
pub(super) struct Triples(Vec<u64>);

impl Triples {
    pub fn of(body: &str) -> Triples {
        let mut hashes: Vec<u64> = features(body).collect();
        hashes.sort_unstable();
        hashes.dedup();
        Triples(hashes)
    }

    /// The share of triples that two texts have in common, 0 to 1.
    pub fn similarity(&self, other: &Triples) -> f64 {
        let (mut a, mut b, mut common) = (&self.0[..], &other.0[..], 0);
        while let ([first, rest @ ..], [other, others @ ..]) = (a, b) {
            common += usize::from(first == other);
            let (from_a, from_b) = (first <= other, other <= first);
            a = if from_a { rest } else { a };
            b = if from_b { others } else { b };
        }
        let all = self.0.len() + other.0.len() - common;
        if all == 0 { 0.0 } else { common as f64 / all as f64 }
    }
}

/// Hashes of the word triples of a text; case and punctuation do not count.
fn features(body: &str) -> impl Iterator<Item = u64> + '_ {
    let mut window = [0u64; SHINGLE];
    Words { rest: body }.enumerate().filter_map(move |(i, word)| {
        window.rotate_left(1);
        window[SHINGLE - 1] = word;
        (i + 1 >= SHINGLE).then(|| window.iter().fold(0, |sum: u64, h| mix(sum ^ h)))
    })
}

/// Hashes of the words of a text, one after the other: FNV-1a over the characters in lower case.
struct Words<'a> {
    rest: &'a str,
}

impl Iterator for Words<'_> {
    type Item = u64;

    /// Bytes that are ASCII, nearly all of most texts, are told without decoding.
    fn next(&mut self) -> Option<u64> {
        let bytes = self.rest.as_bytes();
        let mut hash = None;
        let mut add = |c: u32| {
            let before: u64 = hash.unwrap_or(0xcbf2_9ce4_8422_2325);
            hash = Some((before ^ u64::from(c)).wrapping_mul(0x0100_0000_01b3));
        };
        let mut at = 0;
        let mut begun = false;
        while let Some(&byte) = bytes.get(at) {
            let (inside, length) = if byte.is_ascii() {
                if byte.is_ascii_alphanumeric() {
                    add(u32::from(byte.to_ascii_lowercase()));
                }
                (byte.is_ascii_alphanumeric(), 1)
            } else {
                let Some(c) = self.rest[at..].chars().next() else { break };
                if c.is_alphanumeric() {
                    c.to_lowercase().for_each(|c| add(c as u32));
                }
                (c.is_alphanumeric(), c.len_utf8())
            };
            if begun && !inside {
                break;
            }
            begun |= inside;
            at += length;
        }
        self.rest = &self.rest[at..];
        hash
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
        let similarity = |a: &str, b: &str| Triples::of(a).similarity(&Triples::of(b));
        assert!(similarity(&text("end"), &text("of it all")) > 0.95);
        let other: String = (0..300).map(|i| format!("other{} ", i * 7)).collect();
        assert_eq!(shared(&text("end"), &other), 0);
        assert_eq!(near_hash("too short"), None);
        let hash = [1, u32::MAX, 0, 1 << 31];
        assert_eq!(of_columns(columns(hash)), hash);
        assert_eq!(Words { rest: " Ärger, über-ALL 9!" }.count(), 4);
        assert!(Words { rest: "ÄRGER Über" }.eq(Words { rest: "«ärger» ÜBER" }));
        assert_eq!(similarity("", ""), 0.0);
    }
}
