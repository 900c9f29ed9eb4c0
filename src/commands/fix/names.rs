//! Names on the command line to entities of the archive: as in queries.

use rusqlite::Connection;

use super::{Failure, archive};
use crate::extract::Kind;
use crate::lang::ast::EntityKind;
use crate::query::catalogue::{self, Candidate};
use crate::store::decisions::{Named, documents_of, named, root, with_name};
use crate::text::printable;

/// Candidates that are listed.
const SHOWN: usize = 8;

/// An entity that a name means.
pub struct Chosen {
    pub kind: Kind,
    pub id: i64,
    pub named: Named,
    documents: i64,
}

impl Chosen {
    pub fn of(conn: &Connection, kind: Kind, id: i64) -> Result<Option<Chosen>, Failure> {
        let id = root(conn, kind, id).map_err(archive)?;
        let Some(named) = named(conn, kind, id).map_err(archive)? else { return Ok(None) };
        Ok(Some(Chosen { kind, id, named, documents: documents_of(conn, kind, id).map_err(archive)? }))
    }

    /// `person/12 Daniyar Sarsenov (14 documents)`
    pub fn told(&self) -> String {
        format!("{} {} ({})", self.stable(), printable(&self.named.name), self.documents())
    }

    pub fn documents(&self) -> String {
        format!("{} {}", self.documents, if self.documents == 1 { "document" } else { "documents" })
    }

    fn stable(&self) -> String {
        match (self.kind, &self.named.country) {
            (Kind::Country, Some(code)) => format!("country/{code}"),
            _ => format!("{}/{}", self.kind, self.id),
        }
    }
}

const KINDS: [(Kind, Option<EntityKind>); 5] = [
    (Kind::Person, Some(EntityKind::Person)),
    (Kind::Country, Some(EntityKind::Country)),
    (Kind::Organization, Some(EntityKind::Organization)),
    (Kind::Project, Some(EntityKind::Project)),
    (Kind::Event, None),
];

/// The one entity that a name means: `@Tokayev`, `person/12`, `country/KZ`, `event/3`.
///
/// # Errors
/// What it may mean, when that is several; near spellings, when it is none.
pub fn entity(conn: &Connection, typed: &str, kind: Option<Kind>) -> Result<Chosen, Failure> {
    let typed = typed.trim();
    let bare = typed.strip_prefix('@').unwrap_or(typed);
    let said = bare.split_once('/').and_then(|(word, rest)| {
        let (kind, _) = KINDS.iter().find(|(kind, _)| kind.as_str() == word)?;
        Some((*kind, rest))
    });
    let (kind, name) = match said {
        Some((said, _)) if kind.is_some_and(|kind| kind != said) => {
            let (wanted, said) = (kind.map_or("", Kind::as_str), said.as_str());
            return Err(Failure::Usage(format!(
                "{typed} is of kind {said}, the other of kind {wanted}: the two must be alike"
            )));
        }
        Some((said, rest)) => (Some(said), rest),
        None => (kind, bare),
    };
    let found = found(conn, name, kind)?;
    match &found[..] {
        [] => Err(unknown(conn, typed, name, kind)?),
        [_] => {
            let mut found = found;
            Ok(found.remove(0))
        }
        _ => {
            let shown: Vec<String> = found.iter().take(SHOWN).map(|one| format!("\n  {}", one.told())).collect();
            let more = found.len().saturating_sub(SHOWN);
            let more = if more > 0 { format!("\n  … and {more} more") } else { String::new() };
            Err(Failure::Usage(format!(
                "{} may mean {} here; give one by its number:{}{more}",
                printable(typed),
                found.len(),
                shown.concat()
            )))
        }
    }
}

/// All that a name may mean.
pub fn found(conn: &Connection, name: &str, kind: Option<Kind>) -> Result<Vec<Chosen>, Failure> {
    let kinds: Vec<EntityKind> = match kind {
        Some(kind) => KINDS.iter().filter(|(known, _)| *known == kind).filter_map(|(_, of)| *of).collect(),
        None => KINDS.iter().filter_map(|(_, of)| *of).collect(),
    };
    let mut ids: Vec<(Kind, i64)> = Vec::new();
    let mut take = |candidate: Candidate| {
        let Some((of, id)) = candidate.what.entity() else { return };
        ids.extend(KINDS.iter().find(|(_, known)| *known == Some(of)).map(|(kind, _)| (*kind, id)));
    };
    let number = name.parse::<i64>().ok().filter(|_| name.bytes().all(|b| b.is_ascii_digit()));
    match (kind, number) {
        (Some(Kind::Event), Some(id)) => ids.push((Kind::Event, id)),
        (Some(_), Some(id)) => {
            for kind in &kinds {
                catalogue::entity(conn, *kind, id).map_err(archive)?.into_iter().for_each(&mut take);
            }
        }
        (Some(Kind::Country), None) if name.len() == 2 => {
            catalogue::country(conn, name).map_err(archive)?.into_iter().for_each(&mut take);
        }
        _ => {
            if !kinds.is_empty() {
                catalogue::candidates(conn, name, &kinds).map_err(archive)?.into_iter().for_each(&mut take);
            }
            if ids.is_empty() && kind.is_none_or(|kind| kind == Kind::Event) {
                ids.extend(
                    with_name(conn, Kind::Event, name).map_err(archive)?.into_iter().map(|id| (Kind::Event, id)),
                );
            }
        }
    }
    let mut found = Vec::new();
    for (kind, id) in ids {
        found.extend(Chosen::of(conn, kind, id)?);
    }
    Ok(found)
}

fn unknown(conn: &Connection, typed: &str, name: &str, kind: Option<Kind>) -> Result<Failure, Failure> {
    let kinds: Vec<EntityKind> =
        KINDS.iter().filter(|(known, _)| kind.is_none_or(|kind| kind == *known)).filter_map(|(_, of)| *of).collect();
    let near = if kinds.is_empty() { Vec::new() } else { catalogue::near(conn, name, &kinds).map_err(archive)? };
    let near = match &near[..] {
        [] => "`dateline query people` and the like show who there is".to_owned(),
        names => format!("did you mean {}?", names.iter().map(|name| printable(name)).collect::<Vec<_>>().join(", ")),
    };
    Ok(Failure::Usage(format!("nothing in this archive is called {}: {near}", printable(typed))))
}
