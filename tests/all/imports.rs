//! Imports: formats, idempotence, revisions, duplicates, quarantine, hostile inputs.

use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Output, Stdio};

use assert_cmd::Command;
use rusqlite::Connection;
use tempfile::TempDir;

/// A folder with an archive, and files to import.
pub struct Desk {
    folder: TempDir,
}

impl Desk {
    pub fn new() -> Desk {
        Desk { folder: tempfile::tempdir().expect("a folder") }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn archive(&self) -> PathBuf {
        self.path("archive.db")
    }

    pub fn put(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        std::fs::write(&path, content).expect("written");
        path
    }

    pub fn run(&self, arguments: &[&str]) -> Output {
        let mut command = Command::cargo_bin("dateline").expect("the binary");
        command.arg("--db").arg(self.archive()).args(["--today", "2024-06-01"]).args(arguments);
        command.output().expect("it ran")
    }

    /// Imports, asserts the exit code, and gives back what was said on stderr.
    #[track_caller]
    pub fn import(&self, path: &Path, code: i32) -> String {
        let output = self.run(&["import", path.to_str().expect("a path in UTF-8")]);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(code), "{said}");
        assert!(output.stdout.is_empty(), "an import prints nothing to stdout");
        said
    }

    /// Checks the archive, asserts the exit code, and gives back what was printed.
    #[track_caller]
    pub fn check(&self, code: i32) -> String {
        let output = self.run(&["check"]);
        let printed = String::from_utf8_lossy(&output.stdout).into_owned();
        assert_eq!(output.status.code(), Some(code), "{printed}{}", String::from_utf8_lossy(&output.stderr));
        printed
    }

    /// One value, as text.
    #[track_caller]
    pub fn ask(&self, sql: &str) -> String {
        let conn = Connection::open(self.archive()).expect("the archive");
        conn.query_row(sql, [], |row| {
            Ok(match row.get_ref(0)? {
                rusqlite::types::ValueRef::Null => "NULL".to_owned(),
                rusqlite::types::ValueRef::Integer(n) => n.to_string(),
                rusqlite::types::ValueRef::Text(text) => String::from_utf8_lossy(text).into_owned(),
                other => format!("{other:?}"),
            })
        })
        .expect("a row")
    }
}

const TEXT: &str = " date 2023-03-07 AKTAU — Kazakh Energy Minister Daniyar Sarsenov opened a pumping station in Aktau on Tuesday.\n\n\
    “The station doubles what we can send across the sea,” Sarsenov said.";

#[test]
fn a_text_with_a_header_is_dated_and_titled() {
    let desk = Desk::new();
    let said = desk.import(&desk.put("a.txt", TEXT), 0);
    assert!(said.starts_with("1 new"), "{said}");
    for (sql, expected) in [
        ("SELECT published FROM documents", "2023-03-07"),
        ("SELECT day FROM documents", "20230307"),
        ("SELECT published_basis FROM documents", "header"),
        ("SELECT title_basis FROM documents", "first-sentence"),
        ("SELECT lang FROM documents", "en"),
        ("SELECT count(*) FROM sentences", "2"),
        ("SELECT count(*) FROM documents_fts WHERE documents_fts MATCH 'pumping'", "1"),
        ("SELECT status FROM imports", "done"),
    ] {
        assert_eq!(desk.ask(sql), expected, "{sql}");
    }
    let title = desk.ask("SELECT title FROM documents");
    assert!(title.starts_with("Kazakh Energy Minister Daniyar Sarsenov opened"), "{title}");
}

#[test]
fn the_same_again_changes_nothing() {
    let desk = Desk::new();
    let path = desk.put("a.txt", TEXT);
    desk.import(&path, 0);
    let before = std::fs::read(desk.archive()).expect("the archive");
    let said = desk.import(&path, 0);
    assert_eq!(said, "1 unchanged\n");
    assert!(before == std::fs::read(desk.archive()).expect("the archive"), "not a byte may change");
}

