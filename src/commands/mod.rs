//! One file per subcommand: arguments in, exit code out.

pub mod check;
pub mod completions;
pub mod demo;
pub mod dossier;
pub mod explain;
pub mod export;
pub mod facts;
pub mod fix;
pub mod help;
pub mod import;
mod lexicon;
pub mod man;
pub mod migrate;
pub mod query;
pub mod reextract;
pub mod review;
pub mod repl;
pub mod revisions;
pub mod saved;
pub mod show;
pub mod sql;
pub mod watch;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::Parser;
use clap::error::{ContextKind, ContextValue};

use crate::cli::{Cli, Command};
use crate::lang::fields::Source;
use crate::query::postgres;
use crate::shell::Init;
use crate::text::printable;

/// Why a command did not do what it was asked. The exit codes are part of the interface:
/// 0 ok, 1 query failed, 2 usage, 3 archive or IO, 4 some inputs quarantined, 130 interrupted.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The query is wrong, or took too long. What is wrong has been printed already.
    #[error("the query failed")]
    Query,
    /// A flag or an argument makes no sense: the message says which and what would.
    #[error("{0}")]
    Usage(String),
    /// The archive or a file cannot be opened, read or written.
    #[error("{0}")]
    Archive(String),
    /// An import went through, but so many inputs were set aside.
    #[error("{0} inputs were quarantined")]
    Quarantined(u64),
    /// `check` found the archive unsound. What it found has been printed already.
    #[error("the archive is not sound")]
    Unsound,
    /// Ctrl-C.
    #[error("interrupted")]
    Interrupted,
    /// Whoever read our output has closed it, as `head` does: nothing is wrong.
    #[error("output closed")]
    Closed,
}

/// What goes wrong while writing output.
impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Failure {
        match error.kind() {
            std::io::ErrorKind::BrokenPipe => Failure::Closed,
            _ => Failure::Archive(error.to_string()),
        }
    }
}

impl Failure {
    pub fn exit_code(&self) -> ExitCode {
        ExitCode::from(match self {
            Failure::Closed => 0,
            Failure::Query => 1,
            Failure::Usage(_) => 2,
            Failure::Archive(_) | Failure::Unsound => 3,
            Failure::Quarantined(_) => 4,
            Failure::Interrupted => 130,
        })
    }

    /// Whether the person still has to be told.
    pub fn is_silent(&self) -> bool {
        matches!(self, Failure::Query | Failure::Unsound | Failure::Quarantined(_) | Failure::Closed)
    }
}

/// Reads the command line. Words that are no command may be a query: then that is said.
///
/// # Errors
/// Clap's, which also is how help and version come.
pub fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Cli, clap::Error> {
    Cli::try_parse_from(arguments).map_err(|mut error| {
        if let Some(ContextValue::String(words)) = error.get(ContextKind::InvalidSubcommand)
            && (words.contains([' ', '@', ':', '|', '"']) || Source::named(words).is_some())
        {
            let asked = printable(&words.replace('\'', "'\\''"));
            let suggestion = format!("to ask the archive: dateline query '{asked}'");
            error.insert(ContextKind::Suggested, ContextValue::StyledStrs(vec![suggestion.into()]));
        }
        error
    })
}

/// A copy in PostgreSQL answers queries. All else wants the archive itself, or none.
fn refuse_copies(cli: &Cli) -> Result<(), Failure> {
    use Command::{Completions, Demo, Facts, Help, Man, Query};
    let fits = matches!(&cli.command, Some(Query(_) | Help(_) | Man(_) | Completions(_) | Facts(_) | Demo(_)));
    match postgres::is_address(&cli.globals.db) && !fits {
        true => {
            Err(Failure::Usage("a copy in PostgreSQL is asked by `dateline query`; all else takes --db FILE".into()))
        }
        false => Ok(()),
    }
}

/// Runs what the command line asks for.
pub fn run(cli: &Cli) -> Result<(), Failure> {
    let globals = &cli.globals;
    refuse_copies(cli)?;
    match &cli.command {
        None => repl::run(globals, if cli.no_init { Init::Skip } else { Init::Run }),
        Some(Command::Import(args)) => import::run(globals, args),
        Some(Command::Query(args)) => query::run(globals, args),
        Some(Command::Show(args)) => show::run(globals, args),
        Some(Command::Dossier(args)) => dossier::run(globals, args),
        Some(Command::Revisions(args)) => revisions::run(globals, args),
        Some(Command::Watch(args)) => watch::run(globals, args),
        Some(Command::Explain(args)) => explain::run(globals, args),
        Some(Command::Run(args)) => saved::run(globals, args),
        Some(Command::Saved(args)) => saved::saved(globals, args),
        Some(Command::Export(args)) => export::run(globals, args),
        Some(Command::Facts(args)) => facts::run(globals, args),
        Some(Command::Demo(args)) => demo::run(globals, args),
        Some(Command::Check(args)) => check::run(globals, args),
        Some(Command::Migrate(args)) => migrate::run(globals, args),
        Some(Command::Fix(args)) => fix::run(globals, args),
        Some(Command::Reextract(args)) => reextract::run(globals, args),
        Some(Command::Review(args)) => review::run(globals, args),
        Some(Command::Sql(args)) => sql::run(globals, args),
        Some(Command::Man(args)) => man::run(args),
        Some(Command::Completions(args)) => completions::run(args),
        Some(Command::Help(args)) => help::run(globals, args),
    }
}
