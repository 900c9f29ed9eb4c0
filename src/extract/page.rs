//! A text while names are looked for in it: which tokens are markup, which belong to a name already.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::{Evidence, Facts, Mention};
use crate::tagger::labels::NameKind;
use crate::tagger::seams::Seams;
use crate::tagger::{self, Name};
use crate::text::{Case, Span, Text, Token, TokenKind};

const NOBODY: u32 = u32::MAX;

/// What a token is part of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Taken {
    Free,
    /// An address or a mark of Markdown: never part of a name.
    Markup,
    /// A person's name in the user's lexicon, until its titles have been read.
    Kept,
    /// A project's name in the user's lexicon.
    Project,
    Country,
    Demonym,
    Organization,
    Person,
    Place,
}

/// A text and what has been found in it so far. Stages take tokens, and leave taken ones alone.
pub(super) struct Page<'a> {
    pub text: &'a Text,
    /// Which ends of lines are the writer's.
    pub seams: Seams<'a>,
    taken: Vec<Taken>,
    /// Index of the mention that took the token.
    holder: Vec<u32>,
    /// What the tagger says, in text order, and per token the index of the name that covers it.
    names: Vec<Name>,
    name_of: Vec<u32>,
    /// Words that stand somewhere in the text in small letters: at the start of a sentence they are
    /// likely no names.
    small: HashSet<&'a str>,
    /// Words that stand somewhere in the text with a capital.
    capital: HashSet<&'a str>,
    /// Countries whose seat of government is named, ISO alpha-2.
    pub seats: Vec<&'static str>,
    pub facts: Facts,
    /// Names of people in the user's lexicon by their first token: the token after them and their entry.
    kept: HashMap<usize, (usize, usize)>,
    /// Who of `Facts::people` is which entry of the user's lexicon.
    pub own_people: Vec<(usize, usize)>,
}

impl<'a> Page<'a> {
    pub fn new(text: &'a Text, facts: Facts) -> Page<'a> {
        let mut taken = vec![Taken::Free; text.tokens().len()];
        mark_addresses(text, &mut taken);
        let names = tagger::names(text);
        let mut name_of = vec![NOBODY; taken.len()];
        for (i, name) in names.iter().enumerate() {
            name_of[name.tokens.clone()].fill(i as u32);
        }
        let small = (0..text.tokens().len())
            .filter(|i| text.tokens()[*i].case == Case::Lower && taken[*i] == Taken::Free)
            .map(|i| text.word(i))
            .collect();
        let capital = (0..taken.len())
            .filter(|i| text.tokens()[*i].is_capitalised() && taken[*i] == Taken::Free)
            .map(|i| text.word(i))
            .collect();
        Page {
            text,
            seams: Seams::new(text),
            holder: vec![NOBODY; taken.len()],
            names,
            name_of,
            taken,
            small,
            capital,
            seats: Vec::new(),
            facts,
            kept: HashMap::new(),
            own_people: Vec::new(),
        }
    }

    /// Takes tokens that no mention is made of yet.
    pub fn take(&mut self, tokens: Range<usize>, what: Taken) {
        self.taken[tokens].fill(what);
    }

    /// Keeps tokens for the person who is `entry` of the user's lexicon.
    pub fn keep(&mut self, tokens: Range<usize>, entry: usize) {
        self.taken[tokens.clone()].fill(Taken::Kept);
        self.kept.insert(tokens.start, (tokens.end, entry));
    }

    /// The name in the user's lexicon that begins at token `i`, and its entry.
    pub fn kept(&self, i: usize) -> Option<(Range<usize>, usize)> {
        self.kept.get(&i).filter(|_| self.taken(i) == Taken::Kept).map(|(end, entry)| (i..*end, *entry))
    }

    pub fn len(&self) -> usize {
        self.taken.len()
    }

    /// The token's text; empty beyond the ends of the text.
    pub fn word(&self, i: usize) -> &'a str {
        if i < self.len() { self.text.word(i) } else { "" }
    }

