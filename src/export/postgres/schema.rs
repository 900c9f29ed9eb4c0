//! `schema.sql` in PostgreSQL's words. The file is laid out by ourselves, so that its lines can be read as they stand.

use crate::export::model::{Table, TableKind};
use crate::store::SCHEMA;

/// The statements around the data.
pub struct Schema {
    /// Tables without what slows loading.
    pub tables: String,
    /// Indexes, foreign keys, views, comments.
    pub rest: String,
}

/// Statements for these tables and views, which are those of `schema.sql`.
pub fn schema(tables: &[Table]) -> Schema {
    let mut schema = Schema { tables: String::new(), rest: String::new() };
    for statement in statements(SCHEMA) {
        let head = statement.lines().next().unwrap_or_default();
        if head.starts_with("CREATE TABLE ") {
            let (table, keys) = table(&statement);
            schema.tables += &table;
            schema.rest += &keys;
        } else if head.starts_with("CREATE INDEX ") {
            schema.rest += &index(head);
        } else if head.starts_with("CREATE VIEW ") {
            schema.rest += &statement.replace("group_concat(", "string_agg(");
            schema.rest += "\n";
        }
        // Full text is PostgreSQL's own: full_text.sql.
    }
    schema.rest += &comments(tables);
    schema
}

/// Each with its lines, comments left out.
fn statements(schema: &str) -> Vec<String> {
    let mut all = Vec::new();
    let mut open = String::new();
    for line in schema.lines() {
        let code = line.split_once("--").map_or(line, |(code, _)| code).trim_end();
        if code.is_empty() {
            continue;
        }
        open += code;
        open += "\n";
        if code.ends_with(';') {
            all.push(std::mem::take(&mut open));
        }
    }
    all
}

/// The table, and its foreign keys: tables name one another in a circle, so these come when all are there.
fn table(statement: &str) -> (String, String) {
    let mut out = String::new();
    let mut keys = String::new();
    let mut name = "";
    let mut columns: Vec<String> = Vec::new();
    for line in statement.lines() {
        if let Some(rest) = line.strip_prefix("CREATE TABLE ") {
            name = rest.trim_end_matches(['(', ' ']);
            continue;
        }
        let line = line.trim().trim_end_matches(',');
        if line.starts_with(')') {
            continue;
        }
        let mut words = line.splitn(3, ' ').filter(|word| !word.is_empty());
        let column = words.next().unwrap_or_default();
        if matches!(column, "PRIMARY" | "CHECK" | "UNIQUE") {
            columns.push(line.to_owned());
            continue;
        }
        let declared = line[column.len()..].trim_start();
        let (kind, rest) = declared.split_once(' ').unwrap_or((declared, ""));
        let (rest, reference) = match rest.split_once("REFERENCES ") {
            Some((rest, reference)) => (rest.trim_end(), Some(reference)),
            None => (rest, None),
        };
        columns.push(format!("{column} {} {rest}", self::kind(column, kind)).trim_end().to_owned());
        if let Some(reference) = reference {
            keys += &format!("ALTER TABLE {name} ADD FOREIGN KEY ({column}) REFERENCES {reference};\n");
        }
    }
    out += &format!("CREATE TABLE {name} (\n  {}\n);\n", columns.join(",\n  "));
    (out, keys)
}

/// Text compares byte by byte, as in SQLite: names sort and begin the same on every server. Places in a text are of
/// the type that `substr` takes.
fn kind(column: &str, declared: &str) -> &'static str {
    match (column, declared) {
        ("start" | "length", "INTEGER") => "integer",
        (_, "INTEGER") => "bigint",
        (_, "REAL") => "double precision",
        _ => "text COLLATE \"C\"",
    }
}

/// NULL comes first, as in SQLite, so that the newest can be read off backwards. Quarters of near hashes are for
/// imports alone.
fn index(statement: &str) -> String {
    let parts = statement.split_once('(').and_then(|(head, rest)| Some((head, rest.split_once(')')?)));
    let Some((head, (columns, tail))) = parts.filter(|(_, (columns, _))| !columns.contains('&')) else {
        return String::new();
    };
    let columns: Vec<String> = columns.split(',').map(|column| format!("{} NULLS FIRST", column.trim())).collect();
    format!("{head}({}){tail}\n", columns.join(", "))
}

fn comments(tables: &[Table]) -> String {
    let mut out = String::new();
    for table in tables {
        let what = if table.kind == TableKind::Table { "TABLE" } else { "VIEW" };
        if !table.about.is_empty() {
            out += &format!("COMMENT ON {what} {} IS {};\n", table.name, literal(&table.about));
        }
        for column in table.columns.iter().filter(|column| !column.about.is_empty()) {
            out += &format!("COMMENT ON COLUMN {}.{} IS {};\n", table.name, column.name, literal(&column.about));
        }
    }
    out
}

/// Text of our own as SQL has it.
pub fn literal(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_keys_and_checks_are_kept_and_references_come_last() {
        let (table, keys) = table(
            "CREATE TABLE document_links (\n  document   INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,\n  \
             kind TEXT NOT NULL CHECK (kind IN ('exact', 'near')),\n  similarity REAL,\n  PRIMARY KEY (document, kind)\n) STRICT, WITHOUT ROWID;",
        );
        assert_eq!(
            table,
            "CREATE TABLE document_links (\n  document bigint NOT NULL,\n  kind text COLLATE \"C\" NOT NULL CHECK (kind IN ('exact', 'near')),\n  \
             similarity double precision,\n  PRIMARY KEY (document, kind)\n);\n"
        );
        assert_eq!(
            keys,
            "ALTER TABLE document_links ADD FOREIGN KEY (document) REFERENCES documents (id) ON DELETE CASCADE;\n"
        );
    }

    #[test]
    fn indexes_read_backwards_give_the_newest_first() {
        let found = index("CREATE INDEX a ON b (day, id) WHERE day IS NOT NULL;");
        assert_eq!(found, "CREATE INDEX a ON b (day NULLS FIRST, id NULLS FIRST) WHERE day IS NOT NULL;\n");
        assert_eq!(index("CREATE INDEX a ON b (near_hash & 65535, near_hash);"), "");
    }
}
