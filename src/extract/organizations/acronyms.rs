//! Organizations by acronyms that the text defines: "Saudi Fund for Development (SFD)", then "SFD".

use std::ops::Range;

use super::{Index, REACH, by_head, claim, is_thing, named_entity};
use crate::extract::classes::Class;
use crate::extract::page::Page;
use crate::gazetteer;
use crate::tagger::labels::NameKind;
use crate::text::{TokenKind, fold};

/// Names that the text defines itself: "Saudi Fund for Development (SFD)".
pub fn definitions(page: &mut Page<'_>, index: &mut Index) {
    for open in 1..page.len() {
        if page.word(open) != "(" {
            continue;
        }
        let (acronym, close) = (page.word(open + 1), page.word(open + 2));
        let fits = close == ")"
            && (2..=10).contains(&acronym.len())
            && acronym.chars().filter(|c| c.is_uppercase()).count() >= 2;
        if !page.is_free_capital(open + 1) {
            continue;
        }
        if !fits {
            if close == ")" && acronym.len() > 2 {
                short_name(page, index, open);
            }
            continue;
        }
        let Some(tokens) = spelled_out(page, open, acronym) else {
            if is_common_noun(page, open, acronym) {
                index.other.insert(acronym.to_owned());
            }
            continue;
        };
        // "Member of Parliament (MP)" is a post.
        if !names_a_thing(page, &tokens) && !Class::TitleHead.has(&acronym.to_lowercase()) {
            let entity = named_entity(page, index, &tokens);
            page.facts.organizations[entity].acronym.get_or_insert_with(|| acronym.to_owned());
            index.by_acronym.insert(acronym.to_owned(), entity);
            claim(page, &tokens, entity, "acronym-definition", 0.95);
            claim(page, &(open + 1..open + 2), entity, "acronym-definition", 0.95);
        } else {
            index.other.insert(acronym.to_owned());
        }
    }
}

/// "Narin Power Company (Narpo)": a name for short, that no initials make, behind a body that its head shows.
fn short_name(page: &mut Page<'_>, index: &mut Index, open: usize) {
    let short = page.word(open + 1).to_owned();
    let other = gazetteer::match_country(page.text, open + 1).is_some()
        || gazetteer::match_city(page.text, open + 1).is_some()
        || page.tag(open + 1) == Some(NameKind::Person)
        || page.is_common(open + 1)
        || Class::Time.has(&short.to_lowercase())
        || gazetteer::is_given_name(&fold(&short));
    let ends_here =
        |start: &usize| page.is_free_capital(*start) && by_head(page, *start).is_some_and(|t| t.end == open);
    let capitals = (open.saturating_sub(REACH)..open).rev().take_while(|t| page.is_free(*t));
    let Some(start) = capitals.filter(ends_here).last().filter(|start| !other && open - start > 1) else { return };
    let start = if page.word(start).eq_ignore_ascii_case("the") { start + 1 } else { start };
    let entity = named_entity(page, index, &(start..open));
    page.facts.organizations[entity].acronym.get_or_insert_with(|| short.clone());
    index.by_acronym.insert(short, entity);
    claim(page, &(start..open), entity, "acronym-definition", 0.9);
    claim(page, &(open + 1..open + 2), entity, "acronym-definition", 0.9);
}

