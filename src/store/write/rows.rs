//! Rows of many documents put by one statement.

use rusqlite::types::ToSqlOutput;
use rusqlite::{Connection, params_from_iter};

/// Most rows of one statement. Where rows are small, a statement takes more time than they do; and whatever a CHECK lists with
/// IN is put into a table of its own, once for each statement.
const MANY: usize = 64;

/// Puts rows of so many columns; `head` is the statement up to VALUES.
pub(super) fn put<'a, const COLUMNS: usize>(
    conn: &Connection,
    head: &str,
    rows: impl IntoIterator<Item = [ToSqlOutput<'a>; COLUMNS]>,
) -> rusqlite::Result<()> {
    let mut rows = rows.into_iter();
    let row = format!("({})", ["?"; COLUMNS].join(", "));
    loop {
        let values: Vec<_> = rows.by_ref().take(MANY).flatten().collect();
        if values.is_empty() {
            return Ok(());
        }
        let places = vec![&row[..]; values.len() / COLUMNS].join(", ");
        conn.prepare_cached(&format!("{head} VALUES {places}"))?.execute(params_from_iter(values))?;
    }
}
