//! From the syntax tree to the plan: names become ids, dates become days, words become columns.
//!
//! Nothing is guessed silently. What a name or a date was taken for is noted; what has two meanings
//! is a finding that lists them.

mod copies;
mod fields;
mod filter;
mod forgotten;
mod names;
mod posts;
mod stable;
mod stages;
mod texts;

use std::fmt::Display;

use chrono::NaiveDate;

use super::Definitions;
use super::answer::{Note, NoteKind};
use super::archive::Archive;
use super::plan::{Entities, OfDocument, OfRow, Said, Selection, Set, Tree};
use crate::lang::ast;
use crate::lang::diagnostic::Diagnostic;
use crate::lang::fields::Source;
pub use names::{named, quoted};
pub use stable::stable;
pub use stages::{Chart, Resolved};

/// What resolving needs to know and what it finds out.
pub struct Resolver<'c> {
    pub archive: &'c dyn Archive,
    pub today: NaiveDate,
    /// Saved queries of the session, which the archive may not have.
    pub definitions: Option<&'c Definitions>,
    copies: copies::Copies,
    pub notes: Vec<Note>,
    pub errors: Vec<Diagnostic>,
}

/// Resolves a query in which no set and no parameter is left.
///
/// # Errors
/// Every finding that stops it, in the order of the text as far as it was read.
pub fn resolve(
    archive: &dyn Archive,
    today: NaiveDate,
    definitions: &Definitions,
    query: &ast::Query,
) -> Result<(Resolved, Vec<Note>), Vec<Diagnostic>> {
    let mut resolver = Resolver { definitions: Some(definitions), ..Resolver::new(archive, today) };
    let resolved = resolver.query(query);
    // A parameter without a value is no name that is not there.
    let lacking: Vec<_> = resolver.errors.iter().filter(|e| e.code == "E305").map(|e| e.span.clone()).collect();
    resolver.errors.retain(|error| error.code == "E305" || !lacking.contains(&error.span));
    if resolver.errors.is_empty() { Ok((resolved, resolver.notes)) } else { Err(resolver.errors) }
}

impl<'c> Resolver<'c> {
    fn new(archive: &'c dyn Archive, today: NaiveDate) -> Resolver<'c> {
        Resolver {
            archive,
            today,
            definitions: None,
            copies: copies::Copies::LeftOut,
            notes: Vec::new(),
            errors: Vec::new(),
        }
    }
}

impl Resolver<'_> {
    /// A value read from the archive; a failure becomes a finding.
    fn read<T, E: Display>(&mut self, result: Result<T, E>) -> Option<T> {
        result
            .map_err(|error| {
                self.errors.push(Diagnostic::new("E490", 0..0, format!("cannot read the archive: {error}")))
            })
            .ok()
    }

    fn reading(&mut self, text: String) {
        let note = Note { kind: NoteKind::Reading, text };
        if !self.notes.contains(&note) {
            self.notes.push(note);
        }
    }

    fn warn(&mut self, text: String) {
        self.notes.push(Note { kind: NoteKind::Warning, text });
    }

    fn refuse(&mut self, code: &'static str, span: crate::lang::Span, message: impl Into<String>) {
        self.errors.push(Diagnostic::new(code, span, message));
    }

    fn query(&mut self, query: &ast::Query) -> Resolved {
        let source = query.source.as_ref().map_or(Source::Documents, |source| source.node);
        let set = self.set(source, query.filter.as_ref());
        self.stages(set, &query.stages)
    }
}

/// A set from its two kinds of conditions.
fn set_of(source: Source, documents: Tree<OfDocument>, own: Tree<OfRow>, beside: Vec<Entities>) -> Set {
    let documents = texts::merge(documents);
    let own = texts::merge(own);
    let mut named = Vec::new();
    name_documents(&documents, source, &mut named);
    name_rows(&own, source, &mut named);
    named.sort_unstable();
    named.dedup();
    Set { source, documents, own, named, beside }
}

/// Entities of the source's kind that a condition names without negating them.
fn name_documents(tree: &Tree<OfDocument>, source: Source, named: &mut Vec<i64>) {
    match tree {
        Tree::And(parts) | Tree::Or(parts) => parts.iter().for_each(|part| name_documents(part, source, named)),
        Tree::Not(_) => {}
        Tree::Leaf(OfDocument::Mentions(entities)) => {
            if Some(entities.kind) == source.entity() && entities.said == Said::Named {
                named.extend(&entities.ids);
            }
        }
        Tree::Leaf(OfDocument::Has(selection) | OfDocument::Among(selection)) => {
            name_selection(selection, source, named)
        }
        Tree::Leaf(_) => {}
    }
}

fn name_rows(tree: &Tree<OfRow>, source: Source, named: &mut Vec<i64>) {
    match tree {
        Tree::And(parts) | Tree::Or(parts) => parts.iter().for_each(|part| name_rows(part, source, named)),
        Tree::Leaf(OfRow::In(documents)) => name_documents(documents, source, named),
        Tree::Leaf(OfRow::Among(selection)) => name_selection(selection, source, named),
        Tree::Not(_) | Tree::Leaf(_) => {}
    }
}

fn name_selection(selection: &Selection, source: Source, named: &mut Vec<i64>) {
    name_documents(&selection.set.documents, source, named);
    name_rows(&selection.set.own, source, named);
}
