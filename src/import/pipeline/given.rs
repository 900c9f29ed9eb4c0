//! The import of what a program holds in memory instead of in a file.

use std::path::PathBuf;
use std::sync::Arc;

use super::{Batch, Done, Entry, Gathered, ImportError, Options, Records, made, recorded, show};
use crate::import::cut::Flow;
use crate::import::limits::WORKER_STACK;
use crate::import::packed::Allowance;
use crate::import::read;
use crate::import::unit::Input;
use crate::store::{self, End, Import};

/// Imports `text` as a file called `name` would be; [`Options::paths`] are not looked at. Its format is told by what
/// it holds and by the name, and it may hold many articles.
///
/// Documents are known by `name`: another text under it is a revision.
///
/// # Errors
/// When the archive cannot be opened or written. What is wrong with the text is told by [`Done::refused`].
pub fn import_text(options: &Options, name: &str, text: &str) -> Result<Done, ImportError> {
    let conn = store::create_or_open(&options.archive)?;
    let known = store::open_read_only(&options.archive)?;
    let mut import = Import::begin(conn, recorded(&[name], options.extraction))?;
    let workers = rayon::ThreadPoolBuilder::new().stack_size(WORKER_STACK).build()?;
    let mut records = Records::default();
    let mut refused = Vec::new();
    let mut written = Ok(());
    let mut write = |batch: Batch| {
        let items = made(batch, options, &workers, &mut records, &known);
        written = import.write(&items);
        show(&items, &mut refused);
        if written.is_ok() { Flow::On } else { Flow::Stop }
    };

    let input = Arc::new(Input {
        path: PathBuf::from(name),
        locator: name.to_owned(),
        mapping: Arc::new(options.mapping.clone()),
        limits: options.limits,
    });
    let allowance = Allowance::new(Some(text.len() as u64), options.limits);
    let mut gathered = Gathered::new(Batch::new());
    let flow = read::pieces(&input, Box::new(text.as_bytes()), &allowance, &mut |piece| {
        gathered.add(piece).map_or(Flow::On, &mut write)
    });
    if flow == Flow::On {
        gathered.batch.push(Entry::End(name.to_owned()));
        write(gathered.batch);
    }

    let end = if written.is_ok() { End::Done } else { End::Failed };
    let run = import.run();
    let finished = import.finish(end);
    written?;
    let (counts, conn) = finished?;
    Ok(Done { end, counts, run, refused, notes: Vec::new(), conn })
}
