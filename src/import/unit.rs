//! A piece of an input: the bytes of one article (or of one feed), not yet understood.

use std::path::PathBuf;
use std::sync::Arc;

use super::article::{Candidate, MetaField, Quarantined};
use super::fields::Mapping;
use super::format::{Cut, Format};
use super::limits::Limits;

pub struct Unit {
    pub input: Arc<Input>,
    pub format: &'static dyn Format,
    /// Ordinal in the input, from 0.
    pub ordinal: u64,
    /// Where it begins in the input, in bytes after decompression.
    pub offset: u64,
    pub bytes: Vec<u8>,
    pub served: Served,
}

/// What came with the bytes from elsewhere: the headers of a stored response, of a part of a message.
#[derive(Clone, Debug, Default)]
pub struct Served {
    pub url: Option<String>,
    /// The label of the character set.
    pub charset: Option<String>,
}

impl Served {
    /// The address, as a candidate for the article's.
    pub fn candidate(&self) -> Option<Candidate> {
        let value = self.url.clone()?;
        Some(Candidate { field: MetaField::Url, value, basis: "served" })
    }
}

/// Where pieces come from.
pub struct Input {
    /// As it was found; for standard input `-`; of a member of an archive, its name there.
    pub path: PathBuf,
    /// Absolute, as documents are known by it; of a member `news.zip!/2024/a.html`.
    pub locator: String,
    pub mapping: Arc<Mapping>,
    pub limits: Limits,
}

impl Input {
    pub fn is_stdin(&self) -> bool {
        self.locator == "-"
    }

    /// A member of this input, which is an archive. Names are labels here: nothing is ever written to them.
    pub fn member(&self, name: &str) -> Input {
        Input {
            path: PathBuf::from(name),
            locator: format!("{}!/{}", self.locator, name.trim_start_matches('/')),
            mapping: Arc::clone(&self.mapping),
            limits: self.limits,
        }
    }
}

impl Unit {
    /// The piece could not be taken. `position` counts from the start of the piece.
    pub fn refuse(&self, stage: &'static str, position: Option<u64>, reason: impl Into<String>) -> Quarantined {
        Quarantined { locator: self.place(), stage, position: position.map(|p| p + self.offset), reason: reason.into() }
    }

    /// Where it stands, as one says it: `feed.jsonl#17`, and for a stored page `crawl.warc#https://…`.
    pub fn place(&self) -> String {
        match (&self.served.url, self.format.cut()) {
            (Some(url), _) => format!("{}#{url}", self.input.locator),
            (None, Cut::Whole) => self.input.locator.clone(),
            _ => format!("{}#{}", self.input.locator, self.ordinal + 1),
        }
    }
}

/// Whether a locator is of what came on standard input.
pub fn came_by_pipe(locator: &str) -> bool {
    locator.strip_prefix('-').is_some_and(|rest| rest.is_empty() || rest.starts_with(['#', '!']))
}
