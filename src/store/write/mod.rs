//! Writing: one run of an import, a transaction a batch.
//!
//! A cut at any moment (even `kill -9`) loses at most the batch in flight, and the same import again
//! completes it. Row ids rise in the order of the input, so an archive is the same however many
//! threads made its facts.

pub(super) mod counts;
mod document;
mod entities;
mod facts;
mod fulltext;
mod merge;
mod near;
mod people;
mod quotes;
mod registry;
mod remake;
mod remove;
mod repeats;
mod reports;
mod rows;
mod seen;
pub(super) mod settle;
mod standing;

use std::collections::BTreeSet;

use chrono::Utc;
use rusqlite::types::ToSqlOutput;
use rusqlite::{Connection, ErrorCode, OptionalExtension, Transaction, TransactionBehavior, params};

use counts::Dropped;
pub(super) use counts::{COLUMNS, COUNTED, Counted, counted, number};
pub use remake::{FactLine, Remade, Remake, Scope, Stored, lines_made, lines_stored, stored, to_remake};
pub(super) use repeats::name_first_again;

use super::article::{Article, Link, LinkKind};
use super::{decisions, open};
use crate::extract::{self, Kind};
use registry::Registry;
use seen::{By, Seen};

/// What became of the inputs of a run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Documents made.
    pub new: u64,
    /// Documents whose text was replaced by a newer one.
    pub revised: u64,
    /// Inputs whose locator and text were known.
    pub unchanged: u64,
    /// Texts that were known from another locator.
    pub duplicate: u64,
    /// Also counted in `new`.
    pub near_duplicate: u64,
    /// Inputs that were set aside.
    pub quarantined: u64,
    /// Inputs set aside by an earlier run, of which nothing is wrong any more.
    pub released: u64,
}

impl Counts {
    /// All inputs, whatever became of them.
    pub fn inputs(self) -> u64 {
        self.new + self.revised + self.unchanged + self.duplicate + self.quarantined
    }
}

/// What a run is given to write.
#[derive(Debug)]
pub enum Item {
    /// To be stored, or found to be there already.
    Article(Box<Article>),
    /// Known by its locator and hash: only counted.
    Unchanged,
    /// To be set aside, which is kept in `import_items`.
    Refused(Refusal),
    /// The input at this locator has been read to its end.
    ReadWhole(String),
}

/// An input that was set aside.
#[derive(Clone, Debug, PartialEq)]
pub struct Refusal {
    /// A path, `path#record`, or `-`.
    pub locator: String,
    /// As in schema.sql: `read`, `decode`, `parse` …
    pub stage: &'static str,
    /// Byte of the input.
    pub position: Option<u64>,
    /// In words, with what to do.
    pub reason: String,
}

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// All inputs were seen.
    Done,
    /// Someone stopped it between two batches; the same command goes on from there.
    Interrupted,
    /// An error stopped it; what was written before stays.
    Failed,
}

/// A run of an import, under way.
pub struct Import {
    conn: Connection,
    options: String,
    /// Row of `imports`; made with the first change, so that a run that changes nothing leaves no trace.
    id: Option<i64>,
    ordinal: i64,
    counts: Counts,
    registry: Registry,
    standing: standing::Standing,
    compared: near::Compared,
    seen: Seen,
    /// Entities that gained or lost a document in this run: their names are settled at its end.
    touched: BTreeSet<(Kind, i64)>,
    /// Whether a run before was cut off before it settled anything.
    unsettled: bool,
    /// Changes when another program has written, and what is in memory is no longer all there is.
    data_version: i64,
}

/// What a transaction still has to do behind all of its articles.
#[derive(Default)]
struct Pending<'a> {
    totals: counts::Totals,
    /// Documents whose facts it has written.
    written: Vec<i64>,
    /// Those of them that have a row and facts, and nothing else yet.
    unfinished: Vec<(i64, &'a Article)>,
    /// Rows of `import_items`: ordinal, locator, what became of it, document.
    items: Vec<(i64, &'a str, &'static str, i64)>,
}

/// What became of one article.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Outcome {
    New(i64),
    NearDuplicate(i64),
    Revised(i64),
    Duplicate(i64),
}

/// The hash of what was last read at a locator, when it is known.
pub fn known_hash(conn: &Connection, locator: &str) -> rusqlite::Result<Option<String>> {
    conn.prepare_cached("SELECT content_hash FROM document_locators WHERE locator = ?1")?
        .query_row([locator], |row| row.get(0))
        .optional()
}

