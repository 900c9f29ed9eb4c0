//! Names to entities, places and sources: one meaning, or a finding that says which there are.

use std::fmt::{Display, Formatter};

use super::Resolver;
use crate::gazetteer::normal_post;
use crate::lang::Span;
use crate::lang::ast::EntityKind;
use crate::lang::diagnostic::Diagnostic;
use crate::query::answer::Note;
use crate::query::archive::Archive;
use crate::query::catalogue::{self, Candidate, Named};
use crate::query::compile::kind_word;
use crate::query::dialect::Word;
use crate::query::plan::{Entities, Places, Said};
use crate::query::sql;
use crate::text::fold;

/// Whether a name may mean several.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    One,
    /// `*`: all of them.
    Any,
}

const ALL_KINDS: [EntityKind; 4] =
    [EntityKind::Person, EntityKind::Country, EntityKind::Organization, EntityKind::Project];

/// Readings of one name that are listed.
const SHOWN: usize = 8;

/// A name as typed, for what is said about it.
pub struct Typed<'q> {
    pub name: &'q str,
    pub span: Span,
    /// What stands before it: `@`, `country:`.
    pub sigil: &'q str,
}

/// As it must be typed.
impl Display for Typed<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}{}", self.sigil, quoted(self.name))
    }
}

/// Kind and number of an entity.
pub type One = (EntityKind, i64);

/// The one entity that `text` means, and what it was taken for. Beside a name it may be `person/2` or
/// `country/KZ`, with or without the `@` that queries have before it.
///
/// # Errors
/// What is wrong with the name, as findings with spans of `text`.
pub fn named(archive: &dyn Archive, text: &str) -> Result<(One, Vec<Note>), Vec<Diagnostic>> {
    let bare = text.trim().trim_start_matches('@');
    let start = text.find(bare).unwrap_or(0);
    let kind = bare.split_once('/').and_then(|(kind, name)| Some((EntityKind::named(kind)?, name)));
    let (kind, name) = kind.map_or((None, bare), |(kind, name)| (Some(kind), name));
    // Quotes are for queries; here there is nothing that they could part the name from.
    let name = name.trim_matches('"');
    let typed = Typed { name, span: start..start + bare.len(), sigil: "@" };
    // No date is read here.
    let mut resolver = Resolver::new(archive, chrono::NaiveDate::MIN);
    let found = resolver.entities(&typed, kind, Choice::One).unwrap_or_default();
    match found.iter().flat_map(|entities| entities.ids.iter().map(|id| (entities.kind, *id))).collect::<Vec<_>>()[..] {
        [one] => Ok((one, resolver.notes)),
        _ if resolver.errors.is_empty() => Err(vec![Diagnostic::new(
            "E301",
            typed.span,
            format!("`{name}` names a group of countries: name one of them"),
        )]),
        _ => Err(resolver.errors),
    }
}

