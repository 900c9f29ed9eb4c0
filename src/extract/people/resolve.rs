//! Who is who within one document: a surname is the nearest earlier fuller name; two that fit leave it
//! unresolved; a conflict of given names keeps two people apart.

use std::collections::HashMap;
use std::ops::Range;

use super::Found;
use super::attendance;
use super::titles::Title;
use super::{name_parts, names, plausible, roles};
use crate::extract::header::one_line;
use crate::extract::page::{Page, Taken};
use crate::extract::{Basis, Kind, Mention, Person, Role, Sense};
use crate::gazetteer::{self, Lexicon};
use crate::text::{TokenKind, fold};

/// Entities compared with one name: a document that lists thousands of Smiths stays linear.
const CANDIDATES: usize = 24;

const SUFFIXES: &[&str] = &["jr", "sr", "ii", "iii", "iv"];

/// Makes people of the names found, then finds their bare surnames. `introduced` are those of the headline:
/// whom the text calls by the family name alone is one of them before it is a stranger.
pub fn resolve(page: &mut Page<'_>, found: Vec<Found>, introduced: &[Person], lexicon: Option<&Lexicon>) {
    let mut known = Known::default();
    let mut entities = vec![None; found.len()];
    own(page, &mut known, &mut entities, &found, lexicon);
    for (i, name) in found.iter().enumerate() {
        let words = name_words(page, &name.tokens);
        if words.len() > 1 && entities[i].is_none() {
            entities[i] = Some(known.full(page, words, &name.tokens));
        }
    }
    for person in introduced {
        introduce(page, &mut known, &mut entities, &found, person);
    }
    let in_full = InFull::all(&found, &entities);
    // A lone word that a title or a verb of speech marks speaks for the same word elsewhere.
    let (marked, bare): (Vec<usize>, Vec<usize>) = (0..found.len())
        .filter(|i| entities[*i].is_none())
        .partition(|i| found[*i].rule != "tagged" || plausible::stands_alone(page, &found[*i].tokens));
    for (i, is_marked) in marked.into_iter().map(|i| (i, true)).chain(bare.into_iter().map(|i| (i, false))) {
        let tokens = &found[i].tokens;
        let words = name_words(page, tokens);
        entities[i] = match known.short(&words) {
            Fit::One(entity) if in_full.get(&entity).is_some_and(|full| full.is_other_than(i, &found[i])) => {
                is_marked.then(|| known.add(page, words, tokens))
            }
            Fit::One(entity) => Some(entity),
            Fit::Several => None,
            Fit::Nobody => known.variant(&words).or_else(|| is_marked.then(|| known.add(page, words, tokens))),
        };
        if let Some(entity) = entities[i] {
            prefer_small_letters(page, entity, tokens);
        }
    }
    for (name, entity) in found.into_iter().zip(entities) {
        claim(page, &name.tokens, entity, name.rule, name.confidence);
        if let Some(entity) = entity {
            for title in name.titles {
                let rule = if name.rule == attendance::RULE { attendance::RULE } else { "title" };
                add_role(page, entity, title, rule);
            }
        }
    }
    surnames(page, &known);
}

/// How the text names somebody in full: where first, and with which posts.
struct InFull {
    first: usize,
    posts: Vec<String>,
}

impl InFull {
    /// Of each entity, by its index.
    fn all(found: &[Found], entities: &[Option<usize>]) -> HashMap<usize, InFull> {
        let mut all: HashMap<usize, InFull> = HashMap::new();
        for (i, name) in found.iter().enumerate().filter(|(_, name)| name.tokens.len() > 1) {
            let Some(entity) = entities[i] else { continue };
            let known = all.entry(entity).or_insert(InFull { first: i, posts: Vec::new() });
            for title in &name.titles {
                if !known.posts.contains(&title.post) && known.posts.len() < CANDIDATES {
                    known.posts.push(title.post.clone());
                }
            }
        }
        all
    }

