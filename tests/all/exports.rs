//! Tables as files: complete, typed, whole or not there.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::Field;
use rusqlite::Connection;
use serde_json::Value;

use crate::world::{archive, dateline};

/// What a run of `dateline export` came to: its exit code and what it said.
fn export(archive: &Path, arguments: &[&str], folder: &Path) -> (i32, String) {
    let mut command = dateline();
    command.arg("--db").arg(archive).arg("export").arg(arguments[0]).arg(folder).args(&arguments[1..]);
    let output = command.output().expect("the program starts");
    (output.status.code().expect("a code"), String::from_utf8(output.stderr).expect("UTF-8"))
}

fn manifest(folder: &Path) -> Value {
    serde_json::from_slice(&fs::read(folder.join("manifest.json")).expect("a manifest")).expect("JSON")
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or_else(|| panic!("{key} in {value}"))
}

fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value[key].as_array().unwrap_or_else(|| panic!("{key} in {value}"))
}

/// The rows of a file, each cell as JSON would have it.
fn rows(folder: &Path, table: &Value, format: &str) -> Vec<BTreeMap<String, Value>> {
    let path = folder.join(text(table, "file"));
    match format {
        "jsonl" => {
            let lines = fs::read_to_string(path).expect("a file");
            lines.lines().map(|line| serde_json::from_str(line).expect("an object")).collect()
        }
        "csv" => {
            let mut reader = csv::Reader::from_path(path).expect("a file");
            let header = reader.headers().expect("a header").clone();
            let types: Vec<&str> = list(table, "columns").iter().map(|column| text(column, "type")).collect();
            let typed = |(field, of): (&str, &&str)| match *of {
                _ if field.is_empty() => Value::Null,
                "integer" | "real" => serde_json::from_str(field).expect("a number"),
                _ => Value::from(field),
            };
            let row = |record: csv::StringRecord| {
                header.iter().map(str::to_owned).zip(record.iter().zip(&types).map(typed)).collect()
            };
            reader.records().map(|record| row(record.expect("a record"))).collect()
        }
        _ => {
            let reader = SerializedFileReader::new(fs::File::open(path).expect("a file")).expect("Parquet");
            let cell = |field: &Field| match field {
                Field::Null => Value::Null,
                Field::Long(number) => Value::from(*number),
                Field::Double(number) => Value::from(*number),
                Field::Str(text) => Value::from(text.as_str()),
                Field::Date(days) => {
                    let date =
                        chrono::NaiveDate::default() + chrono::Days::new(u64::try_from(*days).expect("since 1970"));
                    Value::from(date.to_string())
                }
                other => panic!("no column is {other:?}"),
            };
            let row = |row: parquet::record::Row| {
                row.get_column_iter().map(|(name, field)| (name.clone(), cell(field))).collect()
            };
            reader.get_row_iter(None).expect("rows").map(|found| row(found.expect("a row"))).collect()
        }
    }
}

