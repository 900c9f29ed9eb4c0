//! A filter to the two kinds of conditions: on documents (the gather rule) and on the rows themselves.

use super::copies::Copies;
use super::names::{Choice, Typed, quoted};
use super::{Resolver, set_of};
use crate::lang::ast::{Expr, Mention, Query, Spanned, Test, TextForm, Value};
use crate::lang::diagnostic::Diagnostic;
use crate::lang::fields::{Field, FieldType, Source};
use crate::query::compile::Shape;
use crate::query::dialect::{TextIndex, Word};
use crate::query::plan::{Entities, OfDocument, OfRow, Selection, Set, Step, Tree};
use crate::query::sql;
use crate::query::text::{Ending, Match, TextColumn, has_word};

/// A condition, before the two kinds are told apart.
#[derive(Clone, Debug)]
pub enum Leaf {
    Document(OfDocument),
    Row(OfRow),
}

pub fn document(leaf: OfDocument) -> Tree<Leaf> {
    Tree::Leaf(Leaf::Document(leaf))
}

pub fn row(leaf: OfRow) -> Tree<Leaf> {
    Tree::Leaf(Leaf::Row(leaf))
}

impl Resolver<'_> {
    /// The rows of a source that a filter lets through.
    pub fn set(&mut self, source: Source, filter: Option<&Spanned<Expr>>) -> Set {
        let outer = self.copies;
        for part in filter.map_or(&[][..], conjuncts) {
            self.heed_duplicates(source, &part.node);
        }
        let set = self.set_with_copies(source, filter);
        let set = self.counted_once(set);
        let set = self.shown(set);
        self.copies = outer;
        set
    }

    fn heed_duplicates(&mut self, source: Source, expr: &Expr) {
        let Expr::Predicate { field, test: Test::Any(values) } = expr else { return };
        let Some(role) = source.field(field.node).filter(|_| is_duplicates(expr)) else { return };
        if let FieldType::OneOf(known) = role.info().ty
            && values.iter().all(|value| self.known_word(role.info(), known, value).is_some())
        {
            self.copies = Copies::Wanted;
        }
    }

    fn set_with_copies(&mut self, source: Source, filter: Option<&Spanned<Expr>>) -> Set {
        let Some(filter) = filter else { return set_of(source, Tree::all(), Tree::all(), Vec::new()) };
        let mut beside = Vec::new();
        let tree = self.outermost(source, filter, &mut beside);
        if tree.is_all() && self.errors.is_empty() && holds_text(&filter.node) {
            self.refuse("E206", filter.span.clone(), "nothing to search for: there is no letter or digit in it");
        }
        let (mut documents, mut own) = (Vec::new(), Vec::new());
        for part in Tree::and([tree]).conjuncts().iter().cloned() {
            if source == Source::Documents || !part.any_leaf(&mut |leaf| matches!(leaf, Leaf::Row(_))) {
                documents.push(as_documents(part));
            } else {
                own.push(self.as_rows(part));
            }
        }
        set_of(source, Tree::and(documents), super::posts::meet(Tree::and(own)), beside)
    }

    /// The outermost level, where `within:sentence` also binds the rows of an entity source.
    fn outermost(&mut self, source: Source, filter: &Spanned<Expr>, beside: &mut Vec<Entities>) -> Tree<Leaf> {
        self.conjunction(source, conjuncts(filter), Some(beside))
    }

    fn conjunction(
        &mut self,
        source: Source,
        parts: &[Spanned<Expr>],
        beside: Option<&mut Vec<Entities>>,
    ) -> Tree<Leaf> {
        self.forgotten_signs(source, parts);
        let within = parts.iter().find(|part| is_within(&part.node));
        // On the outermost level it has been heeded already; elsewhere it is refused.
        let is_heeded = |part: &Expr| is_within(part) || (beside.is_some() && is_duplicates(part));
        let mut trees: Vec<Tree<Leaf>> =
            parts.iter().filter(|part| !is_heeded(&part.node)).map(|part| self.expr(source, part)).collect();
        if let Some(within) = within {
            let mentioned: Vec<Entities> = trees
                .iter()
                .filter_map(|tree| match tree {
                    Tree::Leaf(Leaf::Document(OfDocument::Mentions(entities))) => Some(entities.clone()),
                    _ => None,
                })
                .collect();
            let is_entity = !matches!(source, Source::Documents | Source::Quotes) && beside.is_some();
            if mentioned.len() < if is_entity { 1 } else { 2 } {
                let message = "within:sentence says of mentions that they meet: it needs @names beside it";
                self.refuse("E205", within.span.clone(), message);
            }
            if mentioned.len() > 1 {
                trees.push(document(OfDocument::Together(mentioned.clone())));
            }
            if let Some(beside) = beside.filter(|_| is_entity) {
                *beside = mentioned;
            }
        }
        Tree::and(trees)
    }

    fn expr(&mut self, source: Source, expr: &Spanned<Expr>) -> Tree<Leaf> {
        match &expr.node {
            Expr::And(parts) => self.conjunction(source, parts, None),
            Expr::Or(parts) => {
                let trees: Vec<Tree<Leaf>> = parts.iter().map(|part| self.expr(source, part)).collect();
                // A term without a word says nothing, and so cannot open the whole `or`.
                let trees: Vec<Tree<Leaf>> = trees.into_iter().filter(|tree| !tree.is_all()).collect();
                match trees.len() {
                    0 => Tree::all(),
                    _ => Tree::Or(trees),
                }
            }
            Expr::Not(inner) => match self.expr(source, inner) {
                tree if tree.is_all() => tree,
                tree => Tree::Not(Box::new(tree)),
            },
            Expr::Mention(mention) => self.mention(mention),
            Expr::In(query) => self.inner(source, query, &expr.span),
            Expr::Predicate { field, test } => self.predicate(source, field, test, &expr.span),
            Expr::Text { value, form } => self.text(source, value, *form),
            Expr::Near { distance, terms } => {
                let phrases: Vec<String> =
                    terms.iter().map(|term| self.value(term).to_owned()).filter(|phrase| has_word(phrase)).collect();
                if phrases.len() < 2 {
                    self.refuse("E205", expr.span.clone(), "near() needs two words or phrases: near(5, oil, pipeline)");
                }
                text_leaf(source, Match::Near { distance: distance.node, phrases })
            }
            Expr::Set(call) => {
                self.refuse("E304", expr.span.clone(), format!("no saved query `{}`", call.name.node));
                Tree::all()
            }
        }
    }

    /// The words of a value. Parameters have been replaced before.
    pub fn value<'v>(&mut self, value: &'v Spanned<Value>) -> &'v str {
        match &value.node {
            Value::Word(text) | Value::String(text) => text,
            Value::Parameter(name) => {
                self.refuse(
                    "E305",
                    value.span.clone(),
                    format!("no value for `${name}`: give one with --param {name}=…"),
                );
                ""
            }
        }
    }

    fn mention(&mut self, mention: &Mention) -> Tree<Leaf> {
        let name = self.value(&mention.name);
        let kind = mention.kind.as_ref().map(|kind| kind.node);
        let choice = if mention.any { Choice::Any } else { Choice::One };
        let typed = Typed { name, span: mention.name.span.clone(), sigil: "@" };
        any_of(self.entities(&typed, kind, choice).unwrap_or_default())
    }

    fn text(&mut self, source: Source, value: &Spanned<Value>, form: TextForm) -> Tree<Leaf> {
        let text = self.value(value);
        if !has_word(text) {
            if self.errors.is_empty() {
                self.warn(format!("W402 left out {}: there is no letter or digit in it", quoted(text)));
            }
            return Tree::all();
        }
        let phrase = |text: &str, ending| Match::Phrase { column: TextColumn::Any, text: text.to_owned(), ending };
        let found = match form {
            TextForm::Exact => phrase(text, Ending::Whole),
            TextForm::Prefix => phrase(text, Ending::Prefix),
            TextForm::Inflected => {
                let mut forms = super::super::inflect::forms(text);
                // Rules make words that nobody writes; only the word itself is searched for in any case.
                let written: Vec<String> =
                    forms.split_off(1).into_iter().filter(|form| self.is_written(form)).collect();
                forms.extend(written);
                self.reading(format!("~{text} = {}", forms.join(", ")));
                Match::Any(forms.iter().map(|form| phrase(form, Ending::Whole)).collect())
            }
        };
        text_leaf(source, found)
    }

    /// Whether any document holds the word. Unknown counts as yes.
    fn is_written(&self, word: &str) -> bool {
        let text = Match::Phrase { column: TextColumn::Any, text: word.to_owned(), ending: Ending::Whole };
        let holds = Word::Holds(TextIndex::Documents, text);
        let found = self.archive.first(&sql!["SELECT 1 FROM documents_fts WHERE ", holds, " LIMIT 1"], |_| Ok(()));
        found.map_or(true, |found| found.is_some())
    }

    /// `in (QUERY)`: a document that is in it, or that has what is in it; a row that occurs in such a
    /// document, or is itself in it.
    fn inner(&mut self, source: Source, query: &Query, span: &crate::lang::Span) -> Tree<Leaf> {
        let resolved = self.query(query);
        if !matches!(resolved.shape, Shape::Listing { .. }) {
            self.refuse("E205", span.clone(), "in (…) takes rows, not counts of them: leave out by, count or pairs");
            return Tree::all();
        }
        let Selection { set, mut steps } = resolved.selection;
        steps.retain(|step| !matches!(step, Step::Select(_) | Step::Snippet(_)));
        let cuts = steps.iter().any(|step| !matches!(step, Step::Sort(_)));
        let inner = set.source;
        let documents = if inner == Source::Documents && !cuts {
            set.documents
        } else if inner == source && source != Source::Documents {
            return row(OfRow::Among(Box::new(Selection { set, steps })));
        } else if inner == Source::Documents {
            Tree::Leaf(OfDocument::Among(Box::new(Selection { set, steps })))
        } else {
            Tree::Leaf(OfDocument::Has(Box::new(Selection { set, steps })))
        };
        let documents = match (source, inner) {
            (Source::Documents | Source::Quotes, Source::Documents) if !cuts => without_once(documents),
            (Source::Documents | Source::Quotes, _) | (_, Source::Documents) => documents,
            _ => self.once(documents),
        };
        match source {
            Source::Documents | Source::Quotes => documents.map(&mut |leaf| document(leaf)),
            _ => row(OfRow::In(Box::new(super::texts::merge(documents)))),
        }
    }
}

