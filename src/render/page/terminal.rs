//! A page on a terminal.

use anstyle::Style;

use super::{Body, Item, Page, Section, cited};
use crate::query::answer::{Column, ColumnKind, Sink, Value};
use crate::render::chart::Chart;
use crate::render::colour::{Colour, HEADER, RULE};
use crate::render::wrap;
use crate::text::printable;

/// Lines longer than this are hard to read, however wide the terminal.
const WIDEST: usize = 100;

/// Narrower makes no text.
const NARROWEST: usize = 20;

const INDENT: usize = 2;

pub fn write(page: &Page, width: usize, colour: Colour) -> String {
    let mut out = Out { text: String::new(), width: width.clamp(NARROWEST, WIDEST), colour };
    out.paragraph(0, HEADER, &page.title);
    for line in &page.lines {
        out.paragraph(0, RULE, line);
    }
    if let Some(body) = &page.body {
        out.body(body);
    }
    for section in &page.sections {
        out.section(section);
    }
    if !page.sources.is_empty() {
        out.heading("Sources");
        for source in &page.sources {
            out.item(&format!("[{}]", source.number), &source.text, INDENT);
            if let Some(url) = &source.url {
                out.paragraph(INDENT + 4, RULE, url);
            }
        }
    }
    out.text
}

struct Out {
    text: String,
    width: usize,
    colour: Colour,
}

impl Out {
    fn line(&mut self, line: &str) {
        self.text.push_str(line.trim_end());
        self.text.push('\n');
    }

    fn heading(&mut self, title: &str) {
        self.line("");
        let heading = self.colour.paint(HEADER, title);
        self.line(&heading);
    }

    /// `text` wrapped, each line of it indented.
    fn paragraph(&mut self, indent: usize, style: Style, text: &str) {
        let text = printable(text);
        for line in wrap(&text, Some(self.width.saturating_sub(indent).max(NARROWEST))) {
            let painted = self.colour.paint(style, &text[line]);
            self.line(&format!("{}{painted}", " ".repeat(indent)));
        }
    }

    fn body(&mut self, body: &Body) {
        self.legend(body);
        for paragraph in body.paragraphs() {
            self.line("");
            let start = paragraph.start;
            for line in wrap(&body.text[paragraph], Some(self.width)) {
                let painted: String = body
                    .within(start + line.start..start + line.end)
                    .map(|run| {
                        let style = run.mark.map_or(Style::new(), super::Mark::style);
                        let style = if run.is_said { style.italic() } else { style };
                        if style.is_plain() {
                            body.text[run.bytes].to_owned()
                        } else {
                            self.colour.paint(style, &body.text[run.bytes])
                        }
                    })
                    .collect();
                self.line(&painted);
            }
        }
    }

    /// What the colours mean, where there are any.
    fn legend(&mut self, body: &Body) {
        let mut words: Vec<String> =
            body.marks().into_iter().map(|mark| self.colour.paint(mark.style(), mark.name())).collect();
        if body.is_any_said() {
            words.push(self.colour.paint(Style::new().italic(), "said"));
        }
        if self.colour == Colour::On && !words.is_empty() {
            self.line("");
            self.line(&words.join("  "));
        }
    }

    fn section(&mut self, section: &Section) {
        self.heading(section.title);
        self.bars(&section.counts);
        for Item { name, says, evidence, sources } in &section.items {
            self.item(name, &format!("{says}{}", cited(sources)), INDENT);
            for evidence in evidence {
                let place = if evidence.place.is_empty() { String::new() } else { format!("  ({})", evidence.place) };
                let text = format!("{}{place}{}", evidence.text, cited(&evidence.sources));
                self.paragraph(INDENT * 3, RULE, &text);
            }
        }
        if let Some(more) = &section.more {
            self.paragraph(INDENT, RULE, more);
        }
    }

    /// A name, then what is said of it, further lines indented.
    fn item(&mut self, name: &str, says: &str, indent: usize) {
        let name = printable(name);
        let gap = if name.is_empty() || says.is_empty() { "" } else { "  " };
        let text = format!("{name}{gap}{}", printable(says));
        let room = self.width.saturating_sub(indent * 2).max(NARROWEST);
        for (at, line) in wrap(&text, Some(room)).into_iter().enumerate() {
            let bold = name.len().clamp(line.start, line.end);
            let painted = format!("{}{}", self.colour.paint(HEADER, &text[line.start..bold]), &text[bold..line.end]);
            let blanks = if at == 0 { indent } else { indent * 2 };
            self.line(&format!("{}{painted}", " ".repeat(blanks)));
        }
    }

    /// Counts as bars, as `| chart` draws them.
    fn bars(&mut self, counts: &[(String, i64)]) {
        if counts.is_empty() {
            return;
        }
        let mut drawn = Vec::new();
        {
            let mut chart = Chart::new(Some(self.width - INDENT), self.colour, Box::new(&mut drawn));
            let column = |name: &str, kind| Column { name: name.into(), kind };
            // Writing to memory does not fail.
            let _ = chart.begin(&[column("label", ColumnKind::Text), column("count", ColumnKind::Integer)]);
            for (label, count) in counts {
                let _ = chart.row(&[Value::Text(label.clone()), Value::Integer(*count)]);
            }
            let _ = chart.end();
        }
        for line in String::from_utf8_lossy(&drawn).lines() {
            self.line(&format!("{}{line}", " ".repeat(INDENT)));
        }
    }
}
