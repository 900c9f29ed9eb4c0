//! Countries: ISO 3166-1 and Kosovo, and all the names by which they go.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::Match;
use super::index::Index;
use super::table::rows;
use crate::text::Text;

pub(super) const COUNTRIES: &str = include_str!("data/countries.tsv");
pub(super) const ALIASES: &str = include_str!("data/country_aliases.tsv");

/// A country.
#[derive(Debug, PartialEq)]
pub struct CountryInfo {
    /// ISO alpha-2: `KZ`.
    pub code: &'static str,
    /// ISO alpha-3: `KAZ`.
    pub iso3: &'static str,
    /// ISO numeric: 398.
    pub numeric: u16,
    /// As the press writes it: `Turkey`, `Ivory Coast`.
    pub name: &'static str,
    /// `Republic of Kazakhstan`.
    pub official: &'static str,
    /// The usual adjective: `Kazakh`; empty for a few uninhabited islands.
    pub demonym: &'static str,
    /// In English: `Astana`.
    pub capital: &'static str,
    /// UN M49: `Asia`.
    pub region: &'static str,
    /// UN M49, the narrowest: `Central Asia`.
    pub subregion: &'static str,
    /// Degrees north.
    pub latitude: f32,
    /// Degrees east.
    pub longitude: f32,
}

/// In what way a name means a country.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum How {
    /// [`CountryInfo::name`]
    Name,
    /// [`CountryInfo::official`]
    Official,
    /// Another spelling, an older or a short form: `UAE`, `Trucial States`.
    Alias,
    /// `Kazakh`, `Kazakhs`, `Kazakhstani`
    Demonym,
    /// `Akorda`, `Kremlin`, `White House`
    Government,
    /// `Astana`, and a second capital where there is one
    Capital,
    /// `KAZ`
    Iso3,
    /// `KZ`
    Iso2,
}

/// A name by which a country goes.
#[derive(Debug, PartialEq)]
pub struct CountryAlias {
    /// As written.
    pub alias: &'static str,
    /// ISO alpha-2.
    pub code: &'static str,
    /// What sort of name it is.
    pub how: How,
    /// Often means something else: `Georgia`, `Jordan`, `Sofia`, every ISO code.
    pub weak: bool,
}

static COUNTRY_TABLE: LazyLock<Vec<CountryInfo>> = LazyLock::new(|| {
    rows::<11>(COUNTRIES)
        .map(|[code, iso3, numeric, name, official, demonym, capital, region, subregion, latitude, longitude]| {
            CountryInfo {
                code,
                iso3,
                numeric: numeric.parse().unwrap_or_default(),
                name,
                official,
                demonym,
                capital,
                region,
                subregion,
                latitude: latitude.parse().unwrap_or_default(),
                longitude: longitude.parse().unwrap_or_default(),
            }
        })
        .collect()
});

static BY_CODE: LazyLock<HashMap<&str, usize>> =
    LazyLock::new(|| countries().iter().enumerate().map(|(i, country)| (country.code, i)).collect());

/// Strong ones first, then in the order of [`How`].
static ALIAS_TABLE: LazyLock<Vec<CountryAlias>> = LazyLock::new(|| {
    let mut aliases: Vec<CountryAlias> = rows::<4>(ALIASES)
        .filter_map(|[alias, code, how, weak]| {
            // The code of the table of countries, so that there is one copy of it.
            let code = country(code)?.code;
            Some(CountryAlias { alias, code, how: how_named(how)?, weak: weak == "1" })
        })
        .collect();
    aliases.sort_by_key(|alias| (alias.weak, alias.how));
    aliases
});

static INDEX: LazyLock<Index> =
    LazyLock::new(|| Index::new(country_aliases().iter().enumerate().map(|(i, alias)| (alias.alias, i))));

fn how_named(name: &str) -> Option<How> {
    Some(match name {
        "name" => How::Name,
        "official" => How::Official,
        "alias" => How::Alias,
        "demonym" => How::Demonym,
        "government" => How::Government,
        "capital" => How::Capital,
        "iso3" => How::Iso3,
        "iso2" => How::Iso2,
        _ => return None,
    })
}

/// All countries, by code.
pub fn countries() -> &'static [CountryInfo] {
    &COUNTRY_TABLE
}

/// The country with an alpha-2 code in capitals.
pub fn country(code: &str) -> Option<&'static CountryInfo> {
    countries().get(*BY_CODE.get(code)?)
}

/// All names of all countries: strong ones first, then in the order of [`How`].
pub fn country_aliases() -> &'static [CountryAlias] {
    &ALIAS_TABLE
}

/// What a folded name may mean, the likeliest first: `congo` is two countries.
pub fn aliases_of(folded: &str) -> impl Iterator<Item = &'static CountryAlias> {
    INDEX.get(folded).filter_map(|number| country_aliases().get(number))
}

