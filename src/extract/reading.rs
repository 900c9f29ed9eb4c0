//! A text with all that earlier stages know about its tokens, as quotes, events and projects need it.

use std::ops::Range;

use super::lexicon;
use super::lexicon::{Class, Noun, Use, Verb, Word};
use super::{Context, Facts, Kind, Mention, PartialDate};
use crate::gazetteer::Lexicon;
use crate::text::{Case, Sentence, Span, Text, TokenKind};

pub(super) struct Reading<'a> {
    pub text: &'a Text,
    /// What the stages before found: people, countries, organizations, places, mentions.
    pub facts: &'a Facts,
    /// The day of publication, as far as it is known: what "yesterday" is counted from.
    pub published: Option<PartialDate>,
    /// Names that the reader of the articles brings.
    pub lexicon: Option<&'a Lexicon>,
    /// Per token what the lexicon knows of it.
    words: Vec<Option<&'static Word>>,
    /// Per token the longest mention that covers it, as index + 1 into `facts.mentions`; 0 is none.
    named: Vec<u32>,
}

impl<'a> Reading<'a> {
    pub fn new(text: &'a Text, context: &Context<'a>, facts: &'a Facts) -> Reading<'a> {
        let mut lower = String::new();
        let words = (0..text.tokens().len()).map(|i| entry_of(text, i, &mut lower)).collect();
        let dateline = facts.header.dateline.as_ref().and_then(|d| d.date).filter(|d| d.day.is_some());
        Reading {
            text,
            facts,
            published: context.published.filter(|d| d.day.is_some()).or(dateline).or(context.published),
            lexicon: context.lexicon,
            words,
            named: cover(text, &facts.mentions),
        }
    }

    pub fn len(&self) -> usize {
        self.words.len()
    }

    pub fn word(&self, i: usize) -> &'a str {
        if i < self.len() { self.text.word(i) } else { "" }
    }

    pub fn kind(&self, i: usize) -> Option<TokenKind> {
        self.text.tokens().get(i).map(|t| t.kind)
    }

    /// Whether the token is one of `words`, case aside.
    pub fn is(&self, i: usize, words: &[&str]) -> bool {
        let word = self.word(i);
        words.iter().any(|w| w.eq_ignore_ascii_case(word))
    }

