//! What can be made again from other rows, and rows that name what is lost.

use rusqlite::Connection;

use crate::extract::Kind;
use crate::store::seed;
use crate::store::write::{COLUMNS, COUNTED};

/// What was done, a line each.
#[derive(Debug, Default)]
pub(super) struct Mended {
    /// Made anew or put right.
    pub done: Vec<String>,
    /// Gone for good.
    pub lost: Vec<String>,
}

impl Mended {
    fn done(&mut self, count: usize, what: &str) {
        if count > 0 {
            self.done.push(format!("{count} {what}"));
        }
    }
}

/// Makes rows agree with one another again. The caller holds the transaction, without foreign keys.
pub(super) fn mend(conn: &Connection) -> rusqlite::Result<Mended> {
    let mut mended = Mended::default();
    name_lost_imports(conn, &mut mended)?;
    // Countries and regions are known without any archive.
    conn.execute("DELETE FROM meta WHERE key = 'lexicon_hash'", [])?;
    seed::seed(conn)?;
    settle_references(conn, &mut mended)?;
    for (kind, table) in COUNTED.iter().map(|counted| (counted.kind, counted.table)).chain([(Kind::Place, "places")]) {
        settle_names(conn, kind, table, &mut mended)?;
    }
    settle_evidence(conn, &mut mended)?;
    links(conn, &mut mended)?;
    counts(conn, &mut mended)?;
    Ok(mended)
}

/// A text must not go because the note of the run that read it is lost.
fn name_lost_imports(conn: &Connection, mended: &mut Mended) -> rusqlite::Result<()> {
    let made = conn.execute(
        "INSERT INTO imports (id, started, program, extractor_version, status) \
         SELECT DISTINCT import, '', 'unknown', 0, 'interrupted' FROM \
         (SELECT import FROM documents UNION SELECT import FROM document_locators UNION SELECT import FROM import_items) \
         WHERE import NOT IN (SELECT id FROM imports)",
        [],
    )?;
    mended.done(made, "runs of import are known by their number alone");
    Ok(())
}

/// A reference from one table to another.
struct Reference {
    table: String,
    column: String,
    parent: String,
    /// Whether the row can stand without it.
    is_optional: bool,
}

fn references(conn: &Connection) -> rusqlite::Result<Vec<Reference>> {
    let sql = "SELECT t.name, f.\"from\", f.\"table\", f.on_delete <> 'CASCADE' AND \
               NOT (SELECT c.\"notnull\" OR c.pk > 0 FROM pragma_table_info(t.name) c WHERE c.name = f.\"from\") \
               FROM pragma_table_list t JOIN pragma_foreign_key_list(t.name) f WHERE t.schema = 'main' AND t.type = 'table' \
               ORDER BY t.name, f.id";
    let reference = |row: &rusqlite::Row| {
        Ok(Reference { table: row.get(0)?, column: row.get(1)?, parent: row.get(2)?, is_optional: row.get(3)? })
    };
    conn.prepare(sql)?.query_map([], reference)?.collect()
}

/// Rows that name a row that is lost go with it, or forget it where they can stand alone. Each round may
/// take what others name; there are fewer rounds than tables.
fn settle_references(conn: &Connection, mended: &mut Mended) -> rusqlite::Result<()> {
    let references = references(conn)?;
    loop {
        let mut changed = 0;
        for Reference { table, column, parent, is_optional } in &references {
            let dangling = format!("WHERE {column} IS NOT NULL AND {column} NOT IN (SELECT id FROM {parent})");
            let (sql, told) = if *is_optional {
                (format!("UPDATE {table} SET {column} = NULL {dangling}"), "forget it")
            } else {
                (format!("DELETE FROM {table} {dangling}"), "go with it")
            };
            let rows = conn.execute(&sql, [])?;
            if rows > 0 {
                mended.lost.push(format!("{rows} rows of {table} name a row of {parent} that is lost, and {told}"));
            }
            changed += rows;
        }
        if changed == 0 {
            return Ok(());
        }
    }
}

/// Mentions of what is lost stay as words; aliases of it go.
fn settle_names(conn: &Connection, kind: Kind, table: &str, mended: &mut Mended) -> rusqlite::Result<()> {
    stale(
        conn,
        &format!("SELECT document FROM mentions WHERE kind = '{kind}' AND entity NOT IN (SELECT id FROM {table})"),
    )?;
    let mentions = conn.execute(
        &format!("UPDATE mentions SET entity = NULL WHERE kind = '{kind}' AND entity NOT IN (SELECT id FROM {table})"),
        [],
    )?;
    let aliases = conn.execute(
        &format!("DELETE FROM aliases WHERE kind = '{kind}' AND entity NOT IN (SELECT id FROM {table})"),
        [],
    )?;
    if mentions + aliases > 0 {
        mended.lost.push(format!("{mentions} mentions and {aliases} aliases of a {kind} that is lost"));
    }
    Ok(())
}

