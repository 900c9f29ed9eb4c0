//! The grey text behind the cursor: what was typed before, what is missing, what may come next.

use rustyline::Context;
use rustyline::history::SearchDirection;

use super::{complete, validate};

/// Grey text, and what of it the right arrow takes over.
#[derive(Debug, Default, PartialEq)]
pub struct Hint {
    display: String,
    insert: Option<String>,
}

impl Hint {
    /// Text that is taken over as it is shown.
    pub fn insert(text: &str) -> Hint {
        Hint { display: text.to_owned(), insert: Some(text.to_owned()) }
    }

    /// In brackets, where no grey can tell it from what was typed.
    pub fn bracketed(self) -> Hint {
        Hint { display: format!("[{}]", self.display.trim_start()), ..self }
    }

    /// With a line below the one that is typed.
    pub fn with_under(self, under: &str) -> Hint {
        Hint { display: format!("{}\n{under}", self.display), ..self }
    }

    /// Text that only informs.
    fn show(text: String) -> Hint {
        Hint { display: text, insert: None }
    }
}

impl rustyline::hint::Hint for Hint {
    fn display(&self) -> &str {
        &self.display
    }

    fn completion(&self) -> Option<&str> {
        self.insert.as_deref()
    }
}

/// A hint for `line`, at whose end the cursor stands. History comes first, since it is what this
/// person asks; the grammar fills in. Entity names are left to Tab.
pub fn hint(line: &str, context: &Context<'_>) -> Option<Hint> {
    if line.contains('\n') {
        return validate::missing(line).map(|missing| Hint::show(format!("   {missing}, or Ctrl-C")));
    }
    history(line, context).or_else(|| grammar(line))
}

/// The rest of the latest entry that begins with `line`.
fn history(line: &str, context: &Context<'_>) -> Option<Hint> {
    let newest = context.history().len().checked_sub(1)?;
    let found = context.history().starts_with(line, newest, SearchDirection::Reverse).ok()??;
    let rest = found.entry.get(line.len()..).filter(|rest| !rest.is_empty() && !rest.contains('\n'))?;
    Some(Hint::insert(rest))
}

/// The rest of the first word that would fit.
fn grammar(line: &str) -> Option<Hint> {
    let found = complete::complete(line, None);
    let typed = line.get(found.start..).filter(|typed| !typed.is_empty())?;
    let fits = |replacement: &str| {
        let head = replacement.get(..typed.len())?;
        head.eq_ignore_ascii_case(typed).then(|| replacement[typed.len()..].to_owned())
    };
    let rest = found.candidates.iter().find_map(|candidate| fits(&candidate.replacement))?;
    (!rest.is_empty()).then(|| Hint::insert(&rest))
}
