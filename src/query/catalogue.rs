//! Names in an archive: which entities a name means, what is spelt like it, what begins with it.
//!
//! Every look-up walks an index and reads a bounded number of rows, whatever the archive's size.

use std::collections::HashSet;

use super::archive::{Archive, ReadError};
use super::compile::{kind_word, link_of};
use super::dialect::Word;
use super::sql::{Sql, sql};
use super::standing::{Alias, Standing};
use crate::lang::ast::EntityKind;
use crate::text::fold;

type Result<T> = std::result::Result<T, ReadError>;

/// Something that a name means.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// The entity or the region.
    pub what: Named,
    /// Its own name, in full.
    pub name: String,
    /// Which kind of alias led here: `name`, `demonym`, `surname` …
    pub how: String,
    /// Documents that mention it.
    pub documents: i64,
    standing: Standing,
}

/// What a name can mean.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Named {
    /// A person, a country, an organization or a project.
    Entity {
        /// Its kind.
        kind: Kind,
        /// Its row in the table of its kind.
        id: i64,
        /// ISO alpha-2, of a country.
        code: Option<String>,
    },
    /// A group of countries.
    Region {
        /// Its row in `regions`.
        id: i64,
    },
}

/// `EntityKind` in an order, so that candidates have one.
pub type Kind = u8;

const KINDS: [EntityKind; 4] = [EntityKind::Person, EntityKind::Country, EntityKind::Organization, EntityKind::Project];

impl Named {
    /// Kind and row; `None` for a region.
    pub fn entity(&self) -> Option<(EntityKind, i64)> {
        match self {
            Named::Entity { kind, id, .. } => Some((*KINDS.get(usize::from(*kind))?, *id)),
            Named::Region { .. } => None,
        }
    }

    /// As it can be typed behind `@`: `person/2`, `country/KZ`.
    pub fn stable(&self) -> String {
        match self {
            Named::Entity { code: Some(code), .. } => format!("country/{code}"),
            Named::Entity { kind, id, .. } => {
                format!("{}/{id}", KINDS.get(usize::from(*kind)).map_or("", |kind| kind.name()))
            }
            Named::Region { id } => format!("region/{id}"),
        }
    }
}

/// More candidates than this are no reading of a name.
pub const MOST_CANDIDATES: usize = 200;

/// What `name` means among these kinds: all readings of the best standing, by number of documents.
pub fn candidates(archive: &dyn Archive, name: &str, kinds: &[EntityKind]) -> Result<Vec<Candidate>> {
    let mut found = all_candidates(archive, name, kinds)?;
    if let Some(best) = found.first().map(|candidate| candidate.standing) {
        found.retain(|candidate| candidate.standing == best);
    }
    Ok(found)
}

