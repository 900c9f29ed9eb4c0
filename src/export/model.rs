//! The tables and views of an archive, as `schema.sql` states them: columns, what they hold, and its comments.

use std::collections::BTreeMap;

use rusqlite::Connection;
use serde::Serialize;

use crate::store::SCHEMA;

/// A table or a view.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Table {
    pub name: String,
    pub kind: TableKind,
    /// The comment at its head; may be empty.
    #[serde(rename = "description")]
    pub about: String,
    pub columns: Vec<Column>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum TableKind {
    Table,
    View,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Column {
    pub name: String,
    #[serde(rename = "type")]
    pub holds: Holds,
    /// The comment at its side, or what columns of this name hold everywhere; may be empty.
    #[serde(rename = "description", skip_serializing_if = "String::is_empty")]
    pub about: String,
    /// `people.id`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub references: Option<String>,
}

/// What the values of a column are, apart from NULL.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Holds {
    Integer,
    Real,
    Text,
    /// In the archive an integer yyyymmdd, in files a date.
    #[serde(rename = "date")]
    Day,
}

/// What columns of one name hold in every table: the conventions at the head of `schema.sql`.
const EVERYWHERE: [(&str, &str); 16] = [
    ("confidence", "how sure the rule is, 0 to 1"),
    ("day", "date by which queries count; a partial date as its first day"),
    ("document", "the article"),
    ("documents", "articles that name it"),
    ("documents_once", "of them, those that repeat no other publisher's"),
    ("evidence", "the sentence on which it rests"),
    ("first_day", "of the earliest article that names it"),
    ("last_day", "of the latest article that names it"),
    ("length", "characters of the body"),
    ("mentions", "places where it is named"),
    ("mentions_once", "of them, those in articles that repeat no other publisher's"),
    ("ordinal", "number within its parent, from 0"),
    ("rule", "the rule that found it"),
    ("sentence", "ordinal of the sentence in the document"),
    ("start", "characters of the body before it"),
    ("words", "how many the text has"),
];

/// All tables and views of `schema.sql`, in its order, without full-text indexes, which other programs cannot
/// use outside SQLite.
pub fn tables() -> rusqlite::Result<Vec<Table>> {
    let conn = Connection::open_in_memory()?;
    conn.execute_batch(SCHEMA)?;
    let names: Vec<(String, String)> = conn
        .prepare(
            "SELECT name, type FROM pragma_table_list WHERE schema = 'main' AND type IN ('table', 'view') \
             AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'",
        )?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?;
    let comments = comments(SCHEMA);
    let mut tables = Vec::new();
    for (name, kind) in names {
        let kind = if kind == "view" { TableKind::View } else { TableKind::Table };
        let about = comments.get(&(name.clone(), String::new())).cloned().unwrap_or_default();
        let columns = columns(&conn, &name, &comments)?;
        tables.push(Table { name, kind, about, columns });
    }
    tables.sort_by_key(|table| SCHEMA.find(&format!(" {} ", table.name)));
    Ok(tables)
}

fn columns(conn: &Connection, table: &str, comments: &Comments) -> rusqlite::Result<Vec<Column>> {
    let references: BTreeMap<String, String> = conn
        .prepare("SELECT \"from\", \"table\" || '.' || \"to\" FROM pragma_foreign_key_list(?1)")?
        .query_map([table], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?;
    let mut statement = conn.prepare("SELECT name, type FROM pragma_table_info(?1)")?;
    let column = |row: &rusqlite::Row| {
        let (name, declared): (String, String) = (row.get(0)?, row.get(1)?);
        let holds = match (name.as_str(), declared.as_str()) {
            ("day" | "first_day" | "last_day", _) => Holds::Day,
            (_, "INTEGER") => Holds::Integer,
            (_, "REAL") => Holds::Real,
            // What a view computes has no type, and is text in ours; ANY is written as text too.
            _ => Holds::Text,
        };
        let everywhere = || EVERYWHERE.iter().find(|(known, _)| *known == name).map(|(_, about)| (*about).to_owned());
        let about = comments.get(&(table.to_owned(), name.clone())).cloned();
        let about = about.or_else(everywhere).unwrap_or_default();
        Ok(Column { holds, about, references: references.get(&name).cloned(), name })
    };
    statement.query_map([table], column)?.collect()
}

/// Comments by table and column; that of the table itself has no column.
type Comments = BTreeMap<(String, String), String>;

/// Reads the comments of a schema laid out as ours: a table's below its first line, a column's at its side
/// or on lines of its own above it.
fn comments(schema: &str) -> Comments {
    let mut comments = Comments::new();
    let mut table = None;
    let mut above: Vec<&str> = Vec::new();
    let mut at_head = false;
    for line in schema.lines() {
        if let Some(rest) = line.strip_prefix("CREATE TABLE ").or_else(|| line.strip_prefix("CREATE VIEW ")) {
            table = rest.split_whitespace().next().map(str::to_owned);
            at_head = true;
            continue;
        }
        let Some(name) = &table else { continue };
        let line = line.trim();
        if let Some(comment) = line.strip_prefix("--") {
            above.push(comment.trim());
            continue;
        }
        if at_head {
            comments.insert((name.clone(), String::new()), above.join(" "));
            above.clear();
            at_head = false;
        }
        let (code, beside) = line.split_once("--").unwrap_or((line, ""));
        above.extend(Some(beside.trim()).filter(|beside| !beside.is_empty()));
        if let Some(column) = code.split_whitespace().next()
            && !above.is_empty()
        {
            comments.insert((name.clone(), column.to_owned()), above.join(" "));
        }
        above.clear();
        if code.trim_end().ends_with(';') {
            table = None;
        }
    }
    comments
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_are_found_at_the_head_beside_and_above() {
        let all = tables().expect("the schema");
        let table = |name: &str| all.iter().find(|table| table.name == name).expect(name);
        let column = |name: &str, column: &str| {
            table(name).columns.iter().find(|c| c.name == column).unwrap_or_else(|| panic!("{name}.{column}")).clone()
        };
        assert!(all.iter().all(|table| !table.columns.is_empty()));
        assert_eq!(table("people").kind, TableKind::Table);
        assert_eq!(table("documents").about, "One article: its current text. Earlier texts are in document_revisions.");
        assert!(table("meetings").about.starts_with("Meetings, visits"), "{}", table("meetings").about);
        assert_eq!(column("sources", "domain").about, "akorda.example, without www.");
        assert!(column("roles", "standing").about.starts_with("held; general:"));
        assert_eq!(column("roles", "last_day").about, "of the latest article that names it");
        assert_eq!(column("documents", "place").references.as_deref(), Some("places.id"));
        assert_eq!(column("project_timeline", "day").holds, Holds::Day);
        assert_eq!(column("quotations", "speaker").holds, Holds::Text);
        assert_eq!(column("project_reports", "amount").holds, Holds::Real);
        assert!(all.iter().all(|table| !table.name.contains("fts")), "shadow tables are left out");
        for table in &all {
            assert!(!table.about.is_empty(), "{} says nothing of itself", table.name);
        }
    }
}
