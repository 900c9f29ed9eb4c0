//! The command line, as clap sees it: types only. Help, completions and the man page come from here.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

use crate::render::{ColourChoice, Format};

/// An archive of news articles that can be asked.
#[derive(Debug, Parser)]
#[command(name = "dateline", version, about, max_term_width = 100)]
pub struct Cli {
    #[command(flatten)]
    pub globals: Globals,
    /// Without one: open the archive in the interactive shell.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// Flags that every command takes.
#[derive(Debug, Clone, Args)]
pub struct Globals {
    /// The archive.
    #[arg(long, global = true, env = "DATELINE_DB", default_value = "archive.db", value_name = "FILE")]
    pub db: PathBuf,
    /// Take this day for today, so that `since:90d` answers the same tomorrow.
    #[arg(long, global = true, value_name = "YYYY-MM-DD")]
    pub today: Option<chrono::NaiveDate>,
    /// Colour on the terminal.
    #[arg(long, global = true, value_enum, default_value_t = ColourChoice::Auto, value_name = "WHEN")]
    pub color: ColourChoice,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Read articles into the archive: files, folders, .gz, or - for stdin.
    Import(ImportArgs),
    /// Ask the archive.
    Query(QueryArgs),
    /// Print what the extractor finds, as JSON Lines, without an archive.
    Facts(FactsArgs),
    /// Make an archive of the built-in samples in a temporary place, and open it.
    Demo(DemoArgs),
    /// Prove the archive sound: SQLite's own checks, full text, offsets, counts.
    Check(CheckArgs),
    /// Run one read-only SQL statement.
    Sql(SqlArgs),
}

#[derive(Debug, Args)]
pub struct ImportArgs {
    /// What to read. Folders are walked; - is stdin.
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Say nothing but errors.
    #[arg(short, long)]
    pub quiet: bool,
    /// Store the articles only; find no facts in them.
    #[arg(long)]
    pub no_extract: bool,
}

#[derive(Debug, Args)]
pub struct QueryArgs {
    /// The query: 'people with @kz since:90d'
    #[arg(value_name = "QUERY", required_unless_present = "file")]
    pub query: Option<String>,
    /// Read queries from a file, each ended by `;`. - is stdin.
    #[arg(short, long, value_name = "FILE", conflicts_with = "query")]
    pub file: Option<PathBuf>,
    #[command(flatten)]
    pub output: OutputArgs,
    /// A value for $NAME in the query.
    #[arg(long = "param", value_name = "NAME=VALUE")]
    pub params: Vec<String>,
    /// At most so many rows; 0 is no limit.
    #[arg(long, value_name = "N")]
    pub limit: Option<u64>,
}

#[derive(Debug, Args)]
pub struct OutputArgs {
    /// How rows are written. A terminal gets a table, a pipe tsv.
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub format: Option<Format>,
}

#[derive(Debug, Args)]
pub struct FactsArgs {
    /// An article, or JSON Lines of {id, date, title, text}. - is stdin.
    #[arg(value_name = "FILE")]
    pub path: PathBuf,
}

#[derive(Debug, Args)]
pub struct DemoArgs {
    /// Print the tour even on a terminal.
    #[arg(long)]
    pub tour: bool,
}

#[derive(Debug, Args)]
pub struct CheckArgs {}

#[derive(Debug, Args)]
pub struct SqlArgs {
    /// One SELECT.
    #[arg(value_name = "SQL")]
    pub sql: String,
    #[command(flatten)]
    pub output: OutputArgs,
}
