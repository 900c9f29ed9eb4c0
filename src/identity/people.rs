//! Which person of the archive a person of a document is.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::person_name::PersonName;
use super::successors::is_of_state;

/// Most bearers of one family name that are looked at, the last ones first: keeps an archive full of
/// one name from becoming slow.
const MAX_BEARERS: usize = 512;

/// How often one must have been said to hold a post, for each time that another of the name was, to be
/// the one who is meant by it: a text misread once must not hide a president.
pub(super) const PREVAILS: u64 = 4;

/// Where the family name stands first, ISO alpha-2: Kim Jong Un is called Kim.
const FAMILY_FIRST: [&str; 7] = ["CN", "HK", "KP", "KR", "MO", "TW", "VN"];

/// What is known of a person, from a document or from the archive.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PersonFacts<'a> {
    /// The fullest form, without titles.
    pub name: &'a str,
    /// ISO alpha-2.
    pub country: Option<&'a str>,
    /// Normalised posts, each with its country (ISO alpha-2).
    pub posts: Vec<(&'a str, Option<&'a str>)>,
}

/// Who it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Resolution {
    /// The one that was inserted with this number.
    Known(i64),
    /// Nobody yet.
    New,
}

/// All people of an archive, by family name. Holds what decides, not the rows.
#[derive(Debug, Default)]
pub struct People {
    pub(super) entries: Vec<Entry>,
    by_family: HashMap<String, Vec<usize>>,
    by_id: HashMap<i64, usize>,
    /// Names that somebody said belong to two people.
    apart: Vec<(PersonName, PersonName)>,
    /// Those of whom somebody said who they are.
    pub(super) decided: HashSet<i64>,
}

#[derive(Debug)]
pub(super) struct Entry {
    pub id: i64,
    /// Ways in which the name was written, in skeletons.
    pub names: Vec<PersonName>,
    pub countries: BTreeSet<String>,
    /// How often each was said to be held.
    pub posts: BTreeMap<(String, Option<String>), u64>,
}

impl People {
    /// Nobody is known.
    pub fn new() -> People {
        People::default()
    }

    /// Adds a person, or what else is known of one: a name, a country, posts.
    pub fn insert(&mut self, id: i64, facts: &PersonFacts<'_>) {
        let at = *self.by_id.entry(id).or_insert_with(|| {
            let entry = Entry { id, names: Vec::new(), countries: BTreeSet::new(), posts: BTreeMap::new() };
            self.entries.push(entry);
            self.entries.len() - 1
        });
        let name = PersonName::of(facts.name);
        let entry = &mut self.entries[at];
        entry.countries.extend(facts.country.map(str::to_owned));
        if !entry.names.contains(&name) {
            entry.names.push(name);
        }
        let family_first = entry.countries.iter().any(|code| FAMILY_FIRST.contains(&code.as_str()));
        let families = entry.names.iter().flat_map(|name| {
            let first = Some(&name.given).filter(|given| family_first && !given.is_empty());
            [Some(&name.family), first].into_iter().flatten()
        });
        for family in families {
            let bearers = self.by_family.entry(family.clone()).or_default();
            if !bearers.contains(&at) {
                bearers.push(at);
            }
        }
        let posts: BTreeSet<_> = facts.posts.iter().collect();
        for (post, country) in posts {
            *entry.posts.entry(((*post).to_owned(), country.map(str::to_owned))).or_default() += 1;
        }
    }

    /// Adds a post of someone inserted before, with the number of documents that report it.
    pub fn insert_post(&mut self, id: i64, post: &str, country: Option<&str>, documents: u64) {
        if let Some(at) = self.by_id.get(&id) {
            *self.entries[*at].posts.entry((post.to_owned(), country.map(str::to_owned))).or_default() += documents;
        }
    }

    /// From now on nobody has both names, whatever else speaks for it.
    pub fn keep_apart(&mut self, one: &str, other: &str) {
        let (one, other) = (PersonName::of(one), PersonName::of(other));
        if one != other {
            self.apart.push((one, other));
        }
    }

