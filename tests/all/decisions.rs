//! What a person says about the facts: applied, undone, carried on.

mod hiding;

use std::path::{Path, PathBuf};

use rusqlite::Connection;
use tempfile::TempDir;

use crate::world;

/// An archive of its own, for decisions to change.
struct Place {
    folder: TempDir,
}

/// Two presidents, one of them under two names that no rule joins.
const ARTICLES: [(&str, &str); 4] = [
    (
        "one.txt",
        "BAKU, May 2, 2024 (Silk Wire) — Kazakh President Daniyar Sarsenov met with Azerbaijani President Elchin Mammadzade \
         in Baku on Thursday.\n\n“We will build the Kendirli fibre-optic line,” President Daniyar Sarsenov said.\n",
    ),
    (
        "two.txt",
        "BAKU, May 2, 2024 (Steppe News) — Kazakh President Dinmukhamed Sarsenbai met with Azerbaijani President Elchin \
         Mammadzade in Baku on Thursday.\n\n“Trade has doubled,” President Dinmukhamed Sarsenbai said.\n",
    ),
    (
        "three.txt",
        "ASTANA, June 3, 2024 (Steppe News) — Culture Minister Aigerim Doskalieva opened an exhibition in Astana on Monday.\n",
    ),
    (
        "four.txt",
        "ASTANA, July 4, 2024 (Steppe News) — President Dinmukhamed Sarsenbai received Culture Minister Aigerim Doskalieva \
         in Astana on Thursday.\n",
    ),
];

impl Place {
    fn new() -> Place {
        Place { folder: tempfile::tempdir().expect("a folder") }
    }

    /// With these articles imported.
    fn with(articles: &[(&str, &str)]) -> Place {
        let place = Place::new();
        place.import(articles);
        place
    }

    fn import(&self, articles: &[(&str, &str)]) {
        for (name, text) in articles {
            let file = self.folder.path().join(name);
            std::fs::write(&file, text).expect("written");
            self.done(&["import", "--quiet", name]);
        }
    }

