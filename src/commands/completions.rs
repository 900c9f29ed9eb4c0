//! `dateline completions`: what a shell completes after `dateline`.

use std::io::Write;

use clap::CommandFactory;

use super::Failure;
use crate::cli::{Cli, CompletionsArgs};

pub fn run(args: &CompletionsArgs) -> Result<(), Failure> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "dateline", &mut script);
    std::io::stdout().lock().write_all(&script)?;
    Ok(())
}
