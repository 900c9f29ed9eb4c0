//! The parts of a person's name that tell who it is.

use super::skeleton::skeleton;
use crate::gazetteer;
use crate::text::fold;

/// Words behind a name, and what tells father from son by them; degrees tell nothing.
const SUFFIXES: [(&str, Option<&str>); 8] = [
    ("jr", Some("jr")),
    ("junior", Some("jr")),
    ("sr", Some("sr")),
    ("senior", Some("sr")),
    ("ii", Some("ii")),
    ("iii", Some("iii")),
    ("iv", Some("iv")),
    ("phd", None),
];

/// Marks around a name that someone goes by: `Joseph “Joe” Carter`.
const QUOTES: [char; 9] = ['"', '“', '”', '‘', '«', '»', '(', ')', '„'];

/// Words behind a father's name: `Heydar oglu`.
const FATHERS: [&str; 8] = ["oglu", "ogly", "oghlu", "uulu", "uly", "qizi", "kyzy", "gizi"];

/// Articles of Arabic family names, which come and go: `al-Sisi`, `el-Sisi`, `Sisi`.
const ARTICLES: [&str; 3] = ["al", "el", "ul"];

/// A name in skeletons.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PersonName {
    /// First of the given names, hyphenated ones in one: `kasimjomart`. Empty for a lone family name.
    pub given: String,
    /// What `given` is a familiar form of: `josef` of `joe`. Several where it is short for several.
    pub formal: Vec<String>,
    /// Further given names and initials.
    pub middle: Vec<String>,
    /// Slavic or Turkic; folded, and spellings of one sound made alike.
    pub patronymic: Option<String>,
    /// Last word, or the only one.
    pub family: String,
    /// `jr`, `sr`, `ii` …
    pub suffix: Option<&'static str>,
    /// `given` is nothing but initials: `k`, `kj`.
    pub initials: bool,
}

impl PersonName {
    /// Reads a name as written; titles before it are passed over. The family name is taken for the
    /// last word.
    pub fn of(name: &str) -> PersonName {
        let mut words = without_quoted(bare_name(name));
        let mut suffix = None;
        while let Some(found) = words.last().filter(|_| words.len() > 1).and_then(|word| suffix_of(word)) {
            suffix = found.or(suffix);
            words.pop();
        }
        let mut patronymic = None;
        // "Ilham Heydar oglu Aliyev", "Aliyev Ilham Heydar oglu"
        if let Some(at) = words.iter().position(|word| FATHERS.contains(&fold(word).as_str())).filter(|at| *at >= 2) {
            patronymic = Some(skeleton(words[at - 1]));
            words.drain(at - 1..=at);
        }
        if let Some(at) = (1..words.len()).rev().find(|at| words.len() > 2 && is_patronymic(&fold(words[*at]))) {
            patronymic = Some(skeleton(words[at]));
            words.remove(at);
        }
        let Some(last) = words.pop() else { return PersonName::default() };
        if words.last().is_some_and(|word| words.len() > 1 && ARTICLES.contains(&fold(word).as_str())) {
            words.pop();
        }
        let family = family_skeleton(last);
        let Some((first, rest)) = words.split_first() else {
            return PersonName { family, patronymic, suffix, ..Default::default() };
        };
        let mut middle: Vec<String> = rest.iter().map(|word| skeleton(word)).collect();
        let mut initials = is_initial(first);
        let mut given = if initials { initial_letters(first) } else { skeleton(first) };
        let mut formal = formal_skeletons(first);
        // "K. J. Tokayev" and "J. Robert Oppenheimer": more initials, or a name that is in use.
        if initials && rest.iter().all(|word| is_initial(word)) {
            given.extend(rest.iter().map(|word| initial_letters(word)));
            middle.clear();
        } else if let Some(at) = rest.iter().position(|word| initials && !is_initial(word)) {
            given = middle.remove(at);
            formal = formal_skeletons(rest[at]);
            initials = false;
        }
        PersonName { given, formal, middle, patronymic, family, suffix, initials }
    }

    /// Both given names are one, or familiar forms of one: Joe and Joseph, Bill and Will.
    pub fn same_given(&self, other: &PersonName) -> bool {
        self.given == other.given
            || self.formal.contains(&other.given)
            || other.formal.contains(&self.given)
            || self.formal.iter().any(|name| other.formal.contains(name))
    }

