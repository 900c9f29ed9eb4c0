//! Pairs of quotation marks.

use std::ops::Range;

use crate::extract::clauses;
use crate::extract::lexicon::Class;
use crate::extract::reading::Reading;
use crate::text::{Span, TokenKind};

/// Words between marks, before anyone has asked who said them.
#[derive(Clone, Debug, PartialEq)]
pub struct Quoted {
    /// From the opening mark to behind the closing one, as tokens.
    pub tokens: Range<usize>,
    /// What stands between the marks, one span a paragraph.
    pub parts: Vec<Span>,
    pub end: End,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    Closed,
    /// The paragraph ended first.
    Unclosed,
}

/// How far a single mark may be from its partner, in tokens: it is an apostrophe more often than not.
const LONGEST_IN_SINGLE_MARKS: usize = 80;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Opens,
    Closes,
    Neither,
}

struct Open {
    mark: usize,
    parts: Vec<Span>,
    /// First token of the part at hand.
    from: usize,
    depth: usize,
}

/// All quoted stretches in text order. Marks of different make may close each other, as in careless
/// copy; a quote that runs over paragraphs is re-opened at the head of each.
pub fn pair(reading: &Reading<'_>) -> Vec<Quoted> {
    let mut quotes = Vec::new();
    let mut open: Option<Open> = None;
    let mut paragraph = None;
    let mut single_until = 0; // inside single marks up to here
    for sentence in reading.text.sentences() {
        let new_paragraph = paragraph.replace(sentence.paragraph) != Some(sentence.paragraph);
        for i in sentence.tokens.clone() {
            let at_head = i == sentence.tokens.start && (new_paragraph || open.is_some() && begins_line(reading, i));
            if at_head && let Some(mut quote) = open.take() {
                quote.parts.extend(reading.span(quote.from..i));
                if is_double(reading, i) && side(reading, i, Within::Nothing) == Side::Opens {
                    open = Some(Open { from: i + 1, depth: 1, ..quote });
                    continue;
                }
                quotes.push(Quoted { tokens: quote.mark..i, parts: quote.parts, end: End::Unclosed });
            }
            if !reading.is_quote(i) || i < single_until {
                continue;
            }
            if !is_double(reading, i) {
                if open.is_none()
                    && let Some(close) = single_partner(reading, i, sentence.tokens.end)
                {
                    quotes.extend(closed(reading, i, Vec::new(), i + 1, close));
                    single_until = close + 1;
                }
                continue;
            }
            let within = if open.is_some() { Within::Quote } else { Within::Nothing };
            match (side(reading, i, within), open.take()) {
                (Side::Opens, None) => open = Some(Open { mark: i, parts: Vec::new(), from: i + 1, depth: 1 }),
                // The mark that should have closed the last quote was forgotten.
                (Side::Opens, Some(quote)) if ends_sentence(reading, i) => {
                    let mut done = closed(reading, quote.mark, quote.parts, quote.from, i);
                    if let Some(done) = &mut done {
                        done.end = End::Unclosed;
                    }
                    quotes.extend(done);
                    open = Some(Open { mark: i, parts: Vec::new(), from: i + 1, depth: 1 });
                }
                (Side::Opens, Some(quote)) => open = Some(Open { depth: quote.depth + 1, ..quote }),
                (Side::Closes, Some(quote)) if quote.depth > 1 => open = Some(Open { depth: quote.depth - 1, ..quote }),
                (Side::Closes, Some(quote)) => {
                    quotes.extend(closed(reading, quote.mark, quote.parts, quote.from, i));
                }
                (_, kept) => open = kept,
            }
        }
    }
    if let Some(mut quote) = open {
        let end = reading.len();
        quote.parts.extend(reading.span(quote.from..end));
        if !quote.parts.is_empty() {
            quotes.push(Quoted { tokens: quote.mark..end, parts: quote.parts, end: End::Unclosed });
        }
    }
    quotes
}

/// Whether a paragraph of a text that parts them by single line breaks begins at token `i`: the line before is too
/// long to have been wrapped, and ends a sentence.
fn begins_line(reading: &Reading<'_>, i: usize) -> bool {
    const LONGER_THAN_WRAPPED: usize = 120;
    let (Some(before), Some(token)) =
        (i.checked_sub(1).and_then(|b| reading.text.tokens().get(b)), reading.text.tokens().get(i))
    else {
        return false;
    };
    let body = reading.text.body();
    let (end, start) = (before.span.end as usize, token.span.start as usize);
    body[end..start].contains('\n')
        && (ends_sentence(reading, i) || reading.is_quote(i - 1))
        && !body.as_bytes()[end.saturating_sub(LONGER_THAN_WRAPPED)..end].contains(&b'\n')
        && end > LONGER_THAN_WRAPPED
}

fn closed(reading: &Reading<'_>, mark: usize, mut parts: Vec<Span>, from: usize, close: usize) -> Option<Quoted> {
    parts.extend(reading.span(from..close));
    (!parts.is_empty()).then(|| Quoted { tokens: mark..close + 1, parts, end: End::Closed })
}