    fn file(&self) -> PathBuf {
        self.folder.path().join("archive.db")
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    /// The exit code, stdout and stderr of a run.
    fn run(&self, arguments: &[&str]) -> (i32, String, String) {
        let mut command = world::dateline();
        let output = command.current_dir(self.path()).args(["--today", "2024-12-01"]).args(arguments).output();
        let output = output.expect("the program starts");
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
        (output.status.code().unwrap_or(-1), text(output.stdout), text(output.stderr))
    }

    /// What a run that must succeed says on stdout.
    fn done(&self, arguments: &[&str]) -> String {
        let (code, out, err) = self.run(arguments);
        assert_eq!(code, 0, "{arguments:?}: {err}");
        out
    }

    /// All rows of the facts, as text; sound, too.
    fn facts(&self) -> Vec<String> {
        let (code, out, _) = self.run(&["check"]);
        assert_eq!(code, 0, "{out}");
        let conn = Connection::open(self.file()).expect("opens");
        let mut all = Vec::new();
        for table in FACTS {
            let mut statement = conn.prepare(&format!("SELECT * FROM {table}")).expect("a table");
            let columns = statement.column_count();
            let rows = statement.query_map([], |row| {
                let cells =
                    (0..columns).map(|at| row.get::<_, rusqlite::types::Value>(at).map(|cell| format!("{cell:?}")));
                Ok(format!("{table} {}", cells.collect::<rusqlite::Result<Vec<_>>>()?.join(" ")))
            });
            let mut rows: Vec<String> = rows.expect("rows").map(|row| row.expect("a row")).collect();
            rows.sort();
            all.extend(rows);
        }
        all
    }

    fn one<T: rusqlite::types::FromSql>(&self, sql: &str) -> T {
        let conn = Connection::open(self.file()).expect("opens");
        conn.query_row(sql, [], |row| row.get(0)).unwrap_or_else(|error| panic!("{sql}: {error}"))
    }
}

const FACTS: [&str; 30] = [
    "documents",
    "hidden_documents",
    "people",
    "organizations",
    "projects",
    "events",
    "countries",
    "event_keys",
    "mentions",
    "roles",
    "role_reports",
    "project_reports",
    "project_parties",
    "project_countries",
    "project_organizations",
    "project_people",
    "event_reports",
    "event_people",
    "event_countries",
    "event_organizations",
    "quotes",
    "document_people",
    "document_countries",
    "document_organizations",
    "document_projects",
    "document_events",
    "aliases",
    "former_people",
    "merged_entities",
    "decision_changes",
];

fn same(before: &[String], after: &[String]) {
    let lost: Vec<&String> = before.iter().filter(|row| !after.contains(row)).collect();
    let gained: Vec<&String> = after.iter().filter(|row| !before.contains(row)).collect();
    assert!(lost.is_empty() && gained.is_empty(), "lost {lost:#?}\ngained {gained:#?}");
}

#[test]
fn people_are_merged_with_what_they_did_and_parted_again() {
    let place = Place::with(&ARTICLES);
    let before = place.facts();
    let from: i64 = place.one("SELECT id FROM people WHERE name = 'Dinmukhamed Sarsenbai'");
    let meetings = "SELECT count(*) FROM events WHERE kind = 'meeting' AND date = '2024-05-02' AND documents > 0";
    assert_eq!(place.one::<i64>(meetings), 2);
    let said = place.done(&["fix", "merge", "@Sarsenbai", "@Daniyar Sarsenov"]);
    assert!(said.contains(&format!("merged person/{from} Dinmukhamed Sarsenbai (2 documents) into person/")), "{said}");
    assert!(said.ends_with("; undo with: dateline fix undo 1\n"), "{said}");
    place.facts();
    assert_eq!(place.one::<i64>(meetings), 1);
    // Its number and its names lead to the other; it is no row of an answer any more.
    for query in
        [format!("@person/{from} | count"), "@Sarsenbai | count".into(), "@\"Daniyar Sarsenov\" | count".into()]
    {
        assert_eq!(place.done(&["query", &query]), "count\n3\n", "{query}");
    }
    assert_eq!(place.done(&["query", "people name:Sarsenbai | count"]), "count\n1\n");
    assert_eq!(place.done(&["query", "quotes speaker:\"Daniyar Sarsenov\" | count"]), "count\n2\n");
    let said = place.done(&["fix", "undo", "1"]);
    assert!(said.starts_with("undid decision 1: merge"), "{said}");
    same(&before, &place.facts());
    assert_eq!(place.run(&["fix", "undo", "1"]).0, 2);
}

#[test]
fn a_merge_holds_for_what_is_imported_later_and_so_does_its_undoing() {
    let all = Place::with(&ARTICLES);
    let place = Place::with(&ARTICLES[..2]);
    place.done(&["fix", "merge", "Dinmukhamed Sarsenbai", "Daniyar Sarsenov"]);
    place.import(&ARTICLES[2..]);
    place.facts();
    assert_eq!(place.done(&["query", "@\"Daniyar Sarsenov\" | count"]), "count\n3\n");
    place.done(&["fix", "undo", "1"]);
    let people = |place: &Place| place.done(&["query", "people | sort name", "--format", "csv"]);
    assert_eq!(people(&place), people(&all));
    place.facts();
}

#[test]
fn undoing_the_first_of_two_merges_keeps_the_second() {
    let place = Place::with(&ARTICLES);
    place.done(&["fix", "merge", "Dinmukhamed Sarsenbai", "Daniyar Sarsenov"]);
    place.done(&["fix", "merge", "Daniyar Sarsenov", "Aigerim Doskalieva"]);
    place.facts();
    assert_eq!(place.done(&["query", "@Sarsenbai | count"]), "count\n4\n");
    place.done(&["fix", "undo", "1"]);
    place.facts();
    assert_eq!(place.done(&["query", "@Sarsenbai | count"]), "count\n2\n");
    assert_eq!(place.done(&["query", "@\"Daniyar Sarsenov\" | count"]), "count\n3\n");
}

#[test]
fn what_was_said_to_differ_is_not_merged() {
    let place = Place::with(&ARTICLES);
    place.done(&["fix", "different", "Dinmukhamed Sarsenbai", "Daniyar Sarsenov"]);
    let (code, _, err) = place.run(&["fix", "merge", "Dinmukhamed Sarsenbai", "Daniyar Sarsenov"]);
    assert_eq!(code, 2);
    assert!(err.contains("decision 1 says that they are different: `dateline fix undo 1`"), "{err}");
    place.done(&["fix", "undo", "1"]);
    place.done(&["fix", "merge", "Dinmukhamed Sarsenbai", "Daniyar Sarsenov"]);
}

#[test]
fn names_given_by_a_person_stay_and_find() {
    let place = Place::with(&ARTICLES[..3]);
    let before = place.facts();
    place.done(&["fix", "rename", "Aigerim Doskalieva", "Aigerim Doskaliyeva-Bek"]);
    place.done(&["fix", "alias", "@kz", "the Steppe Republic"]);
    place.import(&ARTICLES[3..]);
    assert_eq!(
        place.done(&["query", "people name:Doskaliyeva | select name, docs"]),
        "name\tdocs\nAigerim Doskaliyeva-Bek\t2\n"
    );
    assert_eq!(place.run(&["query", "@\"Steppe Republic\" | count"]).0, 1);
    assert_eq!(place.done(&["query", "@\"the Steppe Republic\" | count"]), place.done(&["query", "@kz | count"]));
    place.done(&["fix", "undo", "2"]);
    place.done(&["fix", "undo", "1"]);
    let again = Place::with(&ARTICLES);
    same(
        &again.facts().into_iter().filter(|row| row.starts_with("people")).collect::<Vec<_>>(),
        &place.facts().into_iter().filter(|row| row.starts_with("people")).collect::<Vec<_>>(),
    );
    assert!(before.len() < place.facts().len());
}

#[test]
fn decisions_go_to_another_archive_of_the_same_articles() {
    let place = Place::with(&ARTICLES);
    place.done(&["fix", "merge", "Dinmukhamed Sarsenbai", "Daniyar Sarsenov"]);
    place.done(&["fix", "alias", "Daniyar Sarsenov", "DS"]);
    place.done(&["fix", "alias", "Daniyar Sarsenov", "undone"]);
    place.done(&["fix", "undo", "3"]);
    let dump = place.done(&["fix", "export"]);
    assert_eq!(dump.lines().count(), 2);
    assert!(!dump.contains("\"id\""), "{dump}");
    let other = Place::with(&[ARTICLES[3], ARTICLES[0], ARTICLES[1], ARTICLES[2]]);
    std::fs::write(other.path().join("d.jsonl"), &dump).expect("written");
    assert_eq!(other.done(&["fix", "import", "d.jsonl"]), "2 decisions applied\n");
    assert_eq!(other.done(&["fix", "import", "d.jsonl"]), "0 decisions applied, 2 known before\n");
    assert_eq!(other.done(&["fix", "export"]), dump);
    other.facts();
    assert_eq!(other.done(&["query", "@DS | count"]), "count\n3\n");
    // Where the articles are not yet, decisions wait.
    let empty = Place::with(&ARTICLES[2..3]);
    std::fs::write(empty.path().join("d.jsonl"), &dump).expect("written");
    assert_eq!(
        empty.done(&["fix", "import", "d.jsonl"]),
        "0 decisions applied, 2 orphaned: dateline fix list says why\n"
    );
    let listed = empty.done(&["fix", "list", "--format", "jsonl"]);
    assert!(
        listed.contains("\"state\":\"orphaned\",\"why\":\"no person Dinmukhamed Sarsenbai in this archive\""),
        "{listed}"
    );
    empty.import(&ARTICLES);
    assert!(!empty.done(&["fix", "list"]).contains("orphaned"));
    assert_eq!(empty.done(&["query", "@DS | count"]), "count\n3\n");
    empty.facts();
}

#[test]
fn names_that_are_none_or_several_say_what_to_type() {
    let place = Place::with(&ARTICLES);
    let (code, _, err) = place.run(&["fix", "merge", "Danyar Sarsenof", "Elchin Mammadzade"]);
    assert_eq!(code, 2);
    assert!(err.contains("did you mean Daniyar Sarsenov"), "{err}");
    let (_, _, err) = place.run(&["fix", "merge", "@kz", "Daniyar Sarsenov"]);
    assert!(err.contains("nothing in this archive is called"), "{err}");
    place.import(&[(
        "five.txt",
        "TASHKENT, July 5, 2024 (Silk Wire) — Uzbek coach Saule Doskalieva praised the team in Tashkent on Friday.\n",
    )]);
    let (_, _, err) = place.run(&["fix", "alias", "Doskalieva", "AD"]);
    assert!(err.contains("may mean 2 here") && err.contains("Aigerim Doskalieva (2 documents)"), "{err}");
    let before = place.facts();
    let said = place.done(&["fix", "--dry-run", "merge", "Dinmukhamed Sarsenbai", "Daniyar Sarsenov"]);
    assert!(said.ends_with("only tried, nothing is changed\n"), "{said}");
    same(&before, &place.facts());
    assert_eq!(place.one::<i64>("SELECT count(*) FROM decisions"), 0);
    let (code, _, err) = Place::new().run(&["fix", "list"]);
    assert_eq!(code, 3, "{err}");
}

/// What all of a document's facts say, found again or not.
fn rows(place: &Place, table: &str) -> Vec<String> {
    place.facts().into_iter().filter(|row| row.starts_with(&format!("{table} "))).collect()
}

#[test]
fn what_was_misread_is_rejected_and_comes_back() {
    let place = Place::with(&ARTICLES);
    let before = place.facts();
    let said = place.done(&["fix", "reject", "doc/1", "Elchin Mammadzade"]);
    assert!(said.starts_with("rejected “Elchin Mammadzade” in document "), "{said}");
    place.facts();
    assert_eq!(place.done(&["query", "@Mammadzade | count"]), "count\n1\n");
    // The quote goes with its words, out of the index, too.
    place.done(&["fix", "reject", "doc/1", "We will build the Kendirli fibre-optic line"]);
    assert_eq!(place.done(&["query", "quotes Kendirli | count"]), "count\n0\n");
    place.facts();
    place.done(&["fix", "undo", "2"]);
    place.done(&["fix", "undo", "1"]);
    same(&before, &place.facts());
    // One who is named nowhere else is gone, with his post and his words, and comes back.
    place.done(&["fix", "reject", "doc/1", "Daniyar Sarsenov"]);
    place.facts();
    assert_eq!(place.done(&["query", "people name:Daniyar | count"]), "count\n0\n");
    assert_eq!(place.one::<i64>("SELECT count(*) FROM quotes WHERE document = 1 AND speaker IS NOT NULL"), 0);
    place.done(&["fix", "undo", "3"]);
    same(&before, &place.facts());
    let (code, _, err) = place.run(&["fix", "reject", "doc/1", "nowhere"]);
    assert!(code == 2 && err.contains("does not stand in document 1"), "{err}");
    assert_eq!(place.run(&["fix", "reject", "doc/1", "Kazakh Pres"]).0, 2);
}

#[test]
fn words_are_given_to_whom_they_mean() {
    let place = Place::with(&ARTICLES);
    let before = place.facts();
    // The only mentions of him in the document: his words and post go along.
    place.done(&["fix", "assign", "doc/1", "Daniyar Sarsenov", "Dinmukhamed Sarsenbai"]);
    place.facts();
    assert_eq!(place.done(&["query", "@Sarsenbai | count"]), "count\n3\n");
    assert_eq!(place.done(&["query", "quotes speaker:Sarsenbai | count"]), "count\n2\n");
    place.done(&["fix", "undo", "1"]);
    same(&before, &place.facts());
    // Words of a quote: who says it.
    place.done(&["fix", "assign", "doc/1", "fibre-optic line", "Elchin Mammadzade"]);
    place.facts();
    assert_eq!(place.done(&["query", "quotes speaker:Mammadzade | count"]), "count\n1\n");
    place.done(&["fix", "undo", "2"]);
    same(&before, &place.facts());
    assert_eq!(place.run(&["fix", "assign", "doc/3", "opened", "Elchin Mammadzade"]).0, 2);
}

#[test]
fn one_of_the_name_is_two() {
    let place = Place::with(&ARTICLES);
    let before = place.facts();
    place.done(&["fix", "split", "Aigerim Doskalieva", "Aigerim Doskalieva (the younger)", "doc/4"]);
    place.facts();
    assert_eq!(place.done(&["query", "@\"Aigerim Doskalieva\" | count"]), "count\n1\n");
    assert_eq!(place.done(&["query", "@\"Aigerim Doskalieva (the younger)\" | count"]), "count\n1\n");
    place.done(&["fix", "undo", "1"]);
    let left: Vec<String> = place.facts().into_iter().filter(|row| !row.contains("the younger")).collect();
    same(&before, &left);
    assert_eq!(place.done(&["query", "people name:younger | count"]), "count\n0\n");
}

#[test]
fn fields_are_set_and_stay_set() {
    let place = Place::with(&ARTICLES);
    let before = place.facts();
    place.done(&["fix", "set", "doc/1", "date", "2023-05"]);
    place.done(&["fix", "set", "doc/1", "title", "Two presidents in the rain"]);
    place.done(&["fix", "set", "Elchin Mammadzade", "country", "TR"]);
    place.facts();
    assert_eq!(
        place.done(&["query", "documents rain | select date, title"]),
        "date\ttitle\n2023-05\tTwo presidents in the rain\n"
    );
    assert_eq!(place.done(&["query", "@Mammadzade until:2023 | count"]), "count\n1\n");
    // A new text under the same name brings its own; what was set stays.
    place.import(&[(ARTICLES[0].0, &format!("{}The rain went on.\n", ARTICLES[0].1))]);
    place.facts();
    assert_eq!(
        place.done(&["query", "documents rain title:presidents | select date, title"]),
        "date\ttitle\n2023-05\tTwo presidents in the rain\n"
    );
    assert_eq!(
        place.done(&["query", "people name:Mammadzade | select name, country"]),
        "name\tcountry\nElchin Mammadzade\tTR\n"
    );
    for id in ["3", "2", "1"] {
        place.done(&["fix", "undo", id]);
    }
    place.import(&[ARTICLES[0]]);
    let of =
        |rows: &[String], table: &str| rows.iter().filter(|row| row.starts_with(table)).cloned().collect::<Vec<_>>();
    same(&of(&before, "people"), &rows(&place, "people"));
    same(&of(&before, "document_people"), &rows(&place, "document_people"));
    for (field, value, said) in [
        ("date", "yesterday", "is no date"),
        ("colour", "red", "is no field of a document"),
        ("title", " ", "cannot be empty"),
    ] {
        let (code, _, err) = place.run(&["fix", "set", "doc/1", field, value]);
        assert!(code == 2 && err.contains(said), "{err}");
    }
    let project: i64 = place.one("SELECT min(id) FROM projects");
    let (code, _, err) = place.run(&["fix", "set", &format!("project/{project}"), "sector", "cooking"]);
    assert!(code == 2 && err.contains("cooking is no sector of project"), "{err}");
}

#[test]
fn what_was_said_of_words_holds_for_a_new_text() {
    let place = Place::with(&ARTICLES);
    place.done(&["fix", "reject", "doc/1", "Elchin Mammadzade"]);
    place.import(&[(ARTICLES[0].0, &format!("{}The rain went on.\n", ARTICLES[0].1))]);
    place.facts();
    assert_eq!(place.done(&["query", "@Mammadzade | count"]), "count\n1\n");
    place.import(&[(ARTICLES[0].0, "BAKU, May 2, 2024 (Silk Wire) — It rained in Baku on Thursday.\n")]);
    let listed = place.done(&["fix", "list"]);
    assert!(listed.contains("orphaned\tthe words do not stand in the document any more"), "{listed}");
    place.import(&[ARTICLES[0]]);
    assert!(!place.done(&["fix", "list"]).contains("orphaned"));
    assert_eq!(place.done(&["query", "@Mammadzade | count"]), "count\n1\n");
    place.done(&["fix", "undo", "1"]);
    assert_eq!(place.done(&["query", "@Mammadzade | count"]), "count\n2\n");
    place.facts();
}

/// Articles in which people come by their family name alone, by initials, in full; bodies by acronym and in full.
fn generated() -> Vec<(String, String)> {
    let people = ["Daniyar Sarsenov", "Elchin Mammadzade", "Aigerim Doskalieva", "Saule Lugovaya"];
    let posts = ["President", "Foreign Minister", "Culture Minister", "Energy Minister"];
    let bodies = ["Steppe Transport Agency (STA)", "STA", "Caspian Water Fund (CWF)", "CWF"];
    (0..48)
        .map(|number: usize| {
            let (one, other) = (people[number % 4], people[(number / 2 + 1) % 4]);
            let family = |name: &str| name.rsplit(' ').next().unwrap_or(name).to_owned();
            let written = match number % 3 {
                0 => family(one),
                1 => one.to_owned(),
                _ => format!("{}. {}", &one[..1], family(one)),
            };
            let (day, post, body) = (number % 27 + 1, posts[number % 4], bodies[(number * 5) % 4]);
            let text = format!(
                "ASTANA, May {day}, 2024 (Steppe News) — Kazakh {post} {written} met with {other} in Astana.\n\n\
                 The {body} agreed to build a gas pipeline from Kendirli to Baku, {} said. “The line number {number} is \
                 ready,” {other} said.\n",
                family(one)
            );
            (format!("{number:02}.txt"), text)
        })
        .collect()
}

/// The facts with names in the place of numbers.
fn told(place: &Place) -> Vec<String> {
    place.facts();
    let named = |kind: &str, column: &str| {
        let table =
            if kind == "person" { "people".to_owned() } else { format!("{}s", kind.replace("country", "countrie")) };
        format!("(SELECT name FROM {table} n WHERE n.id = {column})")
    };
    let (person, project, event) = (named("person", "person"), named("project", "project"), named("event", "event"));
    let any = ["person", "country", "organization", "project", "event"]
        .map(|kind| format!("WHEN '{kind}' THEN {}", named(kind, "entity")))
        .join(" ");
    let any = format!("CASE kind {any} END");
    let queries = [
        format!(
            "SELECT document, ordinal, kind, {any}, sentence, start, length, surface, sense, rule, confidence FROM mentions"
        ),
        format!("SELECT norm, kind, {any}, how, alias, weak FROM aliases WHERE kind NOT IN ('region', 'place')"),
        format!("SELECT document, {}, text, start, rule FROM quotes", named("person", "speaker")),
        format!(
            "SELECT {person}, title, post, country, basis, documents, first_day, last_day, standing FROM roles WHERE documents > 0"
        ),
        format!(
            "SELECT document, {project}, verb, status, modality, {}, start FROM project_reports",
            named("person", "speaker")
        ),
        format!("SELECT {project}, country, basis FROM project_countries"),
        format!("SELECT {project}, {person}, basis FROM project_people"),
        format!("SELECT document, {event}, status, date, start FROM event_reports"),
        format!("SELECT {event}, {person}, capacity FROM event_people"),
        format!("SELECT document, {person}, day, mentions FROM document_people"),
        "SELECT document, country, day, mentions, salience FROM document_countries".to_owned(),
        "SELECT name, given, family, patronymic, country, key, documents, mentions, first_day, last_day FROM people"
            .to_owned(),
        "SELECT name, acronym, kind, country, key, documents, mentions, first_day, last_day FROM organizations"
            .to_owned(),
        "SELECT name, sector, kind, status, key, documents, mentions, first_day, last_day FROM projects".to_owned(),
        "SELECT kind, status, name, date, day, place, country, key, documents, mentions FROM events".to_owned(),
        "SELECT id, title, published, published_basis, day, dateline, place, credited, extractor FROM documents"
            .to_owned(),
    ];
    let conn = Connection::open(place.file()).expect("opens");
    let mut all = Vec::new();
    for sql in queries {
        let mut statement = conn.prepare(&sql).unwrap_or_else(|error| panic!("{sql}: {error}"));
        let columns = statement.column_count();
        let rows = statement.query_map([], |row| {
            let cells = (0..columns).map(|at| row.get::<_, rusqlite::types::Value>(at).map(|cell| format!("{cell:?}")));
            Ok(cells.collect::<rusqlite::Result<Vec<_>>>()?.join(" "))
        });
        let mut rows: Vec<String> = rows.expect("rows").map(|row| row.expect("a row")).collect();
        rows.sort();
        all.extend(rows);
    }
    all
}

#[test]
fn reading_everything_again_changes_nothing() {
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/articles");
    let world = Place::new();
    world.run(&["import", "--quiet", samples.to_str().expect("a path")]);
    let made = Place::new();
    for (name, text) in generated() {
        std::fs::create_dir_all(made.path().join("articles")).expect("a folder");
        std::fs::write(made.path().join("articles").join(name), text).expect("written");
    }
    made.done(&["import", "--quiet", "articles"]);
    for place in [world, made] {
        let numbered: Vec<(i64, String)> = {
            let conn = Connection::open(place.file()).expect("opens");
            let mut statement = conn.prepare("SELECT id, name FROM people").expect("a table");
            let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).expect("rows");
            rows.map(|row| row.expect("a row")).collect()
        };
        let before = told(&place);
        let (code, out, err) = place.run(&["reextract", "--all", "--check"]);
        assert_eq!((code, out.lines().count()), (0, 1), "{out}{err}");
        assert!(err.contains("would be read again: 0 facts gained, 0 lost; nothing is changed"), "{err}");
        same(&before, &told(&place));
        for _ in 0..2 {
            let (code, out, err) = place.run(&["reextract", "--all"]);
            assert_eq!((code, out.lines().count()), (0, 1), "{out}{err}");
            same(&before, &told(&place));
        }
        for (id, name) in numbered {
            let now = format!(
                "SELECT name FROM people WHERE id = coalesce((SELECT person FROM former_people WHERE id = {id}), {id})"
            );
            assert_eq!(place.one::<String>(&now), name, "the number {id} still leads to the same person");
        }
        let (_, _, err) = place.run(&["reextract"]);
        assert!(err.contains("no document is stale"), "{err}");
    }
}

