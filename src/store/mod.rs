//! Archives on disk: open, migrate, seed, write, check. The only place that changes rows.

mod article;
mod check;
pub mod decisions;
mod migrations;
mod open;
mod quarantine;
mod repair;
mod saved;
mod seed;
mod similar;
mod write;

pub use article::{Article, Candidate, Choice, Locator, LocatorKind, Published};
pub use check::{Line, Report, check};
pub use migrations::{SCHEMA, VERSION, step};
pub use open::{OpenError, create_or_open, explain, open_read_only};
pub use quarantine::{give_up, quarantined};
pub use repair::{RepairError, Repaired, repair};
pub use saved::{forget_query, mark_query, save_query};
pub use similar::{NearHash, near_hash};
pub use write::{Counts, End, Import, Item, Refusal, known_hash};
pub use write::{FactLine, Remade, Remake, Scope, Stored, lines_made, lines_stored, stored, to_remake};
