//! An archive that grows for long: imports that are killed and done again, while others read.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use dateline::store;

use super::{killed_at, rows, start};
use crate::imports::Desk;

/// Articles that each round brings.
const ROUND: usize = 120;

/// Articles of earlier rounds that each round brings changed.
const CHANGED: usize = 5;

/// An article with facts in it; `told` is how often it was changed.
fn article(number: usize, told: usize) -> String {
    let text = format!(
        "ASTANA, March 7 — Kazakh Energy Minister Daniyar Sarsenov met Azerbaijani President Elchin Mammadzade. \
         Ship {number} came, and {told} corrections after it. “We will build quay {number},” Sarsenov said."
    );
    let url = format!("https://harbour.example/{number}");
    format!("{}\n", serde_json::json!({ "id": number, "title": format!("Talks {number}"), "url": url, "text": text }))
}

/// What round `round` brings: new articles, and some of the round before in other words.
fn input(round: usize) -> String {
    let new = (round * ROUND..(round + 1) * ROUND).map(|number| article(number, 0));
    let changed = (0..if round > 0 { CHANGED } else { 0 }).map(|i| article((round - 1) * ROUND + i * 7, 1));
    new.chain(changed).collect()
}

/// Some number that the round decides, below `most`: splitmix64.
fn chance(round: usize, most: u64) -> u64 {
    let mut z = (round as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    (z ^ (z >> 31)) % most
}

/// Reads until told to stop: a reader is never kept out, sees whole batches only, and loses nothing it has seen.
fn read_on(desk: &Desk, stop: &AtomicBool, answers: &AtomicU64) {
    let mut before = 0;
    while !stop.load(Ordering::Relaxed) {
        let Ok(conn) = store::open_read_only(&desk.archive()) else { continue };
        let sql = "SELECT (SELECT count(*) FROM documents), (SELECT count(*) FROM documents_fts_docsize), \
             (SELECT count(*) FROM documents_fts WHERE documents_fts MATCH 'ship')";
        let found = conn.query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)));
        let (documents, indexed, matched): (i64, i64, i64) = found.expect("a reader is not kept out");
        assert_eq!((documents, documents), (indexed, matched), "a batch is there as a whole or not at all");
        assert!(documents >= before, "{before} documents were there, and now {documents}");
        before = documents;
        answers.fetch_add(1, Ordering::Relaxed);
    }
}

/// Ends the readers, whatever becomes of the writer.
struct Stop<'a>(&'a AtomicBool);

impl Drop for Stop<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// `DATELINE_ROUNDS=300 cargo test --test all soak -- --nocapture` goes on for long: 820 rounds with 1,640 kills took 83
/// minutes on two processors, and the last twenty of them five, since each checks an archive that grows.
#[test]
fn an_archive_that_grows_under_kills_and_readers_loses_nothing_in_a_soak() {
    let rounds: usize = std::env::var("DATELINE_ROUNDS").map_or(3, |n| n.parse().expect("a number"));
    let desk = Desk::new();
    let (stop, answers) = (AtomicBool::new(false), AtomicU64::new(0));
    let mut killed = 0;
    std::thread::scope(|scope| {
        let readers = [0, 1].map(|_| scope.spawn(|| read_on(&desk, &stop, &answers)));
        let end = Stop(&stop);
        for round in 0..rounds {
            let path = desk.put(&format!("round-{round:04}.jsonl"), input(round));
            for attempt in 0..2 {
                let mut child = start(&desk, &path, &["-q"]);
                let enough = chance(round * 2 + attempt, 1_500_000);
                killed += u64::from(killed_at(&mut child, &desk, enough));
            }
            desk.import(&path, 0);
            desk.check(0);
            assert_eq!(desk.ask("SELECT count(*) FROM documents"), ((round + 1) * ROUND).to_string());
            assert_eq!(desk.ask("SELECT count(*) FROM document_revisions"), (round * CHANGED).to_string());
            if round % 20 == 19 {
                println!("{} rounds, {killed} kills, {} answers", round + 1, answers.load(Ordering::Relaxed));
            }
            if readers.iter().any(|reader| reader.is_finished()) {
                break; // one of them found something: its panic tells what
            }
        }
        drop(end);
        readers.into_iter().for_each(|reader| reader.join().expect("a reader"));
    });
    assert!(killed > 0 && answers.load(Ordering::Relaxed) > 0);
    let whole = Desk::new();
    for round in 0..rounds {
        whole.import(&whole.put(&format!("round-{round:04}.jsonl"), input(round)), 0);
    }
    assert_eq!(rows(&desk), rows(&whole), "as if nothing had been killed");
}
