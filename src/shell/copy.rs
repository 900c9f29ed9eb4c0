//! A copy of an archive in PostgreSQL: what can be asked of it is asked as of the archive itself, and nothing is written.

use super::asking::Asking;
use super::output;
use super::session::{Settings, Trouble, failed};
use super::statements::{Statements, carry_out};
use crate::lang::ast::Query;
use crate::query::answer::{Note, NoteKind};
use crate::query::postgres::Copy;
use crate::query::{self, Definition, Definitions, Stop};

pub struct CopySession {
    settings: Settings,
    copy: Copy,
    stop: Stop,
    /// What `let` has said.
    definitions: Definitions,
}

impl CopySession {
    /// # Errors
    /// [`Trouble::Archive`] when the copy cannot be asked, with what to do.
    pub fn open(address: &str, settings: Settings) -> Result<CopySession, Trouble> {
        let (copy, stop) = Copy::open(address).map_err(failed)?;
        Ok(CopySession { settings, copy, stop, definitions: Definitions::new() })
    }

    /// Carries out every statement of `text`; the first that fails ends it.
    ///
    /// # Errors
    /// As of an archive.
    pub fn run(&mut self, text: &str) -> Result<(), Trouble> {
        carry_out(self, text)
    }
}

impl Statements for CopySession {
    /// Keeps a query for the statements that follow.
    fn define(&mut self, text: &str, name: &str, definition: Definition) -> Result<(), Trouble> {
        let wrong = |findings| Trouble::Query(text.to_owned(), findings);
        let options = self.asking().options();
        let (definition, notes) = query::stable(&self.copy, name, &definition, &options).map_err(wrong)?;
        output::notes(&notes, &self.settings)?;
        self.definitions.insert(name.to_owned(), definition);
        let text = format!("&{name} ends with this run: a copy is not written to, so save it in the archive");
        output::notes(&[Note { kind: NoteKind::Warning, text }], &self.settings)
    }

    fn asking(&self) -> Asking<'_> {
        Asking { archive: &self.copy, stop: &self.stop, settings: &self.settings, definitions: &self.definitions }
    }
    fn ask(&mut self, text: &str, query: &Query) -> Result<(), Trouble> {
        self.asking().ask(text, query).map(|_| ())
    }
}
