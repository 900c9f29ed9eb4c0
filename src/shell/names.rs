//! What the archive knows of a line as it is typed: asked on a key press, so never longer than a deadline.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

use rusqlite::Connection;

use crate::lang::Diagnostic;
use crate::lang::ast::{EntityKind, Query};
use crate::query::answer::{Column, Sink, Value};
use crate::query::catalogue::{self, Suggestion};
use crate::query::{self, Options, Prepared, Stop, guard, kind_word, link_of, sql};
use crate::store;
use crate::text::fold;

/// A key press may take this long before it is felt.
const DEADLINE: Duration = Duration::from_millis(20);

/// More names than this help nobody to choose.
const MOST: usize = 20;

/// Names whose inner words are known, at most: some ten megabytes.
const INSIDE: i64 = 200_000;

/// What typed names are completed from: a connection of its own, with a clock of its own.
pub struct Names {
    archive: Connection,
    stop: Stop,
    inside: Arc<OnceLock<Vec<Inside>>>,
}

/// A name of several words, the most reported entity first.
struct Inside {
    norm: String,
    kind: EntityKind,
    id: i64,
    documents: i64,
}

const KINDS: [EntityKind; 4] = [EntityKind::Person, EntityKind::Country, EntityKind::Organization, EntityKind::Project];

impl Names {
    /// `None` when the archive cannot be opened a second time: completion then knows only words.
    pub fn open(path: &Path) -> Option<Names> {
        let mut archive = store::open_read_only(path).ok()?;
        let stop = guard(&mut archive).ok()?;
        let inside = Arc::new(OnceLock::new());
        // No index finds a word inside a name. All names are read beside the person's first keys.
        let (path, found): (PathBuf, _) = (path.to_owned(), Arc::clone(&inside));
        std::thread::spawn(move || {
            let read = store::open_read_only(&path).ok().and_then(|archive| read_inside(&archive).ok());
            let _ = found.set(read.unwrap_or_default());
        });
        Some(Names { archive, stop, inside })
    }

    /// Entities that `typed` may become: those whose name begins so, then those with such a word inside, in
    /// each the most reported first. None when they cannot be found in time.
    pub fn find(&self, typed: &str, kind: Option<EntityKind>) -> Vec<Suggestion> {
        self.stop.start(Some(DEADLINE));
        let Some(inside) = self.inside.get() else {
            return catalogue::search(&self.archive, typed, kind, MOST).unwrap_or_default();
        };
        let mut found = catalogue::beginning(&self.archive, typed, kind, MOST).unwrap_or_default();
        let word = format!(" {}", fold(typed));
        for name in inside.iter().filter(|name| kind.is_none_or(|kind| kind == name.kind) && name.norm.contains(&word))
        {
            if found.len() >= MOST {
                break;
            }
            let Ok(Some(entity)) = catalogue::entity(&self.archive, name.kind, name.id) else { continue };
            let stable = entity.what.stable();
            if !found.iter().any(|known| known.stable == stable) {
                found.push(Suggestion { kind: name.kind, stable, name: entity.name, documents: entity.documents });
            }
        }
        found
    }

    /// The names of saved queries.
    pub fn saved(&self) -> Vec<String> {
        self.stop.start(Some(DEADLINE));
        let found = query::saved(&self.archive).unwrap_or_default();
        found.into_iter().map(|saved| saved.name).collect()
    }

    /// How a query is read, when that can be told in time.
    ///
    /// # Errors
    /// What is wrong with it; nothing when there was not the time.
    pub fn prepare(&self, query: &Query, options: &Options) -> Result<Prepared, Vec<Diagnostic>> {
        self.stop.start(Some(DEADLINE));
        query::prepare(&self.archive, query, options)
    }

    /// The number that a query of one row and column gives, when there is time left since `start`.
    pub fn number(&self, query: &Query, options: &Options, start: Instant) -> Option<i64> {
        let timeout = Some(DEADLINE.checked_sub(start.elapsed())?);
        let options = Options { timeout, stop: self.stop.clone(), ..options.clone() };
        let prepared = query::prepare(&self.archive, query, &options).ok()?;
        let mut number = Number(None);
        query::run(&self.archive, &prepared, &options, &mut number).ok()?;
        number.0
    }
}

struct Number(Option<i64>);

impl Sink for Number {
    fn begin(&mut self, _: &[Column]) -> std::io::Result<()> {
        Ok(())
    }
    fn row(&mut self, row: &[Value]) -> std::io::Result<()> {
        if let [Value::Integer(number)] = row {
            self.0 = Some(*number);
        }
        Ok(())
    }
    fn end(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

fn read_inside(archive: &Connection) -> rusqlite::Result<Vec<Inside>> {
    let mut found = Vec::new();
    for kind in KINDS {
        let entities = link_of(kind).entities;
        let mut documents: HashMap<i64, i64> = HashMap::new();
        let sql = sql!["SELECT id, documents FROM ", entities, " WHERE documents > 0 ORDER BY documents DESC LIMIT ?"];
        let mut statement = archive.prepare(&sql.text())?;
        for row in statement.query_map([INSIDE / 4], |row| Ok((row.get(0)?, row.get(1)?)))? {
            let (id, count) = row?;
            documents.insert(id, count);
        }
        let sql = "SELECT norm, entity FROM aliases WHERE kind = ? AND instr(norm, ' ') > 0 LIMIT ?";
        let mut statement = archive.prepare(sql)?;
        for row in statement.query_map((kind_word(kind), INSIDE), |row| Ok((row.get(0)?, row.get::<_, i64>(1)?)))? {
            let (norm, id) = row?;
            if let Some(&documents) = documents.get(&id) {
                found.push(Inside { norm, kind, id, documents });
            }
        }
    }
    found.sort_by_key(|name| std::cmp::Reverse(name.documents));
    Ok(found)
}
