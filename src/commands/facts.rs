//! `dateline facts`

use super::Failure;
use crate::cli::{FactsArgs, Globals};

pub fn run(_globals: &Globals, _args: &FactsArgs) -> Result<(), Failure> {
    Err(Failure::Usage("not built yet".into()))
}
