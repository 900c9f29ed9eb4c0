//! Hashing of features: fast, the same on every machine, and part of the model's format.

const MULTIPLIER: u64 = 0x9E37_79B9_7F4A_7C15;

/// Mixes a value into a hash.
pub fn mix(hash: u64, value: u64) -> u64 {
    let x = (hash ^ value).wrapping_mul(MULTIPLIER);
    x ^ (x >> 29)
}

/// Hash of a string of bytes.
pub fn hash_bytes(bytes: &[u8]) -> u64 {
    let mut hash = mix(0x517C_C1B7_2722_0A95, bytes.len() as u64);
    for chunk in bytes.chunks(8) {
        let mut word = [0u8; 8];
        word[..chunk.len()].copy_from_slice(chunk);
        hash = mix(hash, u64::from_le_bytes(word));
    }
    hash
}
