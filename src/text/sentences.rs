//! Sentences and paragraphs.

use super::{Case, Sentence, Span, Token, TokenKind};

/// Words whose point ends no sentence when more follows, lower case, without the point.
const ABBREVIATIONS: &[&str] = &[
    "adm", "amb", "apr", "art", "assoc", "aug", "ave", "bros", "brig", "capt", "cf", "cmdr", "co", "col", "corp",
    "cpl", "dec", "dept", "dr", "est", "feb", "fig", "fr", "gen", "gov", "govt", "hon", "inc", "jan", "jr", "jul",
    "jun", "lt", "ltd", "maj", "mar", "messrs", "min", "mln", "mr", "mrs", "ms", "mt", "no", "nos", "nov", "oct",
    "pres", "prof", "rep", "reps", "rev", "sec", "sen", "sens", "sept", "sep", "sgt", "sr", "st", "supt", "univ",
    "vol", "vs", "viz",
];

/// Abbreviations that a name always follows: even a capital after them begins no sentence.
const BEFORE_A_NAME: &[&str] = &[
    "adm", "amb", "brig", "capt", "cmdr", "col", "cpl", "dr", "fr", "gen", "gov", "hon", "lt", "maj", "messrs", "mr",
    "mrs", "ms", "mt", "pres", "prof", "rep", "reps", "rev", "sen", "sens", "sgt", "st",
];

/// Cuts a body into sentences: at `. ! ?` and their closing marks when what follows can begin one, and
/// at every empty line. A single line break does not cut, since wrapped text is common, unless the
/// next line begins as a list item does.
pub(super) fn split(body: &str, tokens: &[Token]) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    let mut paragraph = 0;
    let mut first = 0; // token that begins the sentence at hand
    for i in 0..tokens.len() {
        let next = tokens.get(i + 1);
        let gap = next.map_or("", |n| &body[tokens[i].span.end as usize..n.span.start as usize]);
        let newlines = gap.bytes().filter(|b| *b == b'\n').count();
        let new_paragraph = newlines >= 2 || (newlines == 1 && begins_item(body, tokens, i + 1));
        let ends =
            next.is_none() || new_paragraph || (ends_sentence(body, tokens, first, i) && can_begin(body, tokens, i));
        if ends {
            sentences.push(Sentence {
                span: Span { start: tokens[first].span.start, end: tokens[i].span.end },
                paragraph,
                tokens: first..i + 1,
            });
            first = i + 1;
        }
        if new_paragraph {
            paragraph += 1;
        }
    }
    sentences
}

/// Whether token `i` is a bullet, a number with a point, a heading mark: the start of a list item.
fn begins_item(body: &str, tokens: &[Token], i: usize) -> bool {
    let text = tokens[i].span.of(body);
    matches!(text, "-" | "*" | "•" | "·" | "–" | "#")
        && tokens.get(i + 1).is_some_and(|n| n.span.start > tokens[i].span.end || n.span.of(body) == text)
}

/// Whether token `i` can be a sentence's last: its end mark, or a closing quote or bracket behind one.
fn ends_sentence(body: &str, tokens: &[Token], first: usize, i: usize) -> bool {
    let text = tokens[i].span.of(body);
    match tokens[i].kind {
        TokenKind::Punct if matches!(text, "!" | "?" | "…" | "。" | "！" | "？") => true,
        TokenKind::Punct if text == "." => i > first && !is_abbreviation(body, tokens, i),
        TokenKind::Punct if matches!(text, ")" | "]") => {
            i > first && touching(tokens, i) && is_end_mark(body, tokens, i - 1)
        }
        // Walk back over `.”’` to the end mark itself.
        TokenKind::Quote => {
            let mut j = i;
            while j > first && tokens[j].kind == TokenKind::Quote && touching(tokens, j) && i - j < 3 {
                j -= 1;
            }
            j < i && is_end_mark(body, tokens, j)
        }
        // An abbreviation of single letters ends a sentence only when a clear beginning follows.
        TokenKind::Word => {
            text.ends_with('.')
                && tokens[i].case != Case::Initial
                && text.matches('.').count() >= 2
                && next_is_function_word(body, tokens, i)
        }
        _ => false,
    }
}

