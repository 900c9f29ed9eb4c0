//! What stands of the quarantine once an input has been read again.

use std::collections::HashSet;

use rusqlite::{Connection, OptionalExtension, params};

use super::Refusal;

/// The rows of `import_items`, as (import, ordinal), that tell what is wrong with the input at hand.
#[derive(Clone, Debug, Default)]
pub(super) struct Standing(HashSet<(i64, i64)>);

impl Standing {
    /// Whether an earlier run said the same of the same place. It stands, and is not written again.
    pub fn is_told(&mut self, conn: &Connection, refusal: &Refusal) -> rusqlite::Result<bool> {
        let position = refusal.position.map(|p| p as i64);
        let told = conn
            .prepare_cached(
                "SELECT import, ordinal FROM import_items WHERE outcome = 'quarantined' AND taken IS NULL \
                 AND locator = ?1 AND stage = ?2 AND position IS ?3 AND reason = ?4",
            )?
            .query_row(params![refusal.locator, refusal.stage, position, refusal.reason], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })
            .optional()?;
        self.0.extend(told);
        Ok(told.is_some())
    }

    pub fn add(&mut self, import: i64, ordinal: i64) {
        self.0.insert((import, ordinal));
    }

    /// The input at `locator` was read to its end: what earlier runs said of it or of its records and members, and
    /// this one did not say, is settled. Gives the rows.
    pub fn settled(&mut self, conn: &Connection, locator: &str) -> rusqlite::Result<Vec<(i64, i64)>> {
        // '$' follows '#', and '0' follows '/'.
        let rows: Vec<(i64, i64)> = conn
            .prepare_cached(
                "SELECT import, ordinal FROM import_items WHERE outcome = 'quarantined' AND taken IS NULL \
                 AND (locator = ?1 OR locator >= ?1 || '#' AND locator < ?1 || '$' OR locator >= ?1 || '!/' AND locator < ?1 || '!0')",
            )?
            .query_map([locator], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<rusqlite::Result<_>>()?;
        let now = std::mem::take(&mut self.0);
        Ok(rows.into_iter().filter(|row| !now.contains(row)).collect())
    }
}
