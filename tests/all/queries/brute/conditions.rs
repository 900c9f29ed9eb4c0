//! Whether a document or a quote is as a filter says.

use std::collections::BTreeSet;

use dateline::lang::ast::{Expr, Spanned, Test, TextForm, Value};
use dateline::lang::dates;
use dateline::lang::fields::{Field, Role, Source};

use super::copies::{is_duplicates, is_plain};
use super::names::{Entity, mentioned, of_field, word};
use super::rows;
use crate::queries::today;
use crate::queries::world::{COUNTRIES, Document, PEOPLE, PLACES, Quote, SOURCES, World, sentence_of};

pub fn of_document(world: &World, expr: &Expr, document: &Document) -> bool {
    let has_entity = |(kind, id): &Entity| has(document, kind.source(), *id);
    match expr {
        Expr::And(parts) => {
            let together = parts.iter().any(|part| is_within(&part.node));
            parts.iter().filter(|part| !is_within(&part.node)).all(|part| of_document(world, &part.node, document))
                && (!together || in_one_sentence(parts, document))
        }
        Expr::Or(parts) => parts.iter().any(|part| of_document(world, &part.node, document)),
        Expr::Not(inner) => !of_document(world, &inner.node, document),
        Expr::Mention(mention) => mentioned(mention).iter().any(has_entity),
        Expr::Text { .. } | Expr::Near { .. } => {
            holds_words(expr, &document.title) || holds_words(expr, &document.body)
        }
        Expr::In(query) if is_plain(query) => {
            query.filter.as_ref().is_none_or(|filter| of_document(world, &filter.node, document))
        }
        Expr::In(query) => {
            let source = query.source.as_ref().map_or(Source::Documents, |source| source.node);
            let inner: BTreeSet<i64> = rows(world, query).iter().map(|row| row.id).collect();
            holds(world, document, source, &inner)
        }
        expr if is_duplicates(expr) => true,
        Expr::Predicate { field, test } => match field.node {
            Field::Date | Field::Since | Field::Until | Field::Before | Field::After => {
                in_days(document.day, field.node, test)
            }
            Field::Lang => each(test, |lang| document.lang == Some(lang)),
            Field::Source => each(test, |name| {
                document.source.is_some_and(|id| SOURCES[id as usize - 1].1.eq_ignore_ascii_case(name))
            }),
            Field::Place => each(test, |name| place_fits(document.place, name)),
            Field::Author => {
                each(test, |name| document.byline.is_some_and(|by| by.to_lowercase().contains(&name.to_lowercase())))
            }
            Field::Title => each(test, |phrase| says(&document.title, phrase, false)),
            Field::Text => each(test, |p| says(&document.title, p, false) || says(&document.body, p, false)),
            Field::Kind => {
                each(test, |kind| document.events.keys().any(|id| kind_fits(world.events[*id as usize - 1].kind, kind)))
            }
            field => each(test, |name| of_field(field, name).iter().any(has_entity)),
        },
        _ => panic!("not written by the generator: {expr:?}"),
    }
}

pub fn is_within(expr: &Expr) -> bool {
    matches!(expr, Expr::Predicate { field, .. } if field.node == Field::Within)
}

/// Whether every one of the mentions has an entity in the same sentence of a document.
pub fn in_one_sentence(parts: &[Spanned<Expr>], document: &Document) -> bool {
    (0..2).any(|sentence| {
        parts.iter().all(|part| match &part.node {
            Expr::Mention(mention) => mentioned(mention)
                .iter()
                .any(|(kind, id)| has(document, kind.source(), *id) && sentence_of(document.id, *id) == sentence),
            _ => true,
        })
    })
}

pub fn of_quote(world: &World, expr: &Expr, quote: &Quote) -> bool {
    match expr {
        Expr::And(parts) => parts.iter().all(|part| of_quote(world, &part.node, quote)),
        Expr::Or(parts) => parts.iter().any(|part| of_quote(world, &part.node, quote)),
        Expr::Not(inner) => !of_quote(world, &inner.node, quote),
        Expr::Text { .. } | Expr::Near { .. } => holds_words(expr, &quote.text),
        Expr::In(query) if query.source.as_ref().is_some_and(|source| source.node == Source::Quotes) => {
            rows(world, query).iter().any(|row| row.id == quote.id)
        }
        Expr::Predicate { field, test } => match field.node {
            Field::Speaker => {
                each(test, |name| of_field(Field::Person, name).iter().any(|(_, id)| quote.speaker == Some(*id)))
            }
            Field::Country => each(test, |name| {
                let country = Some(of_field(Field::Country, name)[0].1);
                quote.speaker.is_some_and(|id| {
                    let person = &PEOPLE[id as usize - 1];
                    person.country == country || person.roles.iter().any(|(_, of)| *of == country)
                })
            }),
            Field::Verb => each(test, |verb| format!(" {} ", quote.verb).contains(&format!(" {verb} "))),
            Field::Text => each(test, |phrase| says(&quote.text, phrase, false)),
            _ => of_document(world, expr, world.document(quote.document)),
        },
        other => of_document(world, other, world.document(quote.document)),
    }
}

