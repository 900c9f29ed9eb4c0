//! Mending a damaged archive: all that can be read goes into a new file, which takes the place of the old one
//! when it is better. The old one stays beside it.
//!
//! A new file and not a mended one, because damage may lie anywhere: in an index, in the pages of the full text, in
//! the list of free pages. What is left of the tables is copied, and everything else is made from them.

mod copy;
mod mend;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rusqlite::Connection;

use super::check::{self, Report};
use super::open::{self, OpenError};
use copy::Copied;

/// What a repair came to.
#[derive(Clone, Debug)]
pub struct Repaired {
    /// The damaged file, as it was.
    pub kept: PathBuf,
    /// What was made anew or put right.
    pub done: Vec<String>,
    /// What could not be saved.
    pub lost: Vec<String>,
    /// Documents that `dateline reextract` will read again.
    pub stale: i64,
    /// The check of the new file.
    pub after: Report,
}

/// Why nothing was repaired: the archive is as it was.
#[derive(Debug, thiserror::Error)]
pub enum RepairError {
    /// It is none, or somebody has it open.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// Not even its tables can be read.
    #[error("nothing can be saved from {}: {why}; restore a copy of it, or import again", path.display())]
    Nothing {
        /// The file.
        path: PathBuf,
        /// In words.
        why: String,
    },
    /// What was made does not pass the checks that the old one passes.
    #[error("the repaired archive would be no better, so {} is left as it is: {}", path.display(), wrong.join("; "))]
    NoBetter {
        /// The file.
        path: PathBuf,
        /// The checks, by name.
        wrong: Vec<String>,
    },
    /// While copying or mending.
    #[error("the repair of {} failed, and left it as it is: {source}", path.display())]
    Sqlite {
        /// The file.
        path: PathBuf,
        /// What SQLite says.
        source: rusqlite::Error,
    },
    /// While putting the new file in the place of the old one.
    #[error("{}: {source}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
}

/// Repairs the archive at `path`, which `before` found unsound, or which could not even be checked, while nobody
/// else has it open.
pub fn repair(path: &Path, before: Option<&Report>) -> Result<Repaired, RepairError> {
    let failed = |source| RepairError::Sqlite { path: path.to_owned(), source };
    let on_disk = |source| RepairError::Io { path: path.to_owned(), source };
    let old = open::open_alone(path)?;
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    // In a folder of its own, so that whatever SQLite writes beside it goes with it.
    let place = tempfile::Builder::new().prefix(".dateline-").tempdir_in(folder).map_err(on_disk)?;
    let made = place.path().join("archive.db");
    let new = Connection::open(&made).map_err(failed)?;
    let (mut repaired, documents) = rewrite(&old, &new, path).map_err(failed)?;
    if documents.rows == 0 && !documents.is_whole() {
        let why = documents.broken.unwrap_or_else(|| "no document can be read".into());
        return Err(RepairError::Nothing { path: path.to_owned(), why });
    }
    repaired.after = check::check(&new).map_err(failed)?;
    let wrong: Vec<String> = before.into_iter().flat_map(|before| repaired.after.worse_than(before)).collect();
    if !wrong.is_empty() {
        return Err(RepairError::NoBetter { path: path.to_owned(), wrong });
    }
    new.close().map_err(|(_, source)| failed(source))?;
    fs::File::open(&made).and_then(|file| file.sync_all()).map_err(on_disk)?;
    // Checkpoints, and takes the log away: it would be played into the new file.
    old.close().map_err(|(_, source)| failed(source))?;
    swap(path, &made, &repaired.kept).map_err(on_disk)?;
    Ok(repaired)
}

/// Fills the new file from the old one.
fn rewrite(old: &Connection, new: &Connection, path: &Path) -> rusqlite::Result<(Repaired, Copied)> {
    open::size_pages(new)?;
    new.execute_batch("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF; BEGIN")?;
    open::create(new)?;
    let mut done = Vec::new();
    let mut lost = Vec::new();
    let mut facts_lost = false;
    let mut documents = Copied::default();
    for table in tables(new)? {
        let copied = copy::table(old, new, &table)?;
        if let Some(why) = &copied.broken {
            lost.push(format!("{table}: it can be read only in part ({why}); {} rows are saved", copied.rows));
        }
        if copied.refused > 0 {
            lost.push(format!("{table}: {} rows hold what no such row can hold", copied.refused));
        }
        facts_lost |= !copied.is_whole();
        if table == "documents" {
            documents = copied;
        }
    }
    let mended = mend::mend(new)?;
    done.extend(mended.done);
    facts_lost |= !mended.lost.is_empty();
    lost.extend(mended.lost);
    if facts_lost {
        // Where facts are missing is not known.
        mend::stale(new, "SELECT id FROM documents")?;
    }
    let count = |sql: &str| new.query_row(sql, [], |row| row.get::<_, i64>(0));
    for index in ["documents_fts", "quotes_fts"] {
        new.execute(&format!("INSERT INTO {index} ({index}) VALUES ('rebuild')"), [])?;
    }
    let (texts, quotes) = (count("SELECT count(*) FROM documents")?, count("SELECT count(*) FROM quotes")?);
    done.insert(0, format!("the full text of {texts} documents and {quotes} quotes, and all other indexes"));
    let stale = count("SELECT count(*) FROM documents WHERE extractor = 0")?;
    new.execute_batch("COMMIT; ANALYZE; PRAGMA journal_mode = WAL")?;
    let repaired = Repaired { kept: free_name(path), done, lost, stale, after: Report::default() };
    Ok((repaired, documents))
}

/// Tables that hold rows of their own.
fn tables(new: &Connection) -> rusqlite::Result<Vec<String>> {
    let sql = "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'";
    new.prepare(sql)?.query_map([], |row| row.get(0))?.collect()
}

/// `archive.db.damaged`, or with a number.
fn free_name(path: &Path) -> PathBuf {
    let numbered = (2..).map(|number| format!(".damaged-{number}"));
    let mut endings = std::iter::once(".damaged".to_owned()).chain(numbered);
    let first = open::beside(path, ".damaged");
    endings
        .find_map(|ending| Some(open::beside(path, &ending)).filter(|name| name.symlink_metadata().is_err()))
        .unwrap_or(first)
}

/// Puts `made` in the place of `path`, which gets the name `kept`. There is a whole archive at `path` at any time.
fn swap(path: &Path, made: &Path, kept: &Path) -> io::Result<()> {
    fs::set_permissions(made, fs::metadata(path)?.permissions())?;
    fs::hard_link(path, kept).or_else(|_| fs::copy(path, kept).map(drop))?;
    for ending in ["-wal", "-shm"] {
        // Only what could not be written back is still there.
        if open::beside(path, ending).exists() {
            fs::rename(open::beside(path, ending), open::beside(kept, ending))?;
        }
    }
    fs::rename(made, path)
}
