//! How an answer looks: one file per format, each behind [`Sink`].
//!
//! Rows stream through: a format holds at most the window of rows it needs to choose column widths.

mod article;
mod bars;
mod cell;
mod chart;
pub mod colour;
mod csv;
mod diagnostic;
mod dossier;
mod geojson;
mod html;
mod json;
mod jsonl;
mod layout;
mod markdown;
mod network;
pub mod page;
mod record;
mod revisions;
mod svg;
mod table;
mod tsv;
mod xml;

use std::io::Write;

use crate::query::answer::Sink;

pub use self::csv::csv_text;
pub use article::{FactFormat, article_page, facts_text};
pub use colour::{Colour, ColourChoice};
pub use diagnostic::{diagnostics, diagnostics_json};
pub use dossier::dossier_page;
pub use json::{json_line, json_string};
pub use layout::wrap;
pub use revisions::{ListFormat, revisions_text};

/// How rows are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// Columns aligned and fitted to the terminal.
    Table,
    /// One field a line, nothing cut.
    Record,
    /// Tab-separated, with \t \n \\ escaped.
    Tsv,
    /// RFC 4180.
    Csv,
    /// One array of objects.
    Json,
    /// One object a line.
    Jsonl,
    /// A table to paste.
    Markdown,
    /// A page with a table, to open in a browser.
    Html,
    /// Counts drawn as bars, or as a timeline.
    Svg,
    /// A network of `| pairs`, for Gephi.
    Gexf,
    /// A network of `| pairs`, for yEd, Cytoscape and networkx.
    Graphml,
    /// A network of `| pairs`, for Graphviz.
    Dot,
    /// Points on a map: countries, or rows with a place.
    Geojson,
}

impl Format {
    /// As typed after `--format`.
    pub fn name(self) -> &'static str {
        match self {
            Format::Table => "table",
            Format::Record => "record",
            Format::Tsv => "tsv",
            Format::Csv => "csv",
            Format::Json => "json",
            Format::Jsonl => "jsonl",
            Format::Markdown => "markdown",
            Format::Html => "html",
            Format::Svg => "svg",
            Format::Gexf => "gexf",
            Format::Graphml => "graphml",
            Format::Dot => "dot",
            Format::Geojson => "geojson",
        }
    }

    /// Columns that it is made of, where the rows have them, shown or not.
    pub fn needs(self) -> &'static [&'static str] {
        match self {
            Format::Gexf | Format::Graphml | Format::Dot => network::COLUMNS,
            Format::Geojson => geojson::COLUMNS,
            _ => &[],
        }
    }

    /// Whether a program reads it, so that errors should come as JSON too.
    pub fn is_json(self) -> bool {
        matches!(self, Format::Json | Format::Jsonl | Format::Geojson)
    }
}

/// Where rows go, as bars: `width` as in [`sink`]. Counts are few, so all are held until the end.
pub fn chart<'a>(width: Option<usize>, colour: Colour, out: Box<dyn Write + 'a>) -> Box<dyn Sink + 'a> {
    Box::new(chart::Chart::new(width, colour, out))
}

/// Where rows go, in `format`, to `out`.
///
/// `width` is in terminal columns and binds `Table` and `Record` only; `None` lets lines run on.
/// Nothing is buffered beyond what the format needs: give a `BufWriter`, which is flushed at the end.
/// A format that cannot show these columns says so at `begin`, before it has written anything:
/// [`std::io::ErrorKind::InvalidInput`], whose message says what to ask instead.
pub fn sink<'a>(format: Format, width: Option<usize>, colour: Colour, out: Box<dyn Write + 'a>) -> Box<dyn Sink + 'a> {
    match format {
        Format::Table => Box::new(table::Table::new(width, colour, out)),
        Format::Record => Box::new(record::Record::new(width, colour, out)),
        Format::Tsv => Box::new(tsv::Tsv::new(out)),
        Format::Csv => Box::new(csv::Csv::new(out)),
        Format::Json => Box::new(json::Json::new(out)),
        Format::Jsonl => Box::new(jsonl::Jsonl::new(out)),
        Format::Markdown => Box::new(markdown::Markdown::new(out)),
        Format::Html => Box::new(html::Html::new(out)),
        Format::Svg => Box::new(svg::Svg::new(out)),
        Format::Gexf => Box::new(network::Network::new(network::gexf, out)),
        Format::Graphml => Box::new(network::Network::new(network::graphml, out)),
        Format::Dot => Box::new(network::Network::new(network::dot, out)),
        Format::Geojson => Box::new(geojson::Geojson::new(out)),
    }
}

/// What a sink says to columns that its format cannot show.
fn unfit(message: &str) -> std::io::Error {
    std::io::Error::new(std::io::ErrorKind::InvalidInput, message)
}
