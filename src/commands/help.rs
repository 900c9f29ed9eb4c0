//! `dateline help`

use clap::CommandFactory;

mod examples;

use super::Failure;
use crate::cli::{Cli, Globals, HelpArgs};
use crate::render::colour;
use crate::shell::{help, output};
use crate::text::printable;

/// Columns of the text where the terminal's width is not known.
const USUAL: usize = 80;

pub fn run(globals: &Globals, args: &HelpArgs) -> Result<(), Failure> {
    let mut program = Cli::command();
    let colour = colour::decide(globals.color, &std::io::stdout());
    let width = output::width().unwrap_or(USUAL);
    let text = match &args.word {
        None => examples::page(colour) + &program.render_long_help().to_string(),
        Some(word) => {
            let command = program.find_subcommand_mut(word).map(|command| command.render_long_help().to_string());
            match (help::word(word, colour, width), command) {
                (Ok(text), None) => text,
                (_, Some(command)) => command,
                (Err(near), None) => return Err(Failure::Usage(unknown(word, &near))),
            }
        }
    };
    output::say(&text).map_err(|trouble| match trouble {
        crate::shell::Trouble::Output(error) => error.into(),
        _ => Failure::Query,
    })
}

fn unknown(word: &str, near: &[String]) -> String {
    let word = printable(word);
    match near {
        [] => format!("no help on `{word}`: `dateline help` lists the commands, .help in the shell the language"),
        near => format!("no help on `{word}`; did you mean {}?", near.join(" or ")),
    }
}
