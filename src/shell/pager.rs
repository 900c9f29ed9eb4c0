//! Answers taller than the screen go through a pager; the others straight to it.

use std::io::{self, IsTerminal, Write};
use std::process::{Child, ChildStdin, Command, Stdio};

/// Whether stdout is a screen on which a pager can help.
pub fn is_useful() -> bool {
    io::stdout().is_terminal() && io::stdin().is_terminal() && std::env::var("TERM").is_ok_and(|term| term != "dumb")
}

/// What tells a reader who left from a pipe that broke.
#[derive(Debug, thiserror::Error)]
#[error("the pager was left")]
struct Left;

/// Whether writing failed because the reader had seen enough.
pub fn was_left(error: &io::Error) -> bool {
    error.get_ref().is_some_and(|inner| inner.is::<Left>())
}

/// Stdout, held back until it is known whether it fits the screen.
pub struct Paged {
    held: Vec<u8>,
    lines: usize,
    /// Lines of the screen.
    screen: usize,
    state: State,
}

enum State {
    Holding,
    /// Straight to stdout: there is no pager.
    Plain,
    Pager(Child, ChildStdin),
}

impl Default for Paged {
    fn default() -> Paged {
        Paged::new()
    }
}

impl Paged {
    pub fn new() -> Paged {
        let size = terminal_size::terminal_size_of(io::stdout());
        let screen = size.map(|(_, rows)| usize::from(rows.0));
        let state = if is_useful() && screen.is_some() { State::Holding } else { State::Plain };
        Paged { held: Vec::new(), lines: 0, screen: screen.unwrap_or_default(), state }
    }

    /// Measures what comes; true when it no longer fits. What stands below an answer needs lines, too.
    fn outgrows(&mut self, bytes: &[u8]) -> bool {
        self.lines += bytes.iter().filter(|byte| **byte == b'\n').count();
        self.lines + 3 > self.screen
    }

    fn start(&mut self) -> io::Result<()> {
        self.state = match spawn() {
            Ok((child, input)) => State::Pager(child, input),
            Err(_) => State::Plain,
        };
        let held = std::mem::take(&mut self.held);
        self.pass(&held)
    }

    fn pass(&mut self, bytes: &[u8]) -> io::Result<()> {
        match &mut self.state {
            State::Pager(_, input) => input.write_all(bytes).map_err(|error| match error.kind() {
                io::ErrorKind::BrokenPipe => io::Error::new(io::ErrorKind::BrokenPipe, Left),
                _ => error,
            }),
            State::Holding | State::Plain => io::stdout().lock().write_all(bytes),
        }
    }
}

impl Write for Paged {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if matches!(self.state, State::Holding) {
            self.held.extend_from_slice(bytes);
            if self.outgrows(bytes) {
                self.start()?;
            }
        } else {
            self.pass(bytes)?;
        }
        Ok(bytes.len())
    }

    /// What is held stays so until all is known: at the end it is dropped onto the screen.
    fn flush(&mut self) -> io::Result<()> {
        match &mut self.state {
            State::Pager(_, input) => input.flush().or_else(|error| match error.kind() {
                io::ErrorKind::BrokenPipe => Ok(()),
                _ => Err(error),
            }),
            State::Holding => Ok(()),
            State::Plain => io::stdout().lock().flush(),
        }
    }
}

impl Drop for Paged {
    /// Shows what was held, or waits until the reader has left the pager.
    fn drop(&mut self) {
        match std::mem::replace(&mut self.state, State::Plain) {
            State::Pager(mut child, input) => {
                drop(input);
                let _ = child.wait();
            }
            State::Holding => {
                let held = std::mem::take(&mut self.held);
                let mut out = io::stdout().lock();
                let _ = out.write_all(&held).and_then(|()| out.flush());
            }
            State::Plain => {}
        }
    }
}

/// `$PAGER`, or less: with colours, lines cut rather than folded, the screen left as it is.
fn spawn() -> io::Result<(Child, ChildStdin)> {
    let chosen = std::env::var("PAGER").ok().filter(|pager| !pager.trim().is_empty());
    let mut command = match &chosen {
        Some(pager) => shell(pager),
        None => {
            let mut less = Command::new("less");
            less.arg("-FRSX");
            less
        }
    };
    if std::env::var_os("LESSCHARSET").is_none() {
        command.env("LESSCHARSET", "utf-8");
    }
    let mut child = command.stdin(Stdio::piped()).spawn()?;
    match child.stdin.take() {
        Some(input) => Ok((child, input)),
        None => Err(io::Error::other("the pager takes no input")),
    }
}

/// A command line as the system's shell reads it: `less -R`, `bat --plain`.
pub fn shell(line: &str) -> Command {
    let (program, flag) = if cfg!(windows) { ("cmd", "/C") } else { ("/bin/sh", "-c") };
    let mut command = Command::new(program);
    command.arg(flag).arg(line);
    command
}