    /// From now on no rule says who this person is.
    pub fn decided(&mut self, id: i64) {
        self.decided.insert(id);
    }

    /// Whether somebody said that one of the entry's names belongs to another than this name does.
    pub(super) fn are_apart(&self, entry: &Entry, name: &PersonName) -> bool {
        self.apart.iter().any(|(one, other)| {
            (one == name && entry.names.contains(other)) || (other == name && entry.names.contains(one))
        })
    }

    /// Who a person of a document is. The fullest name decides:
    /// - equal given and family names, familiar forms among them, are one person, unless country and
    ///   post both speak against it, or a middle name or suffix does;
    /// - an initial, or a given name with an initial, is the only bearer of the family name whom it
    ///   fits and whose country or post agrees;
    /// - so is a family name alone, else it is the same lone name of the same country;
    /// - the two parts of a name in the other order are one person, who holds a post of state in the same country;
    /// - given names in conflict are two people, whatever else agrees.
    pub fn resolve(&self, facts: &PersonFacts<'_>) -> Resolution {
        let name = PersonName::of(facts.name);
        let found = if name.is_full() { self.by_full_name(&name, facts) } else { self.by_short_name(&name, facts) };
        found.map_or(Resolution::New, |entry| Resolution::Known(entry.id))
    }

    fn by_full_name(&self, name: &PersonName, facts: &PersonFacts<'_>) -> Option<&Entry> {
        let equal = self
            .bearers(name)
            .filter(|entry| entry.is_called(name) && !entry.is_other_than(facts) && !self.are_apart(entry, name));
        // Of homonyms, the one about whom most agrees.
        let best = equal.max_by_key(|entry| (entry.support(facts), std::cmp::Reverse(entry.id)));
        best.or_else(|| {
            // A name in full takes over a short one. A country alone does not tell whose post it is.
            let fits = |known: &PersonName| known.given.is_empty() || known.agrees_with(name);
            let least = |entry: &Entry| if entry.posts.is_empty() { 1 } else { 2 };
            self.only(name, |entry| {
                entry.names.iter().all(fits) && entry.support(facts) >= least(entry) && !self.are_apart(entry, name)
            })
        })
        .or_else(|| self.by_turned_name(name, facts))
    }

    /// Kishida Fumio and Fumio Kishida: who holds a post of state is not another when the family name stands first.
    fn by_turned_name(&self, name: &PersonName, facts: &PersonFacts<'_>) -> Option<&Entry> {
        let turned = PersonName { given: name.family.clone(), family: name.given.clone(), ..PersonName::default() };
        let plain = |name: &PersonName| name.middle.is_empty() && name.patronymic.is_none() && !name.initials;
        let held = |entry: &Entry| {
            facts.posts.iter().any(|(post, of)| {
                of.is_some()
                    && is_of_state(post)
                    && entry.posts.contains_key(&((*post).to_owned(), of.map(str::to_owned)))
            })
        };
        let same = |entry: &Entry| {
            let is_turned =
                |known: &PersonName| plain(known) && known.given == turned.given && known.family == turned.family;
            entry.names.iter().any(is_turned) && held(entry) && !self.are_apart(entry, name)
        };
        if plain(name) { self.only(&turned, same) } else { None }
    }

    fn by_short_name(&self, name: &PersonName, facts: &PersonFacts<'_>) -> Option<&Entry> {
        let fits = |entry: &Entry| name.given.is_empty() || entry.names.iter().any(|known| known.agrees_with(name));
        let holder = self.holder(name, facts, fits);
        let holder = holder.or_else(|| self.only(name, |entry| fits(entry) && entry.times_held(facts) > 0));
        holder.or_else(|| self.only(name, |entry| fits(entry) && entry.support(facts) > 0)).or_else(|| {
            // The same short name in another document, as far as nothing tells them apart.
            let alike = |entry: &Entry| entry.names.contains(name) && !entry.is_full();
            let country = |entry: &Entry| match facts.country {
                Some(code) => entry.countries.contains(code),
                None => entry.countries.is_empty(),
            };
            self.bearers(name).find(|entry| alike(entry) && country(entry))
        })
    }

