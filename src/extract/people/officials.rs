//! The country of officials whom an article on one country's home affairs names without it: its directors, mayors and
//! judges are that country's. Those who work for themselves or for a company may be anybody.

use std::collections::{HashMap, HashSet};

use super::{attendance, roles};
use crate::extract::page::Page;
use crate::extract::places::{salience, states};
use crate::extract::{Basis, Kind, Organization, Role, Sense};
use crate::gazetteer;
use crate::text::{Span, fold};

/// Rule of roles whose country is that of the article.
const RULE: &str = "official-at-home";

/// What the country of an article must have over the next: this many times as much speaks for it.
const CLEARLY_MORE: u32 = 2;

/// What it must have over the next for everybody else to be of it, too: predecessors, rivals.
const ONLY: u32 = 6;

/// Titles behind another in its sentence among which a guest's is looked for.
const MOST_BEHIND: usize = 8;

/// Fewer mentions of a country make no article on it.
const FEWEST: u32 = 4;

/// Last words of posts in the service of a state, of its parts or of a town.
const PUBLIC: &[&str] = &[
    "minister",
    "secretary",
    "undersecretary",
    "mayor",
    "governor",
    "senator",
    "congressperson",
    "representative",
    "assemblywoman",
    "assemblyman",
    "lawmaker",
    "parliamentarian",
    "mp",
    "mla",
    "mk",
    "councillor",
    "councilor",
    "councilman",
    "councilwoman",
    "akim",
    "hokim",
    "sheriff",
    "magistrate",
    "judge",
    "justice",
    "prosecutor",
    "attorney",
    "inspector",
    "superintendent",
    "constable",
    "brigadier",
    "lieutenant",
    "legislator",
    "sultan",
    "sergeant",
    "commissioner",
    "administrator",
    "director",
    "officer",
    "adviser",
    "advisor",
    "counselor",
    "assistant",
    "general",
    "colonel",
    "admiral",
    "marshal",
    "staff",
    "ambassador",
    "envoy",
    "consul",
    "parliament",
    "deputy",
    "speaker",
    "ombudsman",
    "chief",
    "lady",
    "gentleman",
];

/// Words of the names of bodies that a state or a town keeps, folded.
const PUBLIC_WORDS: &[&str] = &[
    "office",
    "department",
    "ministry",
    "bureau",
    "commission",
    "council",
    "senate",
    "parliament",
    "congress",
    "house",
    "police",
    "municipality",
    "court",
    "agency",
    "authority",
    "directorate",
    "service",
    "survey",
    "administration",
    "secretariat",
    "national",
    "state",
    "army",
    "navy",
    "nation",
];

/// The country whose home affairs an article tells.
#[derive(Clone, Copy)]
pub struct Home {
    /// ISO alpha-2.
    code: &'static str,
    /// Whether next to nothing speaks for another: whoever held a post held it there.
    only: bool,
}

/// The country whose home affairs the article tells: where it comes from, or the one that it names far
/// more than any other.
pub fn home(page: &Page<'_>, origin: Option<&'static str>, title: Option<&str>, url: Option<&str>) -> Option<Home> {
    let mut votes: HashMap<&'static str, u32> = HashMap::new();
    for mention in &page.facts.mentions {
        let (code, weight) = match mention.kind {
            Kind::Country => {
                let country = mention.entity.and_then(|i| page.facts.countries.get(i));
                (country.map(|c| c.code), if mention.sense == Sense::Embedded { 1 } else { 2 })
            }
            Kind::Place => {
                let place = mention.entity.and_then(|i| page.facts.places.get(i));
                (place.and_then(|place| place.country.or_else(|| states::of_part(&fold(&place.name)))), 2)
            }
            _ => (None, 0),
        };
        if let Some(code) = code {
            *votes.entry(code).or_default() += weight;
        }
    }
    for code in salience::titled(title) {
        *votes.entry(code).or_default() += 4;
    }
    // "Readout of a White House Roundtable": whose seat of government the headline names.
    for code in salience::seats(title) {
        *votes.entry(code).or_default() += 4;
    }
    for role in page.facts.people.iter().flat_map(|person| &person.roles) {
        if let Some(code) = role.country {
            *votes.entry(code).or_default() += if roles::is_principal(&role.post) { 3 } else { 1 };
        }
    }
    if let Some(code) = of_site(page.text.body(), url) {
        *votes.entry(code).or_default() += 3;
    }
    if let Some(origin) = origin {
        *votes.entry(origin).or_default() += 4;
    }
    let (code, most) = votes.iter().max_by_key(|(code, times)| (**times, std::cmp::Reverse(**code)))?;
    let next = votes.iter().filter(|(other, _)| *other != code).map(|(_, times)| *times).max().unwrap_or_default();
    let clear = *most >= FEWEST && *most >= CLEARLY_MORE * next || origin == Some(code) && *most > next;
    // Of the only country that an article names it is, however short.
    let named = page.facts.countries.iter().any(|country| country.code == *code);
    let alone = next == 0 && (named || *most > 2);
    (clear || alone).then_some(Home { code, only: *most >= FEWEST && *most >= ONLY * next })
}

