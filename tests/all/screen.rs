//! A program on a pseudo-terminal, and the screen that it makes. Nothing here waits for a time: it waits
//! until the screen shows what is expected.

use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::path::Path;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

/// A slow machine gets this long to show what is awaited; a quick one never waits.
const PATIENCE: Duration = Duration::from_secs(30);

/// What the shell writes before what is typed.
pub const PROMPT: &str = "dateline>";

/// Of a terminal, in characters.
#[derive(Clone, Copy)]
pub struct Size {
    pub rows: u16,
    pub columns: u16,
}

/// The program on a terminal.
pub struct Terminal {
    screen: vt100::Parser,
    output: Receiver<Vec<u8>>,
    keyboard: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    /// All that was ever sent, escapes and all.
    sent: Vec<u8>,
    master: Box<dyn MasterPty + Send>,
}

impl Terminal {
    /// Starts `program` with these arguments, with nothing of the caller's environment but `variables`; its
    /// home is `home`.
    pub fn start(program: &Path, home: &Path, size: Size, arguments: &[&str], variables: &[(&str, &str)]) -> Terminal {
        let pair = native_pty_system().openpty(in_characters(size)).expect("a pseudo-terminal");
        let mut command = CommandBuilder::new(program);
        command.args(arguments);
        command.env_clear();
        command.env("TERM", "xterm-256color");
        command.env("HOME", home);
        // Whatever pagers this machine has: a test of the pager names its own.
        command.env("PAGER", "cat");
        for (name, value) in variables {
            command.env(name, value);
        }
        command.cwd(home);
        let child = pair.slave.spawn_command(command).expect("the program starts");
        let mut reader = pair.master.try_clone_reader().expect("a reader");
        let keyboard = pair.master.take_writer().expect("a writer");
        let (sender, output) = channel();
        std::thread::spawn(move || {
            let mut buffer = [0; 4096];
            while let Ok(count @ 1..) = reader.read(&mut buffer) {
                if sender.send(buffer[..count].to_vec()).is_err() {
                    break;
                }
            }
        });
        let screen = vt100::Parser::new(positive(size.rows), positive(size.columns), 0);
        Terminal { screen, output, keyboard, child, sent: Vec::new(), master: pair.master }
    }

    pub fn press(&mut self, keys: &str) {
        self.keyboard.write_all(keys.as_bytes()).expect("keys are taken");
        self.keyboard.flush().expect("keys are taken");
    }

    pub fn text(&self) -> String {
        self.screen.screen().contents()
    }

    pub fn screen(&self) -> &vt100::Screen {
        self.screen.screen()
    }

    /// All bytes that came so far.
    pub fn sent(&self) -> &[u8] {
        &self.sent
    }

    /// The number of the process.
    pub fn process(&self) -> u32 {
        self.child.process_id().expect("it runs")
    }

    /// As when a person drags the window's corner.
    pub fn resize(&mut self, size: Size) {
        self.screen.screen_mut().set_size(positive(size.rows), positive(size.columns));
        self.master.resize(in_characters(size)).expect("a new size");
    }

    fn take(&mut self, bytes: Vec<u8>) {
        self.screen.process(&bytes);
        self.sent.extend(bytes);
    }

    /// Reads the program's output until the screen is as `shown` wants it.
    pub fn wait(&mut self, what: &str, shown: impl Fn(&str) -> bool) -> String {
        let deadline = Instant::now() + PATIENCE;
        loop {
            if shown(&self.text()) {
                return self.text();
            }
            let left = deadline.saturating_duration_since(Instant::now());
            match self.output.recv_timeout(left) {
                Ok(bytes) => self.take(bytes),
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => {
                    panic!("never shown: {what}\n{}\n(end of screen)", self.text())
                }
            }
        }
    }

    /// Presses `keys` again and again until `text` is shown.
    pub fn insist(&mut self, keys: &str, text: &str) {
        let deadline = Instant::now() + PATIENCE;
        while !self.text().contains(text) {
            assert!(Instant::now() < deadline, "never shown: {text}\n{}", self.text());
            self.press(keys);
            while let Ok(bytes) = self.output.recv_timeout(Duration::from_millis(100)) {
                self.take(bytes);
            }
        }
    }

    pub fn wait_for(&mut self, text: &str) -> String {
        self.wait(text, |screen| screen.contains(text))
    }

    /// Waits for a prompt with nothing behind it.
    pub fn wait_for_prompt(&mut self) -> String {
        self.wait("an empty prompt", |screen| {
            screen.trim_end().lines().last().is_some_and(|line| line.trim_end() == PROMPT)
        })
    }

    /// Enters a line and waits until it is answered: the prompt before it is empty, too, until its echo comes.
    pub fn enter(&mut self, line: &str) -> String {
        self.press(&format!("{line}\r"));
        self.wait("an empty prompt behind the line", |screen| {
            let last = screen.trim_end().lines().last();
            screen.contains(line) && last.is_some_and(|last| last.trim_end() == PROMPT)
        })
    }

    /// Reads to the end of the output and gives the exit code.
    pub fn end(&mut self) -> u32 {
        let deadline = Instant::now() + PATIENCE;
        while let Ok(bytes) = self.output.recv_timeout(deadline.saturating_duration_since(Instant::now())) {
            self.take(bytes);
        }
        assert!(Instant::now() < deadline, "the program does not end\n{}", self.text());
        self.child.wait().expect("a status").exit_code()
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        let _ = self.child.kill();
    }
}

fn in_characters(size: Size) -> PtySize {
    PtySize { rows: size.rows, cols: size.columns, pixel_width: 0, pixel_height: 0 }
}

fn positive(number: u16) -> NonZeroU16 {
    NonZeroU16::new(number).expect("a size is not zero")
}
