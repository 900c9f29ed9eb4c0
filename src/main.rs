//! Arguments in, exit code out; all else is in the library.

use std::io::Write;
use std::process::ExitCode;

use dateline::commands;

fn main() -> ExitCode {
    let cli = commands::parse(std::env::args_os()).unwrap_or_else(|error| error.exit());
    match commands::run(&cli) {
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
