//! What may be one and is not joined: for a person to decide. A key merges; what is only alike is suggested.

use std::collections::{BTreeMap, BTreeSet};

use super::skeleton::skeleton;
use super::{PersonName, bare_name};
use crate::text::fold;

/// Rows of one bucket that are compared with each other: keeps an archive full of one name from becoming slow.
const MAX_BUCKET: usize = 64;

/// How near two given or family names must be, of the Jaro-Winkler measure.
const NEAR: f64 = 0.92;

/// Words of a project's name that tell nothing.
const EMPTY_WORDS: [&str; 10] = ["the", "of", "and", "for", "from", "to", "in", "a", "project", "new"];

/// Two that may be one, and what is alike in them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Alike {
    /// [`Candidate::id`], the smaller of the two.
    pub one: i64,
    /// [`Candidate::id`], the greater of the two.
    pub other: i64,
    /// `words-in-another-order`, `near-spelling`, `words-in-common`
    pub how: &'static str,
}

/// A person or a project, as far as it is compared.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// Number that the caller knows it by; it comes back in [`Alike`].
    pub id: i64,
    /// As shown; folding is done here.
    pub name: String,
    /// The country (ISO alpha-2) of a person, the sector of a project.
    pub field: Option<String>,
}

/// People whose names have the same words in another order, or who are of one country and differ in the spelling of
/// the given or the family name alone.
pub fn alike_people(people: &[Candidate]) -> Vec<Alike> {
    let mut found = BTreeSet::new();
    let names: Vec<PersonName> = people.iter().map(|person| PersonName::of(&person.name)).collect();
    let words = |person: &Candidate| -> Vec<String> {
        let mut words: Vec<String> = bare_name(&person.name).split_whitespace().map(skeleton).collect();
        words.sort_unstable();
        words
    };
    let full = || (0..people.len()).filter(|at| names[*at].is_full());
    let mut by_words: BTreeMap<Vec<String>, Vec<usize>> = BTreeMap::new();
    let mut by_part: BTreeMap<(&str, &str, &str), Vec<usize>> = BTreeMap::new();
    for at in full() {
        by_words.entry(words(&people[at])).or_default().push(at);
        if let Some(country) = &people[at].field {
            by_part.entry((country, "family", &names[at].family)).or_default().push(at);
            by_part.entry((country, "given", &names[at].given)).or_default().push(at);
        }
    }
    for bucket in by_words.values() {
        pairs(bucket, |one, other| {
            if names[one].family != names[other].family {
                found.insert(alike(people, one, other, "words-in-another-order"));
            }
        });
    }
    for ((_, part, _), bucket) in &by_part {
        pairs(bucket, |one, other| {
            let (a, b) = (&names[one], &names[other]);
            let (a, b) = if *part == "family" { (&a.given, &b.given) } else { (&a.family, &b.family) };
            if a != b && a.chars().count().min(b.chars().count()) > 3 && strsim::jaro_winkler(a, b) >= NEAR {
                found.insert(alike(people, one, other, "near-spelling"));
            }
        });
    }
    found.into_iter().collect()
}

/// Projects of one sector, all of whose telling words, two at least, stand in the name of the other.
pub fn alike_projects(projects: &[Candidate]) -> Vec<Alike> {
    let words: Vec<BTreeSet<String>> = projects
        .iter()
        .map(|project| {
            let folded = fold(&project.name);
            folded.split(' ').filter(|word| !EMPTY_WORDS.contains(word)).map(str::to_owned).collect()
        })
        .collect();
    let mut by_word: BTreeMap<(&str, Option<&str>), Vec<usize>> = BTreeMap::new();
    for (at, words) in words.iter().enumerate() {
        for word in words.iter().filter(|word| word.len() > 3) {
            by_word.entry((word, projects[at].field.as_deref())).or_default().push(at);
        }
    }
    let mut found = BTreeSet::new();
    for bucket in by_word.values().filter(|bucket| bucket.len() <= MAX_BUCKET) {
        pairs(bucket, |one, other| {
            let (a, b) = (&words[one], &words[other]);
            if a.len().min(b.len()) >= 2 && (a.is_subset(b) || b.is_subset(a)) {
                found.insert(alike(projects, one, other, "words-in-common"));
            }
        });
    }
    found.into_iter().collect()
}

fn pairs(bucket: &[usize], mut each: impl FnMut(usize, usize)) {
    let bucket = &bucket[..bucket.len().min(MAX_BUCKET)];
    for (at, one) in bucket.iter().enumerate() {
        bucket[at + 1..].iter().for_each(|other| each(*one, *other));
    }
}

/// The one with the smaller number first.
fn alike(candidates: &[Candidate], one: usize, other: usize, how: &'static str) -> Alike {
    let (one, other) = (candidates[one].id, candidates[other].id);
    Alike { one: one.min(other), other: one.max(other), how }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn candidates(names: &[(&str, &str)]) -> Vec<Candidate> {
        let candidate = |(id, (name, field)): (usize, &(&str, &str))| Candidate {
            id: id as i64,
            name: (*name).to_owned(),
            field: Some((*field).to_owned()).filter(|field| !field.is_empty()),
        };
        names.iter().enumerate().map(candidate).collect()
    }

    #[test]
    fn people_who_may_be_one() {
        let people = candidates(&[
            ("Sarsenov Daniyar", ""),
            ("Daniyar Sarsenov", "KZ"),
            ("Danijar Sarsenov", "KZ"),
            ("Serik Sarsenov", "KZ"),
            ("Daniyar Sarsenova", "AZ"),
            ("Sarsenov", "KZ"),
        ]);
        let found: Vec<_> = alike_people(&people).iter().map(|it| (it.one, it.other, it.how)).collect();
        assert_eq!(found, [(0, 1, "words-in-another-order"), (1, 2, "near-spelling")]);
    }

    #[test]
    fn projects_that_may_be_one() {
        let projects = candidates(&[
            ("Kendirli fibre-optic line", "telecom_digital"),
            ("new fibre-optic line from Kendirli", "telecom_digital"),
            ("fibre-optic line", "energy"),
            ("Baku fibre-optic line", "telecom_digital"),
        ]);
        let found: Vec<_> = alike_projects(&projects).iter().map(|it| (it.one, it.other)).collect();
        assert_eq!(found, [(0, 1)]);
    }
}
