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

#[derive(Debug, Default)]
pub struct Page {
    pub title: String,
    /// What stands beneath the title: each a line of its own.
    pub lines: Vec<String>,
    pub body: Option<Body>,
    pub sections: Vec<Section>,
    pub sources: Vec<Source>,
}

#[derive(Debug, Default)]
pub struct Section {
    pub title: &'static str,
    /// Counts in order, drawn as bars.
    pub counts: Vec<(String, i64)>,
    pub items: Vec<Item>,
    /// What is left out.
    pub more: Option<String>,
}

/// Something told about, and why it is believed.
#[derive(Debug, Default)]
pub struct Item {
    pub name: String,
    pub says: String,
    pub evidence: Vec<Evidence>,
    /// Numbers of [`Page::sources`].
    pub sources: Vec<usize>,
}

#[derive(Debug)]
pub struct Evidence {
    pub text: String,
    /// `sentence 3`
    pub place: String,
    /// Numbers of [`Page::sources`].
    pub sources: Vec<usize>,
}

#[derive(Debug)]
pub struct Source {
    pub number: usize,
    pub text: String,
    pub url: Option<String>,
}

impl Page {
    /// The page for a terminal of `width` columns.
    pub fn text(&self, width: usize, colour: Colour) -> String {
        terminal::write(self, width, colour)
    }

    pub fn markdown(&self) -> String {
        markdown::write(self)
    }

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
