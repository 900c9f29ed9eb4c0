//! What the archive takes: an article with all that is to be stored of it.

use super::similar::NearHash;
use crate::extract::{Facts, PartialDate};
use crate::text::Span;

/// An article, normalised and extracted.
#[derive(Clone, Debug)]
pub struct Article {
    /// Where it was read: decides whether it is known already.
    pub locator: Locator,
    /// Headline; one line.
    pub title: String,
    /// Where the title was read: `json-ld`, `html`, `first-sentence` …
    pub title_basis: &'static str,
    /// Normalised (`text::normalise`); all spans are bytes of it.
    pub body: String,
    /// Span and ordinal of the paragraph, in text order.
    pub sentences: Vec<(Span, u32)>,
    /// ISO 639-1
    pub lang: Option<String>,
    /// `None` is undated.
    pub published: Option<Published>,
    /// Name of the publisher.
    pub source: Option<String>,
    /// Who is named as its author.
    pub byline: Option<String>,
    /// Where it stands on the web.
    pub url: Option<String>,
    /// All candidates for title, date and so on, chosen or not.
    pub candidates: Vec<Candidate>,
    /// SHA-256, hex.
    pub content_hash: String,
    /// Similarity hash of the body; `None` when it is short.
    pub near_hash: Option<NearHash>,
    /// How many the body has.
    pub words: u32,
    /// `extract::VERSION`, or 0 when facts were not looked for.
    pub extractor: u32,
    /// Empty where `extractor` is 0.
    pub facts: Facts,
}

/// When an article was published, and how that is known.
#[derive(Clone, Debug, PartialEq)]
pub struct Published {
    /// As far as it is known.
    pub date: PartialDate,
    /// Where the date was read: `json-ld`, `dateline`, `url` …
    pub basis: &'static str,
    /// HH:MM:SS as written.
    pub time: Option<String>,
    /// +05:00, Z
    pub zone: Option<String>,
}

/// A place where an article was read: the archive has one article for each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Locator {
    /// A path, `path#record` or a URL; at most one document has it.
    pub text: String,
    /// Of which of these forms it is.
    pub kind: LocatorKind,
}

/// Of what form a locator is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LocatorKind {
    /// A file that is one article.
    Path,
    /// A record of a file: `path#id`.
    Record,
    /// Where it stands on the web, as the article says.
    Url,
}

impl LocatorKind {
    pub(super) fn as_str(self) -> &'static str {
        match self {
            LocatorKind::Path => "path",
            LocatorKind::Record => "record",
            LocatorKind::Url => "url",
        }
    }
}

/// A candidate for a field of the document, as in `document_metadata`.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// `title`, `date`, `author`, `site`, `url`, `lang`, `description`
    pub field: &'static str,
    /// As found.
    pub value: String,
    /// Where it was read: `json-ld`, `html`, `header` …
    pub basis: &'static str,
    /// Whether the document has it.
    pub chosen: Choice,
}

/// Whether a candidate became the document's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// It did.
    Chosen,
    /// It is kept beside, for those who doubt the choice.
    Kept,
}

/// That an article repeats an earlier document.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Link {
    /// Its id.
    pub other: i64,
    pub kind: LinkKind,
    /// 0 to 1
    pub similarity: f64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkKind {
    /// The same words.
    Exact,
    /// The same text but for little.
    Near,
    /// The same text under another publisher's name.
    WireCopy,
    /// Changed, under the same title of the same publisher.
    Revision,
}

impl LinkKind {
    pub(super) fn as_str(self) -> &'static str {
        match self {
            LinkKind::Exact => "exact",
            LinkKind::Revision => "revision",
            LinkKind::Near => "near",
            LinkKind::WireCopy => "wire_copy",
        }
    }
}
