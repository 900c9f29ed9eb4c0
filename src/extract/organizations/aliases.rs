//! Organizations that one text names in a longer and a shorter form: "Saryarqa Rail Group", then
//! "Saryarqa Rail"; "Kazakh Senate", then "Senate"; "Ferghana Water Council", then "the Council".

use std::collections::HashMap;

use super::claim;
use crate::extract::page::Page;
use crate::extract::{Kind, Organization};
use crate::gazetteer;
use crate::text::{Text, fold};

/// What a name can end in and be the same without, folded.
const DESIGNATORS: &[&str] = &[
    "inc",
    "corp",
    "corporation",
    "co",
    "company",
    "ltd",
    "limited",
    "plc",
    "llc",
    "llp",
    "jsc",
    "ojsc",
    "cjsc",
    "pjsc",
    "ag",
    "sa",
    "nv",
    "ab",
    "gmbh",
    "spa",
    "group",
    "holding",
    "holdings",
    "and",
    "party",
];

/// Heads that point back to a body named in full, folded.
const POINTING: &[&str] = &[
    "taskforce",
    "task force",
    "working group",
    "council",
    "committee",
    "commission",
    "ministry",
    "fund",
    "authority",
    "agency",
    "foundation",
    "association",
    "bureau",
    "department",
    "board",
    "institute",
    "academy",
    "company",
    "corporation",
    "union",
    "court",
    "high court",
    "supreme court",
    "parliament",
    "legislature",
    "university",
    "hospital",
    "tribunal",
    "movement",
    "oversight committee",
];

/// Joins the organizations of a page whose names are one name's forms. Linear in their number.
pub fn join(page: &mut Page<'_>) {
    let organizations = &page.facts.organizations;
    let folded: Vec<String> = organizations.iter().map(|o| fold(&o.name)).collect();
    let mut holders: HashMap<&str, usize> = HashMap::new();
    folded.iter().enumerate().for_each(|(i, name)| {
        holders.entry(name).or_insert(i);
    });
    let mut target: Vec<usize> = (0..organizations.len()).collect();
    let mut by_country: HashMap<usize, Vec<usize>> = HashMap::new(); // the short name to those with a country
    for (i, name) in folded.iter().enumerate() {
        if let Some(&short) = shorter(name).and_then(|s| holders.get(s)).filter(|&&s| s != i) {
            target[short] = i;
        }
        let bare = without_country(&organizations[i].name);
        if let Some(&short) = bare.and_then(|s| holders.get(s.as_str())).filter(|&&s| s != i) {
            by_country.entry(short).or_default().push(i);
        }
    }
    for (short, long) in by_country {
        // Of two countries' ministries nobody knows which one is meant.
        if let [only] = long[..]
            && target[short] == short
            && target[only] == only
        {
            target[short] = only;
        }
    }
    for (short, long) in by_initials(organizations) {
        if target[short] == short && target[long] == long {
            target[short] = long;
        }
    }
    for (short, long) in by_complement(&folded) {
        if target[short] == short && target[long] == long {
            target[short] = long;
        }
    }
    for (i, name) in folded.iter().enumerate().filter(|(_, name)| POINTING.contains(&name.as_str())) {
        let ends = |o: &usize| folded[*o].ends_with(name.as_str()) && folded[*o].len() > name.len() && target[*o] == *o;
        if let Some(long) = (0..i.min(200)).rev().find(ends) {
            target[i] = long;
        }
    }
    for (i, _) in target.iter().enumerate().filter(|(i, t)| i != *t) {
        let organization = &mut page.facts.organizations[i];
        if is_acronym(&organization.name) {
            organization.acronym.get_or_insert_with(|| organization.name.clone());
        }
    }
    if target.iter().enumerate().any(|(i, t)| i != *t) {
        apply(page, &target);
    }
    claim_shorter(page);
}

/// "Global Coalition" of "Global Coalition of Steppe Farmers", "the House" of "House of Representatives": names, folded,
/// that are another's up to its complement, where one alone begins so.
fn by_complement(folded: &[String]) -> Vec<(usize, usize)> {
    const GOVERNING: &[&str] = &[" of ", " for ", " on ", " to ", " against "];
    let mut long: HashMap<&str, Vec<usize>> = HashMap::new();
    for (i, name) in folded.iter().enumerate() {
        let ends = GOVERNING.iter().filter_map(|preposition| name.find(preposition));
        ends.for_each(|end| long.entry(&name[..end]).or_default().push(i));
    }
    let only = |(i, name): (usize, &String)| match long.get(name.as_str()).map(Vec::as_slice) {
        Some([one]) if *one != i => Some((i, *one)),
        _ => None,
    };
    folded.iter().enumerate().filter_map(only).collect()
}

