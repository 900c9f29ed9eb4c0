//! Countries of posts that the text leaves unsaid: "President Sarsenov" in a dispatch from Astana.

use std::collections::{HashMap, HashSet};

use super::allegiance::{self, Named};
use super::{consorts, officials};
use crate::extract::classes::Class;
use crate::extract::page::Page;
use crate::extract::places::{salience, states};
use crate::extract::{Basis, Context, Country, Kind, Role, Sense};
use crate::gazetteer;
use crate::text::Span;

/// Those who stand for a state: when one of a country is named by it, another without a country is of
/// another state.
const PRINCIPALS: &[&str] =
    &["president", "vice president", "king", "queen", "prime minister", "chancellor", "emir", "emperor"];

/// Whether whoever holds the post stands for a state.
pub fn is_principal(post: &str) -> bool {
    PRINCIPALS.contains(&post)
}

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
    "assistant",
    "co-founder",
    "coach",
    "engineer",
    "cfo",
    "coo",
    "cto",
    "rector",
    "dean",
    "imam",
    "rabbi",
    "pastor",
    "bishop",
    "archbishop",
    "advocate",
    "principal",
];

/// Whether the post says nothing of a state: the director of whatever, an economist.
pub fn is_of_no_state(post: &str) -> bool {
    let last = post.rsplit(' ').next().unwrap_or_default();
    OF_NO_STATE.contains(&post) || OF_NO_STATE.contains(&last) || Class::Occupation.has(last)
}

/// How much more a document must be about one country than about the next for the first to be meant.
const CLEARLY_MORE: f32 = 0.05;

/// Gives roles without a country one, marked as inferred, and people the country of their roles: that of
/// another role of theirs, that of where the article comes from, or for a post of which a state has one the
/// country that it is clearly about and nobody in it represents.
pub fn infer_countries(page: &mut Page<'_>, context: &Context<'_>, publisher: Option<&'static str>, year: Option<i32>) {
    allegiance::take_sides(page);
    follow_superiors(page);
    consorts::follow(page);
    let origins = origins(page, publisher);
    let unrepresented = if origins.is_empty() { unrepresented(page) } else { Vec::new() };
    let named = if origins.is_empty() { by_salience(page) } else { Vec::new() };
    let mut held: HashSet<(String, &'static str)> = HashSet::new();
    for role in page.facts.people.iter().flat_map(|person| &person.roles) {
        held.extend(role.country.map(|code| (role.post.clone(), code)));
    }
    let shared = shared_titles(page);
    let nearby = Nearby::all(page);
    let foremost = foremost(page, &times_named(page));
    for (i, person) in page.facts.people.iter_mut().enumerate() {
        let stated = person.roles.iter().find_map(|role| role.country);
        for role in &mut person.roles {
            let silent = role.country.is_none() && role.organization.is_none();
            let family = Some(person.name.as_str()).filter(|name| silent && !name.contains(' '));
            if let Some((post, state)) = family.zip(year).and_then(|(f, y)| gazetteer::whole_post(f, &role.post, y)) {
                role.post = post.to_owned();
                role.country = Some(state);
                role.basis = Basis::Inferred;
                role.evidence.confidence = 0.5;
                continue;
            }
            if !silent || is_of_no_state(&role.post) {
                continue;
            }
            let fits = |code: &&'static str| {
                let alone = || foremost.get(&role.post) == Some(&i) && !held.contains(&(role.post.clone(), *code));
                states::can_have(code, &role.post) && (!is_single(&role.post) || alone())
            };
            // A president whom the text leaves without a state is of one that has no other in it; a minister may
            // serve the president or the prime minister that it names.
            let candidates = if is_principal(&role.post) { &unrepresented } else { &named };
            let guess = if is_single(&role.post) {
                nearby.most_named(role, candidates).or_else(|| clearest(candidates, &role.post))
            } else {
                None
            };
            let origin = || origins.iter().copied().chain(guess).find(fits);
            let own = !shared.contains(&role.evidence.span);
            let known = || {
                gazetteer::state_of_leader(&person.name, &role.post, year).or_else(|| {
                    let consort = matches!(role.post.as_str(), "first lady" | "first gentleman");
                    let family = person.name.rsplit(' ').next().filter(|_| consort)?;
                    gazetteer::state_of_leader(family, "president", year)
                })
            };
            role.country =
                stated.or_else(known).or_else(|| of_one_state(&role.post)).or_else(|| origin().filter(|_| own));
            if role.country.is_some() {
                role.basis = Basis::Inferred;
                role.evidence.confidence = 0.5;
            }
        }
        person.country = person.roles.iter().find_map(|role| role.country).or(person.country);
        // "Biden" needs no post to be known: a leader's full name does.
        if person.country.is_none() && person.roles.is_empty() && person.name.len() < 60 && person.name.contains(' ') {
            person.country = gazetteer::state_of_leader(&person.name, "", year);
        }
    }
    follow_superiors(page);
    consorts::follow(page);
    if origins.is_empty() {
        know_american_advisers(page);
    }
    if let Some(home) = officials::home(page, origins.first().copied(), context.title, context.url) {
        officials::settle(page, home);
    }
}

