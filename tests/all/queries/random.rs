//! Queries made up at random, and their answers against those of brute force.

use std::collections::{BTreeMap, BTreeSet};

use dateline::lang::ast::{Expr, Stage};
use dateline::lang::fields::{Bucket, Source};
use dateline::lang::parse_query;
use dateline::query::Options;
use dateline::query::answer::Value;
use dateline::query::archive::Archive;

use super::everywhere::{Place, everywhere};
use super::world::{self, Dice, World};
use super::{ask_with, brute, today};

/// Queries per archive; DATELINE_QUERIES sets another number.
pub fn how_many() -> u64 {
    std::env::var("DATELINE_QUERIES").ok().and_then(|text| text.parse().ok()).unwrap_or(250)
}

pub fn unlimited() -> Options {
    Options { limit: Some(0), ..Options::new(today()) }
}

#[test]
fn lists_are_as_by_brute_force() {
    for seed in 1..=3 {
        let world = World::generate(seed, 60).with_copies(seed);
        for Place { archive, one_of } in everywhere(&world) {
            let archive = &*archive;
            let mut dice = Dice(seed * 1000);
            for _ in 0..how_many() / one_of {
                let (text, ranked) = listing(&mut dice);
                let query = parse_query(&text).unwrap_or_else(|findings| panic!("{text}: {findings:?}"));
                let expected: Vec<i64> = brute::rows(&world, &query).iter().map(|row| row.id).collect();
                let (rows, _) = ask_with(archive, &format!("{text} | select id"), &unlimited())
                    .unwrap_or_else(|findings| panic!("{text}: {findings:?}"));
                let found: Vec<i64> = rows.rows.iter().map(|row| integer(&row[0])).collect();
                if ranked {
                    let set = |ids: &[i64]| ids.iter().copied().collect::<BTreeSet<i64>>();
                    assert_eq!(set(&found), set(&expected), "{text}");
                    assert_eq!(found.len(), expected.len(), "{text}");
                } else {
                    assert_eq!(found, expected, "{text}");
                }
                let current = query.stages.iter().rev().find_map(|stage| match &stage.node {
                    Stage::Source(source) => Some(*source),
                    _ => None,
                });
                let current = current.or(query.source.as_ref().map(|source| source.node)).expect("a source");
                if current.entity().is_some() {
                    counts_are(archive, &text, current, &brute::rows(&world, &query));
                }
                let (count, _) = ask_with(archive, &format!("{text} | count"), &unlimited()).expect("a count");
                assert_eq!(count.rows, [[Value::Integer(expected.len() as i64)]], "{text} | count");
            }
        }
    }
}

/// What is counted of each entity, whatever their order.
fn counts_are(archive: &dyn Archive, text: &str, source: Source, expected: &[brute::Row]) {
    // Projects are reported, not mentioned.
    let mentions = if source == Source::Projects { "docs" } else { "mentions" };
    let (rows, _) =
        ask_with(archive, &format!("{text} | select id, docs, {mentions}, first, last, lift"), &unlimited())
            .unwrap_or_else(|findings| panic!("{text}: {findings:?}"));
    let day = |day: Option<i64>| day.map_or(Value::Null, |day| Value::Text(world::day_text(day)));
    for (row, found) in expected.iter().zip(&rows.rows) {
        let mentions = if source == Source::Projects { row.docs } else { row.mentions };
        let counted = [Value::Integer(row.docs), Value::Integer(mentions), day(row.first), day(row.last)];
        assert_eq!(found[1..5], counted, "{text}: {row:?}");
        match (&found[5], row.lift) {
            (Value::Null, None) => {}
            (Value::Real(found), Some(lift)) => assert!((found - lift).abs() < 1e-9, "{text}: {found}, {row:?}"),
            (found, _) => panic!("{text}: {found:?}, {row:?}"),
        }
    }
}