#[test]
fn decisions_hold_when_facts_are_made_anew() {
    let place = Place::with(&ARTICLES);
    place.done(&["fix", "merge", "Dinmukhamed Sarsenbai", "Daniyar Sarsenov"]);
    place.done(&["fix", "reject", "doc/2", "Elchin Mammadzade"]);
    place.done(&["fix", "assign", "doc/1", "fibre-optic line", "Elchin Mammadzade"]);
    place.done(&["fix", "set", "doc/3", "date", "2022"]);
    place.done(&["fix", "alias", "Aigerim Doskalieva", "AD"]);
    let (before, listed) = (told(&place), place.done(&["fix", "list"]));
    let (code, out, err) = place.run(&["reextract", "--all"]);
    assert_eq!((code, out.lines().count()), (0, 1), "{out}{err}");
    same(&before, &told(&place));
    assert_eq!(place.done(&["fix", "list"]), listed);
    for id in ["1", "2", "3", "4", "5"] {
        place.done(&["fix", "undo", id]);
    }
    let fresh = Place::with(&ARTICLES);
    let people = |place: &Place| place.done(&["query", "people | sort name", "--format", "csv"]);
    assert_eq!(people(&place), people(&fresh));
    same(&rows(&fresh, "quotes"), &rows(&place, "quotes"));
}

