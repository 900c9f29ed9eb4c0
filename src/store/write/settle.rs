//! What an entity is called, once all documents of a run are in: the name that most of them use.
//!
//! It follows from the mentions and roles alone, so it does not matter in which runs they came in.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, OptionalExtension, params};

use super::entities::{Strength, add_alias};
use crate::extract::Kind;
use crate::gazetteer;
use crate::identity::{PersonName, bare_name, organization_key, person_key};
use crate::text::fold;

/// Longest name, in bytes: what is longer is a clause that reports a project.
const LONGEST: usize = 100;

/// Settles people, organizations and projects; other entities have no name to choose.
pub(in crate::store) fn these(conn: &Connection, entities: BTreeSet<(Kind, i64)>) -> rusqlite::Result<()> {
    for (kind, id) in entities {
        match kind {
            Kind::Person => person(conn, id)?,
            Kind::Organization => organization(conn, id)?,
            Kind::Project => project(conn, id)?,
            Kind::Country | Kind::Place | Kind::Event => {}
        }
    }
    Ok(())
}

/// Settles every entity of the archive.
pub(super) fn all(conn: &Connection) -> rusqlite::Result<()> {
    for (kind, table) in [(Kind::Person, "people"), (Kind::Organization, "organizations"), (Kind::Project, "projects")]
    {
        let mut statement = conn.prepare(&format!("SELECT id FROM {table}"))?;
        let ids: Vec<i64> = statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        these(conn, ids.into_iter().map(|id| (kind, id)).collect())?;
    }
    Ok(())
}

/// The name with given and family name that most documents use, and the country of the posts that most
/// of them state.
fn person(conn: &Connection, id: i64) -> rusqlite::Result<()> {
    let Some(kept) = kept_name(conn, "people", id)? else { return Ok(()) };
    let forms = forms(conn, Kind::Person, id, bare_name)?;
    let best = forms.iter().filter(|form| is_plain(&form.text)).max_by_key(|form| (fullness(&form.text), form.rank()));
    // The extractor may know a name in full from where no mention stands.
    if let Some(Form { text, .. }) = best.filter(|form| fullness(&form.text) >= fullness(&kept) && form.text != kept) {
        conn.prepare_cached("UPDATE people SET name = ?2, key = ?3 WHERE id = ?1")?.execute(params![
            id,
            text,
            person_key(text)
        ])?;
    }
    conn.prepare_cached(ROLE_STANDING)?.execute([id])?;
    conn.prepare_cached(
        "UPDATE people SET country = coalesce((SELECT country FROM roles WHERE person = ?1 AND standing <> 'doubtful' AND country IS NOT NULL \
         GROUP BY basis, country ORDER BY basis = 'stated' DESC, sum(documents) DESC, country LIMIT 1), country) WHERE id = ?1",
    )?
    .execute([id])?;
    Ok(())
}

/// A post is doubtful that less than one in fifty of the documents tells that tell the most told one: a
/// president of whom thousands write is misread now and then. It is general where another post of the same
/// person, itself not doubtful, has it for its first or last words.
const ROLE_STANDING: &str = "\
    WITH told AS (SELECT post, sum(documents) AS documents FROM roles WHERE person = ?1 GROUP BY post), \
    held AS (SELECT post FROM told WHERE documents * 50 >= (SELECT max(documents) FROM told)) \
    UPDATE roles SET standing = CASE \
      WHEN post NOT IN (SELECT post FROM held) THEN 'doubtful' \
      WHEN EXISTS (SELECT 1 FROM held h WHERE h.post LIKE '% ' || roles.post OR h.post LIKE roles.post || ' %') THEN 'general' \
      ELSE 'held' END \
    WHERE person = ?1";

/// 2: given and family name; 1: initials and family name; 0: a lone name.
fn fullness(name: &str) -> u8 {
    let name = PersonName::of(name);
    u8::from(!name.given.is_empty()) + u8::from(name.is_full())
}

/// Nothing but words that begin with letters: no dash, no number, no quotation.
fn is_plain(name: &str) -> bool {
    name.split_whitespace().all(|word| word.chars().next().is_some_and(char::is_alphabetic))
}

/// The name of a body that the gazetteer knows; else the full form that most documents use, among those
/// that name this body by themselves ("Kazakh Foreign Ministry", not "Foreign Ministry").
fn organization(conn: &Connection, id: i64) -> rusqlite::Result<()> {
    let Some(kept) = kept_name(conn, "organizations", id)? else { return Ok(()) };
    let key: String =
        conn.prepare_cached("SELECT key FROM organizations WHERE id = ?1")?.query_row([id], |row| row.get(0))?;
    let is_full = |name: &str| name.contains(' ');
    let name = match gazetteer::organization(&key).filter(|known| is_full(known.name)) {
        Some(known) => Some(known.name.to_owned()),
        None => {
            let forms = forms(conn, Kind::Organization, id, without_article)?;
            let own = forms.iter().filter(|form| organization_key(&form.text, None) == key);
            let best = own.max_by_key(|form| (is_full(&form.text), form.rank()));
            best.map(|form| form.text.clone()).filter(|text| is_full(text) || !is_full(&kept))
        }
    };
    if let Some(name) = name.filter(|name| *name != kept) {
        conn.prepare_cached("UPDATE organizations SET name = ?2 WHERE id = ?1")?.execute(params![id, name])?;
        add_alias(conn, Kind::Organization, id, "name", &name, Strength::Strong)?;
    }
    Ok(())
}

