//! Text conditions that stand together become one MATCH, because FTS5 cannot be probed.

use crate::query::plan::{OfDocument, OfRow, Tree};
use crate::query::text::Match;

/// A leaf that may be full text.
pub trait TextLeaf: Sized {
    fn text(&self) -> Option<&Match>;
    fn of(text: Match) -> Self;
}

impl TextLeaf for OfDocument {
    fn text(&self) -> Option<&Match> {
        if let OfDocument::Text(text) = self { Some(text) } else { None }
    }

    fn of(text: Match) -> Self {
        OfDocument::Text(text)
    }
}

impl TextLeaf for OfRow {
    fn text(&self) -> Option<&Match> {
        if let OfRow::Text(text) = self { Some(text) } else { None }
    }

    fn of(text: Match) -> Self {
        OfRow::Text(text)
    }
}

/// Merges what can be merged. A negated text stays by itself where no positive one stands beside it:
/// FTS5 has no NOT without a left side.
pub fn merge<L: TextLeaf>(tree: Tree<L>) -> Tree<L> {
    match tree {
        Tree::Leaf(leaf) => Tree::Leaf(leaf),
        Tree::Not(inner) => match merge(*inner) {
            Tree::Not(twice) => *twice,
            once => Tree::Not(Box::new(once)),
        },
        Tree::Or(parts) => {
            let (mut texts, mut rest) = (Vec::new(), Vec::new());
            for part in parts.into_iter().map(merge) {
                match text_of(&part) {
                    Some(text) => texts.push(text.clone()),
                    None => rest.push(part),
                }
            }
            if !texts.is_empty() {
                rest.insert(0, Tree::Leaf(L::of(one_or(texts, Match::Any))));
            }
            if rest.len() == 1 { rest.remove(0) } else { Tree::Or(rest) }
        }
        Tree::And(parts) => {
            let (mut texts, mut unwanted, mut rest) = (Vec::new(), Vec::new(), Vec::new());
            for part in parts.into_iter().map(merge) {
                let negated = if let Tree::Not(inner) = &part { text_of(inner).cloned() } else { None };
                match (text_of(&part), negated) {
                    (Some(text), _) => texts.push(text.clone()),
                    (None, Some(text)) => unwanted.push(text),
                    (None, None) => rest.push(part),
                }
            }
            if texts.is_empty() {
                rest.extend(unwanted.into_iter().map(|text| Tree::Not(Box::new(Tree::Leaf(L::of(text))))));
            } else {
                let mut all = one_or(texts, Match::All);
                if !unwanted.is_empty() {
                    all = Match::Except(Box::new(all), Box::new(one_or(unwanted, Match::Any)));
                }
                rest.insert(0, Tree::Leaf(L::of(all)));
            }
            Tree::and(rest)
        }
    }
}

fn text_of<L: TextLeaf>(tree: &Tree<L>) -> Option<&Match> {
    if let Tree::Leaf(leaf) = tree { leaf.text() } else { None }
}

fn one_or(mut texts: Vec<Match>, join: fn(Vec<Match>) -> Match) -> Match {
    if texts.len() == 1 { texts.remove(0) } else { join(texts) }
}
