//! An archive's copy in PostgreSQL, as `dateline export postgres` writes it.

/// The PostgreSQL schema that holds all of it, apart from whatever else a database has.
pub const SCHEMA_NAME: &str = "dateline";

/// The row of `meta` that says of which `schema.sql` it is a copy.
pub const VERSION_KEY: &str = "schema_version";
