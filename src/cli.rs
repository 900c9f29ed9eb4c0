//! The command line, as clap sees it: types only. Help, completions and the man page come from here.

mod deciding;
mod export;
mod import;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

use export::EXPORT_EXAMPLES;
pub use export::{ExportArgs, ExportForm, FolderArgs};
use import::{IMPORT_EXAMPLES, WATCH_EXAMPLES};
pub use import::{ImportArgs, LexiconArgs, ProgressForm, ReadingArgs, WatchArgs};

use crate::render::page::PageFormat;
use crate::render::{ColourChoice, FactFormat, Format, ListFormat};
use deciding::{FIX_EXAMPLES, REEXTRACT_EXAMPLES, REVIEW_EXAMPLES};
pub use deciding::{FixAction, FixArgs, ReextractArgs, ReviewArgs};

// Examples come first: they are what a person in a hurry reads.

const EXAMPLES: &str = "\
Examples:
  dateline demo                                   try it on built-in samples
  dateline import articles/                       read a folder into ./archive.db
  dateline query 'people with @kz since:90d'      who appears in news of Kazakhstan
  dateline                                        ask in the shell: Tab completes, .help explains";

const EXIT_CODES: &str = "\
Exit codes: 0 ok, 1 query failed, 2 usage, 3 archive or IO, 4 some inputs quarantined, 130 interrupted";

const REVISIONS_EXAMPLES: &str = "\
Examples:
  dateline revisions 12
  dateline revisions https://example.org/story.html
  dateline revisions 'pier opens' --format jsonl";

const QUERY_EXAMPLES: &str = "\
Examples:
  dateline query '@kz @az since:2024-10'                       documents that mention both
  dateline query 'quotes speaker:\"Daniyar Sarsenov\" transport'
  dateline query 'projects sector:energy | by status' --format csv
  dateline query 'people with @$who' --param who=kazakhstan --format jsonl
  dateline query -f weekly.dtl";

const SHOW_EXAMPLES: &str = "\
Examples:
  dateline show 12                                 by its number in the archive
  dateline show articles/2024-10-03-aktau.txt      by where it was read
  dateline show 'line completed'                   by words of its title
  dateline show 12 --format html > 12.html";

const DOSSIER_EXAMPLES: &str = "\
Examples:
  dateline dossier 'Daniyar Sarsenov'                          to read in the terminal
  dateline dossier kazakhstan --since 2024 --format md > kz.md
  dateline dossier person/2 --format html > 2.html             with a chart";

const EXPLAIN_EXAMPLES: &str = "\
Examples:
  dateline explain 12
  dateline explain 'line completed' --format jsonl";

const RUN_EXAMPLES: &str = "\
Examples:
  dateline query 'let morning = @kz new:morning'   save a query: what is new of Kazakhstan
  dateline run morning                             what has been archived since it last ran
  dateline run corridor --param a=kz --param b=az
  dateline saved                                   list them
  dateline saved --delete morning";

const FACTS_EXAMPLES: &str = "\
Examples:
  dateline facts article.txt
  dateline facts articles.jsonl > facts.jsonl";

const DEMO_EXAMPLES: &str = "\
Examples:
  dateline demo                    the shell, on the samples
  dateline demo --tour | less      eight questions with their answers";

const CHECK_EXAMPLES: &str = "\
Examples:
  dateline check
  dateline check --db other.db && echo sound
  dateline check --repair                        save what can be read; the damaged file is kept";

const MIGRATE_EXAMPLES: &str = "\
Examples:
  dateline migrate                 whole or, when it is cut off, not at all
  dateline migrate --db other.db";

const SQL_EXAMPLES: &str = "\
Examples:
  dateline sql 'SELECT name, documents FROM people ORDER BY documents DESC LIMIT 5'
  dateline sql 'SELECT * FROM meetings' --format csv";

const MAN_EXAMPLES: &str = "\
Examples:
  dateline man | man -l -                        read it
  dateline man query | man -l -
  dateline man --into ~/.local/share/man/man1    all pages, for `man dateline`";

const COMPLETIONS_EXAMPLES: &str = "\
Examples:
  dateline completions bash > ~/.local/share/bash-completion/completions/dateline
  dateline completions zsh > ~/.zfunc/_dateline
  dateline completions fish > ~/.config/fish/completions/dateline.fish";

