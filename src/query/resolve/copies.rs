//! What no query has to ask for: articles that several publishers print are counted once, unless it asks for all of
//! them, and what a person hid is left out. Of hidden documents there are no facts, so that other rows need no look.

use super::Resolver;
use crate::lang::fields::Source;
use crate::query::dialect::Word;
use crate::query::plan::{OfDocument, Set, Tree};
use crate::query::sql;

/// Whether documents that repeat another one count too; what holds for a query holds for those inside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Copies {
    LeftOut,
    /// `duplicates:all`
    Wanted,
}

impl Resolver<'_> {
    /// The set without copies, where there are any in the archive.
    pub fn counted_once(&mut self, set: Set) -> Set {
        Set { documents: self.once(set.documents), ..set }
    }

    /// These documents without copies. Who asks for publishers or authors asks for what these printed, whoever had it
    /// first.
    pub fn once(&mut self, documents: Tree<OfDocument>) -> Tree<OfDocument> {
        let counts_all = self.copies == Copies::Wanted || asks_who_published(&documents);
        if counts_all || documents.counts_once() || !self.has_copies() {
            return documents;
        }
        Tree::and([documents, Tree::once()])
    }

    /// Documents without those that a person hid, where there are any in the archive.
    pub fn shown(&mut self, set: Set) -> Set {
        if set.source != Source::Documents || !self.has_hidden() {
            return set;
        }
        Set { documents: Tree::and([set.documents, Tree::shown()]), ..set }
    }

    fn has_hidden(&mut self) -> bool {
        let found = self.archive.first(&sql!["SELECT 1 FROM hidden_documents LIMIT 1"], |_| Ok(()));
        self.read(found).flatten().is_some()
    }

    fn has_copies(&mut self) -> bool {
        let by = Word::By("documents_copies");
        let sql = sql!["SELECT 1 FROM documents", by, " WHERE copy_of IS NOT NULL LIMIT 1"];
        let found = self.archive.first(&sql, |_| Ok(()));
        self.read(found).flatten().is_some()
    }
}

fn asks_who_published(documents: &Tree<OfDocument>) -> bool {
    match documents {
        Tree::And(parts) | Tree::Or(parts) => parts.iter().any(asks_who_published),
        Tree::Not(_) => false,
        Tree::Leaf(leaf) => matches!(leaf, OfDocument::Source(_) | OfDocument::Author(_)),
    }
}
