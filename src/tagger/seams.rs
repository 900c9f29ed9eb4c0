//! Where a person's name must end. The tagger reads words and their neighbours, not the page: a speaker
//! who begins again ("Daniyar — Daniyar Sarsenov") or a heading above a signature are one name to it.

use super::Name;
use super::labels::NameKind;
use crate::text::{Text, TokenKind};

/// Columns to which wrapped text is at most set.
const WIDEST: usize = 100;

/// Lines from which it can be told how wide they are.
const FEWEST_LINES: usize = 5;

/// Tokens between the marks of a nickname.
const LONGEST_NICKNAME: usize = 3;

/// Longer words are no names but what a machine wrote.
const LONGEST_WORD: usize = 32;

/// The lines of a text, as far as they tell which of their ends are the writer's.
pub struct Seams<'a> {
    text: &'a Text,
    /// Characters to which lines are wrapped; 0 where they are not.
    width: usize,
}

impl<'a> Seams<'a> {
    /// Linear in the text.
    pub fn new(text: &'a Text) -> Seams<'a> {
        let mut lengths = [0usize; WIDEST + 2];
        for line in text.body().lines().filter(|line| !line.trim().is_empty()) {
            lengths[line.chars().take(WIDEST + 1).count()] += 1;
        }
        let lines: usize = lengths.iter().sum();
        let wrapped = lines >= FEWEST_LINES && lengths[WIDEST + 1] * 10 <= lines;
        // A line in ten may stand out: a long address cannot be wrapped.
        let mut left = (lines * 9).div_ceil(10);
        let width = lengths.iter().position(|count| {
            left = left.saturating_sub(*count);
            left == 0
        });
        Seams { text, width: if wrapped { width.unwrap_or(0) } else { 0 } }
    }

    /// Whether a line or a paragraph that the writer ended lies between token `i - 1` and token `i`: a
    /// blank line, two blanks before the end, or an end where the next word would still have fitted.
    pub fn line_ends_before(&self, i: usize) -> bool {
        let tokens = self.text.tokens();
        let (Some(before), Some(token)) = (i.checked_sub(1).and_then(|b| tokens.get(b)), tokens.get(i)) else {
            return false;
        };
        let body = self.text.body();
        let Some(gap) = body.get(before.span.end as usize..token.span.start as usize) else { return false };
        let Some(end) = gap.find('\n') else { return false };
        if gap[end + 1..].contains('\n') || gap[..end].chars().filter(|c| *c == ' ').count() >= 2 {
            return true;
        }
        let end = before.span.end as usize + end;
        let line = body[..end].chars().rev().take(WIDEST).take_while(|c| *c != '\n').count();
        let next = body[token.span.start as usize..].chars().take(WIDEST).take_while(|c| !c.is_whitespace()).count();
        line + 1 + next < self.width
    }

    /// Cuts the names of people at their seams, and leaves out what is no name at all: a word broken off
    /// ("Sar- —") or longer than any.
    pub fn cut(&self, names: Vec<Name>) -> Vec<Name> {
        let mut cut = Vec::with_capacity(names.len());
        for name in names {
            let start = name.tokens.start;
            if name.kind == NameKind::Person {
                self.cut_one(name, &mut cut);
            } else if name.tokens.len() > 1 && self.ends_a_title(start) {
                self.push(start + 1, name.tokens.end, &mut cut);
            } else {
                cut.push(name);
            }
        }
        cut
    }

    /// "Secretary of State Daniyar Sarsenov": the last word of the title is no part of the name behind it.
    fn ends_a_title(&self, i: usize) -> bool {
        let before = |back: usize| i.checked_sub(back).map_or("", |at| self.text.word(at));
        self.text.word(i) == "State" && before(1) == "of" && before(2) == "Secretary"
    }

    fn cut_one(&self, name: Name, cut: &mut Vec<Name>) {
        let mut start = name.tokens.start;
        let mut i = start;
        while i < name.tokens.end {
            let seam = i > start && self.line_ends_before(i);
            if seam {
                self.push(start, i, cut);
                start = i;
            }
            if self.goes_on(start, i) {
                i = self.nickname_end(start, i).unwrap_or(i) + 1;
                continue;
            }
            self.push(start, i, cut);
            i += 1;
            start = i;
        }
        self.push(start, i.min(name.tokens.end), cut);
    }

    /// Whether token `i` can stand in a name that began at `start`.
    fn goes_on(&self, start: usize, i: usize) -> bool {
        let tokens = self.text.tokens();
        let touches = |i: usize| i > start && tokens[i - 1].span.end == tokens[i].span.start;
        match (tokens[i].kind, self.text.word(i)) {
            (TokenKind::Word, "Q" | "A") => !self.marks_a_turn(i),
            (TokenKind::Word, word) => {
                (word.len() <= LONGEST_WORD || word.contains(['-', '‑'])) && !is_contraction(word)
            }
            (TokenKind::Possessive | TokenKind::Number, _) => i > start,
            (TokenKind::Quote, _) => self.nickname_end(start, i).is_some() || touches(i),
            (TokenKind::Punct, ".") => touches(i),
            (TokenKind::Punct, ",") => is_suffix(self.text.word(i + 1)),
            (TokenKind::Punct, "-" | "‑" | "‐") => touches(i),
            (TokenKind::Punct, _) => false,
        }
    }

    /// The closing mark of a nickname that opens at token `i`.
    fn nickname_end(&self, start: usize, i: usize) -> Option<usize> {
        let tokens = self.text.tokens();
        let is_quote = |j: usize| tokens.get(j).is_some_and(|t| t.kind == TokenKind::Quote);
        if i == start || !is_quote(i) || tokens[i - 1].span.end == tokens[i].span.start {
            return None;
        }
        let close = (i + 2..=i + 1 + LONGEST_NICKNAME).find(|j| is_quote(*j))?;
        tokens.get(close + 1).is_some_and(|t| t.is_capitalised()).then_some(close)
    }

    /// `Q` and `A` at the head of a line of a transcript, parted from what is said by more than a blank.
    fn marks_a_turn(&self, i: usize) -> bool {
        let tokens = self.text.tokens();
        let body = self.text.body();
        let head = body[..tokens[i].span.start as usize].trim_end_matches([' ', '\u{a0}', '*']);
        let rest = &body[tokens[i].span.end as usize..];
        (head.is_empty() || head.ends_with('\n'))
            && rest.chars().take_while(|c| matches!(c, ' ' | '\u{a0}' | '\t' | '*' | ':')).count() > 1
    }

    fn push(&self, start: usize, end: usize, cut: &mut Vec<Name>) {
        let tokens = self.text.tokens();
        let broken_off = end > start
            && matches!(self.text.word(end - 1), "-" | "‑" | "‐")
            && tokens.get(end).is_none_or(|next| tokens[end - 1].span.end < next.span.start);
        let is_word = |i: &usize| tokens[*i].kind == TokenKind::Word;
        let Some(first) = (start..end).find(is_word) else { return };
        let last = (start..end).rev().find(is_word).unwrap_or(first);
        // The point of "Jr." and of an initial stays.
        let last = if last + 1 < end && self.text.word(last + 1) == "." { last + 1 } else { last };
        if !broken_off {
            let span = tokens[first].span.join(tokens[last].span);
            cut.push(Name { span, tokens: first..last + 1, kind: NameKind::Person });
        }
    }
}

/// "doesn’t", "I’ll", "they’ve": no name has a verb in it.
fn is_contraction(word: &str) -> bool {
    let Some((_, end)) = word.rsplit_once(['’', '\'']) else { return false };
    matches!(end, "ll" | "ve" | "re" | "m") || end == "t" && word.contains("n’t") | word.contains("n't")
}

fn is_suffix(word: &str) -> bool {
    matches!(word, "Jr" | "Sr" | "Jr." | "Sr." | "II" | "III" | "IV")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Span;

    fn cut(body: &str) -> Vec<String> {
        let text = Text::new(body);
        let end = text.tokens().len();
        let name = Name { span: Span::new(0, body.len()), tokens: 0..end, kind: NameKind::Person };
        Seams::new(&text).cut(vec![name]).into_iter().map(|name| text.slice(name.span).to_owned()).collect()
    }

    #[test]
    fn names_end_at_dashes_colons_and_turns() {
        assert_eq!(cut("Daniyar — Daniyar Sarsenov"), ["Daniyar", "Daniyar Sarsenov"]);
        assert_eq!(cut("Elchin Mammadzade: Aigerim"), ["Elchin Mammadzade", "Aigerim"]);
        assert_eq!(cut("Sar- — Sarsenov"), ["Sarsenov"]);
        assert_eq!(cut("Daniyar doesn’t"), ["Daniyar"]);
        assert_eq!(cut("I’ll Elchin M’Bala"), ["Elchin M’Bala"]);
        assert_eq!(cut("Q\u{a0}\u{a0} Aigerim"), ["Aigerim"]);
    }

    #[test]
    fn names_end_with_the_writers_lines_and_not_with_the_printers() {
        assert_eq!(cut("Clemency  \nElchin Mammadzade"), ["Clemency", "Elchin Mammadzade"]);
        let page = |name: &str| format!("{name}\n{}", "sentences of words as long as the line\n".repeat(5));
        assert_eq!(cut(&page("Clemency\nElchin"))[0], "Clemency");
        let wrapped = "who met there on Friday with Daniyar\nSarsenov";
        assert_eq!(cut(&page(wrapped))[0], wrapped);
        assert_eq!(cut("Daniyar Serikuly\nSarsenov"), ["Daniyar Serikuly\nSarsenov"]);
    }

    #[test]
    fn what_belongs_to_a_name_stays() {
        for name in ["Elchin Mammadzade, Jr.", "Daniyar ‘Iron Horse’ Sarsenov", "D. S. Sarsenov", "Al- Doskali"] {
            assert_eq!(cut(name), [name]);
        }
    }
}
