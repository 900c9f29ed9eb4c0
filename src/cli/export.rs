//! `dateline export`: types only.

use std::path::PathBuf;

use clap::{Args, Subcommand};

pub(super) const EXPORT_EXAMPLES: &str = "\
Examples:
  dateline export csv tables/                      people.csv, documents.csv and so on, and manifest.json
  dateline export parquet tables/ --force          again, over what is there
  dateline export datasette metadata.json          then: datasette archive.db -m metadata.json
  dateline export postgres | psql news             a copy in the database news, in a schema of its own
  dateline export postgres --force | psql news     again, in place of the last one";

#[derive(Debug, Args)]
pub struct ExportArgs {
    #[command(subcommand)]
    pub what: ExportForm,
    /// Replace files that are there; for PostgreSQL also the copy that an earlier script made.
    #[arg(long, global = true)]
    pub force: bool,
}

/// Tables go into a folder, a file each, with a manifest.json of their columns and rows.
#[derive(Debug, Subcommand)]
pub enum ExportForm {
    /// Tables as CSV, for spreadsheets and everything else; NULL is an empty field.
    Csv(FolderArgs),
    /// Tables as JSON Lines: typed, an object a row.
    Jsonl(FolderArgs),
    /// Tables as Apache Parquet: typed columns, compressed, for pandas, DuckDB, Spark.
    Parquet(FolderArgs),
    /// Metadata that makes Datasette a finished page: titles, descriptions, facets, questions with answers.
    Datasette {
        /// The file to write; - is stdout.
        #[arg(value_name = "FILE", default_value = "-")]
        file: PathBuf,
    },
    /// One script for psql: tables, rows, full text and indexes, in one transaction and one schema, `dateline`.
    Postgres {
        /// The file to write; - is stdout.
        #[arg(value_name = "FILE", default_value = "-")]
        file: PathBuf,
    },
}

#[derive(Debug, Args)]
pub struct FolderArgs {
    /// The folder; it is made when it is not there.
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,
}
