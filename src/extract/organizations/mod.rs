//! Organizations: known ones, those that the text defines ("Long Name (ACR)"), and those that say what
//! they are by their head noun ("Ministry of …", "… Council").

mod acronyms;
mod aliases;
mod bounds;
mod cues;
mod doubts;
mod kinds;

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use crate::extract::classes::Class;
use crate::extract::header::one_line;
use crate::extract::page::{Page, Taken};
use crate::extract::people::{attendance, titles};
use crate::extract::{Kind, Mention, Organization, Sense};
use crate::gazetteer;
use crate::tagger::labels::NameKind;
use crate::text::{Case, fold};
use kinds::kind_of;

/// What small words behind a name make an organization of it.
const SMALL_TAILS: &[&[&str]] = &[
    &["press", "service"],
    &["press", "office"],
    &["news", "agency"],
    &["secretariat"],
    &["consortium"],
    &["news", "service"],
    &["peacekeeping", "mission"],
    &["mission"],
    &["news", "portal"],
    &["television"],
    &["information", "agency"],
    &["provincial", "council"],
    &["city", "council"],
    &["town", "council"],
    &["municipal", "council"],
    &["district", "council"],
    &["county", "council"],
    &["regional", "council"],
    &["police", "station"],
    &["police", "department"],
    &["district", "court"],
    &["magistrate", "court"],
    &["medical", "college"],
];

/// What a hyphen joins to whoever stands behind a body, before its name.
const DEPENDING: &[&str] = &["backed", "based", "controlled", "funded", "led", "owned", "run", "sponsored"];

/// Longest name, in tokens, to either side of a head.
const REACH: usize = 10;

/// Finds the organizations of a text. The first stage: countries inside their names are embedded.
pub fn find(page: &mut Page<'_>) {
    let mut index = Index { places: cues::told_as_places(page), people: page.tagged_people(), ..Index::default() };
    acronyms::definitions(page, &mut index);
    listed(page, &mut index);
    let mut i = 0;
    while i < page.len() {
        if let Some(end) = index.listed.get(&i) {
            i = *end;
            continue;
        }
        let next = if page.is_free_capital(i) { one(page, &mut index, i) } else { None };
        i = next.unwrap_or(i + 1);
    }
    cues::in_lists(page, &mut index);
    acronyms::aliases(page, &mut index);
    aliases::join(page);
    for organization in &mut page.facts.organizations {
        organization.kind = organization.kind.or_else(|| kind_of(&organization.name));
    }
}

/// Bodies behind the names and posts of a list of people.
fn listed(page: &mut Page<'_>, index: &mut Index) {
    for sentence in 0..page.text.sentences().len() {
        let Some(row) = attendance::row(page, sentence) else { continue };
        index.listed.insert(row.name.start, row.name.end);
        for body in row.bodies {
            if body.clone().all(|i| page.is_free(i)) {
                let known = gazetteer::match_organization(page.text, body.start).filter(|m| m.tokens == body.len());
                let entity = match known {
                    Some(known) => known_entity(page, index, known.what, &body),
                    None => named_entity(page, index, &body),
                };
                claim(page, &body, entity, attendance::RULE, 0.8);
            }
        }
    }
}

/// Which organization a name or an acronym means in this text: folded form to index.
#[derive(Default)]
pub struct Index {
    by_name: HashMap<String, usize>,
    /// Acronyms as written.
    pub by_acronym: HashMap<String, usize>,
    /// Acronyms that the text defines for something else: a treaty, a route.
    pub other: HashSet<String>,
    /// Single words that stand where a place does.
    pub places: HashSet<String>,
    /// Where the people of lists are named: the first token and the one behind the name.
    listed: HashMap<usize, usize>,
    /// Single words that the noun beside them shows to be bodies.
    pub told: HashSet<String>,
    /// Names that the tagger takes for people's somewhere in the text.
    pub people: HashSet<String>,
}

