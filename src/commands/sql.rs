//! `dateline sql`

use super::Failure;
use crate::cli::{Globals, SqlArgs};

pub fn run(_globals: &Globals, _args: &SqlArgs) -> Result<(), Failure> {
    Err(Failure::Usage("not built yet".into()))
}