impl Resolver<'_> {
    /// The entities that a name means, a list for each kind. `None` when that is an error, which is noted.
    pub fn entities(&mut self, typed: &Typed<'_>, kind: Option<EntityKind>, choice: Choice) -> Option<Vec<Entities>> {
        let found = self.meant(typed, kind, choice)?;
        self.readings(typed, &found)
    }

    /// What a name means, at least one thing and with [`Choice::One`] no more. `None` when that is an error, which is
    /// noted.
    pub fn meant(&mut self, typed: &Typed<'_>, kind: Option<EntityKind>, choice: Choice) -> Option<Vec<Candidate>> {
        let kinds = kind.map_or_else(|| ALL_KINDS.to_vec(), |kind| vec![kind]);
        let found = match self.by_number(typed, kind) {
            Some(found) => found,
            None => {
                let read = if choice == Choice::Any { catalogue::all_candidates } else { catalogue::candidates };
                self.read(read(self.archive, typed.name, &kinds))?
            }
        };
        match (&found[..], choice) {
            ([], _) => {
                self.unknown(typed, kind, &kinds);
                None
            }
            ([_, _, ..], Choice::One) => {
                self.ambiguous(typed, kind, &found);
                None
            }
            _ => Some(found),
        }
    }

    /// `person/2`, `country/KZ`: stable, and so never echoed.
    fn by_number(&mut self, typed: &Typed<'_>, kind: Option<EntityKind>) -> Option<Vec<Candidate>> {
        let kind = kind?;
        let found = if !typed.name.is_empty() && typed.name.bytes().all(|b| b.is_ascii_digit()) {
            let id = typed.name.parse().ok()?;
            self.read(catalogue::entity(self.archive, kind, id))?
        } else if kind == EntityKind::Country && typed.name.len() == 2 {
            self.read(catalogue::country(self.archive, typed.name))?
        } else {
            return None;
        };
        found.map(|candidate| vec![candidate])
    }

    pub fn readings(&mut self, typed: &Typed<'_>, found: &[Candidate]) -> Option<Vec<Entities>> {
        let mut by_kind: Vec<Entities> = Vec::new();
        let mut add = |kind: EntityKind, id: i64, documents: i64, label: &str, said: Said| match by_kind
            .iter_mut()
            .find(|entities| entities.kind == kind)
        {
            Some(entities) => {
                entities.ids.push(id);
                entities.documents += documents;
                entities.label = format!("{} or {label}", entities.label);
            }
            None => by_kind.push(Entities { kind, ids: vec![id], documents, label: label.to_owned(), said }),
        };
        for (at, candidate) in found.iter().enumerate() {
            let stable = candidate.what.stable();
            match &candidate.what {
                Named::Region { id } => {
                    let members = catalogue::members(self.archive, *id);
                    let members = self.read(members)?;
                    if members.is_empty() {
                        continue;
                    }
                    let codes: Vec<&str> = members.iter().map(|(_, code, _)| code.as_str()).collect();
                    self.reading(format!("{typed} = {} ({})", candidate.name, codes.join(", ")));
                    for (id, code, documents) in &members {
                        add(EntityKind::Country, *id, *documents, code, Said::Expanded);
                    }
                }
                what => {
                    let (kind, id) = what.entity()?;
                    add(kind, id, candidate.documents, &candidate.name, Said::Named);
                    if candidate.how != "id" && at < SHOWN {
                        let how = how(&candidate.how);
                        let name =
                            if kind == EntityKind::Country { String::new() } else { format!(" {}", candidate.name) };
                        self.reading(format!("{typed} = {stable}{name} ({how})"));
                    }
                }
            }
        }
        if found.len() > SHOWN {
            self.reading(format!("{typed} = … and {} more", found.len() - SHOWN));
        }
        if by_kind.is_empty() {
            self.unknown(typed, None, &ALL_KINDS);
            return None;
        }
        Some(by_kind)
    }

    fn unknown(&mut self, typed: &Typed<'_>, kind: Option<EntityKind>, kinds: &[EntityKind]) {
        let what = kind.map_or("entity", kind_word);
        let mut finding =
            Diagnostic::new("E302", typed.span.clone(), format!("no {what} `{}` in this archive", typed.name));
        let near = self.read(catalogue::near(self.archive, typed.name, kinds)).unwrap_or_default();
        if let Some(first) = near.first() {
            let list: Vec<String> = near.iter().map(|name| format!("{}{}", typed.sigil, quoted(name))).collect();
            finding = finding.hint(format!("did you mean {}?", list.join(", ")));
            finding = finding.fix(typed.span.clone(), quoted(first));
        }
        if typed.sigil == "@" {
            finding = finding.hint(format!("to search the text, write \"{}\"", typed.name.replace('"', "")));
        }
        self.errors.push(finding);
    }

    fn ambiguous(&mut self, typed: &Typed<'_>, kind: Option<EntityKind>, found: &[Candidate]) {
        let people = found.iter().all(|c| matches!(c.what.entity(), Some((EntityKind::Person, _))));
        let what = match kind {
            _ if people => "people",
            Some(EntityKind::Country) => "countries",
            Some(EntityKind::Organization) => "organizations",
            Some(EntityKind::Project) => "projects",
            _ => "things",
        };
        let message = format!("`{}` names {} {what}", typed.name, found.len());
        let mut finding = Diagnostic::new("E301", typed.span.clone(), message);
        let shown = &found[..found.len().min(SHOWN)];
        // As it can be typed in this place: `@person/2`, `speaker:2`, `country:KZ`.
        let stable = |candidate: &Candidate| {
            let stable = match candidate.what {
                Named::Region { .. } => quoted(&candidate.name),
                _ => candidate.what.stable(),
            };
            match stable.rsplit_once('/') {
                Some((_, id)) if typed.sigil != "@" => format!("{}{id}", typed.sigil),
                _ => format!("{}{stable}", typed.sigil),
            }
        };
        let widest = |of: &dyn Fn(&Candidate) -> usize| shown.iter().map(of).max().unwrap_or(0);
        let first = widest(&|c| stable(c).chars().count());
        let second = widest(&|c| c.name.chars().count());
        for candidate in shown {
            finding = finding.hint(format!(
                "{:first$}  {:second$}  {:>5} {}",
                stable(candidate),
                candidate.name,
                candidate.documents,
                if candidate.documents == 1 { "document" } else { "documents" },
            ));
        }
        if found.len() > SHOWN {
            finding = finding.hint(format!("… and {} more", found.len() - SHOWN));
        }
        if let Some(strongest) = found.first() {
            let either = if found.len() == 2 { "either" } else { "any of them" };
            let kind = kind.filter(|_| typed.sigil == "@").map_or_else(String::new, |kind| format!("{}/", kind.name()));
            // In a field a * goes with a word alone.
            let any = match quoted(typed.name) {
                phrase if phrase.starts_with('"') && typed.sigil != "@" => {
                    let all: Vec<String> = shown.iter().map(stable).collect();
                    all.join(",").replace(typed.sigil, "")
                }
                name => format!("{name}*"),
            };
            let help = format!("help: {}, or {}{kind}{any} for {either}", stable(strongest), typed.sigil);
            finding = finding.hint(help).fix(typed.span.clone(), any);
        }
        self.errors.push(finding);
    }

    /// Places of that name; or all places of a country of that name.
    pub fn places(&mut self, typed: &Typed<'_>) -> Option<Places> {
        let norm = fold(typed.name);
        let mut sql = sql!["SELECT id FROM places WHERE key = "];
        // The country's code stands behind a slash, which 0 follows.
        sql.bind(norm.clone())
            .push(" OR (key >= ")
            .bind(format!("{norm}/"))
            .push(" AND key < ")
            .bind(format!("{norm}0"));
        let ids = self.archive.all(sql.push(") ORDER BY id LIMIT 500"), |row| row.integer(0));
        let ids = self.read(ids)?;
        if !ids.is_empty() {
            return Some(Places { ids, countries: Vec::new(), label: typed.name.to_owned() });
        }
        let found = self.read(catalogue::candidates(self.archive, typed.name, &[EntityKind::Country]))?;
        if found.is_empty() {
            let first = norm.chars().next().map(String::from).unwrap_or_default();
            let mut sql = sql!["SELECT DISTINCT name FROM places WHERE key >= "];
            sql.bind(first.clone())
                .push(" AND key < ")
                .bind(format!("{first}\u{10ffff}"))
                .push(" ORDER BY name LIMIT 2000");
            let nearby = self.archive.all(&sql, |row| row.text(0));
            let nearby = self.read(nearby)?;
            let message = format!("no place `{}` in this archive", typed.name);
            self.not_among("E302", message, typed, nearby.iter().map(String::as_str));
            return None;
        }
        let countries = self.readings(typed, &found)?.into_iter().flat_map(|entities| entities.ids).collect();
        Some(Places { ids: Vec::new(), countries, label: typed.name.to_owned() })
    }

    /// Sources of that name or domain, or with that name as a run of words in theirs.
    pub fn sources(&mut self, typed: &Typed<'_>) -> Option<Vec<i64>> {
        let sql = sql!["SELECT id, name, domain FROM sources ORDER BY id LIMIT 20000"];
        let all = self.archive.all(&sql, |row| Ok((row.integer(0)?, row.text(1)?, row.maybe_text(2)?)));
        let all = self.read(all)?;
        let norm = fold(typed.name);
        let exact = |(_, name, domain): &&(i64, String, Option<String>)| {
            fold(name) == norm || domain.as_deref().is_some_and(|domain| domain.eq_ignore_ascii_case(typed.name))
        };
        let mut found: Vec<&(i64, String, Option<String>)> = all.iter().filter(exact).collect();
        if found.is_empty() && !norm.is_empty() {
            let run = format!(" {norm} ");
            found = all.iter().filter(|(_, name, _)| format!(" {} ", fold(name)).contains(&run)).collect();
            if !found.is_empty() {
                let names: Vec<&str> = found.iter().map(|(_, name, _)| name.as_str()).collect();
                let text = format!("{typed} = {}", names.join(", "));
                self.reading(text);
            }
        }
        if found.is_empty() {
            let message = format!("no source `{}` in this archive", typed.name);
            self.not_among("E302", message, typed, all.iter().map(|(_, name, _)| name.as_str()));
            return None;
        }
        Some(found.iter().map(|(id, ..)| *id).collect())
    }

    /// Posts that a role names: itself, and those that end in it, but for deputies and the like:
    /// a foreign minister is a minister, a vice president no president.
    pub fn posts(&mut self, typed: &Typed<'_>) -> Option<Vec<String>> {
        const LESSER: [&str; 9] =
            ["vice", "deputy", "former", "acting", "assistant", "ex", "under", "adviser", "advisor"];
        let sql = sql!["SELECT DISTINCT post FROM roles", Word::By("roles_post"), " ORDER BY post LIMIT 20000"];
        let posts = self.archive.all(&sql, |row| row.text(0));
        let posts = self.read(posts)?;
        let norm = fold(&normal_post(&typed.name.to_lowercase()));
        let fits = |post: &&String| {
            let folded = fold(post);
            match folded.strip_suffix(&norm) {
                Some("") => true,
                Some(before) => before.ends_with(' ') && !before.split(' ').any(|word| LESSER.contains(&word)),
                None => false,
            }
        };
        let found: Vec<String> = posts.iter().filter(fits).cloned().collect();
        if found.is_empty() || norm.is_empty() {
            let message = format!("nobody in this archive is `{}`", typed.name);
            self.not_among("E302", message, typed, posts.iter().map(String::as_str));
            return None;
        }
        if found.len() > 1 {
            let mut list = found.iter().take(SHOWN).map(|post| quoted(post)).collect::<Vec<_>>().join(", ");
            if found.len() > SHOWN {
                list.push_str(&format!(" and {} more", found.len() - SHOWN));
            }
            self.reading(format!("{typed} = {list}"));
        }
        Some(found)
    }

    /// Countries of a region by its name, of the model's regions or the UN's.
    pub fn region(&mut self, typed: &Typed<'_>) -> Option<Vec<i64>> {
        let norm = fold(typed.name);
        let all = self.archive.all(&sql!["SELECT id, code, region, subregion FROM countries ORDER BY code"], |row| {
            let regional: Regional = (row.integer(0)?, row.text(1)?, row.maybe_text(2)?, row.maybe_text(3)?);
            Ok(regional)
        });
        let all = self.read(all)?;
        let mut sql = sql!["SELECT r.country FROM aliases a JOIN region_countries r ON r.region = a.entity"];
        sql.push(" WHERE a.kind = 'region' AND a.norm = ").bind(norm.clone());
        let named = self.archive.all(&sql, |row| row.integer(0));
        let named = self.read(named)?;
        let is = |region: &Option<String>| region.as_deref().is_some_and(|region| fold(region) == norm);
        let found: Vec<_> = all
            .iter()
            .filter(|(id, _, region, subregion)| {
                named.contains(id) || (named.is_empty() && (is(region) || is(subregion)))
            })
            .collect();
        if found.is_empty() {
            let known: Vec<&str> = all.iter().flat_map(|(_, _, r, s)| [r.as_deref(), s.as_deref()]).flatten().collect();
            self.not_among("E302", format!("no region `{}`", typed.name), typed, known);
            return None;
        }
        let codes: Vec<&str> = found.iter().map(|(_, code, ..)| code.as_str()).collect();
        let text = format!("{typed} = {}", codes.join(", "));
        self.reading(text);
        Some(found.iter().map(|(id, ..)| *id).collect())
    }
}

/// A country's id, code, region and subregion.
type Regional = (i64, String, Option<String>, Option<String>);

/// How an alias leads to its entity, in words.
fn how(how: &str) -> &str {
    match how {
        "iso2" | "iso3" => "code",
        "official" => "official name",
        "user" => "your alias",
        other => other,
    }
}

/// As it must be typed: in quotes when it is more than a word.
pub fn quoted(name: &str) -> String {
    let plain = !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '.' | '/'));
    if plain { name.to_owned() } else { format!("\"{}\"", name.replace('\\', "\\\\").replace('"', "\\\"")) }
}