impl Import {
    /// Begins a run on an archive opened for writing. `options` is JSON: what was asked for.
    pub fn begin(conn: Connection, options: String) -> rusqlite::Result<Import> {
        near::bring_up_to_date(&conn)?;
        let registry = Registry::load(&conn)?;
        let data_version = data_version(&conn)?;
        let seen = Seen::begin(&conn)?;
        Ok(Import {
            conn,
            options,
            id: None,
            ordinal: 0,
            counts: Counts::default(),
            registry,
            standing: standing::Standing::default(),
            compared: near::Compared::default(),
            seen,
            touched: BTreeSet::new(),
            unsettled: false,
            data_version,
        })
    }

    /// Its row of `imports`, once it has changed anything.
    pub fn run(&self) -> Option<i64> {
        self.id
    }

    /// So far.
    pub fn counts(&self) -> Counts {
        self.counts
    }

    /// Writes a batch in one transaction. An article that the archive cannot take is set aside, and
    /// the rest of the batch goes in. An error means that nothing of the batch was written.
    pub fn write(&mut self, items: &[Item]) -> rusqlite::Result<()> {
        match self.transact(items) {
            Err(error) if is_about_content(&error) => {}
            done => return done,
        }
        for item in items {
            match (self.transact(std::slice::from_ref(item)), item) {
                (Err(error), Item::Article(article)) if is_about_content(&error) => {
                    let refusal = Refusal {
                        locator: article.locator.text.clone(),
                        stage: "store",
                        position: None,
                        reason: error.to_string(),
                    };
                    self.transact(&[Item::Refused(refusal)])?;
                }
                (result, _) => result?,
            }
        }
        Ok(())
    }

