//! A large archive from a small one: its rows again and again, through the archive's own tables.
//!
//! To read a million real texts takes hours, and a benchmark of queries needs rows and not the reading of them. So a
//! base of some thousand articles is imported as any others would be, and then repeated in rounds, each on other days.
//! Whoever is in [`names::KNOWN`] documents of the base, and every country, is the same in all rounds, so that their
//! documents grow with the archive; all others are of [`ROUNDS_OF_A_NAME`] rounds, under names that are put in the
//! place of theirs wherever the texts, quotes and mentions have them. Events are of their round. Words that are no
//! names are as frequent as in the base. Full text is indexed by FTS5, counts are counted from the links, indexes are
//! made and statistics gathered as an import leaves them; `dateline check` finds the archive in order.

use std::collections::{HashMap, HashSet};
use std::path::Path;

use rusqlite::Connection;
use rusqlite::types::{ToSqlOutput, Value, ValueRef};
use sha2::{Digest, Sha256};

use crate::names::{self, Movable, Names};
use crate::tables::{Pace, Rule, TABLES, Table};
use crate::{Outcome, days};

/// Rounds in which the same unknown people come up.
pub const ROUNDS_OF_A_NAME: usize = 4;

/// Which ids stay, and how far the others move on.
struct Ids {
    kept: HashSet<i64>,
    stride: i64,
}

impl Ids {
    fn moved(&self, id: i64, by: usize) -> i64 {
        if self.kept.contains(&id) { id } else { id + self.stride * by as i64 }
    }
}

struct Base {
    tables: Vec<Rows>,
    ids: HashMap<&'static str, Ids>,
    movable: Movable,
}

struct Rows {
    table: &'static Table,
    columns: Vec<String>,
    /// Of each column.
    rules: Vec<Option<Rule>>,
    rows: Vec<Vec<Value>>,
}

/// Of one round.
struct Round<'b> {
    number: usize,
    /// 0 are the names of the base.
    name: usize,
    names: &'b Names,
    /// Days of the base's documents in this round.
    days: HashMap<i64, i64>,
}

/// Makes the archive at `path`, a base, hold about `documents` documents; gives how many it holds.
pub fn grow(path: &Path, documents: usize) -> Outcome<usize> {
    let archive = Connection::open(path)?;
    let have = archive.query_row("SELECT count(*) FROM documents", [], |row| row.get::<_, i64>(0))? as usize;
    let rounds = (documents as f64 / have as f64).round() as usize;
    if rounds <= 1 {
        return Ok(have);
    }
    // Nobody else reads it, and whatever fails is made anew.
    archive.execute_batch(
        "PRAGMA foreign_keys = OFF; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -1000000; \
         PRAGMA locking_mode = EXCLUSIVE; PRAGMA threads = 2",
    )?;
    let base = Base::read(&archive)?;
    println!(
        "  {have} articles, {} names that stand for one another, {} people known in all rounds",
        base.movable.count(),
        base.ids["people"].kept.len()
    );
    // An index made at the end is sorted once; kept up to date it is read and written at random.
    let indexes = texts(&archive, "SELECT sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL")?;
    for name in texts(&archive, "SELECT name FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL")? {
        archive.execute_batch(&format!("DROP INDEX {name}"))?;
    }
    archive.execute_batch("BEGIN")?;
    let mut names = base.movable.moved(0);
    for number in 1..rounds {
        let name = number.div_ceil(ROUNDS_OF_A_NAME);
        let is_first = (number - 1).is_multiple_of(ROUNDS_OF_A_NAME);
        if is_first {
            names = base.movable.moved(name);
        }
        let round = Round { number, name, names: &names, days: base.days(number) };
        for rows in &base.tables {
            if rows.table.pace == Pace::EachRound || is_first {
                base.put(&archive, rows, &round)?;
            }
        }
    }
    archive.execute_batch("COMMIT")?;
    for index in indexes {
        archive.execute_batch(&index)?;
    }
    settle(&archive)?;
    Ok(have * rounds)
}

