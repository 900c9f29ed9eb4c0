//! Where the name of a body ends: its complement, the person who heads it, the next body.

use std::ops::Range;

use super::{REACH, is_head};
use crate::extract::classes::Class;
use crate::extract::page::Page;
use crate::extract::people::titles;
use crate::gazetteer;
use crate::text::{Case, fold};

/// Who or what belongs to a body and makes no longer name of it, in small letters.
const BELONGING: &[&str] =
    &["allies", "ally", "alliance", "leaders", "members", "partner", "partners", "presidency", "summit", "chair"];

/// Modifiers that tell no body from another.
const GENERIC: &[&str] = &["steering", "working", "executive", "joint", "organizing", "interagency", "coordinating"];

/// Whether what the tagger takes for one name begins with a name of its own: "United States and European Union", "NATO
/// Allies".
pub fn begins_with_another(page: &Page<'_>, tokens: &Range<usize>) -> bool {
    let i = tokens.start;
    let state = gazetteer::match_country(page.text, i).map_or(0, |found| found.tokens);
    let two = state > 0 && page.word(i + state) == "and" && i + state < tokens.end;
    let body = gazetteer::match_organization(page.text, i).map_or(0, |found| found.tokens);
    let belongs = |t: usize| BELONGING.contains(&page.word(t).to_lowercase().as_str());
    two || body > 0 && body < tokens.len() && (i + body..tokens.end).all(belongs)
}

/// "Narin Air Force and Special Mission Wing": the end of the first of two bodies, which is whole before "and".
pub fn without_second(page: &Page<'_>, tokens: Range<usize>) -> usize {
    let whole = |t: &usize| *t >= tokens.start + 2 && tokens.end - t > 2 && is_head(&page.word(t - 1).to_lowercase());
    // "Department of Labor, Department of Energy": the same head begins again.
    let again = |t: &usize| page.word(*t) == "," && page.word(t + 1) == page.word(tokens.start);
    tokens.clone().find(|t| page.word(*t) == "and" && whole(t) || again(t)).unwrap_or(tokens.end)
}

/// "Director of the Science Foundation Leyla Guliyeva": the end of the name without whoever holds the post that stands
/// before it.
pub fn without_holder(page: &Page<'_>, tokens: Range<usize>) -> usize {
    let before = if page.word_before(tokens.start).eq_ignore_ascii_case("the") { 2 } else { 1 };
    let of = tokens.start.saturating_sub(before);
    let titled = matches!(page.word(of), "of" | "at" | "for" | "in")
        && (of.saturating_sub(4)..of).any(|t| titles::head_at(page, t).is_some());
    if !titled || tokens.len() < 3 {
        return tokens.end;
    }
    let field = |t: usize| {
        let lower = page.word(t).to_lowercase();
        is_head(&lower) || Class::Portfolio.has(&lower) || Class::OrganizationGoverning.has(&lower)
    };
    let personal = |t: usize| {
        page.token(t).is_some_and(|token| token.case == Case::Title || token.case == Case::Initial)
            && !field(t)
            && !Class::Thing.has(&page.word(t).to_lowercase())
            && !page.is_common(t)
    };
    // The body is whole before the name: it ends in a head, in what it is for, or in a country.
    let whole = |t: usize| field(t) || gazetteer::match_country(page.text, t).is_some();
    // "Young" is a family name as well as a word.
    let named = |t: usize| personal(t) || t + 1 == tokens.end && page.is_capital(t) && !field(t);
    let begins = |from: &usize| {
        personal(*from)
            && (*from..tokens.end).all(named)
            && (whole(from - 1) || gazetteer::is_given_name(&fold(page.word(*from))))
            && !matches!(page.word(from - 1), "of" | "and" | "for" | "the" | "&" | ",")
    };
    let first = tokens.start + 1;
    // "Los Angeles Rail Company"
    let town = gazetteer::match_city(page.text, tokens.start).map_or(0, |city| city.tokens);
    let first = first.max(tokens.start + town);
    [tokens.end.saturating_sub(3), tokens.end - 2]
        .into_iter()
        .filter(|f| *f >= first)
        .find(begins)
        .unwrap_or(tokens.end)
}

/// "Association of Towns Legislative Conference": an occasion, and no body's complement.
pub fn ends_in_occasion(tokens: &Range<usize>, last: &str) -> bool {
    tokens.len() > 2 && !is_head(last) && matches!(last, "conference" | "summit" | "participants" | "parties")
}

