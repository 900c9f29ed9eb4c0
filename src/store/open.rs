//! Opening an archive: for writing, which makes it when it is not there, and for reading only.

use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags, TransactionBehavior};

use super::{migrations, seed, similar};

/// "dtln" in the file header, by which `file` and we ourselves know an archive.
const APPLICATION_ID: i32 = 0x6474_6C6E;

/// Large pages suit full text and long bodies. It must be set before the first table is made.
const PAGE_SIZE: i32 = 16_384;

/// How long to wait for someone else's transaction before giving up.
const BUSY: Duration = Duration::from_secs(5);

/// Pages in the log from which they are copied into the archive, 64 MiB. Most pages of an index change with every batch: the
/// longer the log, the fewer times each is copied.
const CHECKPOINT: i32 = 4096;

/// The same for a large archive, 512 MiB.
const CHECKPOINT_AT_MOST: i32 = 32_768;

/// The part of an archive up to which its log grows between these two. What a batch changes lies the farther apart the
/// larger the archive is, so that each page of the log is another of it, and to bring all of them to the disk takes longer.
const LOG: i32 = 4;

/// Page cache of a writer and of a reader, as SQLite takes it: negative is KiB.
const WRITER_CACHE: i32 = -131_072;
const READER_CACHE: i32 = -65_536;

/// Why an archive cannot be opened, and what to do.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// `dateline --db /tmp query …`
    #[error("{} is a folder: name a file, as in --db {}", .0.display(), .0.join("archive.db").display())]
    Directory(PathBuf),
    /// `dateline --db nowhere.db query …`
    #[error("there is no archive at {}: `dateline import PATH` makes one, --db FILE names another", .0.display())]
    Missing(PathBuf),
    /// `dateline --db nowhere/archive.db import …`
    #[error("the folder {} does not exist: make it first, or name another file with --db", .0.display())]
    NoFolder(PathBuf),
    /// `touch new.db; dateline --db new.db query …`
    #[error("{} is empty: `dateline import PATH` makes an archive of it, --db FILE names another", .0.display())]
    Empty(PathBuf),
    /// A copy or a download that was cut off.
    #[error(
        "{} is cut off: it has {found} of {whole} bytes; copy it again, or save what is there with `dateline check --repair`",
        path.display()
    )]
    CutOff {
        /// The file.
        path: PathBuf,
        /// Bytes that it has.
        found: u64,
        /// Bytes that its header tells of.
        whole: u64,
    },
    /// Pages that are no pages.
    #[error(
        "{} is damaged ({source}): `dateline check` says where, `dateline check --repair` saves what can be read",
        path.display()
    )]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What SQLite says.
        source: rusqlite::Error,
    },
    /// Somebody else's, or in a folder that is.
    #[error("no permission to open {}: check who owns it and its folder, or name another file with --db", .0.display())]
    Permission(PathBuf),
    /// On a CD, mounted so, or somebody else's: itself or its folder.
    #[error(
        "{} cannot be written, though it can be asked: check who owns it and its folder, or name another file with --db",
        .0.display()
    )]
    ReadOnly(PathBuf),
    /// `dateline --db README.md query …`
    #[error("{} is not an SQLite database: name another file with --db", .0.display())]
    NotADatabase(PathBuf),
    /// `dateline --db places.sqlite query …`
    #[error("{} is an SQLite database but no dateline archive: name another file with --db", .0.display())]
    NotAnArchive(PathBuf),
    /// Made by a dateline that does not exist yet.
    #[error("{} has schema version {found}, and this dateline knows versions up to {known}: use a newer dateline", path.display())]
    Newer {
        /// The file.
        path: PathBuf,
        /// Schema version that it has.
        found: i32,
        /// Newest schema version that this program knows.
        known: i32,
    },
    /// Made by an older dateline and opened only for reading.
    #[error("{} has the older schema version {found}: `dateline migrate` brings it to version {known}, in place", path.display())]
    Older {
        /// The file.
        path: PathBuf,
        /// Schema version that it has.
        found: i32,
        /// Newest schema version that this program knows.
        known: i32,
    },
    /// Someone else has written for longer than anybody waits.
    #[error("{} is in use by another dateline that is writing: try again when it is done", .0.display())]
    Busy(PathBuf),
    /// Whatever else SQLite says.
    #[error("{}: {source}", path.display())]
    Sqlite {
        /// The file.
        path: PathBuf,
        /// What SQLite says.
        source: rusqlite::Error,
    },
}

