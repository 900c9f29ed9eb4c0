//! Reads sets of texts whose names were labelled, for training and for measuring.
//!
//! A set is either token-per-line (`token TAB label`, BIO; blank lines between sentences; `-DOCSTART-` between
//! documents) or JSON Lines of `{text, ents: [[start, end, kind]]}` in code points; `.gz` is unpacked.

use std::error::Error;
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;

use dateline::tagger::labels::NameKind;
use dateline::text::{Span, Text};

pub type Failure = Box<dyn Error>;

/// A text with the names in it.
pub struct Document {
    pub text: Text,
    /// In bytes of the text.
    pub names: Vec<(Span, NameKind)>,
}

/// All documents of a set, in the order of the file.
pub fn read_documents(path: &Path) -> Result<Vec<Document>, Failure> {
    let lines = open(path)?;
    if path.to_string_lossy().contains(".jsonl") { read_spans(lines) } else { read_tokens(lines) }
}

pub fn open(path: &Path) -> Result<Box<dyn BufRead>, Failure> {
    let file = File::open(path).map_err(|e| format!("{}: {e}", path.display()))?;
    let reader: Box<dyn Read> = if path.extension().is_some_and(|e| e == "gz") {
        Box::new(flate2::read::MultiGzDecoder::new(file))
    } else {
        Box::new(file)
    };
    Ok(Box::new(BufReader::new(reader)))
}

/// F1 in percent.
pub fn f1([right, predicted, gold]: [usize; 3]) -> f64 {
    200.0 * right as f64 / (predicted + gold).max(1) as f64
}

fn read_spans(lines: Box<dyn BufRead>) -> Result<Vec<Document>, Failure> {
    let mut out = Vec::new();
    for line in lines.lines() {
        let value: serde_json::Value = serde_json::from_str(&line?)?;
        let body = value["text"].as_str().ok_or("no text")?;
        let names = spans_of(body, &value["ents"]);
        out.push(Document { text: Text::new(body), names });
    }
    Ok(out)
}

/// `[[start, end, kind], …]` in code points of `body`, as spans in bytes. What lies outside is left out.
pub fn spans_of(body: &str, entities: &serde_json::Value) -> Vec<(Span, NameKind)> {
    let bytes: Vec<usize> = body.char_indices().map(|(i, _)| i).chain([body.len()]).collect();
    let at = |value: &serde_json::Value| bytes.get(usize::try_from(value.as_u64()?).ok()?).copied();
    let span = |entity: &serde_json::Value| {
        Some((Span::new(at(&entity[0])?, at(&entity[1])?), kind_named(entity[2].as_str()?)))
    };
    entities.as_array().into_iter().flatten().filter_map(span).collect()
}

fn kind_named(kind: &str) -> NameKind {
    match kind {
        "PER" => NameKind::Person,
        "LOC" => NameKind::Place,
        "ORG" => NameKind::Organization,
        _ => NameKind::Misc,
    }
}

fn read_tokens(lines: Box<dyn BufRead>) -> Result<Vec<Document>, Failure> {
    let mut out = Vec::new();
    let mut body = String::new();
    let mut names: Vec<(Span, NameKind)> = Vec::new();
    let mut finish = |body: &mut String, names: &mut Vec<(Span, NameKind)>| {
        if !body.trim().is_empty() {
            out.push(Document { text: Text::new(std::mem::take(body)), names: std::mem::take(names) });
        }
        body.clear();
    };
    let mut sentence_start = true;
    for line in lines.lines() {
        let line = line?;
        let Some((word, label)) = line.split_once('\t') else {
            sentence_start = true;
            continue;
        };
        if word == "-DOCSTART-" {
            finish(&mut body, &mut names);
            sentence_start = true;
            continue;
        }
        if sentence_start {
            body.push_str(if body.is_empty() { "" } else { "\n\n" });
        } else if !clings(word) {
            body.push(' ');
        }
        sentence_start = false;
        let span = Span::new(body.len(), body.len() + word.len());
        body.push_str(word);
        match label.split_once('-') {
            Some(("B", kind)) => names.push((span, kind_named(kind))),
            Some(("I", _)) => {
                if let Some((last, _)) = names.last_mut() {
                    *last = last.join(span);
                }
            }
            _ => {}
        }
    }
    finish(&mut body, &mut names);
    Ok(out)
}

/// Tokens that were cut off the word before them.
fn clings(word: &str) -> bool {
    matches!(word, "'s" | "’s" | "'" | "n't" | "," | "." | ";" | ":" | "?" | "!" | ")" | "%" | "'re" | "'ve" | "'ll")
}