    /// Whether the names may be those of one person of this family: neither the first names, nor middle
    /// names or initials, nor patronymics, nor suffixes contradict each other. What one of them leaves
    /// out contradicts nothing.
    pub fn agrees_with(&self, other: &PersonName) -> bool {
        let given = if self.initials || other.initials {
            begins_alike(&self.given, &other.given)
        } else {
            self.same_given(other)
        };
        let middle = self.middle.iter().zip(&other.middle).all(|(one, other)| begins_alike(one, other));
        let fathers = match (&self.patronymic, &other.patronymic) {
            (Some(one), Some(other)) => begins_alike(one, other),
            _ => true,
        };
        // A son is called as his father was, with or without Jr.; Sr. is said of the father alone.
        let suffix = match (self.suffix, other.suffix) {
            (None, Some(one)) | (Some(one), None) => one != "sr",
            (one, other) => one == other,
        };
        given && middle && fathers && suffix
    }

    /// Given and family name both written out.
    pub fn is_full(&self) -> bool {
        !self.given.is_empty() && !self.initials
    }
}

/// The identity key of a name: given and family name in skeletons, `kasimjomart tokaev`; a lone name
/// alone. A familiar given name stands for the first of its full forms. Homonyms share it.
pub fn person_key(name: &str) -> String {
    let PersonName { given, formal, family, .. } = PersonName::of(name);
    let given = formal.into_iter().next().unwrap_or(given);
    if given.is_empty() { family } else { format!("{given} {family}") }
}

/// The family name as written, taken for the last word of a name of several: what a person is called by alone.
pub fn surname(name: &str) -> Option<&str> {
    let mut words = name.split_whitespace().filter(|word| suffix_of(word).is_none());
    let last = words.next_back()?;
    words.next().map(|_| last.trim_end_matches(','))
}

/// A name without the titles before it: `Daniyar Sarsenov` of "President Daniyar Sarsenov". A title that
/// is a given name too, as in "Dean Carter", stays before a lone word.
pub fn bare_name(name: &str) -> &str {
    let mut rest = name.trim();
    loop {
        let ends: Vec<usize> = rest.match_indices(char::is_whitespace).map(|(at, _)| at).take(3).collect();
        let title = ends.iter().rev().find(|end| {
            let (front, behind) = (fold(&rest[..**end]), rest[**end..].trim_start());
            let lone = !behind.contains(char::is_whitespace);
            gazetteer::is_title_before_name(&front) && !(lone && gazetteer::is_given_name(&front))
        });
        match title {
            Some(end) => rest = rest[*end..].trim_start(),
            None => return rest,
        }
    }
}

/// The words of a name, but for those in quotation marks between others.
fn without_quoted(name: &str) -> Vec<&str> {
    let all: Vec<&str> = name.split_whitespace().filter(|word| !fold(word).is_empty()).collect();
    let mut quoted = false;
    let mut words = Vec::with_capacity(all.len());
    for word in &all {
        quoted |= word.starts_with(QUOTES);
        if !quoted {
            words.push(*word);
        }
        // The mark that ends a quotation by single marks is an apostrophe.
        quoted &= !(word.ends_with(QUOTES) || word.ends_with('’'));
    }
    if words.is_empty() { all } else { words }
}

/// Whether a word is a suffix, and which one.
fn suffix_of(word: &str) -> Option<Option<&'static str>> {
    let folded = fold(word);
    SUFFIXES.iter().find(|(suffix, _)| *suffix == folded).map(|(_, tells)| *tells)
}

fn formal_skeletons(word: &str) -> Vec<String> {
    gazetteer::formal_names(&fold(word)).iter().map(|name| skeleton(name)).collect()
}

fn family_skeleton(word: &str) -> String {
    let folded = fold(word);
    let stem = folded.split_once(' ').filter(|(article, _)| ARTICLES.contains(article)).map(|(_, stem)| stem);
    skeleton(stem.unwrap_or(word))
}

/// One is the other, or an initial of it.
fn begins_alike(one: &str, other: &str) -> bool {
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    // Skeletons turn y into i, which initials must survive: compare first letters.
    short == long || (short.chars().count() <= 2 && short.chars().next() == long.chars().next())
}

/// `K.`, `K.-J.`, `KJ.`: single letters with points or hyphens.
fn is_initial(word: &str) -> bool {
    let folded = fold(word);
    folded.split(' ').all(|part| part.chars().count() == 1) && word.contains('.')
        || (folded.chars().count() == 1 && word.chars().all(char::is_uppercase))
}

fn initial_letters(word: &str) -> String {
    fold(word).split(' ').filter_map(|part| skeleton(part).chars().next()).collect()
}