/// "the Steering Committee", "a Working Group": one of many, which points back to a longer name.
pub fn is_generic(page: &Page<'_>, tokens: &Range<usize>) -> bool {
    let generic = |t: usize| GENERIC.contains(&page.word(t).to_lowercase().as_str());
    let last = page.word(tokens.end - 1).to_lowercase();
    tokens.len() > 1 && (tokens.start..tokens.end - 1).all(generic) && Class::OrganizationGoverning.has(&last)
}

/// Whether a name is of rooms in which others meet: "Narin Convention Center", "Oval Office".
pub fn is_venue(page: &Page<'_>, tokens: &Range<usize>) -> bool {
    const FOR_ALL: &[&str] = &["convention", "exhibition", "conference", "shopping", "trauma", "visitor"];
    let lower = |t: usize| page.word(t).to_lowercase();
    let last = lower(tokens.end - 1);
    tokens.len() > 1
        && (matches!(last.as_str(), "center" | "centre") && FOR_ALL.contains(&lower(tokens.end - 2).as_str())
            || last == "office" && lower(tokens.end - 2) == "oval")
}

/// The token behind what a comma parts from the name of a company: "Saryarqa Homes, Inc."
pub fn with_designator(page: &Page<'_>, end: usize) -> usize {
    const DESIGNATORS: &[&str] = &["Inc", "Ltd", "LLC", "LLP", "Corp", "PBC", "PLC", "GmbH"];
    if page.word(end) != "," || !DESIGNATORS.contains(&page.word(end + 1)) || !page.is_free(end + 1) {
        return end;
    }
    let point = page.word(end + 2) == "." && page.touches_previous(end + 2);
    end + 2 + usize::from(point)
}

/// Token after the complement of a head at `i`: "of Foreign Affairs of Kazakhstan", "for Economic
/// Co-operation and Development".
pub fn complement(page: &Page<'_>, i: usize) -> Option<usize> {
    let mut end = None;
    let mut at = i;
    for _ in 0..3 {
        if !matches!(page.word(at), "of" | "for" | "on" | "de" | "del" | "du" | "des" | "against") || !page.is_free(at)
        {
            break;
        }
        let mut j = at + 1;
        if matches!(page.word(j), "the" | "la" | "las" | "los" | "les") {
            j += 1;
        }
        let first = j;
        while j < first + REACH {
            let lower = page.word(j).to_lowercase();
            if page.is_free_capital(j) && !(Class::Function.has(&lower) && lower != "may") && !Class::Time.has(&lower) {
                // "Ministry of Foreign Affairs Spokesman", "University of Vlora Rector"; but the "Office of the
                // National Ports Director" is the director's.
                let own = page.word(i - 1) == "Office" && page.word(first - 1) == "the";
                if own && (j == first || !page.is_free_capital(j + 1)) && titles::head_at(page, j).is_some() {
                    j += 1;
                    break;
                }
                let post = titles::head_at(page, j).is_some() && !Class::Portfolio.has(&lower);
                if j > first && (post || page.word(j - 1) == "Ministers") {
                    break;
                }
                // "of Housing and Urban Development": what a ministry is for is no given name.
                let named = gazetteer::is_given_name(&fold(page.word(j))) && !Class::Portfolio.has(&lower);
                if j > first + 1 && named && page.is_free_capital(j + 1) {
                    break;
                }
                j += 1;
            } else if j > first
                && matches!(page.word(j), "and" | "&" | ",")
                && page.is_free_capital(j + 1)
                && (page.word(j) != "," || list_goes_on(page, j))
                && gazetteer::match_organization(page.text, j + 1).is_none()
                && page.token(j + 1).is_some_and(|t| t.case == Case::Title)
            {
                j += 1;
            } else {
                break;
            }
        }
        if j == first {
            break;
        }
        while j > first + 1 && matches!(page.word(j - 1), "and" | "&" | ",") {
            j -= 1;
        }
        end = Some(j);
        at = j;
    }
    end
}

/// Whether the comma at `i` is one of a list in a name: "Ministry of Trade, Industry and Energy".
fn list_goes_on(page: &Page<'_>, i: usize) -> bool {
    let mut j = i + 1;
    // "Department of Labor, Department of Energy": the next one has a head of its own.
    if Class::OrganizationGoverning.has(&page.word(j).to_lowercase()) && matches!(page.word(j + 1), "of" | "for") {
        return false;
    }
    while j < i + 5 && page.is_free_capital(j) {
        if titles::head_at(page, j).is_some() || gazetteer::match_country(page.text, j).is_some() {
            return false;
        }
        j += 1;
    }
    page.word(j) == "and" && page.is_free_capital(j + 1) && gazetteer::match_country(page.text, j + 1).is_none()
}