fn conjuncts(filter: &Spanned<Expr>) -> &[Spanned<Expr>] {
    match &filter.node {
        Expr::And(parts) => parts,
        _ => std::slice::from_ref(filter),
    }
}

fn is_duplicates(expr: &Expr) -> bool {
    matches!(expr, Expr::Predicate { field, test: Test::Any(_) } if field.node == Field::Duplicates)
}

/// One leaf, or an `or` of one for each kind.
pub fn any_of(entities: Vec<Entities>) -> Tree<Leaf> {
    let mut leaves: Vec<Tree<Leaf>> =
        entities.into_iter().map(|entities| document(OfDocument::Mentions(entities))).collect();
    match leaves.len() {
        0 => Tree::all(),
        1 => leaves.remove(0),
        _ => Tree::Or(leaves),
    }
}

/// Full text: of the quotation where quotes are asked for, of the document otherwise.
pub fn text_leaf(source: Source, text: Match) -> Tree<Leaf> {
    if source == Source::Quotes { row(OfRow::Text(text)) } else { document(OfDocument::Text(text)) }
}

fn is_within(expr: &Expr) -> bool {
    matches!(expr, Expr::Predicate { field, test: Test::Any(_) } if field.node == Field::Within)
}

fn holds_text(expr: &Expr) -> bool {
    match expr {
        Expr::And(parts) | Expr::Or(parts) => parts.iter().any(|part| holds_text(&part.node)),
        Expr::Not(inner) => holds_text(&inner.node),
        Expr::Text { .. } => true,
        _ => false,
    }
}

