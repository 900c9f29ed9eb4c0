//! The loop: read a line, do it, say what came of it.

use std::io::{self, IsTerminal, Read};
use std::path::PathBuf;

use rustyline::error::ReadlineError;
use rustyline::history::DefaultHistory;
use rustyline::{Behavior, ColorMode, CompletionType, Config, Editor};

use super::choice::{self, Choice};
use super::command::{self, After};
use super::helper::ShellHelper;
use super::names::Names;
use super::output::tell;
use super::session::{Session, Trouble};
use super::{history, meta, script, welcome};
use crate::render::{Colour, diagnostics};

const PROMPT: &str = "dateline> ";

/// Longest script read from a pipe, in bytes.
const MAX_SCRIPT: u64 = 16 << 20;

/// Lines kept per archive.
const MAX_HISTORY: usize = 10_000;

/// Runs the shell on `session` until it is left. Without a terminal on stdin, the queries and
/// metacommands there are run as a script, and the first that fails ends it.
pub fn run(mut session: Session) -> Result<(), Trouble> {
    if io::stdin().is_terminal() {
        return converse(&mut session);
    }
    let mut text = String::new();
    io::stdin().lock().take(MAX_SCRIPT).read_to_string(&mut text).map_err(Trouble::Output)?;
    script::run(&mut session, &text).map(|_| ())
}

fn converse(session: &mut Session) -> Result<(), Trouble> {
    welcome::show(session)?;
    let mut desk = Desk::open(session)?;
    loop {
        let line = match desk.editor.readline(PROMPT) {
            Ok(line) => line,
            Err(ReadlineError::Interrupted) => continue, // Ctrl-C has cleared the line
            Err(ReadlineError::Eof) => return Ok(()),
            Err(error) => return Err(Trouble::Output(io::Error::other(error))),
        };
        let line = match desk.choice.of(&line) {
            Some(query) => query.to_owned(),
            None => line,
        };
        if line.trim().is_empty() {
            continue;
        }
        desk.remember(&line);
        desk.choice = Choice::default();
        let done = match meta::parse(&line) {
            Some(command) => command::run(session, command),
            None => session.run(&line).map(|()| After::Stay),
        };
        match done {
            Ok(After::Stay) => {}
            Ok(After::Leave) => return Ok(()),
            Ok(After::Opened) => {
                welcome::show(session)?;
                desk = Desk::open(session)?;
            }
            Err(trouble) => desk.report(session, trouble)?,
        }
    }
}

/// The line editor with what belongs to one archive.
struct Desk {
    editor: Editor<ShellHelper, DefaultHistory>,
    history: Option<PathBuf>,
    choice: Choice,
}

impl Desk {
    fn open(session: &Session) -> Result<Desk, Trouble> {
        let colour = session.settings.colour;
        let config = Config::builder()
            .completion_type(CompletionType::List)
            .completion_show_all_if_ambiguous(true)
            .color_mode(if colour == Colour::On { ColorMode::Forced } else { ColorMode::Disabled })
            // With stdout in a pipe the line is edited on the terminal all the same.
            .behavior(Behavior::PreferTerm)
            .max_history_size(MAX_HISTORY)
            .and_then(|config| config.history_ignore_dups(true))
            .map_err(editor_trouble)?
            .build();
        let mut editor = Editor::with_config(config).map_err(editor_trouble)?;
        editor.set_helper(Some(ShellHelper { colour, names: Names::open(&session.path), mended: None }));
        let history = history::file(&session.path);
        if let Some(file) = &history {
            let _ = editor.load_history(file); // the first time there is none
        }
        Ok(Desk { editor, history, choice: Choice::default() })
    }

    /// Into the history, on disk too when that works.
    fn remember(&mut self, line: &str) {
        let is_new = self.editor.add_history_entry(line).unwrap_or(false);
        if let (true, Some(file)) = (is_new, &self.history) {
            let _ = self.editor.append_history(file);
        }
        if let Some(helper) = self.editor.helper_mut() {
            helper.mended = None;
        }
    }

    /// Shows what went wrong; only a terminal that is gone ends the shell.
    fn report(&mut self, session: &Session, trouble: Trouble) -> Result<(), Trouble> {
        match trouble {
            Trouble::Query(text, mut findings) => {
                self.choice = choice::number(&text, &mut findings);
                tell(&diagnostics(&text, &findings, session.settings.note_colour))?;
                if self.choice.len() > 0 {
                    tell(&format!("type a number from 1 to {} to choose\n", self.choice.len()))?;
                } else if let Some(helper) = self.editor.helper_mut() {
                    helper.mended = choice::mended(&text, &findings);
                }
            }
            Trouble::Interrupted => tell("interrupted\n")?,
            Trouble::Command(message) | Trouble::Archive(message) => tell(&format!("{message}\n"))?,
            Trouble::Output(error) => return Err(Trouble::Output(error)),
        }
        Ok(())
    }
}

fn editor_trouble(error: ReadlineError) -> Trouble {
    Trouble::Output(io::Error::other(error))
}