    fn entry(&self, i: usize) -> Option<&'static Word> {
        self.words.get(i).copied().flatten()
    }

    pub fn class(&self, i: usize) -> Option<Class> {
        self.entry(i).and_then(|w| w.class)
    }

    pub fn is_class(&self, i: usize, class: Class) -> bool {
        self.class(i) == Some(class)
    }

    /// The verb at a token, unless the token is part of a name.
    pub fn verb(&self, i: usize) -> Option<&'static Verb> {
        let verb = self.entry(i)?.verb.as_ref()?;
        (self.mention(i).is_none() && (!self.is_capitalised(i) || self.begins_sentence(i))).then_some(verb)
    }

    pub fn verb_for(&self, i: usize, uses: &[Use]) -> Option<&'static Verb> {
        self.verb(i).filter(|v| v.is_any(uses))
    }

    pub fn noun(&self, i: usize) -> Option<&'static Noun> {
        self.entry(i)?.noun.as_ref()
    }

    pub fn sector(&self, i: usize) -> Option<&'static str> {
        self.entry(i)?.sector
    }

    pub fn is_capitalised(&self, i: usize) -> bool {
        self.text.tokens().get(i).is_some_and(|t| t.is_capitalised() || t.case == Case::Mixed)
    }

    pub fn is_word(&self, i: usize) -> bool {
        self.kind(i) == Some(TokenKind::Word)
    }

    pub fn is_quote(&self, i: usize) -> bool {
        self.kind(i) == Some(TokenKind::Quote)
    }

    pub fn begins_sentence(&self, i: usize) -> bool {
        self.sentence_of(i).is_some_and(|s| s.tokens.start == i)
    }

    /// The mention that covers a token.
    pub fn mention(&self, i: usize) -> Option<&'a Mention> {
        let index = (*self.named.get(i)?).checked_sub(1)?;
        self.facts.mentions.get(index as usize)
    }

    /// The mention that covers a token, when it is of this kind and known.
    pub fn entity(&self, i: usize, kind: Kind) -> Option<usize> {
        self.mention(i).filter(|m| m.kind == kind)?.entity
    }

    /// Mentions that begin in a range of tokens, in text order.
    pub fn mentions(&self, tokens: Range<usize>) -> &'a [Mention] {
        let Some(span) = self.span(tokens) else { return &[] };
        let from = self.facts.mentions.partition_point(|m| m.evidence.span.start < span.start);
        let to = self.facts.mentions.partition_point(|m| m.evidence.span.start < span.end);
        self.facts.mentions.get(from..to).unwrap_or_default()
    }

    /// Indices of the entities of a kind that are named in a range of tokens, each once, in order.
    pub fn entities(&self, tokens: Range<usize>, kind: Kind) -> Vec<usize> {
        let mut found = Vec::new();
        for mention in self.mentions(tokens) {
            if let Some(entity) = mention.entity.filter(|e| mention.kind == kind && !found.contains(e)) {
                found.push(entity);
            }
        }
        found
    }

    /// The span from the first to the last token of a range; `None` when it is empty.
    pub fn span(&self, tokens: Range<usize>) -> Option<Span> {
        let range = self.text.tokens().get(tokens)?;
        Some(range.first()?.span.join(range.last()?.span))
    }

    pub fn slice(&self, tokens: Range<usize>) -> &'a str {
        self.span(tokens).map_or("", |s| self.text.slice(s))
    }

    /// Index of the token that begins at or after byte `at`.
    pub fn token_at(&self, at: u32) -> usize {
        self.text.tokens().partition_point(|t| t.span.start < at)
    }

    pub fn sentence_index(&self, token: usize) -> usize {
        self.text.sentences().partition_point(|s| s.tokens.start <= token).saturating_sub(1)
    }

    pub fn sentence_of(&self, token: usize) -> Option<&'a Sentence> {
        self.text.sentences().get(self.sentence_index(token)).filter(|s| s.tokens.contains(&token))
    }
}

/// Looks a token up; `buffer` is reused between calls.
fn entry_of(text: &Text, i: usize, buffer: &mut String) -> Option<&'static Word> {
    // The country; "us" is another word.
    if text.word(i) == "US" {
        return None;
    }
    let token = &text.tokens()[i];
    if token.kind != TokenKind::Word && !(token.kind == TokenKind::Number && token.span.len() > 1) {
        return if text.word(i) == "&" { lexicon::lookup("&") } else { None };
    }
    let word = text.word(i);
    if token.case == Case::Lower && !word.contains('’') {
        return lexicon::lookup(word);
    }
    buffer.clear();
    buffer.extend(word.chars().flat_map(char::to_lowercase).map(|c| if c == '’' { '\'' } else { c }));
    lexicon::lookup(buffer)
}

/// Per token the longest mention over it.
fn cover(text: &Text, mentions: &[Mention]) -> Vec<u32> {
    let tokens = text.tokens();
    let mut named = vec![0u32; tokens.len()];
    let length = |index: u32| mentions[index as usize - 1].evidence.span.len();
    for (m, mention) in mentions.iter().enumerate() {
        let span = mention.evidence.span;
        let index = m as u32 + 1;
        let mut i = tokens.partition_point(|t| t.span.end <= span.start);
        while let (Some(token), Some(slot)) = (tokens.get(i), named.get_mut(i)) {
            if token.span.start >= span.end {
                break;
            }
            if *slot == 0 || length(*slot) < span.len() {
                *slot = index;
            }
            i += 1;
        }
    }
    named
}
