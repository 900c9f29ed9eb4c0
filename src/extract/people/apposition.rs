//! Titles behind the name that they belong to: "X, a veteran mining engineer", "X served as deputy mayor".

use std::ops::Range;

use super::Found;
use super::titles::{self, Title};
use crate::extract::classes::Class;
use crate::extract::lexicon;
use crate::extract::page::{Page, Taken};

/// Tokens before a title that belong to it.
const LONGEST_OPENING: usize = 9;

/// Sentences back in which "he" or "she" is looked for.
const LOOK_BACK: usize = 4;

/// What stands before a title up to whatever it hangs on.
pub struct Opening {
    /// The first token that belongs to the title's phrase.
    pub start: usize,
    /// Whether it begins with "the": that may be somebody known.
    pub definite: bool,
    /// Index into `Facts::organizations`.
    pub organization: Option<usize>,
    /// ISO alpha-2.
    pub country: Option<&'static str>,
}

/// Walks back from a title over its article and whatever qualifies it: "a Khazar University political", "who is also".
/// Never before token `floor`. Constant time.
pub fn opening(page: &Page<'_>, title: &Title, floor: usize) -> Opening {
    let mut opening = Opening { start: title.tokens.start, definite: false, organization: None, country: None };
    // What follows an article belongs to no title.
    let mut article = false;
    let nearest = floor.max(opening.start.saturating_sub(LONGEST_OPENING));
    while opening.start > nearest {
        let before = opening.start - 1;
        let word = page.word(before);
        match page.taken(before) {
            Taken::Free
                if matches!(word, "the" | "a" | "an" | "its" | "their" | "one" | "The" | "A" | "An") && !article =>
            {
                article = true;
                opening.definite |= word.eq_ignore_ascii_case("the");
            }
            Taken::Free if matches!(word, "also" | "who" | "is" | "was" | "as" | "currently") => {
                // "who is", "as" after a comma open an apposition; in "X is a" the verb is the sentence's own.
                let relative = word == "also" || word == "who" || opens_relative(page, before);
                if !relative {
                    break;
                }
                article = true;
            }
            // "Nominee for Ambassador"
            Taken::Free if word == "for" && is_nominee(page, before.saturating_sub(1)) => opening.start -= 1,
            Taken::Free if !article && (page.is_possessive(before) || qualifies(page, before)) => {}
            Taken::Free if !article && page.is_capital(before) && !Class::Function.has(&word.to_lowercase()) => {}
            Taken::Place if !article => {
                opening.start = page.run_of(before).start;
                continue;
            }
            Taken::Organization if !article => {
                opening.organization = opening.organization.or(page.entity_at(before));
                opening.start = page.run_of(before).start;
                continue;
            }
            Taken::Demonym | Taken::Country if !article => {
                opening.country = opening.country.or(page.country_code(before));
                opening.start = page.run_of(before).start;
                continue;
            }
            _ => break,
        }
        opening.start -= 1;
    }
    opening.start = opening.start.max(floor);
    opening
}

fn is_nominee(page: &Page<'_>, i: usize) -> bool {
    matches!(page.word(i), "nominee" | "Nominee" | "candidate" | "Candidate")
}

/// "is" of ", who is the", "as" of ", as the".
fn opens_relative(page: &Page<'_>, i: usize) -> bool {
    let before = page.word_before(i);
    before == "who" || before == "," || before == "also" && page.word_before(i - 1) == "who"
}

/// An adjective or a noun in small letters that says what a title is for.
fn qualifies(page: &Page<'_>, i: usize) -> bool {
    let word = page.word(i);
    let lower = word.chars().all(|c| c.is_lowercase() || c == '-') && word.len() > 2;
    let known = lexicon::lookup(word);
    lower
        && !Class::Function.has(word)
        && !Class::Speech.has(word)
        && known.is_none_or(|w| w.class.is_none() && (w.verb.is_none() || w.noun.is_some()))
        && titles::head_at(page, i).is_none()
}

