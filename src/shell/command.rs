//! Carrying out metacommands.

use std::path::Path;

use clap::ValueEnum;

use super::help;
use super::meta::{self, Line, Meta};
use super::output::{self, Footer, say};
use super::script;
use super::session::{Session, Trouble};
use super::watch;
use crate::render::Format;
use crate::render::page::PageFormat;
use crate::text::printable;

/// What the shell does after a command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum After {
    Stay,
    Leave,
    /// This text is to be edited, and to be on the next line.
    Edit(String),
    /// The session now is another archive's.
    Opened,
}

/// The tables that people ask for: not SQLite's own, nor those that full text is made of.
const TABLES: &str = r"
    SELECT name, type FROM sqlite_schema
    WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite\_%' ESCAPE '\' AND name NOT LIKE '%\_fts\_%' ESCAPE '\'
    ORDER BY type, name";

pub fn run(session: &mut Session, line: Line<'_>) -> Result<After, Trouble> {
    let (command, argument) = match line {
        Line::Known(command, argument) => (command, argument),
        Line::Unknown(name, near) => {
            let near = near.map_or_else(|| "`.help` lists all".to_owned(), |near| format!("did you mean `{near}`?"));
            return Err(Trouble::Command(format!("there is no command `{}`: {near}", printable(name))));
        }
    };
    match command {
        Meta::Help => help(session, argument)?,
        Meta::Explain => explain(session, argument)?,
        Meta::Mode => mode(session, argument)?,
        Meta::Limit => limit(session, argument)?,
        Meta::Timing => timing(session, argument)?,
        Meta::Save if argument.is_empty() => return Err(usage(Meta::Save)),
        Meta::Save => save(session, argument)?,
        Meta::Saved => saved(session, argument)?,
        Meta::Sql if argument.is_empty() => return Err(usage(Meta::Sql)),
        Meta::Sql => session.sql(argument)?,
        Meta::Tables => session.sql(TABLES)?,
        Meta::Schema => say(&session.schema(argument)?)?,
        Meta::Read if argument.is_empty() => return Err(usage(Meta::Read)),
        Meta::Read => return script::run_file(session, Path::new(argument)),
        Meta::Open if argument.is_empty() => say(&format!("{}\n", printable(&session.path.display().to_string())))?,
        Meta::Open if argument.bytes().all(|byte| byte.is_ascii_digit()) => session.open_row(argument)?,
        Meta::Cite | Meta::Why if argument.is_empty() => return Err(usage(command)),
        Meta::Cite => session.cite_row(argument)?,
        Meta::Why => session.why_row(argument)?,
        Meta::Show | Meta::Dossier if argument.is_empty() => return Err(usage(command)),
        Meta::Show => session.show(argument, PageFormat::Text)?,
        Meta::Dossier => session.dossier(argument, (None, None), PageFormat::Text)?,
        Meta::Edit => return Ok(After::Edit(session.last.clone().unwrap_or_default())),
        Meta::Watch => watch::run(session, argument)?,
        Meta::Open => {
            *session = Session::open(Path::new(argument), session.settings.clone())?;
            return Ok(After::Opened);
        }
        Meta::Quit => return Ok(After::Leave),
    }
    Ok(After::Stay)
}

fn help(session: &Session, word: &str) -> Result<(), Trouble> {
    let (colour, width) = (session.settings.colour, output::width().unwrap_or(80));
    if word.is_empty() {
        return output::show(&help::page(colour, width), session.settings.paging);
    }
    match help::word(word, colour, width) {
        Ok(text) => output::show(&text, session.settings.paging),
        Err(near) if near.is_empty() => {
            Err(Trouble::Command(format!("nothing is called `{}`: `.help` lists all", printable(word))))
        }
        Err(near) => Err(Trouble::Command(format!(
            "nothing is called `{}`: did you mean `.help {}`?",
            printable(word),
            near.join("` or `.help ")
        ))),
    }
}

fn explain(session: &mut Session, query: &str) -> Result<(), Trouble> {
    let query = match (query, &session.last) {
        ("", Some(last)) => last,
        ("", None) => return Err(Trouble::Command("nothing has been asked yet: .explain people with @kz".into())),
        (query, _) => query,
    };
    session.run(&format!("explain {query}"))
}

fn save(session: &mut Session, name: &str) -> Result<(), Trouble> {
    let name = name.trim_start_matches('&');
    match session.last.clone() {
        Some(last) => session.run(&format!("let {name} = {last}")),
        None => Err(Trouble::Command("nothing has been asked yet: let NAME = QUERY saves any query".into())),
    }
}

fn saved(session: &mut Session, argument: &str) -> Result<(), Trouble> {
    match argument.split_once(char::is_whitespace) {
        None if argument.is_empty() => session.saved(),
        Some(("delete", name)) => session.forget(name.trim().trim_start_matches('&')),
        _ => Err(usage(Meta::Saved)),
    }
}

fn mode(session: &mut Session, argument: &str) -> Result<(), Trouble> {
    if argument.is_empty() {
        return say(&format!("{}\n", session.settings.format.name()));
    }
    session.settings.format = Format::from_str(argument, true).map_err(|_| usage(Meta::Mode))?;
    Ok(())
}

fn limit(session: &mut Session, argument: &str) -> Result<(), Trouble> {
    if argument.is_empty() {
        let text = match session.settings.limit {
            None => "the default: 50 rows for lists, all for counts".to_owned(),
            Some(0) => "none".to_owned(),
            Some(limit) => limit.to_string(),
        };
        return say(&format!("{text}\n"));
    }
    session.settings.limit = Some(argument.parse().map_err(|_| usage(Meta::Limit))?);
    Ok(())
}

fn timing(session: &mut Session, argument: &str) -> Result<(), Trouble> {
    session.settings.footer = match (argument.to_lowercase().as_str(), session.settings.footer) {
        ("on", _) | ("", Footer::Count | Footer::Nothing) => Footer::CountAndTime,
        ("off", _) | ("", Footer::CountAndTime) => Footer::Count,
        _ => return Err(usage(Meta::Timing)),
    };
    let state = if session.settings.footer == Footer::CountAndTime { "on" } else { "off" };
    say(&format!("timing is {state}\n"))
}

pub(super) fn usage(command: Meta) -> Trouble {
    let entry = meta::find(command).map_or("", |entry| entry.usage);
    Trouble::Command(format!("usage: {entry}"))
}
