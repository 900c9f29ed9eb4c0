//! Names of entities for completion: asked on a key press, so never longer than a deadline.

use std::path::Path;
use std::time::Duration;

use rusqlite::Connection;

use crate::lang::ast::EntityKind;
use crate::query::catalogue::{self, Suggestion};
use crate::query::{Stop, guard};
use crate::store;

/// A key press may take this long before it is felt.
const DEADLINE: Duration = Duration::from_millis(20);

/// More names than this help nobody to choose.
const MOST: usize = 20;

/// What typed names are completed from: a connection of its own, with a clock of its own.
pub struct Names {
    archive: Connection,
    stop: Stop,
}

impl Names {
    /// `None` when the archive cannot be opened a second time: completion then knows only words.
    pub fn open(path: &Path) -> Option<Names> {
        let mut archive = store::open_read_only(path).ok()?;
        let stop = guard(&mut archive).ok()?;
        Some(Names { archive, stop })
    }

    /// Entities that `typed` may become, the likeliest first; none when they cannot be found in time.
    pub fn find(&self, typed: &str, kind: Option<EntityKind>) -> Vec<Suggestion> {
        self.stop.start(Some(DEADLINE));
        catalogue::search(&self.archive, typed, kind, MOST).unwrap_or_default()
    }
}
