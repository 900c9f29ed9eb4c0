//! `dateline explain`

use super::{Failure, query, show};
use crate::cli::{ExplainArgs, Globals};
use crate::render::FactFormat;

pub fn run(globals: &Globals, args: &ExplainArgs) -> Result<(), Failure> {
    let settings = show::settings(globals, args.format == FactFormat::Jsonl);
    let session = query::open(globals, &settings)?;
    session.facts(&args.document, args.format).map_err(|trouble| query::report(trouble, &settings))
}
