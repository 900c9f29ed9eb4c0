//! How fast questions are answered in archives of growing size, beside others who do the same work in the same run.
//!
//! ```text
//! cargo bench --bench queries [-- SIZE …] [--db FILE] [--texts FOLDER] [--only WORD] [--runs N] [--no-peers]
//! ```
//!
//! SIZEs are numbers of documents (10000 100000; a million takes 20 minutes to make and 10 GB). FILE is an archive to ask
//! instead. FOLDER holds the texts, by default `../shared/data`; where they are not, the project's samples are taken.
//! Archives are made once, kept in `target/tmp`, and looked through by `dateline check`; `grow.rs` says how they are made
//! and what they have in common with archives that were imported article by article.
//!
//! Each question is asked once for the caches' sake and then so many times (7), by turns with its peers, so that whatever
//! else the machine does falls on all alike. Times are of the processor, as Linux tells them. What is printed is the best, the median, the slowest but one in twenty, and how many
//! times as long the peers' medians are. A time is from the question's text to its last row fetched, on an open archive;
//! peers have their questions as SQL or words, and what they need to index they have indexed before. `tools/peers/venv.sh`
//! installs them; those that are not there are named and left out.

mod base;
mod cast;
mod days;
mod grow;
mod names;
mod peers;
mod process;
mod questions;
mod tables;

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use chrono::NaiveDate;
use dateline::lang;
use dateline::query::answer::{Column, Sink, Value};
use dateline::query::{self, Options};
use rusqlite::Connection;

use cast::Cast;
use peers::{Answer, Peers};
use questions::{Goal, Peer, QUESTIONS, Question};

pub type Outcome<T> = Result<T, Box<dyn Error>>;

const SIZES: [usize; 2] = [10_000, 100_000];

struct Asked {
    only: Option<String>,
    runs: usize,
    peers: bool,
}

fn main() -> Outcome<()> {
    let mut args = std::env::args().skip(1).filter(|arg| arg != "--bench");
    let mut sizes = Vec::new();
    let (mut archive, mut texts) = (None, PathBuf::from("../shared/data"));
    let mut asked = Asked { only: None, runs: 7, peers: true };
    while let Some(arg) = args.next() {
        let mut value = || args.next().ok_or_else(|| format!("{arg} wants a value"));
        match arg.as_str() {
            "--db" => archive = Some(PathBuf::from(value()?)),
            "--texts" => texts = value()?.into(),
            "--only" => asked.only = Some(value()?),
            "--runs" => asked.runs = value()?.parse()?,
            "--no-peers" => asked.peers = false,
            size => sizes.push(size.parse::<usize>().map_err(|_| format!("{size} is no number of documents"))?),
        }
    }
    if let Some(archive) = archive {
        return measure(&archive, &asked);
    }
    if sizes.is_empty() {
        sizes.extend(SIZES);
    }
    for size in sizes {
        measure(&made(size, &texts)?, &asked)?;
    }
    Ok(())
}

/// The archive of that size, made now or before.
fn made(size: usize, texts: &Path) -> Outcome<PathBuf> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("queries");
    std::fs::create_dir_all(&folder)?;
    let base = folder.join("base.db");
    if !base.exists() {
        println!("importing the base");
        let unfinished = folder.join("unfinished.db");
        remove(&unfinished);
        base::import(&unfinished, texts)?;
        std::fs::rename(unfinished, &base)?;
    }
    let archive = folder.join(format!("{size}.db"));
    if !archive.exists() {
        println!("making an archive of {size} documents");
        let (unfinished, begun) = (folder.join("unfinished.db"), Instant::now());
        remove(&unfinished);
        std::fs::copy(&base, &unfinished)?;
        let documents = grow::grow(&unfinished, size)?;
        println!("  {documents} documents in {:.0} s", begun.elapsed().as_secs_f64());
        let check = Command::new(env!("CARGO_BIN_EXE_dateline")).arg("--db").arg(&unfinished).arg("check").output()?;
        if !check.status.success() {
            return Err(format!("the archive is not in order:\n{}", String::from_utf8_lossy(&check.stdout)).into());
        }
        println!("  dateline check finds it in order");
        std::fs::rename(unfinished, &archive)?;
    }
    // One that an older dateline made is brought to the present schema.
    drop(dateline::store::create_or_open(&archive)?);
    Ok(archive)
}

fn remove(archive: &Path) {
    for suffix in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(format!("{}{suffix}", archive.display()));
    }
}

