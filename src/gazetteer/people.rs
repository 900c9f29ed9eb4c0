//! What is known about people's names: given names, family names, honorifics.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use super::index::{Index, runs_on};
use super::posts::before_names;
use super::table::{list, rows};
use crate::text::{Text, fold};

/// One folded name a line.
pub(super) const GIVEN_NAMES: &str = include_str!("data/given_names.txt");
/// One folded name a line.
pub(super) const FAMILY_NAMES: &str = include_str!("data/family_names.txt");
/// A given name and its familiar forms, folded.
pub(super) const FAMILIAR_NAMES: &str = include_str!("data/familiar_names.tsv");
/// One a line, as written, without the point of an abbreviation.
pub(super) const HONORIFICS: &str = include_str!("data/honorifics.txt");

/// Endings that make a family name wherever the language of the name is used: Slavic, Turkic,
/// Persian, Armenian, Georgian, Ukrainian, South Slavic, Nordic, Greek. Folded.
const SURNAME_ENDINGS: [&str; 40] = [
    "ov", "ova", "ev", "eva", "yev", "yeva", "in", "ina", "yan", "ian", "yants", "shvili", "dze", "adze", "uly",
    "kyzy", "zade", "zadeh", "oglu", "ogly", "oghlu", "bekov", "bayev", "baev", "enko", "chuk", "skiy", "sky", "skyi",
    "ski", "ska", "skaya", "vich", "vic", "ic", "sson", "ssen", "opoulos", "idis", "akis",
];

static GIVEN: LazyLock<HashSet<&str>> = LazyLock::new(|| GIVEN_NAMES.lines().collect());
static FAMILY: LazyLock<HashSet<&str>> = LazyLock::new(|| FAMILY_NAMES.lines().collect());
static HONORIFIC_INDEX: LazyLock<Index> = LazyLock::new(|| Index::new(HONORIFICS.lines().map(|line| (line, 0))));

static FORMAL: LazyLock<HashMap<&str, Vec<&str>>> = LazyLock::new(|| {
    let mut formal: HashMap<&str, Vec<&str>> = HashMap::new();
    for [name, familiar] in rows(FAMILIAR_NAMES) {
        list(familiar).into_iter().for_each(|form| formal.entry(form).or_default().push(name));
    }
    formal
});
static TITLES: LazyLock<HashSet<String>> =
    LazyLock::new(|| HONORIFICS.lines().chain(before_names().iter().copied()).map(fold).collect());

/// The given names that a folded familiar form is short for: Joseph of `joe`. Of some there are
/// several, the most frequent first; none of a name that is short for nothing.
pub fn formal_names(folded: &str) -> &'static [&'static str] {
    FORMAL.get(folded).map_or(&[], Vec::as_slice)
}

/// Whether folded words are a title that stands before names: `mr`, `president`, `prime minister`.
pub fn is_title_before_name(folded: &str) -> bool {
    TITLES.contains(folded)
}

/// Whether a folded word is a given name somewhere. Many are family names, places or words, too.
pub fn is_given_name(folded: &str) -> bool {
    GIVEN.contains(folded)
}

/// Whether a folded word is a frequent family name, or has an ending that only family names have.
pub fn is_surname(folded: &str) -> bool {
    FAMILY.contains(folded) || surname_ending(folded).is_some_and(|ending| ending.len() > 2)
}

/// The longest ending of family names that a folded word has, if at least three letters go before
/// it. Two letters (`-in`, `-ev`) are a hint, no more.
pub fn surname_ending(folded: &str) -> Option<&'static str> {
    SURNAME_ENDINGS
        .into_iter()
        .filter(|ending| folded.len() >= ending.len() + 3 && folded.ends_with(ending))
        .max_by_key(|ending| ending.len())
}

/// How many tokens an honorific at `token` takes, its point included: `Mr.`, `His Majesty`.
pub fn match_honorific(text: &Text, token: usize) -> Option<usize> {
    let found = HONORIFIC_INDEX.longest(text, token, |_| true)?;
    let next = token + found.tokens;
    let glued = |next: usize| text.tokens()[next - 1].span.end == text.tokens()[next].span.start;
    let point = next < text.tokens().len() && runs_on(text, next) && glued(next) && text.word(next) == ".";
    Some(found.tokens + usize::from(point))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn honorifics_take_their_point() {
        let tokens = |body: &str| match_honorific(&Text::new(body), 0);
        assert_eq!(tokens("Mr. Sarsenov"), Some(2));
        assert_eq!(tokens("Mr Sarsenov"), Some(1));
        assert_eq!(tokens("His Royal Highness the Emir"), Some(3));
        assert_eq!(tokens("H.E. Elchin Mammadzade"), Some(1));
        assert_eq!(tokens("he said"), None);
    }

    #[test]
    fn endings_tell_family_names() {
        assert!(is_surname("mammadzade"));
        assert!(is_surname("doskaliyeva"));
        assert_eq!(surname_ending("sarsenbekov"), Some("bekov"));
        assert_eq!(surname_ending("pin"), None);
        assert!(!is_surname("berlin"));
    }

    #[test]
    fn familiar_names_lead_to_full_ones() {
        crate::gazetteer::table::assert_complete::<2>(FAMILIAR_NAMES);
        for [name, familiar] in rows(FAMILIAR_NAMES) {
            assert!(std::iter::once(name).chain(list(familiar)).all(|form| fold(form) == form), "{name}");
            assert!(!list(familiar).contains(&name), "{name} is short for itself");
        }
        assert_eq!(formal_names("joe"), ["joseph"]);
        assert_eq!(formal_names("ed"), ["edward", "edwin", "edmund"]);
        assert!(formal_names("daniyar").is_empty());
    }

    #[test]
    fn titles_are_known_in_full() {
        assert!(["mr", "president", "prime minister"].into_iter().all(is_title_before_name));
        assert!(!is_title_before_name("daniyar"));
    }

    #[test]
    fn the_lists_are_folded_and_sorted() {
        for list in [GIVEN_NAMES, FAMILY_NAMES] {
            for line in list.lines() {
                assert_eq!(crate::text::fold(line), line);
            }
            assert!(list.lines().is_sorted());
        }
    }
}
