//! Inputs that were set aside and could not be read since.

use rusqlite::Connection;

/// Their locators, each once, in order.
pub fn quarantined(conn: &Connection) -> rusqlite::Result<Vec<String>> {
    conn.prepare(
        "SELECT DISTINCT locator FROM import_items WHERE outcome = 'quarantined' AND taken IS NULL ORDER BY locator",
    )?
    .query_map([], |row| row.get(0))?
    .collect()
}