    /// The bearer of the family name who holds one of the posts in the same country, if there is just
    /// one, or one of whom it is said far more often than of all others.
    pub(super) fn holder(
        &self,
        name: &PersonName,
        facts: &PersonFacts<'_>,
        fits: impl Fn(&Entry) -> bool,
    ) -> Option<&Entry> {
        self.foremost(name, |entry| if fits(entry) { entry.times_held(facts) } else { 0 })
    }

    /// Of those who bear the family name and are known in full, the one with far more than all others, of
    /// whatever is counted; nobody where all have nothing.
    pub(super) fn foremost(&self, name: &PersonName, count: impl Fn(&Entry) -> u64) -> Option<&Entry> {
        let full = self.bearers(name).filter(|entry| entry.is_full());
        let counted: Vec<(u64, &Entry)> = full.map(|entry| (count(entry), entry)).collect();
        let (most, first) = counted.iter().max_by_key(|(times, entry)| (*times, entry.id))?;
        let others: u64 = counted.iter().map(|(times, _)| *times).sum::<u64>() - most;
        (*most > 0 && *most >= others.saturating_mul(PREVAILS)).then_some(*first)
    }

    /// The one bearer of the family name with this property, if there is just one.
    fn only(&self, name: &PersonName, property: impl Fn(&Entry) -> bool) -> Option<&Entry> {
        let mut found = self.bearers(name).filter(|entry| property(entry));
        let first = found.next()?;
        found.next().is_none().then_some(first)
    }

    fn bearers(&self, name: &PersonName) -> impl Iterator<Item = &Entry> {
        let numbers = self.by_family.get(&name.family).map_or(&[][..], Vec::as_slice);
        numbers.iter().rev().take(MAX_BEARERS).map(|number| &self.entries[*number])
    }
}

impl Entry {
    /// Known by a name with a given name written out.
    pub(super) fn is_full(&self) -> bool {
        self.names.iter().any(PersonName::is_full)
    }

    /// Known by this given name or a familiar form of it, and by none that contradicts the rest.
    fn is_called(&self, name: &PersonName) -> bool {
        let mut alike = self.names.iter().filter(|known| known.is_full() && known.same_given(name)).peekable();
        alike.peek().is_some() && alike.all(|known| known.agrees_with(name))
    }

    /// How often one of the posts, in its country, was said to be held.
    fn times_held(&self, facts: &PersonFacts<'_>) -> u64 {
        facts.posts.iter().map(|(post, of)| self.times_held_one(post, *of)).sum()
    }

    /// The same for one post. A country that one of the two leaves unsaid is no obstacle to a post of state.
    pub(super) fn times_held_one(&self, post: &str, of: Option<&str>) -> u64 {
        let same = |known: Option<&str>| match (known, of) {
            (Some(known), Some(of)) => known == of,
            _ => is_of_state(post),
        };
        let held = self.posts.iter().filter(|((known, country), _)| known == post && same(country.as_deref()));
        held.map(|(_, times)| times).sum()
    }

    /// How much speaks for this being the one: 2 for a post of the same country, 1 for the country.
    fn support(&self, facts: &PersonFacts<'_>) -> usize {
        let country = facts.country.is_some_and(|code| self.countries.contains(code));
        usize::from(country) + 2 * usize::from(self.times_held(facts) > 0)
    }

