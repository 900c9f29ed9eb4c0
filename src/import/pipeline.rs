//! The import as a whole: one thread reads, all of them extract, one writes.
//!
//! Pieces go through in batches, in the order in which they were read, so the archive does not depend
//! on how many threads there are; channels of one batch keep memory flat.

mod given;

use std::collections::HashMap;
use std::fs::File;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use chrono::NaiveDate;
use rayon::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuildError, ThreadPoolBuilder};
use rusqlite::Connection;

use super::article::{Quarantined, RawArticle};
use super::cut::{Flow, Piece};
use super::fields::Mapping;
use super::limits::{BATCH_ARTICLES, BATCH_BYTES, Limits, WORKER_STACK};
use super::prepare::{self, Draft, Extraction};
use super::progress::{Progress, Read, Voice};
use super::read;
use super::walk::{self, Found};
use crate::gazetteer::Lexicon;
use crate::store::{self, Counts, End, Import, Item, LocatorKind, OpenError, Refusal};

pub use given::import_text;

/// What is asked of an import.
#[derive(Debug)]
pub struct Options {
    /// The file; made when it is not there.
    pub archive: PathBuf,
    /// Files and folders, which are walked; `-` is standard input.
    pub paths: Vec<PathBuf>,
    /// The day of the import, after which no article can have been published.
    pub today: NaiveDate,
    /// Whether facts are looked for, or only texts taken.
    pub extraction: Extraction,
    /// Names that the user brings.
    pub lexicon: Lexicon,
    /// Which field of a record is which.
    pub mapping: Mapping,
    /// Sizes beyond which an input is set aside.
    pub limits: Limits,
    /// What is told on standard error meanwhile.
    pub voice: Voice,
}

/// What came of it.
#[derive(Debug)]
pub struct Done {
    /// Whether it came to its end.
    pub end: End,
    /// Inputs by what became of them.
    pub counts: Counts,
    /// Its row of `imports`; none when nothing was changed.
    pub run: Option<i64>,
    /// The first inputs that were set aside.
    pub refused: Vec<Refusal>,
    /// What was passed over, in words.
    pub notes: Vec<String>,
    /// The archive, open for writing.
    pub conn: Connection,
}

