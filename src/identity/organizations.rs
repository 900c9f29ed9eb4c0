//! The key of an organization: equal for all the ways in which one body is written.

use crate::gazetteer;
use crate::text::fold;

/// British and American spellings, and words for one thing.
const SPELLINGS: [(&str, &str); 12] = [
    ("organisation", "organization"),
    ("organisations", "organizations"),
    ("center", "centre"),
    ("defense", "defence"),
    ("program", "programme"),
    ("labor", "labour"),
    ("programs", "programmes"),
    ("cooperation", "cooperation"),
    ("dept", "department"),
    ("govt", "government"),
    ("centers", "centres"),
    ("harbor", "harbour"),
];

/// Legal forms, which come and go at the end of a company's name.
const LEGAL_FORMS: [&str; 16] = [
    "inc",
    "ltd",
    "llc",
    "llp",
    "jsc",
    "ojsc",
    "plc",
    "corp",
    "corporation",
    "co",
    "company",
    "gmbh",
    "ag",
    "sa",
    "nv",
    "limited",
];

/// Heads of names that many countries use: such a body is told by its country.
const GENERIC: [&str; 30] = [
    "ministry",
    "parliament",
    "government",
    "cabinet",
    "senate",
    "house",
    "council",
    "court",
    "bank",
    "embassy",
    "agency",
    "committee",
    "commission",
    "police",
    "army",
    "navy",
    "force",
    "forces",
    "treasury",
    "prosecutor",
    "office",
    "administration",
    "department",
    "academy",
    "assembly",
    "majlis",
    "service",
    "federation",
    "chamber",
    "authority",
];

/// The key of an organization. A body that the gazetteer knows has one key under all its names and
/// acronyms; a name such as "Foreign Ministry", which every country has, takes the country's code
/// (ISO alpha-2) into the key.
pub fn organization_key(name: &str, country: Option<&str>) -> String {
    let folded = fold(name);
    let bare = folded.strip_prefix("the ").unwrap_or(&folded);
    if let Some(known) = gazetteer::organization(bare).or_else(|| gazetteer::organization(&folded)) {
        return fold(known.name);
    }
    let (words, named_country) = without_country(bare);
    let mut words: Vec<&str> = words
        .split(' ')
        .map(|w| SPELLINGS.iter().find(|(other, _)| *other == w).map_or(w, |(_, usual)| usual))
        .collect();
    while words.len() > 1 && words.last().is_some_and(|word| LEGAL_FORMS.contains(word)) {
        words.pop();
    }
    let key = match ministry(&words) {
        Some(key) => key,
        None => words.join(" "),
    };
    let generic = words.len() <= 4 && words.iter().any(|word| GENERIC.contains(word));
    match named_country.or(country).filter(|_| generic) {
        Some(code) => format!("{key}/{code}"),
        None if named_country.is_some() => bare.to_owned(),
        None => key,
    }
}

/// The name without a country at either end, and that country's code: `kazakh foreign ministry`,
/// `ministry of energy of the republic of kazakhstan`.
fn without_country(folded: &str) -> (&str, Option<&'static str>) {
    let code = |part: &str| gazetteer::aliases_of(part).find(|alias| !alias.weak).map(|alias| alias.code);
    for (at, _) in folded.match_indices(" of ") {
        let tail = &folded[at + 4..];
        if let Some(code) = code(tail.strip_prefix("the ").unwrap_or(tail)) {
            return (&folded[..at], Some(code));
        }
    }
    for (at, _) in folded.match_indices(' ').take(3) {
        // "United Arab Emirates Army" after "United": the longest front part wins by going on.
        if let Some(code) = code(&folded[..at]) {
            return (&folded[at + 1..], Some(code));
        }
    }
    (folded, None)
}

/// `foreign ministry` for "ministry of foreign affairs": a ministry by its portfolio.
fn ministry(words: &[&str]) -> Option<String> {
    let at = words.iter().position(|word| *word == "ministry")?;
    let name = words.join(" ");
    let portfolio = match at {
        0 => name.strip_prefix("ministry of ").or_else(|| name.strip_prefix("ministry for "))?,
        _ => name.strip_suffix(" ministry")?,
    };
    let portfolio = portfolio.strip_prefix("the ").unwrap_or(portfolio);
    Some(format!("{} ministry", gazetteer::portfolio(portfolio).unwrap_or(portfolio)))
}

#[cfg(test)]
mod tests {
    use super::organization_key as key;

    #[test]
    fn names_of_one_body_are_equal() {
        for (one, other) in [
            ("United Nations", "the UN"),
            ("U.N.", "UN"),
            ("Caspian Shipping Company", "The Caspian Shipping Co."),
            ("Steppe Energy LLC", "Steppe Energy"),
            ("Centre for Water Programs", "Center for Water Programmes"),
            ("Ministry of Foreign Affairs of Kazakhstan", "Kazakh Foreign Ministry"),
            ("Ministry of Foreign Affairs of the Republic of Azerbaijan", "Azerbaijani Foreign Ministry"),
        ] {
            assert_eq!(key(one, None), key(other, None), "{one}, {other}");
        }
        assert_eq!(key("Foreign Ministry", Some("KZ")), key("Kazakh Foreign Ministry", None));
        assert_eq!(key("Ministry of Energy", Some("AZ")), "energy ministry/AZ");
    }

    #[test]
    fn bodies_of_two_countries_stay_apart() {
        assert_ne!(key("Foreign Ministry", Some("KZ")), key("Foreign Ministry", Some("AZ")));
        assert_ne!(key("Central Bank of Armenia", None), key("Central Bank of Azerbaijan", None));
        assert_ne!(key("Bank of Mongolia", None), key("Bank", None));
        assert_ne!(key("University of Baku", None), key("University of Tbilisi", None));
        assert_ne!(key("Kazakh Oil Company", None), key("Uzbek Oil Company", None));
    }
}