    pub fn token(&self, i: usize) -> Option<&'a Token> {
        self.text.tokens().get(i)
    }

    /// The text before token `i`, empty at the start.
    pub fn word_before(&self, i: usize) -> &'a str {
        i.checked_sub(1).map_or("", |before| self.word(before))
    }

    pub fn taken(&self, i: usize) -> Taken {
        self.taken.get(i).copied().unwrap_or(Taken::Markup)
    }

    pub fn is_free(&self, i: usize) -> bool {
        self.taken(i) == Taken::Free
    }

    /// A word that begins with a capital letter and belongs to nothing yet.
    pub fn is_free_capital(&self, i: usize) -> bool {
        self.is_free(i) && self.is_capital(i)
    }

    pub fn is_capital(&self, i: usize) -> bool {
        self.token(i).is_some_and(|t| t.is_capitalised() || (t.case == Case::Mixed && t.kind == TokenKind::Word))
    }

    pub fn is_possessive(&self, i: usize) -> bool {
        self.token(i).is_some_and(|t| t.kind == TokenKind::Possessive)
    }

    /// Whether no blank stands between tokens `i - 1` and `i`.
    pub fn touches_previous(&self, i: usize) -> bool {
        i > 0 && i < self.len() && self.text.tokens()[i - 1].span.end == self.text.tokens()[i].span.start
    }

    /// Whether the word stands in the text in small letters too.
    pub fn is_common(&self, i: usize) -> bool {
        let word = self.word(i);
        self.small.contains(word) || self.small.contains(word.to_lowercase().as_str())
    }

    /// Whether the text has this word, with its capital, somewhere.
    pub fn has_capital(&self, word: &str) -> bool {
        self.capital.contains(word)
    }

    /// Index of the sentence in which token `i` stands.
    pub fn sentence_of(&self, i: usize) -> Option<usize> {
        self.token(i).map(|token| self.text.sentence_at(token.span.start))
    }

    /// The tokens of a sentence.
    pub fn sentence_tokens(&self, sentence: usize) -> Range<usize> {
        self.text.sentences().get(sentence).map_or(0..0, |s| s.tokens.clone())
    }

    /// Bytes from the first to the last of the tokens.
    pub fn span(&self, tokens: &Range<usize>) -> Span {
        let all = self.text.tokens();
        all[tokens.start].span.join(all[tokens.end.max(tokens.start + 1) - 1].span)
    }

    pub fn slice(&self, tokens: &Range<usize>) -> &'a str {
        self.text.slice(self.span(tokens))
    }

    pub fn evidence(&self, tokens: &Range<usize>, rule: &'static str, confidence: f32) -> Evidence {
        let span = self.span(tokens);
        Evidence { sentence: self.text.sentence_at(span.start), span, rule, confidence }
    }

    /// The name by the tagger that covers token `i`.
    pub fn tagged(&self, i: usize) -> Option<&Name> {
        self.names.get(*self.name_of.get(i)? as usize)
    }

    /// The kind of the tagger's name that covers token `i`.
    pub fn tag(&self, i: usize) -> Option<NameKind> {
        self.tagged(i).map(|name| name.kind)
    }

    /// The tagger's name of this kind that begins at token `i`, when all of it is free.
    pub fn tagged_from(&self, i: usize, kind: NameKind) -> Option<Range<usize>> {
        let name = self.tagged(i).filter(|name| name.kind == kind && name.tokens.start == i)?;
        name.tokens.clone().all(|t| self.is_free(t)).then(|| name.tokens.clone())
    }

    /// Names of more than one word that the tagger takes for people's.
    pub fn tagged_people(&self) -> HashSet<String> {
        let people = self.names.iter().filter(|name| name.kind == NameKind::Person && name.tokens.len() > 1);
        people.map(|name| self.slice(&name.tokens).to_owned()).collect()
    }

    /// Records a mention and takes its tokens, which are free to no later stage.
    pub fn claim(&mut self, tokens: &Range<usize>, what: Taken, mention: Mention) {
        self.taken[tokens.clone()].fill(what);
        self.holder[tokens.clone()].fill(self.facts.mentions.len() as u32);
        self.facts.mentions.push(mention);
    }

    /// Records a mention inside a name that is taken already.
    pub fn claim_inside(&mut self, mention: Mention) {
        self.facts.mentions.push(mention);
    }

    /// The tokens around `i` that were taken with it.
    pub fn run_of(&self, i: usize) -> Range<usize> {
        let mut run = i..i + 1;
        let same = |j: usize| self.holder.get(j).is_some_and(|h| *h == self.holder[i] && *h != NOBODY);
        while run.start > 0 && same(run.start - 1) {
            run.start -= 1;
        }
        while same(run.end) {
            run.end += 1;
        }
        run
    }

    /// ISO alpha-2 of the country that token `i` was taken for.
    pub fn country_code(&self, i: usize) -> Option<&'static str> {
        matches!(self.taken(i), Taken::Country | Taken::Demonym).then(|| self.entity_at(i))?;
        self.facts.countries.get(self.entity_at(i)?).map(|c| c.code)
    }

    /// The entity of the mention that token `i` was taken for.
    pub fn entity_at(&self, i: usize) -> Option<usize> {
        self.facts.mentions.get(*self.holder.get(i)? as usize)?.entity
    }
}

/// Marks addresses (`https://…`, the target of a Markdown link, `@name`, mail) and HTML tags.
fn mark_addresses(text: &Text, taken: &mut [Taken]) {
    let (tokens, body) = (text.tokens(), text.body());
    let mut until = 0; // byte before which everything is markup
    for i in 0..tokens.len() {
        let at = tokens[i].span.start as usize;
        if at < until {
            taken[i] = Taken::Markup;
            continue;
        }
        let rest = &body[at..];
        let follows = |before: &str| body[..at].ends_with(before);
        if rest.starts_with("http://") || rest.starts_with("https://") || rest.starts_with("www.") {
            until = at + address_length(rest, follows("]("));
        } else if rest.starts_with('@') && !follows(" at ") {
            until = at + rest.chars().take(64).take_while(|c| !c.is_whitespace()).map(char::len_utf8).sum::<usize>();
        } else if rest.starts_with('<') {
            until = at + tag_length(rest);
        }
        if at < until {
            taken[i] = Taken::Markup;
        }
    }
}

/// Bytes of an address: to the next blank, or to the bracket that ends a link's target.
fn address_length(rest: &str, in_brackets: bool) -> usize {
    let mut depth = 0;
    for (i, c) in rest.char_indices() {
        match c {
            _ if c.is_whitespace() => return i,
            '(' => depth += 1,
            ')' if depth == 0 && in_brackets => return i,
            ')' => depth -= 1,
            '"' | '<' | '>' => return i,
            _ => {}
        }
    }
    rest.len()
}

/// Bytes of `<u>`, `</u>`, `<br />`; 0 for what is no tag.
fn tag_length(rest: &str) -> usize {
    let inner = rest[1..].strip_prefix('/').unwrap_or(&rest[1..]);
    if !inner.starts_with(|c: char| c.is_ascii_lowercase()) {
        return 0;
    }
    rest.bytes().take(200).position(|b| b == b'>').map_or(0, |end| end + 1)
}
