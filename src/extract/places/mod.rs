//! Places that are no countries: cities of the gazetteer, and names that say what they are.

pub mod countries;
mod doubts;
pub mod salience;
pub mod states;

use std::collections::HashMap;
use std::ops::Range;

use crate::extract::classes::Class;
use crate::extract::header::one_line;
use crate::extract::page::{Page, Taken};
use crate::extract::{Kind, Mention, Place, Sense};
use crate::gazetteer;
use crate::tagger::labels::NameKind;
use crate::text::fold;

pub fn is_tail(lower: &str) -> bool {
    Class::PlaceTail.has(lower) || Class::FacilityTail.has(lower)
}

/// Finds the places whose surroundings say so: before the people, so that "ambassador in Baghdad" does
/// not lend a city to the name behind it.
pub fn find_located(page: &mut Page<'_>) {
    let mut known = Known::default();
    dateline(page, &mut known);
    let mut i = 0;
    while i < page.len() {
        let next = if page.is_free_capital(i) { located(page, &mut known, i) } else { None };
        i = next.unwrap_or(i + 1);
    }
}

/// Finds the places that are left when the people are known.
pub fn find_rest(page: &mut Page<'_>) {
    let mut known = Known::of(page);
    let mut i = 0;
    while i < page.len() {
        let next = if page.is_free_capital(i) { rest(page, &mut known, i) } else { None };
        i = next.unwrap_or(i + 1);
    }
}

/// Index in `Facts::places` by folded name.
#[derive(Default)]
struct Known(HashMap<String, usize>);

impl Known {
    fn of(page: &Page<'_>) -> Known {
        Known(page.facts.places.iter().enumerate().map(|(i, place)| (fold(&place.name), i)).collect())
    }

    fn entity(&mut self, page: &mut Page<'_>, tokens: &Range<usize>, city: Option<&gazetteer::City>) -> usize {
        let name = in_small_letters(one_line(page.slice(tokens)));
        *self.0.entry(fold(&name)).or_insert_with(|| {
            page.facts.places.push(Place {
                name,
                country: city.map(|c| c.country),
                position: city.map(|c| (c.latitude, c.longitude)),
            });
            page.facts.places.len() - 1
        })
    }
}

/// A name written in capitals, as datelines are, in the letters of a name: `NEW DELHI` as New Delhi.
/// Names of up to three letters may be abbreviations and stay.
fn in_small_letters(name: String) -> String {
    if name.chars().count() <= 3 || name.chars().any(char::is_lowercase) {
        return name;
    }
    let mut begins = true;
    let letter = |c: char| {
        let small = if begins { c.to_string() } else { c.to_lowercase().collect() };
        begins = !c.is_alphabetic();
        small
    };
    name.chars().map(letter).collect()
}

/// Takes the city of the dateline.
fn dateline(page: &mut Page<'_>, known: &mut Known) {
    let Some((span, place)) = page.facts.header.dateline.as_ref().and_then(|d| Some((d.span, d.place.clone()?))) else {
        return;
    };
    let first = page.text.tokens().partition_point(|t| t.span.start < span.start);
    let tokens = (first..first + 24).find_map(|start| {
        let length = (1..8).find(|n| start + n <= page.len() && one_line(page.slice(&(start..start + n))) == place)?;
        Some(start..start + length)
    });
    let Some(tokens) = tokens.filter(|tokens| tokens.clone().all(|i| page.is_free(i))) else { return };
    let city = gazetteer::cities(&fold(&place)).next();
    claim(page, known, &tokens, city, "dateline", 0.95);
    let index = known.0.get(&fold(&place)).copied();
    if let Some(dateline) = &mut page.facts.header.dateline {
        dateline.place_index = index;
    }
}

fn located(page: &mut Page<'_>, known: &mut Known, i: usize) -> Option<usize> {
    let money = |end: usize| page.word(end) == "$" && page.touches_previous(end);
    if let Some(tokens) =
        page.tagged_from(i, NameKind::Place).filter(|tokens| !money(tokens.end) && is_place(page, tokens))
    {
        let city = gazetteer::match_city(page.text, i).filter(|city| city.tokens == tokens.len()).map(|city| city.what);
        claim(page, known, &tokens, city, "tagged", 0.85);
        return Some(tokens.end);
    }
    if page.tag(i).is_some() {
        return None;
    }
    if let Some(tokens) = with_tail(page, i) {
        let last = page.word(tokens.end - 1).to_lowercase();
        if Class::FacilityTail.has(&last) {
            return Some(tokens.end);
        }
        claim(page, known, &tokens, None, "place-head", 0.8);
        return Some(tokens.end);
    }
    let city = gazetteer::match_city(page.text, i)?;
    let tokens = i..i + city.tokens;
    let before = page.word_before(i).to_lowercase();
    let comma_country = page.word(tokens.end) == "," && page.taken(tokens.end + 1) == Taken::Country;
    let name_goes_on = page.is_free_capital(tokens.end) && !city.what.capital;
    let name_began = page.is_free_capital(i.wrapping_sub(1)) && i > 0;
    let sure = (Class::Locating.has(&before) && !name_goes_on || comma_country) && !name_began;
    if !sure || !tokens.clone().all(|t| page.is_free(t)) {
        return None;
    }
    claim(page, known, &tokens, Some(city.what), "located-city", 0.85);
    Some(tokens.end)
}

