//! Articles and dossiers, as they are read.

use serde_json::Value;

use crate::world;

/// Exit code, stdout, stderr.
fn run(arguments: &[&str]) -> (i32, String, String) {
    let mut command = world::dateline();
    command.env("DATELINE_DB", world::archive()).env("COLUMNS", "80").args(["--today", "2024-12-01"]).args(arguments);
    let output = command.output().expect("the program starts");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("output is UTF-8");
    (output.status.code().unwrap_or(-1), text(output.stdout), text(output.stderr))
}

fn json(arguments: &[&str]) -> Value {
    let (code, out, err) = run(arguments);
    assert_eq!(code, 0, "{err}");
    serde_json::from_str(&out).expect("JSON")
}

/// The rows of a query.
fn rows(query: &str) -> Vec<Value> {
    let (code, out, err) = run(&["query", query, "--format", "json", "--limit", "0"]);
    assert_eq!(code, 0, "{err}");
    serde_json::from_str(&out).expect("JSON")
}

#[test]
fn an_article_is_found_by_number_key_path_and_title() {
    let path =
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/articles/wire/2023-11-15-alat-cable-laying.txt");
    let by_path = json(&["show", path.to_str().expect("UTF-8"), "--format", "json"]);
    let (id, key, title) = (by_path["id"].to_string(), by_path["key"].as_str(), by_path["title"].as_str());
    for words in [id.as_str(), key.expect("a key"), title.expect("a title")] {
        assert_eq!(json(&["show", words, "--format", "json"]), by_path, "{words}");
    }
    let (code, out, err) = run(&["show", "the"]);
    assert_eq!((code, out.as_str()), (1, ""));
    assert!(err.contains("E302") && err.contains("documents have these words") && err.contains("2024-"), "{err}");
    let (code, _, err) = run(&["show", "999999"]);
    assert!(code == 1 && err.contains("no document 999999"), "{err}");
    let (code, _, err) = run(&["show", "nowhere/to/be.found", "--format", "json"]);
    assert!(code == 1 && serde_json::from_str::<Value>(&err).is_ok(), "{err}");
    assert_eq!(run(&["show", "\" OR title : *"]).0, 1, "what is typed is no syntax");
}

#[test]
fn every_passage_is_where_it_says() {
    for row in rows("docs | select id") {
        let article = json(&["show", &row["id"].to_string(), "--format", "json"]);
        let body: Vec<char> = article["body"].as_str().expect("a body").chars().collect();
        let mentions = article["mentions"].as_array().expect("mentions");
        let quotes = article["quotes"].as_array().expect("quotes");
        assert!(!mentions.is_empty(), "{}", article["title"]);
        for fact in mentions.iter().chain(quotes) {
            let (start, length) = (fact["start"].as_u64().expect("start"), fact["length"].as_u64().expect("length"));
            let there: String = body[start as usize..(start + length) as usize].iter().collect();
            assert_eq!(fact["surface"].as_str(), Some(there.as_str()));
            assert!(fact["evidence"].as_str().is_some_and(|sentence| !sentence.is_empty()), "{fact}");
        }
    }
}

#[test]
fn an_article_is_laid_out_within_its_columns_and_its_colours_have_a_legend() {
    let (_, plain, _) = run(&["show", "cable laying"]);
    assert!(plain.lines().all(|line| dateline::text::display_width(line) <= 80), "{plain}");
    for heading in ["People", "Countries", "Projects", "Quotes"] {
        assert!(plain.lines().any(|line| line == heading), "{heading}\n{plain}");
    }
    assert!(plain.contains("(sentence "), "{plain}");
    let (_, coloured, _) = run(&["show", "cable laying", "--color", "always"]);
    assert!(coloured.contains("\u{1b}[35mperson\u{1b}[0m"), "{coloured}");
    // The legend and the blank line above it are all that colour adds.
    let bare = anstream::adapter::strip_str(&coloured).to_string();
    let mut lines: Vec<&str> = bare.lines().collect();
    let legend = lines.iter().position(|line| line.starts_with("person  ")).expect("a legend");
    lines.drain(legend - 1..=legend);
    assert_eq!(lines.join("\n") + "\n", plain);
}

