//! Query text to tokens. Total: every byte lies in exactly one token, and what is wrong is a token too,
//! so that parser, highlighter, validator and completer read the same thing.
//!
//! ```text
//! Word     = letter or digit, then letters, digits, and inner - . ' & / #     Trans-Caspian  o'neil  AT&T
//! String   = "…"  '…'  “…”  «…»      \" and \\ are escapes                    "fibre optic"
//! Comment  = # to the end of the line, but not inside a word                  # C# is a word
//! ```

use super::Span;

/// A piece of query text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// What it looks like; the parser decides what it means.
    pub kind: TokenKind,
    /// Bytes of the text.
    pub span: Span,
}

/// How a piece of query text looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// Blanks and line ends, one token a run.
    Space,
    /// `#` and what follows it on the line.
    Comment,
    /// A word, a number, a date, a keyword: which one depends on where it stands.
    Word,
    /// With both quotes; see [`unquote`].
    String,
    /// An opening quote and all that follows it to the end of the text.
    UnclosedString,
    /// `@`
    At,
    /// `&` before a name
    Ampersand,
    /// `$`
    Dollar,
    /// `~`
    Tilde,
    /// `*`
    Star,
    /// `-` before something
    Minus,
    /// `,`
    Comma,
    /// `:`
    Colon,
    /// `;`
    Semicolon,
    /// `/` after the kind in `@person/2`
    Slash,
    /// `..`
    DotDot,
    /// `|`
    Pipe,
    /// `(`
    Open,
    /// `)`
    Close,
    /// `=` `==` `!=` `<>` `<` `<=` `>` `>=`
    Comparison,
    /// A control character: NUL, ESC, or one that turns the reading order.
    Control,
    /// A character that means nothing here.
    Stray,
}

/// Cuts `text` up. The tokens are in order and touch: they cover the text. Time and memory are linear.
pub fn lex(text: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut at = 0;
    let mut mention = Mention::No;
    while let Some(first) = text[at..].chars().next() {
        let (kind, length) = token(&text[at..], first, mention);
        let span = at..at + length;
        mention = match kind {
            TokenKind::Space | TokenKind::Comment => mention,
            TokenKind::At => Mention::Yes,
            TokenKind::Word if text[span.clone()].eq_ignore_ascii_case("with") => Mention::Yes,
            _ => Mention::No,
        };
        tokens.push(Token { kind, span });
        at += length;
    }
    tokens
}

/// The value of a [`TokenKind::String`]: quotes taken off, escapes resolved. A backslash before
/// anything but a quote or a backslash is itself.
pub fn unquote(quoted: &str) -> String {
    let mut inner = quoted.chars();
    inner.next();
    inner.next_back();
    let mut out = String::with_capacity(quoted.len());
    let mut chars = inner.peekable();
    while let Some(c) = chars.next() {
        match chars.peek() {
            Some(&next) if c == '\\' && (next == '\\' || is_quote(next)) => {
                out.push(next);
                chars.next();
            }
            _ => out.push(c),
        }
    }
    out
}

/// Whether `text` is one [`TokenKind::Word`] wherever it stands.
pub fn is_word(text: &str) -> bool {
    matches!(lex(text).as_slice(), [Token { kind: TokenKind::Word, .. }])
}

/// Whether the word to come is the first after `@` or `with`, where `/` ends the kind.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mention {
    Yes,
    No,
}

/// The kind and the length in bytes of the token that `rest` begins with.
fn token(rest: &str, first: char, mention: Mention) -> (TokenKind, usize) {
    let second = rest[first.len_utf8()..].chars().next();
    let one = |kind| (kind, first.len_utf8());
    match first {
        _ if is_space(first) => (TokenKind::Space, run(rest, is_space)),
        '#' => (TokenKind::Comment, run(rest, |c| c != '\n')),
        '@' => one(TokenKind::At),
        '&' if second.is_some_and(is_word_char) => one(TokenKind::Ampersand),
        '$' => one(TokenKind::Dollar),
        '~' => one(TokenKind::Tilde),
        '*' => one(TokenKind::Star),
        '-' => one(TokenKind::Minus),
        ',' => one(TokenKind::Comma),
        ':' => one(TokenKind::Colon),
        ';' => one(TokenKind::Semicolon),
        '/' => one(TokenKind::Slash),
        '|' => one(TokenKind::Pipe),
        '(' => one(TokenKind::Open),
        ')' => one(TokenKind::Close),
        '.' if second == Some('.') => (TokenKind::DotDot, 2),
        '=' | '<' | '>' if second == Some('=') => (TokenKind::Comparison, 2),
        '!' if second == Some('=') => (TokenKind::Comparison, 2),
        '<' if second == Some('>') => (TokenKind::Comparison, 2),
        '=' | '<' | '>' => one(TokenKind::Comparison),
        _ if closers(first).is_some() => string(rest, first),
        _ if is_word_char(first) => (TokenKind::Word, word(rest, mention)),
        _ if is_control(first) => one(TokenKind::Control),
        _ => one(TokenKind::Stray),
    }
}

/// Length in bytes of the run of characters that `belongs` takes.
fn run(rest: &str, belongs: impl Fn(char) -> bool) -> usize {
    rest.find(|c| !belongs(c)).unwrap_or(rest.len())
}

/// Length in bytes of the word that `rest` begins with.
fn word(rest: &str, mention: Mention) -> usize {
    let mut chars = rest.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if is_word_char(c) {
            continue;
        }
        let next = chars.peek().map(|(_, next)| *next);
        let inside = match c {
            '#' => true,
            // The dot of "U.S." belongs to it, that of a range does not.
            '.' => next != Some('.'),
            '/' if mention == Mention::Yes => false,
            _ => is_inner(c) && next.is_some_and(is_word_char),
        };
        if !inside {
            return at;
        }
    }
    rest.len()
}

