//! `dateline man`: manual pages, made from what `--help` is made from.

use std::io::Write;
use std::path::Path;

use clap::{Command, CommandFactory};
use clap_mangen::Man;

use super::Failure;
use crate::cli::{Cli, ManArgs};
use crate::shell::help;

pub fn run(args: &ManArgs) -> Result<(), Failure> {
    let program = program();
    if let Some(folder) = &args.into {
        return all(&program, folder);
    }
    let command = match &args.command {
        None => &program,
        Some(name) => program.find_subcommand(name).ok_or_else(|| {
            let names: Vec<&str> = program.get_subcommands().map(Command::get_name).collect();
            Failure::Usage(format!("there is no command {name}: {}", names.join(", ")))
        })?,
    };
    std::io::stdout().lock().write_all(&page(command)?)?;
    Ok(())
}

/// The program with its global flags in every subcommand.
fn program() -> Command {
    let mut program = Cli::command();
    program.build();
    program
}

/// `dateline.1`, `dateline-import.1` and so on.
fn all(program: &Command, folder: &Path) -> Result<(), Failure> {
    let failed = |error: std::io::Error| Failure::Archive(format!("{}: {error}", folder.display()));
    std::fs::create_dir_all(folder).map_err(failed)?;
    for command in std::iter::once(program).chain(program.get_subcommands()) {
        let name = command.get_display_name().unwrap_or(command.get_name());
        std::fs::write(folder.join(format!("{name}.1")), page(command)?).map_err(failed)?;
    }
    Ok(())
}

/// As roff. Examples come first, as in `--help`, which the generator does not know of.
fn page(command: &Command) -> Result<Vec<u8>, Failure> {
    let man = Man::new(command.clone());
    let mut out = Vec::new();
    man.render_title(&mut out)?;
    man.render_name_section(&mut out)?;
    if let Some(examples) = command.get_before_help() {
        out.extend_from_slice(b".SH EXAMPLES\n.nf\n");
        for line in examples.to_string().lines().skip(1) {
            out.extend_from_slice(roff(line.strip_prefix("  ").unwrap_or(line)).as_bytes());
        }
        out.extend_from_slice(b".fi\n");
    }
    man.render_synopsis_section(&mut out)?;
    man.render_description_section(&mut out)?;
    man.render_options_section(&mut out)?;
    if command.has_subcommands() {
        man.render_subcommands_section(&mut out)?;
        shell(&mut out);
    }
    if command.get_after_help().is_some() {
        man.render_extra_section(&mut out)?;
    }
    if command.get_version().is_some() {
        man.render_version_section(&mut out)?;
    }
    Ok(out)
}

/// What one types into the shell beside queries, as its `.help` tells it.
fn shell(out: &mut Vec<u8>) {
    out.extend_from_slice(b".SH SHELL\n");
    out.extend_from_slice(
        roff("A line is a query, or one of these commands; .help WORD explains any word.").as_bytes(),
    );
    for (written, does) in help::commands().chain(help::KEYS) {
        out.extend_from_slice(format!(".TP\n{}{}", roff(written), roff(does)).as_bytes());
    }
}

/// A line of text that means nothing else to roff.
fn roff(line: &str) -> String {
    let escaped = line.replace('\\', "\\e").replace('-', "\\-").replace('\'', "\\(aq");
    // A dot or a quote at its beginning would be a request.
    format!("\\&{escaped}\n")
}
