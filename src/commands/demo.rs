//! `dateline demo`

use super::Failure;
use crate::cli::{DemoArgs, Globals};

pub fn run(_globals: &Globals, _args: &DemoArgs) -> Result<(), Failure> {
    Err(Failure::Usage("not built yet".into()))
}
