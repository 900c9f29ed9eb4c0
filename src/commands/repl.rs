//! `dateline` without a subcommand: the interactive shell.

use super::Failure;
use crate::cli::Globals;

pub fn run(_globals: &Globals) -> Result<(), Failure> {
    Err(Failure::Usage("not built yet".into()))
}
