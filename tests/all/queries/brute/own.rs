//! Whether a person, a country, an organization, a project or an event is as a filter says.

use std::collections::BTreeSet;

use dateline::lang::ast::{Expr, Test};
use dateline::lang::fields::{Field, Source};

use super::conditions::{each, has, holds, in_days, is_own, kind_fits, of_document, place_fits, tokens};
use super::copies::visible;
use super::names::{of_field, word};
use super::rows;
use crate::queries::world::{CENTRAL_ASIA, Document, Event, ORGANIZATIONS, PEOPLE, PROJECTS, Person, World};

pub fn of_row(world: &World, source: Source, expr: &Expr, id: i64) -> bool {
    if !is_own(source, expr) {
        return visible(world, &[expr]).iter().any(|d| has(d, source, id) && of_document(world, expr, d));
    }
    match expr {
        Expr::And(parts) => {
            let (own, gathered): (Vec<_>, Vec<_>) = parts.iter().partition(|part| is_own(source, &part.node));
            own.iter().all(|part| of_row(world, source, &part.node, id))
                && (gathered.is_empty()
                    || visible(world, &gathered.iter().map(|part| &part.node).collect::<Vec<_>>()).iter().any(
                        |document| {
                            has(document, source, id)
                                && gathered.iter().all(|part| of_document(world, &part.node, document))
                        },
                    ))
        }
        Expr::Or(parts) => parts.iter().any(|part| of_row(world, source, &part.node, id)),
        Expr::Not(inner) if source == Source::People => !roles_meet(world, &[&inner.node], id),
        Expr::Not(inner) => !of_row(world, source, &inner.node, id),
        Expr::In(query) => {
            let inner = query.source.as_ref().map_or(Source::Documents, |source| source.node);
            let found: BTreeSet<i64> = rows(world, query).iter().map(|row| row.id).collect();
            if inner == source {
                return found.contains(&id);
            }
            let all: Vec<&Document> = world.documents.iter().collect();
            let inside = if inner == Source::Documents { all } else { visible(world, &[]) };
            inside.iter().any(|document| has(document, source, id) && holds(world, document, inner, &found))
        }
        Expr::Predicate { field, test } => own_field(world, source, field.node, test, id),
        _ => panic!("not written by the generator: {expr:?}"),
    }
}

pub fn own_field(world: &World, source: Source, field: Field, test: &Test, id: i64) -> bool {
    let country = |name: &str| of_field(Field::Country, name)[0].1;
    match source {
        Source::People => {
            let person = &PEOPLE[id as usize - 1];
            match field {
                Field::Country => each(test, |name| {
                    let country = country(name);
                    person.country == Some(country) || person.roles.iter().any(|(_, of)| *of == Some(country))
                }),
                Field::Role => each(test, |post| person.roles.iter().any(|(held, _)| is_post(held, post))),
                _ => each(test, |name| tokens(person.name).contains(&name.to_lowercase())),
            }
        }
        Source::Countries => match field {
            Field::Region => CENTRAL_ASIA.contains(&id),
            _ => each(test, |name| of_field(Field::Country, name)[0].1 == id),
        },
        Source::Organizations => {
            let organization = &ORGANIZATIONS[id as usize - 1];
            match field {
                Field::Country => each(test, |name| organization.4 == Some(country(name))),
                Field::Kind => each(test, |kind| organization.3 == kind),
                _ => each(test, |name| tokens(organization.1).contains(&name.to_lowercase())),
            }
        }
        Source::Projects => {
            let project = &PROJECTS[id as usize - 1];
            match field {
                Field::Country => each(test, |name| project.4.contains(&country(name))),
                Field::Sector => each(test, |sector| project.2 == sector),
                Field::Status => each(test, |status| project.3 == status),
                _ => each(test, |name| tokens(project.1).contains(&name.to_lowercase())),
            }
        }
        _ => {
            let event: &Event = &world.events[id as usize - 1];
            match field {
                Field::Kind => each(test, |kind| kind_fits(event.kind, kind)),
                Field::Status => each(test, |status| event.status == status),
                Field::Place => each(test, |name| place_fits(event.place, name)),
                Field::Person => {
                    each(test, |name| of_field(Field::Person, name).iter().any(|(_, id)| event.people.contains(id)))
                }
                Field::Country => {
                    each(test, |name| event.country == Some(country(name)) || event.countries.contains(&country(name)))
                }
                _ => in_days(event.day, field, test),
            }
        }
    }
}

fn is_post(held: &str, wanted: &str) -> bool {
    held == wanted || (held.ends_with(&format!(" {wanted}")) && !held.starts_with("deputy"))
}

/// Whether a person fits all of these, and posts and countries that stand together are of one role each.
///
/// Spelt out into its ways of being true: in one of them, each post is held of each country.
pub fn roles_meet(world: &World, parts: &[&Expr], id: i64) -> bool {
    let person = &PEOPLE[id as usize - 1];
    let fits = |way: &Vec<Expr>| {
        let asked = |field| way.iter().flat_map(move |part| groups(part, field));
        let meet = |posts: &[&str], countries: &[&str]| {
            posts.iter().any(|post| countries.iter().any(|country| holds_post_of(person, post, country)))
        };
        way.iter().all(|part| of_row(world, Source::People, part, id))
            && asked(Field::Role).all(|posts| asked(Field::Country).all(|countries| meet(&posts, &countries)))
    };
    ways_of_all(parts.iter().copied()).iter().any(fits)
}

fn holds_post_of(person: &Person, post: &str, country: &str) -> bool {
    let country = of_field(Field::Country, country)[0].1;
    person.roles.iter().any(|(held, of)| is_post(held, post) && of.or(person.country) == Some(country))
}

/// The groups of values that a part asks of a field, one of each of which must fit.
fn groups(part: &Expr, wanted: Field) -> Vec<Vec<&str>> {
    match part {
        Expr::Predicate { field, test: Test::Any(values) } if field.node == wanted => {
            vec![values.iter().map(word).collect()]
        }
        Expr::Predicate { field, test: Test::All(values) } if field.node == wanted => {
            values.iter().map(|value| vec![word(value)]).collect()
        }
        _ => Vec::new(),
    }
}

/// The ways in which all of these are true: each a list of what is neither `and` nor `or`. What is asked of one
/// document stays together.
fn ways_of_all<'e>(parts: impl Iterator<Item = &'e Expr>) -> Vec<Vec<Expr>> {
    parts.fold(vec![Vec::new()], |so_far, part| {
        let ways = ways(part);
        so_far.iter().flat_map(|left| ways.iter().map(|right| [&left[..], right].concat())).collect()
    })
}

fn ways(expr: &Expr) -> Vec<Vec<Expr>> {
    match expr {
        expr if !is_own(Source::People, expr) => vec![vec![expr.clone()]],
        Expr::And(parts) => {
            let (own, gathered): (Vec<_>, Vec<_>) = parts.iter().partition(|part| is_own(Source::People, &part.node));
            let mut ways = ways_of_all(own.into_iter().map(|part| &part.node));
            if !gathered.is_empty() {
                let gathered = Expr::And(gathered.into_iter().cloned().collect());
                ways.iter_mut().for_each(|way| way.push(gathered.clone()));
            }
            ways
        }
        Expr::Or(parts) => parts.iter().flat_map(|part| ways(&part.node)).collect(),
        other => vec![vec![other.clone()]],
    }
}
