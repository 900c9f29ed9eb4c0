//! Other names in the place of those that few documents have, letter for letter as long, so that every offset stays.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use dateline::text::fold;
use rusqlite::Connection;

use crate::Outcome;

/// Whoever is in so many documents of the base is the same one in all rounds; all others are of their rounds.
pub const KNOWN: i64 = 8;

/// The words that may stand for one another: capitalised, as long as one another, in no name that is kept, and no words
/// of the language. Each class in order.
pub struct Movable {
    classes: Vec<Vec<String>>,
}

impl Movable {
    pub fn read(archive: &Connection) -> Outcome<Movable> {
        let words = |sql: &str| -> Outcome<HashSet<String>> {
            let mut statement = archive.prepare(sql)?;
            let mut rows = statement.query([])?;
            let mut words = HashSet::new();
            while let Some(row) = rows.next()? {
                words.extend(parts(row.get_ref(0)?.as_str()?).filter(|part| part.1).map(|part| part.0.to_owned()));
            }
            Ok(words)
        };
        let plain: HashSet<String> = words("SELECT body FROM documents")?
            .into_iter()
            .filter(|word| word.starts_with(char::is_lowercase))
            .collect();
        let kept = words(&format!(
            "SELECT name FROM people WHERE documents >= {KNOWN} UNION SELECT name FROM organizations WHERE documents >= {KNOWN} \
             UNION SELECT name FROM projects WHERE documents >= {KNOWN} UNION SELECT name FROM places \
             UNION SELECT alias FROM aliases WHERE kind IN ('country', 'region', 'place')"
        ))?;
        let mut classes: BTreeMap<usize, BTreeSet<String>> = BTreeMap::new();
        for word in words(&format!("SELECT name FROM people WHERE documents < {KNOWN}"))? {
            let mut letters = word.chars();
            let is_name = letters.next().is_some_and(char::is_uppercase) && letters.all(char::is_lowercase);
            if is_name && word.len() > 3 && !kept.contains(&word) && !plain.contains(&word.to_lowercase()) {
                classes.entry(word.chars().count()).or_default().insert(word);
            }
        }
        Ok(Movable { classes: classes.into_values().map(|class| class.into_iter().collect()).collect() })
    }

    /// How many words there are.
    pub fn count(&self) -> usize {
        self.classes.iter().map(Vec::len).sum()
    }

    /// Each word moved on by as many places of its class; the same number gives the same names.
    pub fn moved(&self, by: usize) -> Names {
        let mut names = Names { plain: HashMap::new(), folded: HashMap::new() };
        for class in &self.classes {
            for (at, word) in class.iter().enumerate() {
                let other = &class[(at + by * 37) % class.len()];
                names.plain.insert(word.clone(), other.clone());
                names.folded.insert(fold(word), fold(other));
            }
        }
        names
    }
}

/// Which word stands for which.
pub struct Names {
    plain: HashMap<String, String>,
    folded: HashMap<String, String>,
}

impl Names {
    /// The text under other names, as many characters long.
    pub fn text(&self, text: &str) -> String {
        replaced(text, &self.plain)
    }

    /// A folded name, as it is looked up.
    pub fn key(&self, key: &str) -> String {
        replaced(key, &self.folded)
    }
}

fn replaced(text: &str, words: &HashMap<String, String>) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for (part, is_word) in parts(text) {
        let other = if is_word { words.get(part) } else { None };
        out.push_str(other.map_or(part, String::as_str));
    }
    out
}

/// The text in words and what stands between them.
fn parts(text: &str) -> impl Iterator<Item = (&str, bool)> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let is_word = rest.chars().next()?.is_alphanumeric();
        let end = rest.find(|c: char| c.is_alphanumeric() != is_word).unwrap_or(rest.len());
        let (part, behind) = rest.split_at(end);
        rest = behind;
        Some((part, is_word))
    })
}