#[test]
fn counts_are_as_by_brute_force() {
    let buckets = [
        Bucket::Day,
        Bucket::Week,
        Bucket::Month,
        Bucket::Quarter,
        Bucket::Year,
        Bucket::Person,
        Bucket::Country,
        Bucket::Lang,
        Bucket::Source,
        Bucket::Place,
    ];
    for seed in 4..=5 {
        let world = World::generate(seed, 60).with_copies(seed);
        for Place { archive, one_of } in everywhere(&world) {
            let archive = &*archive;
            let mut dice = Dice(seed * 1000);
            for _ in 0..how_many() / 2 / one_of {
                let filter = filter(&mut dice, Source::Documents, 1).0;
                let first = dice.pick(&buckets);
                let mut chosen = vec![first];
                let second = dice.pick(&buckets);
                if dice.chance(50) && second != first {
                    chosen.push(second);
                }
                let names: Vec<&str> = chosen.iter().map(|bucket| bucket.name()).collect();
                let text = format!("{filter} | by {}", names.join(", "));
                let query = parse_query(&text).unwrap_or_else(|findings| panic!("{text}: {findings:?}"));
                let expected = brute::counts(&world, &query, &chosen);
                let (rows, _) = ask_with(archive, &text, &unlimited()).unwrap_or_else(|f| panic!("{text}: {f:?}"));
                let found: BTreeMap<Vec<String>, i64> = rows
                    .rows
                    .iter()
                    .map(|row| (row[..chosen.len()].iter().map(label).collect(), integer(&row[chosen.len()])))
                    .collect();
                assert_eq!(found, expected, "{text}");
                assert_eq!(rows.rows.len(), expected.len(), "{text}: a bucket twice");
            }
        }
    }
}

pub fn integer(value: &Value) -> i64 {
    if let Value::Integer(number) = value { *number } else { panic!("no number: {value:?}") }
}

pub fn label(value: &Value) -> String {
    match value {
        Value::Text(text) => text.clone(),
        Value::Null => "·".to_owned(),
        other => panic!("no label: {other:?}"),
    }
}

/// A query for rows, and whether text ranks them.
fn listing(dice: &mut Dice) -> (String, bool) {
    let source = dice.pick(&Source::ALL);
    let (filter, mut ranked) = filter(dice, source, 2);
    let mut text = format!("{} {filter}", source.name());
    let mut current = source;
    if dice.chance(20) {
        current = dice.pick(&Source::ALL);
        text.push_str(&format!(" | {}", current.name()));
    }
    ranked &= holds_text(&text);
    let columns: &[&str] = match current {
        Source::Documents | Source::Quotes => &["id", "date"],
        Source::Events => &["id", "date", "documents"],
        Source::Projects => &["id", "docs", "first", "last", "lift"],
        _ => &["id", "docs", "mentions", "first", "last", "lift"],
    };
    for _ in 0..dice.below(3) {
        // Of what is ranked the order is not foretold, and so neither what a cut leaves.
        let stage = match dice.below(if ranked { 2 } else { 5 }) {
            0 if current.entity().is_some() => {
                let column = dice.pick(&["docs", "docs", "lift"]);
                let sign = dice.pick(&["=", "!=", "<", "<=", ">", ">="]);
                format!(" | where {column} {sign} {}", 1 + dice.below(6))
            }
            0 | 1 if !ranked => {
                let sign = |dice: &mut Dice| if dice.chance(50) { "-" } else { "" };
                let (first, second) = (dice.pick(columns), dice.pick(columns));
                format!(" | sort {}{first}, {}{second}", sign(dice), sign(dice))
            }
            2 => format!(" | top {}", 1 + dice.below(8)),
            3 => format!(" | limit {} offset {}", 1 + dice.below(8), dice.below(5)),
            _ => String::new(),
        };
        text.push_str(&stage);
    }
    (text, ranked)
}

/// Whether bare words, phrases or text fields stand anywhere in it.
fn holds_text(text: &str) -> bool {
    fn inside(expr: &Expr) -> bool {
        match expr {
            Expr::And(parts) | Expr::Or(parts) => parts.iter().any(|part| inside(&part.node)),
            Expr::Not(inner) => inside(&inner.node),
            Expr::Text { .. } | Expr::Near { .. } => true,
            Expr::Predicate { field, .. } => matches!(field.node.name(), "text" | "title"),
            Expr::In(query) => query.filter.as_ref().is_some_and(|filter| inside(&filter.node)),
            _ => false,
        }
    }
    let query = parse_query(text).unwrap_or_else(|findings| panic!("{text}: {findings:?}"));
    query.filter.is_some_and(|filter| inside(&filter.node))
}

/// Space-joined terms, and whether there is text among them.
pub fn filter(dice: &mut Dice, source: Source, depth: usize) -> (String, bool) {
    let mut terms: Vec<String> = (0..1 + dice.below(3)).map(|_| term(dice, source, depth)).collect();
    if dice.chance(10) {
        terms.push("duplicates:all".to_owned());
    }
    if dice.chance(5) && source == Source::Documents {
        terms = vec!["@kz @sarsenov within:sentence".to_owned()];
    }
    let text = terms.join(" ");
    let ranked = holds_text(&format!("{} {text}", source.name()));
    (text, ranked)
}

