//! Counts, pairs and words near one another in queries made up at random, against brute force.

use std::collections::BTreeMap;

use dateline::lang::fields::{Bucket, Source};
use dateline::lang::parse_query;
use dateline::query::Options;
use dateline::query::answer::Value;
use dateline::query::archive::Archive;

use super::everywhere::{Place, everywhere};
use super::random::{filter, how_many, integer, label, unlimited};
use super::world::{Dice, Document, World};
use super::{ask_with, brute};

fn rows(archive: &dyn Archive, text: &str, options: &Options) -> Vec<Vec<Value>> {
    ask_with(archive, text, options).unwrap_or_else(|findings| panic!("{text}: {findings:?}")).0.rows
}

fn documents<'w>(world: &'w World, filter: &str) -> Vec<&'w Document> {
    let query = parse_query(&format!("docs {filter}")).unwrap_or_else(|findings| panic!("{filter}: {findings:?}"));
    brute::rows(world, &query).iter().map(|row| world.document(row.id)).collect()
}

fn each(seed: u64, mut check: impl FnMut(&World, &dyn Archive, &mut Dice, String)) {
    let world = World::generate(seed, 60).with_copies(seed);
    for Place { archive, one_of } in everywhere(&world) {
        let mut dice = Dice(seed * 1000);
        for _ in 0..how_many() / 2 / one_of {
            let filter = filter(&mut dice, Source::Documents, 1).0;
            check(&world, &*archive, &mut dice, filter);
        }
    }
}

