//! The shape of a personal name: which tokens belong to it.

use std::ops::Range;

use super::plausible;
use super::titles::{self, Title};
use crate::extract::classes::Class;
use crate::extract::page::Page;
use crate::tagger::labels::NameKind;
use crate::text::{Case, TokenKind};

/// Longest name, in tokens.
const LONGEST: usize = 10;

/// The run of tokens at `i` that can be one person's name: capitals with particles, initials and a
/// suffix, on one line or wrapped. Constant time.
pub fn at(page: &Page<'_>, i: usize) -> Option<Range<usize>> {
    if let Some((tokens, _)) = page.kept(i) {
        return Some(tokens);
    }
    if let Some(end) = tagged_end(page, i) {
        return Some(i..suffix(page, end));
    }
    if !begins(page, i) || strays_into_name(page, i) || is_owned(page, i) {
        return None;
    }
    let mut end = i + 1;
    let mut last = end; // after the last word that can end a name
    while end < i + LONGEST {
        if page.seams.line_ends_before(end) {
            break;
        }
        if let Some(after) = joined(page, end) {
            end = after;
            last = end;
        } else if goes_on(page, end) {
            end += 1;
            last = end;
            if Class::PatronymicEnd.has(&page.word(end - 1).to_lowercase()) {
                break;
            }
        } else if page.is_free(end) && Class::Particle.has(page.word(end)) && !page.is_capital(end) {
            end += 1; // belongs only if a capital follows
        } else {
            break;
        }
        if ends_sentence(page, end - 1) {
            break;
        }
    }
    let last = suffix(page, last);
    Some(i..last)
}

/// Where the tagger's person ends who begins at `i`, or before it with nothing but words that do not
/// belong to the name.
fn tagged_end(page: &Page<'_>, i: usize) -> Option<usize> {
    let name = page.tagged(i).filter(|name| name.kind == NameKind::Person && i >= name.tokens.start)?;
    let end = (i..name.tokens.end).find(|&t| page.is_possessive(t)).unwrap_or(name.tokens.end);
    let inside = i..end;
    let fits = !inside.is_empty()
        && (name.tokens.start..i).all(|t| plausible::is_stray(page, t))
        && inside.clone().all(|t| page.is_free(t))
        && (inside.len() == 1 || !plausible::is_stray(page, i))
        && !(inside.len() == 1 && (titles::head_at(page, i).is_some() || !begins(page, i)));
    fits.then_some(end)
}

/// "Talibzade's Price Hike", all of it the tagger's person: what is somebody's is not their name. But "Georgia's
/// Chubinadze" is one, and the country is taken already.
fn is_owned(page: &Page<'_>, i: usize) -> bool {
    let name = page.tagged(i).filter(|name| name.kind == NameKind::Person);
    name.is_some_and(|name| (name.tokens.start..i).any(|t| page.is_possessive(t) && t > 0 && page.is_free(t - 1)))
}

/// Whether the tagger's person begins behind a word that is no part of one: "Affairs Leyla Guliyeva".
fn strays_into_name(page: &Page<'_>, i: usize) -> bool {
    let name = page.tagged(i + 1).filter(|name| name.kind == NameKind::Person);
    name.is_some() && plausible::is_stray(page, i)
}

/// Whether a name can begin at token `i`.
fn begins(page: &Page<'_>, i: usize) -> bool {
    if !page.is_free_capital(i) {
        // A small particle can: "al-Kasasbeh" is one token, "de Souza" two.
        return page.is_free(i) && is_lower_compound(page.word(i));
    }
    let lower = page.word(i).to_lowercase();
    let initial = page.token(i).is_some_and(|t| t.case == Case::Initial) && !page.word(i).ends_with('.');
    if matches!(lower.as_str(), "democrat" | "republican") && page.is_capital(i + 1) {
        return false; // the party of whoever follows
    }
    !(Class::Function.has(&lower) || Class::Time.has(&lower) || Class::Utterance.has(&lower) || initial)
        && (page.word(i).len() > 1)
        && !(Class::Honorific.has(&lower)
            || plausible::is_contraction(&lower)
            || plausible::is_hour(&lower)
            || plausible::is_style(&lower))
}

