//! How fast facts are extracted on one core, and which stage takes how much of it.
//!
//! ```text
//! cargo bench --bench speed [-- FILE [COUNT]]
//! ```
//!
//! FILE holds articles as JSON Lines of `{title, text}`, by default the White House texts of `../shared/data`, of
//! which COUNT (2,000) are taken evenly; where there is no such file, the project's samples are repeated. At last all of it
//! goes through as a single line of 50 MB, which has to take no longer per character.

use std::collections::HashMap;
use std::error::Error;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use dateline::extract::{Context, extract_watched};
use dateline::text::{Text, normalise};
use flate2::read::MultiGzDecoder;

const COUNT: usize = 2000;
const LINE: usize = 50_000_000;

type Failure = Box<dyn Error>;

struct Article {
    title: String,
    text: String,
}

fn main() -> Result<(), Failure> {
    // `cargo bench` adds its own flag.
    let mut args = std::env::args().skip(1).filter(|arg| !arg.starts_with("--"));
    let file = args.next().map_or_else(|| PathBuf::from("../shared/data/documents/whitehouse.jsonl.gz"), PathBuf::from);
    let count = args.next().map_or(Ok(COUNT), |n| n.parse())?;
    let articles = if file.exists() { read(&file, count)? } else { samples(count)? };
    run(&articles[..1]); // parses the gazetteers, which a program does once
    report(&format!("{} articles", articles.len()), &articles);

    let mut line = String::with_capacity(LINE + LINE / 8);
    for article in articles.iter().cycle().take_while(|article| !article.text.is_empty()) {
        if line.len() >= LINE {
            break;
        }
        line.extend(article.text.split_whitespace().flat_map(|word| [word, " "]));
    }
    report("one line", &[Article { title: String::new(), text: line }]);
    Ok(())
}

/// Articles of the file, evenly spread over it.
fn read(file: &Path, count: usize) -> Result<Vec<Article>, Failure> {
    let mut articles = Vec::new();
    for line in BufReader::new(MultiGzDecoder::new(File::open(file)?)).lines() {
        let value: serde_json::Value = serde_json::from_str(&line?)?;
        let part = |name: &str| value[name].as_str().unwrap_or_default().to_owned();
        articles.push(Article { title: part("title"), text: part("text") });
    }
    let step = (articles.len() / count.max(1)).max(1);
    Ok(articles.into_iter().step_by(step).take(count).collect())
}

/// The plain texts among the samples, again and again.
fn samples(count: usize) -> Result<Vec<Article>, Failure> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/articles/wire");
    let mut texts = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        texts.push(std::fs::read_to_string(entry?.path())?);
    }
    let article = |text: &String| Article { title: String::new(), text: text.clone() };
    Ok(texts.iter().cycle().take(count).map(article).collect())
}

/// Time per stage, in the order in which stages ended.
fn run(articles: &[Article]) -> Vec<(&'static str, Duration)> {
    let mut order = Vec::new();
    let mut spent: HashMap<&'static str, Duration> = HashMap::new();
    for article in articles {
        let mut last = Instant::now();
        let mut watch = |stage: &'static str| {
            let now = Instant::now();
            let sum = spent.entry(stage).or_insert_with(|| {
                order.push(stage);
                Duration::ZERO
            });
            *sum += now - last;
            last = now;
        };
        let body = normalise(&article.text);
        watch("normalise");
        let text = Text::new(body);
        watch("sentences and tokens");
        let title = Some(article.title.as_str()).filter(|title| !title.is_empty());
        std::hint::black_box(extract_watched(&text, &Context { title, ..Context::default() }, &mut watch));
    }
    order.into_iter().map(|stage| (stage, spent[stage])).collect()
}

fn report(what: &str, articles: &[Article]) {
    let characters: usize = articles.iter().map(|article| article.text.chars().count()).sum();
    let stages = run(articles);
    let total: Duration = stages.iter().map(|(_, spent)| *spent).sum();
    let rate = characters as f64 / total.as_secs_f64() / 1e6;
    println!("{what}: {characters} characters in {:.2} s, {rate:.2} million a second", total.as_secs_f64());
    for (stage, spent) in stages {
        println!("  {stage:<24}{:>6.1} %", 100.0 * spent.as_secs_f64() / total.as_secs_f64());
    }
}
