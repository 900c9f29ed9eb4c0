//! Columns that a format is made of, shown or not: numbers of a network, degrees of a map.

use dateline::query::Options;
use dateline::query::answer::Value;

use super::world::World;
use super::{ask_with, today};

#[test]
fn columns_that_a_format_needs_come_besides() {
    let archive = World::generate(7, 60).archive();
    archive.execute_batch("UPDATE places SET latitude = 40.5, longitude = 49.5; UPDATE countries SET latitude = 48.0, longitude = 67.0").expect("a map");
    for (also, text, shown) in [
        (&["id", "other_id"] as &[_], "people with @kz | pairs", "name other docs first last id other_id"),
        (
            &["id", "other_id"],
            "people with @kz | pairs | top 5 | where docs > 1",
            "name other docs first last id other_id",
        ),
        (&["id", "other_id"], "people with @kz | pairs | select other_id, name", "other_id name id"),
        (&["latitude", "longitude"], "countries | select name", "name latitude longitude"),
        (&["latitude", "longitude"], "@kz | by place", "place docs latitude longitude"),
        (&["latitude", "longitude"], "@kz | by month, country fill", "month country docs latitude longitude"),
        (&["latitude", "longitude"], "events | select name", "name latitude longitude"),
        (&["latitude", "longitude"], "people", "name role country docs mentions first last"),
    ] {
        let (rows, _) = ask_with(&archive, text, &Options { also, ..Options::new(today()) }).expect(text);
        let names: Vec<&str> = rows.columns.iter().map(|column| column.name.as_str()).collect();
        assert_eq!(names.join(" "), shown, "{text}");
        assert!(!rows.rows.is_empty(), "{text}");
        if let Some(at) = names.iter().position(|name| *name == "latitude") {
            assert!(rows.rows.iter().any(|row| matches!(row[at], Value::Real(_))), "{text}");
        }
    }
}