/// Facts whose sentence is lost go: they have no evidence, and reading the text again finds them with it.
fn settle_evidence(conn: &Connection, mended: &mut Mended) -> rusqlite::Result<()> {
    // Sentences are numbered without a gap; where one is lost, all of the document are made again.
    let gaps = "SELECT document FROM sentences GROUP BY document HAVING max(ordinal) <> count(*) - 1";
    let sentences = conn.execute(&format!("DELETE FROM sentences WHERE document IN ({gaps})"), [])?;
    if sentences > 0 {
        mended.lost.push(format!("{sentences} sentences of documents that lost others"));
    }
    for table in ["mentions", "quotes", "role_reports", "project_reports", "event_reports"] {
        let rows = conn.execute(
            &format!("DELETE FROM {table} WHERE (document, sentence) NOT IN (SELECT document, ordinal FROM sentences)"),
            [],
        )?;
        if rows > 0 {
            mended.lost.push(format!("{rows} rows of {table} whose sentence is lost"));
        }
    }
    Ok(())
}

/// Documents are to be read again by `dateline reextract`.
pub(super) fn stale(conn: &Connection, documents: &str) -> rusqlite::Result<usize> {
    conn.execute(&format!("UPDATE documents SET extractor = 0 WHERE extractor <> 0 AND id IN ({documents})"), [])
}

/// Links say what the mentions say. What is not known from them, how much a document is about a country, waits
/// for the document to be read again.
fn links(conn: &Connection, mended: &mut Mended) -> rusqlite::Result<()> {
    for counted in &COUNTED {
        let (kind, links, column) = (counted.kind, counted.links, counted.column);
        let named = format!(
            "SELECT document, entity, count(*) AS mentions FROM mentions WHERE kind = '{kind}' AND entity IS NOT NULL \
             GROUP BY document, entity"
        );
        stale(
            conn,
            &format!(
                "SELECT document FROM (SELECT * FROM ({named}) EXCEPT SELECT document, {column}, mentions FROM {links}) UNION \
                 SELECT document FROM (SELECT document, {column}, mentions FROM {links} WHERE mentions > 0 EXCEPT {named})"
            ),
        )?;
        let (extra, value) = if kind == Kind::Country { (", salience", ", 0") } else { ("", "") };
        let mut changed = conn.execute(
            &format!(
                "INSERT INTO {links} (document, {column}, day, mentions{extra}) \
                 SELECT n.document, n.entity, d.day, n.mentions{value} FROM ({named}) n JOIN documents d ON d.id = n.document \
                 WHERE true ON CONFLICT DO UPDATE SET mentions = excluded.mentions WHERE mentions <> excluded.mentions"
            ),
            [],
        )?;
        changed += conn.execute(
            &format!(
                "UPDATE {links} SET mentions = 0 WHERE mentions > 0 AND (document, {column}) NOT IN \
                 (SELECT document, entity FROM ({named}))"
            ),
            [],
        )?;
        changed += conn.execute(
            &format!(
                "UPDATE {links} SET day = d.day FROM documents d WHERE d.id = {links}.document AND {links}.day IS NOT d.day"
            ),
            [],
        )?;
        mended.done(changed, &format!("rows of {links} made from the mentions"));
    }
    Ok(())
}

fn counts(conn: &Connection, mended: &mut Mended) -> rusqlite::Result<()> {
    for counted in &COUNTED {
        let (table, column) = (counted.table, counted.column);
        let right = format!("(SELECT {} WHERE l.{column} = {table}.id)", counted.linked());
        let changed =
            conn.execute(&format!("UPDATE {table} SET ({COLUMNS}) = {right} WHERE ({COLUMNS}) IS NOT {right}"), [])?;
        mended.done(changed, &format!("counts of {table} counted anew"));
    }
    let columns = "(documents, first_day, last_day)";
    let right = "(SELECT count(DISTINCT x.document), min(d.day), max(d.day) FROM role_reports x \
                 JOIN documents d ON d.id = x.document WHERE x.role = roles.id)";
    let changed = conn.execute(&format!("UPDATE roles SET {columns} = {right} WHERE {columns} IS NOT {right}"), [])?;
    mended.done(changed, "counts of roles counted anew");
    Ok(())
}
