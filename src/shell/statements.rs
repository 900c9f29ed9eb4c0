//! The statements of a script, one after another, wherever they are asked.

use super::asking::Asking;
use super::session::Trouble;
use crate::lang;
use crate::lang::ast::{Query, Statement};
use crate::query::Definition;

/// Who carries statements out: an archive's session, or that of a copy.
pub trait Statements {
    fn asking(&self) -> Asking<'_>;

    /// What `let` says.
    fn define(&mut self, text: &str, name: &str, definition: Definition) -> Result<(), Trouble>;

    fn ask(&mut self, text: &str, query: &Query) -> Result<(), Trouble>;
}

/// Carries out every statement of `text`; the first that fails ends it.
///
/// # Errors
/// What is wrong with the text, with the archive, or with where answers go.
pub fn carry_out(session: &mut impl Statements, text: &str) -> Result<(), Trouble> {
    let wrong = |findings| Trouble::Query(text.to_owned(), findings);
    for statement in lang::parse(text).map_err(wrong)?.statements {
        match statement.node {
            Statement::Let { name, parameters, query } => {
                let parameters = parameters.into_iter().map(|parameter| parameter.node).collect();
                session.define(text, &name.node, Definition { parameters, query })?;
            }
            Statement::Explain(query) => session.asking().explain(text, &query)?,
            Statement::Why(query) => session.asking().why(text, &query)?,
            Statement::Query(query) => session.ask(text, &query)?,
        }
    }
    Ok(())
}
