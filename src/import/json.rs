//! JSON: Lines of records, an array of them, or one.

use std::path::Path;

use serde_json::{Map, Value};

use super::article::{Candidate, MetaField, Quarantined, RawArticle};
use super::format::{Cut, Format, extension};
use super::unit::Unit;

/// One record a line.
pub struct Lines;

/// `[ {…}, {…} ]`
pub struct Array;

/// One record over several lines.
pub struct Object;

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

    fn parse(&self, unit: &Unit) -> Result<RawArticle, Quarantined> {
        record(unit)
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

    fn parse(&self, unit: &Unit) -> Result<RawArticle, Quarantined> {
        record(unit)
    }
}

impl Format for Object {
    fn cut(&self) -> Cut {
        Cut::Whole
    }

    fn recognises(&self, _path: &Path, head: &[u8]) -> bool {
        opens(head.trim_ascii_start())
    }

    fn parse(&self, unit: &Unit) -> Result<RawArticle, Quarantined> {
        record(unit)
    }
}

/// Whether a record begins here; prose may begin with a brace, but hardly goes on like this.
fn opens(text: &[u8]) -> bool {
    let rest = text.strip_prefix(b"{").map(<[u8]>::trim_ascii_start);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(b"\"") || rest.starts_with(b"}"))
}

/// Names that feeds and datasets give the same thing, in lower case without `_` and `-`, best first.
const TEXT: &[&str] = &["text", "body", "articlebody", "content", "maintext", "fulltext", "articletext", "article"];
const ID: &[&str] = &["id", "guid", "uid", "docid", "articleid"];
const DATELINE: &[&str] = &["dateline"];
const FIELDS: &[(MetaField, &[&str])] = &[
    (MetaField::Title, &["title", "headline", "name", "subject"]),
    (
        MetaField::Date,
        &[
            "date",
            "publishedtime",
            "published",
            "datepublished",
            "publishedat",
            "publishdate",
            "publicationdate",
            "pubdate",
            "timestamp",
            "createdat",
        ],
    ),
    (MetaField::Url, &["url", "sourceurl", "link", "canonicalurl", "weburl", "permalink"]),
    (MetaField::Author, &["author", "byline", "authors", "creator"]),
    (MetaField::Site, &["sitename", "site", "publisher", "outlet", "source"]),
    (MetaField::Lang, &["lang", "language"]),
    (MetaField::Description, &["description", "summary", "abstract", "lead"]),
];

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
    let fields = by_plain_name(fields);
    let Some(body) = first(&fields, TEXT) else {
        let reason = "the record has no text: a field named text, body or content is looked for";
        return Err(unit.refuse("parse", None, reason));
    };
    let body = match first(&fields, DATELINE) {
        Some(dateline) if !body.trim_start().starts_with(dateline.trim()) => format!("{dateline} {body}"),
        _ => body,
    };
    let mut metadata = Vec::new();
    for (field, names) in FIELDS {
        for name in *names {
            if let Some(value) = fields.get(*name).and_then(plain) {
                metadata.push(Candidate { field: *field, value, basis: "record" });
            }
        }
    }
    let locator = match first(&fields, ID) {
        Some(id) => format!("{}#{id}", unit.input.locator),
        None => unit.place(),
    };
    Ok(RawArticle { locator, body, metadata })
}

fn by_plain_name(fields: Map<String, Value>) -> std::collections::HashMap<String, Value> {
    fields.into_iter().map(|(name, value)| (name.to_lowercase().replace(['_', '-', ' ', ':'], ""), value)).collect()
}

fn first(fields: &std::collections::HashMap<String, Value>, names: &[&str]) -> Option<String> {
    names.iter().find_map(|name| fields.get(*name).and_then(plain))
}

/// A value as text: of an object its name, of a list its members.
fn plain(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        Value::Array(items) => items.iter().take(20).filter_map(plain).collect::<Vec<_>>().join(", "),
        Value::Object(fields) => fields.get("name").or_else(|| fields.get("title")).and_then(Value::as_str)?.to_owned(),
        Value::Null | Value::Bool(_) => return None,
    };
    (!text.trim().is_empty()).then_some(text)
}

/// Byte at which the parser stopped; it says line and column.
fn position(text: &str, error: &serde_json::Error) -> u64 {
    let before: usize = text.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum();
    let read = error.column().saturating_sub(usize::from(!error.is_eof()));
    (before + read).min(text.len()) as u64
}