/// Gives what is still without a country that of the state that it serves or headed.
fn follow_superiors(page: &mut Page<'_>) {
    let named = Named::all(page);
    for i in 0..page.facts.people.len() {
        for k in 0..page.facts.people[i].roles.len() {
            let role = &page.facts.people[i].roles[k];
            if role.country.is_some() || role.organization.is_some() {
                continue;
            }
            let Some(code) = named.state_of(page, i, role) else { continue };
            page.facts.people[i].infer_country(k, code);
        }
    }
}

/// ISO alpha-2 of the state that alone is meant where the press names a post without one.
fn of_one_state(post: &str) -> Option<&'static str> {
    let american = matches!(
        post,
        "secretary of state"
            | "deputy secretary of state"
            | "director of national intelligence"
            | "second lady"
            | "second gentleman"
    );
    let code = if american {
        "US"
    } else if post == "chief cabinet secretary" {
        "JP"
    } else {
        return None;
    };
    gazetteer::country(code).map(|country| country.code)
}

/// Gives national security advisers without a country the one state whose press spells them "advisor" and that has the
/// post by this name, where the article names it.
fn know_american_advisers(page: &mut Page<'_>) {
    let Some(american) = page.facts.countries.iter().map(|country| country.code).find(|code| *code == "US") else {
        return;
    };
    for person in &mut page.facts.people {
        for k in 0..person.roles.len() {
            let role = &person.roles[k];
            let post = role.post.ends_with("national security adviser") && role.title.contains("Advisor");
            if post && role.country.is_none() && role.organization.is_none() {
                person.infer_country(k, american);
            }
        }
    }
}

/// Whether a state has one holder of the post at a time.
pub fn is_single(post: &str) -> bool {
    is_principal(post) || post.ends_with("minister") || post == "secretary of state"
}

/// How often each person is named.
fn times_named(page: &Page<'_>) -> Vec<u32> {
    let mut named = vec![0u32; page.facts.people.len()];
    for mention in page.facts.mentions.iter().filter(|m| m.kind == Kind::Person) {
        if let Some(count) = mention.entity.and_then(|i| named.get_mut(i)) {
            *count += 1;
        }
    }
    named
}

/// Of those who hold a single post of no stated state, per post the one whom the article names far more than
/// the others: of two presidents who are named as often nobody knows whose they are.
fn foremost(page: &Page<'_>, named: &[u32]) -> HashMap<String, usize> {
    let mut best: HashMap<&str, (usize, u32, u32)> = HashMap::new(); // who, how often, how often the next
    for (i, (person, times)) in page.facts.people.iter().zip(named).enumerate() {
        let stated = person.roles.iter().any(|role| role.country.is_some());
        let holds = |role: &&Role| is_single(&role.post) && !role.title.to_lowercase().ends_with("-elect");
        for role in person.roles.iter().filter(|role| !stated && holds(role)) {
            let entry = best.entry(&role.post).or_insert((i, *times, 0));
            if entry.0 != i {
                *entry = if *times > entry.1 { (i, *times, entry.1) } else { (entry.0, entry.1, entry.2.max(*times)) };
            }
        }
    }
    let clear = best.into_iter().filter(|(_, (_, times, next))| *times >= 2 * next);
    clear.map(|(post, (i, _, _))| (post.to_owned(), i)).collect()
}