/// Counts, full text and statistics, as an import leaves them.
fn settle(archive: &Connection) -> Outcome<()> {
    archive.execute_batch("BEGIN")?;
    for (table, link, column) in [
        ("people", "document_people", "person"),
        ("countries", "document_countries", "country"),
        ("organizations", "document_organizations", "organization"),
        ("projects", "document_projects", "project"),
        ("events", "document_events", "event"),
    ] {
        archive.execute_batch(&format!(
            "UPDATE {table} SET documents = l.documents, mentions = l.mentions, first_day = l.first, last_day = l.last \
             FROM (SELECT {column} AS id, count(*) AS documents, sum(mentions) AS mentions, min(day) AS first, max(day) AS last \
             FROM {link} GROUP BY {column}) l WHERE l.id = {table}.id; \
             UPDATE {table} SET documents_once = documents, mentions_once = mentions; \
             UPDATE {table} SET documents_once = documents - l.copies, mentions_once = mentions - l.named \
             FROM (SELECT {column} AS id, count(*) AS copies, sum(mentions) AS named FROM documents d \
             INDEXED BY documents_copies CROSS JOIN {link} ON document = d.id WHERE d.copy_of IS NOT NULL GROUP BY {column}) l \
             WHERE l.id = {table}.id"
        ))?;
    }
    archive.execute_batch(
        "UPDATE roles SET documents = l.documents, first_day = l.first, last_day = l.last \
         FROM (SELECT x.role AS id, count(DISTINCT x.document) AS documents, min(d.day) AS first, max(d.day) AS last \
         FROM role_reports x JOIN documents d INDEXED BY documents_day ON d.id = x.document GROUP BY x.role) l \
         WHERE l.id = roles.id",
    )?;
    for table in ["documents_fts", "quotes_fts"] {
        archive.execute(&format!("INSERT INTO {table} ({table}) VALUES ('rebuild')"), [])?;
    }
    archive.execute_batch("COMMIT; PRAGMA analysis_limit = 2000; ANALYZE; PRAGMA locking_mode = NORMAL")?;
    archive.query_row("PRAGMA journal_mode = WAL", [], |_| Ok(()))?;
    archive.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
    Ok(())
}

