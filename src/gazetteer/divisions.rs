//! Provinces, states and regions that make up a country: where "the Karnataka High Court" sits.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::table::{list, rows};
use crate::text::fold;

pub(super) const DIVISIONS: &str = include_str!("data/divisions.tsv");

/// Folded name → ISO alpha-2.
static COUNTRIES: LazyLock<HashMap<String, &'static str>> = LazyLock::new(|| {
    let names = rows::<2>(DIVISIONS).flat_map(|[code, names]| list(names).into_iter().map(move |name| (name, code)));
    names.map(|(name, code)| (fold(name), code)).collect()
});

/// The country, ISO alpha-2, whose division has this folded name. Names that two countries have are in no table, and
/// the United States' have one of their own.
pub fn country_of_division(folded: &str) -> Option<&'static str> {
    COUNTRIES.get(folded).copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gazetteer::country;
    use crate::gazetteer::table::assert_complete;

    #[test]
    fn the_table_is_whole() {
        assert_complete::<2>(DIVISIONS);
        let names = rows::<2>(DIVISIONS).map(|[_, names]| list(names).len()).sum::<usize>();
        assert!(rows::<2>(DIVISIONS).all(|[code, _]| country(code).is_some()));
        assert!(names - COUNTRIES.len() <= 2, "{names} names, {} of them different", COUNTRIES.len());
    }

    #[test]
    fn a_division_is_of_its_country() {
        assert_eq!(country_of_division("british columbia"), Some("CA"));
        assert_eq!(country_of_division(&fold("Baden-Württemberg")), Some("DE"));
        assert_eq!(country_of_division("punjab"), None);
    }
}