fn is_double(reading: &Reading<'_>, i: usize) -> bool {
    matches!(reading.word(i), "\"" | "“" | "”" | "„" | "«" | "»")
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Within {
    Quote,
    Nothing,
}

/// Which way a double mark looks: by its shape, and where that says nothing by the blanks around it.
fn side(reading: &Reading<'_>, i: usize, within: Within) -> Side {
    let (before, after) = neighbours(reading, i);
    let open_before = before
        .is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '[' | '—' | '–' | '-' | '/' | '*' | '_' | '‘' | '\''));
    let open_after = after.is_some_and(|c| !c.is_whitespace());
    match (reading.word(i), within) {
        ("„", _) => Side::Opens,
        ("“" | "«", Within::Nothing) => Side::Opens,
        // „…“ and »…« close with what opens elsewhere.
        ("“" | "«", Within::Quote) if open_before && open_after => Side::Opens,
        ("“" | "«", Within::Quote) => Side::Closes,
        ("”" | "»", Within::Quote) => Side::Closes,
        (_, Within::Quote) if open_before && open_after => Side::Opens,
        (_, Within::Quote) => Side::Closes,
        (_, Within::Nothing) if open_before && open_after => Side::Opens,
        _ => Side::Neither,
    }
}

/// The characters that touch a token.
fn neighbours(reading: &Reading<'_>, i: usize) -> (Option<char>, Option<char>) {
    let Some(token) = reading.text.tokens().get(i) else { return (None, None) };
    let (start, end) = (token.span.start as usize, token.span.end as usize);
    let body = reading.text.body();
    (body[..start].chars().next_back(), body[end..].chars().next())
}

/// Whether the token before `i` ends a sentence.
fn ends_sentence(reading: &Reading<'_>, i: usize) -> bool {
    i > 0 && matches!(reading.word(i - 1), "." | "!" | "?" | "…")
}

/// The closing partner of a single mark at `i`, if that opens a quotation within its sentence.
fn single_partner(reading: &Reading<'_>, i: usize, sentence_end: usize) -> Option<usize> {
    let (before, after) = neighbours(reading, i);
    if reading.word(i) == "’"
        || !before.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '—' | '–'))
        || !after?.is_alphanumeric()
    {
        return None;
    }
    let end = sentence_end.min(i + LONGEST_IN_SINGLE_MARKS);
    (i + 1..end).find(|&j| {
        if !matches!(reading.word(j), "'" | "’" | "›") {
            return false;
        }
        let (before, after) = neighbours(reading, j);
        // After s it may be a possessive: "the leaders' words".
        let possessive = before == Some('s') && after.is_some_and(|c| c == ' ') && reading.is_word(j + 1);
        before.is_some_and(|c| !c.is_whitespace()) && after.is_none_or(|c| !c.is_alphanumeric()) && !possessive
    })
}

/// Capitals throughout and no end mark: the name of a work, not words said.
pub fn is_title(reading: &Reading<'_>, quoted: &Quoted) -> bool {
    let inner = quoted.tokens.start + 1..quoted.tokens.end.saturating_sub(1);
    let small = inner.clone().any(|i| reading.is_word(i) && !reading.is_capitalised(i) && reading.class(i).is_none());
    let last = inner.end.saturating_sub(1);
    !small && !inner.clone().any(|i| matches!(reading.word(i), "!" | "?") || reading.word(i) == "." && i != last)
}

/// "a “blue farm mission”", "the town's “no stray sheep” law": a few words in marks that only say of what kind a thing is.
/// What somebody calls a thing ("called it a “grave mistake”") is said.
pub fn is_modifier(reading: &Reading<'_>, quoted: &Quoted) -> bool {
    const MOST: usize = 5;
    let (open, close) = (quoted.tokens.start, quoted.tokens.end);
    let inner = open + 1..close.saturating_sub(1);
    let Some(before) = open.checked_sub(1).filter(|_| inner.len() <= MOST) else { return false };
    let noun = reading.is_word(close)
        && reading.class(close).is_none()
        && !reading.is_capitalised(close)
        && reading.verb(close).is_none_or(|_| reading.noun(close).is_some())
        && !clauses::is_adverb(reading, close);
    let owned = reading.is_class(before, Class::Determiner)
        || reading.kind(before) == Some(TokenKind::Possessive)
        || reading.is_word(before) && reading.class(before).is_none() && reading.verb(before).is_none();
    // "called it a “grave mistake”", "was a “grave mistake”"
    let judged = (before.saturating_sub(8)..before)
        .any(|i| reading.verb_for(i, super::REPORTING).is_some() || reading.is(i, &["as", "being"]))
        || (before.saturating_sub(2)..before).any(|i| reading.is_class(i, Class::Be));
    owned && (noun || reading.is_class(before, Class::Determiner)) && !judged
}
