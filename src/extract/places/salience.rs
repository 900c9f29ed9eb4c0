//! How much a document is about a country, which is not how often it names it.

use super::states;
use crate::extract::page::Page;
use crate::extract::{Country, Kind, Sense};
use crate::gazetteer::{self, How};
use crate::text::{Text, fold};

/// What speaks for a country, in the units in which [`ABOUT`] is half.
const IN_TITLE: f32 = 0.9;
const IN_FIRST_SENTENCE: f32 = 0.5;
const IN_DATELINE: f32 = 1.2;
const PER_MENTION: f32 = 0.9;
const CITY: f32 = 0.2;

/// The weight at which a document is as much about a country as not.
const ABOUT: f32 = 1.2;

/// Gives every country its salience, 0 to 1. The country of the dateline is added where the text does not name
/// it: a report from Houston need not say where that is.
pub fn weigh(page: &mut Page<'_>, title: Option<&str>) {
    let mut weight = vec![Weight::default(); page.facts.countries.len()];
    for mention in page.facts.mentions.iter().filter(|m| m.kind == Kind::Country) {
        let Some(weight) = mention.entity.and_then(|i| weight.get_mut(i)) else { continue };
        let early = mention.evidence.sentence == 0;
        let money = mention.sense == Sense::Demonym && is_money(page, mention.evidence.span.end);
        weight.mentions += match mention.sense {
            _ if money => 0.0,
            Sense::Literal | Sense::Metonym => 1.0,
            Sense::Demonym => 0.9,
            Sense::Embedded => 0.4,
            Sense::Anaphor => 0.0,
        };
        weight.early |= early && mention.sense != Sense::Embedded && !money;
    }
    let cities = cities(page);
    let titled = titled(title);
    // Without a title it is the first sentence that says what the article is about.
    let first_sentence = if title.is_some() { IN_FIRST_SENTENCE } else { IN_TITLE };
    let home = home(page);
    for (country, weight) in page.facts.countries.iter_mut().zip(weight) {
        let mut sum = PER_MENTION * weight.mentions.ln_1p();
        sum += if weight.early { first_sentence } else { 0.0 };
        sum += if titled.contains(&country.code) { IN_TITLE } else { 0.0 };
        sum += if home == Some(country.code) { IN_DATELINE } else { 0.0 };
        sum += if cities.contains(&country.code) { CITY } else { 0.0 };
        country.salience = sum / (sum + ABOUT);
    }
    if let Some(code) = home
        && page.facts.countries.iter().all(|c| c.code != code)
    {
        page.facts.countries.push(Country { code, salience: IN_DATELINE / (IN_DATELINE + ABOUT) });
    }
}

/// Whether what follows a demonym that ends at byte `end` is its money: "Australian dollars" say nothing of Australia.
fn is_money(page: &Page<'_>, end: u32) -> bool {
    let next = page.text.tokens().partition_point(|t| t.span.start < end);
    is_currency(page.word(next))
}

fn is_currency(word: &str) -> bool {
    const CURRENCIES: &[&str] = &[
        "dollar", "dollars", "dlr", "dlrs", "franc", "francs", "mark", "marks", "pound", "pounds", "peso", "pesos",
        "crown", "crowns", "rupee", "rupees", "lira", "lire", "tenge", "manat", "rouble", "roubles", "ruble", "rubles",
        "rial", "rials", "dinar", "dinars", "won", "yuan",
    ];
    CURRENCIES.contains(&word.to_lowercase().as_str())
}

#[derive(Clone, Default)]
struct Weight {
    mentions: f32,
    early: bool,
}

/// Countries of the cities named in the text, in order, each once.
fn cities(page: &Page<'_>) -> Vec<&'static str> {
    let mut codes: Vec<&'static str> = page.facts.places.iter().filter_map(|place| place.country).collect();
    codes.sort_unstable();
    codes.dedup();
    codes
}

/// Countries that the title names, each once. Titles in capitals hide what is a name: `CAR` is no country there, nor
/// is a ticker (`<UK>`), nor New Mexico; and a capital is as often just a city.
pub fn titled(title: Option<&str>) -> Vec<&'static str> {
    let text = Text::new(title.unwrap_or_default());
    let mut codes = Vec::new();
    let word = |i: usize| text.tokens().get(i).map_or("", |token| text.slice(token.span));
    for i in 0..text.tokens().len() {
        let Some(found) = gazetteer::match_country(&text, i) else { continue };
        let alias = found.what;
        let before = if i > 0 { word(i - 1) } else { "" };
        let other = match alias.how {
            How::Iso2 | How::Iso3 | How::Capital | How::Government => true,
            How::Demonym => is_currency(word(i + found.tokens)),
            _ => alias.weak && alias.alias.len() <= 3,
        };
        let longer = before == "<" || before.eq_ignore_ascii_case("new");
        if !other && !longer && !codes.contains(&alias.code) {
            codes.push(alias.code);
        }
    }
    codes
}

/// Countries whose seats of government the title names, each once.
pub fn seats(title: Option<&str>) -> Vec<&'static str> {
    let text = Text::new(title.unwrap_or_default());
    let found = (0..text.tokens().len()).filter_map(|i| gazetteer::match_country(&text, i));
    let mut codes: Vec<&'static str> =
        found.filter(|found| found.what.how == How::Government).map(|found| found.what.code).collect();
    codes.sort_unstable();
    codes.dedup();
    codes
}

/// The country of the dateline, ISO alpha-2: that which stands behind its city (`KASSEL, West Germany`,
/// `AKRON, Ohio`), or else the city's.
pub fn home(page: &Page<'_>) -> Option<&'static str> {
    let dateline = page.facts.header.dateline.as_ref()?;
    let place = dateline.place.as_deref()?;
    let first = page.text.tokens().partition_point(|t| t.span.start < dateline.span.start);
    let tokens = (first..page.len()).take_while(|i| page.text.tokens()[*i].span.end <= dateline.span.end);
    let mut qualifier = tokens.skip_while(|i| page.word(*i) != ",").skip(1).take_while(|i| page.word(*i) != ",");
    if let Some(first) = qualifier.next().filter(|i| page.is_capital(*i)) {
        let end = qualifier.last().unwrap_or(first) + 1;
        if let Some(found) = gazetteer::match_country(page.text, first)
            && found.what.how != How::Demonym
        {
            return Some(found.what.code);
        }
        if let Some(code) = states::of_part(&fold(page.text.slice(page.span(&(first..end))))) {
            return Some(code);
        }
    }
    let place = fold(place);
    let capital = || gazetteer::aliases_of(&place).find(|alias| alias.how == How::Capital).map(|alias| alias.code);
    gazetteer::cities(&place).next().map(|city| city.country).or_else(capital)
}
