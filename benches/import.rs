//! How imports hold up against a plain loop of inserts, and how they grow: ratios measured side by side in one run.
//!
//! ```text
//! cargo bench --bench import [-- SIZE …] [--extract] [--texts FILE]
//! ```
//!
//! SIZEs are numbers of articles (10000 100000; a million takes an hour and 10 GB). At each they are imported without
//! extraction; the smallest also with it, with `--extract` all. FILE holds articles as JSON Lines of `{title, date,
//! text}`, by default the White House texts of `../shared/data`; where there is no such file, the project's samples are
//! taken. They are repeated until there are enough, each time with so many small words changed that hardly three in a
//! row are as they were: by these an import tells whether texts repeat one another, and two articles that have nothing
//! to do with each other share next to none.
//!
//! Times are by the clock and of the processor; the latter, like the memory, as Linux tells them of a process in `/proc`.

use std::collections::BTreeSet;
use std::error::Error;
use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use flate2::read::MultiGzDecoder;
use rusqlite::Connection;
use rusqlite::types::ToSqlOutput;

const SIZES: [usize; 2] = [10_000, 100_000];

/// Articles held in memory, of which the others are made.
const TEXTS: usize = 20_000;

type Failure = Box<dyn Error>;

struct Article {
    title: String,
    text: String,
}

fn main() -> Result<(), Failure> {
    let mut args = std::env::args().skip(1).filter(|arg| arg != "--bench");
    let mut sizes = BTreeSet::new();
    let (mut extract, mut file) = (false, PathBuf::from("../shared/data/documents/whitehouse.jsonl.gz"));
    while let Some(arg) = args.next() {
        match arg.as_str() {
            // This program starts itself, so that the loop is measured as the import is.
            PLAIN => return plain(&args.next().ok_or("an archive")?, &args.next().ok_or("a target")?),
            "--extract" => extract = true,
            "--texts" => file = args.next().ok_or("--texts FILE")?.into(),
            size => drop(sizes.insert(size.parse::<usize>().map_err(|_| format!("{size} is no number of articles"))?)),
        }
    }
    if sizes.is_empty() {
        sizes.extend(SIZES);
    }
    let texts = if file.exists() { read(&file)? } else { samples()? };
    let folder = tempfile::tempdir()?;
    println!("{} texts, repeated with other words; {} processors", texts.len(), processors());
    let mut first: Option<(usize, [Option<Cost>; 2])> = None;
    for (number, size) in sizes.into_iter().enumerate() {
        let input = folder.path().join("articles.jsonl");
        let bytes = write(&input, &texts, size)?;
        println!("\n{size} articles, {} MB", bytes / 1_000_000);
        let archive = folder.path().join("archive.db");
        let bare = import(&archive, &input, &["--no-extract"])?;
        bare.print("import --no-extract", size);
        let plain_archive = folder.path().join("plain.db");
        let me = std::env::current_exe()?;
        let plain = measured(Command::new(me).arg(PLAIN).arg(&archive).arg(&plain_archive))?;
        plain.print("a plain loop", size);
        let ratio = |of: fn(&Cost) -> Duration| of(&plain).as_secs_f64() / of(&bare).as_secs_f64();
        println!(
            "  the loop takes {:.2} times the import's time by the clock, {:.2} times that of its thread that writes, {:.2} times that of all",
            ratio(|cost| cost.wall),
            ratio(|cost| cost.main),
            ratio(|cost| cost.cpu)
        );
        remove(&plain_archive);
        let full = if extract || number == 0 {
            let full = import(&archive, &input, &[])?;
            full.print("import", size);
            let busy = full.cpu.as_secs_f64() / full.wall.as_secs_f64() / processors() as f64;
            println!("  {:.0} % of all processors busy", 100.0 * busy);
            let stored = archive.metadata()?.len();
            println!("  the archive is {:.2} times its texts", stored as f64 / bytes as f64);
            Some(full)
        } else {
            None
        };
        remove(&archive);
        let costs = [Some(bare), full];
        match &first {
            None => first = Some((size, costs)),
            Some((smallest, before)) => {
                for (what, (now, then)) in ["--no-extract", "with extraction"].iter().zip(costs.iter().zip(before)) {
                    let (Some(now), Some(then)) = (now, then) else { continue };
                    let ratio = now.cpu.as_secs_f64() / size as f64 / (then.cpu.as_secs_f64() / *smallest as f64);
                    println!("  {what}: an article takes {ratio:.2} times what it takes at {smallest}");
                }
            }
        }
    }
    Ok(())
}

