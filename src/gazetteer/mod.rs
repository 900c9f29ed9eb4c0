//! What the extractor knows before it reads: countries, regions, cities, organizations, posts and
//! names. Data (`data/`, see its README for sources) and lookup. Compiled in, parsed once at the
//! first use, pure.
//!
//! Names are compared in the form that [`crate::text::fold`] gives. The `match_…` functions read a
//! text: each answers with the longest name that begins at a token. They take no lower-case word
//! for a name, let a name run over one line break, and allocate only for words that begin one.

mod cities;
mod compounds;
mod countries;
mod divisions;
mod index;
mod leaders;
mod lexicon;
mod organizations;
mod people;
mod posts;
mod regions;
mod table;

pub use cities::{City, cities, match_city};
pub use compounds::countries_in_compound;
pub use countries::{CountryAlias, CountryInfo, How, aliases_of, countries, country, country_aliases, match_country};
pub use divisions::country_of_division;
pub use leaders::{state_of_leader, whole_post};
pub use lexicon::{DatedPost, Entry, EntryKind, Lexicon, ORGANIZATION_KINDS, SECTORS};
pub use organizations::{KnownOrganization, match_organization, organization, organizations};
pub use people::{formal_names, is_given_name, is_surname, is_title_before_name, match_honorific, surname_ending};
pub use posts::{normal_post, portfolio, spelled_post};
pub use regions::{RegionInfo, match_region, region, regions};

use sha2::{Digest, Sha256};

/// A name found in a text.
#[derive(Clone, Debug, PartialEq)]
pub struct Match<T> {
    /// How many tokens it covers, at least one.
    pub tokens: usize,
    /// What the name stands for.
    pub what: T,
}

/// Tells one state of the data from another: sixteen hexadecimal digits.
pub fn lexicon_hash() -> String {
    let mut hash = Sha256::new();
    for data in [
        countries::COUNTRIES,
        countries::ALIASES,
        divisions::DIVISIONS,
        regions::REGIONS,
        cities::CITIES,
        organizations::ORGANIZATIONS,
        leaders::LEADERS,
        posts::POSTS,
        posts::PORTFOLIOS,
        people::GIVEN_NAMES,
        people::FAMILY_NAMES,
        people::FAMILIAR_NAMES,
        people::HONORIFICS,
    ] {
        hash.update(data.len().to_le_bytes());
        hash.update(data);
    }
    hash.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_hash_is_stable() {
        let hash = super::lexicon_hash();
        assert_eq!(hash.len(), 16);
        assert_eq!(hash, super::lexicon_hash());
    }
}
