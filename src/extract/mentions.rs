//! Looking mentions up by place: the other stages ask which name covers a stretch of text.

use super::{Facts, Kind, Mention};
use crate::text::Span;

/// Mentions nest at most this deep (a country in an organization's name in a title), so a lookup
/// need not step back further.
const DEPTH: usize = 6;

impl Facts {
    /// The widest mention that covers `span` wholly: the organization, not the country in its name.
    /// Logarithmic. Needs `mentions` in order, as every stage leaves them.
    pub fn mention_at(&self, span: Span) -> Option<&Mention> {
        let after = self.mentions.partition_point(|m| m.evidence.span.start <= span.start);
        let near = &self.mentions[after.saturating_sub(DEPTH)..after];
        near.iter().find(|m| m.evidence.span.covers(span))
    }

    /// Mentions that begin inside `span`, in text order.
    pub fn mentions_in(&self, span: Span) -> &[Mention] {
        let first = self.mentions.partition_point(|m| m.evidence.span.start < span.start);
        let last = self.mentions.partition_point(|m| m.evidence.span.start < span.end);
        &self.mentions[first..last.max(first)]
    }

    /// Mentions of one entity, in text order. Linear in the number of mentions.
    pub fn mentions_of(&self, kind: Kind, entity: usize) -> impl Iterator<Item = &Mention> {
        self.mentions.iter().filter(move |m| m.kind == kind && m.entity == Some(entity))
    }

    /// Puts the mentions in text order, the wider first where two begin together.
    pub(super) fn sort_mentions(&mut self) {
        self.mentions.sort_by_key(|m| (m.evidence.span.start, std::cmp::Reverse(m.evidence.span.end)));
    }
}