/// Whether the token goes on a name that has begun.
fn goes_on(page: &Page<'_>, i: usize) -> bool {
    if page.is_free(i) && is_lower_compound(page.word(i)) {
        return true;
    }
    let lower = page.word(i).to_lowercase();
    if Class::PatronymicEnd.has(&lower) && page.is_free(i) {
        return true;
    }
    page.is_free_capital(i)
        && !Class::Function.has(&lower)
        && !Class::Time.has(&lower)
        && titles::head_at(page, i).is_none_or(|_| !titled_name_follows(page, i))
}

fn titled_name_follows(page: &Page<'_>, i: usize) -> bool {
    page.is_free_capital(i + 1) && !matches!(page.word(i + 1), "Jr" | "Jr." | "Sr" | "Sr.")
}

/// `al-Kasasbeh`, `el-Sisi`: a small particle and a capital in one token.
fn is_lower_compound(word: &str) -> bool {
    let Some((particle, rest)) = word.split_once(['-', '‑', '’', '\'']) else { return false };
    particle.len() <= 3
        && particle.starts_with(char::is_lowercase)
        && Class::Particle.has(particle)
        && rest.starts_with(char::is_uppercase)
}

/// Token after what clings to a name at `i`: the rest of `Al- Shammari`, a nickname in quotes.
fn joined(page: &Page<'_>, i: usize) -> Option<usize> {
    let quote = |j: usize| page.token(j).is_some_and(|t| t.kind == TokenKind::Quote);
    match page.word(i) {
        "-" if page.touches_previous(i)
            && page.is_free_capital(i + 1)
            && Class::Particle.has(&page.word(i - 1).to_lowercase()) =>
        {
            Some(i + 2)
        }
        _ if quote(i)
            && !page.touches_previous(i)
            && page.is_free_capital(i + 1)
            && quote(i + 2)
            && page.is_free_capital(i + 3) =>
        {
            Some(i + 4)
        }
        _ => None,
    }
}

/// Whether a sentence ends with token `i`: an initial's point does not count.
fn ends_sentence(page: &Page<'_>, i: usize) -> bool {
    let Some(token) = page.token(i) else { return true };
    let sentence = page.text.sentence_at(token.span.start);
    page.sentence_tokens(sentence).end == i + 1
}

/// Token after `, Jr.`, `II` or `Sr` at `end`.
fn suffix(page: &Page<'_>, end: usize) -> usize {
    let at = if page.word(end) == "," { end + 1 } else { end };
    match page.word(at) {
        "." if at == end && matches!(page.word(end - 1), "Jr" | "Sr" | "JR" | "SR") => end + 1,
        "Jr" | "Sr" | "JR" | "SR" if page.word(at + 1) == "." => at + 2,
        "Jr" | "Sr" | "JR" | "SR" | "Jr." | "Sr." | "JR." | "SR." => at + 1,
        "II" | "III" | "IV" | "V" | "VI" | "XVI" if at == end => at + 1,
        _ => end,
    }
}

/// The token after forms of address at `i`: `Mr.`, `Dr`, `His Majesty`, `H.E.`
pub fn after_honorific(page: &Page<'_>, i: usize) -> usize {
    let mut at = i;
    for _ in 0..3 {
        let lower = page.word(at).to_lowercase();
        if Class::Honorific.has(lower.trim_end_matches('.')) || plausible::is_style(&lower) {
            at += if page.word(at + 1) == "." { 2 } else { 1 };
        } else if matches!(lower.as_str(), "his" | "her")
            && page.is_capital(at + 1)
            && matches!(page.word(at + 1), "Excellency" | "Majesty" | "Highness" | "Holiness" | "Eminence" | "Royal")
        {
            at += if page.word(at + 1) == "Royal" { 3 } else { 2 };
        } else {
            break;
        }
    }
    at
}

/// Whether the run behind a title can be its holder's name: not a thing, not an office ("President
/// Office"), not the name of a place.
pub fn can_follow_title(page: &Page<'_>, name: &Range<usize>, title: &Title) -> bool {
    let last = page.word(name.end - 1).to_lowercase();
    let first = page.word(name.start);
    let all_small_title = title.text.chars().all(|c| !c.is_uppercase());
    let several = name.len() == 1 && titles::head_at(page, name.start).is_some();
    !(plausible::is_thing(&last) || crate::extract::places::is_tail(&last) || several)
        && first.len() > 1
        && !(all_small_title && name.len() == 1 && page.token(name.start).is_some_and(|t| t.case == Case::Upper))
}
