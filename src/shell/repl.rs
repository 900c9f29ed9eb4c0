//! The loop: read a line, do it, say what came of it.

use std::io::{self, IsTerminal, Read};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use rustyline::error::ReadlineError;
use rustyline::history::DefaultHistory;
use rustyline::{
    Behavior, Cmd, ColorMode, CompletionType, ConditionalEventHandler, Config, Editor, Event, EventContext,
    EventHandler, KeyCode, KeyEvent, Modifiers, RepeatCount,
};

use super::choice::{self, Choice};
use super::command::{self, After};
use super::helper::ShellHelper;
use super::init::{self, Init};
use super::interrupt;
use super::live::Reader;
use super::names::Names;
use super::output::tell;
use super::session::{Session, Trouble};
use super::{editor, history, meta, script, welcome};
use crate::render::{Colour, diagnostics};

const PROMPT: &str = "dateline> ";

/// Longest script read from a pipe, in bytes.
const MAX_SCRIPT: u64 = 16 << 20;

/// Lines kept per archive.
const MAX_HISTORY: usize = 10_000;

/// Runs the shell on `session` until it is left. Without a terminal on stdin, the queries and
/// metacommands there are run as a script, and the first that fails ends it.
pub fn run(mut session: Session, init: Init) -> Result<(), Trouble> {
    if io::stdin().is_terminal() {
        interrupt::guard_terminal();
        // Between a line and its answer, too, Ctrl-C must not end the shell.
        let stop = session.stop.clone();
        return interrupt::interruptible(&stop, || converse(&mut session, init));
    }
    let mut text = String::new();
    io::stdin().lock().take(MAX_SCRIPT).read_to_string(&mut text).map_err(Trouble::Output)?;
    script::run(&mut session, &text).map(|_| ())
}

fn converse(session: &mut Session, init: Init) -> Result<(), Trouble> {
    welcome::show(session)?;
    let mut desk = Desk::open(session)?;
    if let (Init::Run, Some(file)) = (init, init::file())
        && let Err(trouble) = script::run_file(session, &file)
    {
        desk.report(session, "", trouble)?;
    }
    loop {
        desk.prepare(session);
        let line = match desk.read() {
            Ok(line) => line,
            Err(ReadlineError::Interrupted) => continue, // Ctrl-C has cleared the line
            Err(ReadlineError::Eof) => return Ok(()),
            Err(error) => return Err(Trouble::Output(io::Error::other(error))),
        };
        if desk.wants_editor.swap(false, Ordering::Relaxed) {
            desk.edit(session, &line)?;
            continue;
        }
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
            Ok(After::Edit(text)) => desk.edit(session, &text)?,
            Ok(After::Leave) => return Ok(()),
            Ok(After::Opened) => {
                welcome::show(session)?;
                desk = Desk::open(session)?;
            }
            Err(trouble) => desk.report(session, &line, trouble)?,
        }
    }
}

/// The line editor with what belongs to one archive.
struct Desk {
    editor: Editor<ShellHelper, DefaultHistory>,
    history: Option<PathBuf>,
    choice: Choice,
    /// What the next line begins with.
    given: String,
    /// Ctrl-X Ctrl-E was pressed.
    wants_editor: Arc<AtomicBool>,
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
        let names = Names::open(&session.path);
        let helper = ShellHelper { colour, names, options: session.options(), mended: None, live: Reader::default() };
        editor.set_helper(Some(helper));
        let wants_editor = Arc::<AtomicBool>::default();
        let keys = [KeyEvent(KeyCode::Char('X'), Modifiers::CTRL), KeyEvent(KeyCode::Char('E'), Modifiers::CTRL)];
        let handler = EventHandler::Conditional(Box::new(ToEditor(Arc::clone(&wants_editor))));
        editor.bind_sequence(Event::KeySeq(keys.to_vec()), handler);
        let history = history::file(&session.path);
        if let Some(file) = &history {
            let _ = editor.load_history(file); // the first time there is none
        }
        Ok(Desk { editor, history, choice: Choice::default(), given: String::new(), wants_editor })
    }

    /// What the last line changed, such as a definition, counts for the next.
    fn prepare(&mut self, session: &Session) {
        if let Some(helper) = self.editor.helper_mut() {
            helper.options = session.options();
            helper.live = Reader::default();
        }
    }

    fn read(&mut self) -> rustyline::Result<String> {
        let given = std::mem::take(&mut self.given);
        self.editor.readline_with_initial(PROMPT, (&given, ""))
    }

    /// Lets the person edit `text` elsewhere; what it becomes is on the next line, to be run or changed again.
    fn edit(&mut self, session: &Session, text: &str) -> Result<(), Trouble> {
        match editor::edit(text) {
            Ok(edited) => self.given = edited,
            Err(trouble) => {
                self.given = text.to_owned();
                self.report(session, text, trouble)?;
            }
        }
        Ok(())
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

    /// Shows what went wrong with a line; only a terminal that is gone ends the shell.
    fn report(&mut self, session: &Session, line: &str, trouble: Trouble) -> Result<(), Trouble> {
        match trouble {
            Trouble::Query(text, mut findings) => {
                self.choice = choice::number(&text, &mut findings);
                tell(&diagnostics(&text, &findings, session.settings.note_colour))?;
                if self.choice.len() > 0 {
                    tell(&format!("type a number from 1 to {} to choose\n", self.choice.len()))?;
                } else if let Some(helper) = self.editor.helper_mut() {
                    // The right arrow takes it, and typing anything else forgets it.
                    let mended = choice::mended(&text, &findings).unwrap_or_else(|| text.clone());
                    let before = line.strip_suffix(text.as_str()).unwrap_or("");
                    helper.mended = Some(format!("{before}{mended}")).filter(|_| !line.contains('\n'));
                }
            }
            Trouble::Interrupted => tell("interrupted\n")?,
            Trouble::Command(message) | Trouble::Archive(message) => tell(&format!("{message}\n"))?,
            Trouble::Output(error) => return Err(Trouble::Output(error)),
        }
        Ok(())
    }
}

/// Ends the line and says that it is to be edited, not run.
struct ToEditor(Arc<AtomicBool>);

impl ConditionalEventHandler for ToEditor {
    fn handle(&self, _: &Event, _: RepeatCount, _: bool, _: &EventContext<'_>) -> Option<Cmd> {
        self.0.store(true, Ordering::Relaxed);
        Some(Cmd::AcceptLine)
    }
}

fn editor_trouble(error: ReadlineError) -> Trouble {
    Trouble::Output(io::Error::other(error))
}
