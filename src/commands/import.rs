//! `dateline import`

use super::Failure;
use crate::cli::{Globals, ImportArgs};

pub fn run(_globals: &Globals, _args: &ImportArgs) -> Result<(), Failure> {
    Err(Failure::Usage("not built yet".into()))
}
