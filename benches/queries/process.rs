//! Time of the processor, by Linux's own accounts, and the program as a whole: from its start to the first answer, and to
//! the shell's prompt.

use std::io::Read;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use portable_pty::{CommandBuilder, PtySize, native_pty_system};

use crate::Outcome;

/// How long this thread has been on a processor.
pub fn busy() -> Duration {
    // The account is brought up to date when the thread gives way.
    std::thread::yield_now();
    account("/proc/thread-self/schedstat").unwrap_or_default()
}

fn account(path: &str) -> Option<Duration> {
    let text = std::fs::read_to_string(path).ok()?;
    Some(Duration::from_nanos(text.split_whitespace().next()?.parse().ok()?))
}

/// Runs a command to its end: its time of the processor, to the hundredth of a second, and what it printed.
pub fn measured(command: &Command) -> Outcome<(Duration, String)> {
    let mut shell = Command::new("sh");
    shell.args(["-c", "\"$@\" 2>/dev/null || exit 1; echo; times", "sh"]);
    let output = shell.arg(command.get_program()).args(command.get_args()).output()?;
    if !output.status.success() {
        return Err(format!("{command:?} failed").into());
    }
    // The shell's own times, and those of its children: 0m0.010s 0m0.000s
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let (rest, children) = said.trim_end().rsplit_once('\n').ok_or("no times")?;
    let (said, _) = rest.rsplit_once('\n').ok_or("no times")?;
    let seconds = |time: &str| -> Option<f64> {
        let (minutes, seconds) = time.split_once('m')?;
        Some(minutes.parse::<f64>().ok()? * 60.0 + seconds.strip_suffix('s')?.parse::<f64>().ok()?)
    };
    let took = children.split_whitespace().filter_map(seconds).sum();
    Ok((Duration::from_secs_f64(took), said.to_owned()))
}

/// From nothing to the end of an answer.
pub fn answer(archive: &Path, question: &str) -> Outcome<Duration> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
    command.arg("--db").arg(archive).args(["query", question]);
    Ok(measured(&command)?.0)
}

/// From nothing to the prompt of the shell, in a terminal and a home of its own: of its main thread.
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
    let number = child.process_id().ok_or("the shell has no number")?;
    let took = account(&format!("/proc/{number}/schedstat")).ok_or("no account of the shell")?;
    child.kill()?;
    child.wait()?;
    Ok(took)
}

/// The most memory that this process has had, in MiB.
pub fn peak_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.trim().strip_suffix(" kB")?.parse::<u64>().ok()? / 1024)
}