    /// Both the country and every post speak against it. A country alone does not: an ambassador has
    /// two, and texts are misread.
    fn is_other_than(&self, facts: &PersonFacts<'_>) -> bool {
        let countries_differ =
            facts.country.is_some_and(|code| !self.countries.is_empty() && !self.countries.contains(code));
        let posts_differ = !facts.posts.is_empty()
            && !self.posts.is_empty()
            && !facts.posts.iter().any(|(post, _)| self.posts.keys().any(|(known, _)| known == post));
        countries_differ && posts_differ
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person<'a>(name: &'a str, country: Option<&'a str>, post: Option<&'a str>) -> PersonFacts<'a> {
        PersonFacts { name, country, posts: post.map(|post| (post, country)).into_iter().collect() }
    }

    /// Two people that the archive knows: a president and a minister of the same family name.
    fn archive() -> People {
        let mut people = People::new();
        people.insert(1, &person("Daniyar Sarsenov", Some("KZ"), Some("president")));
        people.insert(2, &person("Aigerim Sarsenov", Some("KZ"), Some("energy minister")));
        people.insert(3, &person("Elchin Mammadzade", Some("AZ"), Some("foreign minister")));
        people
    }

    #[test]
    fn variants_of_a_name_are_one_person() {
        let people = archive();
        for name in ["Daniyar Sarsenov", "Daniiar Sarsenov", "Daniyar Bolatuly Sarsenov", "DANIYAR SARSENOV"] {
            assert_eq!(people.resolve(&person(name, None, None)), Resolution::Known(1), "{name}");
        }
        assert_eq!(people.resolve(&person("Elçin Məmmədzadə", None, None)), Resolution::Known(3));
        assert_eq!(people.resolve(&person("Elchin Mammadov", None, None)), Resolution::New);
    }

    #[test]
    fn given_names_in_conflict_are_two_people() {
        let people = archive();
        assert_eq!(people.resolve(&person("Serik Sarsenov", Some("KZ"), Some("president"))), Resolution::New);
    }

    #[test]
    fn a_surname_needs_country_or_post() {
        let people = archive();
        assert_eq!(people.resolve(&person("Mammadzade", None, None)), Resolution::New);
        assert_eq!(people.resolve(&person("Mammadzade", Some("AZ"), None)), Resolution::Known(3));
        // Two Kazakhs of that name: the country alone does not tell, and neither does it with the post.
        assert_eq!(people.resolve(&person("Sarsenov", Some("KZ"), None)), Resolution::New);
        assert_eq!(people.resolve(&person("Mammadzade", Some("TR"), Some("coach"))), Resolution::New);
    }

    #[test]
    fn a_surname_with_a_post_is_its_holder() {
        let mut people = archive();
        assert_eq!(people.resolve(&person("Sarsenov", Some("KZ"), Some("president"))), Resolution::Known(1));
        assert_eq!(people.resolve(&person("President Sarsenov", Some("KZ"), Some("president"))), Resolution::Known(1));
        // Two who were said to be president: neither, until one prevails.
        people.insert(2, &person("Aigerim Sarsenov", Some("KZ"), Some("president")));
        assert_eq!(people.resolve(&person("Sarsenov", Some("KZ"), Some("president"))), Resolution::New);
        people.insert_post(1, "president", Some("KZ"), 20);
        assert_eq!(people.resolve(&person("Sarsenov", Some("KZ"), Some("president"))), Resolution::Known(1));
    }

    #[test]
    fn familiar_names_are_one_person_and_suffixes_two() {
        let mut people = People::new();
        people.insert(1, &person("Joseph R. Carter, Jr.", Some("US"), Some("senator")));
        for name in ["Joe Carter", "Joseph Robert Carter", "Joseph Carter", "Senator Joe Carter"] {
            assert_eq!(people.resolve(&person(name, Some("US"), Some("senator"))), Resolution::Known(1), "{name}");
        }
        for name in ["Joseph R. Carter, Sr.", "Joseph W. Carter", "Joan Carter"] {
            assert_eq!(people.resolve(&person(name, Some("US"), None)), Resolution::New, "{name}");
        }
        // Known without a middle name, too, it is still not the one with another middle name.
        people.insert(1, &person("Joe Carter", None, None));
        assert_eq!(people.resolve(&person("Joseph W. Carter", None, None)), Resolution::New);
    }

    #[test]
    fn a_name_in_the_other_order_is_one_person_by_a_post_of_state() {
        let mut people = People::new();
        people.insert(1, &person("Haruto Minagawa", Some("JP"), Some("prime minister")));
        let turned = |country, post| people.resolve(&person("Minagawa Haruto", country, post));
        assert_eq!(turned(Some("JP"), Some("prime minister")), Resolution::Known(1));
        assert_eq!(turned(Some("JP"), Some("coach")), Resolution::New);
        assert_eq!(turned(Some("JP"), None), Resolution::New);
        assert_eq!(people.resolve(&person("Minagawa Kenji", Some("JP"), Some("prime minister"))), Resolution::New);
    }

    #[test]
    fn names_that_were_said_to_differ_are_two_people() {
        let mut people = archive();
        people.keep_apart("Daniyar Sarsenov", "Daniyar B. Sarsenov");
        assert_eq!(people.resolve(&person("Daniyar B. Sarsenov", Some("KZ"), Some("president"))), Resolution::New);
        assert_eq!(people.resolve(&person("Daniyar Sarsenov", Some("KZ"), None)), Resolution::Known(1));
        people.insert(9, &person("Daniyar B. Sarsenov", Some("KZ"), None));
        assert_eq!(people.resolve(&person("Daniyar B. Sarsenov", Some("KZ"), None)), Resolution::Known(9));
        assert_eq!(people.resolve(&person("Daniyar Sarsenov", Some("KZ"), None)), Resolution::Known(1));
    }

    #[test]
    fn initials_find_the_only_one_they_fit() {
        let people = archive();
        assert_eq!(people.resolve(&person("D. Sarsenov", Some("KZ"), None)), Resolution::Known(1));
        assert_eq!(people.resolve(&person("S. Sarsenov", Some("KZ"), None)), Resolution::New);
        assert_eq!(people.resolve(&person("E. Mammadzade", None, None)), Resolution::New);
    }

    #[test]
    fn a_full_name_takes_over_a_short_one() {
        let mut people = People::new();
        people.insert(7, &person("Doskalieva", Some("KZ"), Some("culture minister")));
        let full = person("Aigerim Doskalieva", Some("KZ"), Some("culture minister"));
        assert_eq!(people.resolve(&full), Resolution::Known(7));
        people.insert(7, &full);
        assert_eq!(people.resolve(&person("Aigerim Doskaliyeva", None, None)), Resolution::Known(7));
        assert_eq!(people.resolve(&person("Saule Doskalieva", Some("KZ"), None)), Resolution::New);
        // The minister's family name is no one's who is not known to be the minister.
        people.insert(8, &person("Lugovoy", Some("KZ"), Some("culture minister")));
        assert_eq!(people.resolve(&person("Saule Lugovoy", Some("KZ"), None)), Resolution::New);
    }

    #[test]
    fn homonyms_of_two_countries_and_posts_stay_apart() {
        let mut people = People::new();
        people.insert(1, &person("John Carter", Some("US"), Some("senator")));
        assert_eq!(people.resolve(&person("John Carter", Some("GB"), Some("coach"))), Resolution::New);
        people.insert(2, &person("John Carter", Some("GB"), Some("coach")));
        assert_eq!(people.resolve(&person("John Carter", Some("GB"), None)), Resolution::Known(2));
        assert_eq!(people.resolve(&person("John Carter", Some("US"), None)), Resolution::Known(1));
        // A country alone does not part them.
        assert_eq!(people.resolve(&person("John Carter", Some("FR"), Some("senator"))), Resolution::Known(1));
    }

    #[test]
    fn lone_names_of_two_documents_are_one_row_per_country() {
        let mut people = People::new();
        people.insert(5, &person("Tolegen", None, None));
        assert_eq!(people.resolve(&person("Tolegen", None, None)), Resolution::Known(5));
        assert_eq!(people.resolve(&person("Tolegen", Some("KG"), None)), Resolution::New);
    }
}