fn is_patronymic(folded: &str) -> bool {
    ["ovich", "evich", "ovna", "evna", "ichna", "uly", "kyzy", "qyzy", "ovych", "ivna"]
        .iter()
        .any(|ending| folded.len() > ending.len() + 2 && folded.ends_with(ending))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn surname_is_the_last_word_of_several() {
        assert_eq!(surname("Elchin Mammadzade"), Some("Mammadzade"));
        assert_eq!(surname("Orhan Kızılırmak, Jr."), Some("Kızılırmak"));
        assert_eq!(surname("Mammadzade"), None);
        assert_eq!(surname(" "), None);
    }

    #[test]
    fn keys_of_one_person_are_equal() {
        for (one, other) in [
            ("Kassym-Jomart Sarsenov", "Qasym-Zhomart Sarsenov"),
            ("Daniyar Sarsenov", "DANIYAR SARSENOV"),
            ("Daniyar Bolatuly Sarsenov", "Daniyar Sarsenov"),
            ("Elchin Rashid oglu Mammadzade", "Elçin Məmmədzadə"),
            ("Pyotr Ivanovich Lugovoy", "Pyotr Lugovoy"),
            ("John Q. Carter, Jr.", "John Carter"),
            ("Hamid al-Barzan", "Hamid el-Barzan"),
            ("Hamid Al Barzan", "Hamid Barzan"),
            ("Xəyal Əsgərov", "Khayal Asgarov"),
        ] {
            assert_eq!(person_key(one), person_key(other), "{one}, {other}");
        }
        assert_eq!(person_key("Sarsenov"), "sarsenov");
        assert_eq!(person_key(""), "");
    }

    #[test]
    fn given_names_agree_or_conflict() {
        let agree = |one, other| PersonName::of(one).agrees_with(&PersonName::of(other));
        assert!(agree("D. Sarsenov", "Daniyar Sarsenov"));
        assert!(agree("K.-J. Sarsenov", "Kassym-Jomart Sarsenov"));
        assert!(agree("Joe Carter", "Joseph R. Carter"));
        assert!(agree("John R. Carter", "John Robert Carter"));
        assert!(!agree("John R. Carter", "John W. Carter"));
        assert!(!agree("Serik Sarsenov", "Daniyar Sarsenov"));
        assert!(!agree("Ivan Petrovich Lugovoy", "Ivan Sergeyevich Lugovoy"));
        assert!(!agree("S. Sarsenov", "Daniyar Sarsenov"));
    }

    #[test]
    fn suffixes_part_father_and_son() {
        let agree = |one, other| PersonName::of(one).agrees_with(&PersonName::of(other));
        assert!(agree("Joseph Carter, Jr.", "Joe Carter"));
        assert!(agree("Joseph Carter Junior", "Joe R. Carter JR"));
        assert!(!agree("Joseph Carter Sr.", "Joseph Carter, Jr."));
        assert!(!agree("Joseph Carter Sr.", "Joe Carter"));
        assert!(!agree("Joseph Carter II", "Joseph Carter III"));
    }

    #[test]
    fn familiar_names_are_the_names_they_are_short_for() {
        for (one, other) in
            [("Joe", "Joseph"), ("Bill", "William"), ("Tony", "Antony"), ("Kate", "Katherine"), ("Саша", "Alexander")]
        {
            let [one, other] = [one, other].map(|given| PersonName::of(&format!("{given} Lugovoy")));
            assert!(one.same_given(&other), "{one:?} {other:?}");
        }
        let [ed, edwin, edward] = ["Ed Lugovoy", "Edwin Lugovoy", "Edward Lugovoy"].map(PersonName::of);
        assert!(ed.same_given(&edwin) && ed.same_given(&edward) && !edwin.same_given(&edward));
        assert_eq!(person_key("Joe Carter"), person_key("Joseph R. Carter"));
    }

    #[test]
    fn titles_and_quoted_names_are_passed_over() {
        assert_eq!(bare_name("President Daniyar Sarsenov"), "Daniyar Sarsenov");
        assert_eq!(bare_name("Prime Minister Sarsenov"), "Sarsenov");
        assert_eq!(bare_name("Dean Carter"), "Dean Carter");
        assert_eq!(bare_name("President"), "President");
        assert_eq!(PersonName::of("President Daniyar Sarsenov"), PersonName::of("Daniyar Sarsenov"));
        assert_eq!(PersonName::of("Joseph ‘Old Hand’ Carter"), PersonName::of("Joseph Carter"));
        assert_eq!(PersonName::of("Joseph “Joe” Carter"), PersonName::of("Joseph Carter"));
    }

    #[test]
    fn initials_are_told_from_names() {
        assert!(PersonName::of("K.-J. Sarsenov").initials);
        assert!(PersonName::of("K. J. Sarsenov").initials);
        assert!(!PersonName::of("J. Robert Carter").initials);
        assert!(!PersonName::of("Xi Jinping").initials);
        assert!(PersonName::of("Sarsenov").given.is_empty());
    }
}