    /// Ends the run: people known by their family name alone become those whose posts they hold, entities
    /// get the names that most documents use, and statistics for the query planner are brought up to date.
    pub fn finish(self, end: End) -> rusqlite::Result<(Counts, Connection)> {
        let Import { conn, id, counts, mut touched, unsettled, mut registry, data_version: seen, .. } = self;
        if let Some(id) = id {
            let tx = Transaction::new_unchecked(&conn, TransactionBehavior::Immediate)?;
            // Another import may have made, joined or dropped people since the last batch.
            if data_version(&tx)? != seen {
                registry = Registry::load(&tx)?;
            }
            for successor in registry.people.successors() {
                merge::people(&tx, &successor)?;
                touched.insert((Kind::Person, successor.into));
            }
            decisions::follow(&tx)?;
            if unsettled {
                settle::all(&tx)?
            } else {
                settle::these(&tx, touched)?
            }
            decisions::rename_again(&tx)?;
            decisions::try_again(&tx)?;
            let status = match end {
                End::Done => "done",
                End::Interrupted => "interrupted",
                End::Failed => "failed",
            };
            tx.execute("UPDATE imports SET finished = ?2, status = ?3 WHERE id = ?1", params![id, now(), status])?;
            tx.commit()?;
            // All of it after a large change; else only what SQLite itself finds stale.
            let documents: i64 = conn.query_row("SELECT count(*) FROM documents", [], |row| row.get(0))?;
            let changed = i64::try_from(counts.new + counts.revised).unwrap_or(i64::MAX);
            let analyse = if changed.saturating_mul(10) >= documents { "ANALYZE" } else { "PRAGMA optimize" };
            conn.execute_batch("PRAGMA analysis_limit = 2000")?;
            conn.execute_batch(analyse)?;
            conn.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)")?;
        }
        Ok((counts, conn))
    }

    fn transact(&mut self, items: &[Item]) -> rusqlite::Result<()> {
        let before = (self.id, self.ordinal, self.counts, self.standing.clone());
        self.conn.execute_batch("BEGIN IMMEDIATE")?;
        let result = self.follow_others().and_then(|()| self.put_all(items));
        let result = result.and_then(|dropped| self.conn.execute_batch("COMMIT").map(|()| dropped));
        if result.is_err() {
            self.compared.forget();
            (self.id, self.ordinal, self.counts, self.standing) = before;
            let _ = self.conn.execute_batch("ROLLBACK"); // SQLite may have rolled back already
        }
        // What was made and rolled back, or was there and dropped, must not be found again.
        if !matches!(result, Ok(Dropped::Nothing)) {
            self.registry = Registry::load(&self.conn)?;
        }
        result?;
        open::size_log(&self.conn)
    }

    /// Takes in what another import has written between two transactions of this one.
    fn follow_others(&mut self) -> rusqlite::Result<()> {
        let found = data_version(&self.conn)?;
        if found != self.data_version {
            self.data_version = found;
            self.seen.forget();
            self.compared.forget();
            self.registry = Registry::load(&self.conn)?;
        }
        Ok(())
    }

    fn put_all(&mut self, items: &[Item]) -> rusqlite::Result<Dropped> {
        let mut pending = Pending::default();
        for item in items {
            match item {
                Item::Unchanged => self.counts.unchanged += 1,
                Item::Refused(refusal) => {
                    self.counts.quarantined += 1;
                    if !self.standing.is_told(&self.conn, refusal)? {
                        let id = self.import_id()?;
                        self.standing.add(id, self.ordinal);
                        self.refuse(id, refusal)?;
                    }
                }
                Item::ReadWhole(locator) => self.release(locator)?,
                Item::Article(article) => self.put(article, &mut pending)?,
            }
        }
        let Pending { totals, written, unfinished, items } = pending;
        self.touched.extend(totals.touched());
        let dropped = totals.write(&self.conn)?;
        if let Some(id) = self.id {
            record_all(&self.conn, id, &items)?;
        }
        finish(&self.conn, &unfinished)?;
        decisions::follow(&self.conn)?;
        decisions::follow_documents(&self.conn, &written)?;
        if let Some(id) = self.id {
            self.conn
                .prepare_cached(
                    "UPDATE imports SET new = ?2, revised = ?3, unchanged = ?4, duplicate = ?5, near_duplicate = ?6, \
                     quarantined = ?7 WHERE id = ?1",
                )?
                .execute(params![
                    id,
                    self.counts.new as i64,
                    self.counts.revised as i64,
                    self.counts.unchanged as i64,
                    self.counts.duplicate as i64,
                    self.counts.near_duplicate as i64,
                    self.counts.quarantined as i64
                ])?;
        }
        Ok(dropped)
    }

    fn put<'a>(&mut self, article: &'a Article, pending: &mut Pending<'a>) -> rusqlite::Result<()> {
        let locator = &article.locator.text;
        let known = match self.seen.may_be(By::Locator(locator)) {
            true => document::at_locator(&self.conn, locator)?,
            false => None,
        };
        if known.as_ref().is_some_and(|k| k.content_hash == article.content_hash) {
            self.counts.unchanged += 1;
            return Ok(());
        }
        let import = self.import_id()?;
        let outcome = self.decide(article, known, import, pending)?;
        let (word, document) = match outcome {
            Outcome::New(id) => {
                self.counts.new += 1;
                ("new", id)
            }
            Outcome::NearDuplicate(id) => {
                self.counts.new += 1;
                self.counts.near_duplicate += 1;
                ("near_duplicate", id)
            }
            Outcome::Revised(id) => {
                self.counts.revised += 1;
                ("revised", id)
            }
            Outcome::Duplicate(id) => {
                self.counts.duplicate += 1;
                ("duplicate", id)
            }
        };
        self.seen.add_article(article);
        pending.items.push((self.ordinal, &article.locator.text, word, document));
        self.ordinal += 1;
        Ok(())
    }

    /// Known locator: a revision. Known text: one more locator. Known URL under the same title: a
    /// revision too. Else a new document.
    fn decide<'a>(
        &mut self,
        article: &'a Article,
        known: Option<document::Known>,
        import: i64,
        pending: &mut Pending<'a>,
    ) -> rusqlite::Result<Outcome> {
        let conn = &self.conn;
        let revised = match known {
            Some(known) => Some(known.document),
            None => {
                let hash = &article.content_hash;
                let known = self.seen.may_be(By::Content(hash)).then(|| document::with_hash(conn, hash)).transpose()?;
                if let Some(id) = known.flatten() {
                    document::add_locators(conn, id, article, import)?;
                    return Ok(Outcome::Duplicate(id));
                }
                document::at_url(conn, article)?
            }
        };
        if let Some(id) = revised {
            // It may be of this transaction, and what is taken out must be in.
            finish(conn, &std::mem::take(&mut pending.unfinished))?;
            remove::facts(conn, id, &mut pending.totals)?;
            document::revise(conn, id, article, import)?;
            self.compared.forget();
            repeats::relink(conn, id, &mut pending.totals)?;
            facts::write(conn, id, article, &mut self.registry, &mut pending.totals)?;
            pending.written.push(id);
            pending.unfinished.push((id, article));
            return Ok(Outcome::Revised(id));
        }
        let link = self.compared.find(conn, &self.seen, &near::Candidate::of(article), i64::MAX)?;
        let id = document::insert(conn, article, import, &mut self.seen)?;
        let outcome = if link.is_some() { Outcome::NearDuplicate(id) } else { Outcome::New(id) };
        // Before its facts, which count otherwise where it is a copy.
        if let Some(link) = link {
            repeats::link(conn, id, link)?;
        }
        facts::write(conn, id, article, &mut self.registry, &mut pending.totals)?;
        pending.written.push(id);
        pending.unfinished.push((id, article));
        Ok(outcome)
    }

    /// Takes out of quarantine what this run found nothing wrong with.
    fn release(&mut self, locator: &str) -> rusqlite::Result<()> {
        for (import, ordinal) in self.standing.settled(&self.conn, locator)? {
            let id = self.import_id()?;
            self.conn
                .prepare_cached("UPDATE import_items SET taken = ?3 WHERE import = ?1 AND ordinal = ?2")?
                .execute([import, ordinal, id])?;
            self.counts.released += 1;
        }
        Ok(())
    }

    /// The row of this run, made when it is first needed.
    fn import_id(&mut self) -> rusqlite::Result<i64> {
        if let Some(id) = self.id {
            return Ok(id);
        }
        let cut = self.conn.execute("UPDATE imports SET status = 'interrupted' WHERE status = 'running'", [])?;
        self.unsettled |= cut > 0;
        let id = begun(&self.conn, &self.options)?;
        self.id = Some(id);
        Ok(id)
    }

    /// Keeps what was wrong with an input.
    fn refuse(&mut self, import: i64, refusal: &Refusal) -> rusqlite::Result<()> {
        self.conn
            .prepare_cached(
                "INSERT INTO import_items (import, ordinal, locator, outcome, stage, position, reason) \
                 VALUES (?1, ?2, ?3, 'quarantined', ?4, ?5, ?6)",
            )?
            .execute(params![
                import,
                self.ordinal,
                refusal.locator,
                refusal.stage,
                refusal.position.map(|p| p as i64),
                refusal.reason
            ])?;
        self.ordinal += 1;
        Ok(())
    }
}

