//! A guarded connection reads and nothing else, and stops when told to.

use std::time::Duration;

use dateline::archive::Answer;
use dateline::query::{self, Failure, Options};

use super::world::World;
use super::{prepare, today};

#[test]
fn only_reading_is_allowed() {
    let mut archive = World::generate(1, 20).archive();
    query::guard(&mut archive).expect("guarded");
    for sql in [
        "DELETE FROM documents",
        "INSERT INTO meta VALUES ('a', 'b')",
        "DROP TABLE people",
        "CREATE TEMP TABLE t (x)",
        "ATTACH 'other.db' AS other",
        "PRAGMA writable_schema = 1",
        "VACUUM",
        "BEGIN",
        "INSERT INTO documents_fts (documents_fts) VALUES ('rebuild')",
    ] {
        assert!(archive.execute_batch(sql).is_err(), "{sql}");
    }
    let options = Options::new(today());
    for text in ["gas @kz | snippet", "quotes oil", "@kz | by month fill", "people with @kz | sort -lift"] {
        let prepared = prepare(&archive, text, &options).expect("a query");
        query::run(&archive, &prepared, &options, &mut Answer::default()).unwrap_or_else(|f| panic!("{text}: {f}"));
    }
}

/// Every day with every country and person: work enough to be stopped in.
const LONG: &str = "documents | by day, country, person fill";

#[test]
fn a_timeout_stops_a_query() {
    let mut archive = World::generate(1, 400).archive();
    let stop = query::guard(&mut archive).expect("guarded");
    let options = Options { stop, timeout: Some(Duration::ZERO), ..Options::new(today()) };
    let prepared = prepare(&archive, LONG, &options).expect("a query");
    let stopped = query::run(&archive, &prepared, &options, &mut Answer::default());
    assert!(matches!(stopped, Err(Failure::TooLong)), "{stopped:?}");
}

#[test]
fn a_stop_stops_a_query_and_the_next_one_runs() {
    struct Stopper(dateline::query::Stop, usize);
    impl dateline::query::answer::Sink for Stopper {
        fn begin(&mut self, _: &[dateline::query::answer::Column]) -> std::io::Result<()> {
            Ok(())
        }
        fn row(&mut self, _: &[dateline::query::answer::Value]) -> std::io::Result<()> {
            self.1 += 1;
            self.0.stop();
            Ok(())
        }
        fn end(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    let mut archive = World::generate(1, 400).archive();
    let stop = query::guard(&mut archive).expect("guarded");
    let options = Options { stop: stop.clone(), limit: Some(0), ..Options::new(today()) };
    let prepared = prepare(&archive, "docs", &options).expect("a query");
    let stopped = query::run(&archive, &prepared, &options, &mut Stopper(stop, 0));
    assert!(matches!(stopped, Err(Failure::Interrupted)), "{stopped:?}");
    let mut rows = Answer::default();
    query::run(&archive, &prepared, &options, &mut rows).expect("runs again");
    assert_eq!(rows.rows.len(), 400);
}