    /// "President Sarsenov" where Leyla Sarsenova is the one who is named in full: she has other posts, or
    /// is named only after him.
    fn is_other_than(&self, i: usize, lone: &Found) -> bool {
        let of_state = lone.titles.iter().filter(|title| title.organization.is_none());
        let post = of_state.map(|title| &title.post).find(|post| roles::is_principal(post));
        post.is_some_and(|post| if self.posts.is_empty() { i < self.first } else { !self.posts.contains(post) })
    }
}

/// Whom the user's lexicon names: however they are spelt, one entry is one person.
fn own(
    page: &mut Page<'_>,
    known: &mut Known,
    entities: &mut [Option<usize>],
    found: &[Found],
    lexicon: Option<&Lexicon>,
) {
    let Some(lexicon) = lexicon else { return };
    let mut people: HashMap<usize, usize> = HashMap::new();
    for (name, entity) in found.iter().zip(entities) {
        let Some((_, entry)) = page.kept(name.tokens.start) else { continue };
        let Some(person) = lexicon.get(entry) else { continue };
        *entity = Some(*people.entry(entry).or_insert_with(|| {
            let index = known.add_named(page, words_of(&person.name), person.name.clone());
            page.own_people.push((index, entry));
            index
        }));
    }
}

/// Gives a person of the headline the names that the text has for them, and them the posts of the headline.
/// One whom the text does not name is left out.
fn introduce(page: &mut Page<'_>, known: &mut Known, entities: &mut [Option<usize>], found: &[Found], person: &Person) {
    let words = words_of(&person.name);
    let last = words.last().cloned().unwrap_or_default();
    let named = known.by_word.get(&last).into_iter().flatten().copied();
    let same = named.take(CANDIDATES).find(|i| compatible(&known.names[*i], &words));
    let is_other =
        |i: &usize| same.is_none() && entities[*i].is_none() && name_words(page, &found[*i].tokens) == [last.as_str()];
    let first = match same {
        Some(entity) => entities.iter().position(|e| *e == Some(entity)),
        None => (0..found.len()).find(is_other),
    };
    let Some(first) = first else { return };
    let entity = same.unwrap_or_else(|| known.add_named(page, words, person.name.clone()));
    entities[first] = Some(entity);
    let evidence = page.evidence(&found[first].tokens, "headline", 0.8);
    let roles = &mut page.facts.people[entity].roles;
    for role in &person.roles {
        if roles.iter().all(|known| known.post != role.post) {
            roles.push(Role { evidence, ..role.clone() });
        }
    }
}

/// Words of a name, folded, without nickname and generation suffix.
fn name_words(page: &Page<'_>, tokens: &Range<usize>) -> Vec<String> {
    words_of(&fullest(page, tokens))
}

fn words_of(name: &str) -> Vec<String> {
    let mut words: Vec<String> = fold(name).split(' ').map(str::to_owned).collect();
    let mut is_father = false;
    while words.len() > 1 && words.last().is_some_and(|w| SUFFIXES.contains(&w.as_str())) {
        is_father |= words.pop().is_some_and(|suffix| matches!(suffix.as_str(), "sr" | "senior"));
    }
    // "My father, Joseph Carter Sr.": nobody who is called Carter alone.
    if let Some(family) = words.last_mut().filter(|_| is_father) {
        family.push_str(" sr");
    }
    words
}

/// A name as written, on one line, without a nickname in quotation marks.
fn fullest(page: &Page<'_>, tokens: &Range<usize>) -> String {
    let is_quote = |i: &usize| page.token(*i).is_some_and(|t| t.kind == TokenKind::Quote);
    let mut quotes = tokens.clone().filter(is_quote);
    match (quotes.next(), quotes.next()) {
        (Some(open), Some(close)) if open > tokens.start && close + 1 < tokens.end => {
            let (before, after) = (page.slice(&(tokens.start..open)), page.slice(&(close + 1..tokens.end)));
            one_line(&format!("{before} {after}"))
        }
        _ => one_line(page.slice(tokens)),
    }
}

