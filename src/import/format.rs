//! The formats, told by what an input holds; its name decides only between those that look alike.

use std::path::Path;

use super::article::{Quarantined, RawArticle};
use super::unit::Unit;
use super::{html, json, markdown, text};

/// How articles are made from a piece of an input.
pub trait Format: Sync {
    /// How an input is cut into pieces.
    fn cut(&self) -> Cut;

    /// Whether an input with this name and beginning (without a byte order mark) is of this format.
    fn recognises(&self, path: &Path, head: &[u8]) -> bool;

    /// Makes an article of a piece.
    fn parse(&self, unit: &Unit) -> Result<RawArticle, Quarantined>;
}

/// What a piece of an input is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cut {
    /// All of it.
    Whole,
    /// A line.
    Lines,
    /// An element of the JSON array that it is.
    Elements,
}

/// In the order in which they are tried; the last takes everything.
static FORMATS: [&dyn Format; 6] =
    [&json::Lines, &json::Array, &json::Object, &html::Html, &markdown::Markdown, &text::PlainText];

/// The format of an input.
pub fn tell(path: &Path, head: &[u8]) -> &'static dyn Format {
    let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head);
    FORMATS.into_iter().find(|format| format.recognises(path, head)).unwrap_or(&text::PlainText)
}

/// The extension of a path in lower case, `.gz` aside.
pub(super) fn extension(path: &Path) -> String {
    let name = path.file_name().map(|n| n.to_string_lossy().to_lowercase()).unwrap_or_default();
    let name = name.strip_suffix(".gz").unwrap_or(&name);
    name.rsplit_once('.').map(|(_, extension)| extension.to_owned()).unwrap_or_default()
}
