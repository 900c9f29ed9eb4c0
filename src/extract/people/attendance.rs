//! Rows of lists of people: "- Leyla Guliyeva, Deputy Director for Ports, Ministry of Transport". What stands behind
//! the name is posts, then bodies, however little their names say that they are bodies.

use std::ops::Range;

use super::titles::{self, Number};
use crate::extract::classes::Class;
use crate::extract::organizations::is_head;
use crate::extract::page::Page;
use crate::gazetteer;

/// Rule of those who are named in a list, and of their posts.
pub const RULE: &str = "list-of-people";

/// Parts between commas that are read; a row with more is prose.
const MOST_PARTS: usize = 12;

/// A row of a list of people.
pub struct Row {
    pub name: Range<usize>,
    /// Heads of the titles, in text order.
    pub heads: Vec<usize>,
    /// Names of bodies, in text order.
    pub bodies: Vec<Range<usize>>,
}

/// The row that a sentence is, if it is one: an item of a list that begins with a name of capitals and goes on with
/// a title. Linear in the sentence's length, which is bounded.
pub fn row(page: &Page<'_>, sentence: usize) -> Option<Row> {
    let tokens = page.sentence_tokens(sentence);
    let is_item = matches!(page.word(tokens.start), "-" | "*" | "•" | "·" | "–");
    if !is_item || tokens.len() < 5 || tokens.len() > 80 {
        return None;
    }
    let parts = parts(page, tokens.start + 1..tokens.end)?;
    let (name, rest) = parts.split_first()?;
    let is_name = |i: usize| page.is_capital(i) || Class::Particle.has(page.word(i)) || page.word(i) == ".";
    let plain = |i: usize| titles::head_at(page, i).is_none() && !is_head(&page.word(i).to_lowercase());
    if !(2..=8).contains(&name.len()) || !name.clone().all(is_name) || !name.clone().skip(1).all(plain) {
        return None;
    }
    let titled: Vec<(&Range<usize>, Vec<usize>)> = rest.iter().map(|part| (part, heads(page, part))).collect();
    // "- Specifically, the decree asks the minister" is prose.
    if titled.first().is_none_or(|(part, heads)| heads.is_empty() || !page.is_capital(part.start)) {
        return None;
    }
    let heads = titled.iter().flat_map(|(_, heads)| heads.iter().copied()).collect();
    let bodies = titled.iter().filter(|(part, heads)| heads.is_empty() && is_body(page, part));
    Some(Row { name: name.clone(), heads, bodies: bodies.map(|(part, _)| (*part).clone()).collect() })
}

/// What the commas part; a list that ends in "and" is one part with what it begins in: "Senior Adviser for Trade,
/// Ports, and Rail".
fn parts(page: &Page<'_>, tokens: Range<usize>) -> Option<Vec<Range<usize>>> {
    let mut parts: Vec<Range<usize>> = Vec::new();
    let mut start = tokens.start;
    for i in tokens.clone() {
        let last = i + 1 == tokens.end;
        let closed = matches!(page.word(i), "," | "(" | ";");
        if !(closed || last) {
            continue;
        }
        let end = if closed || page.word(i) == "." || page.word(i) == ")" { i } else { i + 1 };
        let part = start..end;
        start = i + 1;
        if part.is_empty() {
            continue;
        }
        match parts.len() {
            n if n > 2 && matches!(page.word(part.start), "and" | "&") => {
                parts.pop();
                parts.last_mut()?.end = part.end;
            }
            MOST_PARTS.. => return None,
            _ => parts.push(part),
        }
        if page.word(i) == "(" {
            // The acronym of the body before it.
            start = (i + 1..tokens.end).find(|t| page.word(*t) == ")").map_or(tokens.end, |close| close + 1);
            if start >= tokens.end {
                break;
            }
        }
    }
    Some(parts)
}

/// Heads of the titles of a part: one, or several that "and" joins. None where the part names a body: "Office of the
/// Deputy Minister".
fn heads(page: &Page<'_>, part: &Range<usize>) -> Vec<usize> {
    let first = page.word(part.start).to_lowercase();
    if is_head(&first) && titles::head_at(page, part.start).is_none() && !Class::TitleModifier.has(&first) {
        return Vec::new();
    }
    let mut heads: Vec<usize> = Vec::new();
    let mut from = part.start;
    let is_own = |i: &usize| page.is_capital(*i) && is_title(page, *i) && !is_inside_body(page, part, *i);
    while let Some(head) = (from..part.end).find(is_own) {
        let head = titles::head_from(page, from).filter(|to| *to > head && *to < part.end).unwrap_or(head);
        let head = titles::last_head(page, head, part.end);
        heads.push(head);
        let and = (head + 1..part.end)
            .find(|i| matches!(page.word(*i), "and" | "&") && titles::head_from(page, i + 1).is_some());
        let Some(and) = and else { break };
        from = and + 1;
    }
    heads
}

/// "Community Justice Action Fund": a word for a post inside a body's name, where nothing before it belongs to a post.
fn is_inside_body(page: &Page<'_>, part: &Range<usize>, i: usize) -> bool {
    let before = |i: usize| {
        let lower = page.word(i).to_lowercase();
        Class::TitleModifier.has(&lower) || Class::Portfolio.has(&lower) || titles::head_at(page, i).is_some()
    };
    let ends_in_body = is_head(&page.word(part.end - 1).to_lowercase());
    ends_in_body && i > part.start && page.is_capital(i + 1) && page.is_capital(i - 1) && !before(i - 1)
}

/// Whether the token is the head of one person's title.
fn is_title(page: &Page<'_>, i: usize) -> bool {
    let one = titles::head_at(page, i).is_some_and(|(_, number)| number == Number::One);
    one && !page.word(i).eq_ignore_ascii_case("plenipotentiary")
}

/// Whether a part without a title can be a body's name: capitals and the small words between them.
fn is_body(page: &Page<'_>, part: &Range<usize>) -> bool {
    let small =
        |i: usize| matches!(page.word(i), "of" | "for" | "the" | "and" | "on" | "," | "&" | "to" | "in" | "through");
    // "Mayor of Mobile, Alabama": where the town lies.
    let state = part.len() < 3
        && (Class::UsState.has(&page.word(part.start).to_lowercase())
            || gazetteer::match_country(page.text, part.start).is_some_and(|m| m.tokens == part.len()));
    !state
        && page.is_capital(part.start)
        && page.is_capital(part.end - 1)
        && part.len() <= 20
        && part.clone().all(|i| page.is_capital(i) || small(i) || page.is_possessive(i) || page.word(i) == "-")
}
