//! What is done with a set: each stage checked against the columns that there are at its place.

use super::{Resolver, set_of};
use crate::lang::ast::{Comparison, SortKey, Spanned, Stage, Value};
use crate::lang::diagnostic::Diagnostic;
use crate::lang::fields::{Bucket, Source, near};
use crate::query::answer::ColumnKind;
use crate::query::compile::{MOST_BUCKETS, SNIPPET_WORDS, Shape, Snippet, column_names, find_column};
use crate::query::plan::{Direction, Fill, Key, OfDocument, Selection, Set, Step, Tree};
use crate::query::sql::Param;

/// A query as planned.
#[derive(Clone, Debug)]
pub struct Resolved {
    pub selection: Selection,
    /// What its rows are in the end.
    pub shape: Shape,
    pub chart: Chart,
}

/// Whether the query ends in `| chart`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Chart {
    /// It does.
    Wanted,
    /// Rows alone are wanted.
    Unwanted,
}

impl Resolver<'_> {
    pub fn stages(&mut self, set: Set, stages: &[Spanned<Stage>]) -> Resolved {
        let shape = Shape::Listing { source: set.source, snippet: Snippet::Absent };
        let mut resolved = Resolved { selection: Selection { set, steps: Vec::new() }, shape, chart: Chart::Unwanted };
        for stage in stages {
            self.stage(&mut resolved, stage);
        }
        resolved
    }

    fn stage(&mut self, resolved: &mut Resolved, stage: &Spanned<Stage>) {
        let listed = match &resolved.shape {
            Shape::Listing { source, .. } => Some(*source),
            _ => None,
        };
        let step = match (&stage.node, listed) {
            (Stage::Source(source), Some(_)) => {
                pivot(resolved, *source);
                return;
            }
            (Stage::Chart, _) => {
                resolved.chart = Chart::Wanted;
                return;
            }
            (Stage::By { buckets, fill }, Some(source)) => {
                let fill = if *fill { Fill::Zero } else { Fill::None };
                self.by(resolved, source, buckets, fill, &stage.span)
            }
            (Stage::Pairs, Some(source)) => {
                if matches!(source, Source::Documents | Source::Quotes) {
                    let message = "pairs are of entities: put `| people`, `| countries` or the like before it";
                    self.refuse("E205", stage.span.clone(), message);
                    return;
                }
                resolved.shape = Shape::Pairs;
                Some(Step::Pairs)
            }
            (Stage::Source(_) | Stage::By { .. } | Stage::Pairs, None) => {
                self.refuse(
                    "E205",
                    stage.span.clone(),
                    "only rows can be grouped or turned into others, not counts of them",
                );
                None
            }
            (Stage::Snippet(words), Some(Source::Documents | Source::Quotes)) => {
                resolved.shape = Shape::Listing { source: resolved.selection.set.source, snippet: Snippet::Present };
                Some(Step::Snippet(words.as_ref().map_or(SNIPPET_WORDS, |words| words.node)))
            }
            (Stage::Snippet(_), _) => {
                self.refuse("E205", stage.span.clone(), "snippets are of documents and quotes");
                None
            }
            (Stage::Where { column, comparison, value }, _) => {
                self.filter_rows(&resolved.shape, column, *comparison, value)
            }
            (Stage::Sort(keys), _) => {
                let keys: Vec<Key> = keys.iter().filter_map(|key| self.sort_key(&resolved.shape, key)).collect();
                Some(Step::Sort(keys))
            }
            (Stage::Top { count, per }, _) => self.top(&resolved.shape, count.node, per.as_ref()),
            (Stage::Limit { count, offset }, _) => {
                Some(Step::Limit { count: count.node, offset: offset.as_ref().map_or(0, |offset| offset.node) })
            }
            (Stage::Select(names), _) => {
                let names: Vec<&'static str> =
                    names.iter().filter_map(|name| self.column(&resolved.shape, name)).map(|(name, _)| name).collect();
                Some(Step::Select(names))
            }
            (Stage::Count, _) => {
                resolved.shape = Shape::Counted;
                Some(Step::Count)
            }
        };
        resolved.selection.steps.extend(step);
    }

    fn by(
        &mut self,
        resolved: &mut Resolved,
        source: Source,
        buckets: &[Spanned<Bucket>],
        fill: Fill,
        span: &crate::lang::Span,
    ) -> Option<Step> {
        let known = source.info().buckets;
        for (at, bucket) in buckets.iter().enumerate() {
            if !known.contains(&bucket.node) {
                let names: Vec<&str> = known.iter().map(|bucket| bucket.name()).collect();
                let message = format!("{} cannot be grouped by {}", source.name(), bucket.node.name());
                let hint = format!("they can by {}", names.join(", "));
                self.errors.push(Diagnostic::new("E204", bucket.span.clone(), message).hint(hint));
                return None;
            }
            if buckets.iter().take(at).any(|other| other.node == bucket.node) {
                self.refuse("E204", bucket.span.clone(), format!("by {} twice", bucket.node.name()));
                return None;
            }
        }
        if buckets.len() > MOST_BUCKETS {
            self.refuse("E402", span.clone(), format!("by takes at most {MOST_BUCKETS} buckets"));
            return None;
        }
        let buckets: Vec<Bucket> = buckets.iter().map(|bucket| bucket.node).collect();
        let periods = buckets.iter().filter(|bucket| bucket.is_period()).count();
        if fill == Fill::Zero && (periods != 1 || !buckets.first().is_some_and(|bucket| bucket.is_period())) {
            let message = "fill needs a period as its first bucket, and only one: by month fill";
            self.refuse("E205", span.clone(), message);
            return None;
        }
        resolved.shape = Shape::Grouped { source, buckets: buckets.clone() };
        Some(Step::By { buckets, fill })
    }

    fn top(&mut self, shape: &Shape, count: u64, per: Option<&Spanned<Bucket>>) -> Option<Step> {
        if let Some(bucket) = per {
            let grouped = matches!(shape, Shape::Grouped { buckets, .. } if buckets.contains(&bucket.node));
            if !grouped {
                let name = bucket.node.name();
                let message = format!("top … per {name} needs `by {name}, …` before it");
                self.refuse("E205", bucket.span.clone(), message);
                return None;
            }
        }
        Some(Step::Top { count, per: per.map(|bucket| bucket.node) })
    }

    fn filter_rows(
        &mut self,
        shape: &Shape,
        column: &Spanned<String>,
        comparison: Comparison,
        value: &Spanned<Value>,
    ) -> Option<Step> {
        let text = self.value(value);
        let (column, kind) = self.column(shape, column)?;
        let is_number = matches!(kind, ColumnKind::Integer | ColumnKind::Real) && comparison != Comparison::Contains;
        let param = match (is_number, text.parse::<i64>(), text.parse::<f64>()) {
            (false, ..) => Param::Text(text.to_owned()),
            (true, Ok(number), _) => Param::Integer(number),
            (true, _, Ok(number)) if number.is_finite() => Param::Real(number),
            _ => {
                self.refuse("E203", value.span.clone(), format!("{column} is a number: `{text}` is none"));
                return None;
            }
        };
        Some(Step::Where { column, comparison, value: param })
    }

    fn sort_key(&mut self, shape: &Shape, key: &SortKey) -> Option<Key> {
        let (column, _) = self.column(shape, &key.column)?;
        let direction = if key.descending { Direction::Descending } else { Direction::Ascending };
        Some(Key { column, direction })
    }

    fn column(&mut self, shape: &Shape, name: &Spanned<String>) -> Option<(&'static str, ColumnKind)> {
        let found = find_column(shape, &name.node);
        if found.is_none() {
            let known: Vec<&'static str> = column_names(shape).into_iter().map(|(name, _)| name).collect();
            let mut finding = Diagnostic::new("E204", name.span.clone(), format!("no column `{}` here", name.node));
            if let Some(first) = near(&name.node, known.iter().copied()).first() {
                finding = finding.hint(format!("did you mean {first}?")).fix(name.span.clone(), *first);
            }
            self.errors.push(finding.hint(format!("there are {}", known.join(", "))));
        }
        found
    }
}

/// The rows' documents, and in them the rows of another source.
fn pivot(resolved: &mut Resolved, source: Source) {
    let Selection { set, steps } = resolved.selection.clone();
    if set.source == source {
        return;
    }
    let steps: Vec<Step> =
        steps.into_iter().filter(|step| !matches!(step, Step::Select(_) | Step::Snippet(_))).collect();
    let cuts = steps.iter().any(|step| !matches!(step, Step::Sort(_)));
    let beside = Vec::new();
    let documents = match (set.source, cuts) {
        (Source::Documents, false) => set.documents,
        (Source::Documents, true) => {
            // What is counted of them is held against an archive without copies too.
            let once = set.documents.counts_once().then(Tree::once);
            let among = Tree::Leaf(OfDocument::Among(Box::new(Selection { set, steps })));
            Tree::and([among].into_iter().chain(once))
        }
        _ => {
            let within = set.documents.clone();
            Tree::and([within, Tree::Leaf(OfDocument::Has(Box::new(Selection { set, steps })))])
        }
    };
    resolved.selection = Selection { set: set_of(source, documents, Tree::all(), beside), steps: Vec::new() };
    resolved.shape = Shape::Listing { source, snippet: Snippet::Absent };
}