#[test]
fn rows_of_every_source_are_counted_as_by_brute_force() {
    const PERIODS: [Bucket; 5] = [Bucket::Day, Bucket::Week, Bucket::Month, Bucket::Quarter, Bucket::Year];
    let asked = [
        (Source::People, vec![Bucket::Country]),
        (Source::Organizations, vec![Bucket::Country, Bucket::Kind]),
        (Source::Projects, vec![Bucket::Country, Bucket::Sector, Bucket::Status]),
        (Source::Quotes, [&PERIODS[..], &[Bucket::Person, Bucket::Country, Bucket::Source, Bucket::Lang]].concat()),
        (
            Source::Events,
            [&PERIODS[..], &[Bucket::Kind, Bucket::Status, Bucket::Place, Bucket::Person, Bucket::Country]].concat(),
        ),
    ];
    let world = World::generate(15, 60).with_copies(15);
    for Place { archive, one_of } in everywhere(&world) {
        let mut dice = Dice(15);
        for _ in 0..how_many() / one_of {
            let (source, buckets) = dice.pick(&asked);
            let bucket = dice.pick(&buckets);
            let text = format!("{} {}", source.name(), filter(&mut dice, source, 1).0);
            let expected = brute::row_counts(&world, &parse_query(&text).expect("a query"), bucket);
            let text = format!("{text} | by {}", bucket.name());
            let found = rows(&*archive, &text, &unlimited());
            let found: BTreeMap<_, _> = found.iter().map(|row| (label(&row[0]), integer(&row[1]))).collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}

/// A saved query is what it says, in whatever it stands.
#[test]
fn saved_queries_are_as_if_spelt_out() {
    let world = World::generate(16, 60).with_copies(16);
    let archive = world.archive();
    let mut dice = Dice(16);
    for _ in 0..how_many() / 2 {
        let saved = filter(&mut dice, Source::Documents, 1).0;
        let source = dice.pick(&[Source::Documents, Source::People, Source::Projects]);
        let sql = "INSERT OR REPLACE INTO saved_queries (name, text, language, made) VALUES ('s', ?, 1, '')";
        archive.execute(sql, [format!("let s = {saved}")]).expect("saved");
        let spelt_out = [("in (&s)", "in (@SAVED)"), ("not in (&s)", "not in (@SAVED)")];
        // On other sources conditions gather documents first.
        let of_documents = [("&s", "(@SAVED)"), ("not &s", "not (@SAVED)")];
        let more = if source == Source::Documents { &of_documents[..] } else { &[] };
        for (with, without) in spelt_out.iter().chain(more) {
            let without = without.replace("@SAVED", &saved);
            // What holds for a whole query cannot stand in a part of it.
            if saved.contains("duplicates:all") {
                continue;
            }
            let ask = |filter: &str| {
                let mut ids = rows(&archive, &format!("{} {filter} | select id", source.name()), &unlimited());
                ids.sort_by_key(|row| integer(&row[0]));
                ids
            };
            assert_eq!(ask(with), ask(&without), "{with} where s = {saved}");
        }
    }
}

#[test]
fn pairs_are_as_by_brute_force() {
    let options = Options { also: &["id", "other_id"], ..unlimited() };
    each(11, |world, archive, dice, filter| {
        let source = dice.pick(&[Source::People, Source::Countries, Source::Organizations, Source::Projects]);
        let of = |document: &Document| match source {
            Source::People => document.people.clone(),
            Source::Countries => document.countries.clone(),
            Source::Organizations => document.organizations.clone(),
            _ => document.projects.clone(),
        };
        let named = brute::named(&parse_query(&filter).expect("a filter"), source);
        let mut expected: BTreeMap<(i64, i64), i64> = BTreeMap::new();
        for document in documents(world, &filter) {
            let ids: Vec<i64> = of(document).into_keys().filter(|id| !named.contains(id)).collect();
            for (at, a) in ids.iter().enumerate() {
                ids[at + 1..].iter().for_each(|b| *expected.entry((*a, *b)).or_insert(0) += 1);
            }
        }
        let text = format!("docs {filter} | {} | pairs", source.name());
        let found = rows(archive, &text, &options);
        let pair = |row: &Vec<Value>| ((integer(&row[5]), integer(&row[6])), integer(&row[2]));
        assert_eq!(found.iter().map(pair).collect::<BTreeMap<_, _>>(), expected, "{text}");
        assert_eq!(found.len(), expected.len(), "{text}: a pair twice");
    });
}

#[test]
fn the_first_of_each_period_are_as_by_brute_force() {
    each(12, |world, archive, dice, filter| {
        let most = 1 + dice.below(3);
        let period = dice.pick(&[Bucket::Month, Bucket::Quarter, Bucket::Year]);
        let other = dice.pick(&[Bucket::Person, Bucket::Country, Bucket::Lang]);
        let by = format!("{filter} | by {}, {}", period.name(), other.name());
        let all = brute::counts(world, &parse_query(&by).expect("a query"), &[period, other]);
        let mut expected: BTreeMap<String, Vec<i64>> = BTreeMap::new();
        all.iter().for_each(|(key, docs)| expected.entry(key[0].clone()).or_default().push(*docs));
        for counts in expected.values_mut() {
            counts.sort_unstable_by(|a, b| b.cmp(a));
            counts.truncate(most);
        }
        let text = format!("{by} | top {most} per {}", period.name());
        let mut found: BTreeMap<String, Vec<i64>> = BTreeMap::new();
        for row in rows(archive, &text, &unlimited()) {
            let (key, docs) = (vec![label(&row[0]), label(&row[1])], integer(&row[2]));
            assert_eq!(all.get(&key), Some(&docs), "{text}");
            found.entry(key[0].clone()).or_default().push(docs);
        }
        assert_eq!(found, expected, "{text}");
    });
}

#[test]
fn filled_periods_are_as_by_brute_force() {
    each(13, |world, archive, _, filter| {
        let text = format!("{filter} | by month fill");
        let counts = brute::counts(world, &parse_query(&text).expect("a query"), &[Bucket::Month]);
        let mut expected = Vec::new();
        if let (Some((first, _)), Some((last, _))) = (counts.first_key_value(), counts.last_key_value()) {
            let months = (2020..2030).flat_map(|year| (1..=12).map(move |month| format!("{year}-{month:02}")));
            for month in months.filter(|month| *month >= first[0] && *month <= last[0]) {
                let docs = counts.get(&vec![month.clone()]).copied().unwrap_or(0);
                expected.push((month, docs));
            }
        }
        let found = rows(archive, &text, &unlimited());
        let found: Vec<_> = found.iter().map(|row| (label(&row[0]), integer(&row[1]))).collect();
        assert_eq!(found, expected, "{text}");
    });
}

#[test]
fn words_near_one_another_are_as_by_brute_force() {
    const WORDS: [&str; 5] = ["gas", "oil", "corridor", "port", "energy"];
    each(14, |world, archive, dice, _| {
        let (a, b, distance) = (dice.pick(&WORDS), dice.pick(&WORDS), 1 + dice.below(5));
        if a == b {
            return;
        }
        let places = |text: &str, word: &str| -> Vec<usize> {
            brute::tokens(text).iter().enumerate().filter(|(_, token)| *token == word).map(|(at, _)| at).collect()
        };
        let is_near = |text: &str| {
            let others = places(text, b);
            places(text, a).iter().any(|at| others.iter().any(|other| at.abs_diff(*other) <= distance + 1))
        };
        let fits =
            |document: &&Document| document.copy_of.is_none() && (is_near(&document.title) || is_near(&document.body));
        let mut expected: Vec<i64> = world.documents.iter().filter(fits).map(|document| document.id).collect();
        let text = format!("near({distance}, {a}, {b}) | select id");
        let mut found: Vec<i64> = rows(archive, &text, &unlimited()).iter().map(|row| integer(&row[0])).collect();
        expected.sort_unstable();
        found.sort_unstable();
        assert_eq!(found, expected, "{text}");
    });
}
