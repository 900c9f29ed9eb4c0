//! Names from the user's lexicon, which go before all that the extractor thinks by itself.

use std::collections::HashMap;
use std::ops::Range;

use super::page::{Page, Taken};
use super::{Basis, Facts, Kind, Mention, Organization, PartialDate, Project, Role, Sense};
use crate::gazetteer::{Entry, EntryKind, Lexicon};
use crate::text::Text;

/// The rule of all that is found by a user's lexicon.
pub(super) const RULE: &str = "user-lexicon";

/// Takes the organizations and projects of a lexicon, and keeps the tokens of its people for the stage that reads their titles.
pub(super) fn mark(page: &mut Page<'_>, lexicon: &Lexicon) {
    let mut organizations: HashMap<usize, usize> = HashMap::new();
    let mut i = 0;
    while i < page.len() {
        let found = lexicon.match_at(page.text, i).filter(|m| (i..i + m.tokens).all(|t| page.is_free(t)));
        let Some((found, entry)) = found.and_then(|m| Some((m.clone(), lexicon.get(m.what)?))) else {
            i += 1;
            continue;
        };
        let tokens = i..i + found.tokens;
        i = tokens.end;
        match entry.kind {
            EntryKind::Person => page.keep(tokens, found.what),
            EntryKind::Organization => {
                let entity = *organizations.entry(found.what).or_insert_with(|| add(page, entry));
                let evidence = page.evidence(&tokens, RULE, 1.0);
                let mention =
                    Mention { kind: Kind::Organization, entity: Some(entity), sense: Sense::Literal, evidence };
                page.claim(&tokens, Taken::Organization, mention);
            }
            EntryKind::Project => page.take(tokens, Taken::Project),
        }
    }
}

fn add(page: &mut Page<'_>, entry: &Entry) -> usize {
    let organizations = &mut page.facts.organizations;
    organizations.push(Organization {
        name: entry.name.clone(),
        acronym: None,
        kind: entry.organization_kind,
        country: entry.country,
    });
    organizations.len() - 1
}

/// Gives the people found by the lexicon the name, the country and the posts that it has for them. `people` are
/// pairs of index into `Facts::people` and number of the entry; a post counts when it was held on the day of the article.
pub(super) fn complete(
    facts: &mut Facts,
    lexicon: &Lexicon,
    people: &[(usize, usize)],
    published: Option<PartialDate>,
) {
    let day = published.map(|day| day.to_string());
    for (person, entry) in people {
        let Some(entry) = lexicon.get(*entry) else { continue };
        let evidence = facts.mentions_of(Kind::Person, *person).next().map(|m| m.evidence);
        let (Some(evidence), Some(person)) = (evidence, facts.people.get_mut(*person)) else { continue };
        person.name.clone_from(&entry.name);
        person.country = entry.country.or(person.country);
        for post in entry.posts.iter().filter(|post| post.is_held(day.as_deref())) {
            let country = post.country.or(entry.country);
            if let Some(role) = person.roles.iter_mut().find(|role| role.post == post.post) {
                // What the text leaves to be guessed the user knows.
                if role.basis == Basis::Inferred && country.is_some() {
                    role.country = country;
                    role.basis = Basis::Stated;
                }
            } else {
                person.roles.push(Role {
                    title: post.post.clone(),
                    post: post.post.clone(),
                    country,
                    organization: post.organization.clone(),
                    basis: Basis::Inferred,
                    evidence: super::Evidence { rule: RULE, ..evidence },
                });
            }
        }
    }
}

/// The token after the project's name that begins at `i`.
pub(super) fn project_at(lexicon: Option<&Lexicon>, text: &Text, i: usize) -> Option<Range<usize>> {
    let lexicon = lexicon?;
    let found = lexicon.match_at(text, i)?;
    (lexicon.get(found.what)?.kind == EntryKind::Project).then(|| i..i + found.tokens)
}

/// Gives projects the names of the lexicon, and makes one of those that it knows for one.
pub(super) fn rename_projects(text: &Text, lexicon: &Lexicon, projects: &mut Vec<Project>) {
    let mut firsts: HashMap<usize, usize> = HashMap::new();
    let mut kept: Vec<Project> = Vec::with_capacity(projects.len());
    for mut project in projects.drain(..) {
        let own = project.reports.iter().filter(|report| report.evidence.rule == RULE).find_map(|report| {
            let start = report.evidence.span.start;
            lexicon.match_at(text, text.tokens().partition_point(|t| t.span.start < start))
        });
        let Some((number, entry)) = own.and_then(|m| Some((m.what, lexicon.get(m.what)?))) else {
            kept.push(project);
            continue;
        };
        if let Some(first) = firsts.get(&number).and_then(|first| kept.get_mut(*first)) {
            first.reports.append(&mut project.reports);
            first.reports.sort_by_key(|report| report.evidence.span.start);
            continue;
        }
        project.name.clone_from(&entry.name);
        project.key = crate::text::fold(&entry.name);
        project.sector = entry.sector.unwrap_or(project.sector);
        firsts.insert(number, kept.len());
        kept.push(project);
    }
    *projects = kept;
}
