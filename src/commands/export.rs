//! `dateline export`

use std::io::{BufWriter, Write};
use std::path::Path;

use super::Failure;
use crate::cli::{ExportArgs, ExportForm, FolderArgs, Globals};
use crate::export::postgres::Stopped;
use crate::export::{self, Existing, FileFormat};
use crate::store;
use crate::text::printable;

pub fn run(globals: &Globals, args: &ExportArgs) -> Result<(), Failure> {
    let existing = if args.force { Existing::Replace } else { Existing::Keep };
    match &args.what {
        ExportForm::Csv(to) => tables(globals, to, FileFormat::Csv, existing),
        ExportForm::Jsonl(to) => tables(globals, to, FileFormat::Jsonl, existing),
        ExportForm::Parquet(to) => tables(globals, to, FileFormat::Parquet, existing),
        ExportForm::Datasette { file } => datasette(globals, file, existing),
        ExportForm::Postgres { file } => postgres(globals, file, existing),
    }
}

fn tables(globals: &Globals, to: &FolderArgs, format: FileFormat, existing: Existing) -> Result<(), Failure> {
    let conn = store::open_read_only(&globals.db).map_err(|e| Failure::Archive(e.to_string()))?;
    let interrupted = super::import::watch_for_interrupt()?;
    let done = export::tables_to(&conn, &to.folder, format, existing, &interrupted).map_err(failed)?;
    let folder = printable(&to.folder.display().to_string());
    eprintln!("{} rows in {} files; {folder}/manifest.json describes them", done.rows, done.files);
    Ok(())
}

/// The metadata fits any archive, so none need be there yet.
fn datasette(globals: &Globals, file: &Path, existing: Existing) -> Result<(), Failure> {
    let database = globals.db.file_stem().map_or_else(|| "archive".into(), |stem| stem.to_string_lossy());
    let metadata = export::datasette::metadata(&database).map_err(|e| Failure::Archive(e.to_string()))?;
    let text = format!("{metadata:#}\n");
    if file == Path::new("-") {
        return Ok(std::io::stdout().lock().write_all(text.as_bytes())?);
    }
    export::write(file, text.as_bytes(), existing).map_err(failed)?;
    let (archive, file) = (printable(&globals.db.to_string_lossy()), printable(&file.to_string_lossy()));
    eprintln!("serve it: datasette {archive} -m {file}");
    Ok(())
}

fn postgres(globals: &Globals, file: &Path, existing: Existing) -> Result<(), Failure> {
    let conn = store::open_read_only(&globals.db).map_err(|e| Failure::Archive(e.to_string()))?;
    let interrupted = super::import::watch_for_interrupt()?;
    let done = if file == Path::new("-") {
        let mut out = BufWriter::new(std::io::stdout().lock());
        export::postgres::script(&conn, &mut out, existing, &interrupted).map_err(|stopped| match stopped {
            Stopped::Writing(error) => error.into(),
            Stopped::Reading(error) => failed(error),
        })?
    } else {
        export::postgres::script_to(&conn, file, existing, &interrupted).map_err(failed)?
    };
    let load =
        if file == Path::new("-") { "" } else { &format!("; load them: psql -d DATABASE -f {}", file.display()) };
    eprintln!("{} rows{}", done.rows, printable(load));
    Ok(())
}

fn failed(error: export::Error) -> Failure {
    match error {
        export::Error::Interrupted => Failure::Interrupted,
        other => Failure::Archive(printable(&other.to_string())),
    }
}