const HELP_EXAMPLES: &str = "\
Examples:
  dateline help people
  dateline help since
  dateline help E301
  dateline help import";

/// An archive of news articles that can be asked.
#[derive(Debug, Parser)]
#[command(name = "dateline", version, before_help = EXAMPLES, after_help = EXIT_CODES, max_term_width = 100, disable_help_subcommand = true)]
pub struct Cli {
    #[command(flatten)]
    pub globals: Globals,
    /// In the shell: do not run the script dateline/init.dtl of your configuration directory.
    #[arg(long)]
    pub no_init: bool,
    /// Without one: open the archive in the interactive shell.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// Flags that every command takes.
#[derive(Debug, Clone, Args)]
pub struct Globals {
    /// The archive. For `query` also a copy of it in PostgreSQL: postgres://USER@HOST/DATABASE.
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
    /// Read articles into the archive: files, folders, archives of them, or - for stdin.
    #[command(before_help = IMPORT_EXAMPLES)]
    Import(ImportArgs),
    /// Import what appears in a folder, a line a document, until Ctrl-C.
    #[command(before_help = WATCH_EXAMPLES)]
    Watch(WatchArgs),
    /// Ask the archive.
    #[command(before_help = QUERY_EXAMPLES)]
    Query(QueryArgs),
    /// Read an article: its text with names in colour, then what was found in it, with the evidence.
    #[command(before_help = SHOW_EXAMPLES)]
    Show(ShowArgs),
    /// List the facts of an article, each with the rule that found it, its place, and how sure it is.
    #[command(before_help = EXPLAIN_EXAMPLES)]
    Explain(ExplainArgs),
    /// Show what an article said before it was changed, and what was changed.
    #[command(before_help = REVISIONS_EXAMPLES)]
    Revisions(RevisionsArgs),
    /// Ask a saved query, and note that it has run: new:NAME goes on from there.
    #[command(before_help = RUN_EXAMPLES)]
    Run(RunArgs),
    /// List the saved queries, or delete one.
    #[command(before_help = RUN_EXAMPLES)]
    Saved(SavedArgs),
    /// Write a briefing on a person, country, organization or project, each line with its source.
    #[command(before_help = DOSSIER_EXAMPLES)]
    Dossier(DossierArgs),
    /// Write the archive's tables as files for other programs, or a page for Datasette.
    #[command(before_help = EXPORT_EXAMPLES)]
    Export(ExportArgs),
    /// Print what the extractor finds, as JSON Lines, without an archive.
    #[command(before_help = FACTS_EXAMPLES)]
    Facts(FactsArgs),
    /// Make an archive of the built-in samples in a temporary place, and open it.
    #[command(before_help = DEMO_EXAMPLES)]
    Demo(DemoArgs),
    /// Bring an archive that an older dateline made to the present schema, in place.
    #[command(before_help = MIGRATE_EXAMPLES)]
    Migrate(MigrateArgs),
    /// Prove the archive sound: SQLite's own checks, full text, offsets, counts.
    #[command(before_help = CHECK_EXAMPLES)]
    Check(CheckArgs),
    /// Correct the facts: merge, keep apart, rename. Every decision can be undone, and outlives imports.
    #[command(before_help = FIX_EXAMPLES)]
    Fix(FixArgs),
    /// Find the facts of stored articles again, with this version of the extractor; decisions hold.
    #[command(before_help = REEXTRACT_EXAMPLES)]
    Reextract(ReextractArgs),
    /// Go through doubtful facts, and decide with one key each.
    #[command(before_help = REVIEW_EXAMPLES)]
    Review(ReviewArgs),
    /// Run one read-only SQL statement.
    #[command(before_help = SQL_EXAMPLES)]
    Sql(SqlArgs),
    /// Print a manual page.
    #[command(before_help = MAN_EXAMPLES)]
    Man(ManArgs),
    /// Print what a shell needs to complete commands and flags.
    #[command(before_help = COMPLETIONS_EXAMPLES)]
    Completions(CompletionsArgs),
    /// Explain a word of the query language, an error code, or a command.
    #[command(before_help = HELP_EXAMPLES)]
    Help(HelpArgs),
}

#[derive(Debug, Args)]
pub struct QueryArgs {
    /// The query: 'people with @kz since:90d'
    #[arg(value_name = "QUERY", required_unless_present = "file", allow_hyphen_values = true)]
    pub query: Option<String>,
    /// Read queries from a file, each ended by `;`. - is stdin.
    #[arg(short, long, value_name = "FILE", conflicts_with = "query")]
    pub file: Option<PathBuf>,
    #[command(flatten)]
    pub asking: AskingArgs,
}

#[derive(Debug, Args)]
pub struct RunArgs {
    /// The saved query.
    #[arg(value_name = "NAME")]
    pub name: String,
    #[command(flatten)]
    pub asking: AskingArgs,
}

/// How a query is asked.
#[derive(Debug, Args)]
pub struct AskingArgs {
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
pub struct SavedArgs {
    /// Delete this one.
    #[arg(long, value_name = "NAME")]
    pub delete: Option<String>,
    #[command(flatten)]
    pub output: OutputArgs,
}

#[derive(Debug, Args)]
pub struct OutputArgs {
    /// How rows are written. A terminal gets a table, a pipe tsv.
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub format: Option<Format>,
}

#[derive(Debug, Args)]
pub struct ShowArgs {
    /// A document: its number, key, URL or path, or words of its title.
    #[arg(value_name = "DOC")]
    pub document: String,
    /// How it is written.
    #[arg(long, value_enum, default_value_t = PageFormat::Text, value_name = "FORMAT")]
    pub format: PageFormat,
}

#[derive(Debug, Args)]
pub struct RevisionsArgs {
    /// A document: its number, key, URL or path, or words of its title.
    #[arg(value_name = "DOC")]
    pub document: String,
    /// How it is written.
    #[arg(long, value_enum, default_value_t = ListFormat::Text, value_name = "FORMAT")]
    pub format: ListFormat,
}

#[derive(Debug, Args)]
pub struct DossierArgs {
    /// As in queries behind @: a name, an ISO code, person/2.
    #[arg(value_name = "NAME")]
    pub name: String,
    /// Only what is dated from then on, as in queries: 2024-10, 90d.
    #[arg(long, value_name = "DATE")]
    pub since: Option<String>,
    /// Only what is dated up to then, that day or month included.
    #[arg(long, value_name = "DATE")]
    pub until: Option<String>,
    /// How it is written.
    #[arg(long, value_enum, default_value_t = PageFormat::Text, value_name = "FORMAT")]
    pub format: PageFormat,
}

#[derive(Debug, Args)]
pub struct ExplainArgs {
    /// A document: its number, key, URL or path, or words of its title.
    #[arg(value_name = "DOC")]
    pub document: String,
    /// How its facts are written.
    #[arg(long, value_enum, default_value_t = FactFormat::Text, value_name = "FORMAT")]
    pub format: FactFormat,
}

#[derive(Debug, Args)]
pub struct FactsArgs {
    /// An article, or JSON Lines of {id, date, title, text}. - is stdin.
    #[arg(value_name = "FILE")]
    pub path: PathBuf,
    #[command(flatten)]
    pub lexicon: LexiconArgs,
}

#[derive(Debug, Args)]
pub struct DemoArgs {
    /// Print the tour even on a terminal.
    #[arg(long)]
    pub tour: bool,
}

#[derive(Debug, Args)]
pub struct CheckArgs {
    /// Make a new archive of what can be read, and keep the damaged one beside it.
    #[arg(long)]
    pub repair: bool,
}

#[derive(Debug, Args)]
pub struct MigrateArgs {}

#[derive(Debug, Args)]
pub struct SqlArgs {
    /// One SELECT.
    #[arg(value_name = "SQL")]
    pub sql: String,
    #[command(flatten)]
    pub output: OutputArgs,
}

#[derive(Debug, Args)]
pub struct ManArgs {
    /// Of this command; without it, of the program.
    #[arg(value_name = "COMMAND")]
    pub command: Option<String>,
    /// Write the pages of all commands into this folder.
    #[arg(long, value_name = "FOLDER", conflicts_with = "command")]
    pub into: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub struct CompletionsArgs {
    #[arg(value_enum, value_name = "SHELL")]
    pub shell: clap_complete::Shell,
}

#[derive(Debug, Args)]
pub struct HelpArgs {
    /// A source, field, stage, bucket or column, an error code, or a command.
    #[arg(value_name = "WORD")]
    pub word: Option<String>,
}
