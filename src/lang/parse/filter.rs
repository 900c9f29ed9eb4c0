//! `or`, `and`, `not`, parentheses: how terms are joined.

use nom::combinator::{cut, opt};
use nom::multi::many0;
use nom::{Input, Parser};

use super::super::Span;
use super::super::ast::{Expr, Spanned};
use super::super::diagnostic::Diagnostic;
use super::super::lex::TokenKind;
use super::super::stream::{Parsed, Stream, fail, keyword};
use super::{close, expected, nested, term, unclosed, unexpected};

/// Terms joined by `and` or by blanks.
struct Chain {
    terms: Vec<Spanned<Expr>>,
    /// The terms as typed, parentheses and all.
    parts: Vec<Span>,
    /// Whether a blank alone joins two of them.
    joint: Joint,
}

#[derive(PartialEq)]
enum Joint {
    Blank,
    And,
}

/// `and {"or" and}`
pub(super) fn or(input: Stream<'_>) -> Parsed<'_, Spanned<Expr>> {
    let (mut rest, first) = and(input)?;
    let mut chains = vec![first];
    let mut word = None;
    while let (next, Some(span)) = opt(keyword("or")).parse(rest)? {
        if next.at_end() || next.peek_kind() == Some(TokenKind::Close) {
            return fail(expected(next, "or joins two terms: gas or oil"));
        }
        word.get_or_insert(span);
        let (next, chain) = cut(and).parse(next)?;
        chains.push(chain);
        rest = next;
    }
    if let Some(or) = word
        && chains.iter().any(|chain| chain.joint == Joint::Blank)
    {
        return fail(ambiguous(input, &or, &chains));
    }
    let mut terms: Vec<Spanned<Expr>> = Vec::new();
    for chain in chains {
        match joined(chain.terms, Expr::And) {
            // (a or b) or c is one `or` of three.
            Spanned { node: Expr::Or(inner), .. } => terms.extend(inner),
            other => terms.push(other),
        }
    }
    Ok((rest, joined(terms, Expr::Or)))
}

/// `unary {["and"] unary}`
fn and(input: Stream<'_>) -> Parsed<'_, Chain> {
    let (rest, first) = unary(input)?;
    let (rest, followers) = many0(follower).parse(rest)?;
    let mut chain = Chain { terms: Vec::new(), parts: Vec::new(), joint: Joint::And };
    if followers.iter().any(|(joint, _)| *joint == Joint::Blank) {
        chain.joint = Joint::Blank;
    }
    for term in [first].into_iter().chain(followers.into_iter().map(|(_, term)| term)) {
        chain.parts.push(term.span.clone());
        match term {
            // (a b) c is one `and` of three.
            Spanned { node: Expr::And(inner), .. } => chain.terms.extend(inner),
            other => chain.terms.push(other),
        }
    }
    Ok((rest, chain))
}

/// `["and"] unary` after a term.
fn follower(input: Stream<'_>) -> Parsed<'_, (Joint, Spanned<Expr>)> {
    let (next, word) = opt(keyword("and")).parse(input)?;
    if word.is_some() && (next.at_end() || next.peek_kind() == Some(TokenKind::Close)) {
        return fail(expected(next, "and joins two terms: @kz and @az"));
    }
    if word.is_none() && !begins_term(next) {
        return Err(nom::Err::Error(super::Fault(Box::new(unexpected(next)))));
    }
    let (next, term) = cut(unary).parse(next)?;
    Ok((next, (if word.is_some() { Joint::And } else { Joint::Blank }, term)))
}

/// Whether a further term begins here, by a blank alone. What cannot follow is refused by the caller
/// of the whole filter, which knows more.
fn begins_term(input: Stream<'_>) -> bool {
    match input.peek_kind() {
        None | Some(TokenKind::Close | TokenKind::Pipe) => false,
        Some(_) => !input.at_keyword("or"),
    }
}

/// `{"not" | "-"} primary`
fn unary(input: Stream<'_>) -> Parsed<'_, Spanned<Expr>> {
    let start = input.here();
    let rest = match input.peek_kind() {
        Some(TokenKind::Minus) => minus(input)?,
        _ if input.at_keyword("not") => {
            let rest = input.take_from(1);
            if rest.at_end() || rest.peek_kind() == Some(TokenKind::Close) {
                return fail(expected(rest, "not comes before what is to be excluded: not @ru"));
            }
            rest
        }
        _ => return primary(input),
    };
    let (rest, inner) = nested(rest, start.clone(), unary)?;
    let span = start.start..inner.span.end;
    Ok((rest, Spanned { node: Expr::Not(Box::new(inner)), span }))
}

/// A `-` excludes what it touches, and touches nothing before it: `oil - gas` and `oil-"gas"` could
/// mean something else.
fn minus(input: Stream<'_>) -> Result<Stream<'_>, nom::Err<super::Fault>> {
    let span = input.here();
    let before = input.text.get(..span.start).and_then(|text| text.chars().next_back());
    let rest = input.take_from(1);
    if rest.at_end() {
        return fail(expected(rest, "- sticks to what is to be excluded: -@ru"));
    }
    if !rest.touches() || before.is_some_and(|c| !c.is_whitespace() && !matches!(c, '(' | '|' | '-' | ';' | '=')) {
        return fail(
            Diagnostic::new("E101", span, "a - excludes what it touches: -gas, after a blank")
                .hint("to search for text with a dash in it, use quotes: \"oil - gas\""),
        );
    }
    Ok(rest)
}

fn primary(input: Stream<'_>) -> Parsed<'_, Spanned<Expr>> {
    if input.peek_kind() != Some(TokenKind::Open) {
        return term::term(input);
    }
    let open = input.here();
    let inside = input.take_from(1);
    if inside.peek_kind() == Some(TokenKind::Close) {
        return fail(Diagnostic::new(
            "E101",
            open.start..inside.here().end,
            "these parentheses are empty: leave them out",
        ));
    }
    if inside.at_end() {
        return fail(unclosed(inside, &open));
    }
    let (rest, inner) = nested(inside, open.clone(), or)?;
    let (rest, end) = close(rest, &open)?;
    Ok((rest, Spanned { node: inner.node, span: open.start..end.end }))
}

/// One term as it is, several under `join`. The span runs from the first to the last.
fn joined(mut terms: Vec<Spanned<Expr>>, join: fn(Vec<Spanned<Expr>>) -> Expr) -> Spanned<Expr> {
    let span = match (terms.first(), terms.last()) {
        (Some(first), Some(last)) => first.span.start..last.span.end,
        _ => 0..0,
    };
    match terms.pop() {
        Some(only) if terms.is_empty() => only,
        Some(last) => {
            terms.push(last);
            Spanned { node: join(terms), span }
        }
        None => Spanned { node: join(terms), span },
    }
}

/// E103: both readings of `a b or c`, the first one as a fix.
fn ambiguous(input: Stream<'_>, or: &Span, chains: &[Chain]) -> Diagnostic {
    let text = |span: Span| input.of(&span);
    let span_of = |chain: &Chain| match (chain.parts.first(), chain.parts.last()) {
        (Some(first), Some(last)) => first.start..last.end,
        _ => or.clone(),
    };
    let whole = chains.iter().map(|chain| match chain.joint {
        Joint::Blank => format!("({})", text(span_of(chain))),
        Joint::And => text(span_of(chain)).to_owned(),
    });
    let whole = whole.collect::<Vec<_>>().join(" or ");
    let span = chains.first().map_or(or.start, |chain| span_of(chain).start)
        ..chains.last().map_or(or.end, |chain| span_of(chain).end);
    let message = "`or` beside space-joined terms".to_owned();
    let message = match whole.len() {
        0..=60 => format!("{message}: write {whole}, or {}", split(input, chains)),
        _ => format!("{message}: put parentheses around what belongs together"),
    };
    Diagnostic::new("E103", or.clone(), message).fix(span, whole)
}

/// The other reading: `or` between its nearest terms only, `transport (energy or gas)`.
fn split(input: Stream<'_>, chains: &[Chain]) -> String {
    let mut before = Vec::new();
    let mut either = Vec::new();
    let mut after = Vec::new();
    for (at, chain) in chains.iter().enumerate() {
        let terms: Vec<&str> = chain.parts.iter().map(|part| input.of(part)).collect();
        match terms.as_slice() {
            [head @ .., last] if at == 0 => {
                before.extend(head.iter().copied());
                either.push((*last).to_owned());
            }
            [first, tail @ ..] if at + 1 == chains.len() => {
                either.push((*first).to_owned());
                after.extend(tail.iter().copied());
            }
            terms => either.push(match chain.joint {
                Joint::Blank => format!("({})", terms.join(" ")),
                Joint::And => terms.join(" and "),
            }),
        }
    }
    let either = format!("({})", either.join(" or "));
    before.into_iter().chain([either.as_str()]).chain(after).collect::<Vec<_>>().join(" ")
}
