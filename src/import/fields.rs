//! The names that feeds, datasets and front matter give the same things.

use std::collections::HashMap;

use serde_json::{Map, Value};

use super::article::{Candidate, MetaField};

/// Fields by their names in lower case without `_`, `-`, blanks and colons.
pub type Fields = HashMap<String, Value>;

/// Best first: when a record has several, they are tried in this order.
const NAMES: &[(MetaField, &[&str])] = &[
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

/// Names of the text itself, of a record's own id, and of a dateline kept apart from the text.
pub const TEXT: &[&str] = &["text", "body", "articlebody", "content", "maintext", "fulltext", "articletext", "article"];
pub const ID: &[&str] = &["id", "guid", "uid", "docid", "articleid"];
pub const DATELINE: &[&str] = &["dateline"];

pub fn by_plain_name(fields: Map<String, Value>) -> Fields {
    fields.into_iter().map(|(name, value)| (plain_name(&name), value)).collect()
}

pub fn plain_name(name: &str) -> String {
    name.to_lowercase().replace(['_', '-', ' ', ':', '\u{feff}'], "")
}

/// Whether a field of this plain name is understood.
pub fn is_known(name: &str) -> bool {
    NAMES.iter().any(|(_, names)| names.contains(&name)) || TEXT.contains(&name) || ID.contains(&name)
}

/// Which field of a record is which, where the names alone do not tell: `text=content.body`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Mapping(Vec<(&'static str, Vec<String>)>);

/// What may be mapped, and the plain name under which it is looked for first.
const MAPPED: [(&str, &str); 10] = [
    ("text", "text"),
    ("title", "title"),
    ("date", "date"),
    ("author", "author"),
    ("source", "sitename"),
    ("url", "url"),
    ("lang", "lang"),
    ("description", "description"),
    ("dateline", "dateline"),
    ("id", "id"),
];

impl Mapping {
    /// Reads `WHAT=FIELD` pairs; a dot leads into a field. Says what is wrong with one.
    pub fn parse(pairs: &[String]) -> Result<Mapping, String> {
        let pair = |pair: &String| {
            let (what, path) = pair.split_once('=').ok_or_else(|| format!("--map {pair}: WHAT=FIELD is wanted"))?;
            let Some((_, name)) = MAPPED.iter().find(|(known, _)| *known == what.trim()) else {
                let known: Vec<&str> = MAPPED.iter().map(|(known, _)| *known).collect();
                return Err(format!("--map {pair}: there is no {what}; there are {}", known.join(", ")));
            };
            Ok((*name, path.split('.').map(|part| part.trim().to_owned()).collect()))
        };
        pairs.iter().map(pair).collect::<Result<_, _>>().map(Mapping)
    }

    /// The mapped values that a record has, by plain name.
    pub fn values(&self, record: &Map<String, Value>) -> Fields {
        let value = |path: &[String]| {
            let (first, rest) = path.split_first()?;
            let inner = |value: &Value, part: &String| match value {
                Value::Array(items) => items.get(part.parse::<usize>().ok()?).cloned(),
                value => value.get(part).cloned(),
            };
            rest.iter().try_fold(record.get(first)?.clone(), |value, part| inner(&value, part))
        };
        self.0.iter().filter_map(|(name, path)| Some(((*name).to_owned(), value(path)?))).collect()
    }
}

/// All candidates for title, date and so on.
pub fn candidates(fields: &Fields, basis: &'static str) -> Vec<Candidate> {
    let named = NAMES.iter().flat_map(|(field, names)| names.iter().map(move |name| (*field, *name)));
    named
        .filter_map(|(field, name)| Some(Candidate { field, value: fields.get(name).and_then(plain)?, basis }))
        .collect()
}

/// The first of `names` that the fields have.
pub fn first(fields: &Fields, names: &[&str]) -> Option<String> {
    names.iter().find_map(|name| fields.get(*name).and_then(plain))
}

/// A value as text: of an object its name, of a list its members.
pub fn plain(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        Value::Array(items) => items.iter().take(20).filter_map(plain).collect::<Vec<_>>().join(", "),
        Value::Object(fields) => fields.get("name").or_else(|| fields.get("title")).and_then(Value::as_str)?.to_owned(),
        Value::Null | Value::Bool(_) => return None,
    };
    (!text.trim().is_empty()).then_some(text)
}
