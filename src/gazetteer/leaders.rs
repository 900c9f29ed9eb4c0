//! Heads of state and government and foreign ministers of the last decades: whose "Prime Minister Sarsenov" is when
//! the text takes it for known.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::table::rows;
use crate::text::fold;

pub(super) const LEADERS: &str = include_str!("data/leaders.tsv");

/// Years before those in which a leader is known to have held the post, in which they may have held it already. They
/// are called by it for long afterwards.
const BEFORE: i32 = 2;

struct Leader {
    words: Vec<String>,
    post: &'static str,
    country: &'static str,
    first: i32,
}

static TABLE: LazyLock<Vec<Leader>> = LazyLock::new(|| {
    let leader = |[name, post, country, first, _]: [&'static str; 5]| {
        Some(Leader { words: words(name), post, country, first: first.parse().ok()? })
    };
    rows(LEADERS).filter_map(leader).collect()
});

/// Folded word of a name → leaders.
static BY_WORD: LazyLock<HashMap<&'static str, Vec<usize>>> = LazyLock::new(|| {
    let mut index: HashMap<&str, Vec<usize>> = HashMap::new();
    for (i, leader) in TABLE.iter().enumerate() {
        for word in &leader.words {
            index.entry(word).or_default().push(i);
        }
    }
    index
});

/// Folded, without generation and initials' points.
fn words(name: &str) -> Vec<String> {
    fold(name).split(' ').filter(|word| !matches!(*word, "jr" | "sr" | "jnr")).map(str::to_owned).collect()
}

/// ISO alpha-2 of the state in which somebody of this name, as written, holds or held the post. A family name alone
/// must fit the post and the year; a full name, in either order, is enough. `None` when nobody fits, or leaders of
/// two states do.
pub fn state_of_leader(name: &str, post: &str, year: Option<i32>) -> Option<&'static str> {
    let words = words(name);
    let fits = |leader: &&Leader| {
        if let [family] = words.as_slice() {
            let ends = leader.words.last() == Some(family) || leader.words.first() == Some(family);
            let then = year.is_some_and(|year| year >= leader.first - BEFORE);
            return ends && then && leader.post == post;
        }
        let (short, long) =
            if words.len() <= leader.words.len() { (&words, &leader.words) } else { (&leader.words, &words) };
        short.len() > 1 && short.iter().all(|word| long.contains(word))
    };
    let mut found = words.iter().filter_map(|word| BY_WORD.get(word.as_str())).flatten().map(|i| &TABLE[*i]);
    let state = found.clone().find(fits)?.country;
    found.all(|leader| !fits(&leader) || leader.country == state).then_some(state)
}

/// The post, and ISO alpha-2 of its state, that somebody whom a text calls by a family name and by the last word of the
/// post alone holds or held: "Secretary Kerry". `None` when nobody fits, or leaders of two states do.
pub fn whole_post(family: &str, word: &str, year: i32) -> Option<(&'static str, &'static str)> {
    let whole = match word {
        "secretary" => "secretary of state",
        "minister" => "foreign minister",
        _ => return None,
    };
    state_of_leader(family, whole, Some(year)).map(|state| (whole, state))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gazetteer::table::assert_complete;

    #[test]
    fn the_table_is_whole() {
        assert_complete::<5>(LEADERS);
        assert_eq!(rows::<5>(LEADERS).count(), TABLE.len());
        assert!(TABLE.iter().all(|leader| crate::gazetteer::country(leader.country).is_some()));
    }

    #[test]
    fn a_leader_is_known_by_name_post_and_time() {
        assert_eq!(state_of_leader("Fumio Kishida", "prime minister", None), Some("JP"));
        assert_eq!(state_of_leader("Jugnauth", "prime minister", Some(2022)), Some("MU"));
        assert_eq!(state_of_leader("Kishida", "president", Some(2022)), None);
        assert_eq!(state_of_leader("Jugnauth", "prime minister", Some(1960)), None);
        assert_eq!(state_of_leader("Jugnauth", "prime minister", None), None);
        assert_eq!(state_of_leader("Daniyar Sarsenov", "president", Some(2023)), None);
    }
}