/// Beginning of the texts, spread over the file.
fn read(file: &Path) -> Result<Vec<Article>, Failure> {
    let mut articles = Vec::new();
    for line in BufReader::new(MultiGzDecoder::new(File::open(file)?)).lines().take(TEXTS) {
        let value: serde_json::Value = serde_json::from_str(&line?)?;
        let part = |name: &str| value[name].as_str().unwrap_or_default().to_owned();
        let article = Article { title: part("title"), text: part("text") };
        // A headline alone is set aside by an import, and is none of the rows that are compared.
        if !article.text.trim().is_empty() {
            articles.push(article);
        }
    }
    Ok(articles)
}

fn samples() -> Result<Vec<Article>, Failure> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/articles/wire");
    let mut texts = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        texts.push(Article { title: String::new(), text: std::fs::read_to_string(entry?.path())? });
    }
    Ok(texts)
}

/// Writes so many articles as JSON Lines; gives the bytes of their texts. The first of each is as it was read.
fn write(path: &Path, texts: &[Article], size: usize) -> Result<u64, Failure> {
    let mut out = BufWriter::new(File::create(path)?);
    let mut bytes = 0;
    for number in 0..size {
        let article = &texts[number % texts.len()];
        let round = number / texts.len();
        let text = if round == 0 { article.text.clone() } else { varied(&article.text, round) };
        bytes += text.len() as u64;
        // A day of its own for every twenty articles, from 1950 on.
        let day = number / 20;
        let date = format!("{}-{:02}-{:02}", 1950 + day / 336 % 75, day / 28 % 12 + 1, day % 28 + 1);
        let title = format!("{} {number}", article.title);
        serde_json::to_writer(
            &mut out,
            &serde_json::json!({ "id": number, "title": title, "date": date, "text": text }),
        )?;
        out.write_all(b"\n")?;
    }
    out.flush()?;
    Ok(bytes)
}

/// The text with a small word changed wherever two stand before it that are not: names stay where they are.
fn varied(text: &str, round: usize) -> String {
    let is_small = |word: &&str| word.len() > 2 && word.bytes().all(|byte| byte.is_ascii_lowercase());
    let small: Vec<&str> = text.split(' ').filter(is_small).collect();
    let mut out = String::with_capacity(text.len() + 64);
    let mut kept = round % 3;
    for (number, word) in text.split(' ').enumerate() {
        if number > 0 {
            out.push(' ');
        }
        let changes = kept >= 2 && is_small(&word);
        kept = if changes { 0 } else { kept + 1 };
        out.push_str(if changes { small[(number * 7919 + round * 104_729) % small.len()] } else { word });
    }
    out
}

fn import(archive: &Path, input: &Path, flags: &[&str]) -> Result<Cost, Failure> {
    remove(archive);
    let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
    command.arg("--db").arg(archive).args(["import", "-q"]).args(flags).arg(input);
    measured(&mut command)
}

/// The argument by which this program is the loop.
const PLAIN: &str = "--plain-loop";

