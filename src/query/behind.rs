//! The documents that a row of an answer rests on: those of the query that name it, not all that do.

use super::Prepared;
use super::archive::{Archive, ReadError};
use super::compile::{self, Compiler};
use super::plan::{Direction, Entities, Ids, Key, OfDocument, OfRow, Said, Selection, Set, Step, Tree};
use crate::lang::fields::Source;

impl Prepared {
    /// Ids of at most `most` documents, newest first, that the row `id` of this query's answer rests on.
    /// None where the rows are groups or counts, or are themselves documents or quotes.
    pub fn behind(&self, archive: &dyn Archive, id: i64, most: u64) -> Result<Vec<i64>, ReadError> {
        let set = &self.resolved.selection.set;
        let Some(source) = self.source().filter(|source| !matches!(source, Source::Documents | Source::Quotes)) else {
            return Ok(Vec::new());
        };
        let mut parts = vec![set.documents.clone()];
        match source.entity() {
            Some(kind) => {
                // One document is the fewest: this entity drives.
                let one = Entities { kind, ids: vec![id], documents: 1, label: String::new(), said: Said::Named };
                let together = |other: &Entities| Tree::Leaf(OfDocument::Together(vec![other.clone(), one.clone()]));
                parts.extend(set.beside.iter().map(together));
                parts.push(Tree::Leaf(OfDocument::Mentions(one)));
            }
            None => {
                let own = Tree::Leaf(OfRow::Id(Ids { ids: vec![id], label: String::new() }));
                let row = Set { source, documents: Tree::all(), own, named: Vec::new(), beside: Vec::new() };
                let row = Selection { set: row, steps: Vec::new() };
                parts.push(Tree::Leaf(OfDocument::Has(Box::new(row))));
            }
        }
        let set = Set::of_documents(Tree::and(parts));
        let newest = Step::Sort(vec![Key { column: "date", direction: Direction::Descending }]);
        let steps = vec![newest, Step::Limit { count: most, offset: 0 }, Step::Select(vec!["id"])];
        let mut compiler = Compiler { about_documents: self.about_documents, ..Compiler::default() };
        let statement = compile::statement(&mut compiler, &Selection { set, steps }, None, &[]);
        archive.all(&statement.sql, |row| row.integer(0))
    }
}
