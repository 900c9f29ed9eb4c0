//! A piece of an input: the bytes of one article, not yet understood.

use std::path::PathBuf;
use std::sync::Arc;

use super::article::Quarantined;
use super::format::Format;

pub struct Unit {
    pub input: Arc<Input>,
    pub format: &'static dyn Format,
    /// Ordinal in the input, from 0.
    pub ordinal: u64,
    /// Where it begins in the input, in bytes after decompression.
    pub offset: u64,
    pub bytes: Vec<u8>,
}

/// Where pieces come from.
pub struct Input {
    /// As it was found; for standard input `-`.
    pub path: PathBuf,
    /// Absolute, as documents are known by it.
    pub locator: String,
}

impl Input {
    pub fn is_stdin(&self) -> bool {
        self.locator == "-"
    }
}

impl Unit {
    /// The piece could not be taken. `position` counts from the start of the piece.
    pub fn refuse(&self, stage: &'static str, position: Option<u64>, reason: impl Into<String>) -> Quarantined {
        Quarantined { locator: self.place(), stage, position: position.map(|p| p + self.offset), reason: reason.into() }
    }

    /// Where it stands, as one says it: `feed.jsonl#17`.
    pub fn place(&self) -> String {
        match self.format.cut() {
            super::format::Cut::Whole => self.input.locator.clone(),
            _ => format!("{}#{}", self.input.locator, self.ordinal + 1),
        }
    }
}