/// Acronyms that the text uses without defining them, each with the one organization whose capitals it is made of:
/// "Steppe Rail Union" and "SRU".
fn by_initials(organizations: &[Organization]) -> Vec<(usize, usize)> {
    let mut short: HashMap<&str, usize> = HashMap::new();
    let acronyms = organizations.iter().enumerate().filter(|(_, o)| is_acronym(&o.name) && o.kind.is_none());
    short.extend(acronyms.map(|(i, o)| (o.name.as_str(), i)));
    if short.is_empty() {
        return Vec::new();
    }
    let mut long: HashMap<usize, Vec<usize>> = HashMap::new();
    for (i, organization) in organizations.iter().enumerate().filter(|(_, o)| o.acronym.is_none()) {
        let capitals =
            organization.name.split([' ', '-']).filter_map(|w| w.chars().next().filter(|c| c.is_uppercase()));
        if let Some(&acronym) = short.get(capitals.collect::<String>().as_str()) {
            long.entry(acronym).or_default().push(i);
        }
    }
    let only = |(short, long): (usize, Vec<usize>)| if let [one] = long[..] { Some((short, one)) } else { None };
    long.into_iter().filter_map(only).collect()
}

fn is_acronym(name: &str) -> bool {
    (3..=7).contains(&name.len()) && name.bytes().all(|b| b.is_ascii_uppercase())
}

/// Takes later mentions of a company without its designator, of at least two words: "Saryarqa Rail".
fn claim_shorter(page: &mut Page<'_>) {
    let mut by_first: HashMap<String, Vec<(Vec<String>, usize)>> = HashMap::new();
    for (i, organization) in page.facts.organizations.iter().enumerate() {
        let mut words: Vec<&str> = organization.name.split(' ').collect();
        let length = words.len();
        while words.last().is_some_and(|w| DESIGNATORS.contains(&fold(w).trim())) {
            words.pop();
        }
        if words.len() < length && (2..6).contains(&words.len()) {
            let words: Vec<String> = words.into_iter().map(str::to_owned).collect();
            by_first.entry(words[0].clone()).or_default().push((words, i));
        }
    }
    if by_first.is_empty() {
        return;
    }
    for i in 0..page.len() {
        let Some(forms) = by_first.get(page.word(i)).filter(|_| page.is_free_capital(i)) else { continue };
        let fits = |words: &[String]| {
            (0..words.len()).all(|k| page.is_free_capital(i + k) && page.word(i + k) == words[k])
                && !page.is_free_capital(i + words.len())
        };
        if let Some((words, entity)) = forms.iter().take(8).find(|(words, _)| fits(words)) {
            let (tokens, entity) = (i..i + words.len(), *entity);
            claim(page, &tokens, entity, "shorter-form", 0.8);
        }
    }
}

/// The name without the designators at its end, when there are any.
fn shorter(folded: &str) -> Option<&str> {
    let mut name = folded;
    while let Some((rest, _)) = name.rsplit_once(' ').filter(|(_, last)| DESIGNATORS.contains(last)) {
        name = rest;
    }
    (name.len() < folded.len() && name.len() > 3).then_some(name)
}

/// The name, folded, without the country or demonym that begins it.
fn without_country(name: &str) -> Option<String> {
    let text = Text::new(name);
    let tokens = text.tokens();
    // "Supreme Court of the United Kingdom"
    let behind = (1..tokens.len()).find(|at| text.word(*at) == "of").and_then(|of| {
        let at = of + 1 + usize::from(of + 1 < tokens.len() && text.word(of + 1) == "the");
        let state = gazetteer::match_country(&text, at.min(tokens.len() - 1))?;
        (at + state.tokens == tokens.len()).then_some(of)
    });
    let rest = match behind {
        Some(of) => &tokens[..of],
        None => tokens.get(gazetteer::match_country(&text, 0)?.tokens..)?,
    };
    let span = rest.first()?.span.join(rest.last()?.span);
    Some(fold(text.slice(span)))
}

/// Gives each mention its organization's new index; leaves out those that were joined to others.
fn apply(page: &mut Page<'_>, target: &[usize]) {
    let resolve = |mut i: usize| {
        for _ in 0..4 {
            i = target.get(i).copied().unwrap_or(i);
        }
        i
    };
    let old = std::mem::take(&mut page.facts.organizations);
    let mut index = vec![0; old.len()];
    let mut kept: Vec<Organization> = Vec::new();
    for (i, organization) in old.iter().enumerate().filter(|(i, _)| resolve(*i) == *i) {
        index[i] = kept.len();
        kept.push(organization.clone());
    }
    for (i, organization) in old.into_iter().enumerate().filter(|(i, _)| resolve(*i) != *i) {
        index[i] = index[resolve(i)];
        if let Some(long) = kept.get_mut(index[i]) {
            long.acronym = long.acronym.take().or(organization.acronym);
            long.kind = long.kind.or(organization.kind);
            long.country = long.country.or(organization.country);
        }
    }
    page.facts.organizations = kept;
    for mention in page.facts.mentions.iter_mut().filter(|m| m.kind == Kind::Organization) {
        mention.entity = mention.entity.and_then(|e| index.get(e).copied());
    }
}
