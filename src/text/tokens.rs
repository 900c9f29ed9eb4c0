//! Tokens: words, numbers, punctuation, each with its place in the body.

use super::Span;

/// What kind of thing a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// Letters, with inner hyphens, apostrophes and abbreviation points: `Trans-Caspian`, `o'neil`, `U.S.`
    Word,
    /// `'s` or `’s` (or a bare apostrophe after s) that follows a word.
    Possessive,
    /// Digits with inner points, commas and ordinal endings: `2023`, `1,080.5`, `1st`
    Number,
    /// A quotation mark, single or double, straight or curly.
    Quote,
    /// Any other single character that is not blank.
    Punct,
}

/// The capital letters of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    /// No letter that has case, or none at all.
    None,
    /// Small letters and no capital.
    Lower,
    /// First letter capital, a small one somewhere after it.
    Title,
    /// Two capitals or more and no small letter.
    Upper,
    /// A single capital letter, an initial's point included.
    Initial,
    /// Capitals inside: `iPhone`, `McDonald` counts as Title.
    Mixed,
}

/// One token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Bytes of the body.
    pub span: Span,
    /// Word, number or punctuation.
    pub kind: TokenKind,
    /// By its letters; [`Case::None`] for what has none.
    pub case: Case,
}

impl Token {
    /// Whether the word begins with a capital letter.
    pub fn is_capitalised(&self) -> bool {
        self.kind == TokenKind::Word && matches!(self.case, Case::Title | Case::Upper | Case::Initial)
    }
}

/// Longest token in bytes: a longer run of letters is cut, so that no later step sees a word of
/// megabytes.
const MAX_TOKEN: usize = 256;

/// Cuts `body` into tokens, in order, blanks left out. Linear in the length of `body`.
pub(super) fn tokenise(body: &str) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(body.len() / 5);
    let mut at = 0;
    while let Some(c) = body[at..].chars().next() {
        if c.is_whitespace() {
            at += c.len_utf8();
            continue;
        }
        let rest = &body[at..];
        let after_word =
            at > 0 && tokens.last().is_some_and(|t: &Token| t.kind == TokenKind::Word && t.span.end as usize == at);
        let (length, kind) = if c.is_alphabetic() {
            (word_length(rest), TokenKind::Word)
        } else if c.is_numeric() {
            (number_length(rest), TokenKind::Number)
        } else if after_word && possessive_length(rest) > 0 {
            (possessive_length(rest), TokenKind::Possessive)
        } else if is_quote(c) {
            (c.len_utf8(), TokenKind::Quote)
        } else {
            (c.len_utf8(), TokenKind::Punct)
        };
        let text = &rest[..length];
        let case = if kind == TokenKind::Word { case_of(text) } else { Case::None };
        tokens.push(Token { span: Span::new(at, at + length), kind, case });
        at += length;
    }
    tokens
}

/// Quotation marks; the apostrophe is one where no word goes on behind it.
fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '«' | '»' | '\'' | '‘' | '’' | '‹' | '›' | '‚')
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ' | 'ʻ' | '‘')
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '‐' | '‑')
}

/// Bytes of the word at the start of `rest`. Inner hyphens and apostrophes bind (`Trans-Caspian`,
/// `o’neil`), but `’s` at the end does not; points bind in abbreviations of single letters (`U.S.`).
fn word_length(rest: &str) -> usize {
    // Nearly all words are of ASCII letters and end at something that never binds.
    let bytes = rest.as_bytes();
    if let Some(end) = bytes.iter().take(MAX_TOKEN).position(|byte| !byte.is_ascii_alphanumeric())
        && (matches!(bytes[end], b' ' | b',' | b'\n') || bytes[end] == b'.' && end > 1)
    {
        return end;
    }
    let mut end = 0;
    let mut letters = 0; // since the last point or the start
    let mut points = 0;
    let mut chars = rest.char_indices().peekable();
    while let Some(&(i, c)) = chars.peek() {
        if i >= MAX_TOKEN {
            break;
        }
        if c.is_alphanumeric() || is_mark(c) {
            letters += 1;
            end = i + c.len_utf8();
            chars.next();
            continue;
        }
        let next = rest[i + c.len_utf8()..].chars().next();
        let next_is_letter = next.is_some_and(char::is_alphanumeric);
        if is_hyphen(c) && next_is_letter {
            letters = 0;
        } else if is_apostrophe(c) && next_is_letter && possessive_length(&rest[i..]) == 0 {
            letters += 1;
        } else if c == '.' && letters == 1 && next_is_letter && !followed_by_long_word(&rest[i + 1..]) {
            points += 1;
            letters = 0;
        } else if c == '.' && letters == 1 && hyphen_and_letter(&rest[i + 1..]) {
            points += 1; // K.-J.
        } else if c == '.' && points > 0 && letters == 1 {
            return i + 1; // the last point of U.S.
        } else if c == '.'
            && letters == 1
            && end == i
            && rest[..i].chars().filter(|c| c.is_alphabetic()).count() == 1
            && rest.starts_with(char::is_uppercase)
        {
            return i + 1; // the point of an initial
        } else {
            break;
        }
        chars.next();
    }
    end
}

fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

fn hyphen_and_letter(rest: &str) -> bool {
    let mut chars = rest.chars();
    chars.next().is_some_and(is_hyphen) && chars.next().is_some_and(char::is_alphabetic)
}

/// `.com` after `A` is no abbreviation: more than one letter follows the point.
fn followed_by_long_word(rest: &str) -> bool {
    rest.chars().take_while(|c| c.is_alphabetic()).take(2).count() > 1
}

/// Bytes of `’s`, or of a bare apostrophe where a word ended in s, at the start of `rest`; 0 when
/// there is none. The caller knows that a word stands before.
fn possessive_length(rest: &str) -> usize {
    let mut chars = rest.chars();
    let Some(mark) = chars.next().filter(|c| is_apostrophe(*c)) else { return 0 };
    let after = chars.as_str();
    match after.strip_prefix(['s', 'S']) {
        Some(more) if !more.starts_with(char::is_alphanumeric) => mark.len_utf8() + 1,
        _ => 0,
    }
}

/// Bytes of the number at the start of `rest`: digits with inner `. , :`, and letters that cling to
/// it (`1st`, `5G`, `20th`).
fn number_length(rest: &str) -> usize {
    let mut end = 0;
    let mut chars = rest.char_indices().peekable();
    while let Some((i, c)) = chars.next() {
        if i >= MAX_TOKEN {
            break;
        }
        if c.is_alphanumeric() {
            end = i + c.len_utf8();
        } else if !(matches!(c, '.' | ',' | ':' | '-' | '/') && chars.peek().is_some_and(|(_, n)| n.is_ascii_digit())) {
            break;
        }
    }
    end
}

fn case_of(word: &str) -> Case {
    if word.is_ascii() {
        let bytes = word.as_bytes();
        let Some(first) = bytes.iter().find(|byte| byte.is_ascii_alphabetic()) else { return Case::None };
        let upper = bytes.iter().filter(|byte| byte.is_ascii_uppercase()).count();
        let lower = bytes.iter().filter(|byte| byte.is_ascii_lowercase()).count();
        let first = first.is_ascii_uppercase();
        return case(first, upper - usize::from(first), lower - usize::from(!first));
    }
    let mut letters = word.chars().filter(|c| c.is_alphabetic());
    let Some(first) = letters.next() else { return Case::None };
    if !first.is_uppercase() && !first.is_lowercase() {
        return Case::None;
    }
    let (mut upper, mut lower) = (0, 0);
    for c in letters {
        if c.is_uppercase() {
            upper += 1;
        } else if c.is_lowercase() {
            lower += 1;
        }
    }
    case(first.is_uppercase(), upper, lower)
}

/// By whether the first letter is a capital, and how many of those behind it are, and are not.
fn case(first: bool, upper: usize, lower: usize) -> Case {
    match (first, upper, lower) {
        (true, 0, 0) => Case::Initial,
        (true, _, 0) => Case::Upper,
        (true, _, _) => Case::Title,
        (false, 0, _) => Case::Lower,
        (false, _, _) => Case::Mixed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(body: &str) -> Vec<&str> {
        tokenise(body).iter().map(|t| t.span.of(body)).collect()
    }

    #[test]
    fn words_hold_together() {
        for (body, expected) in [
            ("Trans-Caspian route", vec!["Trans-Caspian", "route"]),
            ("Azerbaijan’s people", vec!["Azerbaijan", "’s", "people"]),
            ("the U.S. and K.-J. Tokayev", vec!["the", "U.S.", "and", "K.-J.", "Tokayev"]),
            ("O’Neil said.", vec!["O’Neil", "said", "."]),
            ("Nov. 24, 2023", vec!["Nov", ".", "24", ",", "2023"]),
            ("$1,080.5 mln", vec!["$", "1,080.5", "mln"]),
            ("“truly,” he", vec!["“", "truly", ",", "”", "he"]),
            ("Joseph R. Biden", vec!["Joseph", "R.", "Biden"]),
            ("AT&T's 5G", vec!["AT", "&", "T", "'s", "5G"]),
            ("end.Next", vec!["end", ".", "Next"]),
            ("leaders' words", vec!["leaders", "'", "words"]),
            ("ASTANA — x", vec!["ASTANA", "—", "x"]),
        ] {
            assert_eq!(words(body), expected, "{body}");
        }
    }

    #[test]
    fn no_token_is_without_bound() {
        let body = "a".repeat(100_000);
        assert!(tokenise(&body).iter().all(|t| t.span.len() <= MAX_TOKEN + 4));
    }
}
