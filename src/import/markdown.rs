//! Markdown, with or without YAML before it.

use std::path::Path;

use serde_json::Value;

use super::article::{Candidate, MetaField, Quarantined, RawArticle};
use super::decode::decode;
use super::fields;
use super::format::{Cut, Format, Parsed, extension};
use super::limits::MAX_FRONT_MATTER_BYTES;
use super::markup;
use super::unit::Unit;

pub struct Markdown;

impl Format for Markdown {
    fn cut(&self) -> Cut {
        Cut::Whole
    }

    fn recognises(&self, path: &Path, head: &[u8]) -> bool {
        matches!(extension(path).as_str(), "md" | "markdown") || looks_like_front_matter(head)
    }

    fn parse(&self, unit: &Unit) -> Parsed {
        vec![article(unit)]
    }
}

fn article(unit: &Unit) -> Result<RawArticle, Quarantined> {
    let decoded = decode(unit.bytes.clone(), unit.served.charset.as_deref());
    let text = decoded.text.replace("\r\n", "\n");
    let text = text.as_str();
    let mut metadata = Vec::new();
    let body = match split(text) {
        Some((yaml, body)) => {
            metadata = front_matter(yaml).map_err(|reason| unit.refuse("parse", Some(4), reason))?;
            body
        }
        None => text,
    };
    let mut body = markup::plain(body);
    let titled = metadata.iter().any(|c| c.field == MetaField::Title);
    if let Some((heading, rest)) = heading(text, &body).filter(|_| !titled) {
        metadata.push(Candidate { field: MetaField::Title, value: heading, basis: "heading" });
        body = rest;
    }
    decoded.note(&mut metadata);
    Ok(RawArticle { locator: unit.place(), body, metadata })
}

fn looks_like_front_matter(head: &[u8]) -> bool {
    let mut lines = head.split(|b| *b == b'\n').map(<[u8]>::trim_ascii_end);
    let key = |line: &[u8]| {
        let name = line.split(|b| *b == b':').next().unwrap_or_default();
        name.len() < line.len()
            && !name.is_empty()
            && name.iter().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-'))
    };
    lines.next() == Some(b"---") && lines.next().is_some_and(key)
}

/// The YAML between two lines `---`, and what follows.
fn split(text: &str) -> Option<(&str, &str)> {
    let rest = text.strip_prefix("---")?;
    let rest = rest.trim_start_matches([' ', '\t']).strip_prefix('\n')?;
    let mut at = 0;
    for line in rest.split_inclusive('\n') {
        if matches!(line.trim_end(), "---" | "...") {
            return Some((&rest[..at], &rest[at + line.len()..]));
        }
        at += line.len();
    }
    None
}

/// The fields of the YAML, or why it cannot be read. Bounded: aliases that unfold without end are refused.
fn front_matter(yaml: &str) -> Result<Vec<Candidate>, String> {
    if yaml.len() > MAX_FRONT_MATTER_BYTES {
        return Err(format!("the YAML at the head is longer than {} KiB", MAX_FRONT_MATTER_BYTES >> 10));
    }
    if yaml.trim().is_empty() {
        return Ok(Vec::new());
    }
    let value: Value = serde_saphyr::from_str(yaml).map_err(|error| {
        let said = error.to_string();
        format!("the YAML at the head cannot be read: {}", said.lines().next().unwrap_or_default())
    })?;
    match value {
        Value::Object(map) => Ok(fields::candidates(&fields::by_plain_name(map), "front-matter")),
        _ => Err("the YAML at the head is no list of `name: value`".into()),
    }
}

/// A heading that is the first thing in the text, and the text after it.
fn heading(source: &str, plain: &str) -> Option<(String, String)> {
    if !source.trim_start().starts_with("# ") {
        return None;
    }
    let (first, rest) = plain.split_once('\n')?;
    Some((first.trim().to_owned(), rest.trim_start().to_owned()))
}
