//! Which entities a name means.

use std::collections::BTreeSet;

use dateline::lang::ast::{EntityKind, Expr, Mention, Query, Spanned, Test, Value};
use dateline::lang::fields::{Field, Source};

use crate::queries::world::{CENTRAL_ASIA, COUNTRIES, ORGANIZATIONS, PEOPLE, PROJECTS};

pub type Entity = (EntityKind, i64);

/// The ids of the source's kind that a query names without negating them.
pub fn named(query: &Query, source: Source) -> BTreeSet<i64> {
    fn collect(expr: &Expr, of: Source, out: &mut Vec<Entity>) {
        match expr {
            Expr::And(parts) | Expr::Or(parts) => parts.iter().for_each(|part| collect(&part.node, of, out)),
            Expr::Mention(mention) => out.extend(mentioned(mention).into_iter().filter(|_| !is_region(mention))),
            // Denied twice is said.
            Expr::Not(inner) => {
                if let Expr::Not(said) = &inner.node {
                    collect(&said.node, of, out);
                }
            }
            Expr::In(query) => {
                if let Some(filter) = &query.filter {
                    collect(&filter.node, query.source.as_ref().map_or(Source::Documents, |s| s.node), out);
                }
            }
            Expr::Predicate { field, test: Test::Any(values) | Test::All(values) } if of == Source::Documents => {
                for value in values {
                    out.extend(of_field(field.node, word(value)));
                }
            }
            _ => {}
        }
    }
    let mut out = Vec::new();
    if let Some(filter) = &query.filter {
        collect(&filter.node, query.source.as_ref().map_or(Source::Documents, |source| source.node), &mut out);
    }
    out.into_iter().filter(|(kind, _)| Some(*kind) == source.entity()).map(|(_, id)| id).collect()
}

pub fn word(value: &Spanned<Value>) -> &str {
    match &value.node {
        Value::Word(text) | Value::String(text) | Value::Parameter(text) => text,
    }
}

pub fn is_region(mention: &Mention) -> bool {
    word(&mention.name).eq_ignore_ascii_case("central asia")
}

pub fn mentioned(mention: &Mention) -> Vec<Entity> {
    let kind = mention.kind.as_ref().map(|kind| kind.node);
    let name = word(&mention.name).to_lowercase();
    let mut out = Vec::new();
    let is = |other: &str| other.to_lowercase() == name;
    let wanted = |of: EntityKind| kind.is_none() || kind == Some(of);
    if wanted(EntityKind::Person) {
        out.extend(
            PEOPLE
                .iter()
                .filter(|p| is(p.name) || is(p.surname) || (kind.is_some() && name == p.id.to_string()))
                .map(|p| (EntityKind::Person, p.id)),
        );
    }
    if wanted(EntityKind::Country) {
        let fits = |c: &&(i64, &str, &str, &str, &str, &str)| is(c.1) || is(c.2) || is(c.3) || is(c.4);
        out.extend(COUNTRIES.iter().filter(fits).map(|c| (EntityKind::Country, c.0)));
        if name == "central asia" {
            out.extend(CENTRAL_ASIA.iter().map(|id| (EntityKind::Country, *id)));
        }
    }
    if wanted(EntityKind::Organization) {
        out.extend(
            ORGANIZATIONS.iter().filter(|o| is(o.1) || o.2.is_some_and(is)).map(|o| (EntityKind::Organization, o.0)),
        );
    }
    if wanted(EntityKind::Project) {
        out.extend(PROJECTS.iter().filter(|p| is(p.1)).map(|p| (EntityKind::Project, p.0)));
    }
    assert!(!out.is_empty(), "the generator only writes names that there are: {name}");
    out
}

pub fn of_field(field: Field, name: &str) -> Vec<Entity> {
    let kind = match field {
        Field::Person => EntityKind::Person,
        Field::Country => EntityKind::Country,
        Field::Organization => EntityKind::Organization,
        Field::Project => EntityKind::Project,
        _ => return Vec::new(),
    };
    let spanned = |node| Spanned { node, span: 0..0 };
    let name = Spanned { node: Value::Word(name.to_owned()), span: 0..0 };
    mentioned(&Mention { kind: Some(spanned(kind)), name, any: false })
}