/// What a file holds, as far as its header says.
enum Content {
    Nothing,
    Archive { version: i32 },
    Foreign,
}

/// Opens the archive at `path` for writing. Makes it, with its countries and regions, when there is
/// none; brings an older one to the present schema.
pub fn create_or_open(path: &Path) -> Result<Connection, OpenError> {
    if path.is_dir() {
        return Err(OpenError::Directory(path.to_owned()));
    }
    if let Some(folder) = path.parent().filter(|f| !f.as_os_str().is_empty() && !f.is_dir()) {
        return Err(OpenError::NoFolder(folder.to_owned()));
    }
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    whole(path)?;
    let mut conn = Connection::open_with_flags(path, flags).map_err(|e| explain(path, e))?;
    // SQLite opens what it may not write for reading, and would say so only at the first change.
    if conn.is_readonly(rusqlite::MAIN_DB).map_err(|e| explain(path, e))? {
        return Err(OpenError::ReadOnly(path.to_owned()));
    }
    prepare(&mut conn, path).map_err(|e| match e {
        Problem::Known(error) => error,
        Problem::Sqlite(source) => explain(path, source),
    })?;
    Ok(conn)
}

/// Lets the log grow with the archive.
pub(super) fn size_log(conn: &Connection) -> rusqlite::Result<()> {
    let pages: i32 = conn.pragma_query_value(None, "page_count", |row| row.get(0))?;
    let checkpoint = (pages / LOG).clamp(CHECKPOINT, CHECKPOINT_AT_MOST);
    conn.pragma_update_and_check(None, "wal_autocheckpoint", checkpoint, |_| Ok(()))
}

/// Opens an archive of the present schema for a small change, which waits so long for others who write.
pub(super) fn open_to_note(path: &Path, patience: Duration) -> Result<Connection, OpenError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let settle = |conn: &Connection| {
        conn.busy_timeout(patience)?;
        harden(conn)?;
        conn.pragma_update(None, "synchronous", "NORMAL")?;
        content(conn)
    };
    let conn = Connection::open_with_flags(path, flags).map_err(|e| explain(path, e))?;
    let found = settle(&conn).map_err(|e| explain(path, e))?;
    present(path, &found)?;
    Ok(conn)
}

/// Opens the archive at `path` for reading. Nothing can be changed through the connection.
pub fn open_read_only(path: &Path) -> Result<Connection, OpenError> {
    if path.is_dir() {
        return Err(OpenError::Directory(path.to_owned()));
    }
    match path.metadata() {
        Ok(metadata) if metadata.len() == 0 => return Err(OpenError::Empty(path.to_owned())),
        Ok(_) => whole(path)?,
        Err(e) if e.kind() == io::ErrorKind::PermissionDenied => return Err(OpenError::Permission(path.to_owned())),
        Err(_) => return Err(OpenError::Missing(path.to_owned())),
    }
    let conn = connect_read_only(path).map_err(|e| explain(path, e))?;
    present(path, &content(&conn).map_err(|e| explain(path, e))?)?;
    Ok(conn)
}

/// Opens an archive of the present schema while nobody else has it open, and keeps it so. Damage is no hindrance.
pub(super) fn open_alone(path: &Path) -> Result<Connection, OpenError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let settle = |conn: &Connection| {
        conn.busy_timeout(BUSY)?;
        harden(conn)?;
        conn.pragma_update_and_check(None, "locking_mode", "EXCLUSIVE", |_| Ok(()))?;
        // The lock comes with the first transaction, and stays.
        conn.execute_batch("BEGIN EXCLUSIVE; COMMIT")?;
        content(conn)
    };
    let conn = Connection::open_with_flags(path, flags).map_err(|e| explain(path, e))?;
    let found = settle(&conn).map_err(|e| explain(path, e))?;
    present(path, &found)?;
    Ok(conn)
}

