//! Countries of posts that the text leaves unsaid: "President Sarsenov" in a dispatch from Astana.

use super::page::Page;
use super::salience;
use super::{Basis, Kind, Sense};

/// Those who stand for a state: when one of a country is named by it, another without a country is of
/// another state.
const PRINCIPALS: &[&str] = &["president", "king", "queen", "prime minister", "chancellor", "emir", "emperor"];

/// Posts that say nothing of a state by themselves.
const OF_NO_STATE: &[&str] = &[
    "pope",
    "ceo",
    "founder",
    "professor",
    "coordinator",
    "secretary general",
    "commissioner",
    "manager",
    "editor",
    "analyst",
    "lawyer",
    "director",
    "chairman",
    "chairwoman",
    "chairperson",
    "chair",
    "head",
    "leader",
    "officer",
];

/// Gives roles without a country the likeliest one, marked as inferred, and people the country of
/// their roles.
pub(super) fn infer_countries(page: &mut Page<'_>) {
    let candidates = candidates(page);
    let represented: Vec<&'static str> = page
        .facts
        .people
        .iter()
        .flat_map(|person| &person.roles)
        .filter(|role| PRINCIPALS.contains(&role.post.as_str()))
        .filter_map(|role| role.country)
        .collect();
    for person in &mut page.facts.people {
        let stated = person.roles.iter().find_map(|role| role.country);
        for role in &mut person.roles {
            let silent = role.country.is_none() && role.organization.is_none();
            if !silent || OF_NO_STATE.contains(&role.post.as_str()) {
                continue;
            }
            let principal = PRINCIPALS.contains(&role.post.as_str());
            let fits = |code: &&'static str| !(principal && represented.contains(code));
            role.country = stated.or_else(|| candidates.iter().copied().find(fits));
            if role.country.is_some() {
                role.basis = Basis::Inferred;
                role.evidence.confidence = 0.5;
            }
        }
        person.country = person.roles.iter().find_map(|role| role.country);
    }
}

/// Countries from the likeliest: that of the dateline, those whose seat of government is named, then
/// by salience.
fn candidates(page: &Page<'_>) -> Vec<&'static str> {
    let mut named = vec![false; page.facts.countries.len()];
    for mention in page.facts.mentions.iter().filter(|m| m.kind == Kind::Country && m.sense != Sense::Embedded) {
        if let Some(entity) = mention.entity {
            named[entity] = true;
        }
    }
    let mut salient: Vec<_> =
        page.facts.countries.iter().zip(named).filter(|(_, named)| *named).map(|(c, _)| c).collect();
    salient.sort_by(|a, b| b.salience.total_cmp(&a.salience));
    salience::home(page)
        .into_iter()
        .chain(page.seats.iter().copied())
        .chain(salient.into_iter().map(|c| c.code))
        .collect()
}