#[test]
fn records_go_in_and_a_bad_one_is_set_aside() {
    let desk = Desk::new();
    let lines = concat!(
        "{\"id\": 1, \"date\": \"2023-01-05\", \"title\": \"Port reopens\", \"url\": \"https://news.example/1\", \"text\": \"The port of Aktau reopened.\"}\n",
        "{\"id\": 2, \"title\": \"Broken\n",
        "\n",
        "{\"headline\": \"Line laid\", \"publishedAt\": \"2023-01-06T10:00:00Z\", \"source\": {\"name\": \"Caspian Wire\"}, \"content\": \"A line was laid.\"}\n",
    );
    let said = desk.import(&desk.put("feed.jsonl", lines), 4);
    assert!(said.contains("2 new, 1 quarantined"), "{said}");
    let position = lines.find("{\"id\": 2").expect("there") + "{\"id\": 2, \"title\": \"Broken".len();
    for (sql, expected) in [
        ("SELECT stage FROM quarantine", "parse"),
        ("SELECT position FROM quarantine", &*position.to_string()),
        ("SELECT published FROM documents WHERE title = 'Line laid'", "2023-01-06"),
        ("SELECT published_time || published_zone FROM documents WHERE title = 'Line laid'", "10:00:00Z"),
        ("SELECT s.name FROM documents d JOIN sources s ON s.id = d.source WHERE title = 'Line laid'", "Caspian Wire"),
        (
            "SELECT s.name FROM documents d JOIN sources s ON s.id = d.source WHERE title = 'Port reopens'",
            "news.example",
        ),
        ("SELECT count(*) FROM document_locators", "3"),
    ] {
        assert_eq!(desk.ask(sql), expected, "{sql}");
    }
}

#[test]
fn markdown_is_read_as_a_reader_would() {
    let desk = Desk::new();
    let article = "---\ndate: '2023-08-02'\npublished_time: 2023-08-02 22:46:33-04:00\n\
        source_url: https://www.press.example/statements/joint\nauthors: [A. Writer, B. Writer]\n\
        title: \"Joint Statement on\\_the\\_Line\"\n---\n\n**The two** ministers\nmet in [Aktau](https://x.example/a).\n\n-   one\n    thing\n";
    desk.import(&desk.put("a.md", article), 0);
    for (sql, expected) in [
        ("SELECT body FROM documents", "The two ministers met in Aktau.\n\n- one thing"),
        ("SELECT title FROM documents", "Joint Statement on the Line"),
        ("SELECT published || ' ' || published_time || published_zone FROM documents", "2023-08-02 22:46:33-04:00"),
        ("SELECT published_basis FROM documents", "front-matter"),
        ("SELECT byline FROM documents", "A. Writer, B. Writer"),
        ("SELECT name || ' ' || domain FROM sources", "press.example press.example"),
    ] {
        assert_eq!(desk.ask(sql), expected, "{sql}");
    }
}

const PAGE: &str = "<!DOCTYPE html><html lang=\"en-GB\"><head><meta charset=\"utf-8\"><title>Pier opens | The Herald</title>\
    <meta property=\"og:title\" content=\"Pier opens\"><meta property=\"article:published_time\" content=\"2023-05-01T08:00:00Z\">\
    <script type=\"application/ld+json\">{\"@graph\": [{\"@type\": \"NewsArticle\", \"headline\": \"Herald&#039;s pier: new one opens at Kuryk\", \
    \"author\": \"https://herald.example/authors/a-writer\", \"datePublished\": \"2023-05-02\", \"publisher\": {\"name\": \"The Herald\"}}]}</script></head>\
    <body><nav><a href=\"/\">Home</a> <a href=\"/sport\">Sport</a></nav><article><h1>New pier opens at Kuryk</h1>\
    <p>The new pier at the port of Kuryk took its first ferry on Tuesday, the harbour master said, after two years of work.</p>\
    <p>It can hold four ships at once, he said, and will double what the port can send across the sea in a year of calm weather.</p>\
    <p>Two more piers are to follow, and a road that leads around the town instead of through it, the harbour master said.</p>\
    </article><footer>All rights reserved</footer></body></html>";

