//! One document speaks of one person by one name: what the tagger said in one sentence is held against
//! the rest of the document.

use std::collections::HashMap;

use super::Name;
use super::labels::NameKind;
use crate::text::{Span, Text, TokenKind};

/// Makes names agree across the document: a surface gets the kind it has most often, and the surname
/// of a full name is that person wherever it stands alone.
pub fn agree(text: &Text, names: &mut Vec<Name>) {
    take_the_usual_kind(text, names);
    find_lone_surnames(text, names);
}

fn take_the_usual_kind(text: &Text, names: &mut [Name]) {
    let mut votes: HashMap<&str, [u32; 4]> = HashMap::new();
    for name in names.iter() {
        votes.entry(name.span.of(text.body())).or_default()[name.kind as usize] += 1;
    }
    for name in names.iter_mut() {
        let votes = votes[name.span.of(text.body())];
        let own = votes[name.kind as usize];
        for kind in [NameKind::Person, NameKind::Place, NameKind::Organization, NameKind::Misc] {
            if votes[kind as usize] > 2 * own {
                name.kind = kind;
            }
        }
    }
}

fn find_lone_surnames(text: &Text, names: &mut Vec<Name>) {
    let mut surnames: HashMap<&str, u32> = HashMap::new();
    for name in names.iter().filter(|n| n.kind == NameKind::Person && n.tokens.len() >= 2) {
        *surnames.entry(text.word(name.tokens.end - 1)).or_default() += 1;
    }
    if surnames.is_empty() {
        return;
    }
    for name in names.iter_mut() {
        if name.tokens.len() == 1 && name.kind != NameKind::Place && surnames.contains_key(text.word(name.tokens.start))
        {
            name.kind = NameKind::Person;
        }
    }
    let mut covered = vec![false; text.tokens().len()];
    for name in names.iter() {
        covered[name.tokens.clone()].fill(true);
    }
    for (i, token) in text.tokens().iter().enumerate() {
        if !covered[i] && token.kind == TokenKind::Word && token.is_capitalised() && surnames.contains_key(text.word(i))
        {
            names.push(Name {
                span: Span { start: token.span.start, end: token.span.end },
                tokens: i..i + 1,
                kind: NameKind::Person,
            });
        }
    }
    names.sort_by_key(|n| n.span.start);
}
