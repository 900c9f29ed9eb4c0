//! `dateline query`

use super::Failure;
use crate::cli::{Globals, QueryArgs};

pub fn run(_globals: &Globals, _args: &QueryArgs) -> Result<(), Failure> {
    Err(Failure::Usage("not built yet".into()))
}