#[test]
fn an_article_as_markup_is_well_formed_and_brings_none_of_its_own() {
    let archive = tempfile::tempdir().expect("a folder");
    let file = archive.path().join("archive.db");
    let article = "ASTANA, Feb. 1 — <script>alert(1)</script> Kazakh President Daniyar Sarsenov said \u{1b}[31m*so* & [x](javascript:y).\n\n# not a heading\n\n- no list";
    let import = world::dateline().arg("--db").arg(&file).args(["import", "-q", "-"]).write_stdin(article).output();
    assert!(import.expect("the program starts").status.success());
    let show = |format: &str| {
        let output = world::dateline().arg("--db").arg(&file).args(["show", "1", "--format", format]).output();
        String::from_utf8(output.expect("the program starts").stdout).expect("UTF-8")
    };
    let html = show("html");
    assert!(html.contains("&lt;script&gt;") && !html.contains("<script>"), "{html}");
    assert!(html.contains("<span class=\"person\">Daniyar Sarsenov</span>"), "{html}");
    let inner = html.split_once("<body>").and_then(|(_, rest)| rest.split_once("</body>")).expect("a body").0;
    roxmltree::Document::parse(&format!("<body>{inner}</body>")).expect("well-formed");
    let markdown = show("markdown");
    assert!(markdown.contains("\n\\# not a heading") && markdown.contains("\n\\- no list"), "{markdown}");
    assert!(markdown.contains("&lt;script&gt;") && markdown.contains("\\[x\\]"), "{markdown}");
    for format in ["text", "markdown", "html", "json"] {
        assert!(!show(format).chars().any(|c| c.is_control() && c != '\n'), "{format}");
    }
}

#[test]
fn every_fact_is_explained() {
    let article = json(&["show", "cable laying", "--format", "json"]);
    let (code, out, err) = run(&["explain", "cable laying", "--format", "jsonl"]);
    assert_eq!(code, 0, "{err}");
    let facts: Vec<Value> = out.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let count = |kind: &str| facts.iter().filter(|fact| fact["fact"] == kind).count();
    let listed = |key: &str| article[key].as_array().map_or(0, Vec::len);
    assert_eq!(
        (count("mention"), count("quote"), count("event")),
        (listed("mentions"), listed("quotes"), listed("events"))
    );
    assert!(count("role") > 0 && count("project") > 0);
    assert!(facts.iter().all(|fact| fact["rule"].is_string() && fact["confidence"].is_number()));
    let (_, text, _) = run(&["explain", "cable laying"]);
    for fact in &facts {
        assert!(text.contains(fact["rule"].as_str().unwrap_or("?")), "{fact}\n{text}");
    }
}

/// The numbers that a value's `sources` hold, wherever they stand in it.
fn cited(value: &Value, numbers: &mut Vec<u64>) {
    match value {
        Value::Object(map) => {
            if let Some(Value::Array(sources)) = map.get("sources") {
                assert!(!sources.is_empty(), "a line without a source: {value}");
                numbers.extend(sources.iter().filter_map(Value::as_u64));
            }
            map.values().for_each(|value| cited(value, numbers));
        }
        Value::Array(list) => list.iter().for_each(|value| cited(value, numbers)),
        _ => {}
    }
}

#[test]
fn every_line_of_a_dossier_has_its_source() {
    for name in ["Daniyar Sarsenov", "kz", "org/Silk Wire", "aktau-alat fibre-optic line"] {
        let mut dossier = json(&["dossier", name, "--format", "json"]);
        let sources = dossier["sources"].take();
        let known: Vec<u64> =
            sources.as_array().expect("sources").iter().filter_map(|s| s["number"].as_u64()).collect();
        dossier.as_object_mut().expect("an object").remove("sources");
        let mut numbers = Vec::new();
        cited(&dossier, &mut numbers);
        numbers.sort_unstable();
        numbers.dedup();
        assert_eq!(numbers, known, "{name}: each number has its document and each document its line");
        assert_eq!(known, (1..=known.len() as u64).collect::<Vec<_>>());
        for format in ["text", "markdown", "html"] {
            let (_, out, _) = run(&["dossier", name, "--format", format]);
            assert!(!out.chars().any(|c| c.is_control() && c != '\n'), "{format}");
            let last = known.len();
            assert!(
                out.contains(&format!("[{last}]"))
                    || out.contains(&format!("#s{last}\""))
                    || out.contains(&format!("\\[{last}\\]")),
                "{format}: {out}"
            );
        }
    }
}

