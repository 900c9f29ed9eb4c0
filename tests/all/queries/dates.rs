//! Dates of documents against dates of queries: days, and months and years that are all that is known.

use rusqlite::{Connection, params};

use super::ask;
use super::random::label;
use super::world::World;

/// Id and what is known of the day; today is 2024-11-25, a Monday. A partial date counts as its first day.
const PUBLISHED: &[(i64, &str)] = &[
    (1, "2023"),
    (2, "2023-12"),
    (3, "2023-12-31"),
    (4, "2024"),
    (5, "2024-02"),
    (6, "2024-02-29"),
    (7, "2024-03-01"),
    (8, "2024-09-30"),
    (9, "2024-10"),
    (10, "2024-10-31"),
    (11, "2024-11-24"),
    (12, "2024-11-25"),
    (13, ""),
];

fn archive() -> Connection {
    let archive = World::default().archive();
    for (id, published) in PUBLISHED {
        let first = format!("{published}{}", &"0000-01-01"[published.len()..]);
        let day: Option<i64> = (!published.is_empty()).then(|| first.replace('-', "").parse().expect("a day"));
        archive
            .execute(
                "INSERT INTO documents (id, title, title_basis, body, published, day, key, content_hash, words, import)
                 VALUES (?1, 'x', 'record', 'x', nullif(?2, ''), ?3, ?1, '', 1, 1)",
                params![id, published, day],
            )
            .expect("a document");
    }
    archive
}

#[test]
fn every_form_finds_its_days() {
    let archive = archive();
    for (query, expected) in [
        ("date:2023", "1 2 3"),
        ("date:2023-12", "2 3"),
        ("date:2023-12-31", "3"),
        ("date:2023-Q4", "2 3"),
        ("date:2024-01", "4"),
        ("date:2024-01-01", "4"),
        ("date:2024-02", "5 6"),
        ("date:2024-02-29", "6"),
        ("date:2024-Q1", "4 5 6 7"),
        ("date:2024-Q3", "8"),
        ("date:2024-oct", "9 10"),
        ("date:oct", "9 10"),
        ("date:q3", "8"),
        ("since:2024-10", "9 10 11 12"),
        ("until:2024-10", "1 2 3 4 5 6 7 8 9 10"),
        ("before:2024-10", "1 2 3 4 5 6 7 8"),
        ("after:2024-10", "11 12"),
        ("since:2024-02-29", "6 7 8 9 10 11 12"),
        ("after:2024-02-29", "7 8 9 10 11 12"),
        ("until:2024-02-29", "1 2 3 4 5 6"),
        ("before:2024-02-29", "1 2 3 4 5"),
        ("after:2023", "4 5 6 7 8 9 10 11 12"),
        ("until:2023", "1 2 3"),
        ("date:2023-12..2024-02", "2 3 4 5 6"),
        ("date:2024-11..", "11 12"),
        ("date:..2023-12", "1 2 3"),
        ("date:2024-02-29..2024-03-01", "6 7"),
        ("date:today", "12"),
        ("date:yesterday", "11"),
        ("date:1d", "11 12"),
        ("since:25d", "10 11 12"),
        ("since:24d", "11 12"),
        ("date:this-week", "12"),
        ("date:last-week", "11"),
        ("date:last-month", "9 10"),
        ("date:last-quarter", "8"),
        ("date:this-year", "4 5 6 7 8 9 10 11 12"),
        ("date:last-year", "1 2 3"),
        ("since:2024-Q4", "9 10 11 12"),
        ("date:2023,2024-11", "1 2 3 11 12"),
        // Denied, an unknown date is not that date.
        ("-date:2024", "1 2 3 13"),
        ("not since:2024", "1 2 3 13"),
    ] {
        let (rows, _) = ask(&archive, &format!("{query} | sort id | select id"));
        let ids: Vec<String> = rows.rows.iter().map(|row| super::random::integer(&row[0]).to_string()).collect();
        assert_eq!(ids.join(" "), expected, "{query}");
    }
}

#[test]
fn every_period_counts_its_days() {
    let archive = archive();
    for (query, expected) in [
        ("docs | by year", "2023=3 2024=9"),
        ("docs | by quarter", "2023-Q1=1 2023-Q4=2 2024-Q1=4 2024-Q3=1 2024-Q4=4"),
        ("since:2024-09 | by month fill", "2024-09=1 2024-10=2 2024-11=2"),
        ("since:2024-09 | by week", "2024-W40=2 2024-W44=1 2024-W47=1 2024-W48=1"),
        ("date:2024-02-28..2024-03-01 | by day fill", "2024-02-29=1 2024-03-01=1"),
        ("date:2023-12..2024-01 | by month fill", "2023-12=2 2024-01=1"),
    ] {
        let (rows, _) = ask(&archive, query);
        let counts = rows.rows.iter().map(|row| format!("{}={}", label(&row[0]), super::random::integer(&row[1])));
        assert_eq!(counts.collect::<Vec<_>>().join(" "), expected, "{query}");
    }
}
