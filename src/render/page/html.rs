//! A page as HTML of its own: nothing is loaded from elsewhere, and nothing in it runs.

use std::fmt::Write;

use super::{Body, Mark, Page, Section};
use crate::lang::fields::Bucket;
use crate::query::answer::{Column, ColumnKind, Sink, Value};
use crate::render::svg::Svg;
use crate::render::xml::escaped;

const STYLE: &str = "\
body { font: 16px/1.55 Georgia, serif; max-width: 44em; margin: 2em auto; padding: 0 1em; color: #222; background: #fff }
h1, h2, .legend, .about, .place { font-family: system-ui, sans-serif }
h1 { line-height: 1.2 } h2 { font-size: 1.1em; margin-top: 2em; border-bottom: 1px solid #ddd }
.about, .place, .more { color: #666; font-size: .9em } .about { margin: .2em 0 }
.evidence { margin: .2em 0 .6em 1em; color: #555; border-left: 3px solid #ddd; padding-left: .8em }
svg { max-width: 100%; height: auto }
.person { color: #8a2b8a } .country { color: #1b7a1b } .organization { color: #0b6f85 }
.place-name { color: #1b7a1b; text-decoration: underline } .project { color: #2247b5; font-weight: bold }
.event { color: #a8321f; text-decoration: underline }
";

pub fn write(page: &Page) -> String {
    let title = escaped(&page.title);
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>{title}</title>\n<style>\n{STYLE}</style>\n\
         </head>\n<body>\n<h1>{title}</h1>\n"
    );
    for line in &page.lines {
        let _ = writeln!(out, "<p class=\"about\">{}</p>", escaped(line));
    }
    if let Some(body) = &page.body {
        write_body(&mut out, body);
    }
    for section in &page.sections {
        write_section(&mut out, section);
    }
    if !page.sources.is_empty() {
        out.push_str("<h2>Sources</h2>\n<ol>\n");
        for source in &page.sources {
            let (number, text) = (source.number, escaped(&source.text));
            // Only what a browser would fetch from the web: an article must not bring in a script.
            let text =
                match source.url.as_deref().filter(|url| url.starts_with("http://") || url.starts_with("https://")) {
                    Some(url) => format!("<a href=\"{}\">{text}</a>", escaped(url)),
                    None => text,
                };
            let _ = writeln!(out, "<li id=\"s{number}\" value=\"{number}\">{text}</li>");
        }
        out.push_str("</ol>\n");
    }
    out.push_str("</body>\n</html>\n");
    out
}

fn write_body(out: &mut String, body: &Body) {
    let legend: Vec<String> = body
        .marks()
        .into_iter()
        .map(|mark| format!("<span class=\"{}\">{}</span>", class(mark), mark.name()))
        .collect();
    let _ = writeln!(out, "<p class=\"legend\">{}</p>", legend.join(" · "));
    for paragraph in body.paragraphs() {
        out.push_str("<p>");
        for run in body.within(paragraph) {
            let text = escaped(&body.text[run.bytes.clone()]);
            let text = run.mark.map_or(text.clone(), |mark| format!("<span class=\"{}\">{text}</span>", class(mark)));
            let _ = if run.is_said { write!(out, "<i>{text}</i>") } else { write!(out, "{text}") };
        }
        out.push_str("</p>\n");
    }
}

fn class(mark: Mark) -> &'static str {
    if mark == Mark::Place { "place-name" } else { mark.name() }
}

fn write_section(out: &mut String, section: &Section) {
    let _ = writeln!(out, "<h2>{}</h2>", escaped(section.title));
    if !section.counts.is_empty() {
        out.push_str(&drawn(&section.counts));
    }
    if !section.items.is_empty() {
        out.push_str("<ul>\n");
        for item in &section.items {
            let name = if item.name.is_empty() { String::new() } else { format!("<b>{}</b> ", escaped(&item.name)) };
            let _ = write!(out, "<li>{name}{}{}", escaped(&item.says), links(&item.sources));
            for evidence in &item.evidence {
                let place = if evidence.place.is_empty() {
                    String::new()
                } else {
                    format!(" <span class=\"place\">({})</span>", escaped(&evidence.place))
                };
                let _ = write!(
                    out,
                    "\n<div class=\"evidence\">{}{place}{}</div>",
                    escaped(&evidence.text),
                    links(&evidence.sources)
                );
            }
            out.push_str("</li>\n");
        }
        out.push_str("</ul>\n");
    }
    if let Some(more) = &section.more {
        let _ = writeln!(out, "<p class=\"more\">{}</p>", escaped(more));
    }
}

/// Each number leads to its source.
fn links(sources: &[usize]) -> String {
    let links: Vec<String> = sources.iter().map(|number| format!("<a href=\"#s{number}\">{number}</a>")).collect();
    if links.is_empty() { String::new() } else { format!(" [{}]", links.join(", ")) }
}

/// Counts as a timeline, as `| by month` draws it.
fn drawn(counts: &[(String, i64)]) -> String {
    let mut drawn = Vec::new();
    {
        let mut svg = Svg::new(Box::new(&mut drawn));
        let bucket = match counts.first() {
            Some((label, _)) if label.contains('Q') => Bucket::Quarter,
            Some((label, _)) if label.len() == 4 => Bucket::Year,
            _ => Bucket::Month,
        };
        let column = |name: &str, kind| Column { name: name.into(), kind };
        // Writing to memory does not fail.
        let _ = svg.begin(&[column(bucket.name(), ColumnKind::Date), column("docs", ColumnKind::Integer)]);
        for (label, count) in counts {
            let _ = svg.row(&[Value::Text(label.clone()), Value::Integer(*count)]);
        }
        let _ = svg.end();
    }
    String::from_utf8_lossy(&drawn).into_owned()
}
