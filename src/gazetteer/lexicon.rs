//! Names that a user brings: a tab-separated table of people, their posts, organizations and projects, in the
//! user's own spellings. What stands there is found with certainty.
//!
//! The first line names the columns, in any order: `kind` and `name`, and as far as they are wanted `also`,
//! `country`, `post`, `organization`, `from`, `until`, `type`, `sector`. Lists are parted by `;`. Empty lines and lines that
//! begin with `#` are passed over.

use std::collections::HashMap;

use super::index::Index;
use super::{Match, country};
use crate::text::{Text, fold};

/// More than this is no list that somebody keeps, and a bound on memory.
const MOST: usize = 1_000_000;

const COLUMNS: [&str; 10] =
    ["kind", "name", "also", "country", "post", "organization", "from", "until", "type", "sector"];

/// The kinds of organizations, as in schema.sql.
pub const ORGANIZATION_KINDS: &[&str] = &[
    "international",
    "government",
    "parliament",
    "court",
    "military",
    "party",
    "company",
    "bank",
    "media",
    "press_service",
    "education",
    "ngo",
    "other",
];

/// The sectors of projects, as in schema.sql.
pub const SECTORS: &[&str] = &[
    "transport",
    "energy",
    "telecom_digital",
    "water",
    "agriculture",
    "mining",
    "finance",
    "health",
    "education_culture",
    "environment",
    "defence_security",
    "space",
    "trade_industry",
    "other",
];

/// What a lexicon knows of a name.
#[derive(Debug, Default)]
pub struct Entry {
    /// Which columns it may have.
    pub kind: EntryKind,
    /// As the user wants to see it.
    pub name: String,
    /// ISO alpha-2.
    pub country: Option<&'static str>,
    /// Of a person.
    pub posts: Vec<DatedPost>,
    /// Of an organization, as in schema.sql: `company`.
    pub organization_kind: Option<&'static str>,
    /// Of a project, as in schema.sql: `energy`.
    pub sector: Option<&'static str>,
}

/// What a row of a user's table is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum EntryKind {
    /// `person`, or `role`: another post of one.
    #[default]
    Person,
    /// `organization`
    Organization,
    /// `project`
    Project,
}

/// A post and when it was held. A bound that is not known is open.
#[derive(Clone, Debug, PartialEq)]
pub struct DatedPost {
    /// `foreign minister`
    pub post: String,
    /// ISO alpha-2.
    pub country: Option<&'static str>,
    /// Body of the post as the table has it.
    pub organization: Option<String>,
    /// ISO 8601, whole or partial, first and last day.
    pub from: Option<String>,
    /// Last day, ISO 8601, whole or partial.
    pub until: Option<String>,
}

impl DatedPost {
    /// Whether the post was held on a day (ISO 8601, whole or partial). On an unknown day only a post without bounds is.
    pub fn is_held(&self, day: Option<&str>) -> bool {
        // A prefix of a date compares as its beginning: 2023 lies before 2023-05, and until 2023 all of it does.
        let Some(day) = day else { return self.from.is_none() && self.until.is_none() };
        let begun = self.from.as_deref().is_none_or(|from| day >= from || from.starts_with(day));
        let lasts = self.until.as_deref().is_none_or(|until| day <= until || day.starts_with(until));
        begun && lasts
    }
}

/// All that a user's tables say.
#[derive(Debug, Default)]
pub struct Lexicon {
    entries: Vec<Entry>,
    /// Names as written, and of which entry.
    names: Vec<(String, usize)>,
    known: HashMap<(EntryKind, String), usize>,
    index: Index,
}

impl Lexicon {
    /// Adds a table. The error names the line, counted from one, and says what would be right; nothing of the
    /// table is to be used then.
    pub fn add(&mut self, table: &str) -> Result<(), String> {
        let table = table.strip_prefix('\u{FEFF}').unwrap_or(table);
        let mut lines = table.lines().enumerate().filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#'));
        let Some((first, header)) = lines.next() else { return Err("1: the table is empty".to_owned()) };
        let columns: Vec<&str> = header.split('\t').map(str::trim).collect();
        if let Some(unknown) = columns.iter().find(|column| !COLUMNS.contains(column)) {
            return Err(format!(
                "{}: no column is called `{unknown}`: {}, parted by tabs",
                first + 1,
                COLUMNS.join(", ")
            ));
        }
        for needed in ["kind", "name"] {
            if !columns.contains(&needed) {
                return Err(format!("{}: the first line must name a column `{needed}`", first + 1));
            }
        }
        for (number, line) in lines {
            let cells: HashMap<&str, &str> = columns
                .iter()
                .copied()
                .zip(line.split('\t').map(str::trim))
                .filter(|(_, cell)| !cell.is_empty())
                .collect();
            if line.split('\t').count() > columns.len() {
                return Err(format!("{}: more cells than columns", number + 1));
            }
            self.row(&cells).map_err(|reason| format!("{}: {reason}", number + 1))?;
        }
        self.index = Index::new(self.names.iter().map(|(name, entry)| (name.clone(), *entry)));
        Ok(())
    }