/// Of the names that the extractor gave it, the one that most documents use.
fn project(conn: &Connection, id: i64) -> rusqlite::Result<()> {
    let Some(kept) = kept_name(conn, "projects", id)? else { return Ok(()) };
    let mut statement =
        conn.prepare_cached("SELECT norm FROM aliases WHERE kind = 'project' AND entity = ?1 AND how = 'name'")?;
    let names: BTreeSet<String> = statement.query_map([id], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    let forms = forms(conn, Kind::Project, id, without_article)?;
    let best = forms.iter().filter(|form| names.contains(&fold(&form.text))).max_by_key(|form| form.rank());
    if let Some(form) = best.filter(|form| form.text != kept) {
        conn.prepare_cached("UPDATE projects SET name = ?2 WHERE id = ?1")?.execute(params![id, form.text])?;
    }
    Ok(())
}

fn kept_name(conn: &Connection, table: &str, id: i64) -> rusqlite::Result<Option<String>> {
    conn.prepare_cached(&format!("SELECT name FROM {table} WHERE id = ?1"))?
        .query_row([id], |row| row.get(0))
        .optional()
}

/// A way in which documents write a name.
struct Form {
    text: String,
    documents: u64,
}

impl Form {
    /// More documents, then a longer name, then the first of the alphabet.
    fn rank(&self) -> (u64, usize, std::cmp::Reverse<&str>) {
        (self.documents, self.text.chars().count(), std::cmp::Reverse(&self.text))
    }
}

/// How often one writing of a form is used, capitals told apart.
#[derive(Default)]
struct Writings {
    documents: u64,
    last: Option<i64>,
    /// How often each stands.
    writings: BTreeMap<String, u64>,
}

/// The forms in which documents write an entity where they name it, each in its usual capitals: not in
/// those of a headline unless it is written in no others. `bare` takes away what is no part of a name.
fn forms(conn: &Connection, kind: Kind, id: i64, bare: fn(&str) -> &str) -> rusqlite::Result<Vec<Form>> {
    let mut statement = conn.prepare_cached(
        "SELECT document, surface FROM mentions WHERE kind = ?1 AND entity = ?2 AND sense = 'literal' ORDER BY document",
    )?;
    let shouted = if kind == Kind::Person { is_upper } else { is_shouted };
    let mut rows = statement.query(params![kind.as_str(), id])?;
    let mut found: BTreeMap<String, Writings> = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let (document, surface) = (row.get(0)?, row.get_ref(1)?.as_str()?);
        if surface.len() > LONGEST {
            continue;
        }
        let surface = surface.split_whitespace().collect::<Vec<_>>().join(" ");
        let text = bare(&surface).trim_end_matches(',');
        if text.is_empty() {
            continue;
        }
        let form = found.entry(text.to_lowercase()).or_default();
        form.documents += u64::from(form.last != Some(document));
        form.last = Some(document);
        *form.writings.entry(text.to_owned()).or_default() += 1;
    }
    Ok(found
        .into_values()
        .map(|form| Form { text: usual(&form.writings, shouted), documents: form.documents })
        .collect())
}

/// The most frequent writing that is not all in capitals.
fn usual(writings: &BTreeMap<String, u64>, shouted: fn(&str) -> bool) -> String {
    let best = writings.iter().max_by_key(|(text, count)| (!shouted(text), **count, std::cmp::Reverse(*text)));
    best.map(|(text, _)| if shouted(text) { in_title_case(text) } else { text.clone() }).unwrap_or_default()
}

/// Several words, all in capitals: a single one may be an acronym.
fn is_shouted(text: &str) -> bool {
    text.contains(' ') && is_upper(text)
}

fn is_upper(text: &str) -> bool {
    !text.chars().any(char::is_lowercase) && text.chars().any(char::is_uppercase)
}

fn in_title_case(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut inside = false;
    for c in text.chars() {
        if inside {
            out.extend(c.to_lowercase())
        } else {
            out.push(c)
        }
        inside = c.is_alphabetic();
    }
    out
}

fn without_article(name: &str) -> &str {
    ["the ", "The ", "THE "].into_iter().find_map(|article| name.strip_prefix(article)).unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_of_headlines_give_way() {
        let writings = |list: &[(&str, u64)]| list.iter().map(|(text, count)| ((*text).to_owned(), *count)).collect();
        assert_eq!(
            usual(&writings(&[("DANIYAR SARSENOV", 9), ("Daniyar Sarsenov", 1)]), is_shouted),
            "Daniyar Sarsenov"
        );
        assert_eq!(usual(&writings(&[("DANIYAR O’NEIL-SARSENOV", 9)]), is_shouted), "Daniyar O’Neil-Sarsenov");
        assert_eq!(usual(&writings(&[("OSCE", 9)]), is_shouted), "OSCE");
        assert_eq!(usual(&writings(&[("SARSENOV", 9)]), is_upper), "Sarsenov");
    }

    #[test]
    fn fuller_names_come_first() {
        assert_eq!(["Sarsenov", "D. Sarsenov", "Daniyar Sarsenov"].map(fullness), [0, 1, 2]);
        assert!(is_plain("Daniyar B. Sarsenov"));
        assert!(!is_plain("Daniyar — Sarsenov"));
    }
}
