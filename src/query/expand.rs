//! Saved queries and parameters, replaced in the tree before anything else is looked at.

use std::collections::BTreeMap;

use crate::lang::Span;
use crate::lang::ast::{Expr, Query, SetCall, Spanned, Stage, Statement, Test, Value};
use crate::lang::diagnostic::Diagnostic;
use crate::lang::fields::{Role, Source, near};

/// A query under a name, as `let` gives it.
#[derive(Clone, Debug, PartialEq)]
pub struct Definition {
    /// Names without their `$`.
    pub parameters: Vec<String>,
    /// What it stands for.
    pub query: Query,
}

impl Definition {
    /// As it is saved and can be typed again: `let corridor(a, b) = @$a and @$b`.
    pub fn statement(&self, name: &str) -> String {
        let spanned = |name: &str| Spanned { node: name.to_owned(), span: 0..0 };
        let parameters = self.parameters.iter().map(|parameter| spanned(parameter)).collect();
        crate::lang::print_statement(&Statement::Let { name: spanned(name), parameters, query: self.query.clone() })
    }
}

/// By name.
pub type Definitions = BTreeMap<String, Definition>;

/// Sets inside sets, at most.
const DEEPEST: usize = 32;
/// Sets put in place, at most: each may hold several others.
const MOST_CALLS: usize = 1000;

struct Expansion<'d> {
    definitions: &'d Definitions,
    calls: usize,
    /// Of the query in which the sets stand.
    source: Source,
    errors: Vec<Diagnostic>,
}

/// The query with every `&set` and every `$parameter` that has a value replaced.
///
/// # Errors
/// E304: a set that is not there. E306: the wrong number of values. E401: sets that call themselves.
pub fn expand(
    query: &Query,
    definitions: &Definitions,
    values: &BTreeMap<String, String>,
) -> Result<Query, Vec<Diagnostic>> {
    let values = values.iter().map(|(name, value)| (name.clone(), Value::String(value.clone()))).collect();
    let mut expansion = Expansion { definitions, calls: 0, source: Source::Documents, errors: Vec::new() };
    let expanded = expansion.query(query, &values, 0);
    if expansion.errors.is_empty() { Ok(expanded) } else { Err(expansion.errors) }
}

type Values = BTreeMap<String, Value>;

impl Expansion<'_> {
    fn query(&mut self, query: &Query, values: &Values, depth: usize) -> Query {
        // A set with nothing before it stands for its own rows.
        if let (None, Some(Spanned { node: Expr::Set(call), span })) = (&query.source, &query.filter) {
            let Some(mut inner) = self.called(span, call, values, depth) else { return query.clone() };
            inner.stages.extend(self.stages(query, values));
            return inner;
        }
        let outer = self.source;
        self.source = query.source.as_ref().map_or(Source::Documents, |source| source.node);
        let filter = query.filter.as_ref().map(|filter| self.expr(filter, values, depth));
        self.source = outer;
        Query { source: query.source.clone(), filter, stages: self.stages(query, values) }
    }

    fn stages(&mut self, query: &Query, values: &Values) -> Vec<Spanned<Stage>> {
        let replaced =
            |stage: &Spanned<Stage>| Spanned { node: self.stage(&stage.node, values), span: stage.span.clone() };
        query.stages.iter().map(replaced).collect()
    }

    fn stage(&mut self, stage: &Stage, values: &Values) -> Stage {
        match stage {
            Stage::Where { column, comparison, value } => {
                Stage::Where { column: column.clone(), comparison: *comparison, value: replace(value, values) }
            }
            other => other.clone(),
        }
    }

    fn expr(&mut self, expr: &Spanned<Expr>, values: &Values, depth: usize) -> Spanned<Expr> {
        let node = match &expr.node {
            Expr::And(parts) => {
                let mut flat = Vec::new();
                for part in parts {
                    match self.expr(part, values, depth) {
                        Spanned { node: Expr::And(inner), .. } => flat.extend(inner),
                        other => flat.push(other),
                    }
                }
                Expr::And(flat)
            }
            Expr::Or(parts) => Expr::Or(parts.iter().map(|part| self.expr(part, values, depth)).collect()),
            Expr::Not(inner) => Expr::Not(Box::new(self.expr(inner, values, depth))),
            Expr::In(query) => Expr::In(Box::new(self.query(query, values, depth))),
            Expr::Set(call) => return self.call(expr, call, values, depth),
            Expr::Mention(mention) => {
                let mut mention = mention.clone();
                mention.name = replace(&mention.name, values);
                Expr::Mention(mention)
            }
            Expr::Near { distance, terms } => Expr::Near {
                distance: distance.clone(),
                terms: terms.iter().map(|term| replace(term, values)).collect(),
            },
            Expr::Predicate { field, test } => Expr::Predicate {
                field: field.clone(),
                test: match test {
                    Test::Any(list) => Test::Any(list.iter().map(|value| replace(value, values)).collect()),
                    Test::All(list) => Test::All(list.iter().map(|value| replace(value, values)).collect()),
                    Test::Range(from, to) => Test::Range(
                        from.as_ref().map(|value| replace(value, values)),
                        to.as_ref().map(|value| replace(value, values)),
                    ),
                },
            },
            Expr::Text { value, form } => Expr::Text { value: replace(value, values), form: *form },
        };
        Spanned { node, span: expr.span.clone() }
    }

    /// Among conditions a set of documents stands for its own; any other for `in (…)`.
    fn call(&mut self, expr: &Spanned<Expr>, call: &SetCall, values: &Values, depth: usize) -> Spanned<Expr> {
        let Some(query) = self.called(&expr.span, call, values, depth) else { return expr.clone() };
        let is_documents = query.source.as_ref().is_none_or(|source| source.node == Source::Documents);
        let node = match query.filter {
            Some(filter) if is_documents && query.stages.is_empty() && means_the_same(self.source, &filter.node) => {
                filter.node
            }
            _ => Expr::In(Box::new(query)),
        };
        Spanned { node, span: expr.span.clone() }
    }

    /// The query that a set stands for; `None` when that is a finding.
    fn called(&mut self, span: &Span, call: &SetCall, values: &Values, depth: usize) -> Option<Query> {
        let name = &call.name.node;
        let Some(definition) = self.definitions.get(name) else {
            let mut finding = Diagnostic::new("E304", call.name.span.clone(), format!("no saved query `{name}`"));
            if let Some(first) = near(name, self.definitions.keys().map(String::as_str)).first() {
                finding = finding.hint(format!("did you mean &{first}?")).fix(call.name.span.clone(), *first);
            }
            self.errors.push(finding);
            return None;
        };
        if definition.parameters.len() != call.arguments.len() {
            let message = format!(
                "&{name} takes {} values: &{name}({})",
                definition.parameters.len(),
                definition.parameters.join(", ")
            );
            self.errors.push(Diagnostic::new("E306", span.clone(), message));
            return None;
        }
        self.calls += 1;
        if depth >= DEEPEST || self.calls > MOST_CALLS {
            if self.calls <= MOST_CALLS + 1 {
                let message = format!("&{name} calls itself, or too many others");
                self.errors.push(Diagnostic::new("E401", span.clone(), message));
            }
            return None;
        }
        let mut inner: Values = values.clone();
        for (parameter, argument) in definition.parameters.iter().zip(&call.arguments) {
            inner.insert(parameter.clone(), replace(argument, values).node);
        }
        let mut query = self.query(&definition.query, &inner, depth + 1);
        respan(&mut query, span);
        Some(query)
    }
}