/// The country, ISO alpha-2, of the domain from which the article comes, or of the address that stands above it.
fn of_site(body: &str, url: Option<&str>) -> Option<&'static str> {
    // Sold to everybody for what they look like.
    const FOR_ALL: &[&str] = &["co", "io", "tv", "me", "ai", "fm", "ly", "cc", "ws", "to", "eu", "gg"];
    let first = body.split_whitespace().next().unwrap_or_default();
    let url = url.or(Some(first)).filter(|url| url.contains("://"))?;
    let host = url.split_once("://")?.1.split(['/', '?', '#', ':']).next()?;
    let top = host.rsplit_once('.')?.1.to_lowercase();
    let code = if top == "uk" { "GB".to_owned() } else { top.to_uppercase() };
    if FOR_ALL.contains(&top.as_str()) { None } else { gazetteer::country(&code).map(|country| country.code) }
}

/// Gives the officials without a country that of the article.
pub fn settle(page: &mut Page<'_>, Home { code: home, only }: Home) {
    let unresolved = unresolved(page);
    let hosts = hosts(page, home);
    let organizations = &page.facts.organizations;
    let mut holders: HashMap<String, (usize, bool)> = HashMap::new(); // of a post: how many, and whether of this country
    for role in page.facts.people.iter().flat_map(|person| &person.roles).filter(|role| roles::is_single(&role.post)) {
        let known = holders.entry(role.post.clone()).or_default();
        known.0 += usize::from(role.country.is_none());
        known.1 |= role.country == Some(home);
    }
    // Of two energy ministers one may be the guest.
    let alone = |post: &str| only || holders.get(post).is_none_or(|(open, held)| *open == 1 && !held);
    for person in &mut page.facts.people {
        let open = |role: &&mut Role| role.country.is_none() && !hosts.contains(&role.evidence.span);
        for role in person.roles.iter_mut().filter(open) {
            let body = role.organization.as_ref().and_then(|name| organizations.iter().find(|o| o.name == *name));
            // Who leads a party of one state is of that state.
            let home = body.filter(|body| body.kind == Some("party")).and_then(|body| body.country).unwrap_or(home);
            let public = match (&role.organization, body) {
                (Some(_), Some(body)) if body.kind == Some("party") => leads(&role.post) && body.country.is_some(),
                (Some(_), Some(body)) => is_public_body(body) || leads(&role.post) && is_local(body) && !listed(role),
                (Some(_), None) => false,
                (None, _) if unresolved.contains(&role.evidence.span) => is_public_title(&role.title),
                (None, _) => {
                    is_public_post(&role.post)
                        || roles::is_principal(&role.post)
                        || role.title == "Leader"
                        || is_public_title(&role.title)
                        || heads_part(role, home)
                }
            };
            if public && alone(&role.post) && states::can_have(home, &role.post) {
                role.country = Some(home);
                role.basis = Basis::Inferred;
                role.evidence.rule = RULE;
                role.evidence.confidence = 0.4;
            }
        }
        person.country = person.country.or_else(|| person.roles.iter().find_map(|role| role.country));
    }
}