/// Refuses a file that ends before its last page: SQLite notices only when it asks for one that is missing.
fn whole(path: &Path) -> Result<(), OpenError> {
    let mut head = [0; 100];
    let read = std::fs::File::open(path).and_then(|mut file| file.read_exact(&mut head));
    // What is missing may stand in the log, and what is there too early is taken back by the journal.
    let is_unsettled =
        ["-wal", "-journal"].iter().any(|ending| beside(path, ending).metadata().is_ok_and(|it| it.len() > 0));
    // What cannot be read is told by SQLite.
    if read.is_err() || !head.starts_with(b"SQLite format 3\0") || is_unsettled {
        return Ok(());
    }
    let number = |at: usize| head[at..at + 4].iter().fold(0, |number, byte| number << 8 | u64::from(*byte));
    let page = match number(16) >> 16 {
        1 => 65_536,
        size => size,
    };
    let (pages, is_counted) = (number(28), number(24) == number(92));
    let found = path.metadata().map_or(0, |metadata| metadata.len());
    match pages * page {
        whole if is_counted && found < whole => Err(OpenError::CutOff { path: path.to_owned(), found, whole }),
        _ => Ok(()),
    }
}

/// The name of a file that SQLite keeps beside an archive: its log is `-wal`.
pub(super) fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

/// Refuses what is no archive of the present schema.
fn present(path: &Path, content: &Content) -> Result<(), OpenError> {
    let path = path.to_owned();
    let known = migrations::VERSION;
    match *content {
        Content::Nothing => Err(OpenError::Missing(path)),
        Content::Foreign => Err(OpenError::NotAnArchive(path)),
        Content::Archive { version: found } if found > known => Err(OpenError::Newer { path, found, known }),
        Content::Archive { version: found } if found < known => Err(OpenError::Older { path, found, known }),
        Content::Archive { .. } => Ok(()),
    }
}

fn connect_read_only(path: &Path) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let settle = |conn: Connection| {
        conn.busy_timeout(BUSY)?;
        harden(&conn)?;
        conn.pragma_update(None, "query_only", true)?;
        // What is sorted beyond the cache goes to temporary files: in memory a network of millions would have no bound.
        conn.pragma_update(None, "cache_size", READER_CACHE)?;
        conn.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
        Ok(conn)
    };
    Connection::open_with_flags(path, flags).and_then(settle).or_else(|error| {
        // A reader of a WAL database writes beside it. On a medium that cannot be written nobody else
        // writes either, so the file may be read as it stands.
        if error.sqlite_error_code() != Some(ErrorCode::CannotOpen) {
            return Err(error);
        }
        Connection::open_with_flags(immutable_uri(path), flags | OpenFlags::SQLITE_OPEN_URI).and_then(settle)
    })
}

fn immutable_uri(path: &Path) -> String {
    let mut uri = String::from("file:");
    for c in path.to_string_lossy().chars() {
        match c {
            '%' => uri.push_str("%25"),
            '?' => uri.push_str("%3f"),
            '#' => uri.push_str("%23"),
            _ => uri.push(c),
        }
    }
    uri.push_str("?immutable=1");
    uri
}

enum Problem {
    Known(OpenError),
    Sqlite(rusqlite::Error),
}

impl From<rusqlite::Error> for Problem {
    fn from(error: rusqlite::Error) -> Problem {
        Problem::Sqlite(error)
    }
}