/// The place in `found` of the subject of a sentence that says of somebody what post they hold: "X served as …", "she
/// was …". `at` is where the phrase of the title begins.
pub fn subject_of(page: &Page<'_>, sentence: Range<usize>, at: usize, found: &[Found]) -> Option<usize> {
    if let Some(named) = whom_verb_names(page, &sentence, at, found) {
        return Some(named);
    }
    let verb = predicate(page, sentence.clone(), at)?;
    let here = found.last().filter(|last| last.tokens.start >= sentence.start);
    if let Some(last) = here {
        // Nobody else between the subject and the title.
        let near = last.tokens.end <= verb && verb - last.tokens.end <= 6;
        let clear = (last.tokens.end..verb).all(|i| !matches!(page.word(i), "," | "and" | "of" | "with" | "that"));
        return (near && clear && opens(page, &sentence, last.tokens.start)).then(|| found.len() - 1);
    }
    let pronoun = (sentence.start..verb).take(8).find(|i| matches!(page.word(*i), "He" | "She" | "he" | "she"))?;
    if verb - pronoun > 5 {
        return None;
    }
    antecedent(page, &sentence, found)
}

/// "appointed X as secretary", "swore X in as governor": the place in `found` of the one whom a verb puts into the post
/// whose phrase begins at `at`.
fn whom_verb_names(page: &Page<'_>, sentence: &Range<usize>, at: usize, found: &[Found]) -> Option<usize> {
    let appoints = |i: usize| {
        matches!(
            page.word(i),
            "appointed" | "named" | "nominated" | "elected" | "chose" | "picked" | "installed" | "appoint" | "appoints"
        )
    };
    let last = found.last().filter(|last| last.tokens.start > sentence.start)?;
    let as_ = at.checked_sub(1).filter(|i| page.word(*i) == "as" && last.tokens.end == *i)?;
    (as_.saturating_sub(6)..last.tokens.start).any(appoints).then(|| found.len() - 1)
}

/// The verb that says of its subject that it holds or held the post whose phrase begins at `at`: "served as", "is".
fn predicate(page: &Page<'_>, sentence: Range<usize>, at: usize) -> Option<usize> {
    let mut before = at.checked_sub(1).filter(|i| *i > sentence.start)?;
    while before > sentence.start + 1
        && matches!(page.word(before), "currently" | "also" | "now" | "once" | "previously" | "then")
    {
        before -= 1;
    }
    if matches!(page.word(before), "is" | "was" | "became" | "been" | "remains") {
        return Some(before);
    }
    let serves = |i: &usize| {
        matches!(
            page.word(*i),
            "served"
                | "serves"
                | "serving"
                | "worked"
                | "works"
                | "elected"
                | "appointed"
                | "acted"
                | "acts"
                | "office"
                | "resigned"
                | "retired"
                | "sworn"
                | "stepped"
                | "named"
        )
    };
    let floor = sentence.start.max(before.saturating_sub(8));
    if page.word(before) == "as" { (floor..before).rev().find(serves) } else { None }
}

/// Whether a name is the first thing of its sentence, but for an adverb, a date or a title.
fn opens(page: &Page<'_>, sentence: &Range<usize>, start: usize) -> bool {
    let comma = (sentence.start..start).rev().find(|i| page.word(*i) == ",").map_or(sentence.start, |comma| comma + 1);
    start - comma <= 5 && comma - sentence.start <= 8
}

/// The subject of the sentence before, of the same paragraph or the next, whom a pronoun means.
fn antecedent(page: &Page<'_>, sentence: &Range<usize>, found: &[Found]) -> Option<usize> {
    let here = page.sentence_of(sentence.start)?;
    let mut end = found.len();
    for s in (here.saturating_sub(LOOK_BACK)..here).rev() {
        let tokens = page.sentence_tokens(s);
        let first = found[..end].partition_point(|name| name.tokens.start < tokens.start);
        if first < end {
            return opens(page, &tokens, found[first].tokens.start).then_some(first);
        }
        end = first;
    }
    None
}
