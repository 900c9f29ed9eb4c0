//! How well pages are read: title, date and author exact, and the words of the body.
//!
//! `cargo run --release --example pages -- FOLDER [OTHERS.jsonl]`: FOLDER holds pages as `Name_….html.gz` and
//! beside them `Name.json` with `{version: {title, authors, publishing_date, body: {summary, sections}}}`;
//! OTHERS holds what another program made of them, `{file, title, date, authors, body}` a line, as
//! `tools/peers/pages_trafilatura.py` writes it.

use std::collections::{BTreeSet, HashMap};
use std::error::Error;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use dateline::import::{Extraction, Limits, Mapping, Options, Voice, import};
use serde_json::Value;
use walkdir::WalkDir;

/// What is known, or was found, of a page.
#[derive(Default)]
struct Page {
    title: String,
    /// YYYY-MM-DD; of what is known, the day there and the day in UTC.
    days: BTreeSet<String>,
    authors: BTreeSet<String>,
    body: String,
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().ok_or("which folder?")?;
    let pages: Vec<PathBuf> = WalkDir::new(folder)
        .sort_by_file_name()
        .into_iter()
        .filter_map(|entry| Some(entry.ok()?.into_path()))
        .filter(|path| path.to_string_lossy().ends_with(".html.gz"))
        .collect();
    let known: HashMap<String, Page> = pages.iter().filter_map(|path| Some((name(path), gold(path)?))).collect();
    println!("{} pages\n\nprogram      title    date  author  body F1", known.len());
    row("dateline", &known, &ours(&pages)?);
    if let Some(file) = arguments.next() {
        row("the other", &known, &others(&std::fs::read_to_string(file)?)?);
    }
    Ok(())
}

fn name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// What the page's JSON says; of several versions the one whose date is nearest to that in the page's name.
fn gold(path: &Path) -> Option<Page> {
    let file = name(path);
    let (outlet, taken) = file.trim_end_matches(".html.gz").split_once('_')?;
    let taken = taken.replace('_', "-");
    let text = std::fs::read_to_string(path.with_file_name(format!("{outlet}.json"))).ok()?;
    let versions: HashMap<String, Value> = serde_json::from_str(&text).ok()?;
    let day = |text: &str| text.get(..10)?.parse::<chrono::NaiveDate>().ok();
    let distance = |version: &Value| {
        let published = day(version["publishing_date"].as_str().unwrap_or_default())?;
        Some((published - day(&taken)?).num_days().abs())
    };
    let version = versions.values().min_by_key(|version| distance(version).unwrap_or(i64::MAX))?;
    let date = version["publishing_date"].as_str().unwrap_or_default();
    let utc = chrono::DateTime::parse_from_str(&date.replace(' ', "T"), "%Y-%m-%dT%H:%M:%S%.f%:z").ok();
    let days = [date.get(..10).map(str::to_owned), utc.map(|d| d.to_utc().date_naive().to_string())];
    let mut body = texts(&version["body"]["summary"]);
    for section in version["body"]["sections"].as_array().into_iter().flatten() {
        body.extend(texts(&section["headline"]));
        body.extend(texts(&section["paragraphs"]));
    }
    Some(Page {
        title: line(version["title"].as_str().unwrap_or_default()),
        days: days.into_iter().flatten().collect(),
        authors: texts(&version["authors"]).iter().map(|author| line(author)).collect(),
        body: body.join("\n"),
    })
}

fn texts(value: &Value) -> Vec<String> {
    value.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
}

