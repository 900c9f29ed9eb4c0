//! The nouns that carry titles: where one stands, and which of several side by side.

use super::title_posts::unabbreviated;
use super::titles::Number;
use crate::extract::classes::Class;
use crate::extract::page::{Page, Taken};
use crate::gazetteer;
use crate::text::{Case, TokenKind, fold};

/// Bytes of the longest head: "Representatives-elect".
const LONGEST: usize = 21;

/// Whether the token is the head of a title, in the singular or plural.
pub fn head_at(page: &Page<'_>, i: usize) -> Option<(&'static str, Number)> {
    let word = page.word(i);
    if word.len() < 2 || word.len() > LONGEST || page.taken(i) == Taken::Markup {
        return None;
    }
    let lower = word.to_lowercase();
    // "then-president", "ex-minister"
    let lower = lower.strip_prefix("then-").or(lower.strip_prefix("ex-")).unwrap_or(&lower);
    if lower == "member" && is_of_parliament(page, i) {
        return Some(("member", Number::One));
    }
    if let Some(spouse) = spouse_of_state(page, i) {
        return Some((spouse, Number::One));
    }
    if let Some(head) = in_initials(page, i) {
        return Some((head, Number::One));
    }
    if matches!(lower, "d’affaires" | "d'affaires") && matches!(page.word_before(i), "Chargé" | "chargé" | "Charge")
    {
        return Some(("chargé d'affaires", Number::One));
    }
    if let Some(head) = Class::TitleHead.find(lower) {
        // "Gen", but not "lt" or "col" in small letters.
        return (unabbreviated(head).is_none() || page.is_capital(i)).then_some((head, Number::One));
    }
    if let Some(occupation) = Class::Occupation.find(lower) {
        // With a capital it may be somebody's name, but at the start of a sentence.
        let begins = page.sentence_of(i).is_some_and(|s| page.sentence_tokens(s).start == i);
        let named = page.is_capital(i) && !begins && gazetteer::is_surname(&fold(word));
        return (!named).then_some((occupation, Number::One));
    }
    let singular = lower
        .strip_suffix("men")
        .map(|stem| format!("{stem}man"))
        .or_else(|| lower.strip_suffix("ies").map(|stem| format!("{stem}y")))
        .or_else(|| lower.strip_suffix('s').map(str::to_owned))?;
    let head = Class::TitleHead.find(singular.as_str())?;
    // "Sens. A and B" are senators; the press are no presidents.
    (unabbreviated(head).is_none() || page.word(i + 1) == ".").then_some((head, Number::Many))
}

/// "PM Sarsenov": a post in two capitals before a name, and no time of the day.
fn in_initials(page: &Page<'_>, i: usize) -> Option<&'static str> {
    let post = match page.word(i) {
        "PM" => "prime minister",
        "CM" => "chief minister",
        _ => return None,
    };
    let name = page.is_free_capital(i + 1) && page.token(i + 1).is_some_and(|token| token.case == Case::Title);
    let before = i.checked_sub(1).and_then(|before| page.token(before));
    let hour = before.is_some_and(|before| before.kind == TokenKind::Number);
    (name && !hour).then_some(post)
}

/// "Member of Parliament", "Member of the House of Representatives", "Ranking Member": members of other bodies are too
/// many to hold a post.
fn is_of_parliament(page: &Page<'_>, i: usize) -> bool {
    let at = i + 2 + usize::from(page.word(i + 2).eq_ignore_ascii_case("the"));
    let house = |t: usize| {
        let lower = page.word(t).to_lowercase();
        matches!(lower.as_str(), "parliament" | "congress" | "senate" | "house" | "assembly" | "knesset" | "bundestag")
    };
    page.word(i + 1) == "of" && (at..at + 3).any(|t| page.is_capital(t) && house(t)) || page.word_before(i) == "Ranking"
}

/// "First Lady", "Second Gentleman": the word at `i` alone is a form of address.
fn spouse_of_state(page: &Page<'_>, i: usize) -> Option<&'static str> {
    let spouse = ["lady", "gentleman"].into_iter().find(|word| page.word(i).eq_ignore_ascii_case(word))?;
    let before = page.word_before(i);
    (before.eq_ignore_ascii_case("first") || before.eq_ignore_ascii_case("second")).then_some(spouse)
}

/// The head of the title that begins at token `i` with a capital: "Prime Minister", "Senior
/// Humanitarian and Reconstruction Coordinator".
pub fn head_from(page: &Page<'_>, i: usize) -> Option<usize> {
    let mut at = i;
    while at < i + 8 && page.is_free(at) {
        if let Some(officer) = officer_of_chief(page, at) {
            return Some(officer);
        }
        if head_at(page, at).is_some() {
            return Some(last_head(page, at, i + 12));
        }
        let lower = page.word(at).to_lowercase();
        let joins = at > i && matches!(lower.as_str(), "and" | "&");
        if !(joins || page.is_capital(at) && (Class::TitleModifier.has(&lower) || Class::Portfolio.has(&lower))) {
            return None;
        }
        at += 1;
    }
    None
}

/// "Officer" of "Chief Strategy Officer", whatever the chief is the officer of.
pub fn officer_of_chief(page: &Page<'_>, i: usize) -> Option<usize> {
    const LONGEST: usize = 5;
    if page.word(i) != "Chief" {
        return None;
    }
    let mut named =
        (i + 1..i + LONGEST).take_while(|t| page.is_free(*t) && (page.is_capital(*t) || page.word(*t) == "and"));
    named.find(|t| page.word(*t) == "Officer")
}

/// Heads that as often are the first word of a longer title: deputy foreign minister, lieutenant colonel.
const LEADING: &[&str] = &[
    "deputy",
    "assistant",
    "chief",
    "lieutenant",
    "major",
    "brigadier",
    "lt",
    "maj",
    "brig",
    "general",
    "head",
    "principal",
];

/// The head that only modifiers and portfolios part from token `i`.
pub fn following_head(page: &Page<'_>, i: usize) -> Option<usize> {
    for at in i..i + 6 {
        if !page.is_free(at) {
            return None;
        }
        if head_at(page, at).is_some() {
            return Some(at);
        }
        let lower = page.word(at).to_lowercase();
        if !(Class::TitleModifier.has(&lower) || Class::Portfolio.has(&lower) || at > i && lower == "and") {
            return None;
        }
    }
    None
}

/// The last of the heads that stand side by side from `head` on, before token `end`: "Chief Financial Officer" has one
/// title, whose head is "Officer".
pub fn last_head(page: &Page<'_>, head: usize, end: usize) -> usize {
    let mut head = head;
    while head_at(page, head).is_some_and(|(noun, _)| LEADING.contains(&noun)) {
        let behind = if page.word(head + 1) == "." { head + 2 } else { head + 1 };
        match following_head(page, behind).filter(|next| *next < end) {
            Some(next) => head = next,
            None => break,
        }
    }
    head
}