#[test]
fn every_format_holds_every_row_of_every_table() {
    let folder = tempfile::tempdir().expect("a folder");
    let formats = ["csv", "jsonl", "parquet"];
    for format in formats {
        let (code, said) = export(archive(), &[format], &folder.path().join(format));
        assert_eq!(code, 0, "{said}");
        assert!(said.contains("manifest.json"), "{said}");
    }
    let conn = Connection::open(archive()).expect("the archive");
    let tables = manifest(&folder.path().join("jsonl"));
    let stored: i64 = conn
        .query_row(
            "SELECT count(*) FROM pragma_table_list WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
            [],
            |row| row.get(0),
        )
        .expect("a count");
    let named = list(&tables, "tables");
    assert_eq!(named.iter().filter(|table| text(table, "kind") == "table").count() as i64, stored);
    assert!(named.iter().any(|table| text(table, "name") == "project_timeline"));
    for table in named {
        let name = text(table, "name");
        let count: u64 = conn
            .query_row(&format!("SELECT count(*) FROM {name}"), [], |row| row.get::<_, i64>(0))
            .expect("a count")
            .try_into()
            .expect("no negative count");
        assert_eq!(table["rows"].as_u64(), Some(count), "{name}");
        let reference = rows(&folder.path().join("jsonl"), table, "jsonl");
        assert_eq!(reference.len() as u64, count, "{name}");
        for format in formats {
            let at = folder.path().join(format);
            let said = manifest(&at);
            let table = list(&said, "tables").iter().find(|other| text(other, "name") == name).expect("the table");
            assert_eq!(text(table, "file"), format!("{name}.{format}"));
            let found = rows(&at, table, format);
            assert!(found == reference, "{name}.{format}: {found:?}\n{reference:?}");
        }
    }
    // What was compared is what the archive holds.
    let people = named.iter().find(|table| text(table, "name") == "people").expect("people");
    let first = &rows(&folder.path().join("jsonl"), people, "jsonl")[0];
    let (name, day): (String, i64) = conn
        .query_row("SELECT name, first_day FROM people ORDER BY id LIMIT 1", [], |row| Ok((row.get(0)?, row.get(1)?)))
        .expect("a person");
    assert_eq!(first["name"], Value::from(name));
    assert_eq!(first["first_day"], Value::from(format!("{}-{:02}-{:02}", day / 10_000, day / 100 % 100, day % 100)));
    let country = list(people, "columns").iter().find(|column| text(column, "name") == "country").expect("a column");
    assert_eq!(text(country, "references"), "countries.id");
}

/// Names of the files in a folder, in order.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").file_name());
    let mut names: Vec<String> = entries.map(|name| name.into_string().expect("UTF-8")).collect();
    names.sort();
    names
}

#[test]
fn what_is_there_is_replaced_only_by_force() {
    let folder = tempfile::tempdir().expect("a folder");
    let kept = folder.path().join("people.csv");
    fs::write(&kept, "mine").expect("written");
    let (code, said) = export(archive(), &["csv"], folder.path());
    assert_eq!(code, 3, "{said}");
    assert!(said.contains("people.csv exists") && said.contains("--force"), "{said}");
    assert_eq!(fs::read_to_string(&kept).expect("it is there"), "mine");
    assert_eq!(names(folder.path()), ["people.csv"], "nothing else was written");

    let (code, said) = export(archive(), &["csv", "--force"], folder.path());
    assert_eq!(code, 0, "{said}");
    assert!(fs::read_to_string(&kept).expect("it is there").starts_with("id,name,"));
    let written = names(folder.path());
    assert!(written.iter().all(|name| name.ends_with(".csv") || name == "manifest.json"), "{written:?}");
    let (code, _) = export(archive(), &["csv", "--force"], folder.path());
    assert_eq!((code, names(folder.path())), (0, written));

    let (code, said) = export(archive(), &["csv"], &kept);
    assert_eq!(code, 3, "a file is no folder: {said}");
}

/// A copy of the samples' archive with some of its rows changed.
fn changed(folder: &Path, sql: &str) -> std::path::PathBuf {
    let copy = folder.join("changed.db");
    fs::copy(archive(), &copy).expect("copied");
    Connection::open(&copy).and_then(|conn| conn.execute_batch(sql)).expect("changed");
    copy
}

#[test]
fn control_characters_do_no_harm_and_are_kept_where_a_format_can() {
    let folder = tempfile::tempdir().expect("a folder");
    let nasty = "a\0b\u{1b}[31m\"c\",\nd\u{202e}é";
    let copy = changed(
        folder.path(),
        "UPDATE documents SET byline = char(97, 0, 98, 27) || '[31m\"c\",' || char(10) || 'd' || char(0x202e) || 'é' WHERE id = 1",
    );
    for (format, expected) in [("csv", "a␀b␛[31m\"c\",\nd\u{202e}é"), ("jsonl", nasty), ("parquet", nasty)] {
        let at = folder.path().join(format);
        assert_eq!(export(&copy, &[format], &at).0, 0);
        let said = manifest(&at);
        let table = list(&said, "tables").iter().find(|table| text(table, "name") == "documents").expect("documents");
        assert_eq!(rows(&at, table, format)[0]["byline"], Value::from(expected), "{format}");
        if format != "parquet" {
            let bytes = fs::read(at.join(text(table, "file"))).expect("a file");
            assert!(!bytes.contains(&0) && !bytes.contains(&0x1b), "{format}");
        }
    }
}

