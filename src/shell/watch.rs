//! A query asked again and again, until Ctrl-C.

use std::time::{Duration, Instant};

use super::command::usage;
use super::interrupt::interruptible;
use super::meta::Meta;
use super::output::{Paging, tell};
use super::session::{Session, Trouble};
use crate::render::colour::RULE;

/// Between two looks at whether someone said stop.
const SLICE: Duration = Duration::from_millis(50);

/// Longest pause: a day.
const LONGEST: f64 = 86_400.0;

/// Runs what `argument` says: seconds, then a query, or else the last one.
pub fn run(session: &mut Session, argument: &str) -> Result<(), Trouble> {
    let (seconds, query) = argument.split_once(char::is_whitespace).unwrap_or((argument, ""));
    let seconds = seconds.parse::<f64>().ok().filter(|seconds| (0.1..=LONGEST).contains(seconds));
    let pause = Duration::from_secs_f64(seconds.ok_or_else(|| usage(Meta::Watch))?);
    let query = match (query.trim(), &session.last) {
        ("", Some(last)) => last.clone(),
        ("", None) => return Err(usage(Meta::Watch)),
        (query, _) => query.to_owned(),
    };
    // A pager would wait for a key.
    let paging = std::mem::replace(&mut session.settings.paging, Paging::Never);
    let stop = session.stop.clone();
    let done = interruptible(&stop, || repeat(session, &query, pause));
    session.settings.paging = paging;
    done
}

/// Until it fails or is interrupted, which is how it is meant to end.
fn repeat(session: &mut Session, query: &str, pause: Duration) -> Result<(), Trouble> {
    loop {
        match session.run(query) {
            Err(Trouble::Interrupted) => return Ok(()),
            done => done?,
        }
        let stop = session.stop.clone();
        stop.start(None);
        let now = chrono::Local::now().format("%H:%M:%S");
        let text = format!("{now} · every {} s, Ctrl-C ends it", pause.as_secs_f64());
        tell(&format!("{}\n", session.settings.note_colour.paint(RULE, &text)))?;
        let until = Instant::now() + pause;
        while !stop.is_asked() && Instant::now() < until {
            std::thread::sleep(SLICE.min(until.saturating_duration_since(Instant::now())));
        }
        if stop.is_asked() {
            return Ok(());
        }
    }
}
