//! `dateline migrate`

use super::Failure;
use crate::cli::{Globals, MigrateArgs};
use crate::store::{OpenError, VERSION, create_or_open, open_read_only};

pub fn run(globals: &Globals, _: &MigrateArgs) -> Result<(), Failure> {
    let failed = |error: OpenError| Failure::Archive(error.to_string());
    let path = globals.db.display();
    // Opened for reading first: it must not make an archive where there is none.
    match open_read_only(&globals.db) {
        Ok(_) => eprintln!("{path} has schema version {VERSION} already: nothing is changed"),
        Err(OpenError::Older { found, .. }) => {
            create_or_open(&globals.db).map_err(failed)?;
            eprintln!("{path} is brought from schema version {found} to {VERSION}");
        }
        Err(error) => return Err(failed(error)),
    }
    Ok(())
}