/// Takes the organization that begins at token `i`; gives the token after it.
fn one(page: &mut Page<'_>, index: &mut Index, i: usize) -> Option<usize> {
    // "US-funded Famine Early Warning Network": the name begins behind who pays for it.
    if page.word(i).split_once('-').is_some_and(|(_, last)| DEPENDING.contains(&last)) {
        return None;
    }
    let known = gazetteer::match_organization(page.text, i).map(|m| (i..i + m.tokens, m.what));
    let known = known.filter(|(tokens, _)| tokens.clone().all(|t| page.is_free(t)) && !doubts::is_site(page, tokens));
    let told = cues::told(page, i);
    // What a noun beside it shows to be a body is one wherever the text has it, if nobody is called so.
    if let Some(name) = told.as_ref().filter(|name| name.len() == 1 && !index.people.contains(page.word(i))) {
        index.told.insert(page.slice(name).to_owned());
    }
    let found = [by_head(page, i), tagged(page, index, i), told];
    let longest = found.into_iter().flatten().max_by_key(|tokens| tokens.end);
    let tokens = match (&known, longest) {
        // The longer name wins: the Bank of Mongolia Foundation.
        (Some((tokens, _)), Some(longer)) if longer.end > tokens.end => longer,
        (Some((tokens, what)), _) => {
            let tokens = with_small_tail(page, tokens.clone());
            if tokens.len() == what_length(&known) {
                let entity = known_entity(page, index, what, &tokens);
                claim(page, &tokens, entity, "known-organization", 0.95);
                return Some(tokens.end);
            }
            tokens
        }
        (None, Some(tokens)) => tokens,
        (None, None) => {
            let tail = small_tail(page, i)?;
            i..tail
        }
    };
    let tokens = tokens.start..bounds::without_holder(page, tokens.clone());
    let tokens = tokens.start..bounds::with_designator(page, tokens.end);
    if bounds::is_generic(page, &tokens) || bounds::is_venue(page, &tokens) {
        return None;
    }
    // "White House Press Secretary": the press belongs to the post.
    if page.word(tokens.end - 1) == "Press" && page.word(tokens.end).eq_ignore_ascii_case("secretary") {
        return None;
    }
    let entity = named_entity(page, index, &tokens);
    claim(page, &tokens, entity, "organization-head", 0.8);
    Some(tokens.end)
}