/// Why an import could not go on. What was written before stays.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The only path that was given is not there.
    #[error("{}: there is no such file or folder", .0.display())]
    NoInput(PathBuf),
    /// It can neither be opened nor made.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// The disk is full, the lock is not to be had, the file is damaged.
    #[error(
        "the archive could not be written: {0}; what was imported so far is safe, and the same command goes on from there"
    )]
    Write(#[from] rusqlite::Error),
    /// The system gives no more of them.
    #[error("no threads could be started: {0}")]
    Threads(#[from] ThreadPoolBuildError),
}

/// How many refused inputs are kept to be shown; all of them are in the archive.
const SHOWN_REFUSALS: usize = 10;

type Batch = Vec<Entry>;

/// Entries on their way to a batch. The first batches are small, each twice the one before, so that the writer, which waits for
/// the first, soon has work.
struct Gathered {
    batch: Batch,
    bytes: usize,
    /// The part of a whole batch that this one is.
    part: usize,
}

/// Batches that are smaller than all others.
const GROWING: usize = 4;

impl Gathered {
    fn new(batch: Batch) -> Gathered {
        Gathered { batch, bytes: 0, part: 1 << GROWING }
    }

    /// Adds a piece; gives the batch that is full with it.
    fn add(&mut self, piece: Piece) -> Option<Batch> {
        self.bytes += piece.as_ref().map_or(0, |unit| unit.bytes.len());
        self.batch.push(Entry::Piece(piece));
        if self.bytes < BATCH_BYTES / self.part && self.batch.len() < BATCH_ARTICLES / self.part {
            return None;
        }
        self.bytes = 0;
        self.part = (self.part / 2).max(1);
        Some(std::mem::take(&mut self.batch))
    }
}

enum Entry {
    Piece(Piece),
    /// The input of this locator is read to its end.
    End(String),
}

/// Imports. Once `interrupted` is set the batch at hand is finished and no other begun.
pub fn import(options: &Options, interrupted: &AtomicBool) -> Result<Done, ImportError> {
    if let [only] = &options.paths[..]
        && only.as_os_str() != "-"
        && !only.exists()
    {
        return Err(ImportError::NoInput(only.clone()));
    }
    let conn = store::create_or_open(&options.archive)?;
    let known = store::open_read_only(&options.archive)?;
    let mut import = Import::begin(conn, recorded(&options.paths, options.extraction))?;
    let workers = Workers::new(options.extraction)?;
    let Found { inputs, bytes, refused, notes } =
        walk::walk(&options.paths, &Arc::new(options.mapping.clone()), options.limits);
    let progress = Progress::new(inputs.len(), bytes, options.voice);
    let done = Read::default();
    let mut shown = Vec::new();

    let refused = refused.into_iter().map(|refused| Entry::Piece(Err(refused)));
    let gathered = Gathered::new(refused.collect());

    let written = std::thread::scope(|scope| {
        let (pieces, batches) = sync_channel::<Batch>(1);
        let (items, to_write) = sync_channel::<Vec<Item>>(1);
        let (done, workers) = (&done, &workers);
        scope.spawn(move || read_all(inputs, gathered, done, interrupted, pieces));
        scope.spawn(move || prepare_all(known, options, workers, interrupted, batches, items));
        let (committed, to_settle) = sync_channel::<()>(1);
        scope.spawn(move || settle_all(&options.archive, to_settle));
        write_all(&mut import, to_write, committed, &progress, done, &mut shown)
    });
    let end = match &written {
        Err(_) => End::Failed,
        Ok(()) if interrupted.load(Ordering::Relaxed) => End::Interrupted,
        Ok(()) => End::Done,
    };
    progress.end(&done, import.counts(), end);
    let run = import.run();
    let finished = import.finish(end);
    written?;
    let (counts, conn) = finished?;
    Ok(Done { end, counts, run, refused: shown, notes, conn })
}

/// The threads that prepare articles: one for each processor. Where no facts are looked for there is less to prepare than to
/// write, and once the thread that writes need not wait any more, it has a processor of its own.
struct Workers {
    all: ThreadPool,
    but_one: Option<ThreadPool>,
}

impl Workers {
    fn new(extraction: Extraction) -> Result<Workers, ThreadPoolBuildError> {
        let pool = |threads| ThreadPoolBuilder::new().stack_size(WORKER_STACK).num_threads(threads).build();
        let processors = std::thread::available_parallelism().map_or(1, |n| n.get());
        let but_one = match extraction {
            Extraction::Full => None,
            Extraction::None => Some(pool((processors - 1).max(1))?),
        };
        Ok(Workers { all: pool(processors)?, but_one })
    }

    /// For batch `number`, from 0.
    fn of(&self, number: usize) -> &ThreadPool {
        self.but_one.as_ref().filter(|_| number >= GROWING).unwrap_or(&self.all)
    }
}

/// The options as the archive records them.
fn recorded(paths: &[impl AsRef<Path>], extraction: Extraction) -> String {
    let paths: Vec<_> = paths.iter().map(|path| path.as_ref().to_string_lossy()).collect();
    serde_json::json!({ "paths": paths, "extract": extraction == Extraction::Full }).to_string()
}

fn read_all(
    inputs: Vec<super::unit::Input>,
    mut gathered: Gathered,
    done: &Read,
    interrupted: &AtomicBool,
    batches: SyncSender<Batch>,
) {
    for input in inputs {
        let input = Arc::new(input);
        let flow = read::read(&input, &done.bytes, &mut |piece| {
            // The other side hangs up when it cannot go on.
            if gathered.add(piece).is_some_and(|batch| batches.send(batch).is_err()) {
                return Flow::Stop;
            }
            if interrupted.load(Ordering::Relaxed) { Flow::Stop } else { Flow::On }
        });
        if flow == Flow::Stop {
            return;
        }
        // What comes through a pipe is another input each time.
        if !input.is_stdin() {
            gathered.batch.push(Entry::End(input.locator.clone()));
        }
        done.files.fetch_add(1, Ordering::Relaxed);
    }
    let _ = batches.send(gathered.batch);
}

fn prepare_all(
    known: Connection,
    options: &Options,
    workers: &Workers,
    interrupted: &AtomicBool,
    batches: Receiver<Batch>,
    items: SyncSender<Vec<Item>>,
) {
    let mut records = Records::default();
    for (number, batch) in batches.into_iter().enumerate() {
        if interrupted.load(Ordering::Relaxed) {
            return;
        }
        let made = made(batch, options, workers.of(number), &mut records, &known);
        if items.send(made).is_err() {
            return;
        }
    }
}

/// What is to be written of a batch, in its order.
fn made(batch: Batch, options: &Options, workers: &ThreadPool, records: &mut Records, known: &Connection) -> Vec<Item> {
    let drafts: Vec<Step> =
        workers.install(|| batch.into_par_iter().flat_map_iter(|entry| drafts(entry, options.today)).collect());
    let fresh: Vec<Step> = drafts.into_iter().map(|draft| step(draft, records, known)).collect();
    let finish = |step| match step {
        Step::Done(item) => item,
        Step::Extract(draft) => match prepare::finish(*draft, options.extraction, &options.lexicon) {
            Ok(article) => Item::Article(Box::new(article)),
            Err(refused) => Item::Refused(refusal(refused)),
        },
    };
    workers.install(|| fresh.into_par_iter().map(finish).collect())
}

enum Step {
    Done(Item),
    Extract(Box<Draft>),
}

/// The articles of a piece. A defect in a reader of some format costs this piece, not the import.
fn drafts(entry: Entry, today: NaiveDate) -> Vec<Step> {
    let unit = match entry {
        Entry::Piece(Ok(unit)) => unit,
        Entry::Piece(Err(refused)) => return vec![Step::Done(Item::Refused(refusal(refused)))],
        Entry::End(locator) => return vec![Step::Done(Item::ReadWhole(locator))],
    };
    let parsed = catch_unwind(AssertUnwindSafe(|| unit.format.parse(&unit))).unwrap_or_else(|_| {
        vec![Err(unit.refuse("parse", None, "a defect in the reader of this format stopped at it: please report it"))]
    });
    let whole = unit.input.locator.clone();
    drop(unit);
    let draft = |article: RawArticle| {
        let kind = if article.locator == whole { LocatorKind::Path } else { LocatorKind::Record };
        prepare::draft(article, kind, today)
    };
    let step = |drafted: Result<Draft, Quarantined>| match drafted {
        Ok(draft) => Step::Extract(Box::new(draft)),
        Err(refused) => Step::Done(Item::Refused(refusal(refused))),
    };
    parsed.into_iter().map(|article| step(article.and_then(draft))).collect()
}

/// What is known already is not extracted again. When the archive cannot be asked, the writer, who
/// asks again, decides.
fn step(step: Step, records: &mut Records, known: &Connection) -> Step {
    let Step::Extract(mut draft) = step else { return step };
    records.tell_apart(&mut draft);
    match store::known_hash(known, &draft.locator.text) {
        Ok(Some(hash)) if hash == draft.content_hash => Step::Done(Item::Unchanged),
        _ => Step::Extract(draft),
    }
}

/// Records of this run by their locators: two records of one file may have the same id, and the second
/// is another article, not a revision of the first.
#[derive(Default)]
struct Records {
    seen: HashMap<u64, u32>,
}

impl Records {
    fn tell_apart(&mut self, draft: &mut Draft) {
        if draft.locator.kind != LocatorKind::Record {
            return;
        }
        let mut hasher = DefaultHasher::new();
        draft.locator.text.hash(&mut hasher);
        let times = self.seen.entry(hasher.finish()).or_default();
        *times += 1;
        if *times > 1 {
            draft.locator.text.push_str(&format!("~{times}"));
        }
    }
}

/// Keeps what was set aside, as far as it is shown.
fn show(items: &[Item], shown: &mut Vec<Refusal>) {
    let refused = items.iter().filter_map(|item| match item {
        Item::Refused(refusal) => Some(refusal.clone()),
        _ => None,
    });
    shown.extend(refused.take(SHOWN_REFUSALS - shown.len().min(SHOWN_REFUSALS)));
}

fn write_all(
    import: &mut Import,
    batches: Receiver<Vec<Item>>,
    committed: SyncSender<()>,
    progress: &Progress,
    done: &Read,
    shown: &mut Vec<Refusal>,
) -> rusqlite::Result<()> {
    for items in batches {
        import.write(&items)?;
        let _ = committed.try_send(()); // one that waits already will do for both
        show(&items, shown);
        progress.tell(done, import.counts());
    }
    Ok(())
}

/// Has what was committed brought to the disk while the next batch is written. Whoever writes has to wait for that before the
/// log is copied into the archive, and waits less for what is there already.
fn settle_all(archive: &Path, committed: Receiver<()>) {
    let mut log = archive.as_os_str().to_owned();
    log.push("-wal");
    for () in committed {
        // Only a matter of speed: SQLite does the same again, and sees to what goes wrong.
        let _ = File::open(&log).and_then(|log| log.sync_data());
    }
}

fn refusal(refused: Quarantined) -> Refusal {
    let Quarantined { locator, stage, position, reason } = refused;
    Refusal { locator, stage, position, reason }
}
