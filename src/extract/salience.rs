//! How much a document is about a country, which is not how often it names it.

use super::classes::Class;
use super::page::Page;
use super::{Country, Kind, Sense};
use crate::gazetteer::{self, How};
use crate::text::{Text, fold};

/// What speaks for a country, in the units in which [`ABOUT`] is half.
const IN_TITLE: f32 = 1.2;
const IN_FIRST_SENTENCE: f32 = 0.9;
const IN_DATELINE: f32 = 1.2;
const PER_MENTION: f32 = 0.7;
const CITY: f32 = 0.5;

/// The weight at which a document is as much about a country as not.
const ABOUT: f32 = 1.2;

/// Gives every country its salience, 0 to 1. The country of the dateline is added when no other that
/// the text names is what it is about: a report from Houston need not say where that is.
pub(super) fn weigh(page: &mut Page<'_>, title: Option<&str>) {
    let mut weight = vec![Weight::default(); page.facts.countries.len()];
    for mention in page.facts.mentions.iter().filter(|m| m.kind == Kind::Country) {
        let Some(weight) = mention.entity.and_then(|i| weight.get_mut(i)) else { continue };
        let early = mention.evidence.sentence == 0;
        weight.mentions += match mention.sense {
            Sense::Literal | Sense::Metonym => 1.0,
            Sense::Demonym => 0.9,
            Sense::Embedded => 0.4,
            Sense::Anaphor => 0.0,
        };
        weight.early |= early && mention.sense != Sense::Embedded;
    }
    let cities = cities(page);
    let titled = titled(title);
    let home = home(page);
    for (country, weight) in page.facts.countries.iter_mut().zip(weight) {
        let mut sum = PER_MENTION * weight.mentions.ln_1p();
        sum += if weight.early { IN_FIRST_SENTENCE } else { 0.0 };
        sum += if titled.contains(&country.code) { IN_TITLE } else { 0.0 };
        sum += if home == Some(country.code) { IN_DATELINE } else { 0.0 };
        sum += if cities.contains(&country.code) { CITY } else { 0.0 };
        country.salience = sum / (sum + ABOUT);
    }
    if let Some(code) = home
        && page.facts.countries.iter().all(|c| c.code != code && c.salience < 0.5)
    {
        page.facts.countries.push(Country { code, salience: 0.5 });
    }
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

/// Countries that the title names.
fn titled(title: Option<&str>) -> Vec<&'static str> {
    let text = Text::new(title.unwrap_or_default());
    let matches = (0..text.tokens().len()).filter_map(|i| gazetteer::match_country(&text, i));
    matches.filter(|m| !matches!(m.what.how, How::Iso2 | How::Iso3)).map(|m| m.what.code).collect()
}

/// The country of the dateline, ISO alpha-2: that which stands behind its city (`KASSEL, West Germany`,
/// `AKRON, Ohio`), or else the city's.
pub(super) fn home(page: &Page<'_>) -> Option<&'static str> {
    let dateline = page.facts.header.dateline.as_ref()?;
    let place = dateline.place.as_deref()?;
    let first = page.text.tokens().partition_point(|t| t.span.start < dateline.span.start);
    let tokens = (first..page.len()).take_while(|i| page.text.tokens()[*i].span.end <= dateline.span.end);
    let qualifier = tokens.skip_while(|i| page.word(*i) != ",").nth(1);
    if let Some(i) = qualifier.filter(|i| page.is_capital(*i)) {
        if let Some(found) = gazetteer::match_country(page.text, i) {
            return Some(found.what.code);
        }
        if Class::UsState.has(&page.word(i).to_lowercase()) {
            return Some("US");
        }
    }
    let place = fold(place);
    let capital = || gazetteer::aliases_of(&place).find(|alias| alias.how == How::Capital).map(|alias| alias.code);
    gazetteer::cities(&place).next().map(|city| city.country).or_else(capital)
}
