//! Arguments in, exit code out; all else is in the library.

use std::process::ExitCode;

use clap::Parser;
use dateline::{cli::Cli, commands};

fn main() -> ExitCode {
    match commands::run(&Cli::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            if !failure.is_silent() {
                eprintln!("dateline: {failure}");
            }
            failure.exit_code()
        }
    }
}
