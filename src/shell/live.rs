//! What stands under the line while it is typed: how much it finds and how it is read, or what is wrong
//! with it. It has the time of a keystroke, and says nothing when that is not enough.

use std::cell::RefCell;
use std::ops::Range;
use std::time::Instant;

use super::meta;
use super::names::Names;
use crate::lang::{self, Diagnostic, ast};
use crate::query::Options;
use crate::query::answer::NoteKind;
use crate::text::printable;

/// Readings that are told.
const READINGS: usize = 3;

/// What is known of a line.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Live {
    /// For the line below; empty when there is nothing to say.
    pub text: String,
    /// Bytes of the line that name nothing.
    pub wrong: Vec<Range<usize>>,
}

/// Reads lines, and remembers the last: the editor asks again for each redrawing.
#[derive(Default)]
pub struct Reader {
    last: RefCell<(String, Live)>,
}

impl Reader {
    pub fn read(&self, line: &str, names: &Names, options: &Options) -> Live {
        let mut last = self.last.borrow_mut();
        if last.0 != line {
            *last = (line.to_owned(), read(line, names, options));
        }
        last.1.clone()
    }

    /// What is wrong in `line`, if it is what was read last.
    pub fn wrong(&self, line: &str) -> Vec<Range<usize>> {
        let last = self.last.borrow();
        if last.0 == line { last.1.wrong.clone() } else { Vec::new() }
    }
}

fn read(line: &str, names: &Names, options: &Options) -> Live {
    if line.trim().is_empty() || meta::parse(line).is_some() {
        return Live::default();
    }
    let start = Instant::now();
    let query = match lang::parse(line).map(|script| script.statements) {
        Err(findings) => return told(line, &findings),
        Ok(statements) => match statements.into_iter().map(|statement| statement.node).collect::<Vec<_>>().pop() {
            Some(ast::Statement::Query(query) | ast::Statement::Explain(query) | ast::Statement::Why(query)) => query,
            _ => return Live::default(),
        },
    };
    let prepared = match names.prepare(&query, options) {
        Ok(prepared) => prepared,
        Err(findings) => return told(line, &findings),
    };
    let counted = counting(&lang::print(&query)).and_then(|query| names.number(&query, options, start));
    let found = counted.map(|count| match prepared.source() {
        Some(source) => format!("{count} {}", source.info().name),
        None => format!("{count} {}", if count == 1 { "row" } else { "rows" }),
    });
    let readings = prepared.notes().iter().filter(|note| note.kind == NoteKind::Reading).map(|note| note.text.clone());
    let parts: Vec<String> = found.into_iter().chain(readings.take(READINGS)).collect();
    Live { text: printable(&parts.join(" · ")), wrong: Vec::new() }
}

/// The query that counts the rows of `query`; `None` when nothing is left to count.
fn counting(query: &str) -> Option<ast::Query> {
    let script = lang::parse(&format!("{query} | count")).ok()?;
    match script.statements.into_iter().next()?.node {
        ast::Statement::Query(query) => Some(query),
        _ => None,
    }
}

/// What is wrong, unless it is where the line ends: there it may still become right.
fn told(line: &str, findings: &[Diagnostic]) -> Live {
    let end = line.len();
    // A name with several meanings is whole, wherever it stands.
    let is_settled = |finding: &&Diagnostic| {
        let is_behind = finding.span.end < end || finding.code == "E301";
        !finding.is_incomplete(line) && !finding.span.is_empty() && is_behind && finding.code != "E490"
    };
    let settled: Vec<&Diagnostic> = findings.iter().filter(is_settled).collect();
    let Some(first) = settled.first() else { return Live::default() };
    let hint = first.hints.iter().find(|hint| hint.starts_with("did you mean") || first.code == "E301");
    let text = hint.map_or_else(|| first.message.clone(), |hint| format!("{}: {hint}", first.message));
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    Live { text: printable(&text), wrong: settled.iter().map(|finding| finding.span.clone()).collect() }
}
