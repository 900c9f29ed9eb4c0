//! The archive that all larger ones are made of: real texts, read as any import reads them.

use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::Command;

use flate2::read::MultiGzDecoder;

use crate::Outcome;

/// Articles of the base.
pub const ARTICLES: usize = 10_000;

/// Of so many articles one is printed again by another publisher.
const REPRINTED: usize = 50;

/// Longer texts are left out, in bytes: speeches would fill the disk and say nothing that shorter ones do not.
const LONGEST: usize = 6_000;

/// Shorter ones are not reprinted: nobody can tell that they are copies.
const LONG_ENOUGH: usize = 1_500;

const PUBLISHERS: [&str; 8] = [
    "Silk Wire",
    "Steppe News Agency",
    "Khazar Telegraph",
    "Corridor Review",
    "Harbour Post",
    "Morning Ledger",
    "Northern Courier",
    "Evening Standard Bearer",
];

struct Article {
    title: String,
    date: String,
    text: String,
}

/// Imports the base into a new archive at `path`. The texts are those below `folder`, the White House's and Reuters' by
/// turns; where they are not, the project's samples.
pub fn import(path: &Path, folder: &Path) -> Outcome<()> {
    let sets = ["documents/whitehouse.jsonl.gz", "documents/reuters-first-half.jsonl.gz"];
    let files: Vec<PathBuf> = sets.iter().map(|set| folder.join(set)).filter(|file| file.exists()).collect();
    let articles = if files.is_empty() { samples()? } else { by_turns(&files)? };
    let input = path.with_extension("jsonl");
    write(&input, &articles)?;
    let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
    let status = command.arg("--db").arg(path).args(["import", "-q"]).arg(&input).status()?;
    std::fs::remove_file(&input)?;
    if status.success() { Ok(()) } else { Err(format!("the import of the base ended with {status}").into()) }
}

fn by_turns(files: &[PathBuf]) -> Outcome<Vec<Article>> {
    let mut articles = Vec::new();
    for file in files {
        let mut of_file = read(file)?;
        // Evenly spread over the file, which is in order of date.
        let wanted = ARTICLES / files.len() - ARTICLES / files.len() / REPRINTED;
        let step = of_file.len() as f64 / wanted as f64;
        if step > 1.0 {
            let kept: Vec<usize> = (0..wanted).map(|n| (n as f64 * step) as usize).collect();
            let mut at = 0;
            of_file.retain(|_| {
                at += 1;
                kept.binary_search(&(at - 1)).is_ok()
            });
        }
        articles.append(&mut of_file);
    }
    articles.sort_by(|a, b| a.date.cmp(&b.date));
    Ok(articles)
}

fn read(file: &Path) -> Outcome<Vec<Article>> {
    let mut articles = Vec::new();
    for line in BufReader::new(MultiGzDecoder::new(File::open(file)?)).lines() {
        let value: serde_json::Value = serde_json::from_str(&line?)?;
        let part = |name: &str| value[name].as_str().unwrap_or_default().to_owned();
        let article = Article { title: part("title"), date: part("date"), text: part("text") };
        if (200..LONGEST).contains(&article.text.len()) {
            articles.push(article);
        }
    }
    Ok(articles)
}

fn samples() -> Outcome<Vec<Article>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/articles/wire");
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<Outcome<_>>()?;
    files.sort();
    let article = |file: &PathBuf| {
        let name = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let date = name.get(..10).unwrap_or("2024-01-01").to_owned();
        Ok(Article { title: name, date, text: std::fs::read_to_string(file)? })
    };
    files.iter().map(article).collect()
}

/// As JSON Lines: each under one of the publishers, some a second time under another one's name.
fn write(path: &Path, articles: &[Article]) -> Outcome<()> {
    let mut out = BufWriter::new(File::create(path)?);
    let mut long = 0;
    for (number, article) in articles.iter().enumerate() {
        let publisher = PUBLISHERS[number % PUBLISHERS.len()];
        record(&mut out, &number.to_string(), article, publisher, &article.text)?;
        long += usize::from(article.text.len() >= LONG_ENOUGH);
        // Not all are long enough, so that those that are come oftener.
        if article.text.len() >= LONG_ENOUGH && long % (REPRINTED / 2) == 0 {
            let publisher = PUBLISHERS[(number + 3) % PUBLISHERS.len()];
            let text = format!("{}\n\nFirst published elsewhere.\n", article.text);
            record(&mut out, &format!("{number}-again"), article, publisher, &text)?;
        }
    }
    out.flush()?;
    Ok(())
}

fn record(out: &mut impl Write, id: &str, article: &Article, publisher: &str, text: &str) -> Outcome<()> {
    let Article { title, date, .. } = article;
    let record = serde_json::json!({ "id": id, "title": title, "date": date, "source": publisher, "text": text });
    serde_json::to_writer(&mut *out, &record)?;
    out.write_all(b"\n")?;
    Ok(())
}
