//! How alike two texts are.

use std::collections::HashSet;

/// Words in a row that make one feature: single words are alike in any two texts on one subject.
const SHINGLE: usize = 3;

/// Shorter texts have no similarity hash: a form of words makes them alike.
const MIN_WORDS: usize = 50;

/// A 64-bit hash that differs in few bits for texts that differ in few words (Charikar's simhash over
/// word triples). `None` for a short text.
pub fn near_hash(body: &str) -> Option<u64> {
    let mut weights = [0i32; 64];
    let mut words = 0;
    for feature in features(body) {
        words += 1;
        for (bit, weight) in weights.iter_mut().enumerate() {
            *weight += 1 - 2 * (((feature >> bit) & 1) as i32 ^ 1);
        }
    }
    let bits = weights.iter().enumerate().filter(|(_, w)| **w > 0).map(|(bit, _)| 1u64 << bit);
    (words >= MIN_WORDS).then(|| bits.sum())
}

/// The share of word triples that two texts have in common, 0 to 1.
pub(super) fn similarity(a: &str, b: &str) -> f64 {
    let (a, b): (HashSet<u64>, HashSet<u64>) = (features(a).collect(), features(b).collect());
    let common = a.intersection(&b).count();
    let all = a.len() + b.len() - common;
    if all == 0 { 0.0 } else { common as f64 / all as f64 }
}

/// Hashes of the word triples of a text; case and punctuation do not count.
fn features(body: &str) -> impl Iterator<Item = u64> + '_ {
    let mut window = [0u64; SHINGLE];
    let words = body.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(hash);
    words.enumerate().filter_map(move |(i, word)| {
        window.rotate_left(1);
        window[SHINGLE - 1] = word;
        (i + 1 >= SHINGLE).then(|| window.iter().fold(0, |sum: u64, h| mix(sum ^ h)))
    })
}

/// FNV-1a over lower case.
fn hash(word: &str) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325u64;
    for c in word.chars().flat_map(char::to_lowercase) {
        hash = (hash ^ u64::from(c as u32)).wrapping_mul(0x0100_0000_01b3);
    }
    hash
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

    #[test]
    fn a_few_words_change_a_few_bits() {
        let (Some(a), Some(b)) = (near_hash(&text("end")), near_hash(&text("of it all"))) else { panic!("too short") };
        assert!((a ^ b).count_ones() <= 3, "{}", (a ^ b).count_ones());
        assert!(similarity(&text("end"), &text("of it all")) > 0.95);
        let other: String = (0..300).map(|i| format!("other{} ", i * 7)).collect();
        assert!((a ^ near_hash(&other).unwrap_or(0)).count_ones() > 10);
        assert_eq!(near_hash("too short"), None);
        assert_eq!(similarity("", ""), 0.0);
    }
}
