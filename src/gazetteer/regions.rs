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