/// What an import makes of the pages.
fn ours(pages: &[PathBuf]) -> Result<HashMap<String, Page>, Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let options = Options {
        archive: folder.path().join("archive.db"),
        paths: pages.to_vec(),
        today: chrono::Local::now().date_naive(),
        extraction: Extraction::Full,
        lexicon: dateline::gazetteer::Lexicon::default(),
        mapping: Mapping::default(),
        limits: Limits::default(),
        voice: Voice::Quiet,
    };
    let conn = import(&options, &AtomicBool::new(false))?.conn;
    let mut statement = conn.prepare(
        "SELECT l.locator, d.title, d.published, d.byline, d.body FROM document_locators l \
         JOIN documents d ON d.id = l.document WHERE l.kind = 'path'",
    )?;
    let found = statement.query_map([], |row| {
        let authors: Option<String> = row.get(3)?;
        let page = Page {
            title: line(&row.get::<_, String>(1)?),
            days: row.get::<_, Option<String>>(2)?.into_iter().collect(),
            authors: authors.iter().flat_map(|all| all.split(", ")).map(line).collect(),
            body: row.get(4)?,
        };
        Ok((name(Path::new(&row.get::<_, String>(0)?)), page))
    })?;
    Ok(found.collect::<Result<_, _>>()?)
}

fn others(lines: &str) -> Result<HashMap<String, Page>, Box<dyn Error>> {
    let page = |text: &str| -> Result<(String, Page), Box<dyn Error>> {
        let value: Value = serde_json::from_str(text)?;
        let field = |name: &str| value[name].as_str().unwrap_or_default().to_owned();
        let page = Page {
            title: line(&field("title")),
            days: [field("date")].into_iter().filter(|day| !day.is_empty()).collect(),
            authors: texts(&value["authors"]).iter().map(|author| line(author)).collect(),
            body: field("body"),
        };
        Ok((field("file"), page))
    };
    lines.lines().map(page).collect()
}

/// On one line, in lower case, with plain quotation marks.
fn line(text: &str) -> String {
    let plain = text.replace(['\u{2018}', '\u{2019}'], "'").replace(['\u{201c}', '\u{201d}'], "\"").to_lowercase();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn row(program: &str, known: &HashMap<String, Page>, found: &HashMap<String, Page>) {
    let nothing = Page::default();
    let share = |right: &dyn Fn(&Page, &Page) -> f64| {
        let sum: f64 = known.iter().map(|(file, page)| right(page, found.get(file).unwrap_or(&nothing))).sum();
        100.0 * sum / known.len().max(1) as f64
    };
    let one = |right: bool| if right { 1.0 } else { 0.0 };
    let same_day =
        |a: &Page, b: &Page| a.days.is_empty() && b.days.is_empty() || a.days.intersection(&b.days).count() > 0;
    println!(
        "{program:<10} {:>7.1} {:>7.1} {:>7.1} {:>8.1}",
        share(&|a, b| one(a.title == b.title)),
        share(&|a, b| one(same_day(a, b))),
        share(&|a, b| one(a.authors == b.authors)),
        share(&|a, b| f1(&a.body, &b.body)),
    );
    if std::env::var_os("DIFFERENCES").is_some() {
        for (file, page) in known {
            let other = found.get(file).unwrap_or(&nothing);
            let f1 = f1(&page.body, &other.body);
            if page.title != other.title || !same_day(page, other) || page.authors != other.authors || f1 < 0.8 {
                println!(
                    "{file} {f1:.2}\n  {:?} {:?} {:?}\n  {:?} {:?} {:?}",
                    page.title, page.days, page.authors, other.title, other.days, other.authors
                );
            }
        }
    }
}

/// Of the words, each counted as often as it stands.
fn f1(known: &str, found: &str) -> f64 {
    let words = |text: &str| -> HashMap<String, usize> {
        let mut words = HashMap::new();
        for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
            *words.entry(word.to_lowercase()).or_default() += 1;
        }
        words
    };
    let (known, found) = (words(known), words(found));
    let common: usize = known.iter().map(|(word, n)| (*n).min(found.get(word).copied().unwrap_or(0))).sum();
    let all = known.values().sum::<usize>() + found.values().sum::<usize>();
    if all == 0 { 1.0 } else { 2.0 * common as f64 / all as f64 }
}
