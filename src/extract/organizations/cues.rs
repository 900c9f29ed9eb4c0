//! What the words around a name show: bodies and towns that no table holds.
//!
//! Bodies: "UpStream, a mining company", "insurer Khazar Life", "Quiet Steppe
//! CEO Leyla Guliyeva", a list among other bodies.

use std::collections::HashSet;
use std::ops::Range;

use super::{Index, claim, named_entity};
use crate::extract::classes::Class;
use crate::extract::page::{Page, Taken};
use crate::extract::people::titles;
use crate::gazetteer;
use crate::tagger::labels::NameKind;
use crate::text::{Case, TokenKind, fold};

/// Nouns for bodies, as they stand in small letters beside a name.
const BODIES: &[&str] = &[
    "agency",
    "airline",
    "band",
    "channel",
    "chain",
    "association",
    "automaker",
    "bank",
    "brand",
    "broadcaster",
    "business",
    "carmaker",
    "carrier",
    "charity",
    "chipmaker",
    "club",
    "coalition",
    "company",
    "conglomerate",
    "consultancy",
    "contractor",
    "cooperative",
    "daily",
    "distributor",
    "enterprise",
    "federation",
    "firm",
    "foundation",
    "group",
    "institute",
    "insurer",
    "lender",
    "maker",
    "magazine",
    "manufacturer",
    "militia",
    "museum",
    "movement",
    "network",
    "newspaper",
    "nonprofit",
    "non-profit",
    "operator",
    "organisation",
    "organization",
    "outlet",
    "provider",
    "platform",
    "publisher",
    "regulator",
    "quartet",
    "retailer",
    "startup",
    "team",
    "trio",
    "orchestra",
    "party",
    "start-up",
    "subsidiary",
    "supplier",
    "think-tank",
    "union",
    "university",
    "watchdog",
    "website",
];

/// Nouns for bodies that only explain a name before them: "the center Narin" may be a town's.
const ONLY_BEHIND: &[&str] = &["center", "centre", "hospital", "school", "court", "ministry", "militants"];

/// Nouns in small letters behind the name of a body that is none of a person or a town: "Sarin newspaper".
const BEHIND_NAMES: &[&str] = &[
    "newspaper",
    "daily",
    "magazine",
    "tabloid",
    "broadcaster",
    "store",
    "supermarket",
    "movement",
    "airline",
    "franchise",
];

/// Heads of posts before which the body stands without more: those of a company or whoever speaks for one.
const OF_BODIES: &[&str] =
    &["ceo", "cfo", "coo", "cto", "founder", "co-founder", "spokesman", "spokeswoman", "spokesperson"];

/// Longest name, in tokens.
const LONGEST: usize = 6;

/// Items of a list that are looked at.
const LONGEST_LIST: usize = 40;

/// Bodies that a list must hold for the rest of it to be bodies too.
const FEWEST_IN_LIST: usize = 3;

/// The run of capitals at token `i` that what stands beside it shows to be a body.
pub fn told(page: &Page<'_>, i: usize) -> Option<Range<usize>> {
    let paper = is_behind_article(page, i);
    if i > 0 && page.is_free_capital(i - 1) && !paper || !can_name(page, i) {
        return None;
    }
    let end = (i + 1..=i + LONGEST).find(|t| !can_name(page, *t))?;
    let name = i..end;
    let tagged = page.tagged(i).is_some_and(|n| n.kind == NameKind::Person && n.tokens.len() > 1 && name.len() > 1);
    let person = tagged || gazetteer::is_given_name(&fold(page.word(i))) && name.len() > 1;
    let place = gazetteer::match_city(page.text, i).is_some_and(|m| m.tokens == name.len());
    let country = gazetteer::match_country(page.text, i).is_some_and(|m| m.tokens >= name.len());
    let ordinary = name.clone().all(|t| page.is_common(t) || Class::TitleModifier.has(&page.word(t).to_lowercase()));
    let called = is_called(page, i, &name);
    // "the club Narin" is no town.
    let team = matches!(page.word_before(i), "club" | "team" | "side");
    if place && !(called && team) || country || ordinary || name.len() == 1 && page.word(i).len() < 3 {
        return None;
    }
    let heads = is_headed(page, end);
    // "According to Sarsenov, a bank": the comma ends an introduction.
    let introduced = matches!(page.word_before(i), "to" | "with" | "for" | "like" | "in" | "at");
    let quoted = paper && is_source(page, i - 1);
    (heads || called || quoted || is_followed(page, &name) || !person && is_explained(page, end) && !introduced)
        .then_some(name)
}