#[test]
fn a_page_gives_its_article_and_what_it_says_of_itself() {
    let desk = Desk::new();
    desk.import(&desk.put("page.html", PAGE), 0);
    for (sql, expected) in [
        ("SELECT title || ' ' || title_basis FROM documents", "Herald's pier: new one opens at Kuryk json-ld"),
        ("SELECT byline IS NULL FROM documents", "1"),
        ("SELECT published || ' ' || published_basis FROM documents", "2023-05-02 json-ld"),
        ("SELECT name FROM sources", "The Herald"),
        ("SELECT lang FROM documents", "en"),
        ("SELECT count(*) FROM document_metadata WHERE field = 'date' AND basis = 'opengraph' AND chosen = 0", "1"),
        ("SELECT instr(body, 'took its first ferry') > 0 FROM documents", "1"),
        ("SELECT instr(body, 'Sport') + instr(body, 'rights') FROM documents", "0"),
    ] {
        assert_eq!(desk.ask(sql), expected, "{sql}");
    }
}

#[test]
fn compressed_inputs_and_arrays_are_read() {
    let desk = Desk::new();
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    std::io::Write::write_all(&mut packed, TEXT.as_bytes()).expect("packed");
    let packed = packed.finish().expect("packed");
    desk.put("in/a.txt.gz", &packed);
    desk.put("in/b.json", "[\n {\"title\": \"One\", \"text\": \"First, ] and } in it.\"},\n {\"title\": \"Two\", \"text\": \"Second.\"}\n]");
    desk.put("in/c.json", "{\n \"title\": \"Three\",\n \"body\": \"Third.\"\n}");
    desk.put("in/.hidden.txt", "Not to be read.");
    assert!(desk.import(&desk.path("in"), 0).starts_with("4 new"));
    assert_eq!(
        desk.ask("SELECT group_concat(title, ',') FROM (SELECT title FROM documents WHERE id > 1 ORDER BY id)"),
        "One,Two,Three"
    );
    desk.put("cut.txt.gz", &packed[..packed.len() / 2]);
    let said = desk.import(&desk.path("cut.txt.gz"), 4);
    assert!(said.contains("cut off"), "{said}");
}

#[test]
fn a_changed_article_is_a_revision() {
    let desk = Desk::new();
    let path = desk.put("a.txt", TEXT);
    desk.import(&path, 0);
    let people = desk.ask("SELECT group_concat(name) FROM people");
    desk.put("a.txt", TEXT.replace("pumping station", "grain silo").replace("Daniyar Sarsenov", "Elchin Mammadzade"));
    let said = desk.import(&path, 0);
    assert!(said.starts_with("1 revised"), "{said}");
    assert_ne!(people, desk.ask("SELECT group_concat(name) FROM people"), "who is no longer named is gone");
    for (sql, expected) in [
        ("SELECT count(*) FROM documents", "1"),
        ("SELECT instr(body, 'pumping') > 0 FROM document_revisions", "1"),
        ("SELECT count(*) FROM documents_fts WHERE documents_fts MATCH 'pumping'", "0"),
        ("SELECT count(*) FROM documents_fts WHERE documents_fts MATCH 'silo'", "1"),
        ("SELECT count(*) FROM quotes_fts WHERE quotes_fts MATCH 'doubles'", "1"),
        ("SELECT count(*) FROM aliases WHERE kind = 'person' AND norm LIKE '%daniyar%'", "0"),
        ("SELECT group_concat(status) FROM imports", "done,done"),
    ] {
        assert_eq!(desk.ask(sql), expected, "{sql}");
    }
    desk.check(0);
}

#[test]
fn the_same_text_elsewhere_is_one_document_at_two_places() {
    let desk = Desk::new();
    desk.put("in/a.txt", TEXT);
    desk.put("in/b.txt", TEXT);
    let said = desk.import(&desk.path("in"), 0);
    assert!(said.starts_with("1 new, 1 seen elsewhere before"), "{said}");
    assert_eq!(desk.ask("SELECT count(*) FROM documents"), "1");
    assert_eq!(desk.ask("SELECT count(*) FROM document_locators"), "2");
    assert_eq!(desk.import(&desk.path("in"), 0), "2 unchanged\n");
}

