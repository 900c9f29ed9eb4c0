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
    pub name: &'static str,
    /// ISO alpha-2.
    pub country: &'static str,
    /// Degrees north.
    pub latitude: f32,
    /// Degrees east.
    pub longitude: f32,
    pub population: u32,
    /// Of its country.
    pub capital: bool,
    /// Other names in English texts, former ones included: `Kiev`, `Nur-Sultan`.
    pub aliases: Vec<&'static str>,
}

/// Most populous first, so that the index, too, has the likeliest city of a name first.
static TABLE: LazyLock<Vec<City>> = LazyLock::new(|| {
    let mut cities: Vec<City> = rows::<7>(CITIES)
        .map(|[name, country, latitude, longitude, population, capital, aliases]| City {
            name,
            country,
            latitude: latitude.parse().unwrap_or_default(),
            longitude: longitude.parse().unwrap_or_default(),
            population: population.parse().unwrap_or_default(),
            capital: capital == "1",
            aliases: list(aliases),
        })
        .collect();
    cities.sort_by_key(|city| std::cmp::Reverse(city.population));
    cities
});

/// Names proper before other names.
static INDEX: LazyLock<Index> = LazyLock::new(|| {
    let numbered = || TABLE.iter().enumerate();
    let names = numbered().map(|(i, city)| (city.name, i));
    let aliases = numbered().flat_map(|(i, city)| city.aliases.iter().map(move |alias| (*alias, i)));
    Index::new(names.chain(aliases))
});

/// The cities with this folded name, those of that very name first, then the most populous first.
pub fn cities(folded: &str) -> impl Iterator<Item = &'static City> {
    INDEX.get(folded).filter_map(|number| TABLE.get(number))
}

/// The longest name of a city that begins at `token`, as the most populous city of that name:
/// [`cities`] has the others.
pub fn match_city(text: &Text, token: usize) -> Option<Match<&'static City>> {
    let found = INDEX.longest(text, token, |_| true)?;
    Some(Match { tokens: found.tokens, what: &TABLE[found.what] })
}
