//! Saved queries: kept by `let`, asked by name, listed, deleted.
//!
//! The session's own connection only reads. The few small changes go through [`store`], and an archive that cannot
//! be written does not stop the asking.

use super::output::{self, Output};
use super::session::{Session, Trouble, failed, unwritten};
use crate::lang;
use crate::lang::ast::Query;
use crate::query::answer::{Column, ColumnKind, Note, NoteKind, Sink, Value};
use crate::query::{self, Chart, Definition};
use crate::store;
use crate::text::printable;

impl Session {
    /// Keeps a query under a name: for the session, and in the archive where that can be written.
    pub(super) fn save(&mut self, text: &str, name: &str, definition: Definition) -> Result<(), Trouble> {
        let wrong = |findings| Trouble::Query(text.to_owned(), findings);
        let (definition, notes) = query::stable(&self.archive, name, &definition, &self.options()).map_err(wrong)?;
        output::notes(&notes, &self.settings)?;
        let kept = definition.statement(name);
        let done = store::save_query(&self.path, name, &kept, lang::VERSION);
        self.definitions.insert(name.to_owned(), definition);
        let said = match done {
            Ok(()) => Note { kind: NoteKind::Reading, text: format!("saved {kept}") },
            Err(error) => left(format!("&{name} is not in the archive and ends with this session: {error}")),
        };
        output::notes(&[said], &self.settings)
    }

    /// Asks a saved query by name; its parameters take their values from the settings.
    pub fn run_saved(&mut self, name: &str) -> Result<(), Trouble> {
        let shown = format!("&{name}");
        let found = query::definition(&self.archive, &self.definitions, name);
        let parameters = match found.map_err(|findings| Trouble::Query(shown, findings))? {
            Some(definition) => definition.parameters,
            None => Vec::new(), // the query itself will say that there is none
        };
        self.run(&lang::print(&Query {
            source: None,
            filter: Some(query::call(name, &parameters)),
            stages: Vec::new(),
        }))
    }

    /// Lists the saved queries.
    pub fn saved(&self) -> Result<(), Trouble> {
        let found = query::saved(&self.archive).map_err(failed)?;
        let mut output = Output::new(&self.settings, Chart::Unwanted);
        let column = |name: &str, kind| Column { name: name.into(), kind };
        let columns = [
            column("name", ColumnKind::Text),
            column("query", ColumnKind::Elastic),
            column("new", ColumnKind::Integer),
            column("made", ColumnKind::Date),
        ];
        let write = |output: &mut Output| {
            output.begin(&columns)?;
            for saved in found {
                let made = saved.made.get(..10).unwrap_or(&saved.made).to_owned();
                let texts = [saved.name, saved.text].map(Value::Text);
                let [name, text] = texts;
                output.row(&[name, text, Value::Integer(saved.new), Value::Text(made)])?;
            }
            output.end()
        };
        write(&mut output).map_err(unwritten)?;
        output.finish()
    }

    /// Deletes a saved query, for the session and in the archive.
    pub fn forget(&mut self, name: &str) -> Result<(), Trouble> {
        let was_here = self.definitions.remove(name).is_some();
        let was_there = store::forget_query(&self.path, name).map_err(failed)?;
        if was_here || was_there {
            return output::tell(&format!("deleted &{}\n", printable(name)));
        }
        Err(Trouble::Command(format!("no saved query `{}`: `dateline saved` lists them", printable(name))))
    }

    /// Notes that a saved query has run, so that `new:` goes on from there. What was not shown stays new.
    pub(super) fn mark(&self, name: &str, newest: i64, notes: &[Note]) -> Result<(), Trouble> {
        let text = if notes.iter().any(|note| note.kind == NoteKind::Cut) {
            format!("new:{name} stays where it was, since not all rows were shown: --limit 0 shows them")
        } else {
            match store::mark_query(&self.path, name, newest) {
                Ok(()) => return Ok(()),
                Err(error) => format!("new:{name} stays where it was: {error}"),
            }
        };
        output::notes(&[left(text)], &self.settings)
    }
}

fn left(text: String) -> Note {
    Note { kind: NoteKind::Left, text }
}