/// All that `name` can mean among these kinds, the strongest readings first and among equals the
/// most reported. A country's kind includes regions, which stand for their members.
pub fn all_candidates(archive: &dyn Archive, name: &str, kinds: &[EntityKind]) -> Result<Vec<Candidate>> {
    let norm = fold(name);
    let mut sql = sql!["SELECT kind, entity, how, weak, alias FROM aliases WHERE norm = "];
    sql.bind(norm.clone()).push(" AND kind IN ");
    let mut words: Vec<&str> = kinds.iter().map(|kind| kind_word(*kind)).collect();
    if kinds.contains(&EntityKind::Country) {
        words.push("region");
    }
    sql.list(words).push(" LIMIT ").bind(MOST_CANDIDATES as i64);
    let aliases = archive
        .all(&sql, |row| Ok((row.text(0)?, row.integer(1)?, row.text(2)?, row.integer(3)? != 0, row.text(4)?)))?;
    let mut found: Vec<Candidate> = Vec::new();
    for (kind, id, how, weak, alias) in aliases {
        let candidate = if kind == "region" {
            region(archive, id)?
        } else if let Some(kind) = kinds.iter().find(|known| kind_word(**known) == kind) {
            entity(archive, *kind, id)?
        } else {
            None
        };
        let Some(mut candidate) = candidate else { continue };
        let kind = candidate.what.entity().map(|(kind, _)| kind);
        candidate.standing = Alias { norm: &norm, alias: &alias, how: &how, weak, kind }.standing(&candidate.name);
        candidate.how = how;
        match found.iter_mut().find(|known| known.what == candidate.what) {
            Some(known) if rank(&candidate) < rank(known) => *known = candidate,
            Some(_) => {}
            None => found.push(candidate),
        }
    }
    // A region is expanded only where the name means nothing else.
    if found.iter().any(|candidate| candidate.what.entity().is_some()) {
        found.retain(|candidate| candidate.what.entity().is_some());
    }
    let is = |candidate: &Candidate, wanted| candidate.what.entity().is_some_and(|(kind, _)| kind == wanted);
    if found.iter().any(|c| is(c, EntityKind::Country) && c.standing == Standing::Whole) {
        // A body with a country's whole name is that country, as a state.
        for body in found.iter_mut().filter(|c| is(c, EntityKind::Organization) && c.standing == Standing::Whole) {
            body.standing = Standing::Other;
        }
    }
    // What someone named on purpose is meant; what mostly means something else is not.
    if let Some(best) = found.iter().map(|candidate| candidate.standing).min() {
        let is_wanted = |standing| standing == best || (best != Standing::Given && standing != Standing::Weak);
        found.retain(|candidate| is_wanted(candidate.standing));
    }
    found.sort_by(|a, b| (a.standing, -a.documents, &a.what).cmp(&(b.standing, -b.documents, &b.what)));
    Ok(found)
}

/// Of several aliases that lead to one entity, the one to speak of.
fn rank(candidate: &Candidate) -> (Standing, usize) {
    const ORDER: [&str; 5] = ["user", "name", "official", "iso2", "iso3"];
    let at = ORDER.iter().position(|how| *how == candidate.how).unwrap_or(ORDER.len());
    (candidate.standing, at)
}

/// An entity by its number.
pub fn entity(archive: &dyn Archive, kind: EntityKind, id: i64) -> Result<Option<Candidate>> {
    let code = if kind == EntityKind::Country { "code" } else { "NULL" };
    let mut sql = sql!["SELECT name, documents, ", code, ", id FROM ", link_of(kind).entities, " WHERE id = "];
    sql.bind(current(archive, kind, id)?);
    archive.first(&sql, |row| {
        let kind = KINDS.iter().position(|known| *known == kind).unwrap_or_default() as Kind;
        Ok(Candidate {
            what: Named::Entity { kind, id: row.integer(3)?, code: row.maybe_text(2)? },
            name: row.text(0)?,
            how: "id".to_owned(),
            documents: row.integer(1)?,
            standing: Standing::Whole,
        })
    })
}

/// Merges of merges that are followed.
const LONGEST_WAY: usize = 1000;

/// Whose number it is now: entities that turned out to be one, or were said to be, have one number, and the
/// other leads to it.
fn current(archive: &dyn Archive, kind: EntityKind, id: i64) -> Result<i64> {
    let mut id = id;
    if kind == EntityKind::Person {
        let mut sql = sql!["SELECT person FROM former_people WHERE id = "];
        sql.bind(id);
        id = archive.first(&sql, |row| row.maybe_integer(0))?.flatten().unwrap_or(id);
    }
    for _ in 0..LONGEST_WAY {
        let mut sql = sql!["SELECT kept FROM merged_entities WHERE kind = '", kind_word(kind), "' AND entity = "];
        sql.bind(id);
        match archive.first(&sql, |row| row.integer(0))? {
            Some(kept) => id = kept,
            None => break,
        }
    }
    Ok(id)
}

/// A country by its alpha-2 code, in either case.
pub fn country(archive: &dyn Archive, code: &str) -> Result<Option<Candidate>> {
    let mut sql = sql!["SELECT id FROM countries WHERE code = "];
    sql.bind(code.to_uppercase());
    match archive.first(&sql, |row| row.integer(0))? {
        Some(id) => entity(archive, EntityKind::Country, id),
        None => Ok(None),
    }
}

