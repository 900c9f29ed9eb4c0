//! Inputs that were set aside and could not be read since.

use rusqlite::{Connection, TransactionBehavior, params};

use super::write::begun;

/// Their locators, each once, in order.
pub fn quarantined(conn: &Connection) -> rusqlite::Result<Vec<String>> {
    conn.prepare(
        "SELECT DISTINCT locator FROM import_items WHERE outcome = 'quarantined' AND taken IS NULL ORDER BY locator",
    )?
    .query_map([], |row| row.get(0))?
    .collect()
}

/// Closes all of them: they stay where their run is told, and are no longer in the view `quarantine`. Gives the
/// locator and reason of each. A run of its own says when.
pub fn give_up(conn: &mut Connection) -> rusqlite::Result<Vec<(String, String)>> {
    let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let standing: Vec<(String, String)> = tx
        .prepare(
            "SELECT locator, coalesce(reason, stage) FROM import_items WHERE outcome = 'quarantined' AND taken IS NULL \
             ORDER BY import, ordinal",
        )?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?;
    if !standing.is_empty() {
        let id = begun(&tx, "{\"forget\":true}")?;
        tx.execute("UPDATE imports SET status = 'done', finished = started WHERE id = ?1", [id])?;
        tx.execute("UPDATE import_items SET taken = ?1 WHERE outcome = 'quarantined' AND taken IS NULL", params![id])?;
    }
    tx.commit()?;
    Ok(standing)
}