/// All rows that the archive holds of its articles, put one by one into the same tables of a new database, with full
/// text and everything else as SQLite has it unless it is told.
fn plain(archive: &str, target: &str) -> Result<(), Failure> {
    let from = Connection::open(archive)?;
    let to = Connection::open(target)?;
    to.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(()))?;
    to.pragma_update(None, "synchronous", "NORMAL")?;
    to.pragma_update(None, "foreign_keys", false)?;
    to.execute_batch(dateline::store::SCHEMA)?;
    to.execute_batch("BEGIN")?;
    let sql =
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE '%fts%' AND name NOT LIKE 'sqlite%'";
    let tables: Vec<String> = from.prepare(sql)?.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    let mut word = to.prepare("INSERT INTO documents_fts (rowid, title, body) VALUES (?1, ?2, ?3)")?;
    for table in tables {
        let mut rows = from.prepare(&format!("SELECT * FROM {table}"))?;
        let columns = rows.column_count();
        let marks = vec!["?"; columns].join(", ");
        let mut insert = to.prepare(&format!("INSERT INTO {table} VALUES ({marks})"))?;
        let mut rows = rows.query([])?;
        while let Some(row) = rows.next()? {
            for at in 0..columns {
                insert.raw_bind_parameter(at + 1, ToSqlOutput::Borrowed(row.get_ref(at)?))?;
            }
            insert.raw_execute()?;
            if table == "documents" {
                for (at, column) in [(1, 0), (2, 1), (3, 3)] {
                    word.raw_bind_parameter(at, ToSqlOutput::Borrowed(row.get_ref(column)?))?;
                }
                word.raw_execute()?;
            }
        }
    }
    to.execute_batch("COMMIT")?;
    Ok(())
}

fn remove(archive: &Path) {
    for suffix in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(format!("{}{suffix}", archive.display()));
    }
}

/// What a process took.
struct Cost {
    wall: Duration,
    /// Of all threads.
    cpu: Duration,
    /// Of the first thread, which is the one that writes.
    main: Duration,
    /// KiB of memory at its peak.
    peak: u64,
}

impl Cost {
    fn print(&self, what: &str, articles: usize) {
        let [wall, cpu, main] = [self.wall, self.cpu, self.main].map(|time| time.as_secs_f64());
        let each = 1e6 * cpu / articles as f64;
        println!(
            "  {what:<22}{wall:>8.2} s by the clock, {cpu:.2} s of processors, {main:.2} s of them writing, {each:.0} µs an article, peak {} MiB",
            self.peak / 1024
        );
    }
}

fn processors() -> usize {
    std::thread::available_parallelism().map_or(1, |n| n.get())
}

/// Runs a command to its end and reads what it took until it is forgotten.
fn measured(command: &mut Command) -> Result<Cost, Failure> {
    let begun = Instant::now();
    let mut child = command.stdout(Stdio::null()).spawn()?;
    let of = |what: &str| std::fs::read_to_string(format!("/proc/{}/{what}", child.id()));
    let mut peak = 0;
    let (cpu, main) = loop {
        let status = of("status")?;
        let kib = status.lines().find_map(|line| line.strip_prefix("VmHWM:")?.trim().strip_suffix(" kB")?.parse().ok());
        peak = peak.max(kib.unwrap_or(0));
        let (ended, cpu) = ticks(&of("stat")?);
        if ended {
            break (cpu, ticks(&of(&format!("task/{}/stat", child.id()))?).1);
        }
        std::thread::sleep(Duration::from_millis(5));
    };
    let wall = begun.elapsed();
    let status = child.wait()?;
    if !status.success() {
        return Err(format!("{command:?}: {status}").into());
    }
    Ok(Cost { wall, cpu, main, peak })
}

/// Of the line that tells of a process or a thread: whether it has ended, and its time in the program and in the kernel.
fn ticks(stat: &str) -> (bool, Duration) {
    // Fields behind the name: state, …, and as the 12th and 13th the two times, in hundredths of a second.
    let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
    let ticks = |at: usize| fields.get(at).and_then(|field| field.parse::<u64>().ok()).unwrap_or(0);
    (fields.first() == Some(&"Z"), Duration::from_millis((ticks(11) + ticks(12)) * 10))
}
