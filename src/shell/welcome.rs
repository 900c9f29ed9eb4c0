//! What stands on the screen when an archive is opened.

use super::output::{self, tell};
use super::session::{Session, Trouble};
use crate::render::colour::{HEADER, RULE};
use crate::render::wrap;
use crate::text::printable;

/// What is in the archive, and how to begin.
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
    let day = |day: i64| format!("{:04}-{:02}-{:02}", day / 10_000, day / 100 % 100, day % 100);
    let days = contents.days.map_or_else(String::new, |(first, last)| format!(" · {} to {}", day(first), day(last)));
    let width = output::width();
    let wrapped =
        |text: &str| wrap(text, width).into_iter().map(|line| text[line].to_owned() + "\n").collect::<String>();
    let contents = wrapped(&contents.to_string());
    tell(&format!("{head} · {path}{days}\n{contents}{}\n", colour.paint(RULE, hint)))
}
