//! Conditions joined by `or` that drive together: the documents of each are few, and theirs are read once.

use super::Compiler;
use super::links::{Link, link_of};
use crate::query::dialect::{TextIndex, Word};
use crate::query::plan::{OfDocument, Tree};
use crate::query::sql::{Sql, sql};

/// One of so many documents is few: beyond that, reading by date and looking at each ends sooner.
const FEW: i64 = 8;

/// The first condition of which either part is rare, and its place.
pub fn rare<'p>(compiler: &Compiler, parts: &'p [Tree<OfDocument>]) -> Option<(usize, &'p [Tree<OfDocument>])> {
    parts.iter().enumerate().find_map(|(at, part)| match part {
        Tree::Or(either) if is_rare(compiler, either) => Some((at, &either[..])),
        _ => None,
    })
}

fn is_rare(compiler: &Compiler, either: &[Tree<OfDocument>]) -> bool {
    let documents = either.iter().map(|part| match part {
        Tree::Leaf(OfDocument::Mentions(entities)) => Some(entities.documents),
        Tree::Leaf(OfDocument::Text(text)) => {
            compiler.hits.iter().find(|(counted, _)| counted == text).map(|(_, documents)| *documents)
        }
        _ => None,
    });
    let all: Option<i64> = documents.sum();
    all.is_some_and(|all| all.saturating_mul(FEW) <= compiler.about_documents)
}

/// `k`: the ids of the documents that fit either part.
pub fn ids(either: &[Tree<OfDocument>]) -> Sql {
    let each: Vec<Sql> = either
        .iter()
        .filter_map(|part| match part {
            Tree::Leaf(OfDocument::Mentions(entities)) => {
                let Link { table, column, index, .. } = link_of(entities.kind);
                let mut ids = sql!["SELECT x.document AS id FROM ", table, " x", Word::By(index), " WHERE x.", column];
                ids.among(&entities.ids);
                Some(ids)
            }
            Tree::Leaf(OfDocument::Text(text)) => {
                let holds = Word::Holds(TextIndex::Documents, text.clone());
                Some(sql!["SELECT rowid AS id FROM documents_fts WHERE ", holds])
            }
            _ => None, // `is_rare` knows no others
        })
        .collect();
    let mut out = Sql::of("(");
    out.join(&each, " UNION ").push(") k");
    out
}