/// Takes a surface for the name where the name so far is all in capitals and the surface is not.
fn prefer_small_letters(page: &mut Page<'_>, entity: usize, tokens: &Range<usize>) {
    let surface = fullest(page, tokens);
    let name = &mut page.facts.people[entity].name;
    if name_parts::is_all_capitals(name)
        && !name_parts::is_all_capitals(&surface)
        && surface.split(' ').count() == name.split(' ').count()
    {
        *name = surface;
    }
}

/// The people met so far, by the words of their names.
#[derive(Default)]
struct Known {
    /// Folded words of each person's fullest name; the index is that of `Facts::people`.
    names: Vec<Vec<String>>,
    by_word: HashMap<String, Vec<usize>>,
}

enum Fit {
    One(usize),
    Several,
    Nobody,
}

impl Known {
    /// The person of a name of two words or more.
    fn full(&mut self, page: &mut Page<'_>, words: Vec<String>, tokens: &Range<usize>) -> usize {
        let last = words.last().map_or("", String::as_str);
        let candidates = self.by_word.get(last).into_iter().flatten().rev().take(CANDIDATES);
        let same = candidates.copied().find(|i| compatible(&self.names[*i], &words));
        // "Rodrigo Chaves" after "Rodrigo Chaves Robles": the shorter begins the longer.
        let same = same.or_else(|| {
            let candidates = self.by_word.get(&words[0]).into_iter().flatten().rev().take(CANDIDATES);
            candidates.copied().find(|i| begins(&self.names[*i], &words) || begins(&words, &self.names[*i]))
        });
        let Some(entity) = same else { return self.add(page, words, tokens) };
        if words.len() > self.names[entity].len() || is_spelled_out(&words, &self.names[entity]) {
            for word in &words {
                let list = self.by_word.entry(word.clone()).or_default();
                if !list.contains(&entity) && list.len() < CANDIDATES {
                    list.push(entity);
                }
            }
            self.names[entity] = words;
            page.facts.people[entity].name = fullest(page, tokens);
        } else if words.len() == self.names[entity].len() {
            prefer_small_letters(page, entity, tokens);
        }
        entity
    }

    fn add(&mut self, page: &mut Page<'_>, words: Vec<String>, tokens: &Range<usize>) -> usize {
        let name = fullest(page, tokens);
        self.add_named(page, words, name)
    }

    fn add_named(&mut self, page: &mut Page<'_>, words: Vec<String>, name: String) -> usize {
        let entity = page.facts.people.len();
        page.facts.people.push(Person { name, ..Person::default() });
        for word in &words {
            let list = self.by_word.entry(word.clone()).or_default();
            if !list.contains(&entity) {
                list.push(entity);
            }
        }
        self.names.push(words);
        entity
    }

    /// The person of a single word: by family name, or else by any one word of a name.
    fn short(&self, words: &[String]) -> Fit {
        let Some(word) = words.first() else { return Fit::Nobody };
        let Some(candidates) = self.by_word.get(word) else { return Fit::Nobody };
        let family: Vec<usize> =
            candidates.iter().copied().filter(|i| self.names[*i].last() == Some(word)).take(CANDIDATES).collect();
        match (family.as_slice(), candidates.as_slice()) {
            ([one], _) => Fit::One(*one),
            ([], [one]) => Fit::One(*one),
            _ => Fit::Several,
        }
    }

    /// Somebody whose family name is one letter away: Zelenski after Zelensky.
    fn variant(&self, words: &[String]) -> Option<usize> {
        let [word] = words else { return None };
        if word.len() < 6 {
            return None;
        }
        let near = |names: &&Vec<String>| {
            names.last().is_some_and(|family| {
                family.len() >= 6
                    && family.as_bytes().first() == word.as_bytes().first()
                    && strsim::levenshtein(family, word) == 1
            })
        };
        let mut fitting = self.names.iter().take(200).enumerate().filter(|(_, names)| near(names));
        match (fitting.next(), fitting.next()) {
            (Some((entity, _)), None) => Some(entity),
            _ => None,
        }
    }
}

