//! Spans of an article's body, and the way from bytes to characters.

use serde::Serialize;

/// A half-open range of **bytes** of an article's body, always on character boundaries.
///
/// The extractor works in bytes, because slicing is free; what is stored or printed is characters
/// (see [`CharIndex`]).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Default)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// Byte behind the last.
    pub end: u32,
}

impl Span {
    /// A span of `start..end` bytes.
    pub fn new(start: usize, end: usize) -> Span {
        debug_assert!(start <= end);
        Span { start: start as u32, end: end as u32 }
    }

    /// Bytes covered.
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether it covers nothing.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The text under the span. Panics when the span is not of this `body`.
    pub fn of(self, body: &str) -> &str {
        &body[self.start as usize..self.end as usize]
    }

    /// Whether `other` lies wholly inside.
    pub fn covers(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share a byte.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// From the start of the first to the end of the last.
    pub fn join(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

/// Turns byte offsets of a body into character offsets: constant time each, an eighth of a byte
/// of memory per byte of text.
pub struct CharIndex<'a> {
    body: &'a str,
    /// Characters before byte `32 * i`; empty when the body is ASCII and the two counts agree.
    blocks: Vec<u32>,
}

const BLOCK: usize = 32;

impl<'a> CharIndex<'a> {
    /// For offsets of `body`, and of no other text.
    pub fn new(body: &'a str) -> CharIndex<'a> {
        let mut blocks = Vec::new();
        if !body.is_ascii() {
            blocks.reserve_exact(body.len().div_ceil(BLOCK));
            let mut chars = 0u32;
            for block in body.as_bytes().chunks(BLOCK) {
                blocks.push(chars);
                // Continuation bytes (10xxxxxx) begin no character. A block holds fewer than 256.
                chars += u32::from(block.iter().fold(0u8, |sum, byte| sum + u8::from(byte & 0xC0 != 0x80)));
            }
        }
        CharIndex { body, blocks }
    }

    /// Characters before byte `at`, which must not exceed the body's length.
    pub fn chars_before(&self, at: usize) -> usize {
        if self.blocks.is_empty() {
            return at;
        }
        let block = (at / BLOCK).min(self.blocks.len() - 1);
        let rest = &self.body.as_bytes()[block * BLOCK..at];
        self.blocks[block] as usize + rest.iter().filter(|b| *b & 0xC0 != 0x80).count()
    }

    /// The byte at which character `at` begins; the body's length when there are no more than `at`.
    pub fn byte_of(&self, at: usize) -> usize {
        if self.blocks.is_empty() {
            return at.min(self.body.len());
        }
        let block = self.blocks.partition_point(|&before| before as usize <= at).saturating_sub(1);
        let bytes = self.body.as_bytes();
        let mut chars = self.blocks[block] as usize;
        for (byte, value) in bytes.iter().enumerate().skip(block * BLOCK) {
            if value & 0xC0 != 0x80 {
                if chars == at {
                    return byte;
                }
                chars += 1;
            }
        }
        bytes.len()
    }

    /// A byte span as `(start, length)` in characters.
    pub fn chars(&self, span: Span) -> (usize, usize) {
        let start = self.chars_before(span.start as usize);
        (start, self.chars_before(span.end as usize) - start)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_agree_with_counting() {
        for body in ["", "plain", "a “quoted” Əliyev — и Токаев, again and again, over several blocks of text…"]
        {
            let index = CharIndex::new(body);
            for (at, _) in body.char_indices() {
                assert_eq!(index.chars_before(at), body[..at].chars().count(), "byte {at} of {body:?}");
                assert_eq!(index.byte_of(index.chars_before(at)), at, "byte {at} of {body:?}");
            }
            assert_eq!(index.chars_before(body.len()), body.chars().count());
            assert_eq!(index.byte_of(body.chars().count() + 7), body.len());
        }
    }
}