/// The string that `rest` begins with, closed or not.
fn string(rest: &str, opener: char) -> (TokenKind, usize) {
    let closers = closers(opener).unwrap_or_default();
    let mut chars = rest.char_indices().skip(1).peekable();
    while let Some((at, c)) = chars.next() {
        if c == '\\' {
            chars.next();
            continue;
        }
        let next = chars.peek().map(|(_, next)| *next);
        // In 'people's choice' the second one is an apostrophe.
        let apostrophe = matches!(c, '\'' | '’') && next.is_some_and(char::is_alphanumeric);
        if closers.contains(c) && !apostrophe {
            return (TokenKind::String, at + c.len_utf8());
        }
    }
    (TokenKind::UnclosedString, rest.len())
}

/// What closes a string that `opener` opens. What a word processor makes of quotes is taken as meant.
fn closers(opener: char) -> Option<&'static str> {
    Some(match opener {
        '"' => "\"",
        '\'' => "'",
        '“' | '”' => "”“\"",
        '„' => "“”\"",
        '‘' => "’",
        '«' => "»",
        _ => return None,
    })
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '\'' | '“' | '”' | '„' | '‘' | '’' | '«' | '»')
}

/// Blanks of all kinds, and the invisible ones that come along when text is copied.
fn is_space(c: char) -> bool {
    c.is_whitespace() && !matches!(c, '\u{b}' | '\u{c}' | '\u{85}') || matches!(c, '\u{200b}' | '\u{2060}' | '\u{feff}')
}

/// Letters, digits, and the symbols that no syntax needs: + % € №.
fn is_word_char(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric() || matches!(c, '_' | '+' | '%');
    }
    let punctuation = matches!(c, '\u{2000}'..='\u{206f}') && !matches!(c, '\u{200c}' | '\u{200d}');
    !(punctuation || c.is_whitespace() || is_control(c) || is_quote(c) || c == '\u{feff}')
}

/// Joins two word characters to one word.
fn is_inner(c: char) -> bool {
    matches!(c, '-' | '\'' | '&' | '/' | '’' | '\u{2010}' | '\u{2011}' | '–')
}

/// Characters that could move a cursor or turn the reading order.
pub fn is_control(c: char) -> bool {
    let allowed = matches!(c, '\t' | '\n' | '\r');
    let bidirectional =
        matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{61c}');
    c.is_control() && !allowed || bidirectional
}

#[cfg(test)]
mod tests {
    use super::TokenKind::{self, *};
    use super::*;

    fn check(text: &str, expected: &[(TokenKind, &str)]) {
        let found = lex(text);
        let mut at = 0;
        for token in &found {
            assert_eq!(token.span.start, at, "{text:?}");
            at = token.span.end;
        }
        assert_eq!(at, text.len(), "{text:?}");
        let found: Vec<_> = found.iter().filter(|t| t.kind != Space).map(|t| (t.kind, &text[t.span.clone()])).collect();
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn words_hold_what_is_inside_them() {
        for word in [
            "Trans-Caspian",
            "o'neil",
            "O’Neil",
            "AT&T",
            "C++",
            "C#",
            "U.S.",
            "2023-01",
            "Нұр-Сұлтан",
            "100%",
            "3/4/2024",
            "TCP/IP",
            "№5",
            "مى‌خواهم",
        ] {
            check(word, &[(Word, word)]);
        }
        check("transport -@ru", &[(Word, "transport"), (Minus, "-"), (At, "@"), (Word, "ru")]);
        check("2023-01..2023-03", &[(Word, "2023-01"), (DotDot, ".."), (Word, "2023-03")]);
        check("oil & gas", &[(Word, "oil"), (Stray, "&"), (Word, "gas")]);
        check("&corridor(kz)", &[(Ampersand, "&"), (Word, "corridor"), (Open, "("), (Word, "kz"), (Close, ")")]);
        check("@country/KZ", &[(At, "@"), (Word, "country"), (Slash, "/"), (Word, "KZ")]);
        check("with person/2", &[(Word, "with"), (Word, "person"), (Slash, "/"), (Word, "2")]);
    }

    #[test]
    fn strings_and_comments() {
        for string in [
            "\"fibre optic\"",
            "“fibre optic”",
            "„fibre optic“",
            "'people's choice'",
            "‘people’s choice’",
            "«газ»",
            r#""a \" b""#,
            "\"#\"",
        ] {
            check(string, &[(String, string)]);
        }
        check("@kz # all of it\n@az", &[(At, "@"), (Word, "kz"), (Comment, "# all of it"), (At, "@"), (Word, "az")]);
        check("a \"b c", &[(Word, "a"), (UnclosedString, "\"b c")]);
        assert_eq!(unquote(r#""a \"b\" \\ \n""#), r#"a "b" \ \n"#);
    }

    #[test]
    fn what_is_wrong_is_a_token() {
        check("a\0b", &[(Word, "a"), (Control, "\0"), (Word, "b")]);
        check("a\u{202e}b", &[(Word, "a"), (Control, "\u{202e}"), (Word, "b")]);
        check("a — [", &[(Word, "a"), (Stray, "—"), (Stray, "[")]);
        check("docs >= 5 <> !", &[(Word, "docs"), (Comparison, ">="), (Word, "5"), (Comparison, "<>"), (Stray, "!")]);
        check("", &[]);
        check("\u{feff}a\u{a0}b", &[(Word, "a"), (Word, "b")]);
    }
}
