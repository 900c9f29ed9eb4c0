//! What the tagger looks at, per token: the word and its neighbours, their shapes, endings and classes,
//! and how the same word is used elsewhere in the document.

use std::collections::HashMap;
use std::ops::Range;

use super::clusters::{Class, Clusters};
use super::hash::{hash_bytes, mix};
use crate::text::{Case, Text, TokenKind};

/// At most so many uses of a word elsewhere in the document are looked at.
const CONTEXTS: usize = 4;

/// Stands for the token before the first or after the last of a sentence.
const NOWHERE: u32 = u32::MAX;

/// A document as the tagger sees it: each token's attributes are worked out once.
pub struct View {
    tokens: Vec<Attributes>,
    sentences: Vec<Range<usize>>,
    uses: HashMap<u64, Uses>,
}

#[derive(Clone, Copy, Default)]
struct Attributes {
    lower: u64,
    shape: u64,
    prefixes: [u64; 4],
    suffixes: [u64; 4],
    class: Class,
    capitalised: bool,
    /// First word of its sentence, where a capital says nothing.
    first: bool,
}

/// How a word is used in the document.
#[derive(Default)]
struct Uses {
    in_lower_case: bool,
    /// The tokens before and after it where it is capitalised.
    contexts: Vec<(u32, u32)>,
}

impl View {
    /// Works out the attributes of all tokens.
    pub fn new(text: &Text, clusters: &Clusters) -> View {
        let mut tokens = Vec::with_capacity(text.tokens().len());
        let mut lower = String::new();
        for token in text.tokens() {
            let word = token.span.of(text.body());
            lower.clear();
            lower.extend(word.chars().flat_map(char::to_lowercase));
            let capitalised = token.is_capitalised();
            tokens.push(Attributes {
                lower: hash_bytes(lower.as_bytes()),
                shape: shape(word, token.kind, token.case),
                prefixes: prefixes(&lower),
                suffixes: suffixes(&lower),
                class: if token.kind == TokenKind::Punct { Class::default() } else { clusters.of(&lower) },
                capitalised,
                first: false,
            });
        }
        let sentences: Vec<_> = text.sentences().iter().map(|s| s.tokens.clone()).collect();
        for range in &sentences {
            if let Some(first) = range.clone().find(|i| text.tokens()[*i].kind == TokenKind::Word) {
                tokens[first].first = true;
            }
        }
        let mut view = View { tokens, sentences, uses: HashMap::new() };
        view.collect_uses();
        view
    }

    /// Indices of the tokens of each, in text order.
    pub fn sentences(&self) -> &[Range<usize>] {
        &self.sentences
    }

    /// Tokens of the text.
    pub fn len(&self) -> usize {
        self.tokens.len()
    }

    /// Whether the text has no token.
    pub fn is_empty(&self) -> bool {
        self.tokens.is_empty()
    }

    /// Whether the token could be part of a name, or stand next to one.
    pub fn is_capitalised(&self, token: usize) -> bool {
        self.tokens[token].capitalised
    }

    fn collect_uses(&mut self) {
        for range in &self.sentences {
            for i in range.clone() {
                let token = self.tokens[i];
                if token.capitalised {
                    let before = if i > range.start { i as u32 - 1 } else { NOWHERE };
                    let after = if i + 1 < range.end { i as u32 + 1 } else { NOWHERE };
                    let uses = self.uses.entry(token.lower).or_default();
                    if uses.contexts.len() < CONTEXTS {
                        uses.contexts.push((before, after));
                    }
                }
            }
        }
        for token in &self.tokens {
            if !token.capitalised
                && let Some(uses) = self.uses.get_mut(&token.lower)
            {
                uses.in_lower_case = true;
            }
        }
    }