fn prepare(conn: &mut Connection, path: &Path) -> Result<(), Problem> {
    conn.busy_timeout(BUSY)?;
    harden(conn)?;
    match content(conn)? {
        Content::Foreign => return Err(Problem::Known(OpenError::NotAnArchive(path.to_owned()))),
        Content::Archive { version } if version > migrations::VERSION => {
            let (path, known) = (path.to_owned(), migrations::VERSION);
            return Err(Problem::Known(OpenError::Newer { path, found: version, known }));
        }
        Content::Nothing => size_pages(conn)?,
        Content::Archive { .. } => {}
    }
    log_ahead(conn)?;
    conn.pragma_update(None, "synchronous", "NORMAL")?;
    conn.pragma_update(None, "cache_size", WRITER_CACHE)?;
    size_log(conn)?;
    conn.pragma_update(None, "temp_store", "MEMORY")?;
    conn.set_prepared_statement_cache_capacity(1024);
    // Else a statement may be prepared anew for each row that is bound to it, in search of a better plan.
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    conn.pragma_update(None, "foreign_keys", false)?; // a migration may rebuild a table that others name
    let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
    // Looked at again, now that no one else can write: two runs may have met on a new file.
    match content(&tx)? {
        Content::Nothing => create(&tx)?,
        Content::Archive { version } => migrations::step(&tx, version)?,
        Content::Foreign => return Err(Problem::Known(OpenError::NotAnArchive(path.to_owned()))),
    }
    seed::seed(&tx)?;
    tx.commit()?;
    conn.pragma_update(None, "foreign_keys", true)?;
    Ok(())
}

/// Has changes written to a log ahead of the archive, which keeps readers reading.
///
/// When several runs meet on a new file SQLite refuses this to one of them at once, whatever the timeout: each holds what the
/// other waits for. The one that is refused lets go, and asks again.
fn log_ahead(conn: &Connection) -> rusqlite::Result<()> {
    let begun = Instant::now();
    loop {
        match conn.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(())) {
            Err(error) if error.sqlite_error_code() == Some(ErrorCode::DatabaseBusy) && begun.elapsed() < BUSY => {
                thread::sleep(Duration::from_millis(5));
            }
            done => return done,
        }
    }
}

/// To be called on an empty file before anything else.
pub(super) fn size_pages(conn: &Connection) -> rusqlite::Result<()> {
    conn.pragma_update(None, "page_size", PAGE_SIZE)
}

/// Makes the tables of a new archive.
pub(super) fn create(conn: &Connection) -> rusqlite::Result<()> {
    conn.execute_batch(migrations::SCHEMA)?;
    conn.pragma_update(None, "application_id", APPLICATION_ID)?;
    conn.pragma_update(None, "user_version", migrations::VERSION)?;
    let mut meta = conn.prepare("INSERT INTO meta (key, value) VALUES (?1, ?2)")?;
    meta.execute(["created", &chrono::Utc::now().format("%Y-%m-%dT%H:%M:%SZ").to_string()])?;
    meta.execute(["program", concat!("dateline ", env!("CARGO_PKG_VERSION"))])?;
    meta.execute(["near_hash", similar::NEAR_HASH_VERSION])?;
    // A larger hash makes filling the index a third faster. Undocumented, so its refusal is no error.
    for table in ["documents_fts", "quotes_fts"] {
        let _ = conn.execute(&format!("INSERT INTO {table} ({table}, rank) VALUES ('hashsize', 33554432)"), []);
    }
    Ok(())
}

fn content(conn: &Connection) -> rusqlite::Result<Content> {
    let tables: i64 = conn.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    let id: i32 = conn.pragma_query_value(None, "application_id", |row| row.get(0))?;
    let version: i32 = conn.pragma_query_value(None, "user_version", |row| row.get(0))?;
    Ok(match (tables, id) {
        (0, 0) => Content::Nothing,
        (_, APPLICATION_ID) => Content::Archive { version },
        _ => Content::Foreign,
    })
}

/// An archive may come from a stranger: its schema gets no rights beyond ordinary SQL.
fn harden(conn: &Connection) -> rusqlite::Result<()> {
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    conn.pragma_update(None, "cell_size_check", true)
}

/// What an error of SQLite means for the archive at `path`.
pub fn explain(path: &Path, error: rusqlite::Error) -> OpenError {
    let path = path.to_owned();
    match error.sqlite_error_code() {
        Some(ErrorCode::NotADatabase) => OpenError::NotADatabase(path),
        Some(ErrorCode::ReadOnly) => OpenError::ReadOnly(path),
        Some(ErrorCode::PermissionDenied | ErrorCode::CannotOpen) => OpenError::Permission(path),
        Some(ErrorCode::DatabaseCorrupt) => OpenError::Damaged { path, source: error },
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => OpenError::Busy(path),
        _ => OpenError::Sqlite { path, source: error },
    }
}
