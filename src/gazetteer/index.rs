//! Finding the longest known name that begins at a token.

use std::borrow::Cow;
use std::collections::HashMap;

use super::Match;
use crate::text::{Case, Text, Token, TokenKind, fold};

/// Longest run of blanks inside a name, in bytes: a wrapped and indented line.
const MAX_GAP: usize = 40;

/// Words that stand in small letters inside a name.
const SMALL_WORDS: [&str; 24] = [
    "of", "and", "the", "for", "on", "in", "to", "at", "by", "with", "against", "de", "la", "le", "les", "du", "des",
    "del", "da", "do", "dos", "e", "y", "et",
];

/// Names of things that are numbered.
#[derive(Debug, Default)]
pub(super) struct Index {
    /// First folded word of a name → most words that a name with this first word has.
    starts: HashMap<Box<str>, usize>,
    /// Folded name → the ways it is written and what each means, best first.
    names: HashMap<Box<str>, Vec<(Cow<'static, str>, u32)>>,
}

impl Index {
    /// Takes names as written; of those that fold alike, the ones given first come first.
    pub(super) fn new<N: Into<Cow<'static, str>>>(names: impl IntoIterator<Item = (N, usize)>) -> Index {
        let mut index = Index { starts: HashMap::new(), names: HashMap::new() };
        for (name, number) in names {
            let name = name.into();
            let folded = fold(&name);
            let Some(first) = folded.split(' ').next().filter(|word| !word.is_empty()) else { continue };
            // "People's" is two tokens, the first of which is "People".
            let stem = name.split(' ').next().and_then(|word| word.strip_suffix("'s")).map(fold);
            for start in stem.as_deref().into_iter().chain([first]) {
                let words = index.starts.entry(start.into()).or_default();
                *words = (*words).max(folded.split(' ').count());
            }
            index.names.entry(folded.into()).or_default().push((name, number as u32));
        }
        index
    }

    /// What a folded name may mean, best first. A thing that is written in two ways comes twice.
    pub(super) fn get(&self, folded: &str) -> impl Iterator<Item = usize> + use<'_> {
        self.names.get(folded).into_iter().flatten().map(|(_, number)| *number as usize)
    }

    /// The longest name of a thing that `fits` which begins at `token` and is written as it should be.
    pub(super) fn longest(&self, text: &Text, token: usize, fits: impl Fn(usize) -> bool) -> Option<Match<usize>> {
        let first = text.tokens().get(token)?;
        if !may_begin_a_name(first) {
            return None;
        }
        let mut folded = String::new();
        fold_onto(&mut folded, text.word(token));
        let most = *self.starts.get(folded.split(' ').next()?)?;
        let window = Window::read(text, token, folded, most);
        window.ends.iter().rev().find_map(|written| {
            let names = self.names.get(&window.folded[..written.length])?;
            let (_, number) = names.iter().find(|(name, number)| written.like(name) && fits(*number as usize))?;
            Some(Match { tokens: written.tokens, what: *number as usize })
        })
    }
}

fn may_begin_a_name(token: &Token) -> bool {
    match token.kind {
        TokenKind::Word => token.case != Case::Lower,
        TokenKind::Number => true,
        _ => false,
    }
}

/// How a possible name stands in the text.
#[derive(Clone, Copy)]
struct Written {
    tokens: usize,
    /// Bytes of the folded form.
    length: usize,
    /// No small letter in any word.
    all_capitals: bool,
    /// Every word but those such as "of" begins with a capital.
    capitalised: bool,
    comma: bool,
}

impl Written {
    /// Whether this is a way to write `name`: an acronym in capitals, other names with a capital at
    /// every word that is more than "of" or "and", and a comma only where the name has one.
    fn like(&self, name: &str) -> bool {
        let case = if is_acronym(name) { self.all_capitals } else { self.capitalised || has_small_word(name) };
        case && (!self.comma || name.contains(','))
    }
}

/// Written with a word in small letters that is more than "of": `Aktau–Alat fibre-optic line`.
fn has_small_word(name: &str) -> bool {
    name.split(' ').any(|word| word.starts_with(char::is_lowercase) && !SMALL_WORDS.contains(&word))
}

/// Written without small letters: `UAE`, `U.S.`
pub(super) fn is_acronym(name: &str) -> bool {
    !name.chars().any(char::is_lowercase)
}

/// The words from a token on, folded, with every place where a name may end.
struct Window {
    folded: String,
    ends: Vec<Written>,
}

impl Window {
    /// `folded` is the first token's form. Stops at what no name holds and at `most_words`.
    fn read(text: &Text, token: usize, folded: String, most_words: usize) -> Window {
        let tokens = text.tokens();
        let mut words = folded.split(' ').count();
        let mut here = Written {
            tokens: 1,
            length: folded.len(),
            all_capitals: no_small_letter(&tokens[token]),
            capitalised: true,
            comma: false,
        };
        let mut window = Window { folded, ends: Vec::with_capacity(most_words) };
        window.ends.push(here);
        for at in token + 1..tokens.len() {
            let this = &tokens[at];
            if !runs_on(text, at) || (words >= most_words && this.kind != TokenKind::Possessive) {
                break;
            }
            let word = text.word(at);
            let glued = tokens[at - 1].span.end == this.span.start;
            match this.kind {
                TokenKind::Word | TokenKind::Number => {
                    window.folded.push(' ');
                    let start = window.folded.len();
                    fold_onto(&mut window.folded, word);
                    words += window.folded[start..].split(' ').count();
                    here.all_capitals &= no_small_letter(this);
                    here.capitalised &= this.case != Case::Lower || SMALL_WORDS.contains(&word);
                }
                // "People’s": the s belongs to the word before.
                TokenKind::Possessive => fold_onto(&mut window.folded, word),
                TokenKind::Punct => match word {
                    "." if glued && tokens[at - 1].span.len() <= 3 => continue, // "St. Lucia"
                    "-" if glued => continue,                                   // a word cut at the end of a line
                    "&" => continue,
                    "," => {
                        here.comma = true;
                        continue;
                    }
                    _ => break,
                },
                TokenKind::Quote => break,
            }
            here.tokens = at + 1 - token;
            here.length = window.folded.len();
            window.ends.push(here);
        }
        window
    }
}

/// Whether the token follows the one before it without an empty line or a wide gap.
pub(super) fn runs_on(text: &Text, token: usize) -> bool {
    let tokens = text.tokens();
    let gap = &text.body()[tokens[token - 1].span.end as usize..tokens[token].span.start as usize];
    gap.len() <= MAX_GAP && gap.bytes().filter(|b| *b == b'\n').count() <= 1
}

fn no_small_letter(token: &Token) -> bool {
    matches!(token.case, Case::Upper | Case::Initial | Case::None)
}

/// Appends the folded form of one word.
pub(super) fn fold_onto(out: &mut String, word: &str) {
    if word.bytes().all(|b| b.is_ascii_alphanumeric()) {
        out.extend(word.bytes().map(|b| b.to_ascii_lowercase() as char));
    } else {
        out.push_str(&fold(word));
    }
}
