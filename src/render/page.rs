//! A text to read, in any form: a title, perhaps an article's body, then sections of things told about,
//! each with its evidence or its numbered sources.

mod body;
mod html;
mod markdown;
mod terminal;

pub use body::{Body, Mark};

use super::colour::Colour;

/// How a page is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum PageFormat {
    /// Laid out for the terminal.
    Text,
    /// To paste into notes.
    #[value(alias = "md")]
    Markdown,
    /// A page of its own, to open in a browser.
    Html,
    /// All of it, typed.
    Json,
}

/// What is read: everything is text, and none of it is escaped yet.
#[derive(Debug, Default)]
pub struct Page {
    /// One line.
    pub title: String,
    /// What stands beneath the title: each a line of its own.
    pub lines: Vec<String>,
    /// Of an article; a dossier has none.
    pub body: Option<Body>,
    /// In the order in which they are read, each with a heading.
    pub sections: Vec<Section>,
    /// What the numbers in brackets stand for.
    pub sources: Vec<Source>,
}

/// Things of one sort that are told about.
#[derive(Debug, Default)]
pub struct Section {
    /// Heading: `People`.
    pub title: &'static str,
    /// Counts in order, drawn as bars.
    pub counts: Vec<(String, i64)>,
    /// Each a line, with what bears it out beneath.
    pub items: Vec<Item>,
    /// What is left out.
    pub more: Option<String>,
}

/// Something told about, and why it is believed.
#[derive(Debug, Default)]
pub struct Item {
    /// Printed strongly, before what is said.
    pub name: String,
    /// May be empty.
    pub says: String,
    /// Sentences that say so; empty where only sources are numbered.
    pub evidence: Vec<Evidence>,
    /// Numbers of [`Page::sources`].
    pub sources: Vec<usize>,
}

/// A sentence of a document.
#[derive(Debug)]
pub struct Evidence {
    /// The sentence, on one line.
    pub text: String,
    /// `sentence 3`
    pub place: String,
    /// Numbers of [`Page::sources`].
    pub sources: Vec<usize>,
}

/// A document that is leaned on.
#[derive(Debug)]
pub struct Source {
    /// What stands in brackets.
    pub number: usize,
    /// How it is cited.
    pub text: String,
    /// Where it stands: a link where it is one.
    pub url: Option<String>,
}

impl Page {
    /// The page for a terminal of `width` columns.
    pub fn text(&self, width: usize, colour: Colour) -> String {
        terminal::write(self, width, colour)
    }

    /// CommonMark; what could be markup in a text is escaped.
    pub fn markdown(&self) -> String {
        markdown::write(self)
    }

    /// A document of its own, UTF-8, without scripts or anything from elsewhere.
    pub fn html(&self) -> String {
        html::write(self)
    }
}

/// `[1, 4]`, with a blank before it; nothing when there are none.
fn cited(sources: &[usize]) -> String {
    if sources.is_empty() {
        return String::new();
    }
    let numbers: Vec<String> = sources.iter().map(usize::to_string).collect();
    format!(" [{}]", numbers.join(", "))
}
