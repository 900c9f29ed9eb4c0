//! The versions of a document, each with what changed.

use super::colour::{Colour, HEADER};
use crate::reader::Version;
use crate::text::printable;

/// How a list of things is written that is no answer to a query.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum ListFormat {
    /// For reading.
    Text,
    /// One JSON object a line.
    Jsonl,
}

/// A heading a version, its changes below.
pub fn revisions_text(versions: &[Version], colour: Colour) -> String {
    let mut out = String::new();
    for version in versions {
        let until = version.replaced.as_ref().map_or("as it stands".to_owned(), |at| format!("until {at}"));
        let heading = format!("version {}, {until}: {}", version.version, printable(&version.title));
        out += &format!("{}\n", colour.paint(HEADER, &heading));
        // The first two lines name the versions, as the heading does.
        for line in version.diff.iter().flat_map(|diff| diff.lines().skip(2)) {
            out += &format!("{}\n", printable(line));
        }
    }
    out
}
