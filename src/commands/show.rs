//! `dateline show`

use super::{Failure, query};
use crate::cli::{Globals, OutputArgs, ShowArgs};
use crate::render::Format;
use crate::render::page::PageFormat;
use crate::shell::{Paging, Settings};

pub fn run(globals: &Globals, args: &ShowArgs) -> Result<(), Failure> {
    let settings = settings(globals, args.format == PageFormat::Json);
    let session = query::open(globals, &settings)?;
    session.show(&args.document, args.format).map_err(|trouble| query::report(trouble, &settings))
}

/// For pages: taller than the screen they go through a pager; beside JSON, findings are JSON too.
pub fn settings(globals: &Globals, is_json: bool) -> Settings {
    let format = if is_json { Format::Json } else { Format::Table };
    Settings { paging: Paging::WhenTall, ..query::settings(globals, &OutputArgs { format: Some(format) }) }
}
