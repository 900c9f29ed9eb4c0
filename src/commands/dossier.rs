//! `dateline dossier`

use super::{Failure, query, show};
use crate::cli::{DossierArgs, Globals};
use crate::render::page::PageFormat;

pub fn run(globals: &Globals, args: &DossierArgs) -> Result<(), Failure> {
    let settings = show::settings(globals, args.format == PageFormat::Json);
    let session = query::open(globals, &settings)?;
    let dates = (args.since.as_deref(), args.until.as_deref());
    session.dossier(&args.name, dates, args.format).map_err(|trouble| query::report(trouble, &settings))
}