#[test]
fn only_stale_documents_are_read_again_and_what_differs_is_told() {
    let place = Place::with(&ARTICLES);
    let before = told(&place);
    let conn = Connection::open(place.file()).expect("opens");
    conn.execute_batch(
        "UPDATE documents SET extractor = 1 WHERE id = 3; \
         UPDATE roles SET post = 'emperor' WHERE id IN (SELECT role FROM role_reports WHERE document = 3)",
    )
    .expect("changed");
    drop(conn);
    let rows = place.done(&["reextract", "--check", "--format", "jsonl"]);
    assert_eq!(
        rows,
        "{\"fact\":\"role\",\"gained\":1,\"lost\":1,\"for_example_gained\":\"doc/3 culture minister\",\
         \"for_example_lost\":\"doc/3 emperor\"}\n"
    );
    place.done(&["reextract"]);
    place.facts();
    assert_eq!(
        place.one::<i64>("SELECT count(*) FROM roles WHERE post = 'emperor' AND documents > 0"),
        1,
        "document 4 says so still"
    );
    let (_, _, err) = place.run(&["reextract", "--all"]);
    assert!(err.contains("1 facts gained, 1 lost"), "{err}");
    same(&before, &told(&place));
}

#[test]
fn a_run_that_was_cut_off_goes_on() {
    use dateline::store::{Remake, Scope, create_or_open, to_remake};
    let place = Place::with(&ARTICLES);
    let before = told(&place);
    let mut cut = Remake::begin(create_or_open(&place.file()).expect("opens")).expect("begins");
    let ids = to_remake(cut.archive(), Scope::All).expect("ids");
    assert_eq!(ids.len(), 4);
    cut.clear(&ids).expect("cleared");
    drop(cut);
    assert_eq!(place.one::<i64>("SELECT count(*) FROM mentions"), 0);
    place.facts();
    place.done(&["reextract"]);
    same(&before, &told(&place));
}