/// Whether the token can stand in the name of a body that nobody knows.
fn can_name(page: &Page<'_>, i: usize) -> bool {
    let lower = page.word(i).to_lowercase();
    page.is_free_capital(i)
        && titles::head_at(page, i).is_none()
        && !Class::Function.has(&lower)
        && !Class::Time.has(&lower)
        && !Class::Honorific.has(lower.trim_end_matches('.'))
        && !Class::Portfolio.has(&lower)
}

/// "Quiet Steppe CEO", "Khazar Life chief executive".
fn is_headed(page: &Page<'_>, end: usize) -> bool {
    let at = if matches!(page.word(end), "group") { end + 1 } else { end };
    let head = page.word(at).to_lowercase();
    let executive = head == "chief" && page.word(at + 1).eq_ignore_ascii_case("executive");
    let managing = head == "managing" && page.word(at + 1).eq_ignore_ascii_case("director");
    OF_BODIES.contains(&head.as_str()) || executive || managing
}

/// ", a cybersecurity firm,": the noun ends the apposition, and begins no clause of its own.
fn is_explained(page: &Page<'_>, end: usize) -> bool {
    const FARTHEST: usize = 7;
    const BEHIND: &[&str] =
        &[",", ".", ";", ")", "that", "which", "whose", "based", "in", "of", "with", "from", "owned", "behind"];
    if page.word(end) != "," || !matches!(page.word(end + 1), "a" | "an" | "the") {
        return false;
    }
    let small = |i: &usize| page.token(*i).is_some_and(|t| t.kind == TokenKind::Word && t.case == Case::Lower);
    let told = (end + 2..end + 2 + FARTHEST).take_while(|i| small(i) || page.taken(*i) == Taken::Demonym);
    let mut told = told.take_while(|i| !Class::Function.has(page.word(*i)) && !Class::Speech.has(page.word(*i)));
    told.any(|i| {
        (BODIES.contains(&page.word(i)) || ONLY_BEHIND.contains(&page.word(i))) && BEHIND.contains(&page.word(i + 1))
    })
}

/// "The" of "told The Steppe": a capital inside a sentence.
fn is_behind_article(page: &Page<'_>, i: usize) -> bool {
    let small = |t: usize| page.token(t).is_some_and(|t| t.kind == TokenKind::Word && t.case == Case::Lower);
    i > 1 && page.word(i - 1) == "The" && small(i - 2)
}

/// "told The Steppe", "according to The Khazar Mirror": whether a report has its words from the name at token `i`.
fn is_source(page: &Page<'_>, i: usize) -> bool {
    matches!(page.word_before(i), "told" | "tells" | "by" | "with" | "to" | "for")
}

/// "Sarin newspaper", "Al-Narin TV station": the noun stands behind, and the name is no adjective ("Islamist").
fn is_followed(page: &Page<'_>, name: &Range<usize>) -> bool {
    let noun = page.word(name.end);
    let station =
        matches!(noun, "TV" | "television" | "radio") && matches!(page.word(name.end + 1), "station" | "channel");
    let last = page.word(name.end - 1);
    let adjective = ["ist", "ish", "ic", "ian", "an", "ese", "ine"].iter().any(|ending| last.ends_with(ending));
    // "Pastures for Goats movement": the name began before the preposition.
    let cut =
        matches!(page.word_before(name.start), "for" | "of" | "and") && page.is_capital(name.start.saturating_sub(2));
    let part = cut || page.tag(name.start) == Some(NameKind::Person) && name.len() > 1;
    (station || BEHIND_NAMES.contains(&noun)) && !adjective && !part && !page.is_common(name.start)
}