/// Writes what documents that have a row and facts still lack. Full text comes last: see there.
fn finish(conn: &Connection, documents: &[(i64, &Article)]) -> rusqlite::Result<()> {
    document::write_metadata(conn, documents)?;
    facts::write_sentences(conn, documents)?;
    fulltext::add(conn, documents)
}

/// Keeps what became of articles that were taken.
fn record_all(conn: &Connection, import: i64, items: &[(i64, &str, &str, i64)]) -> rusqlite::Result<()> {
    let rows = items.iter().map(|(ordinal, locator, outcome, document)| {
        [ToSqlOutput::from(import), (*ordinal).into(), (*locator).into(), (*outcome).into(), (*document).into()]
    });
    rows::put(conn, "INSERT INTO import_items (import, ordinal, locator, outcome, document)", rows)
}

/// The row of a run that begins; its options as JSON.
pub(super) fn begun(conn: &Connection, options: &str) -> rusqlite::Result<i64> {
    conn.execute(
        "INSERT INTO imports (started, program, extractor_version, options, status) VALUES (?1, ?2, ?3, ?4, 'running')",
        params![now(), concat!("dateline ", env!("CARGO_PKG_VERSION")), extract::VERSION, options],
    )?;
    Ok(conn.last_insert_rowid())
}

/// Whether the error lies in what was to be written, not in the disk, the lock or the file.
fn is_about_content(error: &rusqlite::Error) -> bool {
    matches!(
        error.sqlite_error_code(),
        Some(ErrorCode::ConstraintViolation | ErrorCode::TooBig | ErrorCode::TypeMismatch)
    )
}

fn data_version(conn: &Connection) -> rusqlite::Result<i64> {
    conn.pragma_query_value(None, "data_version", |row| row.get(0))
}

fn now() -> String {
    Utc::now().format("%Y-%m-%dT%H:%M:%SZ").to_string()
}