    /// Writes the hashed features of token `i` of the sentence `range` to `out`.
    pub fn features(&self, range: &Range<usize>, i: usize, out: &mut Vec<u64>) {
        out.clear();
        let none = Attributes::default();
        let at = |offset: isize| -> &Attributes {
            let j = i as isize + offset;
            if j >= range.start as isize && j < range.end as isize { &self.tokens[j as usize] } else { &none }
        };
        let (b2, b1, it, a1, a2) = (at(-2), at(-1), at(0), at(1), at(2));
        let mut template = 0u64;
        let mut add = |value: u64| {
            template += 1;
            out.push(feature(template, value));
        };
        add(0);
        add(it.lower);
        add(b1.lower);
        add(a1.lower);
        add(b2.lower);
        add(a2.lower);
        add(mix(b1.lower, it.lower));
        add(mix(it.lower, a1.lower));
        add(it.shape);
        add(mix(it.shape, u64::from(it.first)));
        add(mix(b1.shape, it.shape));
        add(mix(it.shape, a1.shape));
        add(mix(mix(b1.shape, it.shape), a1.shape));
        for k in 0..4 {
            add(it.prefixes[k]);
            add(it.suffixes[k]);
        }
        add(mix(it.suffixes[2], it.shape));
        add(b1.suffixes[2]);
        add(a1.suffixes[2]);
        let (coarse, fine) = (|t: &Attributes| u64::from(t.class.coarse), |t: &Attributes| u64::from(t.class.fine));
        add(coarse(it));
        add(fine(it));
        add(mix(fine(it), it.shape));
        add(coarse(b1));
        add(fine(b1));
        add(coarse(a1));
        add(fine(a1));
        add(coarse(b2));
        add(coarse(a2));
        add(mix(coarse(b1), coarse(it)));
        add(mix(coarse(it), coarse(a1)));
        add(mix(coarse(b1), mix(it.shape, coarse(a1))));
        add(mix(fine(b1), it.shape));
        add(mix(it.shape, fine(a1)));
        self.document_features(i, out);
    }

    /// How the word is used elsewhere in the document.
    fn document_features(&self, i: usize, out: &mut Vec<u64>) {
        let it = &self.tokens[i];
        let uses = if it.capitalised { self.uses.get(&it.lower) } else { None };
        let Some(uses) = uses else { return };
        out.push(feature(100, u64::from(uses.in_lower_case)));
        out.push(feature(101, mix(u64::from(uses.in_lower_case), u64::from(it.first))));
        let none = Attributes::default();
        for &(before, after) in &uses.contexts {
            let [before, after] = [before, after].map(|j| self.tokens.get(j as usize).unwrap_or(&none));
            out.push(feature(102, before.lower));
            out.push(feature(103, after.lower));
            out.push(feature(104, u64::from(before.class.coarse)));
            out.push(feature(105, u64::from(after.class.coarse)));
        }
    }
}

/// A feature: a template and what it saw.
fn feature(template: u64, value: u64) -> u64 {
    mix(template.wrapping_mul(0xA24B_AED4_963E_E407), value)
}

/// Bytes of the shape, capitals as X, small letters as x, digits as d, runs cut at two.
fn shape(word: &str, kind: TokenKind, case: Case) -> u64 {
    let mut shape = [0u8; 12];
    let mut n = 0;
    let mut last = (0u8, 0);
    for c in word.chars() {
        let class = if c.is_uppercase() {
            b'X'
        } else if c.is_lowercase() {
            b'x'
        } else if c.is_numeric() {
            b'd'
        } else if c.is_alphabetic() {
            b'l'
        } else {
            c as u32 as u8
        };
        last = if class == last.0 { (class, last.1 + 1) } else { (class, 1) };
        if last.1 <= 2 && n < shape.len() {
            shape[n] = class;
            n += 1;
        }
    }
    mix(hash_bytes(&shape[..n]), (kind as u64) << 4 | case as u64)
}

/// Hashes of the first one to four characters; a shorter word repeats its whole.
fn prefixes(lower: &str) -> [u64; 4] {
    let mut ends = [lower.len(); 4];
    for (k, (i, c)) in lower.char_indices().take(4).enumerate() {
        ends[k] = i + c.len_utf8();
    }
    ends.map(|end| hash_bytes(&lower.as_bytes()[..end]))
}

/// Hashes of the last one to four characters.
fn suffixes(lower: &str) -> [u64; 4] {
    let mut starts = [0; 4];
    for (k, (i, _)) in lower.char_indices().rev().take(4).enumerate() {
        starts[k] = i;
    }
    starts.map(|start| hash_bytes(&lower.as_bytes()[start..]))
}