fn as_documents(tree: Tree<Leaf>) -> Tree<OfDocument> {
    tree.map(&mut |leaf| match leaf {
        Leaf::Document(leaf) => Tree::Leaf(leaf),
        Leaf::Row(_) => Tree::all(), // the source is documents, whose fields are all conditions on documents
    })
}

/// Whether copies count is for the outer documents to say.
fn without_once(documents: Tree<OfDocument>) -> Tree<OfDocument> {
    let asked = documents.conjuncts().iter().filter(|part| !part.is_once()).cloned();
    Tree::and(asked.collect::<Vec<_>>())
}

impl Resolver<'_> {
    /// Parts that are about documents alone become "occurs in such a document".
    fn as_rows(&mut self, tree: Tree<Leaf>) -> Tree<OfRow> {
        if !tree.any_leaf(&mut |leaf| matches!(leaf, Leaf::Row(_))) {
            return self.occurs_in(as_documents(tree));
        }
        match tree {
            Tree::And(parts) => {
                let (documents, rows): (Vec<_>, Vec<_>) =
                    parts.into_iter().partition(|part| !part.any_leaf(&mut |leaf| matches!(leaf, Leaf::Row(_))));
                let mut all: Vec<Tree<OfRow>> = rows.into_iter().map(|part| self.as_rows(part)).collect();
                if !documents.is_empty() {
                    all.push(self.as_rows(Tree::And(documents)));
                }
                Tree::and(all)
            }
            Tree::Or(parts) => Tree::Or(parts.into_iter().map(|part| self.as_rows(part)).collect()),
            Tree::Not(inner) => Tree::Not(Box::new(self.as_rows(*inner))),
            Tree::Leaf(Leaf::Row(leaf)) => Tree::Leaf(leaf),
            Tree::Leaf(Leaf::Document(leaf)) => self.occurs_in(Tree::Leaf(leaf)),
        }
    }

    fn occurs_in(&mut self, documents: Tree<OfDocument>) -> Tree<OfRow> {
        let documents = self.once(documents);
        Tree::Leaf(OfRow::In(Box::new(super::texts::merge(documents))))
    }

    /// A finding that names what is spelt nearly so.
    pub fn not_among<'n>(
        &mut self,
        code: &'static str,
        message: String,
        typed: &Typed<'_>,
        known: impl IntoIterator<Item = &'n str>,
    ) {
        let mut finding = Diagnostic::new(code, typed.span.clone(), message);
        let near = crate::lang::fields::near(typed.name, known);
        if let Some(first) = near.first() {
            let list: Vec<String> = near.iter().map(|name| format!("{}{}", typed.sigil, quoted(name))).collect();
            finding = finding.hint(format!("did you mean {}?", list.join(", "))).fix(typed.span.clone(), quoted(first));
        }
        self.errors.push(finding);
    }
}