fn region(archive: &dyn Archive, id: i64) -> Result<Option<Candidate>> {
    let mut sql = sql!["SELECT name FROM regions WHERE id = "];
    sql.bind(id);
    Ok(archive.first(&sql, |row| row.text(0))?.map(|name| Candidate {
        what: Named::Region { id },
        name,
        how: "region".to_owned(),
        documents: 0,
        standing: Standing::Whole,
    }))
}

/// The countries of a region: id, code, documents.
pub fn members(archive: &dyn Archive, region: i64) -> Result<Vec<(i64, String, i64)>> {
    let mut sql = sql!["SELECT c.id, c.code, c.documents FROM region_countries r JOIN countries c ON c.id = r.country"];
    sql.push(" WHERE r.region = ").bind(region).push(" ORDER BY c.code");
    archive.all(&sql, |row| Ok((row.integer(0)?, row.text(1)?, row.integer(2)?)))
}

/// Rows looked at for near spellings, for each place in the index where one may stand.
const NEAR_ROWS: i64 = 2000;

/// Names that begin like this one, the best known first, then such as are spelt or transliterated like it, the nearest
/// first: at most three.
///
/// What is compared begins with the same two letters, with the second letter, or with the first two
/// exchanged, or is a name whose last word begins like this one's; nothing else is read.
pub fn near(archive: &dyn Archive, name: &str, kinds: &[EntityKind]) -> Result<Vec<String>> {
    const ENOUGH: f64 = 0.84;
    let norm = fold(name);
    let skeleton = skeleton(&norm);
    let letters: Vec<char> = norm.chars().collect();
    let begin = |letters: &[char]| letters.iter().collect::<String>();
    let mut starts = vec![begin(letters.get(..2).unwrap_or(&letters))];
    if let [first, second, rest @ ..] = &letters[..] {
        starts.push([*second, *first].iter().collect());
        starts.push(begin(letters.get(1..3).unwrap_or(&[*second])));
        starts.push(rest.first().map_or_else(String::new, |third| [*first, *third].iter().collect()));
        starts.push(first.to_string());
    }
    if let Some(last) = norm.rsplit(' ').next() {
        starts.push(last.chars().take(2).collect());
    }
    starts.retain(|start| !start.is_empty());
    starts.dedup();
    let mut found: Vec<(f64, String)> = Vec::new();
    for start in starts {
        let mut sql = Sql::of("SELECT norm, alias, kind FROM aliases WHERE norm >= ");
        sql.bind(start.clone()).push(" AND norm < ").bind(format!("{start}\u{10ffff}"));
        sql.push(" LIMIT ").bind(NEAR_ROWS);
        for (other, alias, kind) in archive.all(&sql, |row| Ok((row.text(0)?, row.text(1)?, row.text(2)?)))? {
            if !kinds.iter().any(|known| kind_word(*known) == kind) {
                continue;
            }
            let score = strsim::normalized_damerau_levenshtein(&norm, &other)
                .max(strsim::jaro_winkler(&skeleton, &self::skeleton(&other)) - 0.02)
                .min(1.0);
            if score >= ENOUGH && !found.iter().any(|(_, known)| *known == alias) {
                found.push((score, alias));
            }
        }
    }
    found.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    let mut near: Vec<String> = found.into_iter().map(|(_, alias)| alias).collect();
    // Half a name is meant more often than a name that differs in a letter, and the best known of those that begin so.
    if norm.chars().count() >= MIN_BEGINNING {
        let begun = beginning(archive, name, None, NEAR)?;
        let begun = begun.into_iter().filter(|found| kinds.contains(&found.kind)).map(|found| found.name);
        near.splice(0..0, begun.take(NEAR - 1));
    }
    let mut seen = HashSet::new();
    near.retain(|name| seen.insert(name.clone()));
    near.truncate(NEAR);
    Ok(near)
}