/// What the tagger holds for an organization at token `i`, unless its words say that it is none.
fn tagged(page: &Page<'_>, index: &Index, i: usize) -> Option<Range<usize>> {
    let mut tokens = match page.word_before(i).split_once('-') {
        // The tagger takes who pays for it into the name.
        Some((_, last)) if DEPENDING.contains(&last) => {
            let name = page.tagged(i).filter(|name| name.kind == NameKind::Organization)?;
            i..name.tokens.end
        }
        _ => page.tagged_from(i, NameKind::Organization)?,
    };
    while tokens.len() > 1 && matches!(page.word(tokens.end - 1), "and" | "of" | "the") {
        tokens.end -= 1;
    }
    if bounds::begins_with_another(page, &tokens) {
        return None;
    }
    // "Suntar and Capas" where one of them is known by that name
    let whole = |t: Range<usize>| index.by_acronym.contains_key(page.word(t.start)) && t.len() == 1;
    if let Some(and) = tokens.clone().find(|t| page.word(*t) == "and" && *t > i)
        && (whole(i..and) || whole(and + 1..tokens.end))
    {
        tokens.end = and;
    }
    // "Office of the President Jafar Mamedov": whose office it is, and who serves there.
    if page.word(i) == "Office"
        && page.word(i + 1) == "of"
        && let Some(post) = (i + 2..tokens.end).find(|t| titles::head_at(page, *t).is_some())
    {
        tokens.end = post + 1;
    }
    // "the Taliban's Ministry of Finance" are two.
    if let Some(mark) = tokens.clone().find(|t| page.is_possessive(*t))
        && (by_head(page, mark + 1).is_some() || owns(page, i..mark))
    {
        tokens.end = mark;
    }
    // "Khazar Shipping Inc and Saryarqa Rail Corp", "Teachers' Union and Workers' Union" are two.
    let last = page.word(tokens.end - 1);
    // "Baku Ambulance Service and Baku Fire Brigade", too.
    let twice = |t: &usize| page.word(t + 1) == page.word(i) && is_head(&page.word(t - 1).to_lowercase());
    let closed = |t: &usize| {
        is_designator(page.word(t - 1)) || page.word(t - 1) == last && is_head(&last.to_lowercase()) || twice(t)
    };
    if let Some(and) = tokens.clone().skip(1).find(|t| page.word(*t) == "and" && closed(t)) {
        tokens.end = and;
    }
    // "Director of the Water Council Leyla Guliyeva": the name behind the head is somebody's.
    let before = page.word_before(if page.word_before(i) == "the" { i - 1 } else { i });
    if before == "of"
        && let Some(head) = tokens.clone().find(|t| is_head(&page.word(*t).to_lowercase()))
        && tokens.end - head == 3
        && gazetteer::is_given_name(&fold(page.word(head + 1)))
    {
        tokens.end = head + 1;
    }
    // "of the Cabinet of Ministers Maral Orazova": the person is not part of it.
    if let Some(ministers) = tokens.clone().find(|t| page.word(*t) == "Ministers")
        && page.is_free_capital(ministers + 1)
    {
        tokens.end = ministers + 1;
    }
    // "Chairman of the Senate Maulen Ashim": what is behind the house is its chairman.
    let of = if page.word_before(i) == "the" { i.saturating_sub(2) } else { i.saturating_sub(1) };
    if tokens.len() > 1
        && page.word(of) == "of"
        && titles::head_at(page, of.saturating_sub(1)).is_some()
        && is_head(&page.word(i).to_lowercase())
        && page.is_capital(i + 1)
        && !is_head(&page.word(tokens.end - 1).to_lowercase())
    {
        tokens.end = i + 1;
    }
    tokens.end = bounds::without_second(page, tokens.clone());
    tokens.end = bounds::without_holder(page, tokens.clone());
    (!doubts::is_none(page, index, &tokens)).then_some(tokens)
}

/// "the HSRC's Leyla Guliyeva", "the bank's": an acronym or a known body before the mark is a name by itself.
fn owns(page: &Page<'_>, owner: Range<usize>) -> bool {
    let known = gazetteer::match_organization(page.text, owner.start).is_some_and(|m| m.tokens == owner.len());
    known
        || owner.len() == 1
            && page.word(owner.start).len() >= 3
            && page.token(owner.start).is_some_and(|t| t.case == Case::Upper)
}

/// Words that end the name of a company, so that what follows "and" is another.
fn is_designator(word: &str) -> bool {
    let lower = word.to_lowercase();
    let plain = lower.trim_end_matches('.');
    ["inc", "corp", "co", "ltd", "plc", "llc", "llp", "ag", "sa", "nv", "gmbh", "spa", "international", "group"]
        .contains(&plain)
}

/// Whether a name that ends so is a treaty, a route, a plan: no organization, unless defined as one.
pub fn is_thing(lower: &str) -> bool {
    Class::Thing.has(lower)
        && !matches!(
            lower,
            "fund" | "league" | "security" | "power" | "energy" | "health" | "justice" | "open" | "magazine"
        )
        || lower.ends_with("ship")
        || lower.ends_with("ships")
}

fn what_length<T>(known: &Option<(Range<usize>, T)>) -> usize {
    known.as_ref().map_or(0, |(tokens, _)| tokens.len())
}