/// Whether two names with the same last word can be one person's: each given name of the shorter
/// meets one of the longer, in order, equal or as an initial.
fn compatible(a: &[String], b: &[String]) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let (Some((family, given)), Some((other, others))) = (short.split_last(), long.split_last()) else { return false };
    if family != other {
        return false;
    }
    // "Joe Sarsenov" and "Joseph O. Sarsenov"
    let familiar = |a: &str, b: &str| gazetteer::formal_names(a).contains(&b);
    let mut rest = others.iter();
    given.iter().all(|g| {
        rest.any(|o| {
            let initial = (g.len() == 1 || o.len() == 1) && g.as_bytes().first() == o.as_bytes().first();
            g == o || initial || familiar(g, o) || familiar(o, g)
        })
    })
}

/// Whether the shorter name, of two words or more, is how the longer begins.
fn begins(long: &[String], short: &[String]) -> bool {
    short.len() >= 2 && long.len() > short.len() && long.starts_with(short)
}

/// Whether `words` has whole given names where `other` has initials.
fn is_spelled_out(words: &[String], other: &[String]) -> bool {
    words.len() == other.len() && words[0].len() > 1 && other[0].len() == 1
}

/// Finds bare surnames in what is still free.
fn surnames(page: &mut Page<'_>, known: &Known) {
    for i in 0..page.len() {
        if !page.is_free_capital(i) || page.word(i).len() < 2 {
            continue;
        }
        let Some(run) = names::at(page, i) else { continue };
        let words = name_words(page, &run);
        let fit = match words.as_slice() {
            [_] => known.short(&words),
            [first, .., last] if run.len() == 1 && known.by_word.contains_key(last) => {
                // "Al-Kadhimi", "Doskalieva-Serik": one token, several folded words.
                let all = |i: &&usize| known.names[**i].ends_with(&words);
                match known.by_word.get(first).into_iter().flatten().find(all) {
                    Some(entity) => Fit::One(*entity),
                    None => Fit::Nobody,
                }
            }
            _ => Fit::Nobody,
        };
        match fit {
            Fit::One(entity) => claim(page, &run, Some(entity), "surname", 0.85),
            Fit::Several => claim(page, &run, None, "surname-of-several", 0.5),
            Fit::Nobody => {}
        }
    }
}

fn claim(page: &mut Page<'_>, tokens: &Range<usize>, entity: Option<usize>, rule: &'static str, confidence: f32) {
    let evidence = page.evidence(tokens, rule, confidence);
    let mention = Mention { kind: Kind::Person, entity, sense: Sense::Literal, evidence };
    page.claim(tokens, Taken::Person, mention);
}

/// Adds a role, or completes the same one told before: once as "President", once as "President of …".
fn add_role(page: &mut Page<'_>, entity: usize, title: Title, rule: &'static str) {
    let organization = title.organization.and_then(|i| page.facts.organizations.get(i));
    let country = title.country.or(organization.and_then(|o| o.country));
    let organization = organization.map(|o| o.name.clone());
    let evidence = page.evidence(&title.tokens, rule, 0.9);
    let roles = &mut page.facts.people[entity].roles;
    let same = roles.iter_mut().find(|r| {
        r.post == title.post
            && (r.country.is_none() || country.is_none() || r.country == country)
            && (r.organization.is_none() || organization.is_none() || r.organization == organization)
    });
    match same {
        Some(role) => {
            role.country = role.country.or(country);
            role.organization = role.organization.take().or(organization);
            if title.text.len() > role.title.len() {
                role.title = title.text;
            }
        }
        None => roles.push(Role {
            title: title.text,
            post: title.post,
            country,
            organization,
            basis: Basis::Stated,
            evidence,
        }),
    }
}