/// Whether a condition on documents says the same on another source: `country:kz` of people is whom they serve, and
/// words beside quotes are searched for in these.
fn means_the_same(source: Source, expr: &Expr) -> bool {
    match expr {
        _ if source == Source::Documents => true,
        Expr::And(parts) | Expr::Or(parts) => parts.iter().all(|part| means_the_same(source, &part.node)),
        Expr::Not(inner) => means_the_same(source, &inner.node),
        Expr::Predicate { field, .. } => matches!(source.field(field.node), Some(Role::Gathered(_))),
        Expr::Text { .. } | Expr::Near { .. } => source != Source::Quotes,
        Expr::In(_) => source == Source::Quotes,
        Expr::Mention(_) | Expr::Set(_) => true,
    }
}

fn replace(value: &Spanned<Value>, values: &Values) -> Spanned<Value> {
    let node = match &value.node {
        Value::Parameter(name) => values.get(name).cloned().unwrap_or_else(|| value.node.clone()),
        other => other.clone(),
    };
    Spanned { node, span: value.span.clone() }
}

/// The names of the sets that a query calls itself.
pub fn calls(query: &Query) -> Vec<Spanned<String>> {
    fn collect(expr: &Expr, out: &mut Vec<Spanned<String>>) {
        match expr {
            Expr::And(parts) | Expr::Or(parts) => parts.iter().for_each(|part| collect(&part.node, out)),
            Expr::Not(inner) => collect(&inner.node, out),
            Expr::In(query) => out.extend(calls(query)),
            Expr::Set(call) => out.push(call.name.clone()),
            _ => {}
        }
    }
    let mut out = Vec::new();
    if let Some(filter) = &query.filter {
        collect(&filter.node, &mut out);
    }
    out
}

/// Findings about a set's inside point to where it is called: its own text is elsewhere.
fn respan(query: &mut Query, span: &Span) {
    if let Some(source) = &mut query.source {
        source.span = span.clone();
    }
    if let Some(filter) = &mut query.filter {
        respan_expr(filter, span);
    }
    for stage in &mut query.stages {
        stage.span = span.clone();
    }
}

fn respan_expr(expr: &mut Spanned<Expr>, span: &Span) {
    expr.span = span.clone();
    match &mut expr.node {
        Expr::And(parts) | Expr::Or(parts) => parts.iter_mut().for_each(|part| respan_expr(part, span)),
        Expr::Not(inner) => respan_expr(inner, span),
        Expr::In(query) => respan(query, span),
        Expr::Mention(mention) => mention.name.span = span.clone(),
        Expr::Near { terms, .. } => terms.iter_mut().for_each(|term| term.span = span.clone()),
        Expr::Predicate { field, test } => {
            field.span = span.clone();
            match test {
                Test::Any(list) | Test::All(list) => list.iter_mut().for_each(|value| value.span = span.clone()),
                Test::Range(from, to) => from.iter_mut().chain(to).for_each(|value| value.span = span.clone()),
            }
        }
        Expr::Text { value, .. } => value.span = span.clone(),
        Expr::Set(_) => {}
    }
}
