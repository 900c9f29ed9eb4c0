//! The token slice as nom sees it, and the matchers of single tokens.

use nom::error::{ErrorKind, ParseError};
use nom::{Err, IResult, Input, Needed};

use super::Span;
use super::diagnostic::Diagnostic;
use super::lex::{Token, TokenKind};

/// The tokens still to be read, without blanks and comments. Cheap to copy.
#[derive(Clone, Copy, Debug)]
pub struct Stream<'a> {
    pub text: &'a str,
    pub tokens: &'a [Token],
    /// Where the last token read ended, in bytes: what touches it stands without a blank.
    pub read_to: usize,
    /// Parentheses and negations around this place.
    pub depth: usize,
}

pub type Parsed<'a, T> = IResult<Stream<'a>, T, Fault>;

/// What went wrong. Boxed, since it travels through every result.
#[derive(Debug, PartialEq)]
pub struct Fault(pub Box<Diagnostic>);

/// Gives up with a message: nothing else is tried.
pub fn fail<T>(diagnostic: Diagnostic) -> Result<T, Err<Fault>> {
    Err(Err::Failure(Fault(Box::new(diagnostic))))
}

impl<'a> Stream<'a> {
    pub fn peek(&self) -> Option<&'a Token> {
        self.tokens.first()
    }

    pub fn peek_kind(&self) -> Option<TokenKind> {
        self.tokens.first().map(|token| token.kind)
    }

    /// Kind of the token after the next one.
    pub fn second_kind(&self) -> Option<TokenKind> {
        self.tokens.get(1).map(|token| token.kind)
    }

    /// The next token's text; empty at the end.
    pub fn peek_text(&self) -> &'a str {
        self.peek().map_or("", |token| self.of(&token.span))
    }

    /// Span of the next token; empty at the end.
    pub fn here(&self) -> Span {
        self.peek().map_or(self.read_to..self.read_to, |token| token.span.clone())
    }

    /// Whether the next token touches the last one.
    pub fn touches(&self) -> bool {
        self.peek().is_some_and(|token| token.span.start == self.read_to)
    }

    /// Whether the token after the next one touches it.
    pub fn second_touches(&self) -> bool {
        matches!(self.tokens, [first, second, ..] if first.span.end == second.span.start)
    }

    pub fn at_end(&self) -> bool {
        self.tokens.is_empty()
    }

    /// Whether the next token is the word `word`, whatever its case, and no field name.
    pub fn at_keyword(&self, word: &str) -> bool {
        self.peek_kind() == Some(TokenKind::Word)
            && self.second_kind() != Some(TokenKind::Colon)
            && self.peek_text().eq_ignore_ascii_case(word)
    }

    pub fn of(&self, span: &Span) -> &'a str {
        self.text.get(span.clone()).unwrap_or_default()
    }
}

/// The next token, when it is of that kind.
pub fn token<'a>(kind: TokenKind) -> impl Fn(Stream<'a>) -> Parsed<'a, Span> {
    move |input: Stream<'a>| match input.peek() {
        Some(token) if token.kind == kind => Ok((input.take_from(1), token.span.clone())),
        _ => Err(Err::Error(Fault::from_error_kind(input, ErrorKind::Tag))),
    }
}

/// As [`token`], when it touches the last one.
pub fn touching<'a>(kind: TokenKind) -> impl Fn(Stream<'a>) -> Parsed<'a, Span> {
    move |input: Stream<'a>| match input.touches() {
        true => token(kind)(input),
        false => Err(Err::Error(Fault::from_error_kind(input, ErrorKind::Tag))),
    }
}

/// The word `word`, whatever its case; not when it is a field's name.
pub fn keyword<'a>(word: &'static str) -> impl Fn(Stream<'a>) -> Parsed<'a, Span> {
    move |input: Stream<'a>| match input.at_keyword(word) {
        true => Ok((input.take_from(1), input.here())),
        false => Err(Err::Error(Fault::from_error_kind(input, ErrorKind::Tag))),
    }
}

impl<'a> ParseError<Stream<'a>> for Fault {
    /// Only what no branch has claimed comes to light this way.
    fn from_error_kind(input: Stream<'a>, _: ErrorKind) -> Fault {
        Fault(Box::new(Diagnostic::new("E101", input.here(), "this does not belong here")))
    }

    fn append(_: Stream<'a>, _: ErrorKind, other: Fault) -> Fault {
        other
    }
}

impl<'a> Input for Stream<'a> {
    type Item = &'a Token;
    type Iter = std::slice::Iter<'a, Token>;
    type IterIndices = std::iter::Enumerate<std::slice::Iter<'a, Token>>;

    fn input_len(&self) -> usize {
        self.tokens.len()
    }

    fn take(&self, count: usize) -> Self {
        Stream { tokens: &self.tokens[..count], ..*self }
    }

    fn take_from(&self, count: usize) -> Self {
        let read_to = count.checked_sub(1).map_or(self.read_to, |last| self.tokens[last].span.end);
        Stream { tokens: &self.tokens[count..], read_to, ..*self }
    }

    fn take_split(&self, count: usize) -> (Self, Self) {
        (self.take_from(count), self.take(count))
    }

    fn position<P: Fn(Self::Item) -> bool>(&self, predicate: P) -> Option<usize> {
        self.tokens.iter().position(predicate)
    }

    fn iter_elements(&self) -> Self::Iter {
        self.tokens.iter()
    }

    fn iter_indices(&self) -> Self::IterIndices {
        self.tokens.iter().enumerate()
    }

    fn slice_index(&self, count: usize) -> Result<usize, Needed> {
        if count <= self.tokens.len() { Ok(count) } else { Err(Needed::new(count - self.tokens.len())) }
    }
}
