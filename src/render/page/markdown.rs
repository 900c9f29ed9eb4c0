//! A page in Markdown.

use std::fmt::Write;

use super::{Page, Section, cited};
use crate::render::markdown::{escaped, escaped_block};

pub fn write(page: &Page) -> String {
    let mut out = format!("# {}\n", escaped(&page.title));
    for line in &page.lines {
        // Two blanks at its end break a line.
        let _ = write!(out, "\n{}  ", escaped_block(line));
    }
    out.push('\n');
    if let Some(body) = &page.body {
        for paragraph in body.paragraphs() {
            let _ = write!(out, "\n{}\n", escaped_block(&body.text[paragraph]));
        }
    }
    for section in &page.sections {
        write_section(&mut out, section);
    }
    if !page.sources.is_empty() {
        out.push_str("\n## Sources\n\n");
    }
    for source in &page.sources {
        let _ = write!(out, "{}. {}", source.number, escaped(&source.text));
        if let Some(url) = source.url.as_deref().filter(|url| is_link(url)) {
            let _ = write!(out, " <{url}>");
        }
        out.push('\n');
    }
    out
}

fn write_section(out: &mut String, section: &Section) {
    let _ = write!(out, "\n## {}\n\n", section.title);
    if !section.counts.is_empty() {
        out.push_str("| when | documents |\n|---|---:|\n");
        for (label, count) in &section.counts {
            let _ = writeln!(out, "| {} | {count} |", escaped(label));
        }
        out.push('\n');
    }
    for item in &section.items {
        let name = if item.name.is_empty() { String::new() } else { format!("**{}** ", escaped(&item.name)) };
        let line = format!("- {name}{}{}", escaped(&item.says), escaped(&cited(&item.sources)));
        let _ = writeln!(out, "{}", line.trim_end());
        for evidence in &item.evidence {
            let place = if evidence.place.is_empty() { String::new() } else { format!(" ({})", evidence.place) };
            let _ = writeln!(out, "  > {}{place}{}", escaped_block(&evidence.text), escaped(&cited(&evidence.sources)));
            out.push('\n');
        }
    }
    if let Some(more) = &section.more {
        let _ = writeln!(out, "\n{}", escaped_block(more));
    }
}

/// Whether it may stand between angle brackets.
fn is_link(url: &str) -> bool {
    url.starts_with("http") && !url.contains(|c: char| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>'))
}