fn is_end_mark(body: &str, tokens: &[Token], i: usize) -> bool {
    tokens[i].kind == TokenKind::Punct && matches!(tokens[i].span.of(body), "." | "!" | "?" | "…")
}

fn touching(tokens: &[Token], i: usize) -> bool {
    i > 0 && tokens[i - 1].span.end == tokens[i].span.start
}

/// `The`, `In`, `He` after `U.S.`: a capital that is no name.
fn next_is_function_word(body: &str, tokens: &[Token], i: usize) -> bool {
    tokens.get(i + 1).is_some_and(|n| {
        matches!(
            n.span.of(body),
            "The"
                | "A"
                | "An"
                | "In"
                | "On"
                | "At"
                | "He"
                | "She"
                | "They"
                | "It"
                | "We"
                | "This"
                | "That"
                | "These"
                | "Those"
                | "But"
                | "And"
                | "As"
                | "For"
                | "His"
                | "Her"
                | "Their"
                | "When"
                | "While"
                | "After"
                | "Before"
                | "However"
        )
    })
}

/// Whether the point at token `i` belongs to the word before it.
fn is_abbreviation(body: &str, tokens: &[Token], i: usize) -> bool {
    let before = &tokens[i - 1];
    if !touching(tokens, i) || before.kind != TokenKind::Word {
        return false;
    }
    let word = before.span.of(body).to_lowercase();
    if BEFORE_A_NAME.contains(&word.as_str()) {
        return true;
    }
    // `Nov. 24`, `No. 5`, `Corp. said`: an abbreviation unless a capital that is no number follows.
    let next_capital = tokens.get(i + 1).is_some_and(|n| n.kind == TokenKind::Quote || n.is_capitalised());
    ABBREVIATIONS.contains(&word.as_str())
        && (!next_capital
            || matches!(word.as_str(), "co" | "corp" | "inc" | "ltd") && !next_is_function_word(body, tokens, i))
}

/// Whether what follows token `i` can begin a sentence: there is a blank, and then a capital, a
/// number, an opening mark or a script without case. A closing mark that touches belongs to this one.
fn can_begin(body: &str, tokens: &[Token], i: usize) -> bool {
    let Some(next) = tokens.get(i + 1) else { return true };
    if next.span.start == tokens[i].span.end {
        return false;
    }
    match next.kind {
        TokenKind::Word => !matches!(next.case, Case::Lower),
        TokenKind::Number => true,
        TokenKind::Quote => true,
        TokenKind::Punct => {
            matches!(next.span.of(body), "(" | "[" | "-" | "–" | "—" | "•" | "*" | "#" | "…" | "$" | "€" | "\\")
        }
        TokenKind::Possessive => false,
    }
}

#[cfg(test)]
mod tests {
    use crate::text::Text;

    fn sentences(body: &str) -> Vec<String> {
        let text = Text::new(body);
        text.sentences().iter().map(|s| text.slice(s.span).to_owned()).collect()
    }

    #[test]
    fn abbreviations_do_not_cut() {
        for body in [
            "He met Mr. Sattar on Nov. 24 in Baku.",
            "The U.S. Senate agreed.",
            "K.-J. Tokayev spoke.",
            "Joseph R. Biden, Jr. met the king.",
            "Gen. R. Ali of the St. Petersburg forum spoke at 5 p.m. today.",
            "“Is it so?” he asked.",
        ] {
            assert_eq!(sentences(body), [body]);
        }
    }

    #[test]
    fn ends_cut() {
        assert_eq!(sentences("One. Two! “Three.” Four"), ["One.", "Two!", "“Three.”", "Four"]);
        assert_eq!(
            sentences("He went to the U.S. The visit was short."),
            ["He went to the U.S.", "The visit was short."]
        );
        assert_eq!(sentences("Heading\n\nwrapped\ntext goes on"), ["Heading", "wrapped\ntext goes on"]);
        assert_eq!(sentences("It ended in Nov. The rest"), ["It ended in Nov.", "The rest"]);
        assert_eq!(sentences("A list:\n- one\n- two"), ["A list:", "- one", "- two"]);
    }
}
