//! Arguments in, exit code out; all else is in the library.

use std::io::Write;
use std::process::ExitCode;

use clap::Parser;
use dateline::{cli::Cli, commands};

fn main() -> ExitCode {
    match commands::run(&Cli::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            if !failure.is_silent() {
                // A closed stderr is no reason to panic.
                let _ = writeln!(std::io::stderr(), "dateline: {failure}");
            }
            failure.exit_code()
        }
    }
}
