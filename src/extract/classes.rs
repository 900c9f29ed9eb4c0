//! Closed classes of English words that the name rules look at; the words are in `data/classes.txt`.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// Classes by name; each word in small letters.
static CLASSES: LazyLock<HashMap<&'static str, HashSet<&'static str>>> = LazyLock::new(|| {
    let mut classes: HashMap<&str, HashSet<&str>> = HashMap::new();
    let mut class = "";
    for line in include_str!("data/classes.txt").lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        match line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            Some(name) => class = name,
            None => classes.entry(class).or_default().extend(line.split_whitespace()),
        }
    }
    classes
});

/// A class of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// Words that are no part of a name even with a capital: at the start of a sentence, in a heading.
    Function,
    /// What is said, listed or put behind a name with a capital: no name by itself, no first word of one.
    Utterance,
    /// Days, months, seasons, holidays.
    Time,
    /// What a run of capitals is when it ends so: neither person nor organization nor place.
    Thing,
    /// Particles inside a personal name.
    Particle,
    /// Words that end a name with a patronymic.
    PatronymicEnd,
    /// Forms of address, without the point.
    Honorific,
    /// Verbs of speech in the forms in which reports use them.
    Speech,
    /// Nouns that name a post by themselves, in the singular.
    TitleHead,
    /// What people do who hold no office: whoever does it has no state for it.
    Occupation,
    /// Words that belong to a title before its head.
    TitleModifier,
    /// What ministers and secretaries are for.
    Portfolio,
    /// Nouns that make an organization of a run of capitals that ends in them.
    OrganizationHead,
    /// Heads that govern a complement: Bank of Mongolia, Council on Foreign Relations.
    OrganizationGoverning,
    /// Heads that need a proper name before them: a team, a unit, a group.
    OrganizationBare,
    /// Last words of the names of natural features, divisions and settlements.
    PlaceTail,
    /// Last words of the names of buildings, streets and works.
    FacilityTail,
    /// Words after which a place is named.
    Locating,
    /// States of the United States and the first words of their names, with the abbreviations of the press.
    UsState,
    /// Public measures that a government takes for a time, in the singular.
    Measure,
    /// What an attack is called, in the singular.
    Attack,
    /// Occasions that people attend or hold, beside meetings, summits and visits; in the singular.
    Occasion,
    /// Nouns of what happens to people, places and papers, in the singular.
    Happening,
}

impl Class {
    const ALL: [(Class, &'static str); 23] = [
        (Class::Function, "function"),
        (Class::Utterance, "utterance"),
        (Class::Time, "time"),
        (Class::Thing, "thing"),
        (Class::Particle, "particle"),
        (Class::PatronymicEnd, "patronymic-end"),
        (Class::Honorific, "honorific"),
        (Class::Speech, "speech"),
        (Class::TitleHead, "title-head"),
        (Class::Occupation, "occupation"),
        (Class::TitleModifier, "title-modifier"),
        (Class::Portfolio, "portfolio"),
        (Class::OrganizationHead, "organization-head"),
        (Class::OrganizationGoverning, "organization-governing"),
        (Class::OrganizationBare, "organization-bare"),
        (Class::PlaceTail, "place-tail"),
        (Class::FacilityTail, "facility-tail"),
        (Class::Locating, "locating"),
        (Class::UsState, "us-state"),
        (Class::Measure, "measure"),
        (Class::Attack, "attack"),
        (Class::Occasion, "occasion"),
        (Class::Happening, "happening"),
    ];

    /// Whether the word, in small letters, is of this class.
    pub fn has(self, lower: &str) -> bool {
        static SETS: LazyLock<Vec<Option<&HashSet<&str>>>> =
            LazyLock::new(|| Class::ALL.iter().map(|(_, name)| CLASSES.get(name)).collect());
        SETS.get(self as usize).copied().flatten().is_some_and(|words| words.contains(lower))
    }

    /// The word as the class holds it, which lives as long as the program.
    pub fn find(self, lower: &str) -> Option<&'static str> {
        CLASSES.get(Class::ALL[self as usize].1)?.get(lower).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::{CLASSES, Class};

    #[test]
    fn every_class_has_words_and_stands_in_order() {
        assert_eq!(CLASSES.len(), Class::ALL.len());
        for (i, (class, name)) in Class::ALL.into_iter().enumerate() {
            assert_eq!(class as usize, i);
            assert!(CLASSES.get(name).is_some_and(|words| words.len() > 5), "{name}");
        }
        assert!(Class::Portfolio.has("foreign"));
        assert!(!Class::TitleHead.has("foreign"));
    }
}