fn measure(path: &Path, asked: &Asked) -> Outcome<()> {
    let mut archive = dateline::store::open_read_only(path)?;
    let mut options = Options::new(NaiveDate::from_ymd_opt(2026, 9, 1).ok_or("a day")?);
    options.stop = query::guard(&mut archive)?;
    let documents = documents(&archive)?;
    println!("\n{documents} documents, {} MB", path.metadata()?.len() / 1_000_000);
    // Whoever is chosen reads much: by a connection of its own.
    let cast = Cast::choose(&dateline::store::open_read_only(path)?, documents)?;
    for told in cast.told() {
        println!("  {told}");
    }
    let mut peers = if asked.peers { Some(Peers::start(path, documents)?) } else { None };
    println!("\n{:>9}{:>9}{:>9}{:>8}  question", "best", "median", "p95", "rows");
    let (mut kept, mut missed) = (0, Vec::new());
    for question in QUESTIONS {
        let text = cast.fill(question.text);
        if asked.only.as_ref().is_some_and(|only| !question.text.contains(only.as_str())) {
            continue;
        }
        let median = ask_all(&archive, &options, &mut peers, question, &text, &cast, asked.runs)?;
        match goal(question.goal) {
            Some(goal) if median > goal => missed.push(text),
            Some(_) => kept += 1,
            None => {}
        }
    }
    println!(
        "\n{kept} questions within their goals (lists and ranking 20 ms, pivots and buckets 150 ms), {} not:",
        missed.len()
    );
    for text in missed {
        println!("  {text}");
    }
    if let Some(peak) = process::peak_memory() {
        println!("\npeak memory of all of this: {peak} MiB");
    }
    let whole = |run: &dyn Fn() -> Outcome<Duration>| -> Outcome<Times> {
        run()?;
        Ok(Times::of((0..asked.runs * 2).map(|_| run()).collect::<Outcome<_>>()?))
    };
    let country = cast.fill("@{country}");
    println!("from start to answer of {country}: {}", whole(&|| process::answer(path, &country))?);
    println!("from start to the shell's prompt: {}", whole(&|| process::prompt(path))?);
    Ok(())
}

fn documents(archive: &Connection) -> Outcome<usize> {
    let sql = "SELECT count(*) FROM documents INDEXED BY documents_day";
    Ok(archive.query_row(sql, [], |row| row.get::<_, i64>(0))? as usize)
}

fn goal(goal: Goal) -> Option<Duration> {
    match goal {
        Goal::List => Some(Duration::from_millis(20)),
        Goal::Pivot => Some(Duration::from_millis(150)),
        Goal::Open => None,
    }
}

/// Asks a question and its peers by turns, prints what came of it, and gives the median of ours.
fn ask_all(
    archive: &Connection,
    options: &Options,
    peers: &mut Option<Peers>,
    question: &Question,
    text: &str,
    cast: &Cast,
    runs: usize,
) -> Outcome<Duration> {
    let mut ours = Vec::new();
    let mut rows = 0;
    let mut theirs: Vec<(Peer, String, Vec<Duration>, u64)> = Vec::new();
    if peers.is_some() {
        theirs.extend(question.peers.iter().map(|(peer, text)| (*peer, cast.fill(text), Vec::new(), 0)));
    }
    for run in 0..=runs {
        let answer = ask(archive, text, options)?;
        rows = answer.rows;
        ours.push(answer.took);
        for (peer, text, took, rows) in &mut theirs {
            let Some(peers) = peers else { continue };
            if let Some(answer) = peers.ask(*peer, text)? {
                *rows = answer.rows;
                took.push(answer.took);
            }
        }
        if run == 0 {
            ours.clear();
            theirs.iter_mut().for_each(|(_, _, took, _)| took.clear());
        }
    }
    let ours = Times::of(ours);
    println!("{}{}{}{rows:>8}  {text}", milliseconds(ours.best), milliseconds(ours.median), milliseconds(ours.late));
    for (peer, _, took, rows) in theirs.into_iter().filter(|(_, _, took, _)| !took.is_empty()) {
        let median = Times::of(took).median;
        let ratio = median.as_secs_f64() / ours.median.as_secs_f64();
        println!("{:>9}{}{:>9}{rows:>8}    {peer:?}: {ratio:.2} times ours", "", milliseconds(median), "");
    }
    Ok(ours.median)
}

/// One question, from its text to its last row.
fn ask(archive: &Connection, text: &str, options: &Options) -> Outcome<Answer> {
    let wrong = |findings: Vec<lang::Diagnostic>| format!("{text}: {findings:?}");
    let begun = process::busy();
    let query = lang::parse_query(text).map_err(wrong)?;
    let prepared = query::prepare(archive, &query, options).map_err(wrong)?;
    let mut rows = Counted(0);
    query::run(archive, &prepared, options, &mut rows)?;
    Ok(Answer { took: process::busy() - begun, rows: rows.0 })
}

struct Counted(u64);

impl Sink for Counted {
    fn begin(&mut self, _: &[Column]) -> std::io::Result<()> {
        Ok(())
    }

    fn row(&mut self, row: &[Value]) -> std::io::Result<()> {
        std::hint::black_box(row);
        self.0 += 1;
        Ok(())
    }

    fn end(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// The fastest of several times, the middle, and the slowest but one in twenty.
struct Times {
    best: Duration,
    median: Duration,
    late: Duration,
}

impl Times {
    fn of(mut all: Vec<Duration>) -> Times {
        all.sort();
        let at = |share: f64| all.get(((all.len() as f64 * share) as usize).min(all.len().saturating_sub(1))).copied();
        Times {
            best: at(0.0).unwrap_or_default(),
            median: at(0.5).unwrap_or_default(),
            late: at(0.95).unwrap_or_default(),
        }
    }
}

impl std::fmt::Display for Times {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (median, late) = (1e3 * self.median.as_secs_f64(), 1e3 * self.late.as_secs_f64());
        write!(f, "{median:.0} ms, p95 {late:.0} ms")
    }
}

fn milliseconds(time: Duration) -> String {
    let milliseconds = 1e3 * time.as_secs_f64();
    if milliseconds < 10.0 { format!("{milliseconds:>9.2}") } else { format!("{milliseconds:>9.0}") }
}
