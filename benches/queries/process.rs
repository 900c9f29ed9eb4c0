//! The program as a whole: from its start to the first answer, and to the shell's prompt.

use std::io::Read;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use portable_pty::{CommandBuilder, PtySize, native_pty_system};

use crate::Outcome;

/// From nothing to the end of an answer.
pub fn answer(archive: &Path, question: &str) -> Outcome<Duration> {
    let begun = Instant::now();
    let status = Command::new(env!("CARGO_BIN_EXE_dateline"))
        .arg("--db")
        .arg(archive)
        .args(["query", question])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()?;
    if status.success() { Ok(begun.elapsed()) } else { Err(format!("{question}: {status}").into()) }
}

/// From nothing to the prompt of the shell, in a terminal and a home of its own.
pub fn prompt(archive: &Path) -> Outcome<Duration> {
    let home = tempfile::tempdir()?;
    let pair = native_pty_system().openpty(PtySize { rows: 40, cols: 100, pixel_width: 0, pixel_height: 0 })?;
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_dateline"));
    command.arg("--db");
    command.arg(archive);
    command.env("HOME", home.path());
    command.env("TERM", "xterm-256color");
    for kind in ["STATE", "CONFIG", "DATA"] {
        command.env(format!("XDG_{kind}_HOME"), home.path());
    }
    let mut reader = pair.master.try_clone_reader()?;
    let begun = Instant::now();
    let mut child = pair.slave.spawn_command(command)?;
    drop(pair.slave);
    let mut seen = Vec::new();
    let mut bytes = [0; 4096];
    while !String::from_utf8_lossy(&seen).contains("dateline>") {
        match reader.read(&mut bytes)? {
            0 => return Err("the shell ended without a prompt".into()),
            read => seen.extend_from_slice(&bytes[..read]),
        }
    }
    let took = begun.elapsed();
    child.kill()?;
    child.wait()?;
    Ok(took)
}

/// The most memory that this process has had, in MiB, as Linux tells it.
pub fn peak_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.trim().strip_suffix(" kB")?.parse::<u64>().ok()? / 1024)
}
