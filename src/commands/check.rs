//! `dateline check`

use super::Failure;
use crate::cli::{CheckArgs, Globals};

pub fn run(_globals: &Globals, _args: &CheckArgs) -> Result<(), Failure> {
    Err(Failure::Usage("not built yet".into()))
}
