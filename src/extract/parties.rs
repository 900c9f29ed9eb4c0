//! Who is concerned: the principals of an article, and the countries behind people and phrases.

use std::ops::Range;

use super::lexicon::{NounKind, Number};
use super::reading::Reading;
use super::{Kind, Sense};

/// The people an article is about, when it speaks of "the leaders" or "the sides".
#[derive(Clone, Debug, Default)]
pub(super) struct Principals {
    /// Indices into `Facts::people`: the one named most, and the one named most of another country.
    pub people: Vec<usize>,
    /// ISO alpha-2, of these people; without them the countries the article is mainly about.
    pub countries: Vec<&'static str>,
}

impl Principals {
    pub fn find(reading: &Reading<'_>) -> Principals {
        let facts = reading.facts;
        let mut named = vec![0u32; facts.people.len()];
        for mention in facts.mentions.iter().filter(|m| m.kind == Kind::Person) {
            if let Some(count) = mention.entity.and_then(|p| named.get_mut(p)) {
                *count += 1;
            }
        }
        let mut order: Vec<usize> =
            (0..named.len()).filter(|&p| facts.people[p].country.is_some() && named[p] > 0).collect();
        order.sort_by_key(|&p| std::cmp::Reverse((named[p], std::cmp::Reverse(p))));
        let mut people: Vec<usize> = order.first().copied().into_iter().collect();
        people.extend(
            order
                .iter()
                .copied()
                .find(|&p| people.first().is_some_and(|&first| facts.people[p].country != facts.people[first].country)),
        );
        let mut countries: Vec<&'static str> = people.iter().filter_map(|&p| facts.people[p].country).collect();
        if countries.len() < 2 {
            let mut salient: Vec<_> = facts.countries.iter().filter(|c| c.salience >= 0.5).collect();
            salient.sort_by(|a, b| b.salience.total_cmp(&a.salience));
            for country in salient.into_iter().take(2) {
                add(&mut countries, country.code);
            }
            countries.truncate(2);
        }
        Principals { people, countries }
    }
}

/// Whether a phrase is a group that points back: "the leaders", "the two sides", "they", "both".
pub(super) fn is_group(reading: &Reading<'_>, phrase: Range<usize>) -> bool {
    if reading.is(phrase.start, &["they", "both", "together"]) {
        return true;
    }
    let mut heads = phrase.clone().filter_map(|i| reading.noun(i));
    heads.any(|n| n.kind == NounKind::Group && n.number == Number::Plural)
        && !phrase.clone().any(|i| reading.entity(i, Kind::Person).is_some())
}

/// The countries named in a range, not only inside longer names, each once.
pub(super) fn stated(reading: &Reading<'_>, tokens: Range<usize>) -> Vec<&'static str> {
    let mut codes = Vec::new();
    for mention in reading.mentions(tokens) {
        if mention.kind == Kind::Country && mention.sense != Sense::Embedded {
            let code = mention.entity.and_then(|c| reading.facts.countries.get(c)).map(|c| c.code);
            code.into_iter().for_each(|c| add(&mut codes, c));
        }
    }
    codes
}

/// The country of an organization: its own, or the one inside its name.
pub(super) fn of_organization(reading: &Reading<'_>, organization: usize) -> Option<&'static str> {
    let facts = reading.facts;
    let known = facts.organizations.get(organization).and_then(|o| o.country);
    let inside = || {
        let named = facts.mentions.iter().take(2_000);
        let mut named = named.filter(|m| m.kind == Kind::Organization && m.entity == Some(organization)).take(8);
        named.find_map(|m| {
            let tokens = reading.token_at(m.evidence.span.start)..reading.token_at(m.evidence.span.end);
            let country = reading.mentions(tokens).iter().find(|m| m.kind == Kind::Country)?;
            country.entity.and_then(|c| facts.countries.get(c)).map(|c| c.code)
        })
    };
    known.or_else(inside)
}

/// The countries of people.
pub(super) fn of_people(reading: &Reading<'_>, people: &[usize]) -> Vec<&'static str> {
    let mut codes = Vec::new();
    for person in people.iter().filter_map(|&p| reading.facts.people.get(p)) {
        person.country.into_iter().for_each(|c| add(&mut codes, c));
    }
    codes
}

/// Adds an item unless it is there.
pub(super) fn add<T: PartialEq>(list: &mut Vec<T>, item: T) {
    if !list.contains(&item) {
        list.push(item);
    }
}

/// Who signed the text: a name in capitals, alone near its end.
pub(super) fn signer(reading: &Reading<'_>) -> Option<usize> {
    let last = reading.facts.mentions.iter().rev().take(200).find(|m| m.kind == Kind::Person && m.entity.is_some())?;
    let name = reading.text.slice(last.evidence.span);
    let near = reading.text.body().len() - last.evidence.span.end as usize;
    (near < 120 && !name.chars().any(char::is_lowercase)).then_some(last.entity).flatten()
}
