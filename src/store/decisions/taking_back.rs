//! Taking back what a decision changed, row by row.

use std::collections::BTreeSet;

use rusqlite::{Connection, params};

use super::moving::{COLUMNS, SETS, Touched};
use super::{hiding, setting, taken_out};
use crate::extract::Kind;
use crate::store::write::COUNTED;

/// Puts every row that decision `id` changed back as it was, as far as it still stands as the decision left it.
pub(super) fn take_back(conn: &Connection, id: i64, touched: &mut Touched) -> rusqlite::Result<()> {
    let mut done = BTreeSet::new();
    hiding::show_again(conn, id, touched)?;
    taken_out::put_back(conn, id)?;
    for it in COLUMNS.iter().filter(|it| done.insert(it.relation)) {
        let (document, number) = it.row.columns();
        let same = if document == "NULL" { String::new() } else { format!(" AND t.{document} = c.document") };
        conn.prepare_cached(&format!(
            "UPDATE {0} AS t SET {1} = c.before FROM decision_changes c WHERE c.decision = ?1 AND c.relation = '{2}' \
             AND t.{number} = c.number{same} AND t.{1} IS c.after",
            it.table, it.column, it.relation
        ))?
        .execute([id])?;
    }
    setting::put_back(conn, id, touched)?;
    for role in numbers(conn, id, "role_reports.role")? {
        touched.roles.insert(role);
    }
    let merged: Vec<(Kind, i64, i64)> = merged(conn, id)?;
    // Last done, first undone: a person's events were merged after the person.
    for set in SETS.iter().rev() {
        let (document, of_document) = if set.document { ("document, ", "c.document, ") } else { ("", "") };
        let same = if set.document { " AND document = c.document" } else { "" };
        // The one put in goes; the one taken out comes back, where what it belongs to is still there.
        let (table, own, other, extra) = (set.table, set.own, set.other, set.extra);
        let owners: Vec<i64> = conn
            .prepare_cached("SELECT DISTINCT before FROM decision_changes WHERE decision = ?1 AND relation = ?2")?
            .query_map(params![id, format!("-{table}.{own}")], |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?;
        for from in owners {
            conn.prepare_cached(&format!(
                "DELETE FROM {table} WHERE EXISTS (SELECT 1 FROM decision_changes c WHERE c.decision = ?1 \
                 AND c.relation = '+{table}.{own}' AND c.before = ?2 AND c.after = {table}.{own} AND c.number = {table}.{other}{same})"
            ))?
            .execute([id, from])?;
            let there = others(set.other);
            conn.prepare_cached(&format!(
                "INSERT OR IGNORE INTO {table} ({document}{own}, {other}, {extra}) SELECT {of_document}c.before, c.number, c.extra \
                 FROM decision_changes c WHERE c.decision = ?1 AND c.relation = '-{table}.{own}' AND c.before = ?2 \
                 AND EXISTS (SELECT 1 FROM {there} o WHERE o.id = c.number)"
            ))?
            .execute([id, from])?;
        }
    }
    for counted in &COUNTED {
        let links = [format!("-{}", counted.links), format!("+{}", counted.links), format!("~{}", counted.links)];
        let mut statement = conn.prepare_cached(
            "SELECT before, after FROM decision_changes WHERE decision = ?1 AND relation IN (?2, ?3, ?4)",
        )?;
        let mut rows = statement.query(params![id, links[0], links[1], links[2]])?;
        while let Some(row) = rows.next()? {
            touched.entities.extend([(counted.kind, row.get(0)?), (counted.kind, row.get(1)?)]);
        }
        self::links(conn, id, counted.kind, counted.links, counted.column)?;
    }
    reports(conn, id, touched)?;
    conn.prepare_cached(
        "DELETE FROM aliases WHERE how <> 'user' AND EXISTS (SELECT 1 FROM decision_changes c WHERE c.decision = ?1 \
         AND c.relation = '+aliases' AND c.number = aliases.entity AND c.after = aliases.norm AND c.extra = aliases.kind)",
    )?
    .execute([id])?;
    conn.prepare_cached(
        "UPDATE people SET country = c.before FROM decision_changes c WHERE c.decision = ?1 AND c.relation = 'country' \
         AND c.number = people.id",
    )?
    .execute([id])?;
    for (kind, from, kept) in merged {
        touched.entities.extend([(kind, from), (kind, kept)]);
    }
    conn.prepare_cached("DELETE FROM merged_entities WHERE decision = ?1")?.execute([id])?;
    conn.prepare_cached("DELETE FROM decision_changes WHERE decision = ?1")?.execute([id])?;
    Ok(())
}

/// Links from documents whose mentions have changed: counted from the mentions; those that were put in go
/// when nothing is left of them.
fn links(conn: &Connection, id: i64, kind: Kind, table: &str, own: &str) -> rusqlite::Result<()> {
    let count =
        format!("(SELECT count(*) FROM mentions m WHERE m.document = c.document AND m.kind = '{kind}' AND m.entity = ");
    let (salience, told) = if kind == Kind::Country { (", salience", ", coalesce(c.extra, 0)") } else { ("", "") };
    conn.prepare_cached(&format!(
        "INSERT OR IGNORE INTO {table} (document, {own}, day, mentions{salience}) SELECT c.document, c.before, d.day, {count}c.before){told} \
         FROM decision_changes c JOIN documents d ON d.id = c.document \
         WHERE c.decision = ?1 AND c.relation = '-{table}'"
    ))?
    .execute([id])?;
    conn.prepare_cached(&format!(
        "UPDATE {table} AS t SET mentions = {count}c.after) FROM decision_changes c WHERE c.decision = ?1 \
         AND c.relation IN ('-{table}', '~{table}', '+{table}') AND t.document = c.document AND t.{own} = c.after"
    ))?
    .execute([id])?;
    conn.prepare_cached(&format!(
        "DELETE FROM {table} WHERE mentions = 0 AND EXISTS (SELECT 1 FROM decision_changes c WHERE c.decision = ?1 \
         AND c.relation = '+{table}' AND c.document = {table}.document AND c.after = {table}.{own})"
    ))?
    .execute([id])?;
    Ok(())
}

/// What documents report of posts, projects and events whose reports have come back.
fn reports(conn: &Connection, id: i64, touched: &mut Touched) -> rusqlite::Result<()> {
    let of_documents =
        "document IN (SELECT document FROM decision_changes WHERE decision = ?1 AND relation LIKE 'gone %')";
    let all = |sql: String| -> rusqlite::Result<Vec<i64>> {
        conn.prepare_cached(&sql)?.query_map([id], |row| row.get(0))?.collect()
    };
    touched.roles.extend(all(format!("SELECT DISTINCT role FROM role_reports WHERE {of_documents}"))?);
    for (kind, table, column) in
        [(Kind::Project, "document_projects", "project"), (Kind::Event, "document_events", "event")]
    {
        let entities = all(format!("SELECT DISTINCT {column} FROM {table} WHERE {of_documents}"))?;
        touched.entities.extend(entities.into_iter().map(|entity| (kind, entity)));
    }
    Ok(())
}

fn numbers(conn: &Connection, id: i64, relation: &str) -> rusqlite::Result<Vec<i64>> {
    conn.prepare_cached(
        "SELECT before FROM decision_changes WHERE decision = ?1 AND relation = ?2 \
         UNION SELECT after FROM decision_changes WHERE decision = ?1 AND relation = ?2",
    )?
    .query_map(params![id, relation], |row| row.get(0))?
    .collect()
}

fn merged(conn: &Connection, id: i64) -> rusqlite::Result<Vec<(Kind, i64, i64)>> {
    let mut statement = conn.prepare_cached("SELECT kind, entity, kept FROM merged_entities WHERE decision = ?1")?;
    let rows: Vec<(String, i64, i64)> = statement
        .query_map([id], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
        .collect::<rusqlite::Result<_>>()?;
    let kind = |word: &str| COUNTED.iter().map(|counted| counted.kind).find(|kind| kind.as_str() == word);
    Ok(rows.into_iter().filter_map(|(word, from, kept)| Some((kind(&word)?, from, kept))).collect())
}

/// The table that a column of a set names.
fn others(column: &str) -> &'static str {
    match column {
        "person" => "people",
        "country" => "countries",
        "organization" => "organizations",
        "project" => "projects",
        _ => "events",
    }
}
