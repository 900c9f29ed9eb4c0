//! Where answers and notes go: rows to stdout, all else to stderr.

use std::io::{self, BufWriter, IsTerminal, Write};
use std::time::Instant;

use super::pager::{self, Paged};
use super::session::{Settings, Trouble};
use crate::query::Chart;
use crate::query::answer::{Column, Note, NoteKind, Sink, Value};
use crate::render::colour::RULE;
use crate::render::{self, Colour, Format};
use crate::text::printable;

/// What stands below an answer, on stderr.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Footer {
    Nothing,
    Count,
    CountAndTime,
}

/// Whether answers that are taller than the screen go through a pager.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paging {
    Never,
    WhenTall,
}

/// An answer on its way to stdout, counted and timed.
pub struct Output {
    sink: Box<dyn Sink>,
    rows: u64,
    start: Instant,
    colour: Colour,
    footer: Footer,
}

impl Output {
    pub fn new(settings: &Settings, chart: Chart) -> Output {
        let out = BufWriter::new(stdout(settings.paging));
        let out = Box::new(out);
        Output {
            sink: match (settings.format, chart) {
                (Format::Table, Chart::Wanted) => render::chart(width(), settings.colour, out),
                _ => render::sink(settings.format, width(), settings.colour, out),
            },
            rows: 0,
            start: Instant::now(),
            colour: settings.note_colour,
            footer: settings.footer,
        }
    }

    /// Waits until the answer has been read, then says `12 rows · 3.4 ms`.
    pub fn finish(self) -> Result<(), Trouble> {
        let elapsed = self.start.elapsed();
        drop(self.sink);
        let rows = format!("{} {}", self.rows, if self.rows == 1 { "row" } else { "rows" });
        let text = match self.footer {
            Footer::Nothing => return Ok(()),
            Footer::Count => rows,
            Footer::CountAndTime => format!("{rows} · {:.1} ms", elapsed.as_secs_f64() * 1000.0),
        };
        tell(&format!("{}\n", self.colour.paint(RULE, &text)))
    }
}

impl Sink for Output {
    fn begin(&mut self, columns: &[Column]) -> io::Result<()> {
        self.sink.begin(columns)
    }

    fn row(&mut self, row: &[Value]) -> io::Result<()> {
        self.rows += 1;
        self.sink.row(row)
    }

    fn end(&mut self) -> io::Result<()> {
        self.sink.end()
    }
}

/// Prints notes to stderr: as JSON Lines beside JSON, else as text.
pub fn notes(notes: &[Note], settings: &Settings) -> Result<(), Trouble> {
    for note in notes {
        let text = if settings.format.is_json() {
            serde_json::to_string(note).unwrap_or_default()
        } else {
            let text = printable(&note.text);
            if note.kind == NoteKind::Warning { text } else { settings.note_colour.paint(RULE, &text) }
        };
        tell(&format!("{text}\n"))?;
    }
    Ok(())
}

/// Writes `text` to stdout.
pub fn say(text: &str) -> Result<(), Trouble> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes()).and_then(|()| out.flush()).map_err(Trouble::Output)
}

/// Writes `text` to stdout, through a pager when it is taller than the screen and that is wanted.
pub fn show(text: &str, paging: Paging) -> Result<(), Trouble> {
    let mut out = stdout(paging);
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if !pager::was_left(&error) => Err(Trouble::Output(error)),
        _ => Ok(()),
    }
}

fn stdout(paging: Paging) -> Box<dyn Write> {
    match paging {
        Paging::Never => Box::new(io::stdout()),
        Paging::WhenTall => Box::new(Paged::new()),
    }
}

/// Writes `text` to stderr. That nobody reads there does not stop the answer.
pub fn tell(text: &str) -> Result<(), Trouble> {
    match io::stderr().lock().write_all(text.as_bytes()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(Trouble::Output(error)),
        _ => Ok(()),
    }
}

/// Columns of the terminal on stdout; elsewhere `$COLUMNS`, or else lines run on.
pub fn width() -> Option<usize> {
    let asked = || std::env::var("COLUMNS").ok()?.parse().ok().filter(|&columns: &usize| columns > 0);
    match terminal_size::terminal_size_of(io::stdout()) {
        Some((terminal_size::Width(columns), _)) if io::stdout().is_terminal() && columns > 0 => Some(columns.into()),
        _ => asked(),
    }
}

/// The format of stdout when none is asked for.
pub fn usual_format() -> Format {
    if io::stdout().is_terminal() { Format::Table } else { Format::Tsv }
}