/// The words before the bracket at `open` whose initials the acronym is.
fn spelled_out(page: &Page<'_>, open: usize, acronym: &str) -> Option<Range<usize>> {
    let letters: Vec<char> = acronym.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect();
    let sentence = page.text.sentence_at(page.token(open)?.span.start);
    let first = page.sentence_tokens(sentence).start;
    let mut start = None;
    let mut left = letters.len(); // letters still to be met, from the right
    let mut met = 0;
    let mut i = open;
    while i > first && open - i < 16 {
        i -= 1;
        let token = page.token(i)?;
        if !page.is_free(i) || token.kind != TokenKind::Word && !matches!(page.word(i), "–" | "-" | "&" | ",") {
            break;
        }
        let small = !page.is_capital(i);
        if small
            && token.kind == TokenKind::Word
            && !matches!(
                page.word(i),
                "of" | "for"
                    | "and"
                    | "the"
                    | "on"
                    | "in"
                    | "de"
                    | "to"
                    | "y"
                    | "e"
                    | "del"
                    | "la"
                    | "against"
                    | "with"
                    | "des"
                    | "et"
                    | "al"
            )
        {
            break;
        }
        // Hyphenated parts count each: Co-operation.
        for part in page.word(i).split('-').rev() {
            let initial = part.chars().next().and_then(|c| c.to_lowercase().next());
            // A letter that no word begins with is passed over: SOCAR ends in its Republic.
            if let Some(at) = letters[..left].iter().rposition(|l| Some(*l) == initial)
                && !(small && at + 1 != left)
                && !(small && at == 0)
            {
                left = at;
                met += 1;
            }
        }
        if !small {
            start = Some(i);
        }
        if left == 0 && !small && page.is_capital(i) && !(i > first && page.is_capital(i - 1) && page.is_free(i - 1)) {
            break;
        }
    }
    let mut start = start?;
    while start < open && Class::Function.has(&page.word(start).to_lowercase()) {
        start += 1;
    }
    let tokens = start..open;
    if tokens.is_empty() || met * 4 < letters.len() * 3 || tokens.len() < 2 {
        return None;
    }
    Some(tokens)
}

/// "technical assistance (TA)": words in small letters before the bracket at `open`, each with its letter.
fn is_common_noun(page: &Page<'_>, open: usize, acronym: &str) -> bool {
    let mut letters = acronym.chars().filter(|c| c.is_alphabetic()).rev().map(|c| c.to_ascii_lowercase()).peekable();
    let small = |i: usize| !page.is_capital(i) && page.token(i).is_some_and(|t| t.kind == TokenKind::Word);
    for i in (open.saturating_sub(10)..open).rev() {
        let first = page.word(i).chars().next();
        match letters.peek() {
            Some(letter) if small(i) && first == Some(*letter) => letters.next(),
            Some(_) if matches!(page.word(i), "and" | "of" | "for" | "the" | "-" | "to") => continue,
            _ => break,
        };
    }
    letters.peek().is_none()
}

/// Whether a defined name is that of a route, a treaty, a disease: its head decides, which stands
/// before the first preposition.
fn names_a_thing(page: &Page<'_>, tokens: &Range<usize>) -> bool {
    let preposition = tokens.clone().find(|i| matches!(page.word(*i), "of" | "for" | "on" | "to" | "in"));
    let head = preposition.unwrap_or(tokens.end) - 1;
    let lower = page.word(head.max(tokens.start)).to_lowercase();
    // A programme is a body where one that is known runs it, or all the world: "UN Special Programme".
    let programme = [head.max(tokens.start), tokens.end - 1]
        .into_iter()
        .any(|t| matches!(page.word(t).to_lowercase().as_str(), "program" | "programme"))
        && (gazetteer::match_organization(page.text, tokens.start).is_some()
            || matches!(page.word(tokens.start), "World" | "UN" | "United"));
    let state = gazetteer::match_country(page.text, tokens.start).is_some_and(|m| m.tokens >= tokens.len());
    // "Rural Energy for Narin Program": the head stands last.
    let last = page.word(tokens.end - 1).to_lowercase();
    let closes = matches!(last.as_str(), "program" | "programme" | "initiative");
    state || (is_thing(&lower) || closes) && !programme
}

/// Later mentions by an acronym that the text has defined, or by capitals that look like one.
pub fn aliases(page: &mut Page<'_>, index: &mut Index) {
    for i in 0..page.len() {
        if !page.is_free_capital(i) {
            continue;
        }
        let alone = !(page.is_free_capital(i + 1) || i > 0 && page.is_free_capital(i - 1));
        if alone && index.told.contains(page.word(i)) {
            let entity = named_entity(page, index, &(i..i + 1));
            claim(page, &(i..i + 1), entity, "told-elsewhere", 0.8);
        } else if page.word(i).len() >= 2
            && let Some(entity) = index.by_acronym.get(page.word(i)).copied()
        {
            claim(page, &(i..i + 1), entity, "acronym", 0.9);
        }
    }
}
