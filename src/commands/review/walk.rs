//! The walk through doubts in a terminal: a key each.

use std::collections::VecDeque;
use std::io::{self, Write};

use console::{Key, Term};
use rusqlite::Connection;

use super::super::fix::names;
use super::{BATCH, Failure, READINGS, archive};
use crate::extract::Kind;
use crate::render::Colour;
use crate::render::colour::{HIT, RULE};
use crate::store::decisions::{self, Doubt, Named, Pair, Refused, Trial, What};
use crate::text::printable;

/// What is asked.
enum Question {
    Same(Pair),
    Mention(Doubt),
}

/// What a key says.
enum Answer {
    Right,
    Wrong,
    /// The reading with this place in the list.
    Reading(usize),
    /// Somebody who is typed.
    Typed,
    Later,
    Undo,
    Quit,
}

/// Asks until nothing is left or the person has enough. Every answer is kept at once.
pub fn walk(conn: &Connection, colour: Colour) -> Result<(), Failure> {
    let mut questions: VecDeque<Question> =
        decisions::pairs(conn).map_err(archive)?.into_iter().map(Question::Same).collect();
    let mut after = (0, -1);
    let mut made: Vec<(i64, Question)> = Vec::new();
    loop {
        if questions.is_empty() {
            let more = decisions::doubts(conn, after, BATCH).map_err(archive)?;
            after = more.last().map_or(after, |last| (last.document, last.ordinal));
            questions.extend(more.into_iter().map(Question::Mention));
        }
        let Some(question) = questions.pop_front() else {
            say(&format!("nothing more to review; {} decided\n", made.len()))?;
            return Ok(());
        };
        let readings = show(conn, &question, colour)?;
        match answer(readings.len(), made.len())? {
            Answer::Quit => {
                say(&format!("{} decided; `dateline fix list` shows them\n", made.len()))?;
                return Ok(());
            }
            Answer::Later => say("later\n\n")?,
            Answer::Undo => {
                questions.push_front(question);
                if let Some((id, before)) = made.pop() {
                    decisions::undo(conn, id, Trial::No).map_err(refused)?;
                    say(&format!("undid decision {id}\n\n"))?;
                    questions.push_front(before);
                }
            }
            said => {
                let what = match (&said, &question) {
                    (Answer::Typed, Question::Mention(doubt)) => typed(conn, doubt)?,
                    _ => decision(conn, &question, &said, &readings)?,
                };
                let Some(what) = what else {
                    say("nothing is decided of this one\n\n")?;
                    questions.push_front(question);
                    continue;
                };
                match decisions::decide(conn, what, Trial::No) {
                    Ok(decision) => {
                        say(&format!(
                            "decision {}: {} {}\n\n",
                            decision.id,
                            decision.what.action(),
                            printable(&decision.what.told())
                        ))?;
                        made.push((decision.id, question));
                    }
                    // Another answer has settled it meanwhile.
                    Err(Refused::Impossible(why)) => say(&format!("passed over: {}\n\n", printable(&why)))?,
                    Err(error) => return Err(refused(error)),
                }
            }
        }
    }
}

/// Prints the question; gives the readings that digits stand for.
fn show(conn: &Connection, question: &Question, colour: Colour) -> Result<Vec<i64>, Failure> {
    match question {
        Question::Same(Pair { kind, one, other, how }) => {
            let told = |(id, name, documents): &(i64, String, i64)| {
                let s = if *documents == 1 { "" } else { "s" };
                format!(
                    "  {} {}",
                    colour.paint(HIT, &printable(name)),
                    colour.paint(RULE, &format!("{kind}/{id}, {documents} document{s}"))
                )
            };
            say(&format!(
                "Are they the same? {}\n{}\n{}\n[y] same  [n] different  [l] later  [u] undo  [q] quit ",
                colour.paint(RULE, how),
                told(one),
                told(other)
            ))?;
            Ok(Vec::new())
        }
        Question::Mention(doubt) => {
            let readings = decisions::readings(conn, doubt, READINGS).map_err(archive)?;
            let mut text = format!(
                "{}\n  {}\n",
                colour.paint(RULE, &format!("doc/{} {}", doubt.document, printable(&doubt.title))),
                highlighted(doubt, colour)
            );
            text += &match &doubt.entity {
                Some((id, name)) => format!("is read as {}/{id} {}", doubt.kind, printable(name)),
                None => format!("is a {} that nothing tells", doubt.kind),
            };
            text += &colour.paint(RULE, &format!(" ({}, {:.2})\n", printable(&doubt.rule), doubt.confidence));
            for (at, (id, name, documents)) in readings.iter().enumerate() {
                let s = if *documents == 1 { "" } else { "s" };
                text += &format!("  [{}] {}/{id} {} ({documents} document{s})\n", at + 1, doubt.kind, printable(name));
            }
            let right = if doubt.entity.is_some() { "[y] right  " } else { "" };
            say(&format!("{text}{right}[n] wrong  [1-9] is this one  [a] is another  [l] later  [u] undo  [q] quit "))?;
            Ok(readings.into_iter().map(|(id, ..)| id).collect())
        }
    }
}

