//! From the schema of an older archive to the present one.

use rusqlite::Connection;

/// What a fresh archive is made from.
pub const SCHEMA: &str = include_str!("../../schema.sql");

/// Steps from version 1 on, in order. Append only: archives out there have taken the earlier ones.
/// Each leads to what `schema.sql` said at the time; a test proves that all of them lead to what it says now.
const STEPS: &[&str] = &[
    include_str!("migrations/2-near-hash.sql"),
    include_str!("migrations/3-event-keys.sql"),
    include_str!("migrations/4-project-parties.sql"),
    include_str!("migrations/5-former-people.sql"),
    include_str!("migrations/6-role-standing.sql"),
    include_str!("migrations/7-copies.sql"),
    include_str!("migrations/8-decision-changes.sql"),
    include_str!("migrations/9-standing-quarantine.sql"),
    include_str!("migrations/10-former-entities.sql"),
    include_str!("migrations/11-hidden-documents.sql"),
    include_str!("migrations/12-locators.sql"),
    include_str!("migrations/13-covering.sql"),
    include_str!("migrations/14-bands.sql"),
    include_str!("migrations/15-counted-once.sql"),
];

/// The version of `schema.sql`, kept in `PRAGMA user_version`.
pub const VERSION: i32 = 1 + STEPS.len() as i32;

/// Brings an archive of `version` to [`VERSION`]. The caller holds the transaction.
pub fn step(conn: &Connection, version: i32) -> rusqlite::Result<()> {
    if version == VERSION {
        return Ok(());
    }
    let taken = usize::try_from(version - 1).unwrap_or(0);
    for sql in STEPS.iter().skip(taken) {
        conn.execute_batch(sql)?;
    }
    conn.pragma_update(None, "user_version", VERSION)
}