/// The longest name of a country that begins at `token`. ISO codes do not count: in a text, `IT`
/// and `CAN` are words. Where a name fits two countries, the answer is one of them and weak.
pub fn match_country(text: &Text, token: usize) -> Option<Match<&'static CountryAlias>> {
    let found = INDEX.longest(text, token, |number| !matches!(country_aliases()[number].how, How::Iso2 | How::Iso3))?;
    Some(Match { tokens: found.tokens, what: &country_aliases()[found.what] })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gazetteer::table::assert_complete;
    use crate::text::fold;
    use std::collections::HashSet;

    /// The names of countries in `body`, with their codes, read from left to right.
    fn found(body: &str) -> Vec<(String, &'static str, How)> {
        let text = Text::new(body);
        let mut names = Vec::new();
        let mut token = 0;
        while token < text.tokens().len() {
            match match_country(&text, token) {
                Some(found) => {
                    let span = text.tokens()[token].span.join(text.tokens()[token + found.tokens - 1].span);
                    names.push((text.slice(span).replace('\n', " "), found.what.code, found.what.how));
                    token += found.tokens;
                }
                None => token += 1,
            }
        }
        names
    }

    fn codes(body: &str) -> Vec<&'static str> {
        found(body).into_iter().map(|(_, code, _)| code).collect()
    }

    #[test]
    fn the_tables_are_whole() {
        assert_complete::<11>(COUNTRIES);
        assert_complete::<4>(ALIASES);
        assert_eq!(rows::<4>(ALIASES).count(), country_aliases().len());
        assert_eq!(countries().len(), 250);
        let unique = |key: fn(&CountryInfo) -> String| countries().iter().map(key).collect::<HashSet<_>>().len();
        assert_eq!(unique(|c| c.code.to_owned()), 250);
        assert_eq!(unique(|c| c.iso3.to_owned()), 250);
        assert_eq!(unique(|c| c.numeric.to_string()), 250);
        assert_eq!(unique(|c| fold(c.name)), 250);
        for c in countries() {
            assert!(c.code.len() == 2 && c.iso3.len() == 3 && c.numeric > 0, "{c:?}");
            assert!(!c.official.is_empty() && !c.capital.is_empty() && !c.subregion.is_empty(), "{c:?}");
            assert!((-90.0..=90.0).contains(&c.latitude) && (-180.0..=180.0).contains(&c.longitude), "{c:?}");
            assert!(c.latitude != 0.0 || c.longitude != 0.0, "{c:?}");
        }
        let uninhabited = ["BV", "CC", "CX", "GG", "GI", "GS", "HM", "IO", "JE", "MF", "SJ", "SX", "TF", "UM"];
        for c in countries() {
            assert!(!c.demonym.is_empty() || uninhabited.contains(&c.code), "{} has no demonym", c.name);
        }
    }

    #[test]
    fn no_strong_name_means_two_countries() {
        let mut owners: HashMap<String, &str> = HashMap::new();
        for alias in country_aliases().iter().filter(|alias| !alias.weak) {
            let owner = owners.entry(fold(alias.alias)).or_insert(alias.code);
            assert_eq!(*owner, alias.code, "{}", alias.alias);
        }
    }

    #[test]
    fn every_country_is_found_by_its_own_names() {
        for c in countries() {
            for name in [c.name, c.iso3, c.code] {
                assert!(aliases_of(&fold(name)).any(|alias| alias.code == c.code), "{name}");
            }
        }
    }

    #[test]
    fn names_are_found() {
        for (body, expected) in [
            ("Türkiye, Czechia and the Kyrgyz Republic", vec!["TR", "CZ", "KG"]),
            ("the U.S. and the UK, the UAE and the DPRK", vec!["US", "GB", "AE", "KP"]),
            ("Papua New Guinea, Guinea-Bissau, Guinea, Equatorial Guinea", vec!["PG", "GW", "GN", "GQ"]),
            ("the Democratic Republic of the Congo; the Republic of the Congo", vec!["CD", "CG"]),
            ("People’s Republic of China", vec!["CN"]),
            ("the Republic of\nKazakhstan, Côte d’Ivoire, Cote d'Ivoire", vec!["KZ", "CI", "CI"]),
            ("St. Kitts and Nevis met Trinidad & Tobago", vec!["KN", "TT"]),
            ("South Korea, North Korea, South Sudan, Sudan, Niger, Nigeria", vec!["KR", "KP", "SS", "SD", "NE", "NG"]),
            ("KAZAKHSTAN AND AZERBAIJAN", vec!["KZ", "AZ"]),
            ("Əzərbaycan; Azərbaycan", vec![]),
        ] {
            assert_eq!(codes(body), expected, "{body}");
        }
    }

    #[test]
    fn ways_are_told_apart() {
        let ways = |body| found(body).into_iter().map(|(_, code, how)| (code, how)).collect::<Vec<_>>();
        assert_eq!(ways("Kazakh oil"), [("KZ", How::Demonym)]);
        assert_eq!(ways("Azerbaijanis and Dutchmen"), [("AZ", How::Demonym), ("NL", How::Demonym)]);
        assert_eq!(ways("Akorda, Downing Street"), [("KZ", How::Government), ("GB", How::Government)]);
        assert_eq!(ways("ASTANA — in Washington, D.C."), [("KZ", How::Capital), ("US", How::Capital)]);
    }

    #[test]
    fn words_are_no_countries() {
        for body in [
            "roast turkey for us",
            "it can be in an oman-like place",
            "china cups",
            "IT, IS, CAN",
            "Republic\n\nof China's",
        ] {
            let names = found(body);
            assert!(names.iter().all(|(name, ..)| name.starts_with("China")), "{body}: {names:?}");
        }
        assert!(found("us turkey").is_empty());
    }
}