/// Whether a part says something of the rows themselves.
pub fn is_own(source: Source, expr: &Expr) -> bool {
    match expr {
        Expr::And(parts) | Expr::Or(parts) => parts.iter().any(|part| is_own(source, &part.node)),
        Expr::Not(inner) => is_own(source, &inner.node),
        Expr::In(_) => !matches!(source, Source::Documents | Source::Quotes),
        Expr::Predicate { field, .. } => match source {
            Source::Documents => false,
            _ => matches!(source.field(field.node), Some(Role::Own(_))),
        },
        Expr::Text { .. } | Expr::Near { .. } => source == Source::Quotes,
        _ => false,
    }
}

pub fn has(document: &Document, source: Source, id: i64) -> bool {
    mentions(document, source, id) > 0
}

/// How often a document names an entity.
pub fn mentions(document: &Document, source: Source, id: i64) -> i64 {
    let named = match source {
        Source::People => &document.people,
        Source::Countries => &document.countries,
        Source::Organizations => &document.organizations,
        Source::Projects => &document.projects,
        Source::Events => &document.events,
        Source::Documents | Source::Quotes => return 0,
    };
    named.get(&id).copied().unwrap_or(0)
}

/// Whether a document names one of these rows, or holds one of these quotes.
pub fn holds(world: &World, document: &Document, source: Source, ids: &BTreeSet<i64>) -> bool {
    match source {
        Source::Documents => ids.contains(&document.id),
        Source::Quotes => world.quotes.iter().any(|quote| quote.document == document.id && ids.contains(&quote.id)),
        _ => ids.iter().any(|id| has(document, source, *id)),
    }
}

pub fn tokens(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

pub fn says(text: &str, phrase: &str, prefix: bool) -> bool {
    let (text, phrase) = (tokens(text), tokens(phrase));
    text.windows(phrase.len()).any(|window| {
        let last = phrase.len() - 1;
        window
            .iter()
            .zip(&phrase)
            .enumerate()
            .all(|(i, (word, wanted))| word == wanted || (prefix && i == last && word.starts_with(wanted.as_str())))
    })
}

/// Whether a text holds a word or phrase, a word in one of its forms, or two words near one another.
fn holds_words(expr: &Expr, text: &str) -> bool {
    match expr {
        Expr::Text { value, form: TextForm::Inflected } => {
            let forms = FORMS.iter().find(|forms| forms[0] == word(value)).expect("a word whose forms are listed");
            forms.iter().any(|form| says(text, form, false))
        }
        Expr::Text { value, form } => says(text, word(value), *form == TextForm::Prefix),
        Expr::Near { distance, terms } => {
            let found = tokens(text);
            let places = |term: &Spanned<Value>| -> Vec<usize> {
                found.iter().enumerate().filter(|(_, token)| *token == word(term)).map(|(at, _)| at).collect()
            };
            let (first, second) = (places(&terms[0]), places(&terms[1]));
            let most = distance.node as usize + 1;
            first.iter().any(|at| second.iter().any(|other| at.abs_diff(*other) <= most))
        }
        _ => false,
    }
}

/// Regular forms of the words that the tests ask for so.
const FORMS: [[&str; 4]; 2] = [["sign", "signs", "signed", "signing"], ["route", "routes", "routed", "routing"]];

pub fn in_days(day: Option<i64>, field: Field, test: &Test) -> bool {
    let Some(day) = day else { return false };
    let inside = |days: dates::Days| {
        days.from.is_none_or(|from| day >= i64::from(from)) && days.to.is_none_or(|to| day < i64::from(to))
    };
    match test {
        Test::Any(values) | Test::All(values) => {
            values.iter().any(|value| inside(dates::resolve_field(field, word(value), today()).expect("a date")))
        }
        Test::Range(from, to) => {
            inside(dates::resolve_range(from.as_ref().map(word), to.as_ref().map(word), today()).expect("dates"))
        }
    }
}

pub fn place_fits(place: Option<i64>, name: &str) -> bool {
    let country = COUNTRIES.iter().find(|c| c.1.eq_ignore_ascii_case(name) || c.3.eq_ignore_ascii_case(name));
    place.is_some_and(|id| {
        let place = &PLACES[id as usize - 1];
        place.1.eq_ignore_ascii_case(name) || country.is_some_and(|country| country.0 == place.2)
    })
}

pub fn kind_fits(kind: &str, wanted: &str) -> bool {
    kind == wanted || (wanted == "visit" && kind == "state_visit")
}

pub fn each(test: &Test, fits: impl Fn(&str) -> bool) -> bool {
    match test {
        Test::Any(values) => values.iter().any(|value| fits(word(value))),
        Test::All(values) => values.iter().all(|value| fits(word(value))),
        Test::Range(..) => panic!("ranges are for dates"),
    }
}
