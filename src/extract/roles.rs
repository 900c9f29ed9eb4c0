//! Countries of posts that the text leaves unsaid: "President Tokayev" in a dispatch from Astana.

use super::page::Page;
use super::{Basis, Kind, Sense};
use crate::gazetteer;

/// Posts of which a state has one holder at a time, so that two holders are of two states.
const OF_A_STATE: &[&str] =
    &["president", "king", "queen", "prime minister", "chancellor", "emir", "emperor", "vice president"];

/// Posts that say which country only by their institution, or none at all.
const OF_NO_STATE: &[&str] =
    &["pope", "ceo", "founder", "professor", "coach", "coordinator", "secretary general", "commissioner"];

/// Gives roles without a country the likeliest one, marked as inferred, and people the country of their roles.
pub(super) fn infer_countries(page: &mut Page<'_>) {
    let home = home(page);
    let ranked = ranked(page);
    let claimed: Vec<(String, &'static str)> = page
        .facts
        .people
        .iter()
        .flat_map(|p| &p.roles)
        .filter_map(|r| r.country.map(|code| (rank(&r.post).to_owned(), code)))
        .collect();
    for person in &mut page.facts.people {
        let stated = person.roles.iter().find_map(|r| r.country);
        for role in &mut person.roles {
            if role.country.is_some() || role.organization.is_some() || OF_NO_STATE.contains(&role.post.as_str()) {
                continue;
            }
            let free = |code: &str| !claimed.iter().any(|(post, other)| post == rank(&role.post) && *other == code);
            role.country = stated
                .or_else(|| home.filter(|code| free(code)))
                .or_else(|| ranked.iter().copied().find(|code| free(code)));
            if role.country.is_some() && stated.is_none() {
                role.basis = Basis::Inferred;
                role.evidence.confidence = 0.5;
            }
        }
        person.country = person.roles.iter().find_map(|r| r.country);
    }
}

/// Heads of state and government exclude one another within a country by their post alone.
fn rank(post: &str) -> &str {
    match post {
        "king" | "queen" | "emir" | "emperor" => "president",
        other if OF_A_STATE.contains(&other) => other,
        _ => post,
    }
}

/// The country of the dateline.
fn home(page: &Page<'_>) -> Option<&'static str> {
    let place = page.facts.header.dateline.as_ref()?.place.as_deref()?;
    gazetteer::cities(&crate::text::fold(place)).next().map(|city| city.country)
}

/// Countries from the most to the least salient; a seat of government speaks for its own.
fn ranked(page: &Page<'_>) -> Vec<&'static str> {
    let mut countries: Vec<(f32, &'static str)> = page
        .facts
        .countries
        .iter()
        .enumerate()
        .filter(|(i, _)| {
            page.facts
                .mentions
                .iter()
                .take(5000)
                .any(|m| m.kind == Kind::Country && m.entity == Some(*i) && m.sense != Sense::Embedded)
        })
        .map(|(_, c)| (c.salience, c.code))
        .collect();
    countries.sort_by(|a, b| b.0.total_cmp(&a.0));
    countries.into_iter().map(|(_, code)| code).collect()
}
