//! From an article as read to one that can be stored: normalised, hashed, then extracted.

use std::panic::{AssertUnwindSafe, catch_unwind};

use chrono::NaiveDate;
use sha2::{Digest, Sha256};

use super::article::{Quarantined, RawArticle};
use super::metadata::{self, Metadata};
use crate::extract::{self, Context, Facts};
use crate::gazetteer::Lexicon;
use crate::store::{self, Article, Locator, LocatorKind};
use crate::text::{Text, TokenKind, normalise};

/// An article whose identity is known, but not yet its facts.
pub struct Draft {
    pub locator: Locator,
    pub content_hash: String,
    body: String,
    metadata: Metadata,
}

/// Whether facts are looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extraction {
    /// Everything that the extractor knows.
    Full,
    /// Texts alone: `extractor` of the document is 0, and `reextract` can look later.
    None,
}

/// Normalises, chooses the metadata, hashes. Fails when there is no text.
pub fn draft(article: RawArticle, kind: LocatorKind, today: NaiveDate) -> Result<Draft, Quarantined> {
    let body = normalise(&article.body);
    if !body.chars().any(char::is_alphanumeric) {
        let reason = "there is no text in it".to_owned();
        return Err(Quarantined { locator: article.locator, stage: "normalise", position: None, reason });
    }
    let metadata = metadata::choose(&article, today);
    let content_hash = content_hash(metadata.title.as_ref().map_or("", |t| &t.0), &body);
    let mut locator = Locator { text: article.locator, kind };
    if locator.text == "-" {
        // What comes through a pipe has no place of its own: it is known by what it says.
        locator.text = format!("-#{}", content_hash.get(..16).unwrap_or_default());
    }
    Ok(Draft { locator, content_hash, body, metadata })
}

/// Cuts the text up and finds the facts. A defect in a rule costs this article, not the import.
pub fn finish(draft: Draft, extraction: Extraction, lexicon: &Lexicon) -> Result<Article, Quarantined> {
    let Draft { locator, content_hash, body, mut metadata } = draft;
    let made = catch_unwind(AssertUnwindSafe(|| {
        let text = Text::new(body);
        let facts = match extraction {
            Extraction::Full => facts(&text, &metadata, lexicon),
            Extraction::None => Facts::default(),
        };
        (text, facts)
    }));
    let Ok((text, facts)) = made else {
        let reason =
            "a defect in the extractor stopped at this article; --no-extract stores it without facts".to_owned();
        return Err(Quarantined { locator: locator.text, stage: "extract", position: None, reason });
    };
    metadata::complete(&mut metadata, &text, &facts);
    let words = text.tokens().iter().filter(|t| matches!(t.kind, TokenKind::Word | TokenKind::Number)).count();
    let lang = metadata.lang.or_else(|| looks_english(&text).then(|| "en".to_owned()));
    let (title, title_basis) = metadata.title.unwrap_or_default();
    Ok(Article {
        locator,
        title,
        title_basis,
        near_hash: store::near_hash(text.body()),
        sentences: text.sentences().iter().map(|s| (s.span, s.paragraph)).collect(),
        body: text.into_body(),
        lang,
        published: metadata.published,
        source: metadata.site,
        byline: metadata.byline,
        url: metadata.url,
        candidates: metadata.candidates,
        content_hash,
        words: u32::try_from(words).unwrap_or(u32::MAX),
        extractor: if extraction == Extraction::Full { extract::VERSION } else { 0 },
        facts,
    })
}

/// The facts of a text with what is known beside it.
pub(super) fn facts(text: &Text, metadata: &Metadata, lexicon: &Lexicon) -> Facts {
    let context = Context {
        title: metadata.title.as_ref().map(|t| t.0.as_str()),
        published: metadata.published.as_ref().map(|p| p.date),
        source: metadata.site.as_deref(),
        url: metadata.url.as_deref(),
        lexicon: Some(lexicon).filter(|lexicon| !lexicon.is_empty()),
    };
    extract::extract(text, &context)
}

/// Hex SHA-256 of title, newline, body. A title made from the first sentence does not count, since
/// how it is made may change.
fn content_hash(title: &str, body: &str) -> String {
    let mut hash = Sha256::new();
    hash.update(title.as_bytes());
    hash.update(b"\n");
    hash.update(body.as_bytes());
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Whether every sixth word at least is one of the commonest of English, among the first few hundred.
fn looks_english(text: &Text) -> bool {
    const COMMON: [&str; 20] = [
        "the", "of", "and", "to", "in", "a", "is", "that", "for", "on", "was", "with", "as", "by", "at", "said", "he",
        "from", "has", "will",
    ];
    let words = (0..text.tokens().len()).filter(|i| text.tokens()[*i].kind == TokenKind::Word).take(400);
    let (mut all, mut common) = (0, 0);
    for word in words {
        all += 1;
        common += usize::from(COMMON.iter().any(|c| c.eq_ignore_ascii_case(text.word(word))));
    }
    all >= 10 && common * 6 >= all
}
