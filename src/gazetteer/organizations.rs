//! Bodies that the world knows: the UN family, development banks, alliances, news agencies.

use std::sync::LazyLock;

use super::Match;
use super::index::Index;
use super::table::{list, optional, rows};
use crate::text::Text;

pub(super) const ORGANIZATIONS: &str = include_str!("data/organizations.tsv");

/// An organization.
#[derive(Debug, PartialEq)]
pub struct KnownOrganization {
    /// The form that is shown: `Asian Development Bank`.
    pub name: &'static str,
    /// `ADB`; `None` for those who go by their name.
    pub acronym: Option<&'static str>,
    /// As in schema.sql: `international`, `government`, `media` …
    pub kind: &'static str,
    /// ISO alpha-2; none for international ones.
    pub country: Option<&'static str>,
    /// As written, name and acronym apart.
    pub aliases: Vec<&'static str>,
}

static TABLE: LazyLock<Vec<KnownOrganization>> = LazyLock::new(|| {
    rows::<5>(ORGANIZATIONS)
        .map(|[name, acronym, kind, country, aliases]| KnownOrganization {
            name,
            acronym: optional(acronym),
            kind,
            country: optional(country),
            aliases: list(aliases),
        })
        .collect()
});

static INDEX: LazyLock<Index> = LazyLock::new(|| {
    let numbered = || organizations().iter().enumerate();
    let names = numbered().map(|(i, body)| (body.name, i));
    let acronyms = numbered().filter_map(|(i, body)| Some((body.acronym?, i)));
    let aliases = numbered().flat_map(|(i, body)| body.aliases.iter().map(move |alias| (*alias, i)));
    Index::new(names.chain(acronyms).chain(aliases))
});

/// All known organizations.
pub fn organizations() -> &'static [KnownOrganization] {
    &TABLE
}

/// The organization with this folded name, acronym or alias.
pub fn organization(folded: &str) -> Option<&'static KnownOrganization> {
    organizations().get(INDEX.get(folded).next()?)
}

/// The longest name of a known organization that begins at `token`.
pub fn match_organization(text: &Text, token: usize) -> Option<Match<&'static KnownOrganization>> {
    let found = INDEX.longest(text, token, |_| true)?;
    Some(Match { tokens: found.tokens, what: &organizations()[found.what] })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gazetteer::country;
    use crate::gazetteer::table::assert_complete;
    use crate::text::fold;
    use std::collections::HashMap;

    #[test]
    fn the_table_is_whole() {
        assert_complete::<5>(ORGANIZATIONS);
        let mut owners: HashMap<String, &str> = HashMap::new();
        for body in organizations() {
            assert!(crate::gazetteer::ORGANIZATION_KINDS.contains(&body.kind), "{body:?}");
            assert!(body.country.is_none_or(|code| country(code).is_some()), "{body:?}");
            for name in body.aliases.iter().chain([&body.name]).chain(&body.acronym) {
                assert_eq!(owners.insert(fold(name), body.name).unwrap_or(body.name), body.name, "{name}");
            }
        }
    }

    #[test]
    fn bodies_are_found() {
        let first = |body: &str| match_organization(&Text::new(body), 0).map(|m| (m.tokens, m.what.name));
        assert_eq!(first("UN Security Council resolutions"), Some((3, "United Nations Security Council")));
        assert_eq!(first("U.N. officials"), Some((1, "United Nations")));
        assert_eq!(first("Organization for Security\nand Co-operation in Europe").map(|m| m.0), Some(7));
        assert_eq!(first("who said so"), None);
    }
}
