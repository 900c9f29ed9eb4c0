//! RSS, Atom and JSON Feed: an article an entry.

use std::path::Path;

use feed_rs::model::{Entry, Text};
use feed_rs::parser;

use super::article::{Candidate, MetaField, Quarantined, RawArticle};
use super::format::{Cut, Format, Parsed};
use super::json::unmarked;
use super::unit::Unit;

pub struct Feed;

impl Format for Feed {
    fn cut(&self) -> Cut {
        Cut::Whole
    }

    fn recognises(&self, _path: &Path, head: &[u8]) -> bool {
        let head = &head[..head.len().min(4096)];
        let head = head.trim_ascii_start();
        if head.starts_with(b"{") {
            let plain: Vec<u8> = head.iter().copied().filter(|b| *b != b'\\').collect();
            return position(&plain, b"://jsonfeed.org/version/").is_some();
        }
        let roots = [b"<rss".as_slice(), b"<feed", b"<rdf:RDF"];
        let root = roots.iter().filter_map(|name| position(head, name)).min();
        head.starts_with(b"<") && root.is_some_and(|root| position(&head[..root], b"<html").is_none())
    }

    fn parse(&self, unit: &Unit) -> Parsed {
        let parser = parser::Builder::new().sanitize_content(false).build();
        let feed = match parser.parse(unit.bytes.trim_ascii_start()) {
            Ok(feed) => feed,
            Err(error) => return vec![Err(unit.refuse("parse", None, format!("the feed cannot be read: {error}")))],
        };
        let about = About { site: feed.title.map(plain), lang: feed.language, author: names(&feed.authors) };
        feed.entries.into_iter().map(|entry| article(unit, entry, &about)).collect()
    }
}

fn position(text: &[u8], word: &[u8]) -> Option<usize> {
    text.windows(word.len()).position(|window| window == word)
}

/// What a feed says of all its entries.
struct About {
    site: Option<String>,
    lang: Option<String>,
    author: Option<String>,
}

fn article(unit: &Unit, entry: Entry, about: &About) -> Result<RawArticle, Quarantined> {
    let locator = format!("{}#{}", unit.input.locator, entry.id);
    let alternate = entry.links.iter().find(|link| link.rel.as_deref().is_none_or(|rel| rel == "alternate"));
    let url = alternate.or(entry.links.first()).map(|link| link.href.clone());
    let author = names(&entry.authors).or_else(|| about.author.clone());
    let date = entry.published.or(entry.updated).map(|date| date.to_rfc3339());
    let summary = entry.summary.map(|text| unmarked(text.content));
    let content = entry.content.and_then(|content| content.body).map(unmarked);
    // The summary is a short one where there is a text, and else all there is.
    let (body, description) = match content.filter(|text| !text.trim().is_empty()) {
        Some(content) => (content, summary),
        None => (summary.unwrap_or_default(), None),
    };
    if body.trim().is_empty() {
        let reason = "the entry has no text, only a link".to_owned();
        return Err(Quarantined { locator, stage: "parse", position: None, reason });
    }
    let found = [
        (MetaField::Title, entry.title.map(plain)),
        (MetaField::Date, date),
        (MetaField::Author, author),
        (MetaField::Site, about.site.clone()),
        (MetaField::Url, url),
        (MetaField::Lang, entry.language.or_else(|| about.lang.clone())),
        (MetaField::Description, description),
    ];
    let candidates =
        found.into_iter().filter_map(|(field, value)| Some(Candidate { field, value: value?, basis: "feed" }));
    Ok(RawArticle { locator, body, metadata: candidates.collect() })
}

fn plain(text: Text) -> String {
    if text.content.contains(['<', '&']) { super::html::plain(&text.content) } else { text.content }
}

fn names(people: &[feed_rs::model::Person]) -> Option<String> {
    let names: Vec<&str> = people
        .iter()
        .filter_map(|person| person.name.as_deref())
        .map(str::trim)
        .filter(|name| !name.is_empty())
        .collect();
    (!names.is_empty()).then(|| names.join(", "))
}
