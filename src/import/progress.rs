//! How far an import is, on stderr: a bar for a person, lines of JSON for a program.

use std::io::{IsTerminal, Write, stderr};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::store::{Counts, End};

/// What is said of an import besides errors.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Voice {
    /// A bar on a terminal, and a summary.
    Normal,
    /// A line of JSON a batch, and one at the end.
    Json,
    /// Neither.
    Quiet,
}

/// What has been read so far.
#[derive(Debug, Default)]
pub struct Read {
    /// Bytes on disk.
    pub bytes: AtomicU64,
    pub files: AtomicU64,
}

/// A bar over so many documents, on a terminal.
pub fn count(documents: u64, voice: Voice) -> ProgressBar {
    if voice != Voice::Normal || !stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::with_draw_target(Some(documents), ProgressDrawTarget::stderr());
    if let Ok(style) = ProgressStyle::with_template("{bar:30} {percent:>3} %  {per_sec}  {eta} left") {
        bar.set_style(style);
    }
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}

pub struct Progress {
    bar: ProgressBar,
    voice: Voice,
    started: Instant,
    /// Bytes on disk of all inputs; those of a pipe are not known.
    bytes: u64,
    files: u64,
}

impl Progress {
    /// For so many files with so many bytes on disk, which are known beforehand.
    pub fn new(files: usize, bytes: u64, voice: Voice) -> Progress {
        let bar = if voice == Voice::Normal && stderr().is_terminal() { bar(bytes) } else { ProgressBar::hidden() };
        Progress { bar, voice, started: Instant::now(), bytes, files: files as u64 }
    }

    /// A batch is written.
    pub fn tell(&self, read: &Read, counts: Counts) {
        self.bar.set_position(read.bytes.load(Ordering::Relaxed).min(self.bytes));
        let errors = match counts.quarantined {
            0 => String::new(),
            n => format!(", {n} set aside"),
        };
        let files = read.files.load(Ordering::Relaxed);
        self.bar.set_message(format!("{files}/{} files, {} articles{errors}", self.files, counts.inputs()));
        self.line("running", read, counts);
    }

    /// All is written, or no more will be.
    pub fn end(&self, read: &Read, counts: Counts, end: End) {
        self.bar.finish_and_clear();
        let state = match end {
            End::Done => "done",
            End::Interrupted => "interrupted",
            End::Failed => "failed",
        };
        self.line(state, read, counts);
    }

    fn line(&self, state: &str, read: &Read, counts: Counts) {
        if self.voice != Voice::Json {
            return;
        }
        let seconds = self.started.elapsed().as_secs_f64();
        let bytes = read.bytes.load(Ordering::Relaxed);
        let rate = if seconds > 0.0 { bytes as f64 / seconds } else { 0.0 };
        let left = self.bytes.saturating_sub(bytes) as f64;
        let line = serde_json::json!({
            "state": state,
            "files_read": read.files.load(Ordering::Relaxed),
            "files_total": self.files,
            "bytes_read": bytes,
            "bytes_total": self.bytes.max(bytes),
            "documents": counts.inputs() - counts.quarantined,
            "new": counts.new,
            "revised": counts.revised,
            "unchanged": counts.unchanged,
            "duplicate": counts.duplicate,
            "errors": counts.quarantined,
            "seconds": (seconds * 1e3).round() / 1e3,
            "bytes_per_second": rate.round(),
            "seconds_left": if rate > 0.0 { Some((left / rate).round()) } else { None },
        });
        // Whoever closed stderr wants to hear no more.
        let _ = writeln!(stderr(), "{line}");
    }
}

fn bar(bytes: u64) -> ProgressBar {
    let bar = ProgressBar::with_draw_target(Some(bytes), ProgressDrawTarget::stderr());
    let template = "{bar:30} {percent:>3} %  {msg}  {binary_bytes_per_sec}  {eta} left";
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style);
    }
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}
