//! An archive, and its copy in PostgreSQL where a server is installed and the build can ask one: what holds here must
//! hold there.
//!
//! `cargo test --features postgres --test all queries`

use dateline::query::archive::Archive;

use super::world::World;

/// Where the same questions are asked.
pub struct Place {
    pub archive: Box<dyn Archive>,
    /// One of so many of them: a server is slower to ask than memory.
    pub one_of: u64,
}

/// The archive of this world, and its copy.
pub fn everywhere(world: &World) -> Vec<Place> {
    let archive = world.archive();
    let copy = copy(&archive).map(|archive| Place { archive, one_of: 5 });
    [Place { archive: Box::new(archive), one_of: 1 }].into_iter().chain(copy).collect()
}

#[cfg(not(all(unix, feature = "postgres")))]
pub fn copy(_: &rusqlite::Connection) -> Option<Box<dyn Archive>> {
    None
}

/// A copy of it in a database of its own.
#[cfg(all(unix, feature = "postgres"))]
pub fn copy(archive: &rusqlite::Connection) -> Option<Box<dyn Archive>> {
    use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

    use dateline::export::{Existing, postgres};

    static COPIES: AtomicU64 = AtomicU64::new(0);
    let server = crate::postgres::installed()?;
    let database = format!("world_{}", COPIES.fetch_add(1, Ordering::Relaxed));
    let folder = tempfile::tempdir().expect("a folder");
    let script = folder.path().join("world.sql");
    postgres::script_to(archive, &script, Existing::Keep, &AtomicBool::new(false)).expect("a script");
    server.load(&database, &script);
    let (copy, _) = dateline::query::postgres::Copy::open(&server.url(&database)).expect("a copy");
    Some(Box::new(copy))
}