fn texts(archive: &Connection, sql: &str) -> Outcome<Vec<String>> {
    Ok(archive.prepare(sql)?.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
}

impl Base {
    fn read(archive: &Connection) -> Outcome<Base> {
        let mut tables = Vec::new();
        for table in &TABLES {
            let mut statement = archive.prepare(&format!("SELECT * FROM {} WHERE {}", table.name, table.rows))?;
            let columns: Vec<String> = statement.column_names().map(str::to_owned).collect();
            let rule = |column: &String| table.rules.iter().find(|(name, _)| name == column).map(|(_, rule)| *rule);
            let rules = columns.iter().map(rule).collect();
            let width = columns.len();
            let rows = statement.query_map([], |row| (0..width).map(|at| row.get(at)).collect())?;
            let rows = rows.collect::<rusqlite::Result<_>>()?;
            tables.push(Rows { table, columns, rules, rows });
        }
        let known = |table: &str| format!("SELECT id FROM {table} WHERE documents >= {}", names::KNOWN);
        let mut ids = HashMap::new();
        for (table, number, kept) in [
            ("documents", "id", None),
            ("events", "id", None),
            ("quotes", "id", None),
            ("import_items", "ordinal", None),
            ("people", "id", Some(known("people"))),
            ("organizations", "id", Some(known("organizations"))),
            ("projects", "id", Some(known("projects"))),
            ("roles", "id", Some(format!("SELECT id FROM roles WHERE person IN ({})", known("people")))),
        ] {
            let last: i64 =
                archive.query_row(&format!("SELECT coalesce(max({number}), 0) FROM {table}"), [], |row| row.get(0))?;
            let kept = match kept {
                Some(sql) => {
                    archive.prepare(&sql)?.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?
                }
                None => HashSet::new(),
            };
            ids.insert(table, Ids { kept, stride: last + 1 });
        }
        Ok(Base { tables, ids, movable: Movable::read(archive)? })
    }

    fn days(&self, round: usize) -> HashMap<i64, i64> {
        let mut days = HashMap::new();
        for rows in self.tables.iter().filter(|rows| rows.table.name == "documents") {
            let at = |name: &str| rows.columns.iter().position(|column| column == name);
            let (Some(id), Some(day), Some(date)) = (at("id"), at("day"), at("published")) else { continue };
            for row in &rows.rows {
                if let (Value::Integer(id), Value::Integer(day), Value::Text(date)) = (&row[id], &row[day], &row[date])
                {
                    days.insert(*id, days::moved_text(date, *day, round as i64).1);
                }
            }
        }
        days
    }

    fn put(&self, archive: &Connection, rows: &Rows, round: &Round) -> Outcome<()> {
        let marks = vec!["?"; rows.columns.len()].join(", ");
        let mut insert = archive.prepare_cached(&format!("INSERT INTO {} VALUES ({marks})", rows.table.name))?;
        let lead = rows.columns.iter().position(|column| column == rows.table.rules[0].0).unwrap_or(0);
        for row in &rows.rows {
            let cells: Vec<Option<Value>> = rows
                .rules
                .iter()
                .enumerate()
                .map(|(at, rule)| Some(self.cell((*rule)?, rows, row, at, round)))
                .collect();
            let is_same = cells[lead].as_ref().is_none_or(|value| *value == row[lead]);
            if rows.table.pace == Pace::EachName && is_same {
                continue;
            }
            for (at, cell) in cells.iter().enumerate() {
                let hashed;
                let value = match (rows.rules[at], cell) {
                    (Some(Rule::ContentHash), _) => {
                        hashed = content_hash(rows, &cells);
                        &hashed
                    }
                    (_, Some(cell)) => cell,
                    (_, None) => &row[at],
                };
                insert.raw_bind_parameter(at + 1, ToSqlOutput::Borrowed(ValueRef::from(value)))?;
            }
            insert.raw_execute()?;
        }
        Ok(())
    }

    fn cell(&self, rule: Rule, rows: &Rows, row: &[Value], at: usize, round: &Round) -> Value {
        let other = |name: &str| rows.columns.iter().position(|column| column == name).map(|at| &row[at]);
        let id = |table: &str, by: usize| match row[at] {
            Value::Integer(id) => Value::Integer(self.ids[table].moved(id, by)),
            _ => Value::Null,
        };
        let text = |change: &dyn Fn(&str) -> String| match &row[at] {
            Value::Text(text) => Value::Text(change(text)),
            other => other.clone(),
        };
        let own_date = |name: &str| match other(name) {
            Some(Value::Text(text)) => text.clone(),
            _ => String::new(),
        };
        let (number, name) = (round.number, round.name);
        match rule {
            Rule::Document => id("documents", number),
            Rule::Event => id("events", number),
            Rule::Quote => id("quotes", number),
            Rule::Ordinal => id("import_items", number),
            Rule::Person => id("people", name),
            Rule::Organization => id("organizations", name),
            Rule::Project => id("projects", name),
            Rule::Role => id("roles", name),
            Rule::OfKind => match other("kind") {
                Some(Value::Text(kind)) if kind == "person" => id("people", name),
                Some(Value::Text(kind)) if kind == "organization" => id("organizations", name),
                Some(Value::Text(kind)) if kind == "project" => id("projects", name),
                Some(Value::Text(kind)) if kind == "event" => id("events", number),
                _ => row[at].clone(),
            },
            Rule::DayOfDocument => match other("document") {
                Some(Value::Integer(id)) => round.days.get(id).map_or(Value::Null, |day| Value::Integer(*day)),
                _ => Value::Null,
            },
            Rule::Date => match (&row[at], other("day")) {
                (Value::Text(text), Some(Value::Integer(day))) => {
                    Value::Text(days::moved_text(text, *day, number as i64).0)
                }
                (same, _) => same.clone(),
            },
            Rule::Day => match row[at] {
                Value::Integer(day) => {
                    let date = if rows.table.name == "documents" { own_date("published") } else { own_date("date") };
                    Value::Integer(days::moved_text(&date, day, number as i64).1)
                }
                _ => Value::Null,
            },
            Rule::Text => text(&|text| round.names.text(text)),
            Rule::Folded => text(&|text| round.names.key(text)),
            Rule::Unique => text(&|text| format!("{text}~{number}")),
            Rule::NearHash => match row[at] {
                Value::Integer(hash) => Value::Integer(hash ^ scattered(number)),
                _ => Value::Null,
            },
            Rule::ContentHash => Value::Null, // of the row's other values, when they are known
        }
    }
}

/// As the import makes it: of title, newline, body.
fn content_hash(rows: &Rows, cells: &[Option<Value>]) -> Value {
    let text =
        |name: &str| match rows.columns.iter().position(|column| column == name).and_then(|at| cells[at].as_ref()) {
            Some(Value::Text(text)) => text.as_bytes(),
            _ => b"",
        };
    let hash = Sha256::new().chain_update(text("title")).chain_update(b"\n").chain_update(text("body")).finalize();
    Value::Text(hash.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// Bits that differ from round to round in each quarter (SplitMix64).
fn scattered(round: usize) -> i64 {
    let mut bits = (round as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    (bits ^ (bits >> 31)) as i64
}