/// The sentence on one line, the surface marked.
fn highlighted(doubt: &Doubt, colour: Colour) -> String {
    let chars: Vec<char> = doubt.evidence.chars().collect();
    let from = usize::try_from(doubt.at).unwrap_or(0).min(chars.len());
    let to = (from + doubt.surface.chars().count()).min(chars.len());
    let line = |part: &[char]| printable(&part.iter().collect::<String>().replace(['\n', '\t'], " "));
    format!("{}{}{}", line(&chars[..from]), colour.paint(HIT, &line(&chars[from..to])), line(&chars[to..]))
}

fn decision(conn: &Connection, question: &Question, said: &Answer, readings: &[i64]) -> Result<Option<What>, Failure> {
    let named = |kind, id| decisions::named(conn, kind, id).map_err(archive);
    Ok(match question {
        Question::Same(Pair { kind, one, other, .. }) => {
            let Some((one_named, other_named)) = named(*kind, one.0)?.zip(named(*kind, other.0)?) else {
                return Ok(None);
            };
            match said {
                // The better known keeps its name.
                Answer::Right if one.2 >= other.2 => Some(What::Merge { from: other_named, into: one_named }),
                Answer::Right => Some(What::Merge { from: one_named, into: other_named }),
                Answer::Wrong => Some(What::Different { one: one_named, other: other_named }),
                _ => None,
            }
        }
        Question::Mention(doubt) => {
            let Some(at) = doubt.anchor(conn).map_err(archive)? else { return Ok(None) };
            let entity = match said {
                Answer::Wrong => return Ok(Some(What::Reject { at })),
                Answer::Right => doubt.entity.as_ref().map(|(id, _)| *id),
                Answer::Reading(place) => readings.get(*place).copied(),
                _ => None,
            };
            match entity {
                Some(id) => named(doubt.kind, id)?.map(|entity| What::Assign { at, entity }),
                None => None,
            }
        }
    })
}

/// Asks for a name and gives the words to whom it means, or to one who is new here. Nothing: it means nobody or
/// several, or was left empty.
fn typed(conn: &Connection, doubt: &Doubt) -> Result<Option<What>, Failure> {
    say(&format!("\nname of the {}: ", doubt.kind))?;
    let name = Term::stdout().read_line()?;
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    let Some(at) = doubt.anchor(conn).map_err(archive)?.filter(|_| !name.is_empty()) else { return Ok(None) };
    let why = match names::entity(conn, &name, Some(doubt.kind)) {
        Ok(chosen) => return Ok(Some(What::Assign { at, entity: chosen.named })),
        Err(Failure::Usage(why)) => why,
        Err(failure) => return Err(failure),
    };
    say(&format!("{why}\n"))?;
    let can_be_new = matches!(doubt.kind, Kind::Person | Kind::Organization | Kind::Project)
        && !name.contains(['/', '@'])
        && names::found(conn, &name, Some(doubt.kind))?.is_empty();
    if !can_be_new {
        return Ok(None);
    }
    say(&format!("is {} new here? [y] yes  [n] no ", printable(&name)))?;
    let is_new = loop {
        match Term::stdout().read_key_raw()? {
            Key::Char('y' | 'Y') => break true,
            Key::Char('n' | 'N' | 'q' | 'Q') | Key::Escape | Key::CtrlC => break false,
            _ => {}
        }
    };
    let entity = Named { kind: doubt.kind.as_str().to_owned(), name, country: None, key: None };
    Ok(is_new.then_some(What::Assign { at, entity }))
}

/// Waits for a key that says something.
fn answer(readings: usize, made: usize) -> Result<Answer, Failure> {
    loop {
        let answer = match Term::stdout().read_key_raw()? {
            Key::Char('y' | 'Y') => Answer::Right,
            Key::Char('n' | 'N') => Answer::Wrong,
            Key::Char('l' | 'L' | ' ') => Answer::Later,
            Key::Char('a' | 'A') => Answer::Typed,
            Key::Char('u' | 'U') if made > 0 => Answer::Undo,
            Key::Char('q' | 'Q') | Key::Escape | Key::CtrlC => Answer::Quit,
            Key::Char(digit) => match digit.to_digit(10).and_then(|digit| usize::try_from(digit).ok()) {
                Some(digit @ 1..) if digit <= readings => Answer::Reading(digit - 1),
                _ => continue,
            },
            _ => continue,
        };
        return Ok(answer);
    }
}

fn say(text: &str) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())?;
    Ok(out.flush()?)
}

fn refused(error: Refused) -> Failure {
    Failure::Archive(printable(&error.to_string()))
}