/// Titles of those who meet somebody whom the same sentence says to be of the country: "the security adviser X hosted
/// the Narin foreign minister Y". Who needs no country there is of the writer's, and the guest is not.
fn hosts(page: &Page<'_>, home: &str) -> HashSet<Span> {
    const MEETS: &[&str] =
        &["met", "meets", "meet", "meeting", "hosted", "hosts", "spoke", "welcomed", "received", "talks"];
    let mut titles: Vec<(Span, usize, usize, Option<&'static str>)> = Vec::new(); // where, whose, in which sentence
    for (p, person) in page.facts.people.iter().enumerate() {
        for role in &person.roles {
            let stated = role.country.filter(|_| role.basis == Basis::Stated);
            if role.country.is_none() || stated == Some(home) {
                titles.push((role.evidence.span, p, role.evidence.sentence, stated));
            }
        }
    }
    titles.sort_unstable_by_key(|(span, ..)| span.start);
    let token_at = |start: u32| page.text.tokens().partition_point(|token| token.span.start < start);
    let mut hosts = HashSet::new();
    for (i, (span, person, sentence, _)) in titles.iter().enumerate().filter(|(_, title)| title.3.is_none()) {
        let behind = titles[i + 1..].iter().take_while(|(.., s, _)| s == sentence);
        let guest = behind.take(MOST_BEHIND).find(|(_, p, _, code)| p != person && code.is_some());
        let meets = |guest: Span| (token_at(span.end)..token_at(guest.start)).any(|t| MEETS.contains(&page.word(t)));
        if guest.is_some_and(|(guest, ..)| meets(*guest)) {
            hosts.insert(*span);
        }
    }
    hosts
}

/// Titles that go on with a body that nobody knows: "director of the port of …".
fn unresolved(page: &Page<'_>) -> HashSet<Span> {
    let roles = page.facts.people.iter().flat_map(|person| &person.roles).map(|role| role.evidence.span);
    let goes_on = |span: &Span| {
        let next = page.text.tokens().partition_point(|token| token.span.start < span.end);
        matches!(page.word(next), "of" | "at" | "with" | "for")
    };
    roles.filter(goes_on).collect()
}

/// Whether the title says that a state or one of its parts pays: "National Chief Imam".
fn is_public_title(title: &str) -> bool {
    let title = fold(title);
    let mut words = title.split(' ');
    words.any(|w| {
        matches!(
            w,
            "national"
                | "federal"
                | "municipal"
                | "provincial"
                | "district"
                | "county"
                | "parliamentary"
                | "police"
                | "state"
                | "government"
        )
    })
}

/// Whether whoever holds the post leads or speaks for the body: its country is the body's.
fn leads(post: &str) -> bool {
    const LEADING: &[&str] = &[
        "chairperson",
        "director",
        "founder",
        "ceo",
        "president",
        "secretary",
        "spokesperson",
        "head",
        "convener",
        "leader",
    ];
    post.rsplit(' ').next().is_some_and(|last| LEADING.contains(&last))
}

/// Whether a body that no list knows can be one of the country that the article is about.
fn is_local(body: &Organization) -> bool {
    body.kind != Some("international") && gazetteer::organization(&fold(&body.name)).is_none()
}

/// In a list of guests everybody may come from elsewhere.
fn listed(role: &Role) -> bool {
    role.evidence.rule == attendance::RULE
}

/// The parts of China that have a chief executive at their head.
fn heads_part(role: &Role, home: &str) -> bool {
    role.post == "ceo" && matches!(home, "HK" | "MO")
}

fn is_public_post(post: &str) -> bool {
    post.rsplit(' ').next().is_some_and(|last| PUBLIC.contains(&last))
        && !matches!(post, "managing director" | "executive director" | "publishing director")
        && !post.ends_with("secretary general")
        || post.starts_with("chief of ")
        || matches!(
            post,
            "majority leader" | "minority leader" | "opposition leader" | "presidential candidate" | "first minister"
        )
}

fn is_public_body(body: &Organization) -> bool {
    match body.kind {
        Some("government" | "parliament" | "court" | "military" | "press_service") => true,
        Some(_) => false,
        None => fold(&body.name).split(' ').any(|word| PUBLIC_WORDS.contains(&word)),
    }
}
