//! The country of who is married to a head of state: "First Lady Leyla Sarsenova" where the text has a President
//! Sarsenov, "Queen Maral" where it has a king.

use crate::extract::Person;
use crate::extract::page::Page;
use crate::text::fold;

/// People who are compared with each other; more make no report.
const MOST: usize = 200;

/// Gives first ladies and gentlemen, queens and kings without a country that of the one head of state whose family name
/// or whose throne they share.
pub fn follow(page: &mut Page<'_>) {
    let people = &page.facts.people[..page.facts.people.len().min(MOST)];
    let mut found = Vec::new();
    for (i, person) in people.iter().enumerate() {
        for (k, role) in person.roles.iter().enumerate().filter(|(_, role)| role.country.is_none()) {
            let mut codes: Vec<&'static str> = Vec::new();
            for (j, other) in people.iter().enumerate().filter(|(j, _)| *j != i) {
                if stand_together(&role.post, person, other) {
                    codes.extend(people[j].roles.iter().filter(|r| heads_state(&r.post)).filter_map(|r| r.country));
                }
            }
            codes.sort_unstable();
            codes.dedup();
            if let [code] = codes[..] {
                found.push((i, k, code));
            }
        }
    }
    for (i, k, code) in found {
        page.facts.people[i].infer_country(k, code);
    }
}

/// Whether who holds `post` can be the consort of another person.
fn stand_together(post: &str, person: &Person, other: &Person) -> bool {
    match post {
        "first lady" | "first gentleman" => share_a_family_name(&person.name, &other.name),
        "queen" => other.roles.iter().any(|role| role.post == "king"),
        "king" => other.roles.iter().any(|role| role.post == "queen"),
        _ => false,
    }
}

fn heads_state(post: &str) -> bool {
    matches!(post, "president" | "king" | "queen" | "emperor")
}

/// "Leyla Omar-Sarsenova" and "Daniyar Sarsenov", whose name in some languages has another end for a woman.
fn share_a_family_name(a: &str, b: &str) -> bool {
    let parts = |name: &str| -> Vec<String> {
        let family = fold(name.split(' ').next_back().unwrap_or_default().replace('-', " ").as_str());
        family.split(' ').filter(|part| part.chars().count() > 2).map(str::to_owned).collect()
    };
    let (a, b) = (parts(a), parts(b));
    a.iter().any(|x| b.iter().any(|y| x == y || *x == format!("{y}a") || *y == format!("{x}a")))
}