#[test]
fn a_copy_with_small_changes_is_linked() {
    let desk = Desk::new();
    let sentences: String =
        (0..120).map(|i| format!("Sentence {i} tells of ship {} and of port {}. ", i * 7, i * 13)).collect();
    for (name, site, end) in
        [("a", "Silk Wire", "It ends."), ("b", "Harbour Post", "Thus it ends."), ("c", "Silk Wire", "So.")]
    {
        let record = serde_json::json!({ "title": name, "site": site, "text": format!("{sentences}{end}") });
        desk.put(&format!("in/{name}.json"), format!("{record}\n"));
    }
    desk.put(
        "in/d.json",
        serde_json::json!({ "title": "d", "text": "Something else altogether. ".repeat(40) }).to_string(),
    );
    let said = desk.import(&desk.path("in"), 0);
    assert!(said.contains("4 new (2 of the new ones nearly repeat an earlier article)"), "{said}");
    assert_eq!(
        desk.ask("SELECT kind || ' ' || document || other FROM document_links WHERE document = 2"),
        "wire_copy 21"
    );
    assert_eq!(desk.ask("SELECT count(*) FROM document_links WHERE document = 3 AND similarity > 0.9"), "1");
}

#[test]
fn hostile_inputs_end_in_a_clear_word() {
    let yaml_bomb = format!(
        "---\na: &a [x,x,x,x,x,x,x,x,x]\n{}title: *i\n---\nText.\n",
        ('b'..='i')
            .zip('a'..='h')
            .map(|(b, a)| format!("{b}: &{b} [{}]\n", vec![format!("*{a}"); 9].join(",")))
            .collect::<String>()
    );
    let long_line = format!(
        "{{\"title\": \"Long\", \"text\": \"{}\"}}\n{{\"title\": \"Next\", \"text\": \"It goes on.\"}}\n",
        "word ".repeat(7_000_000)
    );
    let cases: Vec<(&str, Vec<u8>, i32, &str)> = vec![
        ("nul.txt", b"AKTAU \xE2\x80\x94 A\0 line\0 of text.".to_vec(), 0, "1 new"),
        ("broken.txt", b"A text with \xFF\xFE\xC0 bytes in it that no one wrote.".to_vec(), 0, "1 new"),
        ("empty.txt", Vec::new(), 4, "no text"),
        ("blank.txt", b" \n\t\n ".to_vec(), 4, "no text"),
        ("zeros.txt", vec![0; 4096], 4, "binary"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n".to_vec(), 4, "PNG"),
        ("long.txt", "word ".repeat(10_000_000).into_bytes(), 4, "split it"),
        ("long.jsonl", long_line.into_bytes(), 4, "1 new, 1 quarantined"),
        ("deep.html", format!("<html><body>{}text", "<div>".repeat(1_000_000)).into_bytes(), 4, "nested"),
        ("bomb.md", yaml_bomb.into_bytes(), 4, "YAML"),
        ("deep.jsonl", format!("{{\"text\": {}", "[".repeat(1_000_000)).into_bytes(), 4, "not JSON"),
        ("sql.txt", b"'; DROP TABLE documents; -- \" ) UNION SELECT".to_vec(), 0, "1 new"),
        (
            "unclosed.md",
            b"---\ntitle: \"unclosed\n[text](http://x **bold `code <b \xE2\x80\x9Cquote".to_vec(),
            0,
            "1 new",
        ),
        ("unclosed.html", b"<html><p>An <b>unclosed <i>page <a href=\"x".to_vec(), 0, "1 new"),
    ];
    for (name, content, code, phrase) in cases {
        let desk = Desk::new();
        let said = desk.import(&desk.put(name, content), code);
        assert!(said.contains(phrase), "{name}: {said}");
        assert!(!said.contains("panicked"), "{name}: {said}");
        desk.check(0);
    }
}

#[test]
fn a_file_name_is_no_sql() {
    let desk = Desk::new();
    desk.import(&desk.put("'; DROP TABLE documents; --.txt", TEXT), 0);
    assert_eq!(desk.ask("SELECT count(*) FROM documents"), "1");
}

#[cfg(unix)]
#[test]
fn a_folder_that_leads_back_to_itself_is_passed_over() {
    let desk = Desk::new();
    desk.put("in/sub/a.txt", TEXT);
    std::os::unix::fs::symlink(desk.path("in"), desk.path("in/sub/again")).expect("a link");
    let said = desk.import(&desk.path("in"), 0);
    assert!(said.contains("leads back to") && said.contains("1 new"), "{said}");
}

#[test]
fn nothing_to_read_makes_no_archive() {
    let desk = Desk::new();
    let said = desk.import(&desk.path("missing.txt"), 2);
    assert!(said.contains("there is no such file or folder"), "{said}");
    assert!(!desk.archive().exists());
}

#[test]
fn what_comes_through_a_pipe_is_known_again() {
    let desk = Desk::new();
    let pipe = |text: &str| {
        let mut command = Command::cargo_bin("dateline").expect("the binary");
        command.arg("--db").arg(desk.archive()).args(["import", "-"]).write_stdin(text.to_owned());
        String::from_utf8_lossy(&command.output().expect("it ran").stderr).into_owned()
    };
    assert!(pipe(TEXT).starts_with("1 new"));
    assert!(pipe(TEXT).starts_with("1 unchanged"));
    assert!(pipe("Another text.").starts_with("1 new"));
}

/// A thousand and a half articles of ten kilobytes: more than one batch.
fn many() -> String {
    let record = |i: u64| {
        let words: String = (0..1_400u64).map(|w| format!("w{} ", (i * 7919 + w * w) % 100_003)).collect();
        format!("{}\n", serde_json::json!({ "id": i, "title": format!("Article {i}"), "text": words }))
    };
    (0..1_500).map(record).collect()
}

/// An import of all of `lines` but the end, from a pipe that stays open, so that it cannot be done; and its
/// arguments. It has written its first batch.
fn unfinished(desk: &Desk, lines: &str) -> (Child, ChildStdin, Vec<String>) {
    let archive = desk.archive().to_str().expect("a path").to_owned();
    let arguments = vec!["--db".to_owned(), archive, "import".into(), "--no-extract".into(), "-".into()];
    let mut child = std::process::Command::new(assert_cmd::cargo::cargo_bin!("dateline"))
        .args(&arguments)
        .stdin(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it started");
    let mut stdin = child.stdin.take().expect("a pipe");
    let (first, _) = lines.split_at(lines.len() - 100);
    stdin.write_all(first.as_bytes()).expect("written");
    while written(desk) == 0 {
        assert!(child.try_wait().expect("a child").is_none(), "it ended by itself");
        std::thread::yield_now();
    }
    (child, stdin, arguments)
}

/// How many articles are in, if the archive is there yet.
fn written(desk: &Desk) -> i64 {
    dateline::store::open_read_only(&desk.archive())
        .ok()
        .and_then(|conn| conn.query_row("SELECT count(*) FROM documents", [], |row| row.get::<_, i64>(0)).ok())
        .unwrap_or(0)
}

/// The same import again takes what is missing.
#[track_caller]
fn assert_goes_on(desk: &Desk, arguments: &[String], lines: String) {
    let survived = written(desk);
    assert!((1..1_500).contains(&survived), "{survived} articles survived");
    desk.check(0);
    let mut again = Command::cargo_bin("dateline").expect("the binary");
    let output = again.args(arguments).write_stdin(lines).output().expect("it ran");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.contains(&format!("{survived} unchanged")), "{said}");
    assert_eq!(desk.ask("SELECT count(*) FROM documents"), "1500");
    assert_eq!(desk.ask("SELECT group_concat(status) FROM imports"), "interrupted,done");
    desk.check(0);
}

#[test]
fn a_killed_import_is_completed_by_the_same_command() {
    let desk = Desk::new();
    let lines = many();
    let (mut child, stdin, arguments) = unfinished(&desk, &lines);
    child.kill().expect("killed");
    child.wait().expect("a child");
    drop(stdin);
    assert_goes_on(&desk, &arguments, lines);
}

#[cfg(unix)]
#[test]
fn an_import_that_is_interrupted_finishes_its_batch_and_says_how_to_go_on() {
    let desk = Desk::new();
    let lines = many();
    let (mut child, stdin, arguments) = unfinished(&desk, &lines);
    let kill = std::process::Command::new("kill").args(["-INT", &child.id().to_string()]).status().expect("kill");
    assert!(kill.success());
    let mut said = BufReader::new(child.stderr.take().expect("a pipe"));
    let mut heard = String::new();
    while !heard.contains("finishing what is in hand") {
        assert_ne!(said.read_line(&mut heard).expect("words"), 0, "it said only: {heard}");
    }
    drop(stdin);
    said.read_to_string(&mut heard).expect("words");
    assert_eq!(child.wait().expect("a child").code(), Some(130), "{heard}");
    assert!(heard.contains("the same command goes on"), "{heard}");
    assert_goes_on(&desk, &arguments, lines);
}

/// Articles of one person, whom each names differently, and the name that the archive has for him.
#[track_caller]
fn named(desk: &Desk, texts: &[&str]) -> String {
    let records = texts.iter().enumerate().map(|(i, text)| {
        let number = ["one", "two", "three", "four", "five", "six", "seven"][i];
        format!("{}\n", serde_json::json!({ "id": i, "title": format!("Report {number}"), "text": text }))
    });
    desk.import(&desk.put(&format!("{}.jsonl", texts.len()), records.collect::<String>()), 0);
    desk.check(0);
    desk.ask("SELECT name || ', ' || documents FROM people ORDER BY documents DESC, id LIMIT 1")
}

#[test]
fn a_person_is_called_what_most_documents_say() {
    let desk = Desk::new();
    let first = [
        "ASTANA — Kazakh Energy Minister DANIYAR BOLATULY SARSENOV opened a pumping station on Tuesday.",
        "ASTANA — Kazakh Energy Minister Daniyar Sarsenov spoke about a pipeline to Aktau on Friday.",
    ];
    assert_eq!(named(&desk, &first[..1]), "Daniyar Bolatuly Sarsenov, 1");
    let all = [
        first[0],
        first[1],
        "AKTAU — Kazakh Energy Minister Daniyar Sarsenov visited the harbour on Monday.",
        "AKTAU — Energy Minister Sarsenov of Kazakhstan left the harbour on Wednesday.",
    ];
    assert_eq!(named(&desk, &all), "Daniyar Sarsenov, 4");
    assert!(
        desk.ask("SELECT group_concat(alias) FROM aliases WHERE kind = 'person'").contains("Daniyar Bolatuly Sarsenov")
    );
    assert_eq!(desk.ask("SELECT c.code FROM people p JOIN countries c ON c.id = p.country"), "KZ");
}

#[test]
fn a_family_name_becomes_the_person_whose_post_it_has() {
    let desk = Desk::new();
    desk.import(&desk.put("a.txt", "Daniyar Sarsenov, a reader of maps, came to the harbour."), 0);
    let lone = "President Sarsenov opened a bridge. Mr Sarsenov said: “It will carry trains and water.”";
    desk.import(&desk.put("b.txt", lone), 0);
    assert_eq!(desk.ask("SELECT group_concat(id || ' ' || name) FROM people"), "1 Daniyar Sarsenov,2 Sarsenov");
    desk.import(&desk.put("c.txt", "Daniyar Sarsenov, the president of Kazakhstan, arrived on Monday."), 0);
    desk.check(0);
    let people =
        "SELECT group_concat(name || ', ' || documents || ' documents, ' || mentions || ' mentions') FROM people";
    assert_eq!(desk.ask(people), "Daniyar Sarsenov, 3 documents, 4 mentions");
    assert_eq!(desk.ask("SELECT speaker FROM quotes"), "1");
    // The number that the family name had leads on, and nobody else gets it.
    desk.import(&desk.put("d.txt", "Elchin Mammadzade, a poet, left on Tuesday."), 0);
    assert_eq!(desk.ask("SELECT id FROM people WHERE name LIKE 'Elchin%'"), "3");
    let output = desk.run(&["query", "--format", "tsv", "docs @person/2 | count"]);
    assert_eq!(String::from_utf8_lossy(&output.stdout), "count\n3\n");
}

#[test]
fn a_post_that_one_text_of_many_tells_is_doubtful() {
    let desk = Desk::new();
    let told = |title: &str, times: usize| {
        (0..times)
            .map(|i| {
                let text = format!("{title} Daniyar Sarsenov of Kazakhstan opened line number {i} of the water works.");
                format!(
                    "{}\n",
                    serde_json::json!({ "id": format!("{title} {i}"), "title": format!("{title} {i}"), "text": text })
                )
            })
            .collect::<String>()
    };
    let records = told("Secretary of State", 51) + &told("Secretary", 3) + &told("Prime Minister", 1);
    desk.import(&desk.put("a.jsonl", records), 0);
    let standings = "SELECT group_concat(post || ': ' || standing, ', ' ORDER BY post) FROM roles";
    assert_eq!(desk.ask(standings), "prime minister: doubtful, secretary: general, secretary of state: held");
    let output = desk.run(&["query", "--format", "tsv", "people role:\"prime minister\" | count"]);
    assert_eq!(String::from_utf8_lossy(&output.stdout), "count\n0\n");
    let output = desk.run(&["query", "--format", "tsv", "people country:kz | select role"]);
    assert_eq!(String::from_utf8_lossy(&output.stdout), "role\nsecretary of state\n");
}

#[test]
fn an_import_beside_another_says_that_it_must_wait() {
    let desk = Desk::new();
    desk.import(&desk.put("a.txt", TEXT), 0);
    let other = Connection::open(desk.archive()).expect("the archive");
    other.execute_batch("BEGIN IMMEDIATE").expect("the lock");
    let said = desk.import(&desk.put("b.txt", "Another text."), 3);
    assert!(said.contains("in use by another dateline"), "{said}");
}

#[test]
fn damage_is_found() {
    let desk = Desk::new();
    desk.import(&desk.put("a.txt", TEXT), 0);
    desk.check(0);
    let sound = std::fs::read(desk.archive()).expect("the archive");
    for (damage, found) in [
        ("UPDATE mentions SET start = start + 1 WHERE ordinal = 0", "offsets of mentions"),
        ("UPDATE sentences SET length = length + 1000 WHERE ordinal = 1", "offsets of sentences"),
        ("UPDATE quotes SET text = 'Nobody said this.'", "offsets of quotes"),
        ("UPDATE quotes SET text = 'Nobody said this.'", "full text of quotes"),
        ("UPDATE documents SET body = body || ' And more.'", "full text of documents"),
        ("UPDATE people SET documents = documents + 1", "counts of"),
        ("UPDATE people SET documents_once = documents_once + 1", "counts of"),
        ("UPDATE countries SET last_day = 20300101 WHERE code = 'KZ'", "counts of"),
        ("UPDATE document_countries SET mentions = mentions + 1", "links from documents"),
        ("UPDATE documents SET day = 20200101", "links from documents"),
        ("DELETE FROM people", "what mentions and aliases name"),
        ("DELETE FROM people", "references between tables"),
        ("INSERT INTO aliases VALUES ('x', 'organization', 99999, 'name', 'X', 0)", "what mentions and aliases name"),
    ] {
        std::fs::write(desk.archive(), &sound).expect("written");
        let conn = Connection::open(desk.archive()).expect("the archive");
        conn.execute_batch("PRAGMA foreign_keys = OFF").expect("off");
        assert!(conn.execute(damage, []).expect(damage) > 0, "{damage}: nothing was damaged");
        drop(conn);
        let said = desk.check(3);
        let wrong: Vec<&str> = said.lines().filter(|line| line.starts_with("WRONG")).collect();
        assert!(wrong.iter().any(|line| line.contains(found)), "{damage}: {wrong:?}");
    }
}
