//! `dateline sql`

use super::{Failure, query};
use crate::cli::{Globals, SqlArgs};

pub fn run(globals: &Globals, args: &SqlArgs) -> Result<(), Failure> {
    let settings = query::settings(globals, &args.output);
    let session = query::open(globals, &settings)?;
    session.sql(&args.sql).map_err(|trouble| query::report(trouble, &settings))
}
