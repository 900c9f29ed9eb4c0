//! The documents behind a row: the newest of the query that name it.

use dateline::query::Options;
use dateline::query::answer::Value;

use super::world::World;
use super::{ask, ask_with, prepare, today};

#[test]
fn documents_behind_a_row_are_those_of_the_query() {
    let archive = World::generate(11, 80).archive();
    let options = Options { also: &["id"], ..Options::new(today()) };
    for (text, pivot) in [
        ("people with @kz", "docs @kz @person/$"),
        ("people with @kz @az", "docs @kz @az @person/$"),
        ("people with @kz within:sentence", "docs @kz @person/$ within:sentence"),
        ("projects with @az", "docs @az @project/$"),
        ("organizations duplicates:all", "docs @org/$ duplicates:all"),
        ("countries with @kz", "docs @kz @country/$"),
    ] {
        let asked = prepare(&archive, text, &options).expect(text);
        let (rows, _) = ask_with(&archive, text, &options).expect(text);
        assert!(!rows.rows.is_empty(), "{text}");
        for row in &rows.rows {
            let Some(Value::Integer(id)) = row.last() else { panic!("{text}: no id") };
            // The world gives no country a number in place of its code.
            let name = match text.starts_with("countries") {
                true => archive.query_row("SELECT code FROM countries WHERE id = ?", [id], |row| row.get(0)),
                false => Ok(id.to_string()),
            };
            let (documents, _) = ask(&archive, &(pivot.replace('$', &name.expect("a name")) + " | select id"));
            let expected: Vec<i64> = documents.rows.iter().filter_map(|row| integer(&row[0])).take(5).collect();
            assert_eq!(asked.behind(&archive, *id, 5).expect("documents"), expected, "{text}: {id}");
        }
    }
}

#[test]
fn an_event_rests_on_what_reports_it_and_a_group_on_nothing() {
    let archive = World::generate(11, 80).archive();
    let options = Options { also: &["id"], ..Options::new(today()) };
    let asked = prepare(&archive, "events", &options).expect("events");
    let (rows, _) = ask_with(&archive, "events", &options).expect("events");
    let Some(Value::Integer(id)) = rows.rows[0].last() else { panic!("no id") };
    assert!(!asked.behind(&archive, *id, 5).expect("documents").is_empty());
    for text in ["docs @kz", "docs @kz | by year", "people | count"] {
        let asked = prepare(&archive, text, &options).expect(text);
        assert!(asked.behind(&archive, 1, 5).expect(text).is_empty(), "{text}");
    }
}

fn integer(value: &Value) -> Option<i64> {
    if let Value::Integer(number) = value { Some(*number) } else { None }
}