/// "insurer Khazar Life": the noun stands right before, and is no part of an adjective: "the company Khazar Life".
fn is_called(page: &Page<'_>, i: usize, name: &Range<usize>) -> bool {
    // "the organisation “Steppe”" is all in its marks.
    if matches!(page.word_before(i), "\"" | "“" | "‘" | "«") && page.is_possessive(name.end) {
        return false;
    }
    // "the organisation “Steppe”"
    let i = if matches!(page.word_before(i), "\"" | "“" | "‘" | "«") { i - 1 } else { i };
    let before = page.word_before(i);
    let noun = BODIES.contains(&before) && !page.is_possessive(i - 1);
    let titled = name.clone().all(|t| page.token(t).is_some_and(|t| t.case != Case::Initial));
    // "the union President": a title; "company Director": no name either.
    let post = page.is_capital(name.end) && titles::head_at(page, name.end).is_some();
    noun && titled && !post
}

/// Names in a list of which most are bodies: "Garagum Gas, Khazar Life, Quiet Steppe and UpStream".
pub fn in_lists(page: &mut Page<'_>, index: &mut Index) {
    let mut i = 0;
    while i < page.len() {
        let (items, end) = list(page, i);
        i = end.max(i + 1);
        let bodies = items.iter().filter(|item| page.taken(item.start) == Taken::Organization).count();
        let open: Vec<&Range<usize>> = items.iter().filter(|item| page.is_free(item.start)).collect();
        if bodies < FEWEST_IN_LIST || bodies < open.len() {
            continue;
        }
        for item in open {
            let plain = item.clone().all(|t| can_name(page, t) && page.tag(t) != Some(NameKind::Person));
            let known = gazetteer::match_country(page.text, item.start).is_some()
                || gazetteer::match_city(page.text, item.start).is_some_and(|m| m.tokens == item.len());
            if plain && !known {
                let entity = named_entity(page, index, item);
                claim(page, item, entity, "list-of-bodies", 0.6);
            }
        }
    }
}

/// The names that commas part from token `i` on, and the token behind the last.
fn list(page: &Page<'_>, i: usize) -> (Vec<Range<usize>>, usize) {
    let mut items = Vec::new();
    let mut at = i;
    while items.len() < LONGEST_LIST {
        let start = if page.word(at) == "the" { at + 1 } else { at };
        if !page.is_capital(start) || !matches!(page.taken(start), Taken::Free | Taken::Organization) {
            break;
        }
        let taken = page.taken(start);
        let end = if taken == Taken::Organization {
            page.run_of(start).end
        } else {
            (start + 1..start + LONGEST).find(|t| !page.is_free_capital(*t)).unwrap_or(start + 1)
        };
        items.push(start..end);
        at = match (page.word(end), page.word(end + 1)) {
            (",", "and") => end + 2,
            ("," | "and", _) => end + 1,
            _ => return (items, end),
        };
    }
    (items, at)
}

/// Names of one word behind "in" or "port of", or at the end of a route: towns, whether a table knows them or not.
pub fn told_as_places(page: &Page<'_>) -> HashSet<String> {
    let is_town = |i: &usize| {
        let alone = page.is_free_capital(*i)
            && page.token(*i).is_some_and(|t| t.case != Case::Upper)
            && !page.is_free_capital(i + 1)
            && !page.is_possessive(i + 1);
        let before = page.word(i - 1);
        let settled = || before == "of" && *i > 1 && matches!(page.word(i - 2), "port" | "city" | "town" | "village");
        let works = || *i > 1 && matches!(page.word(i - 2), "plant" | "terminal" | "port" | "station" | "reservoir");
        // "from Dostyk to Poti", "between Aktau and Alat"
        let opener = if before == "to" { "from" } else { "between" };
        let ends_route = || {
            let reach = i.saturating_sub(5)..i.saturating_sub(2);
            matches!(before, "to" | "and")
                && reach.into_iter().any(|j| page.word(j) == opener && page.is_free_capital(j + 1))
        };
        let dash =
            |j: usize| matches!(page.word(j), "–" | "‑") && page.touches_previous(j) && page.touches_previous(j + 1);
        // "Sodo–Suswa"
        let joined = dash(i + 1) && page.is_capital(i + 2) || dash(i - 1) && *i > 1 && page.is_capital(i - 2);
        alone && (joined || matches!(before, "in" | "near") || settled() || before == "at" && works() || ends_route())
    };
    (1..page.len()).filter(is_town).map(|i| page.word(i).to_owned()).collect()
}