/// Whether what the tagger holds for a place can be one: "the Kingdom" is a common noun with a capital,
/// an agreement is no place whatever sea it is named after.
fn is_place(page: &Page<'_>, tokens: &Range<usize>) -> bool {
    let last = page.word(tokens.end - 1).to_lowercase();
    let directions = ["kingdom", "republic", "north", "south", "east", "west", "western", "eastern"];
    let bare = tokens.len() == 1 && (directions.contains(&last.as_str()) || Class::PlaceTail.has(&last));
    let thing = tokens.len() > 1 && Class::Thing.has(&last) && !Class::PlaceTail.has(&last);
    !(bare || thing)
}

fn rest(page: &mut Page<'_>, known: &mut Known, i: usize) -> Option<usize> {
    if let Some(city) = gazetteer::match_city(page.text, i) {
        let tokens = i..i + city.tokens;
        let free = tokens.clone().all(|t| page.is_free(t));
        let alone = !(page.is_free_capital(tokens.end) || i > 0 && page.is_free_capital(i - 1));
        let known_already = known.0.contains_key(&fold(page.slice(&tokens)));
        let big = city.what.capital || city.what.population > 100_000 || tokens.len() > 1;
        if free && (alone || city.what.capital) && (known_already || big && !page.is_common(i)) {
            claim(page, known, &tokens, Some(city.what), "city", 0.7);
            return Some(tokens.end);
        }
    }
    if let Some(region) = gazetteer::match_region(page.text, i) {
        let tokens = i..i + region.tokens;
        if region.what.kind == "geographic" && tokens.clone().all(|t| page.is_free(t)) {
            claim(page, known, &tokens, None, "region", 0.8);
            return Some(tokens.end);
        }
    }
    // "in Nkurenkuru": a name that nobody knows, where only a place can stand.
    let mut end = i + 1;
    while end < i + 3 && page.is_free_capital(end) {
        end += 1;
    }
    let tokens = i..end;
    let before = page.word_before(i);
    let lower = page.word(end - 1).to_lowercase();
    let proper = tokens.clone().all(|t| {
        !page.is_common(t)
            && !Class::Function.has(&page.word(t).to_lowercase())
            && !Class::Time.has(&page.word(t).to_lowercase())
    });
    let mixed = page.word(i).chars().any(char::is_lowercase);
    if matches!(before, "in" | "near" | "from")
        && proper
        && mixed
        && !Class::Thing.has(&lower)
        && page.word(i).len() > 2
    {
        claim(page, known, &tokens, None, "locating-preposition", 0.5);
        return Some(end);
    }
    let entity = known.0.get(&fold(page.slice(&(i..i + 1)))).copied()?;
    let evidence = page.evidence(&(i..i + 1), "place-again", 0.6);
    let mention = Mention { kind: Kind::Place, entity: Some(entity), sense: Sense::Literal, evidence };
    page.claim(&(i..i + 1), Taken::Place, mention);
    Some(i + 1)
}

/// A run of capitals that ends in what it is: "Kavango West Region", "Lake Chad" begins with it.
fn with_tail(page: &Page<'_>, i: usize) -> Option<Range<usize>> {
    if Class::Function.has(&page.word(i).to_lowercase()) || Class::Time.has(&page.word(i).to_lowercase()) {
        return None;
    }
    if matches!(page.word(i), "Lake" | "Mount" | "Cape" | "Port" | "Fort" | "Gulf" | "Strait")
        && page.word(i + 1) != "of"
        && page.is_free_capital(i + 1)
    {
        return Some(i..i + 2);
    }
    let mut end = i + 1;
    while end < i + 5 && page.is_free_capital(end) {
        if is_tail(&page.word(end).to_lowercase()) && !page.is_free_capital(end + 1) {
            return Some(i..end + 1);
        }
        end += 1;
    }
    None
}

fn claim(
    page: &mut Page<'_>,
    known: &mut Known,
    tokens: &Range<usize>,
    city: Option<&gazetteer::City>,
    rule: &'static str,
    confidence: f32,
) {
    let entity = known.entity(page, tokens, city);
    let evidence = page.evidence(tokens, rule, confidence);
    let mention = Mention { kind: Kind::Place, entity: Some(entity), sense: Sense::Literal, evidence };
    page.claim(tokens, Taken::Place, mention);
}
