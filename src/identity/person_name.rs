//! The parts of a person's name that tell who it is.

use super::skeleton::skeleton;
use crate::text::fold;

/// Words that are no part of who it is.
const SUFFIXES: [&str; 8] = ["jr", "sr", "junior", "senior", "ii", "iii", "iv", "phd"];

/// Words behind a father's name: `Heydar oglu`.
const FATHERS: [&str; 8] = ["oglu", "ogly", "oghlu", "uulu", "uly", "qizi", "kyzy", "gizi"];

/// Articles of Arabic family names, which come and go: `al-Sisi`, `el-Sisi`, `Sisi`.
const ARTICLES: [&str; 3] = ["al", "el", "ul"];

/// A name in skeletons.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PersonName {
    /// First of the given names, hyphenated ones in one: `kasimjomart`. Empty for a lone family name.
    pub given: String,
    /// Further given names and initials.
    pub middle: Vec<String>,
    pub patronymic: Option<String>,
    /// Last word, or the only one.
    pub family: String,
    /// `given` is nothing but initials: `k`, `kj`.
    pub initials: bool,
}

impl PersonName {
    /// Reads a name as written, without titles. The family name is taken for the last word.
    pub fn of(name: &str) -> PersonName {
        let mut words: Vec<&str> = name.split_whitespace().filter(|word| !fold(word).is_empty()).collect();
        while words.len() > 1 && words.last().is_some_and(|word| SUFFIXES.contains(&fold(word).as_str())) {
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
            return PersonName { family, patronymic, ..Default::default() };
        };
        let mut middle: Vec<String> = rest.iter().map(|word| skeleton(word)).collect();
        let mut initials = is_initial(first);
        let mut given = if initials { initial_letters(first) } else { skeleton(first) };
        // "K. J. Tokayev" and "J. Robert Oppenheimer": more initials, or a name that is in use.
        if initials && rest.iter().all(|word| is_initial(word)) {
            given.extend(rest.iter().map(|word| initial_letters(word)));
            middle.clear();
        } else if let Some(at) = rest.iter().position(|word| initials && !is_initial(word)) {
            given = middle.remove(at);
            initials = false;
        }
        PersonName { given, middle, patronymic, family, initials }
    }

    /// Whether the given names may be those of one person: neither the first names, nor middle names
    /// or initials, nor patronymics contradict each other.
    pub fn agrees_with(&self, other: &PersonName) -> bool {
        let given = if self.initials || other.initials {
            begins_alike(&self.given, &other.given)
        } else {
            self.given == other.given || nickname(&self.given) == nickname(&other.given)
        };
        let middle = self.middle.iter().zip(&other.middle).all(|(one, other)| begins_alike(one, other));
        let fathers = match (&self.patronymic, &other.patronymic) {
            (Some(one), Some(other)) => begins_alike(one, other),
            _ => true,
        };
        given && middle && fathers
    }

    /// Given and family name both written out.
    pub fn is_full(&self) -> bool {
        !self.given.is_empty() && !self.initials
    }
}

/// The identity key of a name: given and family name in skeletons, `kasimjomart tokaev`; a lone name
/// alone. Homonyms share it.
pub fn person_key(name: &str) -> String {
    let PersonName { given, family, .. } = PersonName::of(name);
    if given.is_empty() { family } else { format!("{given} {family}") }
}

/// The family name as written, taken for the last word of a name of several: what a person is called by alone.
pub fn surname(name: &str) -> Option<&str> {
    let mut words = name.split_whitespace().filter(|word| !SUFFIXES.contains(&fold(word).as_str()));
    let last = words.next_back()?;
    words.next().map(|_| last.trim_end_matches(','))
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

/// The name that a familiar form stands for, in skeletons.
fn nickname(given: &str) -> &str {
    const NICKNAMES: [(&str, &[&str]); 15] = [
        ("josef", &["joe"]),
        ("viliam", &["bil", "vil"]),
        ("robert", &["bob", "rob"]),
        ("ricard", &["rik", "dik"]),
        ("micael", &["mike", "mik"]),
        ("thomas", &["tom"]),
        ("james", &["jim", "jimi"]),
        ("anthoni", &["toni", "antoni"]),
        ("donald", &["don"]),
        ("daniel", &["dan", "dani"]),
        ("timothi", &["tim"]),
        ("samuel", &["sam"]),
        ("benjamin", &["ben"]),
        ("stefen", &["steve", "steven"]),
        ("edvard", &["ed"]),
    ];
    NICKNAMES.iter().find(|(_, forms)| forms.contains(&given)).map_or(given, |(name, _)| name)
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
    fn initials_are_told_from_names() {
        assert!(PersonName::of("K.-J. Sarsenov").initials);
        assert!(PersonName::of("K. J. Sarsenov").initials);
        assert!(!PersonName::of("J. Robert Carter").initials);
        assert!(!PersonName::of("Xi Jinping").initials);
        assert!(PersonName::of("Sarsenov").given.is_empty());
    }
}
