//! What an import and a watch are asked.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::import::Limits;
use crate::render::ListFormat;

pub(super) const IMPORT_EXAMPLES: &str = "\
Examples:
  dateline import article.txt more.md page.html
  dateline import articles/ feed.jsonl.gz
  dateline import articles/ --lexicon names.tsv
  curl -s https://example.org/story.html | dateline import -
  dateline import --retry                         what was set aside, again
  dateline import --retry --forget                … and close what still cannot be read";

pub(super) const WATCH_EXAMPLES: &str = "\
Examples:
  dateline watch incoming/
  dateline watch incoming/ --ignore '*.part' --ignore drafts
  dateline watch incoming/ --format jsonl | my-program";

#[derive(Debug, Args)]
pub struct ImportArgs {
    /// What to read. Folders are walked; - is stdin.
    #[arg(required_unless_present = "retry", value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Say nothing but errors.
    #[arg(short, long)]
    pub quiet: bool,
    /// Read again the files that hold what was set aside before.
    #[arg(long, conflicts_with = "paths")]
    pub retry: bool,
    /// Give up what then still cannot be read: it is no longer shown as quarantined.
    #[arg(long, requires = "retry")]
    pub forget: bool,
    /// How progress is told, on stderr: a bar on a terminal, or a line of JSON a batch.
    #[arg(long, value_enum, default_value_t = ProgressForm::Bar, value_name = "FORM")]
    pub progress: ProgressForm,
    #[command(flatten)]
    pub reading: ReadingArgs,
}

/// How files are read.
#[derive(Debug, Args)]
pub struct ReadingArgs {
    /// Which field of a record or a table is which, where its name does not tell: text=content.body
    #[arg(long, value_name = "WHAT=FIELD")]
    pub map: Vec<String>,
    /// Store the articles only; find no facts in them.
    #[arg(long)]
    pub no_extract: bool,
    #[command(flatten)]
    pub lexicon: LexiconArgs,
    #[command(flatten)]
    pub limits: LimitArgs,
}

#[derive(Debug, Args)]
pub struct WatchArgs {
    /// The folder to watch, with those in it.
    #[arg(value_name = "FOLDER")]
    pub folder: PathBuf,
    /// Pass over files and folders whose name or path in the folder is like this: '*.part'
    #[arg(long, value_name = "PATTERN")]
    pub ignore: Vec<String>,
    /// Read a file when it has not changed for so many seconds.
    #[arg(long, value_name = "SECONDS", default_value_t = 2.0)]
    pub settle: f64,
    /// Look at the folder so often.
    #[arg(long, value_name = "SECONDS", default_value_t = 1.0)]
    pub every: f64,
    /// How the line of a document is written.
    #[arg(long, value_enum, default_value_t = ListFormat::Text, value_name = "FORMAT")]
    pub format: ListFormat,
    #[command(flatten)]
    pub reading: ReadingArgs,
}

/// How an import says how far it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ProgressForm {
    Bar,
    Json,
}

/// Bounds of what is taken: whatever is beyond is set aside, and the import goes on.
#[derive(Debug, Args)]
#[command(next_help_heading = "Limits")]
pub struct LimitArgs {
    /// Bytes of one article, markup included.
    #[arg(long, value_name = "BYTES", default_value_t = Limits::default().document_bytes)]
    pub max_document_bytes: u64,
    /// Bytes of one page of HTML, which takes twenty times as much memory.
    #[arg(long, value_name = "BYTES", default_value_t = Limits::default().page_bytes)]
    pub max_page_bytes: u64,
    /// Bytes that one file may unpack to.
    #[arg(long, value_name = "BYTES", default_value_t = Limits::default().unpacked_bytes)]
    pub max_unpacked_bytes: u64,
    /// How many times its size a file may unpack to.
    #[arg(long, value_name = "TIMES", default_value_t = Limits::default().unpacked_ratio)]
    pub max_unpacked_ratio: u64,
}

#[derive(Debug, Args)]
pub struct LexiconArgs {
    /// A table of names to find with certainty: people, roles, organizations, projects. Tab-separated, as in
    /// samples/lexicon.tsv.
    #[arg(long = "lexicon", value_name = "FILE")]
    pub files: Vec<PathBuf>,
}