#[test]
fn a_dossier_counts_what_queries_count() {
    for name in ["person/1", "country/KZ", "org/1", "project/1"] {
        let dossier = json(&["dossier", name, "--format", "json"]);
        let count = rows(&format!("docs @{name} | count"))[0]["count"].clone();
        assert_eq!(dossier["documents"], count, "{name}");
        let dated: i64 = rows(&format!("docs @{name} | by year")).iter().filter_map(|row| row["docs"].as_i64()).sum();
        let drawn: i64 =
            dossier["timeline"].as_array().expect("periods").iter().filter_map(|p| p["documents"].as_i64()).sum();
        assert_eq!(drawn, dated, "{name}");
    }
    let quotes = rows("quotes speaker:\"Daniyar Sarsenov\"").len();
    let dossier = json(&["dossier", "Daniyar Sarsenov", "--format", "json"]);
    let (shown, more) = (dossier["quotes"]["shown"].as_array().map_or(0, Vec::len), dossier["quotes"]["more"].as_u64());
    assert!(shown > 0 && shown + more.unwrap_or(0) as usize <= quotes);
}

#[test]
fn a_dossier_keeps_to_its_dates() {
    let bounded = json(&["dossier", "kz", "--since", "2023-05", "--until", "2023-11", "--format", "json"]);
    assert_eq!(bounded["documents"], rows("docs @kz since:2023-05 until:2023-11 | count")[0]["count"]);
    for source in bounded["sources"].as_array().expect("sources") {
        let date = source["date"].as_str().expect("a date");
        assert!(("2023-05".."2023-12").contains(&date), "{source}");
    }
    let (code, _, err) = run(&["dossier", "kz", "--since", "3m"]);
    assert!(code == 2 && err.contains("--since 3m") && err.contains("3mo"), "{err}");
}

#[test]
fn names_of_dossiers_mean_what_they_mean_in_queries() {
    let (code, out, err) = run(&["dossier", "nobodyofthisname"]);
    assert!((code, out.as_str()) == (1, "") && err.contains("error[E302]"), "{err}");
    let (code, _, err) = run(&["dossier", "central asia"]);
    assert!(code == 1 && err.contains("error[E301]"), "{err}");
    let by_code = json(&["dossier", "country/KZ", "--format", "json"]);
    assert_eq!(by_code, json(&["dossier", "@kazakh", "--format", "json"]));
}

#[test]
fn a_dossier_as_a_page_has_a_chart_and_links_to_its_sources() {
    let (_, html, _) = run(&["dossier", "kz", "--format", "html"]);
    let inner = html.split_once("<body>").and_then(|(_, rest)| rest.split_once("</body>")).expect("a body").0;
    let page = format!("<body>{inner}</body>");
    let page = roxmltree::Document::parse(&page).expect("well-formed");
    let bars = page.descendants().filter(|node| node.has_tag_name(("http://www.w3.org/2000/svg", "title"))).count();
    let periods = json(&["dossier", "kz", "--format", "json"])["timeline"].as_array().map_or(0, Vec::len);
    assert_eq!((bars, bars > 1), (periods, true));
    let ids: Vec<&str> = page.descendants().filter_map(|node| node.attribute("id")).collect();
    let links = page.descendants().filter_map(|node| node.attribute("href")?.strip_prefix('#'));
    assert!(links.into_iter().all(|link| ids.contains(&link)), "{ids:?}");
}