/// Names that are suggested for one that is not known.
const NEAR: usize = 3;

/// Letters from which on a beginning is told from a slip of the hand.
const MIN_BEGINNING: usize = 3;

/// A folded name without what transliterations differ in: doubled letters, kh and h, y and i, ay and ai.
fn skeleton(norm: &str) -> String {
    let same = norm.replace("kh", "h").replace("dzh", "j").replace("iy", "i").replace('y', "i").replace('q', "k");
    let mut out = String::with_capacity(same.len());
    for c in same.chars() {
        if !out.ends_with(c) {
            out.push(c);
        }
    }
    out
}

/// An entity whose name fits what has been typed so far.
#[derive(Clone, Debug, PartialEq)]
pub struct Suggestion {
    /// What it is.
    pub kind: EntityKind,
    /// As it can be typed behind `@`: `person/2`.
    pub stable: String,
    /// Its own name, in full.
    pub name: String,
    /// Documents that mention it, copies among them.
    pub documents: i64,
}

/// Rows looked at for a suggestion: few enough for a keystroke.
const SEARCH_ROWS: i64 = 3000;

/// The entities one of whose names begins with `typed`, then those with a word inside that does;
/// in each the most reported first. For completion: bounded, not exhaustive.
pub fn search(archive: &dyn Archive, typed: &str, kind: Option<EntityKind>, limit: usize) -> Result<Vec<Suggestion>> {
    let norm = fold(typed);
    let mut inside = Sql::of("SELECT kind, entity FROM (SELECT kind, entity, norm FROM aliases LIMIT ");
    inside
        .bind(SEARCH_ROWS * 4)
        .push(") a WHERE ")
        .push(Word::Place)
        .push("norm, ")
        .bind(format!(" {norm}"))
        .push(") > 0");
    let mut out = beginning(archive, typed, kind, limit)?;
    if out.len() < limit {
        let found = suggestions(archive, &inside, kind)?;
        out.extend(
            found.into_iter().filter(|found| !out.iter().any(|known| known.stable == found.stable)).collect::<Vec<_>>(),
        );
    }
    out.truncate(limit);
    Ok(out)
}

/// The entities one of whose names begins with `typed`, the most reported first.
pub fn beginning(
    archive: &dyn Archive,
    typed: &str,
    kind: Option<EntityKind>,
    limit: usize,
) -> Result<Vec<Suggestion>> {
    let norm = fold(typed);
    let mut sql = Sql::of("SELECT kind, entity FROM aliases WHERE norm >= ");
    sql.bind(norm.clone()).push(" AND norm < ").bind(format!("{norm}\u{10ffff}"));
    sql.push(" LIMIT ").bind(SEARCH_ROWS);
    let mut found = suggestions(archive, &sql, kind)?;
    found.truncate(limit);
    Ok(found)
}

/// The entities of rows of kind and number, the most reported first.
fn suggestions(archive: &dyn Archive, sql: &Sql, kind: Option<EntityKind>) -> Result<Vec<Suggestion>> {
    let kinds: Vec<EntityKind> = kind.map_or_else(|| KINDS.to_vec(), |kind| vec![kind]);
    let mut found: Vec<Suggestion> = Vec::new();
    let mut seen = HashSet::new();
    for (word, id) in archive.all(sql, |row| Ok((row.text(0)?, row.integer(1)?)))? {
        let Some(kind) = kinds.iter().copied().find(|kind| kind_word(*kind) == word) else { continue };
        if !seen.insert((kind, id)) {
            continue;
        }
        if let Some(candidate) = entity(archive, kind, id)? {
            let stable = candidate.what.stable();
            found.push(Suggestion { kind, stable, name: candidate.name, documents: candidate.documents });
        }
    }
    found.sort_by(|a, b| (-a.documents, &a.name).cmp(&(-b.documents, &b.name)));
    Ok(found)
}
