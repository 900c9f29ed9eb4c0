//! Whom a family name means that stood alone: known once the archive knows its bearers.

use super::people::{Entry, PREVAILS, People};

/// Reports of a post of state from which on a family name alone says who is meant.
const RENOWN: u64 = 20;

/// A person known by the family name alone who turns out to be somebody known in full.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Successor {
    /// Number of the one who is known by family name alone.
    pub from: i64,
    /// Number of the one who is known in full.
    pub into: i64,
    /// What makes them one.
    pub ground: Ground,
}

/// What tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ground {
    /// The posts that are told of both.
    Post,
    /// Nothing is told, but one bearer of the name is far better known than all others.
    Renown,
}

impl People {
    /// Those known by their family name alone who turn out to be somebody known in full. What the archive
    /// says of somebody's first posts may come in before the name does, and of the best known it is left
    /// unsaid.
    pub fn successors(&self) -> Vec<Successor> {
        let undecided = self.entries.iter().filter(|entry| !self.decided.contains(&entry.id));
        let lone = undecided.filter(|entry| entry.names.iter().all(|name| name.given.is_empty()));
        lone.filter_map(|entry| {
            let by_post = self.by_post(entry).map(|into| (into, Ground::Post));
            let (into, ground) = by_post.or_else(|| Some((self.by_renown(entry)?, Ground::Renown)))?;
            let may_be = !entry.names.iter().any(|name| self.are_apart(into, name));
            may_be.then_some(Successor { from: entry.id, into: into.id, ground })
        })
        .collect()
    }

    /// The holder of the posts of state that are told of a lone name, if most of what is told fits.
    fn by_post(&self, lone: &Entry) -> Option<&Entry> {
        let held_by = |entry: &Entry| -> u64 {
            let held = posts_of_state(lone).filter(|(post, of, _)| entry.times_held_one(post, *of) > 0);
            held.map(|(.., times)| times).sum()
        };
        let of_both = |entry: &Entry| -> u64 {
            if are_of_two_states(lone, entry) {
                return 0;
            }
            posts_of_state(lone).map(|(post, of, _)| entry.times_held_one(post, of)).sum()
        };
        let holder = self.foremost(lone.names.first()?, of_both)?;
        let told: u64 = posts_of_state(lone).map(|(.., times)| times).sum();
        let fits = held_by(holder);
        (fits >= (told - fits).saturating_mul(PREVAILS)).then_some(holder)
    }

    /// The bearer of the name whose posts are told so often, and those of all other bearers so seldom,
    /// that nobody needs to be told who is meant.
    fn by_renown(&self, lone: &Entry) -> Option<&Entry> {
        let told = |entry: &Entry| entry.posts.values().sum();
        let best = self.foremost(lone.names.first()?, told)?;
        let renown: u64 = posts_of_state(best).map(|(.., times)| times).sum();
        let open = posts_of_state(lone).next().is_none() && !are_of_two_states(lone, best);
        (open && renown >= RENOWN).then_some(best)
    }
}

/// Posts of state with their country and how often each was told.
fn posts_of_state(entry: &Entry) -> impl Iterator<Item = (&str, Option<&str>, u64)> {
    let posts = entry.posts.iter().map(|((post, of), times)| (post.as_str(), of.as_deref(), *times));
    posts.filter(|(post, ..)| is_of_state(post))
}

fn are_of_two_states(a: &Entry, b: &Entry) -> bool {
    !a.countries.is_empty() && !b.countries.is_empty() && a.countries.is_disjoint(&b.countries)
}

/// Whether a state has one or a few of this post, so that a family name with it says who is meant.
pub(super) fn is_of_state(post: &str) -> bool {
    const POSTS: [&str; 16] = [
        "president",
        "vice president",
        "prime minister",
        "deputy prime minister",
        "chancellor",
        "king",
        "queen",
        "emir",
        "crown prince",
        "secretary of state",
        "secretary general",
        "national security adviser",
        "press secretary",
        "attorney general",
        "governor",
        "senator",
    ];
    POSTS.contains(&post) || post.ends_with(" minister")
}

#[cfg(test)]
mod tests {
    use super::super::{PersonFacts, Resolution};
    use super::*;

    fn person<'a>(name: &'a str, country: Option<&'a str>, post: Option<&'a str>) -> PersonFacts<'a> {
        PersonFacts { name, country, posts: post.map(|post| (post, country)).into_iter().collect() }
    }

    fn pairs(people: &People) -> Vec<(i64, i64)> {
        people.successors().iter().map(|successor| (successor.from, successor.into)).collect()
    }

    #[test]
    fn a_lone_name_becomes_the_holder_of_its_post() {
        let mut people = People::new();
        people.insert(1, &person("Mammadzade", None, Some("president")));
        assert_eq!(pairs(&people), []);
        people.insert(2, &person("Elchin Mammadzade", Some("AZ"), Some("president")));
        people.insert(3, &person("Leyla Mammadzade", Some("AZ"), Some("ambassador")));
        assert_eq!(pairs(&people), [(1, 2)]);
        assert_eq!(people.resolve(&person("Mammadzade", None, Some("president"))), Resolution::Known(2));
        // A director is one of many; a president of another state is another.
        people.insert(4, &person("Sarsenov", None, Some("director")));
        people.insert(5, &person("Daniyar Sarsenov", None, Some("director")));
        people.insert(6, &person("Doskali", Some("KG"), Some("president")));
        people.insert(7, &person("Serik Doskali", Some("KZ"), Some("president")));
        assert_eq!(pairs(&people), [(1, 2)]);
        // Two who were president: neither.
        people.insert(3, &person("Leyla Mammadzade", Some("AZ"), Some("president")));
        assert_eq!(pairs(&people), []);
    }

    #[test]
    fn the_best_known_needs_no_post() {
        let mut people = People::new();
        people.insert(1, &person("Mammadzade", None, None));
        people.insert(2, &person("Elchin Mammadzade", Some("AZ"), Some("president")));
        assert_eq!(people.successors(), []);
        people.insert_post(2, "president", Some("AZ"), RENOWN);
        assert_eq!(people.successors(), [Successor { from: 1, into: 2, ground: Ground::Renown }]);
        // A coach of that name who is told of often is as well known.
        people.insert(3, &person("Leyla Mammadzade", Some("AZ"), Some("coach")));
        people.insert_post(3, "coach", Some("AZ"), RENOWN);
        assert_eq!(people.successors(), []);
    }

    #[test]
    fn family_names_that_stand_first() {
        let mut people = People::new();
        people.insert(1, &person("Ha Minsu", Some("KR"), Some("foreign minister")));
        assert_eq!(people.resolve(&person("Ha", Some("KR"), Some("foreign minister"))), Resolution::Known(1));
        assert_eq!(people.resolve(&person("Ha", Some("KR"), Some("coach"))), Resolution::Known(1));
        assert_eq!(people.resolve(&person("Minsu", None, None)), Resolution::New);
    }
}
