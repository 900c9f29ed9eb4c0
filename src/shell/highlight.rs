//! Colours on the line as it is typed, from the lexer: total, so a half-typed line has them too.

use std::ops::Range;

use anstyle::{AnsiColor, Style};

use super::meta;
use crate::lang::fields::{Field, Source, StageWord};
use crate::lang::{Token, TokenKind, lex};

/// What a piece of a line is, as far as its looks go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Class {
    Plain,
    /// A source, a stage, `and`, `let` …
    Keyword,
    Field,
    /// `@` and what it names.
    Mention,
    Quoted,
    Comment,
    /// `| ( ) , ; ..`
    Punctuation,
    Command,
    /// No such field or stage, or a character that means nothing.
    Wrong,
}

impl Class {
    fn style(self) -> Style {
        match self {
            Class::Plain => Style::new(),
            Class::Keyword => AnsiColor::Blue.on_default().bold(),
            Class::Field => AnsiColor::Cyan.on_default(),
            Class::Mention => AnsiColor::Magenta.on_default(),
            Class::Quoted => AnsiColor::Green.on_default(),
            Class::Comment => Style::new().dimmed(),
            Class::Punctuation | Class::Command => Style::new().bold(),
            Class::Wrong => AnsiColor::Red.on_default().underline(),
        }
    }
}

/// `line` with escapes; without them it is the same. The bytes `wrong` name nothing.
pub fn highlight(line: &str, wrong: &[Range<usize>]) -> String {
    let mut out = String::with_capacity(line.len() * 2);
    for (span, class) in classes(line) {
        let is_wrong = wrong.iter().any(|wrong| wrong.start < span.end && span.start < wrong.end);
        let style = if is_wrong { Class::Wrong.style() } else { class.style() };
        let text = &line[span];
        if style.is_plain() { out.push_str(text) } else { out.push_str(&format!("{style}{text}{style:#}")) }
    }
    out
}

/// Pieces that cover the line, in order.
fn classes(line: &str) -> Vec<(Range<usize>, Class)> {
    match meta::parse(line) {
        Some(meta::Line::Known(..)) => return vec![(0..line.len(), Class::Command)],
        Some(meta::Line::Unknown(..)) => return vec![(0..line.len(), Class::Wrong)],
        None => {}
    }
    let tokens = lex(line);
    let mut before = Before::Head;
    let mut out = Vec::with_capacity(tokens.len());
    for (at, token) in tokens.iter().enumerate() {
        let text = &line[token.span.clone()];
        let next = tokens.get(at + 1).map(|token| token.kind);
        out.push((token.span.clone(), class(token, text, next, before)));
        before = after(token.kind, text, before);
    }
    out
}

/// Where a token stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Before {
    /// At the beginning of a statement or a query.
    Head,
    /// After `|`
    Pipe,
    /// After `@` or `with`: a name or its kind.
    Name,
    /// After `:` or a comma: a value, whatever word it is.
    Value,
    Other,
}

fn class(token: &Token, text: &str, next: Option<TokenKind>, before: Before) -> Class {
    match token.kind {
        TokenKind::Space => Class::Plain,
        TokenKind::Comment => Class::Comment,
        TokenKind::String | TokenKind::UnclosedString if before == Before::Name => Class::Mention,
        TokenKind::String | TokenKind::UnclosedString => Class::Quoted,
        TokenKind::At | TokenKind::Ampersand | TokenKind::Dollar | TokenKind::Slash => Class::Mention,
        TokenKind::Control | TokenKind::Stray => Class::Wrong,
        TokenKind::Word => word(text, next, before),
        _ => Class::Punctuation,
    }
}

fn word(text: &str, next: Option<TokenKind>, before: Before) -> Class {
    let is_one_of = |words: &[&str]| words.iter().any(|word| word.eq_ignore_ascii_case(text));
    match before {
        Before::Name => Class::Mention,
        Before::Value => Class::Plain,
        _ if next == Some(TokenKind::Colon) => {
            if Field::named(text).is_some() {
                Class::Field
            } else {
                Class::Wrong
            }
        }
        Before::Pipe if Source::named(text).is_some() || StageWord::named(text).is_some() => Class::Keyword,
        Before::Pipe => Class::Wrong,
        Before::Head if Source::named(text).is_some() || is_one_of(&["let", "explain", "why"]) => Class::Keyword,
        _ if is_one_of(&["and", "or", "not", "with", "in", "near", "per", "fill", "offset"]) => Class::Keyword,
        _ => Class::Plain,
    }
}

fn after(kind: TokenKind, text: &str, before: Before) -> Before {
    match kind {
        TokenKind::Space | TokenKind::Comment => before,
        TokenKind::Pipe => Before::Pipe,
        TokenKind::At | TokenKind::Slash | TokenKind::Ampersand | TokenKind::Dollar => Before::Name,
        TokenKind::Colon | TokenKind::Comma => Before::Value,
        TokenKind::Semicolon | TokenKind::Open => Before::Head,
        TokenKind::Comparison if text == "=" => Before::Head,
        TokenKind::Word if before != Before::Value && text.eq_ignore_ascii_case("with") => Before::Name,
        TokenKind::Word if before == Before::Head && is_lead(text) => Before::Head,
        _ => Before::Other,
    }
}

/// Words after which a query begins.
fn is_lead(word: &str) -> bool {
    ["explain", "why"].iter().any(|lead| lead.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, expected: &[(&str, Class)]) {
        let found: Vec<(&str, Class)> = classes(line)
            .into_iter()
            .map(|(span, class)| (&line[span], class))
            .filter(|(text, _)| *text != " ")
            .collect();
        assert_eq!(found, expected, "{line}");
    }

    #[test]
    fn words_are_what_their_place_makes_them() {
        use Class::{Field, Keyword, Mention, Plain, Punctuation, Quoted, Wrong};
        check(
            "people with @kz since:oct",
            &[
                ("people", Keyword),
                ("with", Keyword),
                ("@", Mention),
                ("kz", Mention),
                ("since", Field),
                (":", Punctuation),
                ("oct", Plain),
            ],
        );
        check("sinse:2", &[("sinse", Wrong), (":", Punctuation), ("2", Plain)]);
        check("lang:or", &[("lang", Field), (":", Punctuation), ("or", Plain)]);
        check("\"oil\" | tpo", &[("\"oil\"", Quoted), ("|", Punctuation), ("tpo", Wrong)]);
        check("gas people", &[("gas", Plain), ("people", Plain)]);
        check("explain people", &[("explain", Keyword), ("people", Keyword)]);
        check(".help", &[(".help", Class::Command)]);
    }

    #[test]
    fn nothing_is_lost_on_the_way() {
        for line in ["", "a \"b", "@kz | ..,", "sinse:«x» ~é*", "北京 or 'x'"] {
            assert_eq!(anstream::adapter::strip_str(&highlight(line, &[])).to_string(), line);
            assert_eq!(classes(line).into_iter().map(|(span, _)| &line[span]).collect::<String>(), line);
        }
    }
}
