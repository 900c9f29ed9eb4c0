//! How far an import is, on stderr when that is a terminal.

use std::io::{IsTerminal, stderr};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// Whether anything but errors is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Voice {
    Normal,
    Quiet,
}

/// A bar over the bytes on disk, which are known beforehand, with the articles so far beside it.
pub fn bar(bytes: u64, voice: Voice) -> ProgressBar {
    if voice == Voice::Quiet || !stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::with_draw_target(Some(bytes), ProgressDrawTarget::stderr());
    let template = "{bar:30} {percent:>3} %  {msg}  {binary_bytes_per_sec}  {eta} left";
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style);
    }
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}
