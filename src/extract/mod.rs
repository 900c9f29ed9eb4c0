//! From text to facts: one file per kind of fact, all pure.

mod facts;

pub use facts::*;

use crate::text::Text;

/// Grows with every change that alters what is found, so that an archive knows which of its
/// documents are stale.
pub const VERSION: u32 = 1;

/// What is known about an article beside its body.
#[derive(Clone, Debug, Default)]
pub struct Context<'a> {
    pub title: Option<&'a str>,
    /// When it was published, from metadata; the dateline may say it better.
    pub published: Option<PartialDate>,
    /// Who published it.
    pub source: Option<&'a str>,
}

/// Finds the facts of an article. Never panics; time is linear in the text.
pub fn extract(_text: &Text, _context: &Context<'_>) -> Facts {
    Facts::default()
}
