//! The formats, told by what an input holds; its name decides only between those that look alike.

use std::path::Path;

use super::article::{Quarantined, RawArticle};
use super::unit::Unit;
use super::{feed, html, json, mail, markdown, table, text, warc};

/// The articles of a piece: one, several where it is a feed; or why one could not be had.
pub type Parsed = Vec<Result<RawArticle, Quarantined>>;

/// How articles are made from a piece of an input.
pub trait Format: Sync {
    /// How an input is cut into pieces.
    fn cut(&self) -> Cut;

    /// Whether an input with this name and beginning (without a byte order mark) is of this format.
    fn recognises(&self, path: &Path, head: &[u8]) -> bool;

    /// Makes articles of a piece.
    fn parse(&self, unit: &Unit) -> Parsed;
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
    /// A row of a table with a header.
    Rows,
    /// A message of a mailbox.
    Messages,
    /// A stored response of a web archive.
    Responses,
}

/// In the order in which they are tried; the last takes everything.
static FORMATS: [&dyn Format; 11] = [
    &warc::Warc,
    &mail::Mailbox,
    &mail::Message,
    &feed::Feed,
    &json::Lines,
    &json::Array,
    &json::Object,
    &html::Html,
    &markdown::Markdown,
    &table::Table,
    &text::PlainText,
];

/// The format of an input.
pub fn tell(path: &Path, head: &[u8]) -> &'static dyn Format {
    let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head);
    FORMATS.into_iter().find(|format| format.recognises(path, head)).unwrap_or(&text::PlainText)
}

/// The extension of a path in lower case, that of a compression aside.
pub(super) fn extension(path: &Path) -> String {
    let name = path.file_name().map(|n| n.to_string_lossy().to_lowercase()).unwrap_or_default();
    let name = [".gz", ".zst"].iter().find_map(|packed| name.strip_suffix(packed)).unwrap_or(&name);
    name.rsplit_once('.').map(|(_, extension)| extension.to_owned()).unwrap_or_default()
}
