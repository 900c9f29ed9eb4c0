//! JSON: Lines of records, an array of them, or one.

use std::path::Path;

use serde_json::Value;

use super::article::{Quarantined, RawArticle};
use super::format::{Cut, Format, Parsed, extension};
use super::limits::MAX_HTML_DEPTH;
use super::unit::Unit;
use super::{fields, html, markup};

/// One record a line.
pub struct Lines;

/// `[ {…}, {…} ]`
pub struct Array;

/// One record over several lines.
pub struct Object;

/// A row of a table, made a record.
pub struct Row;

impl Format for Lines {
    fn cut(&self) -> Cut {
        Cut::Lines
    }

    /// Each line begins with a brace. A single record may stand on one line too.
    fn recognises(&self, path: &Path, head: &[u8]) -> bool {
        let mut lines = head.split(|b| *b == b'\n').map(<[u8]>::trim_ascii).filter(|line| !line.is_empty());
        let named = matches!(extension(path).as_str(), "jsonl" | "ndjson");
        match (lines.next(), lines.next()) {
            (Some(first), Some(second)) if opens(first) => opens(second) || first.ends_with(b"}") || named,
            (Some(first), None) if opens(first) => first.len() > 1,
            (first, _) => named && first.is_some(),
        }
    }

    fn parse(&self, unit: &Unit) -> Parsed {
        vec![record(unit)]
    }
}

impl Format for Array {
    fn cut(&self) -> Cut {
        Cut::Elements
    }

    fn recognises(&self, _path: &Path, head: &[u8]) -> bool {
        let rest = head.trim_ascii_start().strip_prefix(b"[").map(<[u8]>::trim_ascii_start);
        rest.is_some_and(|rest| rest.starts_with(b"{"))
    }

    fn parse(&self, unit: &Unit) -> Parsed {
        vec![record(unit)]
    }
}

impl Format for Object {
    fn cut(&self) -> Cut {
        Cut::Whole
    }

    fn recognises(&self, _path: &Path, head: &[u8]) -> bool {
        opens(head.trim_ascii_start())
    }

    fn parse(&self, unit: &Unit) -> Parsed {
        vec![record(unit)]
    }
}

impl Format for Row {
    fn cut(&self) -> Cut {
        Cut::Rows
    }

    /// Never by itself: a table makes them.
    fn recognises(&self, _path: &Path, _head: &[u8]) -> bool {
        false
    }

    fn parse(&self, unit: &Unit) -> Parsed {
        vec![record(unit)]
    }
}

/// Whether a record begins here; prose may begin with a brace, but hardly goes on like this.
fn opens(text: &[u8]) -> bool {
    let rest = text.strip_prefix(b"{").map(<[u8]>::trim_ascii_start);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(b"\"") || rest.starts_with(b"}"))
}

fn record(unit: &Unit) -> Result<RawArticle, Quarantined> {
    let bytes = unit.bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&unit.bytes);
    let text = std::str::from_utf8(bytes.trim_ascii_end()).map_err(|error| {
        unit.refuse("decode", Some(error.valid_up_to() as u64), "the record is not valid UTF-8, as JSON must be")
    })?;
    let value: Value = serde_json::from_str(text)
        .map_err(|error| unit.refuse("parse", Some(position(text, &error)), format!("this is not JSON: {error}")))?;
    let Value::Object(fields) = value else {
        return Err(unit.refuse("parse", Some(0), "the record is no JSON object {\"title\": …, \"text\": …}"));
    };
    let mapped = unit.input.mapping.values(&fields);
    let mut fields = fields::by_plain_name(fields);
    fields.extend(mapped);
    let Some(body) = fields::first(&fields, fields::TEXT) else {
        let reason =
            "the record has no text: a field named text, body or content is looked for; --map text=NAME names another";
        return Err(unit.refuse("parse", None, reason));
    };
    let body = unmarked(body);
    let body = match fields::first(&fields, fields::DATELINE) {
        Some(dateline) if !body.trim_start().starts_with(dateline.trim()) => format!("{dateline} {body}"),
        _ => body,
    };
    let metadata = fields::candidates(&fields, "record");
    let locator = match fields::first(&fields, fields::ID) {
        Some(id) => format!("{}#{id}", unit.input.locator),
        None => unit.place(),
    };
    Ok(RawArticle { locator, body, metadata })
}

/// Feeds carry Markdown or HTML in their texts as often as plain words.
pub fn unmarked(text: String) -> String {
    if html::is_html(&text) && html::depth(&text) <= MAX_HTML_DEPTH {
        html::plain(&text)
    } else if markup::is_markdown(&text) {
        markup::plain(&text)
    } else {
        text
    }
}

/// Byte at which the parser stopped; it says line and column.
fn position(text: &str, error: &serde_json::Error) -> u64 {
    let before: usize = text.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum();
    let read = error.column().saturating_sub(usize::from(!error.is_eof()));
    (before + read).min(text.len()) as u64
}
