//! The parts of a person's name as it is written.

use std::ops::Range;

use crate::extract::Person;
use crate::extract::classes::Class;
use crate::gazetteer;
use crate::text::fold;

/// Countries whose people put the family name first in English texts too, ISO alpha-2.
const FAMILY_FIRST: [&str; 7] = ["CN", "TW", "HK", "KP", "KR", "VN", "KH"];

/// Countries whose people do so in some English texts and not in others: nothing is clear.
const EITHER_WAY: [&str; 2] = ["JP", "HU"];

const SUFFIXES: [&str; 8] = ["Jr", "Jr.", "Sr", "Sr.", "II", "III", "IV", "V"];

/// Endings of a name made of the father's.
const PATRONYMIC_ENDINGS: [&str; 9] = ["ovich", "evich", "ovna", "evna", "uly", "kyzy", "qizi", "oglu", "ogly"];

/// Writes a name in capitals as names are written, and tells given name, family name and patronymic where
/// they are clear.
pub fn spell_out(person: &mut Person) {
    if is_all_capitals(&person.name) {
        person.name = in_small_letters(&person.name);
    }
    let mut words: Vec<&str> = person.name.split(' ').map(|word| word.trim_end_matches(',')).collect();
    while words.len() > 1 && words.last().is_some_and(|word| SUFFIXES.contains(word)) {
        words.pop();
    }
    let father = patronymic(&words);
    person.patronymic = father.as_ref().map(|range| words[range.clone()].join(" "));
    let behind = father.as_ref().is_some_and(|range| range.end == words.len());
    father.into_iter().for_each(|range| drop(words.drain(range)));
    let family = match words.as_slice() {
        [] => return,
        [one] if gazetteer::is_given_name(&fold(one)) => return,
        [_] => 0..1,
        // "Sarsenov Daniyar Serik uly"
        _ if behind => 0..1,
        [first, ..] if is_family_first(person.country, first) => 0..1,
        _ if person.country.is_some_and(|code| EITHER_WAY.contains(&code)) => return,
        [_, rest @ .., _] => {
            let particles = rest.iter().rev().take_while(|word| Class::Particle.has(&word.to_lowercase())).count();
            words.len() - 1 - particles..words.len()
        }
    };
    person.family = Some(words[family.clone()].join(" "));
    words.drain(family);
    person.given = (!words.is_empty()).then(|| words.join(" "));
}

/// The words of a patronymic: `Heydar oglu`, or in the middle of a name `Serikuly`, `Petrovna`.
fn patronymic(words: &[&str]) -> Option<Range<usize>> {
    let ends = |word: &&str| Class::PatronymicEnd.has(&word.to_lowercase());
    if let Some(at) = words.iter().position(ends).filter(|at| *at >= 2) {
        return Some(at - 1..at + 1);
    }
    let from_father = |word: &str| PATRONYMIC_ENDINGS.iter().any(|ending| word.len() > 6 && word.ends_with(ending));
    (1..words.len().saturating_sub(1)).find(|at| from_father(words[*at])).map(|at| at..at + 1)
}

fn is_family_first(country: Option<&str>, first: &str) -> bool {
    country.is_some_and(|code| FAMILY_FIRST.contains(&code)) && !first.contains('-')
}

/// Whether a name has letters, and all of those that have case are capitals.
pub fn is_all_capitals(name: &str) -> bool {
    name.chars().filter(|c| c.is_uppercase()).count() > 2 && !name.chars().any(char::is_lowercase)
}

/// `JEAN-PIERRE` as `Jean-Pierre`, `DANIYAR S. SARSENOV II` as `Daniyar S. Sarsenov II`.
fn in_small_letters(name: &str) -> String {
    let word = |word: &str| {
        if SUFFIXES.contains(&word) {
            return word.to_owned();
        }
        let mut begins = true;
        let lower = |c: char| {
            let first = std::mem::replace(&mut begins, !c.is_alphanumeric());
            if first { c.to_string() } else { c.to_lowercase().to_string() }
        };
        word.chars().map(lower).collect()
    };
    name.split(' ').map(word).collect::<Vec<String>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(name: &str, country: Option<&'static str>) -> [Option<String>; 3] {
        let mut person = Person { name: name.to_owned(), country, ..Person::default() };
        spell_out(&mut person);
        [person.given, person.patronymic, person.family]
    }

    #[test]
    fn parts_are_told_apart_where_they_are_clear() {
        let expect = |name: &str, expected: [&str; 3]| {
            let expected = expected.map(|part| (!part.is_empty()).then(|| part.to_owned()));
            assert_eq!(parts(name, None), expected, "{name}");
        };
        expect("Daniyar Sarsenov", ["Daniyar", "", "Sarsenov"]);
        expect("Daniyar Serikuly Sarsenov", ["Daniyar", "Serikuly", "Sarsenov"]);
        expect("Elchin Rauf oglu Mammadzade", ["Elchin", "Rauf oglu", "Mammadzade"]);
        expect("Mammadzade Elchin Rauf oglu", ["Elchin", "Rauf oglu", "Mammadzade"]);
        expect("Clara von der Tann", ["Clara", "", "von der Tann"]);
        expect("Robert D. Hallow, Jr.", ["Robert D.", "", "Hallow"]);
        expect("Sarsenov", ["", "", "Sarsenov"]);
        expect("Daniyar", ["", "", ""]);
    }

    #[test]
    fn the_country_says_which_name_comes_first() {
        let expected = [Some("Min-jun".to_owned()), None, Some("Seo".to_owned())];
        assert_eq!(parts("Seo Min-jun", Some("KR")), expected);
        assert_eq!(parts("Arima Kenzo", Some("JP")), [None, None, None]);
    }

    #[test]
    fn capitals_become_names() {
        assert_eq!(in_small_letters("DOSKALI-SERIK"), "Doskali-Serik");
        assert_eq!(in_small_letters("DANIYAR S. O’SARSEN II"), "Daniyar S. O’Sarsen II");
        assert!(is_all_capitals("DOSKALI") && !is_all_capitals("McDoskali") && !is_all_capitals("D. S."));
    }
}