fn term(dice: &mut Dice, source: Source, depth: usize) -> String {
    if depth > 0 {
        match dice.below(10) {
            0 => {
                let parts: Vec<String> = (0..2 + dice.below(2)).map(|_| term(dice, source, depth - 1)).collect();
                return format!("({})", parts.join(" or "));
            }
            1 => return format!("not {}", term(dice, source, depth - 1)),
            2 => {
                let parts: Vec<String> = (0..2).map(|_| term(dice, source, depth - 1)).collect();
                return format!("(not ({}) or {})", parts.join(" "), term(dice, source, depth - 1));
            }
            3 => {
                let inner = dice.pick(&Source::ALL);
                let filter = filter(dice, inner, 0).0;
                let cut =
                    if dice.chance(25) && !holds_text(&format!("{} {filter}", inner.name())) { " | top 3" } else { "" };
                return format!("in ({} {filter}{cut})", inner.name());
            }
            _ => {}
        }
    }
    if source != Source::Documents && dice.chance(45) {
        return dice.pick(own_terms(source)).to_owned();
    }
    let gathered = GATHERED_TERMS.len();
    match source {
        Source::Documents => {
            let all = gathered + DOCUMENT_TERMS.len();
            let at = dice.below(all);
            GATHERED_TERMS.get(at).or_else(|| DOCUMENT_TERMS.get(at - gathered)).copied().unwrap_or("@kz").to_owned()
        }
        // Bare words and dates have a meaning of their own there.
        Source::Quotes | Source::Events => dice.pick(MENTIONS).to_owned(),
        _ => dice.pick(GATHERED_TERMS).to_owned(),
    }
}

const MENTIONS: &[&str] = &[
    "@kz",
    "@Azerbaijani",
    "@person/2",
    "@mammadzade*",
    "@speca",
    "@project/\"Turan corridor\"",
    "@\"Central Asia\"",
    "-@ru",
    "with georgia",
];

const GATHERED_TERMS: &[&str] = &[
    "@kz",
    "@az",
    "@Uzbek",
    "@country/GE",
    "@sarsenov",
    "@person/2",
    "@mammadzade*",
    "@speca",
    "@\"tengri freight\"",
    "@\"Aral water fund\"",
    "@\"Central Asia\"",
    "-@ru",
    "gas",
    "\"oil corridor\"",
    "\"at&t\"",
    "o'neil",
    "c++",
    "trans*",
    "~sign",
    "-~route",
    "near(2, gas, oil)",
    "trans-caspian",
    "-cargo",
    "title:summit",
    "title:port,trade",
    "since:2023",
    "until:2023-06",
    "before:2024",
    "after:2022-Q3",
    "date:2023",
    "date:2022-01..2022-09",
    "date:2022-03,2024-03",
    "since:300d",
    "lang:en",
    "-lang:en",
    "lang:en,ru",
    "source:\"caspian wire\"",
    "place:baku",
    "place:astana,tashkent",
    "place:kz",
    "author:orazbek",
];

const DOCUMENT_TERMS: &[&str] = &[
    "country:kz,az",
    "country:all(kz, az)",
    "person:sarsenov,nazirov",
    "org:speca",
    "project:\"Turan corridor\"",
    "kind:visit",
    "kind:summit,call",
    "-country:uz",
    "text:energy,railway",
    "text:all(energy, gas)",
];

fn own_terms(source: Source) -> &'static [&'static str] {
    match source {
        Source::People => {
            const TERMS: &[&str] = &[
                "country:kz",
                "country:kz,az",
                "country:all(kz, az)",
                "-country:kz",
                "-(role:president country:kz)",
                "(role:president country:kz)",
                "(role:ambassador or name:leyla)",
                "role:president",
                "role:minister",
                "role:all(president, ambassador)",
                "role:\"foreign minister\",ambassador",
                "name:mammadzade",
            ];
            TERMS
        }
        Source::Countries => &["region:\"central asia\"", "name:kazakhstan,russia", "-name:georgia"],
        Source::Organizations => &["kind:company", "-kind:company,bank", "country:az", "-country:kz", "name:freight"],
        Source::Projects => {
            &["sector:transport", "status:launched,signed", "country:kz", "country:all(kz, az)", "name:corridor"]
        }
        Source::Quotes => &[
            "speaker:sarsenov",
            "speaker:sarsenov,nazirov",
            "-speaker:sarsenov",
            "country:az",
            "verb:said",
            "verb:told",
            "corridor",
            "\"gas oil\"",
            "text:energy",
            "-transport",
            "~sign",
            "near(1, energy, gas)",
        ],
        Source::Events => &[
            "kind:visit",
            "kind:meeting,summit",
            "status:held",
            "-status:held",
            "place:baku",
            "place:uz",
            "person:sarsenov",
            "country:kz",
            "-country:ru",
            "since:2023",
            "date:2022-05..2023-02",
            "before:2024-Q2",
        ],
        Source::Documents => &[],
    }
}
