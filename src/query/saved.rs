//! Queries saved in the archive: found by name, and made ready to be kept.

use std::collections::BTreeSet;

use super::answer::Note;
use super::archive::{Archive, ReadError};
use super::expand::{Definition, Definitions, calls};
use super::{Options, resolve, sql};
use crate::lang::ast::{Expr, Query, Spanned, Statement, Value};
use crate::lang::diagnostic::Diagnostic;
use crate::lang::{self, Span};

/// What the table of saved queries says of one.
#[derive(Clone, Debug, PartialEq)]
pub struct Saved {
    /// Without the `&`.
    pub name: String,
    /// Canonical, as `let` takes it.
    pub text: String,
    /// Documents archived since it last ran.
    pub new: i64,
    /// UTC, ISO 8601.
    pub made: String,
}

/// All of them by name.
///
/// # Errors
/// When the archive cannot be read.
pub fn saved(archive: &dyn Archive) -> Result<Vec<Saved>, ReadError> {
    let newer = "(SELECT count(*) FROM documents WHERE id > last_document)";
    let hidden = "(SELECT count(*) FROM hidden_documents WHERE document > last_document)";
    let sql = sql!["SELECT name, text, ", newer, " - ", hidden, ", made FROM saved_queries ORDER BY name"];
    archive
        .all(&sql, |row| Ok(Saved { name: row.text(0)?, text: row.text(1)?, new: row.integer(2)?, made: row.text(3)? }))
}

/// What a name stands for: among `known`, which goes before the archive, or there.
///
/// # Errors
/// E307: the saved text is not of this language. E490: the archive cannot be read.
pub fn definition(
    archive: &dyn Archive,
    known: &Definitions,
    name: &str,
) -> Result<Option<Definition>, Vec<Diagnostic>> {
    if let Some(definition) = known.get(name) {
        return Ok(Some(definition.clone()));
    }
    let mut sql = sql!["SELECT text FROM saved_queries WHERE name = "];
    sql.bind(name);
    let text = archive.first(&sql, |row| row.text(0)).map_err(super::run::unread)?;
    text.map(|text| read(name, &text)).transpose()
}

/// `known`, and all of the archive that the query leads to through sets of sets.
///
/// # Errors
/// As [`definition`], at the name in the query.
pub(super) fn reachable(
    archive: &dyn Archive,
    query: &Query,
    known: &Definitions,
) -> Result<Definitions, Vec<Diagnostic>> {
    let mut found = known.clone();
    let mut looked_up: BTreeSet<String> = BTreeSet::new();
    let mut wanted = calls(query);
    while let Some(Spanned { node: name, span }) = wanted.pop() {
        if !looked_up.insert(name.clone()) {
            continue;
        }
        let at_call = |findings: Vec<Diagnostic>| findings.into_iter().map(|finding| at(finding, &span)).collect();
        if let Some(definition) =
            definition(archive, &found, &name).map_err(|findings| -> Vec<_> { at_call(findings) })?
        {
            let inner = calls(&definition.query).into_iter();
            wanted.extend(inner.map(|call| Spanned { node: call.node, span: span.clone() }));
            found.insert(name, definition);
        }
    }
    if !looked_up.iter().all(|name| found.contains_key(name)) {
        // For near spellings of what is not there.
        for Saved { name, text, .. } in saved(archive).map_err(super::run::unread)? {
            if let (false, Ok(definition)) = (found.contains_key(&name), read(&name, &text)) {
                found.insert(name, definition);
            }
        }
    }
    Ok(found)
}

/// A definition that may be kept: names in it are stable ids, so that a later namesake does not change it, and it
/// is found to be right as far as that can be said before its parameters have values.
///
/// # Errors
/// What is wrong with it, with spans of its text.
pub fn stable(
    archive: &dyn Archive,
    name: &str,
    definition: &Definition,
    options: &Options,
) -> Result<(Definition, Vec<Note>), Vec<Diagnostic>> {
    let (query, notes) = resolve::stable(archive, options.today, &definition.query)?;
    let stable = Definition { parameters: definition.parameters.clone(), query };
    let mut definitions = options.definitions.clone();
    definitions.insert(name.to_owned(), stable.clone());
    let options = Options { definitions, ..options.clone() };
    // What it stands for can still be given or changed: parameters and sets that are not there yet.
    const LATER: [&str; 3] = ["E304", "E305", "E306"];
    let own = Query { source: None, filter: Some(call(name, &definition.parameters)), stages: Vec::new() };
    match super::prepare(archive, &own, &options) {
        Err(wrong) if !wrong.iter().any(|finding| LATER.contains(&finding.code)) => {
            Err(super::prepare(archive, &stable.query, &options).err().unwrap_or(wrong))
        }
        _ => Ok((stable, notes)),
    }
}

/// `&name`, each parameter with the value of that name.
pub fn call(name: &str, parameters: &[String]) -> Spanned<Expr> {
    let spanned = |node| Spanned { node, span: 0..0 };
    let arguments = parameters.iter().map(|parameter| spanned(Value::Parameter(parameter.clone()))).collect();
    let name = Spanned { node: name.to_owned(), span: 0..0 };
    Spanned { node: Expr::Set(lang::ast::SetCall { name, arguments }), span: 0..0 }
}

/// The name of the saved query that this one asks for, when it asks for nothing else.
pub fn called(query: &Query) -> Option<&str> {
    match &query.filter {
        Some(Spanned { node: Expr::Set(call), .. }) if query.source.is_none() && query.stages.is_empty() => {
            Some(&call.name.node)
        }
        _ => None,
    }
}

/// The largest id of a document: what has been seen when a query has run.
///
/// # Errors
/// E490: the archive cannot be read.
pub fn newest_document(archive: &dyn Archive) -> Result<i64, Vec<Diagnostic>> {
    super::run::about_documents(archive)
}

fn read(name: &str, text: &str) -> Result<Definition, Vec<Diagnostic>> {
    let unreadable = || {
        let message = format!("the saved query `{name}` cannot be read: {text}");
        vec![Diagnostic::new("E307", 0..0, message).hint("save it anew, or use the dateline that saved it")]
    };
    let mut script = lang::parse(text).map_err(|_| unreadable())?;
    match (script.statements.pop().map(|statement| statement.node), script.statements.is_empty()) {
        (Some(Statement::Let { parameters, query, .. }), true) => {
            let parameters = parameters.into_iter().map(|parameter| parameter.node).collect();
            Ok(Definition { parameters, query })
        }
        (Some(Statement::Query(query)), true) => Ok(Definition { parameters: Vec::new(), query }),
        _ => Err(unreadable()),
    }
}

fn at(finding: Diagnostic, span: &Span) -> Diagnostic {
    Diagnostic { span: span.clone(), ..finding }
}
