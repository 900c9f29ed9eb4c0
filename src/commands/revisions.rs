//! `dateline revisions`

use super::{Failure, query, show};
use crate::cli::{Globals, RevisionsArgs};
use crate::render::ListFormat;

pub fn run(globals: &Globals, args: &RevisionsArgs) -> Result<(), Failure> {
    let settings = show::settings(globals, args.format == ListFormat::Jsonl);
    let session = query::open(globals, &settings)?;
    session.revisions(&args.document, args.format).map_err(|trouble| query::report(trouble, &settings))
}
