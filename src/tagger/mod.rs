//! A sequence tagger for names: a linear-chain model over hashed features, then rules that make a
//! document agree with itself. Pure; the model is compiled in.
//!
//! Trained by `examples/train_tagger.rs`; `src/tagger/data/MODEL.md` is the model card.

pub mod clusters;
mod consistency;
pub mod features;
mod hash;
pub mod labels;
pub mod model;
pub mod seams;

use std::ops::Range;
use std::sync::LazyLock;

use crate::text::{Span, Text};
use clusters::Clusters;
use features::View;
use labels::{NameKind, OUTSIDE, kind_of};
use model::{Model, Scratch};
use seams::Seams;

/// A name that the tagger sees.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// Bytes of the body, from the first token to the last.
    pub span: Span,
    /// Indices into `Text::tokens`.
    pub tokens: Range<usize>,
    /// What it is taken for.
    pub kind: NameKind,
}

/// A model with the word classes it was trained with.
pub struct Tagger {
    /// Weights of features.
    pub model: Model,
    /// Classes of words by the company they keep.
    pub clusters: Clusters,
}

impl Tagger {
    /// The names of a text, in order, not overlapping.
    pub fn tag(&self, text: &Text) -> Vec<Name> {
        let mut names = Seams::new(text).cut(self.tag_sentences(text));
        consistency::agree(text, &mut names);
        names
    }

    /// What the model says sentence by sentence, before the document is made to agree.
    pub fn tag_sentences(&self, text: &Text) -> Vec<Name> {
        let view = View::new(text, &self.clusters);
        let mut labels = vec![OUTSIDE; view.len()];
        let mut scratch = Scratch::default();
        for range in view.sentences() {
            self.model.decode(&view, range, &mut scratch, &mut labels);
        }
        let mut names: Vec<Name> = Vec::new();
        let mut last = OUTSIDE;
        for (i, (token, label)) in text.tokens().iter().zip(&labels).enumerate() {
            if let Some((kind, begins)) = kind_of(*label) {
                match names.last_mut() {
                    Some(name) if !begins && last != OUTSIDE => {
                        name.span = name.span.join(token.span);
                        name.tokens.end = i + 1;
                    }
                    _ => names.push(Name { span: token.span, tokens: i..i + 1, kind }),
                }
            }
            last = *label;
        }
        names
    }
}

/// The names of a text by the compiled-in model, in order, not overlapping. Linear in the text.
pub fn names(text: &Text) -> Vec<Name> {
    static TAGGER: LazyLock<Option<Tagger>> = LazyLock::new(|| {
        let model = Model::from_bytes(include_bytes!("data/names.bin"))?;
        Some(Tagger { model, clusters: Clusters::from_bytes(include_bytes!("data/clusters.bin")) })
    });
    TAGGER.as_ref().map_or_else(Vec::new, |tagger| tagger.tag(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_people_places_and_organizations() {
        let text = Text::new(
            "Foreign Minister Elchin Mammadzade met officials of the World Bank in Tbilisi. Mammadzade left on Friday.",
        );
        let names: Vec<_> = names(&text).into_iter().map(|n| (text.slice(n.span).to_owned(), n.kind)).collect();
        let expected = [
            ("Elchin Mammadzade", NameKind::Person),
            ("World Bank", NameKind::Organization),
            ("Tbilisi", NameKind::Place),
            ("Mammadzade", NameKind::Person),
        ];
        assert_eq!(names, expected.map(|(name, kind)| (name.to_owned(), kind)));
    }

    #[test]
    fn a_long_line_is_no_trouble() {
        let text = Text::new("Baku ".repeat(200_000));
        assert!(names(&text).len() <= 200_000);
    }
}
