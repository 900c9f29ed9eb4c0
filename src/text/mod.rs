//! Text as the extractor sees it: normalised, cut into sentences and tokens. Pure.
//!
//! [`Text::new`] is the only way in. Everything downstream holds byte [`Span`]s of [`Text::body`].

mod fold;
mod months;
mod normalise;
mod sentences;
mod span;
mod tokens;
mod width;

pub use fold::fold;
pub use months::{MONTHS, month};
pub use normalise::normalise;
pub use span::{CharIndex, Span};
pub use tokens::{Case, Token, TokenKind};
pub use width::{display_width, printable, truncate};

use std::ops::Range;

/// A sentence: the unit of evidence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// From its first to its last non-blank byte.
    pub span: Span,
    /// Ordinal of its paragraph, from 0.
    pub paragraph: u32,
    /// Its tokens, as indices into [`Text::tokens`].
    pub tokens: Range<usize>,
}

/// An article's body, cut up. Sentences and tokens are in text order and do not overlap.
#[derive(Clone, Debug)]
pub struct Text {
    body: String,
    sentences: Vec<Sentence>,
    tokens: Vec<Token>,
}

impl Text {
    /// Cuts up `body`, which is taken as it is: [`normalise`] first what comes from outside.
    /// Time and memory are linear in its length, whatever it holds.
    pub fn new(body: impl Into<String>) -> Text {
        let body = body.into();
        let tokens = tokens::tokenise(&body);
        let sentences = sentences::split(&body, &tokens);
        Text { body, sentences, tokens }
    }

    /// Normalised; what all spans are bytes of.
    pub fn body(&self) -> &str {
        &self.body
    }

    /// The body alone, when the cuts are no longer needed.
    pub fn into_body(self) -> String {
        self.body
    }

    /// In text order; they do not overlap.
    pub fn sentences(&self) -> &[Sentence] {
        &self.sentences
    }

    /// In text order, blanks left out; punctuation is one too.
    pub fn tokens(&self) -> &[Token] {
        &self.tokens
    }

    /// The text of a token.
    pub fn word(&self, token: usize) -> &str {
        self.tokens[token].span.of(&self.body)
    }

    /// The text under a span of this body.
    pub fn slice(&self, span: Span) -> &str {
        span.of(&self.body)
    }

    /// Index of the sentence that holds byte `at`, or the nearest one before it; 0 when there is none.
    pub fn sentence_at(&self, at: u32) -> usize {
        self.sentences.partition_point(|s| s.span.start <= at).saturating_sub(1)
    }
}
