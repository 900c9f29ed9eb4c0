//! The connection: it reads and nothing else, and stops when it is told to.

use std::cell::RefCell;
use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use postgres::error::SqlState;
use postgres::fallible_iterator::FallibleIterator;
use postgres::types::{ToSql, Type};
use postgres::{CancelToken, Client, Config, Error, NoTls, Row};

use super::{SCHEMA_NAME, VERSION_KEY};
use crate::query::answer::Value;
use crate::query::archive::{Archive, ReadError};
use crate::query::dialect::{Dialect, Spelled};
use crate::query::sql::Param;
use crate::query::{Stop, sql};
use crate::store;

/// Between two looks at whether to stop.
const LOOK: Duration = Duration::from_millis(20);

/// How long to wait for a server that does not answer.
const PATIENCE: Duration = Duration::from_secs(10);

/// Why there is no copy to ask, and what to do.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// What was given is no address.
    #[error("this is no address of a database ({0}): write postgres://USER@HOST/DATABASE")]
    Address(String),
    /// The server does not answer, or refuses.
    #[error("cannot reach the database: {0}")]
    Unreachable(String),
    /// The database holds no copy of an archive.
    #[error("there is no archive in this database: dateline export postgres | psql DATABASE makes one")]
    Missing,
    #[error(
        "the copy has schema version {found}, and this dateline asks version {known}: export it again, with --force"
    )]
    /// The copy was written by another version of this program.
    Version {
        /// The schema version of the copy, as the copy says it.
        found: String,
        /// The one that is understood here.
        known: i32,
    },
}

/// A copy that is read.
pub struct Copy {
    client: RefCell<Client>,
    watch: Arc<Watch>,
}

/// What the thread beside a statement looks at.
struct Watch {
    stop: Stop,
    cancel: CancelToken,
    running: AtomicBool,
    gone: AtomicBool,
}

impl Copy {
    /// Connects. The handle stops what runs.
    ///
    /// # Errors
    /// See [`Refusal`].
    pub fn open(address: &str) -> Result<(Copy, Stop), Refusal> {
        let mut config: Config = address.parse().map_err(|error: Error| Refusal::Address(said(&error)))?;
        if config.get_connect_timeout().is_none() {
            config.connect_timeout(PATIENCE);
        }
        // An address stands in lists of processes; a password need not.
        if let (None, Ok(password)) = (config.get_password(), std::env::var("PGPASSWORD")) {
            config.password(password);
        }
        config.application_name("dateline");
        let mut client = config.connect(NoTls).map_err(|error| Refusal::Unreachable(said(&error)))?;
        let settle = format!("SET default_transaction_read_only = on; SET search_path = {SCHEMA_NAME}");
        client.batch_execute(&settle).map_err(|error| Refusal::Unreachable(said(&error)))?;
        let stop = Stop::default();
        let watch = Arc::new(Watch {
            stop: stop.clone(),
            cancel: client.cancel_token(),
            running: AtomicBool::new(false),
            gone: AtomicBool::new(false),
        });
        let copy = Copy { client: RefCell::new(client), watch: Arc::clone(&watch) };
        copy.is_present()?;
        std::thread::spawn(move || look(&watch));
        Ok((copy, stop))
    }

    fn is_present(&self) -> Result<(), Refusal> {
        let mut wanted = sql!["SELECT value FROM meta WHERE key = "];
        wanted.bind(VERSION_KEY);
        let archive: &dyn Archive = self;
        let found = archive.first(&wanted, |row| row.text(0)).map_err(|_| Refusal::Missing)?;
        match found {
            Some(found) if found == store::VERSION.to_string() => Ok(()),
            Some(found) => Err(Refusal::Version { found, known: store::VERSION }),
            None => Err(Refusal::Missing),
        }
    }
}

impl Drop for Copy {
    fn drop(&mut self) {
        self.watch.gone.store(true, Ordering::Relaxed);
    }
}

/// Cancels what runs when the handle or the clock says so.
fn look(watch: &Watch) {
    while !watch.gone.load(Ordering::Relaxed) {
        std::thread::sleep(LOOK);
        if watch.running.load(Ordering::Relaxed) && (watch.stop.is_asked() || watch.stop.is_late()) {
            // Where that fails the statement goes on to its end, and nothing is lost but time.
            let _ = watch.cancel.cancel_query(NoTls);
        }
    }
}

impl Archive for Copy {
    fn dialect(&self) -> Dialect {
        Dialect::Postgres
    }

    fn read(
        &self,
        statement: &Spelled,
        each: &mut dyn FnMut(&mut [Value]) -> ControlFlow<()>,
    ) -> Result<(), ReadError> {
        let busy = || ReadError::Server("one statement at a time".to_owned());
        let mut client = self.client.try_borrow_mut().map_err(|_| busy())?;
        self.watch.running.store(true, Ordering::Relaxed);
        let done = rows(&mut client, statement, each);
        self.watch.running.store(false, Ordering::Relaxed);
        done.map_err(|error| match error.code() {
            Some(code) if *code == SqlState::QUERY_CANCELED => ReadError::Stopped,
            _ => ReadError::Server(said(&error)),
        })
    }

    fn plan(&self, statement: &Spelled) -> Result<Vec<String>, ReadError> {
        let text = format!("EXPLAIN {}", statement.text);
        let mut lines = Vec::new();
        self.read(&Spelled { text, params: statement.params.clone() }, &mut |row| {
            if let [Value::Text(line)] = row {
                lines.push(std::mem::take(line));
            }
            ControlFlow::Continue(())
        })?;
        Ok(lines)
    }
}

fn rows(
    client: &mut Client,
    statement: &Spelled,
    each: &mut dyn FnMut(&mut [Value]) -> ControlFlow<()>,
) -> Result<(), Error> {
    let params = statement.params.iter().map(|param| -> &dyn ToSql {
        match param {
            Param::Integer(number) => number,
            Param::Real(number) => number,
            Param::Text(text) => text,
        }
    });
    let mut rows = client.query_raw(&statement.text, params)?;
    let mut row_values = Vec::new();
    while let Some(row) = rows.next()? {
        row_values.clear();
        for at in 0..row.len() {
            row_values.push(value(&row, at)?);
        }
        if each(&mut row_values).is_break() {
            break;
        }
    }
    Ok(())
}

/// Statements of ours give numbers, texts and NULL.
fn value(row: &Row, at: usize) -> Result<Value, Error> {
    let kind = row.columns()[at].type_();
    Ok(match *kind {
        Type::INT8 => row.try_get::<_, Option<i64>>(at)?.map_or(Value::Null, Value::Integer),
        Type::INT4 => row.try_get::<_, Option<i32>>(at)?.map_or(Value::Null, |number| Value::Integer(number.into())),
        Type::FLOAT8 => row.try_get::<_, Option<f64>>(at)?.map_or(Value::Null, Value::Real),
        _ => row.try_get::<_, Option<String>>(at)?.map_or(Value::Null, Value::Text),
    })
}

/// What the server says, or else what stands between it and us.
fn said(error: &Error) -> String {
    match (error.as_db_error(), std::error::Error::source(error)) {
        (Some(error), _) => error.message().to_owned(),
        (None, Some(source)) => source.to_string(),
        (None, None) => error.to_string(),
    }
}
