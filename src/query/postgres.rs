//! An archive's copy in PostgreSQL, as `dateline export postgres` writes it.

/// The PostgreSQL schema that holds all of it, apart from whatever else a database has.
pub const SCHEMA_NAME: &str = "dateline";

/// The row of `meta` that says of which `schema.sql` it is a copy.
pub const VERSION_KEY: &str = "schema_version";

/// Whether what stands for a file is the address of a server.
pub fn is_address(path: &std::path::Path) -> bool {
    path.to_str().is_some_and(|text| ["postgres://", "postgresql://"].iter().any(|scheme| text.starts_with(scheme)))
}

#[cfg(feature = "postgres")]
mod client;
#[cfg(feature = "postgres")]
pub use client::{Copy, Refusal};