    fn row(&mut self, cells: &HashMap<&str, &str>) -> Result<(), String> {
        let cell = |column: &str| cells.get(column).copied();
        let name = cell("name").ok_or("a row needs a name")?;
        let (kind, is_role) = match cell("kind").unwrap_or_default() {
            "person" => (EntryKind::Person, false),
            "role" => (EntryKind::Person, true),
            "organization" => (EntryKind::Organization, false),
            "project" => (EntryKind::Project, false),
            other => return Err(format!("`{other}` is no kind: person, role, organization or project")),
        };
        if !name.starts_with(|c: char| c.is_uppercase() || c.is_numeric()) {
            return Err(format!("`{name}` must begin with a capital, as it does in a text"));
        }
        let code =
            cell("country").map(|code| country(code).ok_or(format!("`{code}` is no country: two letters, as KZ")));
        let code = code.transpose()?.map(|country| country.code);
        let entry = self.entry(kind, name)?;
        for other in cell("also").into_iter().flat_map(|list| list.split(';')).map(str::trim).filter(|o| !o.is_empty())
        {
            self.names.push((other.to_owned(), entry));
        }
        let one_of = |column: &str, list: &[&'static str]| match cell(column) {
            None => Ok(None),
            Some(word) => match list.iter().find(|known| **known == word) {
                Some(known) => Ok(Some(*known)),
                None => Err(format!("`{word}` is no {column}: {}", list.join(", "))),
            },
        };
        let organization_kind = one_of("type", ORGANIZATION_KINDS)?;
        let sector = one_of("sector", SECTORS)?;
        let dates = [cell("from"), cell("until")];
        if let Some(wrong) = dates.iter().flatten().find(|date| !is_date(date)) {
            return Err(format!("`{wrong}` is no date: 2023, 2023-11 or 2023-11-24"));
        }
        let entry = &mut self.entries[entry];
        entry.organization_kind = entry.organization_kind.or(organization_kind);
        entry.sector = entry.sector.or(sector);
        if !is_role || entry.country.is_none() {
            entry.country = code.or(entry.country);
        }
        match cell("post") {
            Some(post) => entry.posts.push(DatedPost {
                post: post.to_lowercase(),
                country: code,
                organization: cell("organization").map(str::to_owned),
                from: dates[0].map(str::to_owned),
                until: dates[1].map(str::to_owned),
            }),
            None if is_role => return Err("a role needs a post".to_owned()),
            None => {}
        }
        Ok(())
    }

    /// The entry of a name, made when there is none.
    fn entry(&mut self, kind: EntryKind, name: &str) -> Result<usize, String> {
        if self.names.len() >= MOST {
            return Err(format!("more than {MOST} names"));
        }
        let key = (kind, fold(name));
        if let Some(entry) = self.known.get(&key) {
            return Ok(*entry);
        }
        let entry = self.entries.len();
        self.entries.push(Entry { kind, name: name.to_owned(), ..Entry::default() });
        self.names.push((name.to_owned(), entry));
        self.known.insert(key, entry);
        Ok(entry)
    }

    /// Whether no table was added, or none with rows.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// An entry by the number that [`Lexicon::match_at`] gives.
    pub fn get(&self, entry: usize) -> Option<&Entry> {
        self.entries.get(entry)
    }

    /// The longest name that begins at `token`, as the number of its entry.
    pub fn match_at(&self, text: &Text, token: usize) -> Option<Match<usize>> {
        self.index.longest(text, token, |_| true)
    }
}

fn is_date(date: &str) -> bool {
    let lengths = [4, 2, 2];
    let parts: Vec<&str> = date.split('-').collect();
    parts.len() <= 3
        && parts
            .iter()
            .zip(lengths)
            .all(|(part, length)| part.len() == length && part.bytes().all(|b| b.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(table: &str) -> String {
        Lexicon::default().add(table).expect_err("a mistake")
    }

    #[test]
    fn mistakes_are_told_by_line() {
        assert!(refusal("").contains("empty"));
        assert!(refusal("kind\tname\tnote\n").contains("`note`"));
        assert!(refusal("name\nA\n").contains("`kind`"));
        assert!(refusal("kind\tname\n\nship\tAktau\n").starts_with("3: `ship`"));
        assert!(refusal("kind\tname\tcountry\nperson\tDaniyar Sarsenov\tKazakhstan\n").contains("two letters"));
        assert!(refusal("kind\tname\trole\n").contains("`role`"));
        assert!(refusal("kind\tname\tfrom\nrole\tDaniyar Sarsenov\tMay\n").starts_with("2: `May`"));
        assert!(refusal("kind\tname\nrole\tDaniyar Sarsenov\n").contains("needs a post"));
        assert!(refusal("kind\tname\nperson\tA B\tC\n").contains("more cells"));
        assert!(refusal("kind\tname\tsector\nproject\tAktau Line\trail\n").contains("transport"));
    }

    #[test]
    fn posts_are_held_between_their_days() {
        let held = |from: &str, until: &str, day: Option<&str>| {
            let bound = |date: &str| (!date.is_empty()).then(|| date.to_owned());
            let (from, until) = (bound(from), bound(until));
            DatedPost { post: "mayor".into(), country: None, organization: None, from, until }.is_held(day)
        };
        assert!(held("2022", "2023", Some("2023-12-31")));
        assert!(!held("2022", "2023", Some("2024-01-01")));
        assert!(!held("2022-05-02", "", Some("2022-05-01")));
        assert!(held("2022-05-02", "", Some("2022")));
        assert!(held("", "", None) && !held("2022", "", None));
    }

    #[test]
    fn the_longest_name_wins_and_later_tables_add() {
        let mut lexicon = Lexicon::default();
        lexicon.add("kind\tname\talso\nperson\tDaniyar Sarsenov\tSarsenow; D. Sarsenov\n").expect("a table");
        lexicon.add("name\tkind\nAktau Line\tproject\n").expect("a table");
        let text = Text::new("Sarsenow and Daniyar Sarsenov rode the Aktau Line.");
        let at = |i| lexicon.match_at(&text, i).and_then(|m| Some((m.tokens, lexicon.get(m.what)?.name.as_str())));
        assert_eq!(at(0), Some((1, "Daniyar Sarsenov")));
        assert_eq!(at(2), Some((2, "Daniyar Sarsenov")));
        assert_eq!(at(6), Some((2, "Aktau Line")));
        assert_eq!(at(4), None);
    }
}
