//! Cities: those of some size anywhere, all capitals, and smaller ones around the Caspian.

use std::sync::LazyLock;

use super::Match;
use super::index::Index;
use super::table::{list, rows};
use crate::text::Text;

pub(super) const CITIES: &str = include_str!("data/cities.tsv");

/// A city.
#[derive(Debug, PartialEq)]
pub struct City {
    /// As the press writes it: `Astana`.
    pub name: &'static str,
    /// ISO alpha-2.
    pub country: &'static str,
    /// Degrees north.
    pub latitude: f32,
    /// Degrees east.
    pub longitude: f32,
    /// People, as last counted by the source of the table; 0 where that does not say.
    pub population: u32,
    /// Of its country.
    pub capital: bool,
    /// Other names in English texts, former ones included: `Kiev`, `Nur-Sultan`.
    pub aliases: Vec<&'static str>,
}

static TABLE: LazyLock<Vec<City>> = LazyLock::new(|| {
    rows::<7>(CITIES)
        .map(|[name, country, latitude, longitude, population, capital, aliases]| City {
            name,
            country,
            latitude: latitude.parse().unwrap_or_default(),
            longitude: longitude.parse().unwrap_or_default(),
            population: population.parse().unwrap_or_default(),
            capital: capital == "1",
            aliases: list(aliases),
        })
        .collect()
});

/// Each name with its likeliest city first: a city counts for a tenth where the name is not the usual one.
static INDEX: LazyLock<Index> = LazyLock::new(|| {
    let numbered = || TABLE.iter().enumerate();
    let names = numbered().map(|(i, city)| (city.population, city.name, i));
    let aliases =
        numbered().flat_map(|(i, city)| city.aliases.iter().map(move |alias| (city.population / 10, *alias, i)));
    let mut names: Vec<_> = names.chain(aliases).collect();
    names.sort_by_key(|(weight, ..)| std::cmp::Reverse(*weight));
    Index::new(names.into_iter().map(|(_, name, i)| (name, i)))
});

/// The cities with this folded name, the likeliest first: the most populous that usually goes by it.
pub fn cities(folded: &str) -> impl Iterator<Item = &'static City> {
    INDEX.get(folded).filter_map(|number| TABLE.get(number))
}

/// The longest name of a city that begins at `token`, as the likeliest city of that name:
/// [`cities`] has the others.
pub fn match_city(text: &Text, token: usize) -> Option<Match<&'static City>> {
    let found = INDEX.longest(text, token, |_| true)?;
    Some(Match { tokens: found.tokens, what: &TABLE[found.what] })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gazetteer::table::assert_complete;
    use crate::gazetteer::{countries, country};

    #[test]
    fn the_table_is_whole() {
        assert_complete::<7>(CITIES);
        assert_eq!(rows::<7>(CITIES).count(), TABLE.len());
        for city in TABLE.iter() {
            assert!(country(city.country).is_some(), "{city:?}");
            assert!(city.latitude != 0.0 || city.longitude != 0.0, "{city:?}");
        }
        let without: Vec<_> = countries()
            .iter()
            .filter(|country| !TABLE.iter().any(|city| city.capital && city.country == country.code))
            .map(|country| country.code)
            .collect();
        // Those with neither a capital nor, some of them, people.
        assert_eq!(without, ["AQ", "BV", "CC", "HM", "IM", "IO", "TF", "TK", "UM"]);
    }

    #[test]
    fn the_likeliest_city_comes_first() {
        for (name, code) in [
            ("baku", "AZ"),
            ("nur sultan", "KZ"),
            ("alma ata", "KZ"),
            ("kiev", "UA"),
            ("paris", "FR"),
            ("st petersburg", "RU"),
            ("new york", "US"),
            ("mazar i sharif", "AF"),
            ("ulan bator", "MN"),
        ] {
            assert_eq!(cities(name).next().map(|city| city.country), Some(code), "{name}");
        }
        assert!(cities("san jose").count() > 1, "there is one in California, too");
        assert_eq!(cities("no such city").count(), 0);
    }

    #[test]
    fn cities_are_found_in_a_text() {
        let first = |body: &str| match_city(&Text::new(body), 0).map(|m| (m.tokens, m.what.name));
        assert_eq!(first("ASTANA — a report"), Some((1, "Astana")));
        assert_eq!(first("New\nYork today"), Some((2, "New York")));
        assert_eq!(first("St. Petersburg forum"), Some((3, "Saint Petersburg")));
        assert_eq!(first("nice"), None);
    }
}
