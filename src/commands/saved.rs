//! `dateline run`, `dateline saved`

use super::{Failure, query};
use crate::cli::{Globals, RunArgs, SavedArgs};

pub fn run(globals: &Globals, args: &RunArgs) -> Result<(), Failure> {
    let settings = query::asked(globals, &args.asking)?;
    let mut session = query::open(globals, &settings)?;
    session.run_saved(args.name.trim_start_matches('&')).map_err(|trouble| query::report(trouble, &settings))
}

pub fn saved(globals: &Globals, args: &SavedArgs) -> Result<(), Failure> {
    let settings = query::settings(globals, &args.output);
    let mut session = query::open(globals, &settings)?;
    let done = match &args.delete {
        Some(name) => session.forget(name.trim_start_matches('&')),
        None => session.saved(),
    };
    done.map_err(|trouble| query::report(trouble, &settings))
}