#[test]
fn a_value_that_no_column_of_its_kind_can_hold_stops_it_and_nothing_is_written() {
    let folder = tempfile::tempdir().expect("a folder");
    let copy = changed(folder.path(), "UPDATE documents SET day = 20239999 WHERE id = 2");
    let at = folder.path().join("tables");
    let (code, said) = export(&copy, &["parquet"], &at);
    assert_eq!(code, 3);
    assert!(said.contains("documents.day holds 20239999, which is no day"), "{said}");
    assert!(names(&at).is_empty(), "{:?}", names(&at));
}

/// The metadata that `dateline export datasette` prints for an archive of this name.
fn metadata(archive: &Path) -> Value {
    let output =
        dateline().arg("--db").arg(archive).args(["export", "datasette"]).output().expect("the program starts");
    assert!(output.status.success());
    serde_json::from_slice(&output.stdout).expect("JSON")
}

/// Whatever a person types, or nothing: an answer and no error.
#[test]
fn every_question_of_the_page_has_an_answer() {
    let conn = Connection::open(archive()).expect("the archive");
    let said = metadata(archive());
    let questions = said["databases"]["archive"]["queries"].as_object().expect("questions");
    assert!(questions.len() >= 10);
    for (name, question) in questions {
        let mut statement = conn.prepare(text(question, "sql")).expect(name);
        let answer = |statement: &mut rusqlite::Statement, typed: &str| {
            for index in 1..=statement.parameter_count() {
                statement.raw_bind_parameter(index, typed).expect("bound");
            }
            let mut rows = statement.raw_query();
            let mut count = 0;
            while rows.next().unwrap_or_else(|error| panic!("{name} of {typed:?}: {error}")).is_some() {
                count += 1;
            }
            count
        };
        assert!(statement.parameter_count() > 0, "{name} asks for nothing");
        assert!(answer(&mut statement, "") > 0, "{name} has no answer where nothing is typed");
        for typed in ["\"", "'; DROP TABLE people; --", "*", "(a OR", "%", "kazakhstan", "ünknown"] {
            answer(&mut statement, typed);
        }
    }
    let narrowed = |name: &str, parameter: &str, value: &str| -> Vec<String> {
        let mut statement = conn.prepare(text(&questions[name], "sql")).expect(name);
        for index in 1..=statement.parameter_count() {
            let is_it = statement.parameter_name(index) == Some(parameter);
            statement.raw_bind_parameter(index, if is_it { value } else { "" }).expect("bound");
        }
        let mut rows = statement.raw_query();
        let mut names = Vec::new();
        while let Some(row) = rows.next().expect("a row") {
            names.push(row.get(1).expect("a name"));
        }
        names
    };
    assert!(narrowed("said", ":speaker", "Mammadzade").iter().all(|name| name == "Elchin Mammadzade"));
    assert!(narrowed("projects_by_status", ":sector", "energy").contains(&"Türkmenbaşy–Baku gas pipeline".to_owned()));
    assert!(narrowed("country_people", ":country", "KZ").contains(&"Daniyar Sarsenov".to_owned()));
}

#[test]
fn metadata_is_for_the_archive_of_that_name_and_overwrites_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path().join("metadata.json");
    let other = folder.path().join("caspian.db");
    assert!(metadata(&other)["databases"].as_object().expect("databases").contains_key("caspian"));
    assert_eq!(export(&other, &["datasette"], &at).0, 0);
    let first = fs::read(&at).expect("written");
    let (code, said) = export(&other, &["datasette"], &at);
    assert!(code == 3 && said.contains("--force"), "{said}");
    assert_eq!(export(&other, &["datasette", "--force"], &at).0, 0);
    assert_eq!(fs::read(&at).expect("written"), first, "the same each time");
}