/// The run of capitals at `i` that a head noun makes an organization of.
fn by_head(page: &Page<'_>, i: usize) -> Option<Range<usize>> {
    let lower = page.word(i).to_lowercase();
    let titled = titles::head_at(page, i).is_some() && gazetteer::is_given_name(&fold(page.word(i + 1)));
    if Class::Function.has(&lower) || Class::Time.has(&lower) || titled {
        return None;
    }
    let mut end = None; // after the last head in the run
    let mut at = i;
    while at < i + REACH {
        if !page.is_free_capital(at) {
            // "Oil and Gas Corporation", "AT & T": goes on when capitals follow and a head is among them.
            let joins = at > i && matches!(page.word(at), "and" | "&") && page.is_free_capital(at + 1) && end.is_none();
            let hyphen = at > i
                && matches!(page.word(at), "–" | "-")
                && page.touches_previous(at)
                && page.touches_previous(at + 1);
            // "Narin Magistrate's Court", "People's Assembly"
            let owner = at > i && page.is_possessive(at) && page.is_free_capital(at + 1) && is_owner(page.word(at - 1));
            if !(joins && joinable(page, i, at) || hyphen || owner) {
                break;
            }
            at += 1;
            continue;
        }
        let lower = page.word(at).to_lowercase();
        if at > i && (Class::Function.has(&lower) || Class::Time.has(&lower)) {
            break;
        }
        if at > i && titles::head_at(page, at).is_some() && !is_head(&lower) && page.is_free_capital(at + 1) {
            break; // "Security Council Secretary X"
        }
        if is_head(&lower) {
            end = Some(at + 1);
        } else if lower == "house"
            && page.word(at + 1) == "of"
            && matches!(page.word(at + 2), "Representatives" | "Commons" | "Lords" | "Councillors")
        {
            end = Some(at + 3);
            at += 2;
        }
        if Class::OrganizationGoverning.has(&lower)
            && let Some(after) = bounds::complement(page, at + 1)
        {
            end = Some(after);
            at = after - 1;
        }
        at += 1;
    }
    let end = end?;
    let mut tokens = i..end;
    let place = page.tagged(i).is_some_and(|n| n.kind == NameKind::Place && n.tokens.end >= end);
    if place {
        return None; // the West Bank
    }
    if page.word(end) == "."
        && matches!(page.word(end - 1), "Corp" | "Inc" | "Ltd" | "Co")
        && page.touches_previous(end)
    {
        tokens.end += 1;
    }
    // "Chief Cabinet Secretary": the cabinet belongs to the post.
    if page.word(end - 1) == "Cabinet" && page.is_capital(end) && titles::head_at(page, end).is_some() {
        return None;
    }
    // A head alone points back to something named before, or is a common noun.
    let last = page.word(end - 1).to_lowercase();
    if bounds::ends_in_occasion(&tokens, &last) {
        return None;
    }
    let alone = tokens.len() == 1;
    if alone
        && (last.len() < 4
            || !matches!(last.as_str(), "mazhilis" | "majilis" | "duma" | "knesset" | "bundestag" | "eximbank"))
    {
        return None;
    }
    if tokens.len() == 2 && Class::OrganizationBare.has(&last) && page.is_common(i) {
        return None;
    }
    Some(tokens)
}

/// Whose a body can be as a part of its name: "Prime Minister's Office", "Workers' Party".
fn is_owner(word: &str) -> bool {
    const GROUPS: &[&str] = &[
        "people",
        "women",
        "men",
        "children",
        "workers",
        "teachers",
        "farmers",
        "students",
        "journalists",
        "writers",
        "consumers",
        "veterans",
        "players",
        "producers",
        "employers",
        "lawyers",
    ];
    let lower = word.to_lowercase();
    GROUPS.contains(&lower.as_str()) || Class::TitleHead.has(&lower)
}

pub fn is_head(lower: &str) -> bool {
    // "Sberbank", "Kaspibank"; but a bank is no river bank: "West Bank" is a place.
    Class::OrganizationHead.has(lower) || (lower.len() > 6 && lower.ends_with("bank"))
}

/// Whether "A and B Corporation" is one name: nothing before "and" is a name by itself.
fn joinable(page: &Page<'_>, start: usize, and: usize) -> bool {
    let before = and - 1;
    let name = is_designator(page.word(before))
        || gazetteer::match_country(page.text, before).is_some()
        || gazetteer::match_country(page.text, start).is_some_and(|found| start + found.tokens == and)
        || gazetteer::match_organization(page.text, before).is_some()
        || matches!(page.token(before).map(|t| t.case), Some(Case::Upper));
    // "Leyla Guliyeva and Senate leaders"
    let twice = page.word(and + 1) == page.word(start);
    let person = twice || and - start == 2 && gazetteer::is_given_name(&fold(page.word(start)));
    !name && !person && (and - start >= 2 || page.is_common(before))
}

