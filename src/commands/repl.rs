//! `dateline` without a subcommand: the interactive shell.

use std::io::{self, IsTerminal};

use super::{Failure, query};
use crate::cli::{Globals, OutputArgs};
use crate::shell::{self, Footer, Init, Paging, Settings};

pub fn run(globals: &Globals, init: Init) -> Result<(), Failure> {
    let footer = if io::stdin().is_terminal() { Footer::Count } else { Footer::Nothing };
    let settings =
        Settings { footer, paging: Paging::WhenTall, ..query::settings(globals, &OutputArgs { format: None }) };
    let session = query::open(globals, &settings)?;
    shell::run(session, init).map_err(|trouble| query::report(trouble, &settings))
}
