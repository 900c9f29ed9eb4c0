//! How well repeated articles are found: real texts, and edits of them that are made here.
//!
//! `cargo run --release --example duplicates [-- FILE [COUNT]]`: FILE holds articles as JSON Lines of `{title, text}`, by
//! default the Wikinews of `../shared/data`, of which the first COUNT (2,000) of sixty words and more are taken. Each kind
//! of edit is imported into an archive of its own after the texts; an edit is found when it is linked to its own text.

use std::error::Error;
use std::fs::File;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use dateline::gazetteer::Lexicon;
use dateline::import::{Extraction, Limits, Mapping, Options, Voice, import};
use flate2::read::MultiGzDecoder;

const COUNT: usize = 2000;

/// What an editor does: a text, and whatever makes its edit differ from those of other texts.
type Edit = fn(&[&str], &mut Random) -> Vec<String>;

const EDITS: [(&str, Edit); 8] = [
    ("nothing but the title changed", |words, _| owned(words)),
    ("1 word in 100 changed", |words, random| changed(words, 1, random)),
    ("3 words in 100 changed", |words, random| changed(words, 3, random)),
    ("5 words in 100 changed", |words, random| changed(words, 5, random)),
    ("15 words in 100 changed: another text", |words, random| changed(words, 15, random)),
    ("the last tenth cut", |words, _| owned(&words[..words.len() - words.len() / 10])),
    ("the last quarter cut", |words, _| owned(&words[..words.len() - words.len() / 4])),
    ("a paragraph of 30 words put before", |words, random| {
        (0..30).map(|_| random.word()).chain(owned(words)).collect()
    }),
];

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let file =
        arguments.next().map_or_else(|| PathBuf::from("../shared/data/documents/wikinews.jsonl.gz"), PathBuf::from);
    let count = arguments.next().map_or(Ok(COUNT), |n| n.parse())?;
    let texts = read(&file, count)?;
    println!("{} texts\n\n{:<42} recall  precision", texts.len(), "edit");
    for (name, edit) in EDITS {
        let (found, wrong) = measure(&texts, edit)?;
        let recall = 100.0 * found as f64 / texts.len().max(1) as f64;
        let precision = 100.0 * found as f64 / (found + wrong).max(1) as f64;
        println!("{name:<42} {recall:>6.1}  {precision:>9.1}");
    }
    Ok(())
}

fn read(file: &Path, count: usize) -> Result<Vec<String>, Box<dyn Error>> {
    let mut texts = Vec::new();
    for line in BufReader::new(MultiGzDecoder::new(File::open(file)?)).lines() {
        let value: serde_json::Value = serde_json::from_str(&line?)?;
        let text = value["text"].as_str().unwrap_or_default();
        if text.split_whitespace().count() >= 60 {
            texts.push(text.to_owned());
        }
        if texts.len() == count {
            break;
        }
    }
    Ok(texts)
}

/// How many edits were linked to their text, and how many to another that is not the same text.
fn measure(texts: &[String], edit: Edit) -> Result<(usize, usize), Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("all.jsonl");
    let mut file = File::create(&path)?;
    for (i, text) in texts.iter().enumerate() {
        writeln!(file, "{}", serde_json::json!({ "id": format!("t{i}"), "title": format!("Text {i}"), "text": text }))?;
    }
    let mut random = Random(1);
    for (i, text) in texts.iter().enumerate() {
        let words: Vec<&str> = text.split(' ').collect();
        let text = edit(&words, &mut random).join(" ");
        writeln!(file, "{}", serde_json::json!({ "id": format!("e{i}"), "title": format!("Edit {i}"), "text": text }))?;
    }
    drop(file);
    let options = Options {
        archive: folder.path().join("archive.db"),
        paths: vec![path],
        today: chrono::Local::now().date_naive(),
        extraction: Extraction::None,
        lexicon: Lexicon::default(),
        mapping: Mapping::default(),
        limits: Limits::default(),
        voice: Voice::Quiet,
    };
    let conn = import(&options, &AtomicBool::new(false))?.conn;
    // Some texts are in the file twice: the edit of one is rightly linked to the other.
    let mut statement = conn.prepare(
        "SELECT substr(e.title, 6) = substr(t.title, 6) OR t.body = (SELECT body FROM documents WHERE title = 'Text ' || substr(e.title, 6)) \
         OR EXISTS (SELECT 1 FROM document_links x JOIN documents o ON o.title = 'Text ' || substr(e.title, 6) \
                    WHERE x.document IN (o.id, t.id) AND x.other IN (o.id, t.id)) \
         FROM document_links l JOIN documents e ON e.id = l.document JOIN documents t ON t.id = l.other WHERE e.title LIKE 'Edit %'",
    )?;
    let right: Vec<bool> = statement.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    let found = right.iter().filter(|right| **right).count();
    Ok((found, right.len() - found))
}

fn owned(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

/// So many words in a hundred replaced by others.
fn changed(words: &[&str], percent: u64, random: &mut Random) -> Vec<String> {
    let change = |word: &&str| if random.below(100) < percent { random.word() } else { (*word).to_owned() };
    words.iter().map(change).collect()
}

/// The same sequence in each run: Knuth's MMIX generator.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % bound
    }

    fn word(&mut self) -> String {
        format!("x{}", self.below(100_000))
    }
}