/// Token after the capitals at `i` and the small words that make an organization of them: "Akorda press
/// service", "Multinational Security Support mission".
fn small_tail(page: &Page<'_>, i: usize) -> Option<usize> {
    let mut end = i;
    while end < i + 6 && page.is_free_capital(end) {
        if Class::Function.has(&page.word(end).to_lowercase()) || titles::head_at(page, end).is_some() {
            return None;
        }
        end += 1;
    }
    let tail = tail_at(page, end)?;
    (tail > end && end > i).then_some(tail)
}

fn tail_at(page: &Page<'_>, end: usize) -> Option<usize> {
    let fits = |tail: &&&[&str]| tail.iter().enumerate().all(|(k, word)| page.word(end + k) == *word);
    SMALL_TAILS.iter().find(fits).map(|tail| end + tail.len())
}

fn with_small_tail(page: &Page<'_>, tokens: Range<usize>) -> Range<usize> {
    let end = match tail_at(page, tokens.end) {
        // "the UN mission" is a mission of many.
        Some(end) if !matches!(page.word(end - 1), "mission" | "television" | "agency") => end,
        _ => tokens.end,
    };
    tokens.start..end
}

/// Takes a name that only its place in the article shows to be an agency's.
pub fn claim_agency(page: &mut Page<'_>, tokens: &Range<usize>) {
    let entity = page.facts.organizations.len();
    page.facts.organizations.push(Organization { kind: Some("media"), ..Organization::default() });
    claim(page, tokens, entity, "credited-agency", 0.8);
}

pub fn claim(page: &mut Page<'_>, tokens: &Range<usize>, entity: usize, rule: &'static str, confidence: f32) {
    let surface = one_line(page.slice(tokens));
    let organization = &mut page.facts.organizations[entity];
    let is_acronym = tokens.len() == 1 && page.text.tokens()[tokens.start].case == Case::Upper;
    if is_acronym && organization.name != surface {
        organization.acronym.get_or_insert_with(|| surface.clone());
    } else if surface.len() > organization.name.len() {
        if !organization.name.is_empty() && organization.name.chars().all(char::is_uppercase) {
            organization.acronym.get_or_insert_with(|| organization.name.clone());
        }
        organization.name = surface;
    }
    let evidence = page.evidence(tokens, rule, confidence);
    let mention = Mention { kind: Kind::Organization, entity: Some(entity), sense: Sense::Literal, evidence };
    page.claim(tokens, Taken::Organization, mention);
}

/// The entity of a name that the text spells out.
pub fn named_entity(page: &mut Page<'_>, index: &mut Index, tokens: &Range<usize>) -> usize {
    let name = one_line(page.slice(tokens));
    if let Some(entity) = index.by_acronym.get(&name) {
        return *entity;
    }
    entity(page, index, fold(&name), |organization| organization.name = name)
}

/// The entity of an organization that the gazetteer knows, under whatever name it is met.
fn known_entity(
    page: &mut Page<'_>,
    index: &mut Index,
    known: &gazetteer::KnownOrganization,
    tokens: &Range<usize>,
) -> usize {
    let name = one_line(page.slice(tokens));
    // The text has defined it: "UN Special Programme … (SPECA)", then SPECA alone.
    if let Some(entity) = index.by_acronym.get(&name).or_else(|| index.by_acronym.get(known.acronym?)) {
        return *entity;
    }
    entity(page, index, fold(known.name), |organization| {
        organization.name = name;
        organization.kind = Some(known.kind);
        organization.country = known.country;
    })
}

fn entity(page: &mut Page<'_>, index: &mut Index, key: String, fill: impl FnOnce(&mut Organization)) -> usize {
    let organizations = &mut page.facts.organizations;
    *index.by_name.entry(key).or_insert_with(|| {
        let mut organization = Organization::default();
        fill(&mut organization);
        organizations.push(organization);
        organizations.len() - 1
    })
}