/// Countries that the article comes from: of its dateline, of the one seat of government that it names, of
/// the government that published it.
fn origins(page: &Page<'_>, publisher: Option<&'static str>) -> Vec<&'static str> {
    let seat = page.seats.first().copied().filter(|first| page.seats.iter().all(|code| code == first));
    [salience::home(page), seat, publisher].into_iter().flatten().collect()
}

/// The countries of which the document names no head of state or government, those that it is most about
/// first. A queen or king leaves room for a prime minister.
fn unrepresented(page: &Page<'_>) -> Vec<Country> {
    let reigns = |post: &str| matches!(post, "king" | "queen" | "emperor" | "emir");
    let roles = page.facts.people.iter().flat_map(|person| &person.roles);
    let governing = roles.filter(|role| is_principal(&role.post) && !reigns(&role.post));
    let represented: Vec<&'static str> = governing.filter_map(|role| role.country).collect();
    let mut left = by_salience(page);
    left.retain(|country| !represented.contains(&country.code));
    left
}

/// The countries that are named by themselves, those that the document is most about first.
fn by_salience(page: &Page<'_>) -> Vec<Country> {
    let named: HashSet<usize> = page
        .facts
        .mentions
        .iter()
        .filter(|mention| mention.kind == Kind::Country && mention.sense != Sense::Embedded)
        .filter_map(|mention| mention.entity)
        .collect();
    let countries = page.facts.countries.iter().enumerate();
    let mut left: Vec<Country> =
        countries.filter(|(i, _)| named.contains(i)).map(|(_, country)| country.clone()).collect();
    left.sort_by(|a, b| b.salience.total_cmp(&a.salience));
    left
}

/// Of countries that can have a post, the one that the document is clearly more about than the next.
fn clearest(countries: &[Country], post: &str) -> Option<&'static str> {
    let mut able = countries.iter().filter(|country| states::can_have(country.code, post));
    let first = able.next()?;
    let clear = able.next().is_none_or(|second| first.salience - second.salience >= CLEARLY_MORE);
    clear.then_some(first.code)
}

/// Which countries each paragraph names, and how often.
struct Nearby {
    /// Of each sentence, its paragraph.
    paragraphs: Vec<u32>,
    named: HashMap<u32, Vec<(&'static str, u32)>>,
}

impl Nearby {
    fn all(page: &Page<'_>) -> Nearby {
        let paragraphs: Vec<u32> = page.text.sentences().iter().map(|sentence| sentence.paragraph).collect();
        let mut named: HashMap<u32, Vec<(&'static str, u32)>> = HashMap::new();
        for mention in page.facts.mentions.iter().filter(|m| m.kind == Kind::Country && m.sense != Sense::Embedded) {
            let country = mention.entity.and_then(|i| page.facts.countries.get(i));
            let (Some(country), Some(paragraph)) = (country, paragraphs.get(mention.evidence.sentence)) else {
                continue;
            };
            let counts = named.entry(*paragraph).or_default();
            match counts.iter_mut().find(|(code, _)| *code == country.code) {
                Some((_, times)) => *times += 1,
                None => counts.push((country.code, 1)),
            }
        }
        Nearby { paragraphs, named }
    }

    /// Of countries that can have a post, the one that the paragraph of its title names more than once and more
    /// than any other country.
    fn most_named(&self, role: &Role, candidates: &[Country]) -> Option<&'static str> {
        let counts = self.named.get(self.paragraphs.get(role.evidence.sentence)?)?;
        let (code, times) = counts.iter().max_by_key(|(_, times)| *times)?;
        let clear = *times > 1 && counts.iter().all(|(other, count)| other == code || count < times);
        let possible = candidates.iter().any(|c| c.code == *code) && states::can_have(code, &role.post);
        (clear && possible).then_some(*code)
    }
}

/// Titles in the plural that several people share: "foreign ministers A and B" are of different states.
fn shared_titles(page: &Page<'_>) -> HashSet<Span> {
    let mut seen = HashSet::new();
    let roles = page.facts.people.iter().flat_map(|person| &person.roles);
    roles.map(|role| role.evidence.span).filter(|span| !seen.insert(*span)).collect()
}
