//! What stands on the screen when an archive is opened.

use super::output::tell;
use super::session::{Session, Trouble};
use crate::render::colour::{HEADER, RULE};
use crate::text::printable;

/// Two lines: what is in the archive, and how to begin.
pub fn show(session: &Session) -> Result<(), Trouble> {
    let colour = session.settings.note_colour;
    let path = printable(&session.path.display().to_string());
    let contents = session.contents()?;
    let head = colour.paint(HEADER, &format!("dateline {}", env!("CARGO_PKG_VERSION")));
    let hint = if contents.documents == 0 {
        "Nothing is in it yet: Ctrl-D leaves, then `dateline import PATH` reads articles"
    } else {
        "Try: people with @kz    (Tab completes, .help explains, Ctrl-D leaves)"
    };
    let text = format!("{head} · {path} · {contents}\n{}\n", colour.paint(RULE, hint));
    tell(&text)
}
