//! Groups of countries that news speaks of as one: Central Asia, the EU, the G7.

use std::sync::LazyLock;

use super::Match;
use super::index::Index;
use super::table::{list, rows};
use crate::text::Text;

pub(super) const REGIONS: &str = include_str!("data/regions.tsv");

/// A group of countries.
#[derive(Debug, PartialEq)]
pub struct RegionInfo {
    /// The form that is shown: `Central Asia`.
    pub name: &'static str,
    /// `geographic`, `organization` or `informal`.
    pub kind: &'static str,
    /// As written.
    pub aliases: Vec<&'static str>,
    /// ISO alpha-2.
    pub members: Vec<&'static str>,
}

static TABLE: LazyLock<Vec<RegionInfo>> = LazyLock::new(|| {
    rows::<4>(REGIONS)
        .map(|[name, kind, aliases, members]| RegionInfo {
            name,
            kind,
            aliases: list(aliases),
            members: members.split(' ').filter(|code| !code.is_empty()).collect(),
        })
        .collect()
});

static INDEX: LazyLock<Index> = LazyLock::new(|| {
    let names = regions().iter().enumerate().map(|(i, region)| (region.name, i));
    let aliases = regions().iter().enumerate().flat_map(|(i, region)| region.aliases.iter().map(move |a| (*a, i)));
    Index::new(names.chain(aliases))
});

/// All regions.
pub fn regions() -> &'static [RegionInfo] {
    &TABLE
}

/// The region with this folded name or alias.
pub fn region(folded: &str) -> Option<&'static RegionInfo> {
    regions().get(INDEX.get(folded).next()?)
}

/// The longest name of a region that begins at `token`.
pub fn match_region(text: &Text, token: usize) -> Option<Match<&'static RegionInfo>> {
    let found = INDEX.longest(text, token, |_| true)?;
    Some(Match { tokens: found.tokens, what: &regions()[found.what] })
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
        assert_complete::<4>(REGIONS);
        let mut owners: HashMap<String, &str> = HashMap::new();
        for region in regions() {
            assert!(["geographic", "organization", "informal"].contains(&region.kind), "{region:?}");
            assert!(region.members.len() > 1, "{region:?}");
            assert!(region.members.iter().all(|code| country(code).is_some()), "{region:?}");
            for name in region.aliases.iter().chain([&region.name]) {
                assert_eq!(owners.insert(fold(name), region.name).unwrap_or(region.name), region.name, "{name}");
            }
        }
    }

    #[test]
    fn regions_are_found() {
        let first = |body: &str| match_region(&Text::new(body), 0).map(|m| (m.tokens, m.what.name));
        assert_eq!(first("Central Asia’s water"), Some((2, "Central Asia")));
        assert_eq!(first("EU leaders"), Some((1, "European Union")));
        assert_eq!(first("eu"), None);
        assert!(region("speca").is_some_and(|speca| speca.members.contains(&"AZ") && speca.members.len() == 7));
    }
}
